package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docgauge/internal/config"
	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/report"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/text"
)

// errTold is an error that the user has been told of.
var errTold = errors.New("see above")

// configure reads the configuration that is in force.
func (s *sources) configure(a *app, f sourceFlags, args []string) error {
	if f.configGiven != nil && f.configGiven() {
		switch {
		case f.config == "":
			return errors.New("--config: no file name")
		case f.noConfig:
			return errors.New("--no-config: --config names a file; give one of the two")
		}
	}
	file, err := s.finder.configFile(f, args)
	if file == "" || err != nil {
		return err
	}
	dir := path.Dir(file)
	reader := config.Reader{
		Rules: rules.All(), Shown: s.finder.shown, Location: s.finder.location, Top: cmp.Or(s.finder.treeOf(dir), dir),
	}
	reader.Read = func(abs string) ([]byte, error) { return readInside(abs, reader.Top, maxConfig) }
	if _, err := reader.Read(file); err != nil {
		err = fmt.Errorf("%s: cannot read the configuration: %w", s.finder.shown(file), err)
		if f.config == "" {
			err = fmt.Errorf("%w; --no-config does without it", err)
		}
		return err
	}
	cfg, problems := reader.Load(file)
	if len(problems) == 0 {
		problems = s.finder.declare(cfg, reader.Top)
	}
	if len(problems) > 0 {
		a.try(report.Problems(a.err, problems, a.colorful()))
		return errTold
	}
	s.config, s.finder.config, s.top = cfg, cfg, reader.Top
	s.job.Owner = func(pg *page.Page) string { return cfg.Owner(pg, s.finder.at(pg.Source.Location)) }
	return nil
}

// configFile returns the absolute path of the configuration in force, or "". What
// locations are relative to may change with where it is looked for.
func (f *finder) configFile(flags sourceFlags, args []string) (string, error) {
	var paths []string
	for _, arg := range args {
		if arg == "-" {
			arg = flags.stdinFilename
		}
		if arg != "" {
			paths = append(paths, arg)
		}
	}
	dir := f.project(paths)
	if dir != f.cwd {
		f.rebase(dir, paths)
	}
	var file string
	var err error
	switch {
	case flags.noConfig:
		f.given = true
		return "", nil
	case flags.config != "":
		f.given = true
		file, err = f.givenConfig(flags.config)
	default:
		file, err = f.nearestConfig(dir)
	}
	if file != "" && f.base == f.baseOf(dir) && below(dir, path.Dir(file)) {
		f.baseAt(path.Dir(file))
	}
	return file, err
}

// blame reports an error about a file or folder at the place where the
// configuration names it; without a place a flag of that name does. Several errors
// at a time have places of their own, in the files that are named.
func (a *app) blame(at text.Place, name string, err error) error {
	var list several
	switch {
	case err == nil:
		return nil
	case at.Source == nil && errors.As(err, &list):
		return list
	case at.Source == nil:
		return fmt.Errorf("--%s: %w", name, err)
	case errors.As(err, &list):
		for _, e := range list {
			a.try(fmt.Errorf("%s: %s: %w", at, name, e))
		}
	default:
		a.try(report.Problems(a.err, []*diag.Diagnostic{problem(at, "%s: %w", name, err)}, a.colorful()))
	}
	return errTold
}

// problem is something wrong with a value of the configuration.
func problem(at text.Place, format string, args ...any) *diag.Diagnostic {
	return &diag.Diagnostic{
		Rule: config.Problem, Severity: diag.Error, Source: at.Source, Span: at.Span, Message: fmt.Errorf(format, args...).Error(),
	}
}

// declare takes over the doc sets that a configuration declares; what is wrong with
// their folders is returned. They lie in the tree at top.
func (f *finder) declare(cfg *config.Config, top string) (problems []*diag.Diagnostic) {
	f.declared = map[string]bool{}
	for _, d := range cfg.Docsets {
		if p := f.faultOfRoot(d.Root, top); p != nil {
			problems = append(problems, p)
		}
		f.declared[d.Root.V] = true
	}
	return problems
}

// faultOfRoot says what is wrong with the folder of a declared doc set, or nil.
func (f *finder) faultOfRoot(root config.Value[string], top string) *diag.Diagnostic {
	shown := f.shown(root.V)
	info, err := statInside(root.V, top)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p := problem(root.At, "there is no folder %q", shown)
		p.Help = capital(nearby(shown))
		return p
	case err != nil:
		return problem(root.At, "%s: %w", shown, err)
	case !info.IsDir():
		return problem(root.At, "%q is no folder", shown)
	case isLinked(root.V, top):
		p := problem(root.At, "%q lies behind a symbolic link", shown)
		p.Help = "Name the folder that it leads to: pages are found there"
		return p
	}
	return nil
}

// capital begins advice with a capital, as help does.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// isLinked reports whether a folder is or lies behind a symbolic link in the tree at top.
func isLinked(dir, top string) bool {
	for ; dir != top && dir != path.Dir(dir); dir = path.Dir(dir) {
		if info, err := os.Lstat(dir); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return true
		}
	}
	return false
}

// declared returns the doc sets that the configuration declares.
func (s *sources) declared() (sets []docset.Declared) {
	if s.config != nil {
		for _, d := range s.config.Docsets {
			sets = append(sets, docset.Declared{Root: s.finder.location(d.Root.V), Version: d.Version.V})
		}
	}
	return sets
}

// versions are the API versions that doc sets can have.
func (s *sources) versions() []string {
	all := []string{"v1.0", "beta"}
	for _, d := range s.declared() {
		all = append(all, d.Version)
	}
	return slices.DeleteFunc(all, func(v string) bool { return v == "" })
}

// choose makes the job run the chosen rules, as configuration and flags say.
func (s *sources) choose(c choice) {
	s.job.Rules, s.job.Known = c.rules, rules.All()
	cfg, finder := s.config, s.finder
	if later := slices.DeleteFunc(cfg.Later(c.rules), func(id string) bool { return c.named[id] }); len(later) > 0 {
		finder.note("%s: newer than version %d of the rules, and off: %s; raise the version, or name a rule under rules",
			cfg.Version.At, cfg.Version.V, strings.Join(later, ", "))
	}
	if cfg == nil {
		all := c.over(nil)
		s.job.Settings = func(string) rule.Settings { return all }
		return
	}
	s.job.Settings = func(location string) rule.Settings { return c.over(cfg.Settings(finder.at(location))) }
}

// at returns the absolute path of a location.
func (f *finder) at(location string) string {
	if filepath.IsAbs(location) {
		return location
	}
	return path.Join(f.base, location)
}
