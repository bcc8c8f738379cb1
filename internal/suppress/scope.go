package suppress

import (
	"bytes"
	"slices"
	"sort"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// place works out where the directives hold, but for ranges.
func place(pg *page.Page, ds []*Directive) {
	l := layout{src: pg.Source}
	if slices.ContainsFunc(ds, func(d *Directive) bool { return d.Verb == NextBlock || d.Verb == NextLine }) {
		l.blocks = blocks(pg)
	}
	for i := len(ds) - 1; i >= 0; i-- { // the line below a directive may be that below the next
		below := l.below(ds[i])
		switch d := ds[i]; d.Verb {
		case Line:
			d.Scope = l.lines(d.Span)
		case NextLine:
			if below <= pg.Source.Lines() {
				d.Scope = l.lines(pg.Source.Line(below))
				d.Block = l.inside(d.Scope.Start)
			}
		case NextBlock:
			if b := l.blockBehind(d.Span.End); b != nil {
				d.Scope = l.lines(b.span)
			}
		case File:
			d.Scope = text.Span{End: len(pg.Source.Bytes) + 1}
		}
	}
}

// layout is what stands where on a page.
type layout struct {
	src    *text.Source
	blocks []block
	behind struct { // of the directive that below was asked for last
		directive *Directive
		below     int
		bare      bool // nothing but directives stands behind it on its line
	}
}

// lines returns the lines of a span from the first character to behind the last
// line ending, and at the page's end one more, so that a finding at the end of the
// page begins inside.
func (l *layout) lines(sp text.Span) text.Span {
	all := l.src.LineSpan(sp)
	if all.End == len(l.src.Bytes) {
		all.End++
	}
	return all
}

// below returns the number of the line that a directive means by "next line": the
// first below it that is not blank and holds more than directives. It is to be
// asked from the last directive to the first.
func (l *layout) below(d *Directive) int {
	line := l.src.LineAt(d.Span.End - 1)
	next, n := l.behind.directive, line+1
	bare := l.blank(text.Span{Start: d.Span.End, End: l.src.Line(line).End})
	if next != nil && l.src.LineAt(next.Span.Start) == line {
		n, bare = l.behind.below, l.behind.bare && l.blank(text.Span{Start: d.Span.End, End: next.Span.Start})
	} else {
		for n <= l.src.Lines() && l.blank(l.src.Line(n)) {
			n++
		}
		head := l.src.Line(n).Start
		if next != nil && l.src.LineAt(next.Span.Start) == n && l.behind.bare && l.blank(text.Span{Start: head, End: next.Span.Start}) {
			n = l.behind.below
		}
	}
	l.behind.directive, l.behind.below, l.behind.bare = d, n, bare
	return n
}

// blank reports whether there is nothing but space and marks of quotes.
func (l *layout) blank(sp text.Span) bool {
	return len(bytes.Trim(l.src.Bytes[sp.Start:sp.End], " \t\r\n>")) == 0
}

// block is an annotation with its code block, one of the two, or a table with what
// a blank line cut off it.
type block struct {
	span text.Span
	main int // where the code block or table begins
}

// blocks returns the blocks of a page in order.
func blocks(pg *page.Page) (list []block) {
	for _, a := range pg.Annotations {
		if a.Block == nil {
			list = append(list, block{span: a.Span, main: a.Span.Start})
		}
	}
	for _, b := range pg.Blocks {
		one := block{span: b.Span, main: b.Span.Start}
		if b.Annotation != nil {
			one.span.Start = b.Annotation.Span.Start
		}
		list = append(list, one)
	}
	tables := map[*page.Table]int{}
	for _, t := range pg.Tables {
		if i, known := tables[t.Continues]; known {
			list[i].span.End = t.Span.End
			tables[t] = i
			continue
		}
		tables[t] = len(list)
		one := block{span: t.Span, main: t.Span.Start}
		if t.Above.Len() > 0 {
			one.span.Start = t.Above.Start
		}
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b block) int { return a.main - b.main })
	return list
}

// blockBehind returns the first block whose main part begins at or behind an
// offset, or nil.
func (l *layout) blockBehind(at int) *block {
	i := sort.Search(len(l.blocks), func(i int) bool { return l.blocks[i].main >= at })
	if i == len(l.blocks) {
		return nil
	}
	return &l.blocks[i]
}

// inside reports whether a line that begins at an offset belongs to a block of
// several lines.
func (l *layout) inside(at int) bool {
	i := sort.Search(len(l.blocks), func(i int) bool { return l.blocks[i].span.End > at })
	if i == len(l.blocks) {
		return false
	}
	whole := l.src.LineSpan(l.blocks[i].span)
	return whole.Start <= at && l.src.LineSpan(text.Span{Start: at, End: at}) != whole
}
