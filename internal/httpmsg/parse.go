package httpmsg

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// parser reads one message. It looks at b, the text up to where the message or
// the multipart part ends, and gives all places in the file.
type parser struct {
	reader
	f           text.Fragment
	m           *Message
	indent      int    // of the start line: what headers and continuation lines are compared with
	second      bool   // a second start line was reported
	typed       bool   // there is a Content-Type header
	contentType string // its value
}

// Parse reads the text of a code block as an HTTP request or response. The
// Kind is None, without problems, if the first line that is not blank is no
// start line, or if the block is a list of routes (IsRoutes). It goes on after
// every malformation and reports each once.
func Parse(f text.Fragment) *Message {
	m := &Message{Text: f, Body: f.Slice(len(f.Bytes), len(f.Bytes))}
	p := &parser{reader: read(f), f: f, m: m}
	first := p.skipBlank(0)
	if first.blank() {
		return m
	}
	at := 0
	if q, ok := p.request(first); ok {
		if p.isRoutes(first) {
			return m
		}
		m.Kind = Request
		p.indent = first.indent()
		at = p.readRequest(first, q)
	} else if s, ok := p.status(first); ok {
		m.Kind = Response
		p.indent = first.indent()
		p.readResponse(first, s)
		at = first.next
	} else if p.lacksMethod(first) {
		m.Kind = Request
		p.indent = first.indent()
		at = p.readRequest(first, requestLine{
			bullet: rng{first.first, first.first}, method: rng{first.first, first.first},
			colon: rng{first.first, first.first}, rest: rng{first.first, first.last},
		})
	} else {
		return m
	}
	m.Headers, at = p.headers(at, true)
	p.body(at)
	p.multipart()
	slices.SortStableFunc(m.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	return m
}

// lacksMethod reports whether a path or URL stands where a start line belongs:
// above headers.
func (p *parser) lacksMethod(l line) bool {
	if !p.strictTarget(rng{l.first, l.last}) {
		return false
	}
	h, ok := p.header(p.lineAfter(l))
	return ok && isField(p.str(h.name)) && !p.isRoutes(l)
}

func (p *parser) part(g rng) Part { return Part{p.str(g), p.f.Span(g.lo, g.hi)} }

func (p *parser) report(k ProblemKind, at rng, fix *diag.Fix, help, format string, args ...any) {
	p.m.Problems = append(p.m.Problems, Problem{
		Kind: k, Span: p.f.Span(at.lo, at.hi), Message: fmt.Sprintf(format, args...), Help: help, Fix: fix,
	})
}

// edit replaces a range that lies within one line.
func (p *parser) edit(g rng, with string) diag.Edit {
	return diag.Edit{Span: p.f.Span(g.lo, g.hi), New: with}
}

func fix(safe bool, message string, edits ...diag.Edit) *diag.Fix {
	return &diag.Fix{Message: message, Safe: safe, Edits: edits}
}

// quote gives a piece of the page in a message: cut when long, spaces visible.
func quote(s string) string {
	const long = 60
	if r := []rune(s); len(r) > long {
		s = string(r[:long]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// newline is the line ending that the text has where the line ends.
func (p *parser) newline(l line) string {
	if l.end < len(p.f.Bytes) && p.f.Bytes[l.end] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// gap reports white space between two parts that is not one space.
func (p *parser) gap(k ProblemKind, g rng, where string) {
	s := p.str(g)
	if s == " " || strings.IndexByte(s, '\n') >= 0 { // a wrapped line is no fault
		return
	}
	kind := fmt.Sprintf("%d spaces", len(s))
	for _, c := range s {
		switch {
		case c == '\t':
			kind = "a tab"
		case c != ' ':
			kind = fmt.Sprintf("the character U+%04X", c)
		}
	}
	what := "Replace by one space"
	if s == "" {
		kind, what = "no space", "Insert a space"
	}
	p.report(k, g, fix(true, what, p.edit(g, " ")), "HTTP wants one space there (RFC 9112 sections 3 and 4)",
		"%s %s", kind, where)
}
