package docset

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"docgauge/internal/page"
)

// Anchors is what a bookmark may name on a page: slugs of its headings, names that
// HTML gives, tabs, and all of these on the pages it includes.
type Anchors struct {
	// Complete says that nothing of the page is unread, so that what is not here
	// does not exist.
	Complete bool

	slugs  map[string]int    // how many headings have the slug: the second is "slug-1"
	names  map[string]bool   // given by HTML
	tabs   map[string]bool   // "tab/http"
	folded map[string]string // by lower case
	all    []string          // headings' and HTML's
}

// mostIncluded bounds how many pages an anchor is looked for on.
const mostIncluded = 100

// anchorCache holds the anchors of pages that links lead to.
type anchorCache struct{ sync.Map } // location → func() *Anchors

// Anchors returns the anchors of the page at a location, or nil if the run has
// not read it.
func (x *Index) Anchors(location string) *Anchors {
	pg := x.Page(location)
	if pg == nil {
		return nil
	}
	if once, ok := x.anchors.Load(location); ok {
		return once.(func() *Anchors)()
	}
	once, _ := x.anchors.LoadOrStore(location, sync.OnceValue(func() *Anchors { return x.collectAnchors(pg) }))
	return once.(func() *Anchors)()
}

func (x *Index) collectAnchors(pg *page.Page) *Anchors {
	a := &Anchors{Complete: true, slugs: map[string]int{}, names: map[string]bool{}, tabs: map[string]bool{}, folded: map[string]string{}}
	a.add(x, pg, map[*page.Page]bool{})
	a.all = slices.Concat(a.headings(), sorted(a.names))
	for _, name := range slices.Concat(a.all, sorted(a.tabs)) {
		if key := strings.ToLower(name); a.folded[key] == "" {
			a.folded[key] = name
		}
	}
	return a
}

// add takes in the anchors of a page and of those it includes, each once.
func (a *Anchors) add(x *Index, pg *page.Page, seen map[*page.Page]bool) {
	seen[pg] = true
	a.Complete = a.Complete && wholly(pg)
	for _, s := range pg.Sections {
		a.heading(pg.Source.Slice(s.Text))
	}
	for _, sp := range pg.Asides {
		a.heading(pg.Source.Slice(sp))
	}
	for _, n := range pg.Anchors {
		a.names[n.Name] = true
	}
	for _, g := range pg.Tabs {
		for _, t := range g.Tabs {
			a.tabs["tab/"+t.ID] = true
		}
	}
	for _, inc := range pg.Includes {
		in := x.included(pg, inc)
		switch {
		case in == nil || len(seen) > mostIncluded:
			a.Complete = false
			return
		case !seen[in]:
			a.add(x, in, seen)
		}
	}
}

// wholly reports whether Build read all headings of the page.
func wholly(pg *page.Page) bool {
	return pg.Kind != page.PlainText && !slices.ContainsFunc(pg.Problems, func(p page.Problem) bool {
		return p.Kind == page.TooLarge || p.Kind == page.TooDeep || p.Kind == page.TooComplex
	})
}

func (a *Anchors) heading(raw string) {
	for _, name := range slugs(raw) {
		a.slugs[name]++
	}
}

// Has reports whether a bookmark, as written behind "#", names a place: one of the
// page's, its top, or a text that the browser searches for.
func (a *Anchors) Has(bookmark string) bool {
	if bookmark == "" || strings.EqualFold(bookmark, "top") || strings.HasPrefix(bookmark, ":~:") {
		return true
	}
	return a.has(bookmark) || a.has(decoded(bookmark))
}

func (a *Anchors) has(name string) bool {
	name = strings.TrimPrefix(name, "user-content-") // GitHub's name for what the page calls name
	if a.names[name] || a.tabs[name] || a.slugs[name] > 0 {
		return true
	}
	i := strings.LastIndexByte(name, '-')
	if i < 0 {
		return false
	}
	n, err := strconv.Atoi(name[i+1:])
	return err == nil && 0 < n && n < a.slugs[name[:i]] && strconv.Itoa(n) == name[i+1:]
}

// Folded returns the anchor that a bookmark names when letter case is ignored, or "".
func (a *Anchors) Folded(bookmark string) string { return a.folded[strings.ToLower(decoded(bookmark))] }

// Names returns the page's anchors, tabs left out: those of headings first, each
// sort by itself in order. The caller must not change it.
func (a *Anchors) Names() []string { return a.all }

// Tabs returns the page's tabs, "tab/id", in order.
func (a *Anchors) Tabs() []string { return sorted(a.tabs) }

func (a *Anchors) headings() []string {
	var names []string
	for name, n := range a.slugs {
		names = append(names, name)
		for i := 1; i < n; i++ {
			names = append(names, name+"-"+strconv.Itoa(i))
		}
	}
	slices.Sort(names)
	return names
}

func sorted(set map[string]bool) []string {
	names := make([]string, 0, len(set))
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
