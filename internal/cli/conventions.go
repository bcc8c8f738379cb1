package cli

import (
	"path"
	"slices"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/docset"
)

const (
	maxConfig      = 1 << 20  // bytes of a configuration file; a longer one is none
	maxConventions = 64 << 20 // bytes of all, each counted for every doc set that it applies to
)

// conventions reads the configuration files of API Doctor that apply to each doc
// set: those below its root, and for what these do not say, those in the folders
// above it and in folders called config there, up to the work tree's top.
func (f *finder) conventions(roots *docset.Roots) map[string]*apidoctor.Config {
	below := map[string][]apidoctor.File{} // by root
	all := roots.All()
	for _, file := range f.conventionFiles() {
		if root := innermost(f.location(path.Dir(file)), all); root != "" {
			below[root] = append(below[root], f.readConventions([]string{file})...)
		}
	}
	found := map[string]*apidoctor.Config{}
	for _, root := range all {
		files := append(below[root], f.readConventions(f.conventionFilesAbove(root))...)
		cfg, problems := apidoctor.Read(root, files)
		for _, p := range problems {
			f.note("%s", p)
		}
		if cfg != nil {
			found[root] = cfg
		}
	}
	return found
}

// innermost returns the root that a folder is or lies in, or "".
func innermost(dir string, roots []string) string {
	for ; ; dir = path.Dir(dir) {
		if _, ok := slices.BinarySearch(roots, dir); ok {
			return dir
		}
		if dir == path.Dir(dir) {
			return ""
		}
	}
}

// conventionFiles returns the configuration files in the folders listed so far, sorted.
func (f *finder) conventionFiles() (files []string) {
	for dir, l := range f.folders {
		files = append(files, l.conventionsIn(dir)...)
	}
	slices.Sort(files)
	return files
}

// conventionFilesAbove returns those in the folders above a root.
func (f *finder) conventionFilesAbove(root string) (files []string) {
	at := f.absolute(path.Join(f.base, root))
	if path.IsAbs(root) {
		at = root
	}
	for top := f.workTree(at); at != top && at != path.Dir(at); {
		at = path.Dir(at)
		if top == "" && !f.inside(at) {
			break
		}
		l := f.listAround(at, f.ignoresAbove(at))
		files = append(files, l.conventionsIn(at)...)
		if l.has("config") {
			dir := path.Join(at, "config")
			files = append(files, f.listAround(dir, l.ig).conventionsIn(dir)...)
		}
	}
	return files
}

func (l *folder) conventionsIn(dir string) (files []string) {
	for _, name := range l.conventions {
		files = append(files, path.Join(dir, name))
	}
	return files
}

// has reports whether a folder of that name is in the folder, for all who have the docs.
func (l *folder) has(name string) bool {
	i, ok := slices.BinarySearchFunc(l.entries, name, func(e docset.Entry, name string) int { return strings.Compare(e.Name, name) })
	return ok && l.entries[i].Kind == docset.IsFolder && !l.entries[i].Ignored
}

// readConventions reads files. One that cannot be read is as good as absent, and the user should know.
func (f *finder) readConventions(names []string) (files []apidoctor.File) {
	for _, name := range names {
		b, err := readPage(name, maxConfig)
		if err != nil {
			f.note("%s: cannot read the configuration: %s", f.shown(name), cause(err))
			continue
		}
		if f.doctorBytes += len(b); f.doctorBytes > maxConventions {
			f.note("%s: too much configuration for all doc sets: it is not honoured everywhere", f.shown(name))
			return files
		}
		files = append(files, apidoctor.File{Path: f.shown(name), Location: f.location(name), Bytes: b})
	}
	return files
}
