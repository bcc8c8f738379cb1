package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"time"

	"docgauge/internal/diag"
	"docgauge/internal/lint"
	"docgauge/internal/report"
	"docgauge/internal/rules"
	"docgauge/internal/schema"

	"github.com/spf13/cobra"
)

// checkFlags are the flags of check as given.
type checkFlags struct {
	formats, selected, ignored, severities, exclude []string
	failOn, color, stdinFilename                    string
	jobs                                            int
	quiet, statistics, noGitignore                  bool
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

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, input, output or
internal error.`,
		Example: `  docgauge check docs
  docgauge check 'docs/**/*-get.md' --select json,status
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
	var formats, names []string
	for _, o := range report.Formats() {
		formats = append(formats, fmt.Sprintf("%s (%s)", o.Name, o.Title))
		names = append(names, o.Name)
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringArrayVar(&f.formats, "format", []string{"full"}, "`NAME[=FILE]`: "+strings.Join(formats, ", ")+"; repeatable")
	fs.StringVar(&f.failOn, "fail-on", "error", "exit 1 at a finding of this severity: error, warning, info or never")
	fs.StringSliceVar(&f.selected, "select", nil, "check only these `RULES`, by id or family: json-syntax, json-*")
	fs.StringSliceVar(&f.ignored, "ignore", nil, "do not check these `RULES`")
	fs.StringSliceVar(&f.severities, "severity", nil, "`RULE=LEVEL`: report as error, warning, info or off")
	fs.StringArrayVar(&f.exclude, "exclude", nil, "leave out what this gitignore `PATTERN` matches, even if named; repeatable")
	fs.BoolVar(&f.noGitignore, "no-gitignore", false, "check what .gitignore leaves out")
	fs.StringVar(&f.stdinFilename, "stdin-filename", "", "`PATH` of the page on standard input")
	fs.StringVar(&f.color, "color", "auto", "auto, always or never")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "print no summary")
	fs.BoolVar(&f.statistics, "statistics", false, "print the number of findings of each rule")
	fs.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "check `N` pages at a time")
	ids := ruleCompletions()
	for flag, values := range map[string][]string{
		"format": names, "select": ids, "ignore": ids,
		"fail-on": {"error", "warning", "info", "never"}, "color": {"auto", "always", "never"},
	} {
		if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic(err) // the flag is not defined above
		}
	}
}

// checkPlan is what the flags and arguments of check come to.
type checkPlan struct {
	job       lint.Job
	outputs   []output
	failOn    diag.Severity // Off: never
	finder    *finder
	quiet     bool
	counts    bool
	colorMode string
}

func (a *app) plan(f checkFlags, args []string) (plan checkPlan, err error) {
	plan = checkPlan{quiet: f.quiet, counts: f.statistics, colorMode: f.color}
	if plan.outputs, err = parseOutputs(f.formats); err != nil {
		return plan, err
	}
	if plan.failOn, err = parseFailOn(f.failOn); err != nil {
		return plan, err
	}
	if err = oneOf("color", f.color, "auto", "always", "never"); err != nil {
		return plan, err
	}
	if f.jobs < 1 {
		return plan, fmt.Errorf("--jobs: %d is less than 1", f.jobs)
	}
	if plan.job, err = ruleJob(rules.All(), f.selected, f.ignored, f.severities); err != nil {
		return plan, err
	}
	plan.job.Workers = f.jobs
	plan.job.Docset.Bundled = schema.Bundled()
	if plan.finder, err = a.find(f, args); err != nil {
		return plan, err
	}
	plan.job.Files = plan.finder.files()
	return plan, nil
}

// find looks for the pages that the arguments name.
func (a *app) find(f checkFlags, args []string) (*finder, error) {
	finder, err := newFinder(f.noGitignore, f.exclude)
	if err != nil {
		return nil, err
	}
	stdin := false
	for _, arg := range args {
		switch {
		case arg == "-" && !stdin:
			stdin = true
			finder.stdin(a.in, f.stdinFilename)
		case arg != "-":
			finder.argument(arg)
		}
	}
	if f.stdinFilename != "" && !stdin {
		return nil, errors.New(`--stdin-filename: names the page on standard input, so "-" must be among the paths`)
	}
	return finder, nil
}

func (a *app) runCheck(ctx context.Context, f checkFlags, args []string) error {
	plan, err := a.plan(f, args)
	if err != nil {
		return err
	}
	found := plan.finder
	for _, p := range found.problems {
		a.try(p)
	}
	if len(plan.job.Files) == 0 && len(found.problems) == 0 {
		if found.excluded == 0 {
			return found.nothing(args)
		}
		a.say("docgauge: nothing to check: --exclude leaves out everything\n")
	}
	result, err := a.lint(ctx, plan.job)
	switch {
	case errors.Is(err, context.Canceled):
		a.say("docgauge: interrupted\n")
		a.code = exitInterrupted
		return nil
	case err != nil:
		return err
	}
	a.conclude(plan, result)
	return nil
}

// lint runs the job until it is done or the user interrupts it, with a line of
// progress if somebody watches.
func (a *app) lint(ctx context.Context, job lint.Job) (lint.Result, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	if isTerminal(a.err) {
		line := newProgress(a.err, len(job.Files), time.Now)
		job.Progress = line.done
		defer line.finish()
	}
	return lint.Run(ctx, job)
}

// conclude prints the reports, the summary and what could not be checked, and
// sets the exit code.
func (a *app) conclude(plan checkPlan, result lint.Result) {
	if plan.failOn != diag.Off && worst(result.Diagnostics) >= plan.failOn {
		a.code = max(a.code, exitFindings)
	}
	run := report.Run{Version: thisBuild().Version, Files: result.Files, Diagnostics: result.Diagnostics}
	color := wantColor(plan.colorMode, os.Getenv, isTerminal(a.out))
	summary := !plan.quiet && len(plan.job.Files) > 0
	for _, o := range plan.outputs {
		a.try(o.write(a.out, run, color))
		if o.file == "" && !o.format.Human {
			summary = false // whoever reads that counts for himself
		}
	}
	if plan.counts {
		a.try(report.Statistics(a.err, run))
	}
	if summary {
		a.try(report.Summary(a.err, run))
	}
	for _, f := range result.Failures {
		a.try(failure(f))
		if len(f.Stack) > 0 && os.Getenv("DOCGAUGE_DEBUG") != "" {
			a.say("%s\n", f.Stack)
		}
	}
}

// try prints an error and makes the exit code say that there was one. The run goes on.
func (a *app) try(err error) {
	if err != nil {
		a.complain(err)
		a.code = exitError
	}
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
