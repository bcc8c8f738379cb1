package cli

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docgauge/internal/docset"
)

// baseOf returns the folder that locations are relative to for who is in dir: the
// work tree's top. Outside a work tree it is the folder itself, or if that lies in a
// doc set, the folder that holds the set, so that "x.md" in v1.0/api is
// "v1.0/api/x.md" there too.
func (f *finder) baseOf(dir string) string {
	if top := f.workTree(dir); top != "" {
		return top
	}
	if root, flat := f.setAround(dir); !flat {
		return path.Dir(root)
	}
	return dir
}

// location is the path that doc sets and links know a file or folder by: relative
// to the base, or absolute outside it.
func (f *finder) location(abs string) string {
	if abs == f.base {
		return "."
	}
	return strings.TrimPrefix(abs, strings.TrimSuffix(f.base, "/")+"/")
}

// workTree returns the top of the innermost work tree that a folder lies in, or "".
func (f *finder) workTree(dir string) string {
	top, known := f.trees[dir]
	if known {
		return top
	}
	if isWorkTree(dir) {
		top = dir
	} else if parent := path.Dir(dir); parent != dir {
		top = f.workTree(parent)
	}
	f.trees[dir] = top
	return top
}

// setAround returns the root of the doc set that the pages in a folder belong to:
// the innermost that is declared around them, else the nearest of the folders
// around them that is the parent of an api or resources folder (DESIGN section 4).
// If there is none, or one that is no project's folder, the set is flat: the
// folder's own pages.
//
// Doc sets end at the work tree's top. Without a work tree, nothing says where a
// project ends: the folders' names count all the way up, but what else lies in a
// folder only if the working directory is around it.
func (f *finder) setAround(dir string) (root string, flat bool) {
	if root = f.declaredAround(dir); root != "" {
		return root, false
	}
	top := f.workTree(dir)
	for at := dir; ; at = path.Dir(at) {
		parent := path.Dir(at)
		switch {
		case at != top && at != parent && docset.HoldsPages(path.Base(at)):
			return f.narrow(parent, dir)
		case (top != "" || at == dir || f.inside(at)) && f.holdsPages(at):
			return f.narrow(at, dir)
		case at == top || at == parent:
			return dir, true
		}
	}
}

// declaredAround returns the innermost declared root that is a folder or around it, or "".
func (f *finder) declaredAround(dir string) string {
	for at := dir; len(f.declared) > 0; at = path.Dir(at) {
		if f.declared[at] {
			return at
		}
		if at == path.Dir(at) {
			break
		}
	}
	return ""
}

// narrow rejects roots that hold more than a project.
func (f *finder) narrow(root, dir string) (string, bool) {
	home, err := os.UserHomeDir()
	home = filepath.ToSlash(home)
	if err == nil && (root == home || root == path.Dir(home)) || root == path.Dir(root) || root == filepath.ToSlash(filepath.Clean(os.TempDir())) {
		return dir, true
	}
	return root, false
}

// inside reports whether a path is the working directory or below it.
func (f *finder) inside(abs string) bool { return below(abs, f.cwd) }

// holdsPages reports whether a folder has an api or resources folder in it.
func (f *finder) holdsPages(dir string) bool {
	if l := f.folders[dir]; l != nil {
		return slices.ContainsFunc(l.entries, func(e docset.Entry) bool {
			return e.Kind == docset.IsFolder && docset.HoldsPages(e.Name)
		})
	}
	for _, name := range []string{"api", "resources"} {
		if info, err := os.Lstat(path.Join(dir, name)); err == nil && info.IsDir() {
			return true
		}
	}
	return false
}
