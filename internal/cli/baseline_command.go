package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"docgauge/internal/baseline"
	"docgauge/internal/lint"
	"docgauge/internal/report"
	"docgauge/internal/rules"
	"docgauge/internal/text"

	"github.com/spf13/cobra"
)

func (a *app) baseline() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "baseline",
		Short: "Keep a list of known findings, so that only new ones are reported",
		Long: `Keep a list of the findings that are known, so that docgauge check reports only new ones.

The list is a file of JSON lines that belongs into version control, ` + baseline.FileName + `
beside the configuration or at the work tree's top. There docgauge check uses it by
itself; another one is named by --baseline, or in the configuration.

A finding is known by its page, its rule and the text that it is about, and not by its line:
it stays known when the page is edited elsewhere or put in another order, and when other
pages change. Equal findings of a page are counted, and one more than that is new. What is
found on a page that was renamed is new, until "baseline update" takes it in.

In a merge, keep the lines of both sides: neither order nor repetition matters. Git does so
by itself with this line in .gitattributes:

  ` + baseline.FileName + ` merge=union`,
		Example: "  docgauge baseline create\n  docgauge check\n  docgauge baseline prune",
		RunE:    a.wantsCommand("create", "update", "prune", "show"),
	}
	cmd.AddCommand(a.baselineCreate(), a.baselineUpdate(), a.baselinePrune(), a.baselineShow())
	return cmd
}

// baselineRun is what the commands on a baseline have in common: flags, and what a
// check of the pages found.
type baselineRun struct {
	sourceFlags
	flags             baselineFlags
	selected, ignored []string

	chosen  choice
	place   baselinePlace
	sources sources
	result  lint.Result
}

// define adds the flags to the command.
func (r *baselineRun) define(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.SortFlags = false
	r.flags.defineFile(cmd, "to work on")
	fs.StringSliceVar(&r.selected, "select", nil, "only findings of these `RULES`, by id or family: json-syntax, json-*")
	fs.StringSliceVar(&r.ignored, "ignore", nil, "no findings of these `RULES`")
	r.sourceFlags.define(cmd)
	if err := fs.MarkHidden("stdin-filename"); err != nil {
		panic(err) // the flag is not defined
	}
	complete(cmd, "select", ruleCompletions()...)
	complete(cmd, "ignore", ruleCompletions()...)
}

// check checks the pages, without an argument those in and below the working
// directory. ready is asked before, when it is known where the baseline is. What is
// found is all there is, or there is an error: a page that could not be read would
// seem to be without a fault.
func (r *baselineRun) check(ctx context.Context, a *app, args []string, ready func() error) error {
	if slices.Contains(args, "-") || r.stdinFilename != "" {
		return errors.New("a baseline is about files, and standard input is none")
	}
	var err error
	if r.chosen, err = chooseRules(rules.All(), r.selected, r.ignored, nil); err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	if r.sources, err = a.sources(r.sourceFlags, args); err != nil {
		return err
	}
	r.sources.choose(r.chosen)
	if r.place, err = r.flags.place(&r.sources); err != nil {
		return err
	}
	if err := ready(); err != nil {
		return err
	}
	if err := r.sources.settle(a, args); err != nil {
		return err
	}
	switch {
	case a.code == exitError:
	case r.sources.finder.checked() == 0:
		return errors.New("nothing is done, because there is no page to check")
	default:
		if r.result, err = a.lint(ctx, r.sources.job); err != nil {
			return err
		}
	}
	return r.sound(a)
}

// sound says what could not be checked, and returns an error if that is a page.
func (r *baselineRun) sound(a *app) error {
	for _, f := range r.result.Failures {
		a.try(failure(f))
		a.trace(f.Stack)
	}
	if a.code == exitError {
		return errors.New("nothing is written, because some of the pages could not be checked")
	}
	a.notes(unread(r.result))
	return nil
}

// found is a baseline of what the check found.
func (r *baselineRun) found() *baseline.Baseline {
	return baseline.Of(r.result.Diagnostics, r.place.pathOf)
}

func (a *app) baselineCreate() *cobra.Command {
	var r baselineRun
	force := false
	cmd := &cobra.Command{
		Use:   "create [PATH…]",
		Short: "Write down all findings there are",
		Long: `Check pages, without a path those in and below the working directory, and write down all
findings, whatever their severity, as the configuration and comments in the pages have them.
docgauge check with the same paths then reports nothing.

An existing baseline is not replaced. Nothing is written if some of the pages could not be
checked.`,
		Example: `  docgauge baseline create
  docgauge baseline create docs --baseline docs/known.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.end(a.createBaseline(cmd.Context(), &r, args, force))
		},
	}
	r.define(cmd)
	cmd.Flags().BoolVar(&force, "force", false, "replace an existing baseline")
	return cmd
}

// dropped counts the findings of the baseline that is replaced about which the run
// says nothing, because it was of other pages or rules. Pages that are gone do not
// count. One that cannot be read has none: it is replaced because of that.
func (r *baselineRun) dropped() (n int) {
	content, err := r.place.read()
	if err != nil {
		return 0
	}
	before, problems := baseline.Read(text.NewSource(r.place.shown, content))
	if len(problems) > 0 {
		return 0
	}
	scope := r.place.scope(&r.sources, r.result, func(abs string) bool { return isGone(abs) && !r.sources.finder.sparse(abs) })
	for _, e := range before.Entries() {
		if scope(e.Path, e.Rule) == baseline.Kept {
			n += e.Count
		}
	}
	return n
}

func (a *app) createBaseline(ctx context.Context, r *baselineRun, args []string, force bool) error {
	err := r.check(ctx, a, args, func() error {
		if err := r.place.writable(); err != nil {
			return err
		}
		if exists(r.place.file) && !force {
			return fmt.Errorf("%s: there is a baseline already; docgauge baseline update brings it up to date, --force replaces it", r.place.shown)
		}
		return nil
	})
	if err != nil {
		return err
	}
	dropped := r.dropped()
	if err := r.place.write(r.found()); err != nil {
		return err
	}
	if dropped > 0 {
		a.noteOf("the baseline that was replaced held %s of other pages or rules; without paths and --select, docgauge baseline create --force takes in all", report.Plural(dropped, "finding"))
	}
	pages := map[string]bool{}
	for _, d := range r.result.Diagnostics {
		pages[d.Source.Location] = true
	}
	a.say("%s on %s written to %s\n", report.Plural(len(r.result.Diagnostics), "finding"), report.Plural(len(pages), "page"), report.Printable(r.place.shown))
	if r.place.flag && below(r.place.file, r.place.finder.base) {
		a.say("docgauge check --baseline %s uses it; so does a line \"baseline\" in the configuration\n", report.Printable(r.place.shown))
	}
	return nil
}
