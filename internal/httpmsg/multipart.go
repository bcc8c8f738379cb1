package httpmsg

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// multi reads the parts of a multipart body (RFC 2046 section 5.1).
type multi struct {
	p    *parser // over the body
	h    *Header // the Content-Type
	typ  string
	name string // the boundary
	bare bool   // the delimiters lack their two hyphens
}

// multipart reads the parts of the body if the message has a multipart type. A
// part that is itself a message ($batch in multipart form) stays a part's body.
func (p *parser) multipart() {
	h := p.m.Header("Content-Type")
	if h == nil || len(p.m.Body.Bytes) == 0 {
		return
	}
	typ, params := MediaType(h.Value.Text)
	if !strings.HasPrefix(typ, "multipart/") {
		return
	}
	body := &parser{reader: read(p.m.Body), f: p.m.Body, m: p.m, indent: p.indent}
	if b := (&multi{p: body, h: h, typ: typ, name: params["boundary"]}); b.settle() {
		b.read()
	}
}

// settle finds the boundary that the body uses and reports where the header
// says otherwise. It returns false if the parts cannot be told.
func (b *multi) settle() bool {
	if b.name != "" && (b.uses("--"+b.name) || b.uses(b.name)) {
		b.bare = !b.uses("--" + b.name)
		return true
	}
	inBody := b.firstBoundary()
	switch {
	case inBody != "" && b.name == "":
		param := "; boundary=" + quoteParam(inBody)
		name := fix(true, "Name the boundary", b.addParam(param))
		if _, params := MediaType(b.h.Value.Text + param); params["boundary"] != inBody {
			name = nil // an unclosed quote in the header would swallow it
		}
		b.header(name, "the body uses boundary="+inBody, "%s names no boundary", quote(b.typ))
	case inBody != "":
		b.header(nil, "the first delimiter in the body is --"+inBody, "boundary %s does not occur in the body", quote(b.name))
	case b.elided(0):
	case b.name == "":
		b.header(nil, "a multipart type needs a boundary parameter (RFC 2046 section 5.1.1)", "%s names no boundary", quote(b.typ))
	default:
		b.header(nil, "each part begins with the line --"+b.name, "boundary %s does not occur in the body", quote(b.name))
	}
	b.name = inBody
	return inBody != ""
}

// addParam appends to the Content-Type value. It replaces the last word: a blank
// line may have to be inserted behind it.
func (b *multi) addParam(s string) diag.Edit {
	words := strings.Fields(b.h.Value.Text)
	last := words[len(words)-1]
	end := b.h.Value.Span.End
	return diag.Edit{Span: text.Span{Start: end - len(last), End: end}, New: strings.TrimRight(last, ";") + s}
}

// header reports a problem with the Content-Type value.
func (b *multi) header(fix *diag.Fix, help, format string, args ...any) {
	b.p.report(Multipart, rng{}, fix, help, format, args...)
	b.p.m.Problems[len(b.p.m.Problems)-1].Span = b.h.Value.Span
}

// uses reports whether a line of the body is the delimiter.
func (b *multi) uses(delimiter string) bool {
	for at := 0; at < len(b.p.b); {
		l := b.p.line(at)
		if s := b.p.str(rng{l.first, l.last}); s == delimiter || s == delimiter+"--" {
			return true
		}
		at = l.next
	}
	return false
}

// firstBoundary returns the boundary in the first line that looks like a delimiter.
func (b *multi) firstBoundary() string {
	for at := 0; at < len(b.p.b); {
		l := b.p.line(at)
		name, ok := strings.CutPrefix(b.p.str(rng{l.first, l.last}), "--")
		name = strings.TrimSuffix(name, "--")
		if ok && len(name) <= 70 && !strings.ContainsAny(name, " \t\"") && strings.Trim(name, "-") != "" {
			return name
		}
		at = l.next
	}
	return ""
}

// elided reports whether the body from the offset on is one line or less, or an
// ellipsis stands in it: parts were left out on purpose.
func (b *multi) elided(from int) bool {
	lines := 0
	for at := from; at < len(b.p.b); lines++ {
		l := b.p.line(at)
		if s := b.p.str(rng{l.first, l.last}); strings.HasPrefix(s, "...") || strings.HasPrefix(s, "…") {
			return true
		}
		at = l.next
	}
	return lines <= 1 && from == 0
}

// delimiter reports whether the line delimits parts, and whether it is the last.
func (b *multi) delimiter(l line) (ok, closing bool) {
	s := b.p.str(rng{l.first, l.last})
	if !b.bare {
		if s, ok = strings.CutPrefix(s, "--"); !ok {
			return false, false
		}
	}
	return s == b.name || s == b.name+"--", s == b.name+"--"
}

func (b *multi) read() {
	start, first, last := -1, line{}, line{}
	var hyphens []diag.Edit
	closed := false
	for at := 0; at < len(b.p.b) && !closed; {
		l := b.p.line(at)
		at = l.next
		ok, closing := b.delimiter(l)
		if !ok {
			continue
		}
		hyphens = append(hyphens, b.p.edit(rng{l.first, l.first}, "--"))
		if start < 0 {
			first = l
		} else {
			b.part(start, l.start)
		}
		start, last, closed = l.next, l, closing
	}
	if b.bare {
		b.p.report(Multipart, rng{first.first, first.last}, fix(true, "Insert the hyphens", hyphens...),
			"a delimiter line is -- and the boundary (RFC 2046 section 5.1.1)", "delimiter %s lacks its two hyphens", quote(b.name))
	}
	if !closed {
		b.unclosed(start, last)
	}
}

// unclosed reports a missing closing delimiter. The last part starts at the offset.
func (b *multi) unclosed(start int, last line) {
	const help = "the last delimiter ends with two hyphens (RFC 2046 section 5.1.1)"
	if b.p.skipBlank(start).blank() {
		mark := b.p.edit(rng{last.last, last.last}, "--")
		b.p.report(Multipart, rng{last.first, last.last}, fix(true, "Append two hyphens", mark), help, "last delimiter is not marked as the last")
		return
	}
	b.part(start, len(b.p.b))
	if b.elided(start) {
		return
	}
	end := len(b.p.b)
	add := b.p.newline(last) + b.p.f.Prefix(end) + "--" + b.name + "--"
	l := b.p.line(strings.LastIndexByte(string(b.p.b), '\n') + 1)
	b.p.report(Multipart, rng{l.first, l.last}, fix(true, "Insert the closing delimiter", b.p.edit(rng{end, end}, add)), help, "no closing delimiter after the last part")
}

// part reads one part between two delimiters.
func (b *multi) part(start, end int) {
	p := &parser{reader: b.p.until(end), f: b.p.f, m: b.p.m, indent: b.p.indent}
	headers, at := p.headers(start, false)
	b.p.m.Parts = append(b.p.m.Parts, BodyPart{Headers: headers, Body: p.bare(at, end)})
}

// quoteParam writes a parameter value, quoted if it is no token.
func quoteParam(v string) string {
	if allToken(v) {
		return v
	}
	return `"` + v + `"`
}
