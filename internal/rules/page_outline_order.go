package rules

import (
	"slices"
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
		d := o.p.Report(s.Heading, "section %q belongs %s %q", s.Title, where, o.found[other].Title)
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

// inOrder returns the largest set of parts whose sections come in the parts' order.
func (o *outline) inOrder(have []int) map[int]bool {
	best := map[int]bool{}
	if slices.IsSortedFunc(have, func(i, k int) int { return o.found[i].Heading.Start - o.found[k].Heading.Start }) {
		for _, i := range have {
			best[i] = true
		}
		return best
	}
	for set := range 1 << len(have) { // at most six parts
		chosen, last, ok := map[int]bool{}, -1, true
		for bit, i := range have {
			if set&(1<<bit) == 0 {
				continue
			}
			ok = ok && o.found[i].Heading.Start > last
			last = o.found[i].Heading.Start
			chosen[i] = true
		}
		if ok && len(chosen) > len(best) {
			best = chosen
		}
	}
	return best
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
