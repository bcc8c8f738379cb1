package cli

import (
	"errors"
	"fmt"
	"os"
	"path"
	"slices"

	"docgauge/internal/apidoctor"
	"docgauge/internal/docset"
	"docgauge/internal/gitignore"
	"docgauge/internal/lint"
)

// What is read besides the pages that were named has bounds: whoever checks one
// page must not wait for a disk full of others.
const (
	maxContext      = 50_000    // pages
	maxContextPage  = 4 << 20   // bytes of one; a longer one is no page
	maxContextBytes = 512 << 20 // bytes of all
	maxListed       = 200_000   // names in directories
)

// surround adds as context what the doc sets of the found pages have besides
// them. What --exclude or the configuration leaves out is context too: that keeps
// findings away, not knowledge. What git ignores is not.
func (f *finder) surround() {
	type set struct {
		root string
		flat bool
	}
	done := map[set]bool{}
	dirs := map[string]bool{}
	for _, file := range slices.Clone(f.found) {
		dir := path.Dir(f.absolute(file.Path))
		if dirs[dir] {
			continue
		}
		dirs[dir] = true
		root, flat := f.setAround(dir)
		if s := (set{root, flat}); !done[s] {
			done[s] = true
			f.surroundBy(root, flat)
		}
	}
}

func (f *finder) surroundBy(root string, flat bool) {
	if l := f.folders[root]; l != nil && l.walked && f.left() == 0 {
		return // nothing is left to find
	}
	if flat {
		f.addAround(root, f.listAround(root, f.ignoresAbove(root)))
		return
	}
	f.walkAround(root, root, f.ignoresAbove(root), true)
}

// walkAround lists dir and the folders below it, and adds their pages as context
// if they belong to the doc set at root, as those in the api and resources
// folders of another set do not.
func (f *finder) walkAround(dir, root string, ig *gitignore.List, belongs bool) {
	l := f.listAround(dir, ig)
	if belongs {
		f.addAround(dir, l)
	}
	for _, e := range l.entries {
		if e.Kind == docset.IsFolder && !e.Ignored && !skipped(e.Name) {
			sub := path.Join(dir, e.Name)
			other := f.declared[sub] || !f.declared[root] && dir != root && docset.HoldsPages(e.Name)
			f.walkAround(sub, root, l.ig, belongs && !other)
		}
	}
}

// listAround lists a folder that nobody has named, within the bounds.
func (f *finder) listAround(dir string, ig *gitignore.List) *folder {
	if l := f.folders[dir]; l != nil {
		return l
	}
	if f.listed >= maxListed {
		f.note("too many files around the pages: %s and more are not looked at, and what they define is unknown", f.shown(dir))
		return &folder{}
	}
	l, err := f.list(dir, ig, maxListed-f.listed)
	f.listed += len(l.entries)
	if err != nil && !os.IsNotExist(err) { // the folder of the page on standard input need not exist
		f.note("%s: cannot list the directory: %s; what the pages in it define is unknown", f.shown(dir), cause(err))
	}
	return l
}

// addAround adds the pages in a folder as context.
func (f *finder) addAround(dir string, l *folder) {
	for _, e := range l.entries {
		at := path.Join(dir, e.Name)
		if e.Kind != docset.IsFile || e.Ignored || !isMarkdown(e.Name) || f.seen[at] {
			continue
		}
		if f.context++; f.context > maxContext {
			f.note("too many pages around those to check: %s and more are not read, and what they define is unknown", f.shown(at))
			return
		}
		f.seen[at] = true
		f.found = append(f.found, lint.File{
			Path: f.shown(at), Location: f.location(at), Context: true,
			Read: func() ([]byte, error) { return f.readContext(at) },
		})
	}
}

// readContext reads a page that nobody has named. Any goroutine may call it.
func (f *finder) readContext(abs string) ([]byte, error) {
	if f.contextBytes.Load() > maxContextBytes {
		return nil, fmt.Errorf("more than %d MB of pages around those to check", maxContextBytes>>20)
	}
	b, err := readPage(abs, maxContextPage)
	f.contextBytes.Add(int64(len(b)))
	return b, err
}

// note keeps what the user should know, once, and no more than anybody would read.
func (f *finder) note(format string, args ...any) {
	const most = 1000
	if n := fmt.Sprintf(format, args...); len(f.notes) < most && !slices.Contains(f.notes, n) {
		f.notes = append(f.notes, n)
	}
}

// locations returns those of all pages, and of the work trees they lie in.
func (f *finder) locations() (pages, tops []string) {
	for _, file := range f.found {
		pages = append(pages, file.Location)
	}
	for _, top := range f.trees {
		if top != "" {
			tops = append(tops, f.location(top))
		}
	}
	slices.Sort(tops)
	return pages, slices.Compact(tops)
}

// listTrees lists the work trees that the pages to check lie in, names only: links
// lead to where no page is read, and a page alone must have the findings that it has
// among all others. What holds more than a project is not listed.
func (f *finder) listTrees() {
	tops := map[string]bool{"": true}
	for i := range f.found {
		if f.found[i].Context {
			continue
		}
		top := f.workTree(path.Dir(f.absolute(f.found[i].Path)))
		if _, broad := f.narrow(top, top); !tops[top] && !broad {
			f.listBelow(top, f.ignoresAbove(top))
		}
		tops[top] = true
	}
}

// listBelow lists dir and the folders below it within the bounds, and reports whether
// that was all. Of a folder that cannot be listed nobody needs to know: nothing is
// said about links into it.
func (f *finder) listBelow(dir string, ig *gitignore.List) bool {
	l := f.folders[dir]
	if l == nil {
		err := errMore
		if f.listed < maxListed {
			l, err = f.list(dir, ig, maxListed-f.listed)
		}
		if errors.Is(err, errMore) {
			f.note("too many files in the work tree: links into %s and more are not checked", f.shown(dir))
			return false
		}
		f.listed += len(l.entries)
	}
	for _, e := range l.entries {
		if e.Kind == docset.IsFolder && !e.Ignored && !skipped(e.Name) && !f.listBelow(path.Join(dir, e.Name), l.ig) {
			return false
		}
	}
	return true
}

// tree returns the names in all folders that were listed.
func (f *finder) tree() *docset.Tree {
	folders := make([]docset.Folder, 0, len(f.folders))
	for dir, l := range f.folders {
		if !l.partial {
			folders = append(folders, docset.Folder{Path: f.location(dir), Entries: l.entries})
		}
	}
	return docset.TreeOf(folders)
}

// skip turns pages that the conventions of their doc set leave out into context.
func (f *finder) skip(roots *docset.Roots, conventions map[string]*apidoctor.Config) {
	if len(conventions) == 0 {
		return
	}
	for i := range f.found {
		file := &f.found[i]
		root, _ := roots.Of(file.Location)
		if !file.Context && conventions[root].Skips(file.Location) {
			file.Context = true
			f.refused[byAPIDoctor]++
		}
	}
}

// checked is the number of pages that are not context.
func (f *finder) checked() (n int) {
	for i := range f.found {
		if !f.found[i].Context {
			n++
		}
	}
	return n
}
