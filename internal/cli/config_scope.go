package cli

import (
	"path"
	"strings"

	"docgauge/internal/config"
	"docgauge/internal/gitignore"
)

// reason is why a page that was found is not checked.
type reason uint8

const (
	wanted      reason = iota // it is checked
	byFlag                    // --exclude
	byExclude                 // exclude in the configuration
	byInclude                 // no include in the configuration is for it
	byAPIDoctor               // API Doctor's configuration
)

// excluding is the patterns that leave out what lies in a folder that was named.
type excluding struct {
	flags *gitignore.List // of --exclude
	all   *gitignore.List // and of the configuration below them
}

// excludes returns the patterns for what is named in a directory. Those of
// --exclude are relative to the working directory, and outside it to the
// directory that was named.
func (f *finder) excludes(dir string) excluding {
	if !f.inside(dir) {
		return f.excludesFrom(dir)
	}
	if f.here == nil {
		here := f.excludesFrom(f.cwd)
		f.here = &here
	}
	return *f.here
}

func (f *finder) excludesFrom(dir string) excluding {
	flags := []byte(strings.Join(f.exclude, "\n"))
	return excluding{gitignore.Parse(dir, flags, nil), gitignore.Parse(dir, flags, f.config.Excluded(nil))}
}

// says returns what keeps a path that matches reports from being checked.
func (e excluding) says(matches func(*gitignore.List) bool) reason {
	switch {
	case !matches(e.all):
		return wanted
	case matches(e.flags):
		return byFlag
	}
	return byExclude
}

// refuses reports whether a path that was named is left out all the same, and counts it.
func (f *finder) refuses(abs string, dir bool) bool {
	why := f.why(abs, dir)
	f.refused[why]++
	return why != wanted
}

// why returns what keeps a path that was named from being checked.
func (f *finder) why(abs string, dir bool) reason {
	in := abs
	if !dir {
		in = path.Dir(abs)
	}
	why := f.excludes(in).says(func(list *gitignore.List) bool { return list.IgnoredAbove(abs, dir) })
	if why == wanted && !dir && !f.config.Includes(abs) {
		return byInclude
	}
	return why
}

// left is the number of entries that were found and left out.
func (f *finder) left() int { return f.refused[byFlag] + f.refused[byExclude] + f.refused[byInclude] }

// emptiness says what left out all that was found, or "" if nothing was.
func (f *finder) emptiness() string {
	var names []string
	for why := byFlag; why <= byAPIDoctor; why++ {
		if f.refused[why] > 0 {
			names = append(names, f.naming(why))
		}
	}
	n := len(names)
	if n == 0 {
		return ""
	}
	s := names[0] + " leaves out everything"
	if n > 1 {
		s = strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " leave out everything"
	}
	if f.refused[byAPIDoctor] > 0 {
		s += " (schemaConfig, foldersToSkip or filesToSkip)"
	}
	return s
}

func (f *finder) naming(why reason) string {
	switch why {
	case byFlag:
		return "--exclude"
	case byExclude:
		return "exclude in " + f.config.Files[0].Path
	case byInclude:
		return "include in " + f.config.Files[0].Path
	default:
		return "API Doctor's configuration"
	}
}

// excluder returns the pattern of the configuration that leaves out a file.
func (f *finder) excluder(abs string) config.Value[string] {
	list := f.config.Excluded(nil)
	for i := 1; i <= len(abs); i++ {
		if i < len(abs) && abs[i] != '/' || !list.Ignored(abs[:i], i < len(abs)) {
			continue
		}
		for j := len(f.config.Exclude) - 1; j >= 0; j-- {
			p := f.config.Exclude[j]
			if gitignore.Parse(p.Dir, []byte(p.V), nil).Ignored(abs[:i], i < len(abs)) {
				return p.Value
			}
		}
	}
	return config.Value[string]{}
}

// noteOutside says of a path that was named that include leaves it out whatever its
// patterns are, since it lies in none of the folders that they are relative to.
func (f *finder) noteOutside(arg string) {
	abs := f.absolute(arg)
	if f.config == nil || len(f.config.Include) == 0 || !exists(abs) && !isGlob(arg) {
		return
	}
	for _, p := range f.config.Include {
		if below(abs, p.Dir) || below(p.Dir, abs) {
			return
		}
	}
	f.note("%s is left out: it lies outside of the folder that include in %s is for; check it in a run of its own",
		f.shown(abs), f.config.Files[0].Path)
}

// noteStrays says which configuration files are nearer to a checked page than the
// one in force. Who says which one is in force knows of them.
func (f *finder) noteStrays() {
	if f.given || len(f.strays) == 0 {
		return
	}
	holding := map[string]bool{} // folders with checked pages in or below them
	for i := range f.found {
		if f.found[i].Context {
			continue
		}
		for dir := path.Dir(f.absolute(f.found[i].Path)); !holding[dir]; dir = path.Dir(dir) {
			holding[dir] = true
		}
	}
	ends, above := "none is: it is looked for from the working directory upwards; name it with --config", ""
	if f.config != nil {
		ends, above = f.config.Files[0].Path+" is, for all pages of the run", f.config.Dir
	}
	for _, file := range f.strays {
		if dir := path.Dir(file); holding[dir] && !below(above, dir) && !f.reads(file) {
			f.note("%s is not in force; %s", f.shown(file), ends)
		}
	}
}

// reads reports whether a file is the configuration in force or one that it extends.
func (f *finder) reads(file string) bool {
	if f.config == nil {
		return false
	}
	for _, src := range f.config.Files {
		if f.absolute(src.Path) == file {
			return true
		}
	}
	return false
}
