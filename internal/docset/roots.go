package docset

import (
	"path"
	"slices"
	"strings"

	"docgauge/internal/page"
)

// RootOf returns the root of the doc set that the page at a location belongs to
// by its own path: the parent of the innermost api or resources folder it lies in
// (DESIGN section 4). For a page in no such folder it is the page's own folder,
// and flat is true; Roots knows whether it belongs to a larger set all the same.
// A doc set does not reach beyond the folder top, a work tree say; empty is no limit.
func RootOf(file, top string) (root string, flat bool) {
	dir := path.Dir(file)
	for at := dir; at != top && at != path.Dir(at); at = path.Dir(at) {
		if HoldsPages(path.Base(at)) {
			return path.Dir(at), false
		}
	}
	return dir, true
}

// HoldsPages reports whether folders of that name are what a doc set root has:
// api and resources, letter case ignored.
func HoldsPages(folder string) bool {
	return strings.EqualFold(folder, "api") || strings.EqualFold(folder, "resources")
}

// Beside returns the location that a relative path written on a page leads to.
// It begins with "../" if that is outside of all that a run may know.
func Beside(pg *page.Page, rel string) string {
	at := pg.Source.Location
	dir, rest, plain := at[:max(0, strings.LastIndexByte(at, '/'))], rel, true
	for plain && strings.HasPrefix(rest, "../") {
		i := strings.LastIndexByte(dir, '/')
		if plain = i > 0; plain {
			dir, rest = dir[:i], rest[len("../"):]
		}
	}
	if plain && dir != "" && isClean(rest) {
		return dir + "/" + rest
	}
	return path.Join(path.Dir(at), rel)
}

// isClean reports whether a path is one that path.Clean leaves as it is when a
// folder is put before it. It may say no of others.
func isClean(rel string) bool {
	return rel != "" && rel[0] != '/' && rel[len(rel)-1] != '/' && rel[len(rel)-1] != '.' &&
		!strings.Contains(rel, "//") && !strings.Contains(rel, "./")
}

// Declared is a doc set that a configuration declares, whatever its folders are called.
type Declared struct {
	Root    string // location
	Version string // API version of its pages; empty: as their paths say
}

// Roots are the doc sets that a run's pages make up. They are immutable.
type Roots struct {
	tops     []string
	declared []Declared
	of       map[string]root // by folder
}

type root struct {
	path string
	flat bool
}

// NewRoots works out the doc sets of pages at these locations. A page beside the
// api and resources folders, or in a folder of theirs such as concepts, belongs
// to the innermost root above it in which pages were found. Doc sets do not reach
// beyond a folder of tops. What lies below a declared root belongs to the innermost
// such, come what may.
func NewRoots(locations, tops []string, declared ...Declared) *Roots {
	r := &Roots{tops: tops, declared: declared, of: map[string]root{}}
	known := map[string]bool{}
	for _, file := range locations {
		dir := path.Dir(file)
		if _, have := r.of[dir]; have {
			continue
		}
		if d := r.declaration(dir); d != nil {
			r.of[dir] = root{path: d.Root}
			continue
		}
		at, flat := RootOf(file, r.top(dir))
		r.of[dir] = root{at, flat}
		known[at] = known[at] || !flat
	}
	for dir, own := range r.of {
		if own.flat {
			r.of[dir] = r.nearest(dir, known)
		}
	}
	return r
}

// nearest looks for a known root at or above a folder.
func (r *Roots) nearest(dir string, known map[string]bool) root {
	top := r.top(dir)
	for at := dir; ; at = path.Dir(at) {
		if known[at] {
			return root{path: at}
		}
		if at == top || at == path.Dir(at) {
			return root{path: dir, flat: true}
		}
	}
}

// top returns the innermost of the tops that the folder is or lies in, or "".
func (r *Roots) top(dir string) (top string) {
	for _, t := range r.tops {
		if len(t) > len(top) && within(dir, t) {
			top = t
		}
	}
	return top
}

// declaration returns the innermost declared doc set that a folder lies in, or nil.
func (r *Roots) declaration(dir string) (inner *Declared) {
	for i := range r.declared {
		d := &r.declared[i]
		if within(dir, d.Root) && (inner == nil || within(d.Root, inner.Root)) {
			inner = d
		}
	}
	return inner
}

// Of returns the root of the doc set that a page belongs to, whose location
// NewRoots was given. A flat set is the pages of one folder.
func (r *Roots) Of(location string) (at string, flat bool) {
	dir := path.Dir(location)
	if own, ok := r.of[dir]; ok {
		return own.path, own.flat
	}
	if d := r.declaration(dir); d != nil {
		return d.Root, false
	}
	return RootOf(location, r.top(dir))
}

// Version returns the API version that is declared for the doc set with this root, or "".
func (r *Roots) Version(root string) string {
	for _, d := range r.declared {
		if d.Root == root {
			return d.Version
		}
	}
	return ""
}

// Versions returns the API versions that are declared for doc sets, sorted.
func (r *Roots) Versions() (all []string) {
	for _, d := range r.declared {
		if d.Version != "" {
			all = append(all, d.Version)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// All returns the roots, sorted.
func (r *Roots) All() (all []string) {
	for _, own := range r.of {
		all = append(all, own.path)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
