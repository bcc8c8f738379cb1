package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"

	"docgauge/internal/config"
	"docgauge/internal/lint"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
)

// shownPage is what holds for a page, in "config show --format json".
type shownPage struct {
	Path       string       `json:"path"`
	Checked    bool         `json:"checked"`
	Reason     *shownReason `json:"reason,omitempty"` // why it is not checked
	DocSet     string       `json:"docSet"`           // its root; empty: it is in none
	APIVersion string       `json:"apiVersion"`
	Owner      *shownValue  `json:"owner,omitempty"`
	// Rules are the settings that the configuration decides, the default among them:
	// a severity by the rule's id, an option by "id.option".
	Rules []shownValue `json:"rules"`
}

// shownReason is why a page is not checked.
type shownReason struct {
	Text    string `json:"text"`
	Pattern string `json:"pattern,omitempty"` // of the configuration, at the place
	*shownPlace
}

// shownPages gathers what holds for the pages among the arguments.
func (s *sources) shownPages(ctx context.Context, args []string, stdinFilename string) ([]shownPage, error) {
	job := s.job
	job.Files = s.named(args, stdinFilename)
	shown := make([]shownPage, len(job.Files))
	for i := range job.Files {
		shown[i] = s.shownPage(job.Files[i])
		job.Files[i].Context = false // of context nothing is parsed
	}
	_, err := lint.Parse(ctx, job, func(i int, pg *page.Page) {
		shown[i].APIVersion = cmp.Or(shown[i].APIVersion, pg.Version)
		if v := s.config.OwnerAt(pg, s.finder.at(job.Files[i].Location)); v.V != "" {
			shown[i].Owner = &shownValue{Name: "owner", Value: json.RawMessage(config.JSON(v.V)), From: "file", shownPlace: standsAt(v.At)}
		}
	})
	return shown, err
}

// named returns the files that the arguments name, with what the run knows of them.
func (s *sources) named(args []string, stdinFilename string) (files []lint.File) {
	f := s.finder
	for _, arg := range args {
		if arg == "-" {
			arg = cmp.Or(stdinFilename, "<stdin>")
		} else if info, err := os.Stat(arg); err != nil || info.IsDir() {
			continue
		}
		location := f.location(f.absolute(arg))
		i := slices.IndexFunc(s.job.Files, func(have lint.File) bool { return have.Location == location })
		switch {
		case slices.ContainsFunc(files, func(have lint.File) bool { return have.Location == location }):
		case i >= 0:
			files = append(files, s.job.Files[i])
		default:
			abs := f.absolute(arg)
			files = append(files, lint.File{
				Path: f.shown(abs), Location: location, Context: true,
				Read: func() ([]byte, error) { return readPage(abs, maxPage) },
			})
		}
	}
	return files
}

func (s *sources) shownPage(file lint.File) shownPage {
	abs := s.finder.at(file.Location)
	p := shownPage{Path: file.Path, Checked: !file.Context, Rules: []shownValue{}}
	if !p.Checked {
		p.Reason = s.finder.explain(abs)
	}
	if root, flat := s.job.Docset.Roots.Of(file.Location); !flat {
		p.DocSet, p.APIVersion = root, s.job.Docset.Roots.Version(root)
	}
	defaults := ruleDefaults()
	for _, v := range s.config.RulesFor(abs) {
		p.Rules = append(p.Rules, shownValue{
			Name: v.Name, Value: json.RawMessage(v.Value), From: "file", shownPlace: standsAt(v.At), Default: json.RawMessage(defaults[v.Name]),
		})
	}
	return p
}

// ruleDefaults are the severities of rules by id, and their options by "id.option",
// in JSON.
func ruleDefaults() map[string]string {
	defaults := map[string]string{}
	for _, r := range rules.All() {
		defaults[r.ID] = config.JSON(r.Severity.String())
		for _, o := range r.Options {
			defaults[r.ID+"."+o.Name] = optionJSON(o)
		}
	}
	return defaults
}

// optionJSON is the default of an option; no strings are an empty list.
func optionJSON(o rule.Option) string {
	if list, ok := o.Default.([]string); ok && list == nil {
		return "[]"
	}
	return config.JSON(o.Default)
}

// explain says why a page that was named is not checked.
func (f *finder) explain(abs string) *shownReason {
	switch f.why(abs, false) {
	case byFlag:
		return &shownReason{Text: "--exclude leaves it out"}
	case byExclude:
		v := f.excluder(abs)
		return &shownReason{"exclude leaves it out", v.V, standsAt(v.At)}
	case byInclude:
		first := f.config.Include[0]
		var all []string
		for _, p := range f.config.Include {
			all = append(all, p.V)
		}
		return &shownReason{"include is not for it", strings.Join(all, ", "), standsAt(first.At)}
	default:
		return &shownReason{Text: "API Doctor's configuration leaves it out (schemaConfig, foldersToSkip or filesToSkip)"}
	}
}
