package docset

import (
	"path"
	"slices"
	"strings"
	"sync"
)

// Tree is the names of all files, of any type, in the folders that a run has
// listed: the checked directories and the doc sets around checked pages. Paths
// are slash-separated locations (text.Source.Location); one that begins with
// "../" lies outside. It is safe for concurrent use, and nil is a tree of nothing.
type Tree struct {
	folders map[string]*folder
	once    sync.Once
	folded  map[string][]string // folders by path in lower case
}

// Folder is one folder's complete listing. A folder that could not be listed, or
// was left out, is not in the tree: what is in it nobody can tell.
type Folder struct {
	Path    string
	Entries []Entry // by name, as os.ReadDir has them
}

// Entry is a name in a folder.
type Entry struct {
	Name string
	Kind EntryKind
	// Ignored entries are on this disk, but git ignores them: others may not have them.
	Ignored bool
}

// isFile reports whether the entry is a file that all readers of the docs have.
func (e Entry) isFile() bool { return (e.Kind == IsFile || e.Kind == IsLink) && !e.Ignored }

// EntryKind is what stands behind a name.
type EntryKind uint8

// The kinds of entry.
const (
	IsFile    EntryKind = iota // of any type
	IsFolder                   // listed, or not
	IsLink                     // a symbolic link; nobody has followed it
	IsSpecial                  // a device, a pipe
)

// Existence is what a Tree knows about a path.
type Existence uint8

// The answers. CannotTell covers what lies outside the listed folders, in one
// that was left out (ignored, hidden, unreadable, behind a symbolic link), and
// in a folder outside the doc set that is absent from this checkout altogether.
const (
	CannotTell Existence = iota
	Missing
	Exists
)

// NewTree makes a tree of paths, each of whose folders counts as listed completely.
func NewTree(files []string) *Tree {
	entries := map[string]map[string]EntryKind{}
	add := func(p string, kind EntryKind) (added bool) {
		dir := path.Dir(p)
		if entries[dir] == nil {
			entries[dir] = map[string]EntryKind{}
		}
		_, have := entries[dir][path.Base(p)]
		entries[dir][path.Base(p)] = kind
		return !have
	}
	for _, f := range files {
		f = path.Clean(f)
		add(f, IsFile)
		for d := path.Dir(f); d != path.Dir(d) && add(d, IsFolder); d = path.Dir(d) {
		}
	}
	var folders []Folder
	for dir, names := range entries {
		f := Folder{Path: dir}
		for name, kind := range names {
			f.Entries = append(f.Entries, Entry{Name: name, Kind: kind})
		}
		slices.SortFunc(f.Entries, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
		folders = append(folders, f)
	}
	return TreeOf(folders)
}

// TreeOf makes a tree of listings. Of two for one folder the first counts.
func TreeOf(folders []Folder) *Tree {
	t := &Tree{folders: make(map[string]*folder, len(folders))}
	for _, f := range folders {
		if t.folders[f.Path] == nil {
			t.folders[f.Path] = &folder{entries: f.Entries}
		}
	}
	return t
}

// Knows says what is known about a file or folder that a page names. root is
// that of the doc set of the page (Set.Root): below it, a folder that its parent
// does not list is Missing; elsewhere, a checkout that leaves out whole folders
// is no fault of the page.
func (t *Tree) Knows(file, root string) Existence {
	file = path.Clean(file)
	if file == ".." || strings.HasPrefix(file, "../") {
		return CannotTell
	}
	if t.folder(file) != nil {
		return Exists
	}
	dir := path.Dir(file)
	if f := t.folder(dir); f != nil {
		known := f.knows(path.Base(file))
		if known == Missing && path.Ext(file) == "" && !within(dir, root) {
			return CannotTell // a folder, by its name
		}
		return known
	}
	for dir != path.Dir(dir) { // up to the nearest folder that is listed
		name := path.Base(dir)
		dir = path.Dir(dir)
		f := t.folder(dir)
		if f == nil {
			continue
		}
		e, ok := f.entry(name)
		if ok && e.Kind == IsFile && !e.Ignored || !ok && within(dir, root) {
			return Missing
		}
		return CannotTell
	}
	return CannotTell
}

// Has reports whether a file of exactly that path is known to exist.
func (t *Tree) Has(file string) bool {
	file = path.Clean(file)
	e, ok := t.folder(path.Dir(file)).entry(path.Base(file))
	return ok && e.isFile()
}

// In returns the names in a folder, sorted: of its files, with a final slash of
// its folders. It returns nil for a folder that is not listed.
func (t *Tree) In(dir string) []string {
	f := t.folder(path.Clean(dir))
	if f == nil {
		return nil
	}
	names := make([]string, 0, len(f.entries))
	for _, e := range f.entries {
		switch {
		case e.isFile():
			names = append(names, e.Name)
		case e.Kind == IsFolder && !e.Ignored:
			names = append(names, e.Name+"/")
		}
	}
	return names
}

// Folded returns the files whose path differs from it in letter case at most.
func (t *Tree) Folded(file string) (files []string) {
	if t == nil {
		return nil
	}
	t.once.Do(func() {
		t.folded = make(map[string][]string, len(t.folders))
		for dir := range t.folders {
			key := strings.ToLower(dir)
			t.folded[key] = append(t.folded[key], dir)
		}
		for _, dirs := range t.folded {
			slices.Sort(dirs)
		}
	})
	file = strings.ToLower(path.Clean(file))
	for _, dir := range t.folded[path.Dir(file)] {
		for _, name := range t.folders[dir].like(path.Base(file)) {
			files = append(files, path.Join(dir, name))
		}
	}
	return files
}

func (t *Tree) folder(dir string) *folder {
	if t == nil {
		return nil
	}
	return t.folders[dir]
}

// folder is a listing. A nil one is empty.
type folder struct {
	entries []Entry // by name
	once    sync.Once
	folded  map[string][]string // files by name in lower case
}

func (f *folder) entry(name string) (Entry, bool) {
	if f == nil {
		return Entry{}, false
	}
	i, ok := slices.BinarySearchFunc(f.entries, name, func(e Entry, name string) int { return strings.Compare(e.Name, name) })
	if !ok {
		return Entry{}, false
	}
	return f.entries[i], true
}

// knows answers Tree.Knows for a name in the folder.
func (f *folder) knows(name string) Existence {
	e, ok := f.entry(name)
	switch {
	case !ok:
		return Missing
	case e.Ignored:
		return CannotTell
	}
	return Exists
}

// like returns the names of files that differ from it in letter case at most.
func (f *folder) like(name string) []string {
	f.once.Do(func() {
		f.folded = map[string][]string{}
		for _, e := range f.entries {
			if e.isFile() {
				key := strings.ToLower(e.Name)
				f.folded[key] = append(f.folded[key], e.Name)
			}
		}
	})
	return f.folded[name]
}

// within reports whether dir is root or lies below it.
func within(dir, root string) bool {
	switch {
	case dir == root:
		return true
	case root == ".":
		return !path.IsAbs(dir) && dir != ".." && !strings.HasPrefix(dir, "../")
	}
	return strings.HasPrefix(dir, strings.TrimSuffix(root, "/")+"/")
}
