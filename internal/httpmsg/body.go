package httpmsg

import (
	"bytes"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// bodyStart reports whether a line begins as no header and no text does: JSON,
// XML or a multipart delimiter.
func (r reader) bodyStart(l line) bool {
	if l.blank() {
		return false
	}
	switch r.b[l.first] {
	case '{', '[', '<':
		_, ok := r.header(l)
		return !ok
	case '-':
		return l.last-l.first > 2 && r.b[l.first+1] == '-' && blankAt(r.b[l.first+2:]) == 0
	}
	return false
}

// blankLines reports the blank lines from l up to the header line below; above
// names what stands before them.
func (p *parser) blankLines(l, below line, above string) {
	prev := 0 // end of the line above, without its line ending
	if l.start > 0 {
		prev = l.start - 1
		for prev > 0 && p.f.Bytes[prev-1] == '\r' {
			prev--
		}
	}
	last := l
	for last.next < below.start {
		last = p.line(last.next)
	}
	// From the end of the line above, so that a quote's or list's marks go with the lines they stand in.
	cut := diag.Edit{Span: text.Span{Start: p.f.Offset(prev), End: p.f.Offset(last.end)}}
	p.report(BlankBeforeHeader, rng{l.start, below.start}, fix(true, "Delete the blank line", cut),
		"a blank line ends the headers: what follows is the body (RFC 9112 section 2.1)", "blank line between %s and header %s", above, quote(p.fieldName(below)))
}

// noBlankBefore reports that the body starts in line l, right below a header line.
func (p *parser) noBlankBefore(l line) {
	first := p.word(rng{l.first, l.last})
	if c := p.b[l.first]; c == '{' || c == '[' {
		first.hi = first.lo + 1
	}
	above := p.line(bytes.LastIndexByte(p.b[:max(0, l.start-1)], '\n') + 1)
	nl := p.newline(above)
	insert := p.edit(rng{above.end, above.end}, nl+strings.TrimRight(p.f.Prefix(l.start), " \t"))
	p.report(NoBlankBeforeBody, first, fix(p.bodyStart(l), "Insert a blank line", insert),
		"a blank line separates headers and body (RFC 9112 section 2.1)", "no blank line before the body")
}

// body reads the rest of the message as its body. A second message in the same
// block ends it, if the body is JSON or empty and cannot contain one.
func (p *parser) body(at int) {
	end := len(p.b)
	if p.holdsNoMessage(at) {
		end = p.nextMessage(at)
	}
	p.m.Body = p.bare(at, end)
}

// bare returns the lines of the range without blank ones around them.
func (p *parser) bare(at, end int) text.Fragment {
	sub := p.until(end)
	first := sub.skipBlank(min(at, end))
	g := sub.trim(rng{first.start, end})
	if first.blank() || g.empty() {
		return p.f.Slice(first.start, first.start)
	}
	last := sub.line(bytes.LastIndexByte(p.b[:g.hi], '\n') + 1)
	return p.f.Slice(first.start, last.end)
}

// holdsNoMessage reports whether the body cannot show an HTTP message inside it.
func (p *parser) holdsNoMessage(at int) bool {
	first := p.skipBlank(at)
	if first.blank() {
		return false
	}
	if h := p.m.Header("Content-Type"); h != nil {
		if typ, _ := MediaType(h.Value.Text); typ != "" && !IsJSON(typ) {
			return false
		}
	}
	return p.b[first.first] == '{' || p.b[first.first] == '[' || p.strictStart(first)
}

// strictStart reports whether the line is a start line beyond doubt.
func (r reader) strictStart(l line) bool {
	if c := r.b[l.first]; c < 'A' || c > 'Z' {
		return false
	}
	if s, ok := r.status(l); ok {
		return readVersion(r.str(s.version)) == goodVersion && r.code(s.status) != 0
	}
	q, ok := r.request(l)
	return ok && IsMethod(r.str(q.method)) && r.strictTarget(q.rest)
}

// nextMessage returns where a second message starts behind a blank line, and
// reports it, or the end of the text.
func (p *parser) nextMessage(at int) int {
	blank := true
	for at < len(p.b) {
		l := p.line(at)
		if !l.blank() && blank && p.strictStart(l) {
			p.secondStart(l)
			return l.start
		}
		blank = l.blank()
		at = l.next
	}
	return len(p.b)
}
