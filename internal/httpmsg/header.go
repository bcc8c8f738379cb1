package httpmsg

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// field is a header line: the name and what follows the colon, trimmed.
type field struct {
	name, value rng
	colon       int
	settled     bool // all that is to say about name, colon and value was reported
}

// header recognises a well-formed header line: a name, a colon directly behind
// it, and any value. The space after the colon is optional (RFC 9112 section 5).
// A placeholder may stand for the name: "{header}: value".
func (r reader) header(l line) (field, bool) {
	i := l.first
	if l.blank() {
		return field{}, false
	}
	switch c := r.b[i]; {
	case isLetter(c):
		for i < l.last && isToken(r.b[i]) {
			i++
		}
	case c == '{' || c == '<':
		closer := byte('}')
		if c == '<' {
			closer = '>'
		}
		for i < l.last && r.b[i] != closer && (isToken(r.b[i]) || i == l.first) {
			i++
		}
		i++
	}
	if i <= l.first || i >= l.last || r.b[i] != ':' {
		return field{}, false
	}
	h := field{name: rng{l.first, i}, colon: i, value: r.trim(rng{i + 1, l.last})}
	if name := r.str(h.name); hasPrefixFold(name, "http") && strings.HasPrefix(r.str(rng{i + 1, l.last}), "//") {
		return field{}, false // a URL
	}
	return h, true
}

// headers reads header lines from the offset on and returns where the body
// starts. Only a message's own headers may go on behind a blank line.
func (p *parser) headers(at int, resume bool) (hs []Header, body int) {
	for at < len(p.b) {
		l := p.line(at)
		if l.blank() {
			below := p.skipBlank(at)
			if !resume || below.blank() || !p.resumes(below) {
				return hs, below.start
			}
			p.blankAmong(hs, l, below)
			at = below.start
			continue
		}
		h, ok := p.header(l)
		if !ok && !p.comment(l) && !(resume && p.startsMessage(l)) {
			h, ok = p.badHeader(l)
		}
		switch {
		case ok:
			var read Header
			read, at = p.readHeader(l, h)
			hs = append(hs, read)
			p.noteType(read)
			continue
		case p.comment(l):
		case resume && p.startsMessage(l):
			p.secondStart(l)
		case p.bodyStart(l) || !p.lonely(l):
			p.noBlankBefore(l)
			return hs, l.start
		default:
			p.report(HeaderLine, rng{l.first, l.last}, nil, lineHelp, "header line has no colon: %s", quote(p.str(rng{l.first, l.last})))
		}
		at = l.next
	}
	return hs, len(p.b)
}

// blankAmong reports the blank lines from l to below, which headers follow.
func (p *parser) blankAmong(hs []Header, l, below line) {
	above := "start line"
	if len(hs) > 0 {
		above = "header " + quote(hs[len(hs)-1].Name.Text)
	}
	p.blankLines(l, below, above)
}

func (p *parser) secondStart(l line) {
	if p.second {
		return
	}
	p.second = true
	p.report(StartLine, rng{l.first, l.last}, nil, "give each message a block of its own", "second start line in one message: %s", quote(p.str(rng{l.first, l.last})))
}

// noteType remembers the message's first Content-Type.
func (p *parser) noteType(h Header) {
	if !p.typed && strings.EqualFold(h.Name.Text, "Content-Type") {
		p.typed, p.contentType = true, h.Value.Text
	}
}

// readHeader reads the lines that the value of a header goes on in, and reports
// what is wrong around the value.
func (p *parser) readHeader(l line, f field) (h Header, next int) {
	if l.indent() > p.indent {
		p.report(HeaderLine, rng{l.start + p.indent, l.first}, fix(true, "Delete the indentation", p.edit(rng{l.start + p.indent, l.first}, "")),
			"an indented line continues the one above it (RFC 9112 section 5.2)", "header line %s is indented", quote(p.str(f.name)))
	}
	h.Name, h.Value = p.part(f.name), p.part(f.value)
	if !f.settled && !f.value.empty() && strings.Trim(p.str(rng{f.colon + 1, f.value.lo}), " \t") != "" {
		p.gap(HeaderLine, rng{f.colon + 1, f.value.lo}, "before the value of "+h.Name.Text)
	}
	end, next := l, l.next
	values := []string{h.Value.Text}
	for !f.settled || !f.value.empty() {
		below := p.line(next)
		if !p.folds(f, below, f.value.empty() && len(values) == 1) {
			break
		}
		values = append(values, p.fold(&h, end, below))
		end, next = below, below.next
	}
	if len(values) > 1 {
		h.Value.Text = strings.TrimSpace(strings.Join(values, " "))
	} else if f.value.empty() && !f.settled {
		p.report(HeaderLine, rng{l.first, l.last}, nil, "", "header %s has no value", quote(h.Name.Text))
	}
	h.Span = p.f.Span(l.start, end.end)
	return h, next
}

// folds reports whether a line continues the value of the header above it:
// indented (RFC 9112 section 5.2, obsolete line folding), or the value itself
// where the header line has none.
func (p *parser) folds(f field, below line, empty bool) bool {
	if below.blank() || p.startsMessage(below) || p.bodyStart(below) || p.comment(below) {
		return false
	}
	if _, ok := p.header(below); ok {
		return false
	}
	return below.indent() > p.indent || empty && isField(p.str(f.name)) && p.fieldName(below) == ""
}

// fold reports a line that continues the value of h, extends the value's span
// over it and returns its text.
func (p *parser) fold(h *Header, above, below line) string {
	gap := text.Span{Start: p.f.Offset(above.last), End: p.f.Offset(below.first)} // with the next line's quote marks
	join := fix(true, "Join the lines", diag.Edit{Span: gap, New: " "})
	const help = "a value stands on one line: folding is obsolete (RFC 9112 section 5.2)"
	p.report(HeaderLine, rng{below.first, below.last}, join, help, "value of header %s continues on the next line", quote(h.Name.Text))
	if h.Value.Span.Len() == 0 {
		h.Value.Span.Start = p.f.Offset(below.first)
	}
	h.Value.Span.End = p.f.Span(below.first, below.last).End
	return p.str(rng{below.first, below.last})
}

// resumes reports whether the lines from l on are headers that a blank line cut
// off from the start line, not a body that looks like headers (mail, YAML).
func (p *parser) resumes(l line) bool {
	plain := false
	if p.typed {
		typ, _ := MediaType(p.contentType)
		if plain = !IsJSON(typ); plain && mayLookLikeHeaders(typ) {
			return false
		}
	}
	first := ""
	some, all := false, true // whether they are known fields
	for ; !l.blank(); l = p.lineAfter(l) {
		if first != "" && (p.bodyStart(l) || p.comment(l) || p.startsMessage(l)) {
			break
		}
		name := p.fieldName(l)
		switch {
		case name == "" && first != "" && l.indent() > p.indent:
			continue // folded
		case name == "", isMailField(name):
			return false
		case first == "":
			first = name
		}
		known := isField(name)
		some, all = some || known, all && known
	}
	if plain {
		return all
	}
	return isField(first) || strings.Contains(first, "-") && (some || p.expectsNoBody())
}

// mayLookLikeHeaders reports whether bodies of the type begin with lines of name,
// colon, value.
func mayLookLikeHeaders(typ string) bool {
	return strings.HasPrefix(typ, "message/") || strings.HasPrefix(typ, "multipart/") || strings.Contains(typ, "yaml") || typ == "application/http"
}

// expectsNoBody reports whether the method gives a request content no meaning
// (RFC 9110 section 9.3).
func (p *parser) expectsNoBody() bool {
	switch strings.ToUpper(p.m.Method.Text) {
	case "GET", "HEAD", "DELETE", "OPTIONS", "TRACE":
		return true
	}
	return false
}

// lonely reports whether a line that is neither header nor the start of a body
// stands among headers, so that it was meant as one: a header follows it, or a
// blank line and a JSON or XML body. Else it is the text of a body.
func (p *parser) lonely(l line) bool {
	below := p.lineAfter(l)
	if h, ok := p.header(below); ok {
		return isField(p.str(h.name))
	}
	if below.next == len(p.b) && below.blank() || !below.blank() {
		return false
	}
	body := p.skipBlank(below.start)
	return p.bodyStart(body)
}
