package cli

import (
	"path"
	"slices"
	"strings"

	"docgauge/internal/docset"
)

// listings are folders whose names of files were others than they are.
type listings struct {
	finder *finder
	before map[string][]docset.Entry // by absolute path
}

// treeBefore is the tree of file names as they were, for the folders that the
// finder has listed and those in them that are gone.
func (n *newFrom) treeBefore() *docset.Tree {
	l := listings{finder: n.finder, before: map[string][]docset.Entry{}}
	for _, f := range n.files() {
		if f.New != "" && f.New != f.Old {
			l.remove(n.shown(f.New))
		}
	}
	for _, f := range n.files() {
		if f.Old != "" && f.New != f.Old {
			l.add(n.shown(f.Old), docset.IsFile)
		}
	}
	var folders []docset.Folder
	for dir, entries := range l.before {
		folders = append(folders, docset.Folder{Path: n.finder.location(dir), Entries: entries})
	}
	for dir, now := range n.finder.folders {
		if _, changed := l.before[dir]; !changed && !now.partial {
			folders = append(folders, docset.Folder{Path: n.finder.location(dir), Entries: now.entries})
		}
	}
	return docset.TreeOf(folders)
}

// entries returns the listing of a folder, if it is known, for the caller to change.
func (l *listings) entries(dir string) (entries []docset.Entry, known bool) {
	if entries, known = l.before[dir]; known {
		return entries, true
	}
	now := l.finder.folders[dir]
	if now == nil || now.partial {
		return nil, false
	}
	return slices.Clone(now.entries), true
}

// remove takes out a file that was not there.
func (l *listings) remove(file string) {
	dir := path.Dir(file)
	if entries, known := l.entries(dir); known {
		l.before[dir] = slices.DeleteFunc(entries, func(e docset.Entry) bool { return e.Name == path.Base(file) })
	}
}

// add puts in what was there, with the folders around it that are gone. It reports
// whether that is in a listed folder.
func (l *listings) add(at string, kind docset.EntryKind) bool {
	dir := path.Dir(at)
	entries, known := l.entries(dir)
	if !known && (dir == path.Dir(dir) || exists(dir) || skipped(path.Base(dir)) || !l.add(dir, docset.IsFolder)) {
		return false
	}
	i, have := slices.BinarySearchFunc(entries, path.Base(at), func(e docset.Entry, name string) int { return strings.Compare(e.Name, name) })
	if !have {
		entries = slices.Insert(entries, i, docset.Entry{Name: path.Base(at), Kind: kind})
	}
	l.before[dir] = entries
	return true
}
