package cli

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/baseline"
	"docgauge/internal/config"
	"docgauge/internal/lint"
	"docgauge/internal/rule"
	"docgauge/internal/text"

	"github.com/spf13/cobra"
)

func (a *app) configShow() *cobra.Command {
	var f sourceFlags
	format := "text"
	cmd := &cobra.Command{
		Use:   "show [PATH…]",
		Short: "Show each setting in force, where it comes from and what it decides",
		Long: `Show the settings in force: each value of .docgauge.yaml and of the files that it extends
with its place, what flags say instead, and what holds by default.

For each page that is named: whether it is checked and if not why, its doc set and owner,
and what the configuration says of rules there, with the place that decided it.

Then the settings of the doc sets of the pages, without a path those in and below the
working directory: value, place, and what docgauge does with it. They come from
API Doctor's configuration files below the root of the doc set or above it:
document-outline.json, table-header-config.json, link-validation-config.json,
schema-config.json and oneapi-design-v1.json.

What is not understood in them is listed, and so are the findings of API Doctor that
annotations of pages suppress ("suppressions"), with the number of findings of docgauge
that each suppresses. For that number the pages are checked.`,
		Example: `  docgauge config show
  docgauge config show docs/v1.0/api/berth-get.md
  docgauge config show docs/v1.0 --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			return a.runConfigShow(cmd.Context(), f, args, format)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&format, "format", format, "text or json")
	f.define(cmd)
	complete(cmd, "format", "text", "json")
	return cmd
}

// The report of "config show --format json". Lines and columns count from 1.
type (
	shownReport struct {
		Version int         `json:"version"`
		Config  shownConfig `json:"config"`
		Pages   []shownPage `json:"pages"` // that were named
		DocSets []shownSet  `json:"docSets"`
	}
	shownConfig struct {
		Path     string       `json:"path"` // empty: there is none
		Extends  []string     `json:"extends"`
		Settings []shownValue `json:"settings"`
	}
	shownValue struct {
		Name  string          `json:"name"`
		Value json.RawMessage `json:"value"`
		// From is "file" with a place, "default", or a flag, "--exclude".
		From string `json:"from"`
		*shownPlace
		Default json.RawMessage `json:"default,omitempty"` // of a rule's setting
	}
	shownSet struct {
		Root         string             `json:"root"`
		Settings     []shownSetting     `json:"settings"`
		Problems     []shownProblem     `json:"problems"`
		Suppressions []shownSuppression `json:"suppressions"`
	}
	shownPlace struct {
		Path   string `json:"path"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
	shownSetting struct {
		Name  string          `json:"name"`
		Value json.RawMessage `json:"value"`
		shownPlace
		Use string `json:"use"` // empty: nothing
	}
	shownProblem struct {
		shownPlace
		Message string `json:"message"`
		Help    string `json:"help"`
	}
	shownSuppression struct {
		shownPlace
		Text string `json:"text"`
		// Rules report the same thing; none: docgauge has no such check.
		Rules []string `json:"rules"`
		// Findings are those of the checked pages that the suppression hides.
		Findings int `json:"findings"`
	}
)

func (a *app) runConfigShow(ctx context.Context, f sourceFlags, named []string, format string) error {
	args := named
	if len(args) == 0 {
		args = []string{"."}
	}
	s, err := a.sources(f, args)
	if err != nil {
		return err
	}
	told := map[string]bool{} // on standard output
	for _, cfg := range s.job.Docset.Conventions {
		for _, p := range cfg.Problems {
			told[p.String()] = true
		}
	}
	s.finder.notes = slices.DeleteFunc(s.finder.notes, func(note string) bool { return told[note] })
	s.choose(everyRule())
	if err := s.settle(a, args); len(named) > 0 && (err != nil || len(s.job.Files) == 0 && len(s.finder.problems) > 0) {
		return err // without a path it is fine to have no pages
	}
	result, err := a.lint(ctx, s.job)
	if err != nil {
		return a.end(err)
	}
	for _, f := range result.Failures {
		a.try(failure(f))
	}
	shown := shownReport{1, s.shownConfig(f), []shownPage{}, shownSets(&s, result)}
	if shown.Pages, err = s.shownPages(ctx, named, f.stdinFilename); err != nil {
		return err
	}
	if format == "json" {
		return a.printJSON(shown)
	}
	return a.print(configText(shown))
}

// shownConfig lists the values in force: those of files first, in their order.
func (s *sources) shownConfig(f sourceFlags) shownConfig {
	c := shownConfig{Extends: []string{}, Settings: []shownValue{}}
	if s.config != nil {
		c.Path = s.config.Files[0].Path
		for _, src := range s.config.Files[1:] {
			c.Extends = append(c.Extends, src.Path)
		}
	}
	has := map[string]bool{}
	add := func(name, value, from string, at text.Place) {
		has[topKey(name)] = true
		c.Settings = append(c.Settings, shownValue{Name: name, Value: json.RawMessage(value), From: from, shownPlace: standsAt(at)})
	}
	for _, v := range s.config.All() {
		if key := topKey(v.Name); key == "schemas" && f.schemas != "" || key == "metadata" && len(f.metadata) > 0 {
			continue // the flag is in force
		}
		add(v.Name, v.Value, "file", v.At)
	}
	for _, p := range f.exclude {
		add("exclude", config.JSON(p), "--exclude", text.Place{})
	}
	if f.schemas != "" {
		add("schemas", config.JSON(f.schemas), "--schemas", text.Place{})
	}
	for _, file := range f.metadata {
		add("metadata", config.JSON(file), "--metadata", text.Place{})
	}
	for _, d := range configDefaults() {
		if !has[d.name] {
			add(d.name, config.JSON(d.value), "default", text.Place{})
		}
	}
	return c
}

// configDefault is what holds for a key that nobody sets.
type configDefault struct {
	name  string
	value any
	means string
}

// configDefaults are those of all keys, in the order of the documentation.
func configDefaults() []configDefault {
	none := []string{}
	return []configDefault{
		{"version", rule.LatestEpoch, "all rules"},
		{"include", []string{"*.md", "*.markdown"}, "all Markdown pages"},
		{"exclude", none, "nothing"},
		{"docsets", none, "the folders that api and resources folders lie in"},
		{"schemas", nil, "none but the bundled ones"},
		{"metadata", nil, "none"},
		{"rules", none, "all, as docgauge rules lists them"},
		{"overrides", none, "none"},
		{"baseline", baseline.FileName, baseline.FileName + " beside the configuration, else at the work tree's top, if it is there"},
		{"owners", none, "nobody"},
	}
}

// topKey is the key at the top of the file that a setting such as
// "overrides[0].files" or "rules.json-syntax" belongs to.
func topKey(name string) string {
	if i := strings.IndexAny(name, ".["); i >= 0 {
		return name[:i]
	}
	return name
}

// standsAt returns where a value stands, nil if in no file.
func standsAt(at text.Place) *shownPlace {
	if at.Source == nil {
		return nil
	}
	p := shownAt(at)
	return &p
}

// shownSets gathers what there is to show, by doc set. Sets with nothing are left out.
func shownSets(s *sources, result lint.Result) []shownSet {
	hidden := map[*apidoctor.Suppression]int{}
	for _, d := range result.Suppressed {
		for _, by := range d.By {
			hidden[by]++
		}
	}
	sets := map[string]*shownSet{}
	of := func(root string) *shownSet {
		if sets[root] == nil {
			sets[root] = &shownSet{Root: root, Settings: []shownSetting{}, Problems: []shownProblem{}, Suppressions: []shownSuppression{}}
		}
		return sets[root]
	}
	for root, cfg := range s.job.Docset.Conventions {
		set := of(root)
		for _, st := range cfg.Settings {
			set.Settings = append(set.Settings, shownSetting{st.Name, json.RawMessage(st.Value), shownAt(st.At), st.Use})
		}
		for _, p := range cfg.Problems {
			set.Problems = append(set.Problems, shownProblem{shownAt(p.At), p.Message, p.Help})
		}
	}
	for _, sup := range result.Suppressions {
		root, _ := s.job.Docset.Roots.Of(sup.Page)
		set := of(root)
		set.Suppressions = append(set.Suppressions, shownSuppression{shownAt(sup.At), sup.Text, append([]string{}, sup.Rules...), hidden[sup]})
	}
	list := []shownSet{}
	for _, set := range sets {
		list = append(list, *set)
	}
	slices.SortFunc(list, func(a, b shownSet) int { return strings.Compare(a.Root, b.Root) })
	return list
}

func shownAt(at text.Place) shownPlace {
	p := at.Source.Position(at.Span.Start)
	return shownPlace{at.Source.Path, p.Line, p.Column}
}
