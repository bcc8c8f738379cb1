package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"docgauge/internal/baseline"
	"docgauge/internal/report"
	"docgauge/internal/rule"
	"docgauge/internal/rules"

	"github.com/spf13/cobra"
)

func (a *app) baselineShow() *cobra.Command {
	var r baselineRun
	format, stale := "text", false
	cmd := &cobra.Command{
		Use:   "show [PATH…]",
		Short: "Show what the baseline holds",
		Long: `Show how many findings of each rule the baseline holds, and on how many pages. No page is
read for it.

With --stale, check pages, without a path those in and below the working directory, and list
the entries that are no longer found on them: what "baseline prune" would take out.`,
		Example: `  docgauge baseline show
  docgauge baseline show --stale --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			if len(args) > 0 && !stale {
				return errors.New("baseline show takes paths only with --stale")
			}
			return a.end(a.showBaseline(cmd.Context(), &r, args, format, stale))
		},
	}
	r.define(cmd)
	cmd.Flags().StringVar(&format, "format", format, "text or json")
	cmd.Flags().BoolVar(&stale, "stale", false, "list what is no longer found")
	complete(cmd, "format", "text", "json")
	return cmd
}

// The report of "baseline show --format json".
type (
	shownBaseline struct {
		Version  int         `json:"version"`
		File     string      `json:"file"`
		Findings int         `json:"findings"`
		Pages    int         `json:"pages"`
		Rules    []shownRule `json:"rules"`
		// Stale are entries that are no longer found; absent unless --stale asks.
		Stale []shownEntry `json:"stale,omitzero"`
	}
	shownRule struct {
		Rule     string `json:"rule"`
		Findings int    `json:"findings"`
		Pages    int    `json:"pages"`
	}
	shownEntry struct {
		Path    string `json:"path"`
		Rule    string `json:"rule"`
		Count   int    `json:"count"`
		Message string `json:"message"`
	}
)

func (a *app) showBaseline(ctx context.Context, r *baselineRun, args []string, format string, stale bool) error {
	var b *baseline.Baseline
	var err error
	load := func() (err error) {
		b, err = r.place.load(a)
		return err
	}
	if stale {
		err = r.check(ctx, a, args, load)
	} else {
		err = r.locate(a, load)
	}
	if err != nil {
		return err
	}
	out := countEntries(b, r.wants)
	out.File = r.place.shown
	if stale {
		out.Stale = r.stale(a, b)
	}
	if format == "json" {
		return a.printJSON(out)
	}
	if stale {
		return a.printStale(out.Stale)
	}
	if err := a.print(rulesOf(out.Rules)); err != nil {
		return err
	}
	a.say("%s: %s on %s\n", report.Printable(out.File), report.Plural(out.Findings, "finding"), report.Plural(out.Pages, "page"))
	return nil
}

// locate finds the baseline without looking for pages.
func (r *baselineRun) locate(a *app, ready func() error) (err error) {
	if r.chosen, err = chooseRules(rules.All(), r.selected, r.ignored, nil); err != nil {
		return err
	}
	if r.sources, err = r.begin(); err != nil {
		return err
	}
	if err = r.sources.configure(a, r.sourceFlags, nil); err != nil {
		return err
	}
	if r.place, err = r.flags.place(&r.sources); err != nil {
		return err
	}
	return ready()
}

// wants reports whether the flags ask for a rule. Without them, all are asked for,
// also those that this docgauge does not have.
func (r *baselineRun) wants(id string) bool {
	return len(r.selected)+len(r.ignored) == 0 || slices.ContainsFunc(r.chosen.rules, func(known *rule.Rule) bool { return known.ID == id })
}

// countEntries counts the findings of the rules that are wanted, the most frequent first.
func countEntries(b *baseline.Baseline, wanted func(rule string) bool) shownBaseline {
	out := shownBaseline{Version: 1, Rules: []shownRule{}}
	pages := map[string]bool{}
	byRule := map[string]*shownRule{}
	seen := map[[2]string]bool{}
	for _, e := range b.Entries() {
		if !wanted(e.Rule) {
			continue
		}
		out.Findings += e.Count
		r := byRule[e.Rule]
		if r == nil {
			r = &shownRule{Rule: e.Rule}
			byRule[e.Rule] = r
		}
		r.Findings += e.Count
		if at := [2]string{e.Rule, e.Path}; !seen[at] {
			seen[at] = true
			r.Pages++
		}
		pages[e.Path] = true
	}
	out.Pages = len(pages)
	for _, r := range byRule {
		out.Rules = append(out.Rules, *r)
	}
	slices.SortFunc(out.Rules, func(a, b shownRule) int {
		if a.Findings != b.Findings {
			return b.Findings - a.Findings
		}
		return strings.Compare(a.Rule, b.Rule)
	})
	return out
}

func rulesOf(rules []shownRule) string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprint(w, "FINDINGS\tPAGES\t  RULE\n") // a Buffer takes everything
	for _, r := range rules {
		_, _ = fmt.Fprintf(w, "%d\t%d\t  %s\n", r.Findings, r.Pages, report.Printable(r.Rule))
	}
	_ = w.Flush()
	return b.String()
}

// stale lists the entries that "baseline prune" would take out or lower.
func (r *baselineRun) stale(a *app, b *baseline.Baseline) []shownEntry {
	pruned := map[[3]string]int{}
	gone := r.gone(a, func(string) bool { return true })
	for _, e := range b.Prune(r.found(), r.place.scope(&r.sources, r.result, gone)).Entries() {
		pruned[[3]string{e.Path, e.Rule, e.Identity}] = e.Count
	}
	list := []shownEntry{}
	for _, e := range b.Entries() {
		if n := e.Count - pruned[[3]string{e.Path, e.Rule, e.Identity}]; n > 0 {
			list = append(list, shownEntry{r.sources.finder.shown(r.place.abs(e.Path)), e.Rule, n, e.Message})
		}
	}
	return list
}

// printStale prints a line for each entry.
func (a *app) printStale(list []shownEntry) error {
	var b strings.Builder
	n := 0
	for _, e := range list {
		n += e.Count
		fmt.Fprintf(&b, "%s: %s [%s]", report.Printable(e.Path), report.Printable(e.Message), report.Printable(e.Rule))
		if e.Count > 1 {
			fmt.Fprintf(&b, " %d times", e.Count)
		}
		b.WriteByte('\n')
	}
	if err := a.print(b.String()); err != nil {
		return err
	}
	a.say("%s in the baseline no longer found\n", report.Plural(n, "finding"))
	return nil
}
