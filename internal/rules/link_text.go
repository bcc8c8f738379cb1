package rules

import (
	"bytes"
	"sort"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// linkTextScan looks through a page's inline Markdown for brackets that look like a
// link and are none.
type linkTextScan struct {
	page  *page.Page
	reach []int // by link: the farthest end of it and those before it
	seen  map[int]bool
}

// bracket is "[text]" with a parenthesis or another bracket behind it.
type bracket struct {
	text.Fragment     // the inline Markdown it stands in
	open, close   int // offsets of "[" and "]" in it
}

// inner is what stands between the brackets.
func (b bracket) inner() []byte { return b.Bytes[b.open+1 : b.close] }

// strayBrackets calls each for every "[text](" or "[text][" outside code that is
// part of no link, once. mark is "](" or "][".
func strayBrackets(pg *page.Page, mark string, each func(bracket)) {
	if pg.Kind == page.PlainText || unreadProse(pg) {
		return
	}
	s := &linkTextScan{page: pg, seen: map[int]bool{}}
	end := 0
	for _, l := range pg.Links {
		end = max(end, l.Span.End)
		s.reach = append(s.reach, end)
	}
	for i := range pg.Tables { // before the paragraphs, which hold some cells again
		t := pg.Tables[i]
		for k := -1; k < len(t.Rows); k++ {
			row := &t.Header
			if k >= 0 {
				row = &t.Rows[k]
			} else if t.Continues != nil {
				continue
			}
			for _, c := range row.Cells {
				s.look(text.NewFragment(pg.Source, c.Span), mark, each)
			}
		}
	}
	for _, par := range pg.Paragraphs {
		s.look(par.Raw, mark, each)
	}
	for _, sec := range pg.Sections {
		s.look(text.NewFragment(pg.Source, sec.Text), mark, each)
	}
}

// unreadProse reports whether links of the page are unknown.
func unreadProse(pg *page.Page) bool {
	for _, p := range pg.Problems {
		if p.Kind == page.TooComplex || p.Kind == page.TooLarge || p.Kind == page.TooDeep {
			return true
		}
	}
	return false
}

// linked reports whether an offset of the file lies in a link.
func (s *linkTextScan) linked(at int) bool {
	i := sort.Search(len(s.reach), func(i int) bool { return s.page.Links[i].Span.Start > at })
	return i > 0 && s.reach[i-1] > at
}

// look scans one fragment if it has a mark that is part of no link.
func (s *linkTextScan) look(f text.Fragment, mark string, each func(bracket)) {
	for at := 0; ; at++ {
		i := bytes.Index(f.Bytes[at:], []byte(mark))
		if i < 0 {
			return
		}
		at += i
		if !s.linked(f.Offset(at)) {
			break
		}
	}
	scanBrackets(f.Bytes, func(open, closing int) {
		at := f.Offset(closing)
		if closing+1 < len(f.Bytes) && f.Bytes[closing+1] == mark[1] && !s.linked(at) && !s.seen[at] {
			s.seen[at] = true
			each(bracket{f, open, closing})
		}
	})
}

// scanBrackets calls each for every pair of brackets outside code spans, tags and
// escapes, inner ones first.
func scanBrackets(raw []byte, each func(open, closing int)) {
	var open []int
	for i := 0; i < len(raw); i = nextText(raw, i) {
		switch n := len(open); {
		case raw[i] == '[':
			open = append(open, i)
		case raw[i] == ']' && n > 0:
			each(open[n-1], i)
			open = open[:n-1]
		}
	}
}

// nextText returns the offset of the next byte of text behind i that is in no code
// span and no tag, if i is such a byte or the first of one.
func nextText(raw []byte, i int) int {
	switch raw[i] {
	case '\\':
		return i + 2
	case '`':
		n := countRun(raw, i)
		return max(i+n, codeSpanEnd(raw, i+n, n))
	case '<':
		return i + max(1, tagLength(raw[i:]))
	}
	return i + 1
}

// countRun returns how many times the byte at i stands there.
func countRun(raw []byte, i int) int {
	n := 1
	for i+n < len(raw) && raw[i+n] == raw[i] {
		n++
	}
	return n
}

// codeSpanEnd returns the offset behind the next run of exactly n backticks, or 0.
func codeSpanEnd(raw []byte, i, n int) int {
	const longest = 16 // backticks: each length that finds no end costs one reading
	if n > longest {
		return 0
	}
	for i < len(raw) {
		if raw[i] != '`' {
			i++
			continue
		}
		m := countRun(raw, i)
		i += m
		if m == n {
			return i
		}
	}
	return 0
}

// tagLength returns the length of the tag, comment or address in angle brackets
// that raw starts with, or 0.
func tagLength(raw []byte) int {
	const longest = 4096
	raw = raw[:min(len(raw), longest)]
	if len(raw) < 3 {
		return 0
	}
	if bytes.HasPrefix(raw, []byte("<!--")) {
		if end := bytes.Index(raw, []byte("-->")); end > 0 {
			return end + len("-->")
		}
		return 0
	}
	if c := raw[1] | 0x20; raw[1] != '/' && (c < 'a' || c > 'z') {
		return 0
	}
	end := bytes.IndexByte(raw, '>')
	return end + 1
}
