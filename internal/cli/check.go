package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"time"

	"docgauge/internal/diag"
	"docgauge/internal/lint"
	"docgauge/internal/report"
	"docgauge/internal/rules"

	"github.com/spf13/cobra"
)

// checkFlags are the flags of check as given.
type checkFlags struct {
	sourceFlags
	formats, selected, ignored, severities []string
	failOn, color                          string
	quiet, statistics, noCI                bool
	baseline                               baselineFlags
	changes                                changesFlags
}

func (a *app) check() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Check pages and print what is wrong with them",
		Long: `Check files, the Markdown files (*.md, *.markdown) in and below directories, and
what quoted globs match; without a path, the working directory. "-" is standard input.

Left out of directories and globs, but not when named: what .gitignore says, hidden
directories, node_modules and symbolic links.

Pages are checked against their whole doc set, also when only some of them are named:
the other pages below the folder that holds api and resources are read for the types
they define. Configuration files of API Doctor below and above that folder are honoured.

Settings come from .docgauge.yaml, and flags win over them; docgauge config --help says
where it is looked for, docgauge config show what is in force.

With --new-from REV, git says what has changed since the merge base of REV and HEAD,
committed or not. New is what lies on changed lines, in files that git does not know,
or was not there before: links to a page that is gone, say.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, input, output or
internal error. They are the same for every format.

In GitHub Actions a summary of the step comes by itself, and unless another format goes
to standard output, annotations do too.

Formats, each for standard output or with =FILE for a file:
` + formatTable(),
		Example: `  docgauge check docs
  docgauge check 'docs/**/*-get.md' --select json,status
  docgauge check --new-from origin/main
  docgauge check --format full --format json=findings.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"."}
			}
			return a.runCheck(cmd.Context(), f, args)
		},
	}
	f.define(cmd)
	return cmd
}

// define adds the flags to the command, with what completes them.
func (f *checkFlags) define(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringArrayVar(&f.formats, "format", nil, "`NAME[=FILE]`: print in this format, one of those above; repeatable (default full)")
	fs.StringVar(&f.failOn, "fail-on", "error", "exit 1 at a finding of this severity: error, warning, info or never")
	fs.StringSliceVar(&f.selected, "select", nil, "check only these `RULES`, by id or family: json-syntax, json-*")
	fs.StringSliceVar(&f.ignored, "ignore", nil, "do not check these `RULES`")
	fs.StringSliceVar(&f.severities, "severity", nil, "`RULE=LEVEL`: report as error, warning, info or off")
	f.sourceFlags.define(cmd)
	f.baseline.define(cmd)
	f.changes.define(cmd)
	fs.BoolVar(&f.noCI, "no-ci", false, "in GitHub Actions, write no annotations and no step summary")
	fs.StringVar(&f.color, "color", "auto", "auto, always or never")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "print no summary")
	fs.BoolVar(&f.statistics, "statistics", false, "print the number of findings of each rule")
	ids := ruleCompletions()
	for flag, values := range map[string][]string{
		"format": formatNames(), "select": ids, "ignore": ids,
		"fail-on": {"error", "warning", "info", "never"}, "color": {"auto", "always", "never"},
	} {
		if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic(err) // the flag is not defined above
		}
	}
}

// checkPlan is what the flags and arguments of check come to.
type checkPlan struct {
	sources
	outputs   []output
	runner    runner
	baseline  *knownFindings // nil: none
	changes   *newFrom       // nil: everything counts
	failOn    diag.Severity  // Off: never
	quiet     bool
	counts    bool
	colorMode string
}

func (a *app) plan(ctx context.Context, f checkFlags, args []string) (plan checkPlan, err error) {
	plan = checkPlan{quiet: f.quiet, counts: f.statistics, colorMode: f.color}
	if plan.outputs, err = parseOutputs(f.formats); err != nil {
		return plan, err
	}
	plan.runner = findRunner(os.Getenv, a.out, f.noCI)
	plan.outputs = plan.runner.outputs(plan.outputs)
	if plan.failOn, err = parseFailOn(f.failOn); err != nil {
		return plan, err
	}
	if err = oneOf("color", f.color, "auto", "always", "never"); err != nil {
		return plan, err
	}
	chosen, err := chooseRules(rules.All(), f.selected, f.ignored, f.severities)
	if err != nil {
		return plan, err
	}
	if plan.sources, err = a.sources(f.sourceFlags, args); err != nil {
		return plan, err
	}
	if err = plan.keepApart(f, args); err != nil {
		return plan, err
	}
	plan.choose(chosen)
	if plan.baseline, err = f.baseline.read(a, &plan.sources); err != nil {
		return plan, err
	}
	plan.changes, err = f.changes.read(ctx, &plan.sources, args)
	return plan, err
}

func (a *app) runCheck(ctx context.Context, f checkFlags, args []string) error {
	plan, err := a.plan(ctx, f, args)
	if err != nil {
		return a.end(err)
	}
	if err := plan.settle(a, args); err != nil {
		return err
	}
	result, err := a.lint(ctx, plan.job)
	if err == nil && plan.changes != nil {
		err = plan.changes.lookBack(ctx, a, plan.job, result.Diagnostics)
	}
	if err != nil {
		return a.end(err)
	}
	a.conclude(&plan, result)
	return nil
}

// lint runs the job until it is done or the user interrupts it, with a line of
// progress if somebody watches.
func (a *app) lint(ctx context.Context, job lint.Job) (lint.Result, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	if isTerminal(a.err) {
		checked := len(slices.DeleteFunc(slices.Clone(job.Files), func(f lint.File) bool { return f.Context }))
		line := newProgress(a.err, len(job.Files), checked, time.Now)
		job.Progress = line.done
		defer line.finish()
	}
	return lint.Run(ctx, job)
}

// conclude prints the reports, the summary and what could not be checked, and
// sets the exit code.
func (a *app) conclude(plan *checkPlan, result lint.Result) {
	run := plan.filter(result)
	if plan.failOn != diag.Off && worst(run.Diagnostics) >= plan.failOn {
		a.code = max(a.code, exitFindings)
	}
	summary := a.deliver(plan, run) && !plan.quiet && plan.finder.checked() > 0
	if plan.counts {
		a.try(report.Statistics(a.err, run))
		a.try(suppressionStatistics(a.err, result))
	}
	if summary {
		a.try(report.Summary(a.err, run))
	}
	a.notes(slices.Concat(unread(result), result.Undefined, plan.outdated(result)))
	for _, f := range result.Failures {
		a.try(failure(f))
		a.trace(f.Stack)
	}
}

// filter makes of a result the run that is reported: without what the baseline
// knows and what lies on unchanged lines.
func (plan *checkPlan) filter(result lint.Result) report.Run {
	run := report.Run{
		Version: thisBuild().Version, Files: result.Files, Pages: plan.pages(result), Rules: plan.job.Rules,
		FailOn: plan.failOn, Diagnostics: result.Diagnostics, Suppressed: len(result.Suppressed), Owners: result.Owners,
		Incomplete: len(result.Failures)+len(plan.finder.problems) > 0,
	}
	if plan.baseline != nil {
		run.Diagnostics, run.Baselined = plan.baseline.split(run.Diagnostics, plan.changes)
	}
	if plan.changes != nil {
		kept := plan.changes.keep(run.Diagnostics)
		run.Unchanged = len(run.Diagnostics) - len(kept)
		run.Diagnostics = kept
	}
	return run
}

// pages are those that were checked.
func (plan *checkPlan) pages(result lint.Result) (pages []report.Page) {
	failed := map[string]bool{}
	for _, f := range result.Failures {
		failed[f.Path] = failed[f.Path] || f.Rule == ""
	}
	for _, f := range plan.job.Files {
		if !f.Context && !failed[f.Path] {
			pages = append(pages, report.Page{Path: f.Path, Location: f.Location})
		}
	}
	return pages
}

// unread says which pages around those that were checked could not be read.
func unread(result lint.Result) (notes []string) {
	for _, f := range result.Unread {
		notes = append(notes, fmt.Sprintf("%s; what the page defines is unknown", failure(f)))
	}
	return notes
}

// trace prints where docgauge failed, for those who look for the reason.
func (a *app) trace(stack []byte) {
	if len(stack) > 0 && os.Getenv("DOCGAUGE_DEBUG") != "" {
		a.say("%s\n", stack)
	}
}

// try prints an error and makes the exit code say that there was one. The run goes on.
func (a *app) try(err error) {
	if err != nil {
		a.complain(err)
		a.code = exitError
	}
}

// end ends a command that checks pages.
func (a *app) end(err error) error {
	if a.interrupted(err) {
		return nil
	}
	if crash := (*lint.Failure)(nil); errors.As(err, &crash) {
		a.trace(crash.Stack)
	}
	return err
}

// interrupted reports whether the user ended a run, and says so.
func (a *app) interrupted(err error) bool {
	if !errors.Is(err, context.Canceled) {
		return false
	}
	a.say("docgauge: interrupted\n")
	a.code = exitInterrupted
	return true
}

// failure says what went wrong with a page, and what to do about it.
func failure(f lint.Failure) error {
	switch {
	case f.Rule != "":
		return fmt.Errorf("internal error: rule %s on page %s: %w; please report it", f.Rule, f.Path, f.Err)
	case len(f.Stack) > 0:
		return fmt.Errorf("internal error: reading page %s: %w; please report it", f.Path, f.Err)
	}
	return fmt.Errorf("%s: cannot read the file: %w", f.Path, cause(f.Err))
}

// worst is the highest severity among the findings, Off without any.
func worst(ds []*diag.Diagnostic) (level diag.Severity) {
	for _, d := range ds {
		level = max(level, d.Severity)
	}
	return level
}
