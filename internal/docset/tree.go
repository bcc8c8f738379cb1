package docset

import (
	"path"
	"strings"
)

// Tree is the names of the files in the checked tree: slash-separated paths as
// pages have them, whatever the files' type.
type Tree struct {
	files  map[string]bool
	folded map[string][]string // by path in lower case
	dirs   map[string]bool
}

// NewTree makes a tree of paths.
func NewTree(files []string) *Tree {
	t := &Tree{files: make(map[string]bool, len(files)), folded: make(map[string][]string, len(files)), dirs: map[string]bool{}}
	for _, f := range files {
		f = path.Clean(f)
		if t.files[f] {
			continue
		}
		t.files[f] = true
		key := strings.ToLower(f)
		t.folded[key] = append(t.folded[key], f)
		for d := path.Dir(f); !t.dirs[d]; d = path.Dir(d) {
			t.dirs[d] = true
		}
	}
	return t
}

// Has reports whether there is a file of exactly that path. It may be called on nil.
func (t *Tree) Has(file string) bool { return t != nil && t.files[path.Clean(file)] }

// HasDir reports whether there is a file below that folder. It may be called on nil.
func (t *Tree) HasDir(dir string) bool { return t != nil && t.dirs[path.Clean(dir)] }

// Folded returns the files whose path differs from it in letter case at most.
func (t *Tree) Folded(file string) []string {
	if t == nil {
		return nil
	}
	return t.folded[strings.ToLower(path.Clean(file))]
}
