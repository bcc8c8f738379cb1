package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"docgauge/internal/config"
	"docgauge/internal/csdl"
	"docgauge/internal/docset"
	"docgauge/internal/lint"
	"docgauge/internal/schema"

	"github.com/spf13/cobra"
)

// sourceFlags are the flags that say what a command reads: which pages, and what
// besides them tells about types.
type sourceFlags struct {
	config        string
	noConfig      bool
	exclude       []string
	noGitignore   bool
	stdinFilename string
	schemas       string
	metadata      []string
	jobs          int
}

// define adds the flags to a command.
func (f *sourceFlags) define(cmd *cobra.Command) {
	f.definePages(cmd)
	fs := cmd.Flags()
	fs.StringVar(&f.schemas, "schemas", "", "JSON Schemas in this `DIR` override or add types")
	fs.StringArrayVar(&f.metadata, "metadata", nil, "`[VERSION=]FILE`: OData metadata (CSDL XML) of the service, for the pages of all API versions or of one; repeatable")
}

// definePages adds those of the flags that are about pages.
func (f *sourceFlags) definePages(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.config, "config", "", "configuration `FILE` instead of the nearest .docgauge.yaml")
	fs.BoolVar(&f.noConfig, "no-config", false, "read no .docgauge.yaml")
	fs.StringArrayVar(&f.exclude, "exclude", nil, "leave out what this gitignore `PATTERN` matches, even if named; repeatable")
	fs.BoolVar(&f.noGitignore, "no-gitignore", false, "read what .gitignore leaves out")
	fs.StringVar(&f.stdinFilename, "stdin-filename", "", "`PATH` of the page on standard input")
	fs.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "`N` pages at a time")
}

// sources is what the flags and arguments of a command come to.
type sources struct {
	job    lint.Job // Files, Docset, Workers, Settings and Owner
	finder *finder
	config *config.Config // nil: none
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
	if f.schemas != "" {
		if s.job.Docset.User, err = userSchemas(f.schemas, s.finder.excludes(s.finder.absolute(f.schemas))); err != nil {
			return s, err
		}
	}
	if s.job.Docset.Metadata, err = s.finder.metadata(f.metadata); err != nil {
		return s, err
	}
	if err = a.find(s.finder, f.stdinFilename, args); err != nil {
		return s, err
	}
	s.finder.surround()
	s.locate()
	s.job.Docset.Tree = s.finder.tree()
	s.finder.skip(s.job.Docset.Roots, s.job.Docset.Conventions)
	s.job.Files = s.finder.files()
	limitMemory(len(s.job.Files))
	return s, nil
}

// begin makes the sources of flags before anything is looked for.
func (f *sourceFlags) begin() (s sources, err error) {
	if f.jobs < 1 {
		return s, fmt.Errorf("--jobs: %d is less than 1", f.jobs)
	}
	s.job.Workers = f.jobs
	s.finder, err = newFinder(f.noGitignore, f.exclude)
	return s, err
}

// locate works out the doc sets of what was found, and reads their configuration.
func (s *sources) locate() {
	s.job.Docset.Roots = docset.NewRoots(s.finder.locations())
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
	switch f := s.finder; {
	case f.checked() > 0 || len(f.problems) > 0:
	case f.excluded > 0:
		a.say("docgauge: nothing to check: --exclude leaves out everything\n")
	case f.configured > 0:
		a.say("docgauge: nothing to check: API Doctor's configuration leaves out everything (schemaConfig, foldersToSkip or filesToSkip)\n")
	default:
		return f.nothing(args)
	}
	return nil
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

// metadata reads the files of --metadata. What is wrong with single definitions
// in them is noted.
func (f *finder) metadata(args []string) (func(version string) *csdl.Model, error) {
	models := map[string]*csdl.Model{}
	for _, arg := range args {
		version, file := metadataArg(arg)
		if models[version] != nil {
			return nil, fmt.Errorf("--metadata: two files for %s", cmp.Or(version, "all API versions; write v1.0=FILE and beta=FILE"))
		}
		m, err := readMetadata(file)
		if err != nil {
			return nil, fmt.Errorf("--metadata: %w", err)
		}
		models[version] = m
		for _, p := range m.Problems {
			f.note("%s:%d:%d: %s", filepath.ToSlash(file), p.At.Line, p.At.Column, p.Message)
		}
	}
	if len(models) == 0 {
		return nil, nil
	}
	return func(version string) *csdl.Model {
		if m := models[version]; m != nil {
			return m
		}
		return models[""]
	}, nil
}

// metadataArg splits VERSION=FILE. A file may have such a name.
func metadataArg(arg string) (version, file string) {
	version, file, ok := strings.Cut(arg, "=")
	if ok && slices.Contains([]string{"v1.0", "beta"}, version) {
		return version, file
	}
	return "", arg
}

func readMetadata(name string) (*csdl.Model, error) {
	file, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file; %s", filepath.ToSlash(name), nearby(name))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.ToSlash(name), cause(err))
	}
	defer func() { _ = file.Close() }() // it was only read
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: a directory; name the file in it", filepath.ToSlash(name))
	}
	return csdl.Read(file, filepath.ToSlash(name))
}
