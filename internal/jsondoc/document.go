package jsondoc

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// document reads the whole text: the value, and what should not be around it.
func (p *parser) document() {
	if p.base == 0 && strings.HasPrefix(p.s, text.BOM) {
		p.pos = len(text.BOM)
	}
	c := p.next()
	if c == 0 {
		return
	}
	p.doc.Root = p.root()
	p.rest()
}

// root reads the first value. Text before it is one problem.
func (p *parser) root() *Value {
	first, told := p.pos, false
	for {
		c := p.next()
		start := p.pos
		switch {
		case c == 0:
			v := p.value(Invalid, first)
			v.Text = p.s[first:p.last]
			v.Span = p.span(first, p.last)
			return v
		case c == '}' || c == ']':
			p.strayCloser()
		case c == ',':
			end := p.commaRun()
			p.report(Syntax, start, end, "comma with nothing before it", "").Fix = p.deleteCommas(start, end, false)
		case p.dotsEnd(start) > 0:
			p.elide(p.dotsEnd(start), "text")
		case p.membersAt(c):
			return p.bareMembers()
		case p.startsValue(c):
			return p.parse(c)
		default:
			at := p.lineWithBracket()
			if at < 0 {
				return p.notJSON()
			}
			p.pos = at
			if !told {
				told = true
				end := min(p.lineEnd(start), at)
				p.report(Syntax, start, start+len(trimBlank(p.s[start:end])), "text before the JSON value: "+shown(p.s[start:end]), "")
			}
		}
	}
}

// startsValue tells whether a value starts at pos, on top of everything: plain
// text, which may start with a digit or a letter too, is none.
func (p *parser) startsValue(c byte) bool {
	if c == '"' || c == '{' || c == '[' {
		return true
	}
	if _, n := oddQuote(p.s[p.pos:]); n > 0 {
		return true
	}
	end := p.wordEnd(p.pos)
	word := p.s[p.pos:end]
	if !p.endsWord(end) {
		return false
	}
	switch word {
	case "true", "false", "null":
		return true
	}
	_, ok := otherNumber(word)
	return ok || otherWord(word)
}

// notJSON reads text without any JSON in it as one invalid value.
func (p *parser) notJSON() *Value {
	start := p.pos
	word := p.s[start:p.last]
	p.pos, p.end = start+len(word), start+len(word)
	v := p.value(Invalid, start)
	v.Text = word
	line := p.lineEnd(start)
	p.report(Syntax, start, min(line, p.pos), "not JSON: "+shown(word), "")
	p.pos = len(p.s)
	return v
}

// lineWithBracket returns the place of the first bracket behind pos that opens a line, or -1.
func (p *parser) lineWithBracket() int {
	for i := p.pos; ; {
		n := strings.IndexByte(p.s[i:], '\n')
		if n < 0 {
			return -1
		}
		i += n + 1
		for i < len(p.s) && (p.s[i] == ' ' || p.s[i] == '\t') {
			i++
		}
		if i < len(p.s) && (p.s[i] == '{' || p.s[i] == '[') {
			return i
		}
	}
}

// membersAt tells whether members without braces around them start at pos. A
// name without quotes counts only before an array or object: a header of an HTTP
// message looks like one too.
func (p *parser) membersAt(c byte) bool {
	end := p.nameAt(p.pos)
	if end == 0 {
		return false
	}
	if c != '"' && isWord(c) {
		end = p.skipBlanks(end)
		return end < len(p.s) && (p.s[end] == '{' || p.s[end] == '[')
	}
	return true
}

// bareMembers reads members that have no braces around them, or only the closing one.
func (p *parser) bareMembers() *Value {
	start := p.pos
	colon := max(start+1, p.nameAt(start)-1)
	p.push(start, '}')
	p.top().implicit = true
	p.spare = -1
	v := p.object(start)
	end := start + len(trimBlank(p.s[start:colon]))
	message := "missing { before " + shown(p.s[start:end])
	fix := &diag.Fix{Message: "Insert {", Edits: []diag.Edit{p.insertBefore(start, "{")}}
	if !p.closed {
		message += ", and } at the end"
		fix.Message = "Put the members in braces"
		if p.spare >= 0 {
			fix.Edits = append(fix.Edits, p.replace(p.spare, p.spare+1, ""))
		}
		fix.Edits = append(fix.Edits, p.insert(p.end, "}"))
	}
	pr := p.report(Syntax, start, end, message, "")
	if !p.dangling {
		pr.Fix = fix
	}
	return v
}

// rest reads what follows the first value. However much it is, it is one
// problem, apart from closing brackets and dots; further values are kept.
func (p *parser) rest() {
	told := false
	for {
		c := p.next()
		start := p.pos
		switch {
		case c == 0:
			return
		case c == '}' || c == ']':
			p.strayCloser()
		case c == ',':
			if end := p.commaRun(); p.next() == 0 {
				p.report(TrailingComma, start, end, "trailing comma after the JSON value", "").Fix = p.deleteCommas(start, end, true)
			}
		case p.dotsEnd(start) > 0:
			p.elide(p.elisionEnd(start), "text")
		case p.startsValue(c) && (c != '"' || p.quoteAfter(start+1) > 0):
			if !told {
				p.report(Syntax, start, start+1, "second JSON value after the first", "Show each value in a block of its own, or write [ ] around them with commas between")
			}
			told = true
			p.doc.Extra = append(p.doc.Extra, p.parse(c))
		default:
			p.trailingText(told)
			told = true
		}
	}
}

// trailingText skips text after the JSON value up to a line that opens another one.
func (p *parser) trailingText(told bool) {
	start, line := p.pos, p.lineEnd(p.pos)
	p.pos = p.lineWithBracket()
	if p.pos < 0 {
		p.pos = len(p.s)
	}
	if !told {
		p.report(Syntax, start, start+len(trimBlank(p.s[start:line])), "text after the JSON value: "+shown(trimBlank(p.s[start:line])), "")
	}
}
