package jsondoc

import (
	"strings"

	"docgauge/internal/diag"
)

// member reads one member of the object on top. It returns false when no
// separator need follow because what it read was already reported.
func (p *parser) member(c byte) bool {
	fr := p.top()
	before := gap{fr.gap, fr.name}
	fr.child, fr.gap, p.split = false, 0, false
	start, name, told := p.pos, "", len(p.doc.Problems)
	switch c {
	case '"':
		name = p.str(true)
	case '{', '[', ':':
		return c != ':' && p.unopenedArray(start) || p.nameless(c)
	default:
		if (c == '-' || c-'0' <= 9 || p.literalAt(start)) && p.nameAt(start) == 0 && p.unopenedArray(start) {
			return true
		}
		var ok bool
		if name, ok = p.oddName(before); !ok {
			return false
		}
	}
	span := p.span(start, p.end)
	if c == '"' && told == len(p.doc.Problems) && p.next() != ':' && p.nameAt(start) == 0 && p.unopenedArray(start) {
		return true
	}
	if c == '"' && before.end > 0 && p.next() == ':' {
		p.fill(before, start)
	}
	fr.child, fr.name, fr.entry = true, name, -1
	if p.next() == ':' {
		p.pos++
		p.end = p.pos
	} else if done := p.noColon(start, name); done {
		if fr := p.top(); fr.state != afterElision {
			fr.state = loose
			p.members = append(p.members, Member{Name: name, NameSpan: span, Value: p.absent()})
		}
		return false
	}
	p.members = append(p.members, Member{Name: name, NameSpan: span})
	v, ok := p.field(name)
	p.members[len(p.members)-1].Value = v
	return ok
}

// field reads the value behind a colon, which was the last token. It returns
// false when the next member follows at once, without a value or a comma.
func (p *parser) field(name string) (*Value, bool) {
	colon := p.end
	c := p.fieldStart()
	for c == ':' {
		at := p.pos
		p.pos++
		p.end = p.pos
		if c = p.fieldStart(); p.split {
			continue // a mangled quote, as in "size: : 1", was reported as missing
		}
		pr := p.report(Syntax, at, at+1, "doubled colon", "")
		pr.Fix = &diag.Fix{Message: "Delete the colon", Edits: []diag.Edit{p.replace(at, at+1, "")}}
	}
	switch {
	case c == 0:
		p.dangling = true
		return p.absent(), true // the end of the text is the fault, and unclosed reports it
	case c == ',' || c == '}' || c == ']' || p.newlineBefore() && p.nameAt(p.pos) > 0:
		if v := p.unopened(c); v != nil {
			return v, true
		}
		p.report(Syntax, colon-1, colon, "no value after "+quoted(name)+":", "")
		p.top().state = loose
		return p.absent(), c == ','
	}
	if end := p.elisionEnd(p.pos); end > 0 {
		start := p.pos
		p.elide(end, "the value of "+quoted(name))
		v := p.value(Invalid, start)
		v.Text = p.s[start:end]
		return v, true
	}
	fr := p.top()
	fr.entry, fr.told = p.pos, len(p.doc.Problems)
	return p.parse(c), true
}

// newlineBefore tells whether a line ends between the last token and pos.
func (p *parser) newlineBefore() bool {
	return p.pos > p.end && strings.IndexByte(p.s[p.end:p.pos], '\n') >= 0
}

// fieldStart is next, but takes "#" before a letter for text: "#microsoft.graph.x"
// without quotes is no comment.
func (p *parser) fieldStart() byte {
	i := p.pos
	for i < len(p.s) && (p.s[i] == ' ' || p.s[i] == '\t') {
		i++
	}
	if i+1 < len(p.s) && p.s[i] == '#' && isLetter(p.s[i+1]) {
		p.pos = i
		return '#'
	}
	return p.next()
}

// noColon handles a name, the last token, that no colon follows. It returns
// true when the name has no value, or none that makes sense.
func (p *parser) noColon(start int, name string) bool {
	end := p.end
	c := p.next()
	newline := p.newlineBefore()
	if mark := p.colonMark(newline); mark != "" {
		at := p.pos
		p.pos += len(mark)
		p.end = p.pos
		pr := p.report(Syntax, at, p.pos, mark+" in place of a colon", "")
		pr.Fix = &diag.Fix{Message: "Replace " + mark + " by a colon", Edits: []diag.Edit{p.replace(at, p.pos, ":")}}
		return false
	}
	_, odd := oddQuote(p.s[p.pos:])
	text := c == '"' || odd > 0
	value := text || c == '{' || c == '[' || c == '-' || c-'0' <= 9 || p.literalAt(p.pos)
	if c == ',' || c == '}' || c == ']' || c == 0 || newline && (text || !value) || p.dotsEnd(p.pos) > 0 {
		p.valueless(start, end, name, c)
		return true
	}
	if value {
		pr := p.report(Syntax, end, end, "missing colon after "+quoted(name), "")
		pr.Fix = &diag.Fix{Message: "Insert a colon", Edits: []diag.Edit{p.insert(end, ":")}}
		return false
	}
	at := p.pos
	p.pos = p.junkEnd(at)
	p.end = p.pos
	p.report(Syntax, at, p.pos, "no colon after "+quoted(name)+" but "+shown(p.s[at:p.pos]), "")
	return true
}

// colonMark returns what stands in place of a colon at pos: a mark like one, or
// on the same line a semicolon, or a comma before what can only be a value.
func (p *parser) colonMark(newline bool) string {
	if newline {
		return ""
	}
	i := p.skipBlanks(p.pos + 1)
	switch c := p.s[p.pos:min(len(p.s), p.pos+1)]; {
	case c == ";":
		return c
	case c != "," || i == len(p.s):
	case strings.IndexByte("{[-", p.s[i]) >= 0 || p.s[i]-'0' <= 9 || p.literalAt(i):
		return c
	}
	return colonLike(p.s[p.pos:])
}

// colonLike returns the mark at the start of s that stands for a colon by mistake.
func colonLike(s string) string {
	for _, mark := range [...]string{"=>", "=", "："} {
		if strings.HasPrefix(s, mark) {
			return mark
		}
	}
	return ""
}

// valueless reports a name without colon and value, unless it is "..." in quotes
// or the object is a list in the wrong brackets and the first entry said so.
func (p *parser) valueless(start, end int, name string, c byte) {
	fr := p.top()
	if name == "..." || name == "…" {
		fr.child, fr.elided, fr.state = false, true, afterElision
		p.report(Ellipsis, start, end, shown(p.s[start:end])+" stands for members left out", elisionHelp)
		return
	}
	p.dangling = c == 0
	if c == 0 || fr.vague {
		return
	}
	fr.vague = true
	p.report(Syntax, start, end, "no value for "+quoted(name),
		`An object { } holds pairs "name": value; for a list of values write [ ]`)
}

// nameless reads a value that stands in an object without a name, and drops it.
func (p *parser) nameless(c byte) bool {
	fr := p.top()
	fr.entry = -1
	if c == '{' && fr.state == atStart && p.fit(p.pos+1, len(p.frames)) > p.fit(p.pos, len(p.frames)) {
		pr := p.report(Syntax, p.pos, p.pos+1, "doubled {", "")
		pr.Fix = &diag.Fix{Message: "Delete one {", Edits: []diag.Edit{p.replace(p.pos, p.pos+1, "")}}
		p.pos++
		p.end = p.pos
		return false
	}
	if !fr.vague {
		fr.vague = true
		message, help := "value without a name in an object", `An object { } holds pairs "name": value; for a list of values write [ ]`
		if c == ':' {
			message, help = "no name before :", ""
		}
		p.report(Syntax, p.pos, p.pos+1, message, help)
	}
	if c == ':' {
		p.pos++
		p.end = p.pos
		c = p.fieldStart()
	}
	if c == 0 || c == ',' || c == ':' || c == '}' || c == ']' || p.dotsEnd(p.pos) > 0 {
		p.top().state = loose
		return c != ':'
	}
	p.parse(c)
	return true
}

// oddName reads a name that does not start with a straight double quote, or
// skips what is no name and returns false. It knows of a gap where a comma is
// missing if what it reads is a name.
func (p *parser) oddName(before gap) (string, bool) {
	start := p.pos
	if _, n := oddQuote(p.s[start:]); n > 0 {
		name := p.oddString(true)
		if p.next() == ':' {
			p.fill(before, start)
		}
		return name, true
	}
	stop := start + strings.IndexAny(p.s[start:min(len(p.s), start+maxName)], ",:{}[]\"\n")
	if stop < start {
		stop = p.wordEnd(start)
	}
	name := trimBlank(p.s[start:stop])
	end := start + len(name)
	switch {
	case name == "" || stop == len(p.s):
	case p.s[stop] == ':' && !strings.HasPrefix(p.s[stop:], "://"):
		p.fill(before, start)
		p.pos, p.end = end, end
		p.nameWithoutQuotes(name, start, end)
		return name, true
	case p.s[stop] == '"' && end == stop && p.colonAt(stop+1):
		p.fill(before, start)
		p.pos, p.end = stop+1, stop+1
		p.top().child, p.top().name = true, name
		pr := p.report(Syntax, start, start+1, "missing quote before "+shown(name), "")
		pr.Fix = &diag.Fix{Message: "Insert the quote", Safe: plain(name), Edits: []diag.Edit{p.insertBefore(start, `"`)}}
		return name, true
	}
	p.pos = p.junkEnd(start)
	p.end = p.pos
	p.report(Syntax, start, p.pos, "unexpected text in an object: "+shown(p.s[start:p.pos]), "")
	p.top().state = loose
	return "", false
}

// gap is where a comma is missing if a name comes next: 1 + the end of the
// member before, whose name it keeps, or 0.
type gap struct {
	end  int
	name string
}

// fill reports that a comma is missing in the gap, if there is one, before the
// name at the offset.
func (p *parser) fill(g gap, at int) {
	if g.end == 0 {
		return
	}
	fr := p.top()
	child, name := fr.child, fr.name
	fr.child, fr.name = true, g.name
	p.missingComma(g.end-1, at, true)
	fr.child, fr.name = child, name
}

func (p *parser) nameWithoutQuotes(name string, start, end int) {
	p.top().child, p.top().name = true, name
	pr := p.report(Syntax, start, end, "no quotes around the name "+shown(name), "")
	if plain(name) {
		pr.Fix = &diag.Fix{
			Message: "Put the name in double quotes", Safe: true,
			Edits: []diag.Edit{p.insertBefore(start, `"`), p.insert(end, `"`)},
		}
	}
}
