package suppress

import (
	"cmp"
	"slices"
	"sort"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// pairUp finds out of every Enable whether it ends anything, and how far every
// Disable reaches.
func pairUp(pg *page.Page, ds []*Directive) {
	open := opened{}
	for _, d := range ds {
		switch {
		case d.Verb == Disable:
			d.Scope = text.Span{Start: d.Span.Start, End: len(pg.Source.Bytes) + 1}
			open.begin(d)
		case d.Verb == Enable && len(d.Names) == 0:
			d.Ends = len(open) > 0
			for id := range open {
				open.end(id, d)
			}
		case d.Verb == Enable:
			open.endNames(d)
		}
	}
}

// opened is the directives that disable a rule at a place of the page, by its id.
type opened map[string][]*Directive

func (o opened) begin(d *Directive) {
	for _, n := range d.Names {
		for _, id := range n.IDs {
			o[id] = append(o[id], d)
		}
	}
}

func (o opened) endNames(by *Directive) {
	for i := range by.Names {
		n := &by.Names[i]
		for _, id := range n.IDs {
			n.Used = o.end(id, by) || n.Used
		}
	}
}

// end takes out a rule that an Enable is for, and reports whether it was disabled.
func (o opened) end(id string, by *Directive) bool {
	for _, d := range o[id] {
		d.Scope.End = min(d.Scope.End, by.Span.Start)
	}
	was := len(o[id]) > 0
	delete(o, id)
	return was
}

// ranges is where one rule is silenced on a page, by what comes first: lines,
// blocks, ranges, the page.
type ranges [4]level

// level is stretches of a page, in order of start and, as one that lies within an
// earlier one is left out, of end.
type level []stretch

// stretch is where a name in a directive silences a rule.
type stretch struct {
	text.Span
	directive *Directive
	name      int
}

// at returns the first stretch around an offset, or nil.
func (l level) at(offset int) *stretch {
	i := sort.Search(len(l), func(i int) bool { return l[i].End > offset })
	if i < len(l) && l[i].Start <= offset {
		return &l[i]
	}
	return nil
}

// at returns what silences the rule at an offset, or nil.
func (r *ranges) at(offset int) *stretch {
	for i := range r {
		if s := r[i].at(offset); s != nil {
			return s
		}
	}
	return nil
}

// rangesOf returns where the directives silence a rule.
func rangesOf(pg *page.Page, ds []*Directive, id string) *ranges {
	r := &ranges{}
	var open *stretch
	end := func(at int) {
		if open != nil {
			open.End = at
			r[2], open = append(r[2], *open), nil
		}
	}
	for _, d := range ds {
		if d.Verb == Enable && len(d.Names) == 0 {
			end(d.Span.Start)
			continue
		}
		i := slices.IndexFunc(d.Names, func(n Name) bool { return slices.Contains(n.IDs, id) })
		if i < 0 {
			continue
		}
		one := stretch{Span: d.Scope, directive: d, name: i}
		switch d.Verb {
		case Line, NextLine:
			r[0] = append(r[0], one)
		case NextBlock:
			r[1] = append(r[1], one)
		case File:
			r[3] = append(r[3], one)
		case Enable:
			end(d.Span.Start)
		case Disable:
			if open == nil {
				one.Span.Start = d.Span.Start
				open = &one
			}
		}
	}
	end(len(pg.Source.Bytes) + 1)
	for i := range r {
		r[i] = ordered(r[i])
	}
	return r
}

// ordered sorts stretches by start, and drops those that lie within an earlier one
// or are empty.
func ordered(l level) level {
	slices.SortStableFunc(l, func(a, b stretch) int { return cmp.Compare(a.Start, b.Start) })
	last := 0
	return slices.DeleteFunc(l, func(s stretch) bool {
		if s.End <= last {
			return true
		}
		last = s.End
		return false
	})
}
