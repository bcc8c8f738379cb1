package cli

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/lint"
	"docgauge/internal/rules"

	"github.com/spf13/cobra"
)

func (a *app) config() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "Show the configuration in force",
		Example: "  docgauge config show docs",
		RunE:    a.wantsCommand("show"),
	}
	cmd.AddCommand(a.configShow())
	return cmd
}

func (a *app) configShow() *cobra.Command {
	var f sourceFlags
	format := "text"
	cmd := &cobra.Command{
		Use:   "show [PATH…]",
		Short: "Show each setting in force, where it comes from and what it decides",
		Long: `Show the settings in force for the doc sets of the pages, without a path those in and
below the working directory: value, place, and what docgauge does with it. They come from
API Doctor's configuration files below the root of the doc set or above it:
document-outline.json, table-header-config.json, link-validation-config.json,
schema-config.json and oneapi-design-v1.json.

What is not understood in them is listed, and so are the findings of API Doctor that
annotations of pages suppress ("suppressions"), with the number of findings of docgauge
that each suppresses. For that number the pages are checked.`,
		Example: `  docgauge config show
  docgauge config show docs/v1.0 --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return a.runConfigShow(cmd.Context(), f, args, format)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&format, "format", format, "text or json")
	f.definePages(cmd)
	complete(cmd, "format", "text", "json")
	return cmd
}

// The report of "config show --format json". Lines and columns count from 1.
type (
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

func (a *app) runConfigShow(ctx context.Context, f sourceFlags, args []string, format string) error {
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
	if err := s.settle(a, args); err != nil || len(s.job.Files) == 0 {
		return err
	}
	s.choose(choice{rules: rules.All()})
	result, err := a.lint(ctx, s.job)
	switch {
	case a.interrupted(err):
		return nil
	case err != nil:
		return err
	}
	for _, f := range result.Failures {
		a.try(failure(f))
	}
	sets := shownSets(&s, result)
	if format == "json" {
		return a.printJSON(struct {
			Version int        `json:"version"`
			DocSets []shownSet `json:"docSets"`
		}{1, sets})
	}
	return a.print(configText(sets))
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

func shownAt(at apidoctor.Place) shownPlace {
	p := at.Source.Position(at.Span.Start)
	return shownPlace{at.Source.Path, p.Line, p.Column}
}
