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

// Roots are the doc sets that a run's pages make up. They are immutable.
type Roots struct {
	tops []string
	of   map[string]root // by folder
}

type root struct {
	path string
	flat bool
}

// NewRoots works out the doc sets of pages at these locations. A page beside the
// api and resources folders, or in a folder of theirs such as concepts, belongs
// to the innermost root above it in which pages were found. Doc sets do not reach
// beyond a folder of tops.
func NewRoots(locations, tops []string) *Roots {
	r := &Roots{tops: tops, of: map[string]root{}}
	known := map[string]bool{}
	for _, file := range locations {
		dir := path.Dir(file)
		if _, have := r.of[dir]; have {
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

// Of returns the root of the doc set that a page belongs to, whose location
// NewRoots was given. A flat set is the pages of one folder.
func (r *Roots) Of(location string) (at string, flat bool) {
	own, ok := r.of[path.Dir(location)]
	if !ok {
		return RootOf(location, r.top(path.Dir(location)))
	}
	return own.path, own.flat
}

// All returns the roots, sorted.
func (r *Roots) All() (all []string) {
	for _, own := range r.of {
		all = append(all, own.path)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
