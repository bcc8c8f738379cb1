package docset

import (
	"slices"
	"sync"

	"docgauge/internal/page"
)

// included returns the page that an include brings in, or nil if the run has not read it.
func (x *Index) included(pg *page.Page, inc *page.Include) *page.Page {
	if at := x.includedAt(pg, inc); at != "" {
		return x.Page(at)
	}
	return nil
}

// includedAt returns the location of the page that an include brings in, or "" if
// the run has not read it.
func (x *Index) includedAt(pg *page.Page, inc *page.Include) string {
	t := SplitTarget(inc.Target)
	if t.Kind != Local || t.Path == "" {
		return ""
	}
	at := Beside(pg, t.Slashed())
	if x.has(at) {
		return at
	}
	for _, file := range x.Tree.Folded(at) { // link-case speaks of the spelling
		if x.has(file) {
			return file
		}
	}
	return ""
}

// includer returns the page that an include brings in if it includes others in
// turn, or nil. Other pages need not be built.
func (x *Index) includer(pg *page.Page, inc *page.Include) *page.Page {
	at := x.includedAt(pg, inc)
	if at == "" || x.includesNone(at) {
		return nil
	}
	return x.Page(at)
}

// circles groups the pages that include each other.
type circles struct {
	once sync.Once
	of   map[*page.Page]int // group; a page in no circle is alone in its own; nil if there is no circle
}

// IncludeCircle reports whether an include leads back to its own page. through
// are the pages in between, in order, without the page itself; nil if the page
// includes itself, or if the way is longer than anyone would read.
func (x *Index) IncludeCircle(pg *page.Page, inc *page.Include) (through []*page.Page, ok bool) {
	x.circles.once.Do(x.findCircles)
	if x.circles.of == nil {
		return nil, false
	}
	first := x.includer(pg, inc)
	switch {
	case first == nil || x.circles.of[first] != x.circles.of[pg]:
		return nil, false
	case first == pg:
		return nil, true
	}
	return x.wayBack(first, pg), true
}

// wayBack returns the shortest way from a page to one that it includes, without
// the latter.
func (x *Index) wayBack(first, pg *page.Page) []*page.Page {
	const longest = 1000                          // includes looked at
	from := map[*page.Page]*page.Page{first: nil} // the page that includes it
	left := longest
	for queue := []*page.Page{first}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, next := range at.Includes {
			if left--; left < 0 {
				return nil
			}
			in := x.includer(at, next)
			if in == pg {
				return wayTo(at, from)
			}
			if _, seen := from[in]; in != nil && !seen {
				from[in] = at
				queue = append(queue, in)
			}
		}
	}
	return nil
}

// wayTo lists the pages that lead to at, the first one first.
func wayTo(at *page.Page, from map[*page.Page]*page.Page) (way []*page.Page) {
	for ; at != nil; at = from[at] {
		way = append(way, at)
	}
	slices.Reverse(way)
	return way
}

// findCircles finds the strongly connected parts of the include graph (Tarjan 1972).
func (x *Index) findCircles() {
	g := includeGraph{index: x, number: map[*page.Page]int{}, low: map[*page.Page]int{}, of: map[*page.Page]int{}}
	for _, pg := range x.pages {
		if len(pg.Includes) > 0 && g.number[pg] == 0 {
			g.visit(pg)
		}
	}
	if g.circle {
		x.circles.of = g.of
	}
}

type includeGraph struct {
	index       *Index
	number, low map[*page.Page]int // from 1
	of          map[*page.Page]int
	open        []*page.Page
	circle      bool // there is one
}

func (g *includeGraph) visit(pg *page.Page) {
	n := len(g.number) + 1
	g.number[pg], g.low[pg] = n, n
	g.open = append(g.open, pg)
	for _, inc := range pg.Includes {
		in := g.index.includer(pg, inc)
		g.circle = g.circle || in == pg
		switch {
		case in == nil:
		case g.number[in] == 0:
			g.visit(in)
			g.low[pg] = min(g.low[pg], g.low[in])
		case g.of[in] == 0: // still open
			g.low[pg] = min(g.low[pg], g.number[in])
		}
	}
	if g.low[pg] < n { // it leads back to a page that includes it
		g.circle = true
		return
	}
	for {
		last := len(g.open) - 1
		top := g.open[last]
		g.open = g.open[:last]
		g.of[top] = n
		if top == pg {
			return
		}
	}
}
