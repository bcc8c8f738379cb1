package jsondoc

import (
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// separator reads what stands behind an entry: the comma, or nothing before a
// closing bracket; entries takes closing brackets. All else is a fault.
func (p *parser) separator() {
	for p.oneSeparator() {
	}
}

// oneSeparator returns true when it read on to the end of another value.
func (p *parser) oneSeparator() bool {
	fr := p.top()
	if p.early {
		p.early, fr.state = false, loose
		if p.earlyAt >= 0 {
			fr.state, fr.comma, fr.before, fr.ellipsis = afterComma, p.earlyAt, p.end, 0
			p.end = p.earlyAt + 1
		}
		return false
	}
	c := p.next()
	if c == ',' {
		fr.state, fr.comma, fr.before, fr.ellipsis = afterComma, p.pos, p.end, 0
		p.pos++
		p.end = p.pos
		return false
	}
	fr.state = loose
	if c == 0 || c == '}' || c == ']' || p.dotsEnd(p.pos) > 0 {
		return false
	}
	if c == ':' {
		return p.strayColon()
	}
	p.noComma(c)
	return false
}

// noComma handles an entry that is followed by neither a comma nor a closing bracket.
func (p *parser) noComma(c byte) {
	fr := p.top()
	newline := p.newlineBefore()
	if mark := commaLike(p.s[p.pos:]); mark != "" {
		at := p.pos
		p.pos += len(mark)
		p.end = p.pos
		pr := p.report(Syntax, at, p.pos, mark+" in place of a comma", "")
		pr.Fix = &diag.Fix{Message: "Replace " + mark + " by a comma", Edits: []diag.Edit{p.replace(at, p.pos, ",")}}
		return
	}
	switch {
	case fr.closer == ']' && p.nameAt(p.pos) > 0 && p.endsEarly(p.pos):
	case p.entryFollows(c, newline):
		p.missingComma(p.end, p.pos, newline)
	case fr.closer == '}' && (c == '{' || c == '[' || newline):
		fr.gap = p.end + 1 // more likely the entry itself is the fault: member decides
	case fr.closer == ']' && newline && !junkOnly(c):
	default:
		p.junk()
	}
}

// commaLike returns the mark at the start of s that stands for a comma by mistake.
func commaLike(s string) string {
	for _, mark := range [...]string{";", "，", "、", "；"} {
		if strings.HasPrefix(s, mark) {
			return mark
		}
	}
	return ""
}

// entryFollows tells whether a sound entry of the frame on top starts at pos.
func (p *parser) entryFollows(c byte, newline bool) bool {
	if p.top().closer == '}' {
		return p.nameAt(p.pos) > 0
	}
	switch {
	case c == '"' || c == '{' || c == '[' || c == '-' || c-'0' <= 9:
		return true
	case c == 't' || c == 'f' || c == 'n':
		w := p.s[p.pos:p.wordEnd(p.pos)]
		return w == "true" || w == "false" || w == "null"
	}
	_, n := oddQuote(p.s[p.pos:])
	return n > 0 && newline
}

// junkOnly tells whether c can start no value, not even a faulty one.
func junkOnly(c byte) bool {
	return strings.IndexByte("):=|&*+!?", c) >= 0
}

// missingComma reports that a comma is missing at end, before the entry at the offset.
func (p *parser) missingComma(end, at int, newline bool) {
	before := p.s[at:min(len(p.s), at+maxQuote)]
	if before[0] == '"' {
		if i := strings.IndexByte(before[1:], '"'); i >= 0 {
			before = before[:i+2]
		}
	} else if n := p.wordEnd(at) - at; n > 0 {
		before = before[:min(n, len(before))]
	} else {
		_, n := utf8.DecodeRuneInString(before)
		before = before[:n]
	}
	pr := p.report(Syntax, end, end, "missing comma before "+shown(before), "")
	pr.Fix = &diag.Fix{Message: "Insert a comma", Safe: newline, Edits: []diag.Edit{p.insert(end, ",")}}
}

// strayColon handles a colon behind an entry: a member in an array, or a second
// colon behind a member's value, which tells of a bracket left out, or else is
// the fault: then the value it leads to is read and dropped. It returns true
// when a separator is still to be read.
func (p *parser) strayColon() bool {
	fr, at := p.top(), p.pos
	list := fr.closer == ']'
	if fr.entry >= 0 && fr.told == len(p.doc.Problems) && p.s[fr.entry] == '"' {
		if v := p.unopenedObject(fr.entry); v != nil {
			p.setLast(list, v)
			return true
		}
		if list && fr.before > 0 && p.endsEarly(fr.entry) {
			p.items = p.items[:len(p.items)-1]
			return false
		}
	}
	if !fr.vague {
		message, help := "unexpected : after a value", ""
		if fr.vague = list; list {
			message, help = "name and value in an array", `Write { "name": value } for an object, or leave the name out`
		}
		p.report(Syntax, at, at+1, message, help)
	}
	p.pos++
	p.end = p.pos
	if c := p.next(); c != 0 && c != ',' && c != ':' && c != '}' && c != ']' && p.dotsEnd(p.pos) == 0 {
		p.parse(c)
	}
	if list {
		last := p.items[len(p.items)-1]
		p.setLast(true, &Value{Kind: Invalid, Text: last.Text, Span: text.Span{Start: last.Span.Start, End: p.after(p.end)}})
	}
	return true
}

// setLast replaces the value read last.
func (p *parser) setLast(item bool, v *Value) {
	if item {
		p.items[len(p.items)-1] = v
	} else {
		p.members[len(p.members)-1].Value = v
	}
}

// junk skips text that belongs to no entry, up to the next comma, bracket, name or line.
func (p *parser) junk() {
	at := p.pos
	p.pos = p.junkEnd(at)
	p.end = p.pos
	p.report(Syntax, at, p.pos, "unexpected text after the value: "+shown(p.s[at:p.pos]), "")
}

// commas handles a comma that follows no entry: after another comma, or first of all.
func (p *parser) commas() {
	fr := p.top()
	if fr.state == loose || fr.state == afterElision {
		if fr.state == loose {
			fr.state, fr.comma, fr.before, fr.ellipsis = afterComma, p.pos, p.end, 0
		}
		p.pos++
		p.end = p.pos
		return
	}
	if fr.state == atStart && p.endsEarly(p.pos) {
		return
	}
	start := p.pos
	end, kind, message := p.commaRun(), Syntax, "comma with nothing before it"
	c := p.next()
	if fr.state == afterComma {
		message = "doubled comma"
		if c == '}' || c == ']' {
			start, kind, message = fr.comma, TrailingComma, "trailing comma before "+string(c)
		}
	}
	fr.state = loose
	p.report(kind, start, end, message, "").Fix = p.deleteCommas(start, end, kind == TrailingComma)
}

// commaRun skips commas in a row and returns the end of the last.
func (p *parser) commaRun() int {
	for p.next() == ',' {
		p.pos++
		p.end = p.pos
	}
	return p.end
}

// deleteCommas is the repair of a run of commas, nil when anything else is among them.
func (p *parser) deleteCommas(start, end int, safe bool) *diag.Fix {
	if strings.Trim(p.s[start:end], ", \t\r\n") != "" {
		return nil
	}
	return &diag.Fix{Message: "Delete the comma", Safe: safe, Edits: []diag.Edit{p.replace(start, end, "")}}
}

// trailing reports a comma before the closing bracket c at pos.
func (p *parser) trailing(c byte) {
	fr := p.top()
	if fr.state != afterComma {
		return
	}
	fr.state = loose
	fix := p.deleteCommas(fr.comma, fr.comma+1, true)
	if fr.ellipsis > 0 {
		// The comma leads to what "// ..." stands for: one fault, and one repair.
		if comment := p.doc.Problems[fr.ellipsis-1].Fix; comment != nil {
			comment.Edits = append(fix.Edits, comment.Edits...)
		}
		return
	}
	p.report(TrailingComma, fr.comma, fr.comma+1, "trailing comma before "+string(c), "").Fix = fix
}
