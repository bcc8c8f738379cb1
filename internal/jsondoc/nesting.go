package jsondoc

import (
	"strings"

	"docgauge/internal/diag"
)

// A bracket left out is found out at an entry that cannot stand where it does.
// What follows from there tells: the brackets fit better with the bracket than
// without it.

// endsEarly handles an entry at the offset, which pos is at or a little behind,
// that belongs to the frame around the one on top: the inner one lacks its
// closing bracket, and is ended before the comma.
func (p *parser) endsEarly(at int) bool {
	depth, fr := len(p.frames), p.top()
	if depth < 2 || p.frames[depth-2].closer == fr.closer && p.s[at] != ',' {
		return false
	}
	want, comma := string(fr.closer), -1
	if fr.before > 0 && strings.Trim(p.s[fr.before:at], ", \t\r\n") == "" {
		comma = fr.comma
	}
	if comma < 0 && p.end > at || p.fit(at, depth-1) <= p.fit(at, depth) {
		return false
	}
	if comma >= 0 {
		p.end = fr.before
	}
	fr.child = false
	var pr *Problem
	if p.s[at] == ',' {
		pr = p.report(Syntax, at, at+1, "missing "+want+" before the comma", "")
		pr.Fix = &diag.Fix{Message: "Insert " + want, Edits: []diag.Edit{p.insert(p.end, want)}}
	} else if comma >= 0 {
		pr = p.report(Syntax, comma, comma+1, "missing "+want+" before the comma", "")
		pr.Fix = &diag.Fix{Message: "Insert " + want, Edits: []diag.Edit{p.insert(p.end, want)}}
	} else {
		pr = p.report(Syntax, p.end, p.end, "missing "+want+" and comma", "")
		pr.Fix = &diag.Fix{Message: "Insert " + want + " and a comma", Edits: []diag.Edit{p.insert(p.end, want+",")}}
	}
	pr.First = p.bracket(fr)
	p.pos, p.early, p.earlyAt = at, true, comma
	return true
}

// unopenedObject reads the members at the offset, whose opening brace is
// missing, up to the closing one. It returns nil when there is none for them.
func (p *parser) unopenedObject(at int) *Value {
	depth := len(p.frames)
	if depth >= MaxDepth || p.fit(at, depth, '}') <= max(p.fit(at, depth), p.fit(at, depth-1)) {
		return nil
	}
	p.pos = at
	p.missingOpener("{", at)
	p.push(at, '}')
	return p.object(at)
}

// unopened reads the value of a member that starts, at pos, with a name or a
// closing bracket c, if the bracket that opens it is all that is missing.
func (p *parser) unopened(c byte) *Value {
	depth, at := len(p.frames), p.pos
	switch {
	case c == '"':
		return p.unopenedObject(at)
	case c == ',' || p.fit(at, depth, c) <= p.fit(at, depth):
		return nil
	}
	bracket, k := "{", Object
	if c == ']' {
		bracket, k = "[", Array
	}
	p.missingOpener(bracket, at)
	p.pos++
	p.end = p.pos
	return p.value(k, at)
}

// unopenedArray handles an entry at the offset in an object that is no member,
// behind a comma: the value before the comma was the first item of an array
// whose opening bracket is missing. It reads the others.
func (p *parser) unopenedArray(at int) bool {
	depth, fr := len(p.frames), p.top()
	if depth >= MaxDepth || fr.state != afterComma || fr.entry < 0 ||
		p.fit(at, depth, ']') <= max(p.fit(at, depth), p.fit(at, depth-1)) {
		return false
	}
	last, start := len(p.members)-1, fr.entry
	fr.child, fr.name = true, p.members[last].Name
	p.missingOpener("[", start)
	comma, before := fr.comma, fr.before
	p.push(start, ']')
	fr = p.top()
	fr.state, fr.comma, fr.before, fr.index = afterComma, comma, before, 0
	p.pos = at
	p.members[last].Value = p.array(start, p.members[last].Value)
	return true
}

// missingOpener reports an opening bracket that is missing before the offset.
func (p *parser) missingOpener(bracket string, at int) {
	end := p.wordEnd(at)
	if p.s[at] == '"' {
		end = p.quoteAfter(at+1) + 1
	}
	end = max(end, at+1)
	pr := p.report(Syntax, at, end, "missing "+bracket+" before "+shown(p.s[at:end]), "")
	pr.Fix = &diag.Fix{Message: "Insert " + bracket, Edits: []diag.Edit{p.insertBefore(at, bracket)}}
}
