package cli

import (
	"errors"
	"fmt"
	"runtime"

	"docgauge/internal/config"
	"docgauge/internal/docset"
	"docgauge/internal/lint"
	"docgauge/internal/report"
	"docgauge/internal/schema"

	"github.com/spf13/cobra"
)

// sourceFlags are the flags that say what a command reads: which pages, and what
// besides them tells about types.
type sourceFlags struct {
	config        string
	configGiven   func() bool // an empty name, say of a variable that is not set, is given too; nil: no
	noConfig      bool
	exclude       []string
	noGitignore   bool
	stdinFilename string
	schemas       string
	schemasGiven  func() bool // as configGiven
	metadata      []string
	jobs          int
}

// define adds the flags to a command.
func (f *sourceFlags) define(cmd *cobra.Command) {
	f.definePages(cmd)
	fs := cmd.Flags()
	fs.StringVar(&f.schemas, "schemas", "", "JSON Schemas in this `DIR` override or add types")
	fs.StringArrayVar(&f.metadata, "metadata", nil, "`[VERSION=]FILE`: OData metadata (CSDL XML) of the service, for the pages of all API versions or of one; repeatable")
	f.schemasGiven = func() bool { return fs.Changed("schemas") }
	if err := cmd.MarkFlagDirname("schemas"); err != nil {
		panic(err) // the flag is not defined above
	}
}

// definePages adds those of the flags that are about pages.
func (f *sourceFlags) definePages(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.config, "config", "", "configuration `FILE` instead of the nearest .docgauge.yaml, in the working directory or above it")
	fs.BoolVar(&f.noConfig, "no-config", false, "read no .docgauge.yaml")
	fs.StringArrayVar(&f.exclude, "exclude", nil, "leave out what this gitignore `PATTERN` matches, even if named; repeatable")
	fs.BoolVar(&f.noGitignore, "no-gitignore", false, "read what .gitignore leaves out")
	fs.StringVar(&f.stdinFilename, "stdin-filename", "", "`PATH` of the page on standard input")
	fs.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "`N` pages at a time")
	fs.Lookup("jobs").DefValue = "as many as processors" // the same in help and manual pages made anywhere
	f.configGiven = func() bool { return fs.Changed("config") }
	completeFiles(cmd, "config", "yaml", "yml")
}

// completeFiles makes a shell offer files with these extensions for a flag.
func completeFiles(cmd *cobra.Command, flag string, extensions ...string) {
	if err := cmd.MarkFlagFilename(flag, extensions...); err != nil {
		panic(err) // the flag is not defined
	}
}

// sources is what the flags and arguments of a command come to.
type sources struct {
	job    lint.Job // Files, Docset, Workers, Settings and Owner
	finder *finder
	config *config.Config // nil: none
	top    string         // the folder that nothing which the configuration names may lie outside of
}

// sources finds the pages that the arguments name and reads everything else that
// must be known before them. Arguments that name nothing are no error here: see
// sources.settle.
func (a *app) sources(f sourceFlags, args []string) (s sources, err error) {
	if s, err = f.begin(); err != nil {
		return s, err
	}
	if err = s.configure(a, f, args); err != nil {
		return s, err
	}
	s.job.Docset.Bundled = schema.Bundled()
	if err = s.readSchemas(a, f.schemas); err != nil {
		return s, err
	}
	if err = s.readMetadata(a, f.metadata); err != nil {
		return s, err
	}
	if err = a.find(s.finder, f.stdinFilename, args); err != nil {
		return s, err
	}
	s.finder.surround()
	s.locate()
	s.finder.listTrees()
	s.job.Docset.Tree = s.finder.tree()
	s.finder.skip(s.job.Docset.Roots, s.job.Docset.Conventions)
	s.finder.noteStrays()
	s.job.Files = s.finder.files()
	limitMemory(len(s.job.Files))
	return s, nil
}

// begin makes the sources of flags before anything is looked for.
func (f *sourceFlags) begin() (s sources, err error) {
	if f.jobs < 1 {
		return s, fmt.Errorf("--jobs: %d is less than 1", f.jobs)
	}
	if f.schemas == "" && f.schemasGiven != nil && f.schemasGiven() {
		return s, errors.New("--schemas: no directory name; is the variable set?")
	}
	s.job.Workers = f.jobs
	s.finder, err = newFinder(f.noGitignore, f.exclude)
	return s, err
}

// locate works out the doc sets of what was found, and reads their configuration.
func (s *sources) locate() {
	pages, tops := s.finder.locations()
	s.job.Docset.Roots = docset.NewRoots(pages, tops, s.declared()...)
	s.job.Docset.Conventions = s.finder.conventions(s.job.Docset.Roots)
}

// find looks for the pages that the arguments name.
func (a *app) find(finder *finder, stdinFilename string, args []string) error {
	stdin := false
	for _, arg := range args {
		switch {
		case arg == "-" && !stdin:
			stdin = true
			finder.stdin(a.in, stdinFilename)
		case arg != "-":
			finder.argument(arg)
			finder.noteOutside(arg)
		}
	}
	if stdinFilename != "" && !stdin {
		return errors.New(`--stdin-filename: names the page on standard input, so "-" must be among the paths`)
	}
	return nil
}

// settle says what could not be found, and returns the error of having nothing to read.
func (s *sources) settle(a *app, args []string) error {
	for _, p := range s.finder.problems {
		a.try(p)
	}
	a.notes(s.finder.notes)
	f := s.finder
	if f.checked() > 0 || len(f.problems) > 0 {
		return nil
	}
	if why := f.emptiness(); why != "" {
		a.say("docgauge: nothing to check: %s\n", report.Printable(why))
		return nil
	}
	return f.nothing(args)
}

// maxNotes is how many notes are printed: they have one cause, mostly.
const maxNotes = 10

// notes prints what the user should know that changes no exit code.
func (a *app) notes(notes []string) {
	for i, n := range notes {
		if i == maxNotes {
			a.say("docgauge: note: %d more of these\n", len(notes)-i)
			return
		}
		a.complain(fmt.Errorf("note: %s", n))
	}
}
