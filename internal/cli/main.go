// Package cli is docgauge's command line: commands, flags, file discovery and
// exit codes. It alone reads the environment and touches files and terminals.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"docgauge/internal/report"
	"docgauge/internal/schema"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes (DESIGN section 8). An interrupt ends with 130, as shells have it.
const (
	exitClean       = 0 // nothing at or above --fail-on
	exitFindings    = 1
	exitError       = 2 // usage, input, output or internal error
	exitInterrupted = 130
)

// app is one run of the program.
type app struct {
	in       io.Reader
	out, err io.Writer
	code     int // set by a command that ran to its end
}

// Main runs docgauge with the arguments, without the program's name, and returns
// its exit code. Findings go to out, everything else to err.
func Main(args []string, in io.Reader, out, err io.Writer) int {
	// A broken pipe is then an error of the write instead of the end of the process.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	if os.Getenv("GOGC") == "" {
		// A run is short: collecting at seven times the live memory instead of two
		// saves a seventh of the time. limitMemory keeps it from large doc sets.
		debug.SetGCPercent(600)
	}
	if inActions(os.Getenv) {
		err = &inert{w: err} // messages quote names and lines of files
	}
	a := &app{in: in, out: out, err: err}
	root := a.root()
	root.SetArgs(withCommand(root, args))
	a.try(root.Execute())
	return a.code
}

// limitMemory makes the garbage collector work harder before a run over so many
// pages takes more than 500 MB, or what a larger doc set needs.
func limitMemory(pages int) {
	const (
		least   = 480 << 20
		perPage = 18 << 10 // 26,000 pages take about 10 KB each, and garbage in between
	)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(max(least, pages*perPage)))
	}
}

// complain prints an error on one line. A reader of our output that went away needs
// none, and who was told needs no other.
func (a *app) complain(e error) {
	if errors.Is(e, syscall.EPIPE) || errors.Is(e, errTold) {
		return
	}
	var list several
	if !errors.As(e, &list) {
		list = several{e}
	}
	for _, e := range list {
		a.say("docgauge: %s\n", report.Printable(e.Error()))
	}
}

// say prints to standard error. If that fails there is nowhere left to say so.
func (a *app) say(format string, args ...any) {
	_, _ = fmt.Fprintf(a.err, format, args...)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "docgauge",
		Short: "Check that API reference pages agree with themselves and with the schema",
		Long: `docgauge checks REST API reference pages written in Markdown: does what a page
shows agree with what it says, and with the schema?

A path or glob as the first argument is checked, as with "docgauge check".`,
		Example:       "  docgauge check docs\n  docgauge explain json-trailing-comma",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			a.code = exitError // a CI job that forgot the command must not pass
			cmd.SetOut(a.err)
			return cmd.Help()
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(a.check(), a.baseline(), a.schema(), a.config(), a.extract(), a.rules(), a.explain(), a.man(), a.version())
	return root
}

// withCommand puts "check" in front of arguments that begin with a path, a glob,
// "-" or a flag that the program itself does not know.
func withCommand(root *cobra.Command, args []string) []string {
	if len(args) == 0 {
		return args
	}
	first := args[0]
	known := slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == first || c.HasAlias(first) })
	switch {
	case first == "--version":
		return append([]string{"version"}, args[1:]...)
	case known, slices.Contains([]string{"help", "completion", "-h", "--help", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd}, first):
		return args
	case !strings.HasPrefix(first, "-") && !isGlob(first) && !strings.ContainsAny(first, `/\.`) && !exists(first):
		return args // a mistyped command
	}
	return append([]string{"check"}, args...)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func unknownCommand(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("%q is neither a command nor a file or directory%s",
		name, didYouMean(name, names, "docgauge --help lists the commands"))
}

// flagError adds to an unknown flag the one that was probably meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return fmt.Errorf("%w; %s --help lists the flags", err, cmd.CommandPath())
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	name := unknown.GetSpecifiedName()
	if best := schema.Closest(name, names); best != "" {
		return fmt.Errorf("unknown flag --%s; did you mean --%s?", name, best)
	}
	return fmt.Errorf("unknown flag --%s; %s --help lists the flags", name, cmd.CommandPath())
}

// wantsCommand runs a command that only groups others: it prints its help, as an error.
func (a *app) wantsCommand(names ...string) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			want := names[len(names)-1]
			if rest := names[:len(names)-1]; len(rest) > 0 {
				want = strings.Join(rest, ", ") + " or " + want
			}
			return fmt.Errorf("%s has no command %q%s", cmd.Name(), args[0], didYouMean(args[0], names, "want "+want))
		}
		a.code = exitError
		cmd.SetOut(a.err)
		return cmd.Help()
	}
}

// didYouMean ends a message about an unknown name: with the nearest known one, or with other advice.
func didYouMean(name string, known []string, otherwise string) string {
	if best := schema.Closest(name, known); best != "" {
		return fmt.Sprintf("; did you mean %s?", best)
	}
	return "; " + otherwise
}
