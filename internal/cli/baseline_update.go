package cli

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"docgauge/internal/baseline"
	"docgauge/internal/report"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/cobra"
)

func (a *app) baselineUpdate() *cobra.Command {
	var r baselineRun
	cmd := &cobra.Command{
		Use:   "update [PATH…]",
		Short: "Take in what is new and take out what is gone",
		Long: `Check pages, without a path those in and below the working directory, and bring the
baseline up to date with what is found on them: new findings are known from then on, and
those that are gone are no longer. It prints how many for each rule.

The entries of other pages stay, unless the page no longer exists; so do those of rules that
are not run. What is found on a renamed page is taken in under its new name. To take out
only, use "baseline prune".`,
		Example: `  docgauge baseline update
  docgauge baseline update docs/berth-get.md --select json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.end(a.changeBaseline(cmd.Context(), &r, args, (*baseline.Baseline).Update, func(string) bool { return true }))
		},
	}
	r.define(cmd)
	return cmd
}

func (a *app) baselinePrune() *cobra.Command {
	var r baselineRun
	cmd := &cobra.Command{
		Use:   "prune [PATH…]",
		Short: "Take out what is gone",
		Long: `Check pages, without a path those in and below the working directory, and take out of the
baseline what is no longer found on them. Nothing new gets in, so that it is safe to run by
itself, in CI for instance. It prints how many findings of each rule were taken out.

The entries of other pages stay, and so do those of rules that are not run. Those of pages
that no longer exist go; with paths only if these lie there.`,
		Example: `  docgauge baseline prune
  docgauge baseline prune docs/v1.0`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.end(a.changeBaseline(cmd.Context(), &r, args, (*baseline.Baseline).Prune, func(abs string) bool {
				return len(args) == 0 || r.sources.finder.named(args, abs)
			}))
		},
	}
	r.define(cmd)
	return cmd
}

// named reports whether a path is one of the arguments, or lies in one, or in what
// one matches.
func (f *finder) named(args []string, abs string) bool {
	for ; ; abs = path.Dir(abs) {
		if slices.ContainsFunc(args, func(arg string) bool {
			at := f.absolute(arg)
			return at == abs || isGlob(arg) && doublestar.MatchUnvalidated(at, abs)
		}) {
			return true
		}
		if abs == path.Dir(abs) {
			return false
		}
	}
}

// changeBaseline checks pages and changes the baseline by what is found on them.
// Entries of pages that no longer exist go if they are in reach.
func (a *app) changeBaseline(ctx context.Context, r *baselineRun, args []string,
	change func(b, now *baseline.Baseline, scope baseline.Scope) *baseline.Baseline, inReach func(abs string) bool,
) error {
	var before *baseline.Baseline
	err := r.check(ctx, a, args, func() (err error) {
		before, err = r.place.load(a)
		return err
	})
	if err != nil {
		return err
	}
	scope := r.place.scope(&r.sources, r.result, r.gone(a, inReach))
	after := change(before, r.found(), scope)
	changes := before.Changes(after)
	if len(changes) > 0 {
		if err := r.place.write(after); err != nil {
			return err
		}
	}
	var table strings.Builder
	added, removed, changed := 0, 0, 0
	for _, c := range changes {
		added, removed, changed = added+c.Added, removed+c.Removed, changed+c.Changed
		fmt.Fprintf(&table, "%8s %8s  %s", signed("+", c.Added), signed("-", c.Removed), report.Printable(c.Rule))
		if c.Changed > 0 {
			fmt.Fprintf(&table, " (%d in part)", c.Changed)
		}
		table.WriteByte('\n')
	}
	if err := a.print(table.String()); err != nil {
		return err
	}
	did := fmt.Sprintf("%d added, %d removed", added, removed)
	switch {
	case len(changes) == 0:
		did = "nothing to change"
	case changed > 0:
		did += fmt.Sprintf(", %d changed in part", changed)
	}
	a.say("%s: %s; %s\n", report.Printable(r.place.shown), did, report.Plural(after.Findings(), "finding"))
	return nil
}

// gone returns what tells whether there is no page at an absolute path. A page that
// a sparse checkout may have left out is not gone; that there are such is noted, once.
func (r *baselineRun) gone(a *app, inReach func(abs string) bool) func(abs string) bool {
	noted := false
	return func(abs string) bool {
		switch {
		case !isGone(abs) || !inReach(abs):
			return false
		case !r.sources.finder.sparse(abs):
			return true
		case !noted:
			noted = true
			a.noteOf("the work tree is a sparse checkout: entries of pages that are not in it are kept")
		}
		return false
	}
}

// signed writes a number with its sign, and nothing for 0.
func signed(sign string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s%d", sign, n)
}
