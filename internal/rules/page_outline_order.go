package rules

import (
	"strings"

	"docgauge/internal/page"
	"docgauge/internal/rule"
)

// misplaced reports the sections that must move for the others to be in order:
// those outside the longest run of sections that are.
func (o *outline) misplaced() {
	var have []int // parts at the usual level
	for i, s := range o.found {
		late := s != nil && s.Role == page.ExampleResponse && outlineHoldsResponse(o.p.Page, s)
		if s != nil && s.Level == o.level && !late {
			have = append(have, i)
		}
	}
	keep := o.inOrder(have)
	for _, i := range have {
		if keep[i] {
			continue
		}
		s, other, where := o.found[i], o.wrongSide(i, have, keep), "before"
		if other < 0 {
			continue
		}
		if other < i {
			where = "behind"
		}
		d := o.p.Report(s.Heading, "section %q belongs %s %q", s.Title, rule.Aside(where), rule.Aside(o.found[other].Title)).As("order")
		d.Help = "Move the section"
		d.Related = append(d.Related, o.p.Related(o.found[other].Heading, "the section it should stand "+where))
	}
}

// wrongSide returns the part in place that is next to part i in the order and
// stands on the wrong side of it, or -1.
func (o *outline) wrongSide(i int, have []int, keep map[int]bool) int {
	nearest := -1
	for _, k := range have {
		wrong := keep[k] && (k > i) == (o.found[k].Heading.Start < o.found[i].Heading.Start)
		if wrong && (nearest < 0 || max(k-i, i-k) < max(nearest-i, i-nearest)) {
			nearest = k
		}
	}
	return nearest
}

// outlineHoldsResponse reports whether an example response stands in s: then its
// place is by the example that it answers.
func outlineHoldsResponse(pg *page.Page, s *page.Section) bool {
	for _, blk := range pg.Blocks {
		if blk.Kind == page.ResponseBlock && s.Extent.Contains(blk.Span) {
			return true
		}
	}
	return false
}

// inOrder returns a largest set of parts whose sections come in the parts' order.
func (o *outline) inOrder(have []int) map[int]bool {
	var starts []int
	for _, i := range have {
		starts = append(starts, o.found[i].Heading.Start)
	}
	best := map[int]bool{}
	for at, in := range outlineLongest(starts) {
		best[have[at]] = in
	}
	return best
}

// outlineLongest marks a longest ascending run in a list of different numbers.
func outlineLongest(list []int) (in []bool) {
	in = make([]bool, len(list))
	before := make([]int, len(list)) // of each entry the one before it in its run, or -1
	var ends []int                   // by length less one, the entry that ends such a run with the least number
	for at, n := range list {
		length := 0
		for length < len(ends) && list[ends[length]] < n {
			length++
		}
		before[at] = -1
		if length > 0 {
			before[at] = ends[length-1]
		}
		if length == len(ends) {
			ends = append(ends, at)
		} else {
			ends[length] = at
		}
	}
	if len(ends) > 0 {
		for at := ends[len(ends)-1]; at >= 0; at = before[at] {
			in[at] = true
		}
	}
	return in
}

// outlineExamples reports numbered examples, and responses to example requests,
// whose headings have another level than their siblings.
func outlineExamples(p *rule.Pass) {
	usual := outlineUsualLevel(p.Page)
	var numbered, above *page.Section
	for _, s := range p.Page.Sections {
		switch {
		case s.Role == page.Examples && outlineIsNumbered(s.Slug):
			if numbered != nil && s.Level != numbered.Level && s.Parent.In(page.Examples) {
				outlineLevel(p, s, numbered.Level, "the examples above")
			} else {
				numbered = s
			}
		case s.Role == page.ExampleResponse && above != nil && above.Role == page.ExampleRequest && s.Level != above.Level:
			if s.Level == usual {
				outlineLevel(p, above, s.Level, "the response below")
			} else {
				outlineLevel(p, s, above.Level, "the request above")
			}
		}
		above = s
	}
}

// outlineUsualLevel returns the level of most requests and responses in examples.
func outlineUsualLevel(pg *page.Page) (usual int) {
	count := [7]int{}
	for _, s := range pg.Sections {
		if s.Role != page.ExampleRequest && s.Role != page.ExampleResponse {
			continue
		}
		if count[s.Level]++; count[s.Level] > count[usual] {
			usual = s.Level
		}
	}
	return usual
}

// outlineIsNumbered tells "Example 2: Move a berth".
func outlineIsNumbered(slug string) bool {
	n, ok := strings.CutPrefix(slug, "example-")
	return ok && n != "" && n[0] >= '0' && n[0] <= '9'
}
