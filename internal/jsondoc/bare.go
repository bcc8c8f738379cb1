package jsondoc

import (
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
)

// oddValue reads a value that is not one of JSON's: in other quotes, in the
// notation of another language, or a bare word.
func (p *parser) oddValue() *Value {
	start := p.pos
	if _, n := oddQuote(p.s[start:]); n > 0 {
		t := p.oddString(false)
		v := p.value(String, start)
		v.Text = t
		return v
	}
	end := p.wordEnd(start)
	if word := p.s[start:end]; end > start && p.endsWord(end) {
		if v := p.otherLiteral(word, end); v != nil {
			return v
		}
		if form, ok := otherNumber(word); ok {
			p.reportForm(word, end, form)
			return p.number(end, form)
		}
	}
	return p.bare()
}

// endsWord tells whether nothing but the end of the value follows a word.
func (p *parser) endsWord(i int) bool {
	i = p.skipBlanks(i)
	return p.lineEndAt(i) || strings.IndexByte(",}]", p.s[i]) >= 0 || commaLike(p.s[i:]) != "" || p.commentEnd(i) > 0 || p.dotsEnd(i) > 0
}

// otherLiteral reads a literal of Python, JavaScript and their like, or returns nil.
func (p *parser) otherLiteral(word string, end int) *Value {
	start, k, form := p.pos, Invalid, ""
	switch word {
	case "True", "TRUE", "true":
		k, form = Bool, "true"
	case "False", "FALSE", "false":
		k, form = Bool, "false"
	case "None", "nil", "Nil", "NULL", "Null", "undefined":
		k, form = Null, "null"
	case "NaN", "Infinity", "-Infinity", "+Infinity":
	default:
		return nil
	}
	p.reportForm(word, end, form)
	p.pos, p.end = end, end
	v := p.value(k, start)
	v.Bool = form == "true"
	if k == Invalid {
		v.Text = word
	}
	return v
}

// otherWord tells whether a word is a literal that otherLiteral reads.
func otherWord(word string) bool {
	switch word {
	case "True", "TRUE", "False", "FALSE", "None", "nil", "Nil", "NULL", "Null", "undefined",
		"NaN", "Infinity", "-Infinity", "+Infinity":
		return true
	}
	return false
}

// literalAt tells whether a literal, of JSON or of another language, is at i.
func (p *parser) literalAt(i int) bool {
	switch word := p.s[i:p.wordEnd(i)]; word {
	case "true", "false", "null":
		return true
	default:
		return otherWord(word)
	}
}

// reportForm reports a literal of another language whose form in JSON is given; it may have none.
func (p *parser) reportForm(word string, end int, form string) {
	help := "JSON has no such number: leave the member out, or write null"
	if form != "" {
		help = "Write " + form
	}
	pr := p.report(Syntax, p.pos, end, word+" is not JSON", help)
	if form != "" {
		pr.Fix = &diag.Fix{Message: "Write " + form, Edits: []diag.Edit{p.replace(p.pos, end, form)}}
	}
}

// bare reads text without quotes up to the end of the value or line.
func (p *parser) bare() *Value {
	start := p.pos
	if q := p.quoteAfter(start); q > start && !isBlank(p.s[q-1]) && p.s[q-1] != ',' && p.endsValue(q+1) {
		d := decoder{p: p}
		t := d.decode(start, q)
		p.pos, p.end = q+1, q+1
		pr := p.report(Syntax, start, p.end, "missing quote before "+shown(p.s[start:q]), "")
		pr.Fix = &diag.Fix{Message: "Insert the quote", Edits: []diag.Edit{p.insertBefore(start, `"`)}}
		d.report()
		v := p.value(String, start)
		v.Text = t
		return v
	}
	end := p.junkEnd(start)
	p.pos, p.end = end, end
	word := p.s[start:end]
	v := p.value(Invalid, start)
	v.Text = word
	if len(p.frames) > 0 && (strings.HasSuffix(word, "...") || strings.HasSuffix(word, "…")) {
		p.top().elided = true
	}
	pr := p.report(Syntax, start, end, shown(word)+" is not a JSON value", "Put text in double quotes")
	if plain(word) {
		pr.Fix = &diag.Fix{Message: "Put it in double quotes", Edits: []diag.Edit{p.insertBefore(start, `"`), p.insert(end, `"`)}}
	}
	return v
}

// plain tells whether s can stand in a JSON string as it is.
func plain(s string) bool {
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// junkEnd returns the end of text that is not JSON, at least one character long:
// at a comma, closing bracket, name, array, object, comment or line end. Brackets
// in the text itself, as in "Collection(a, b)", "<a, b>" or "x/{id}", do not end it.
func (p *parser) junkEnd(start int) int {
	i := start
scan:
	for i < len(p.s) {
		switch c := p.s[i]; c {
		case ',', ']', '}', '\n':
			break scan
		case '(', '<', '{', '[':
			end := p.partner(i)
			if end > 0 {
				i = end
				continue
			}
			if c == '{' || c == '[' {
				break scan
			}
		case '"':
			next, stop := p.junkQuote(start, i)
			i = next
			if stop {
				break scan
			}
		case '/', '#':
			if p.junkComment(start, i) {
				break scan
			}
		}
		i++
	}
	_, first := utf8.DecodeRuneInString(p.s[start:])
	return start + max(first, len(trimBlank(p.s[start:min(i, len(p.s))])))
}

// junkQuote handles a quote at i inside junk that begins at start: the junk goes
// on from next, or stops there, before a name or behind a value's last quote.
func (p *parser) junkQuote(start, i int) (next int, stop bool) {
	touches := i > start && !isBlank(p.s[i-1])
	switch {
	case touches && p.endsValue(i+1):
		return i + 1, true
	case i > start && p.nameAt(i) > 0:
		return i, true
	}
	if end := p.quoteAfter(i + 1); end > 0 {
		return end, false
	}
	return i, false
}

// junkComment reports whether a comment begins at i, apart from the junk.
func (p *parser) junkComment(start, i int) bool {
	return i > start && isBlank(p.s[i-1]) && p.commentEnd(i) > 0
}

// maxPartner bounds the text in brackets that junkEnd steps over.
const maxPartner = 256

// partner returns the end of the bracketed text at i, or 0 if it is not closed
// near by on the same line, or is an array or object. "{{x}}" is one bracket.
func (p *parser) partner(i int) int {
	closer, banned := "", "\n"
	switch c := p.s[i]; {
	case c == '(':
		closer = ")"
	case c == '<':
		closer = ">"
	case c == '[':
		closer, banned = "]", "\n\"',:{["
	case strings.HasPrefix(p.s[i:], "{{"):
		closer, banned = "}}", "\n\"',:{["
	default:
		closer, banned = "}", "\n\"',:{["
	}
	from := min(len(p.s), i+len(closer))
	window := p.s[from:min(len(p.s), from+maxPartner)]
	n := strings.Index(window, closer)
	p.budget -= max(n, 8)
	if n < 0 || p.budget < 0 || strings.ContainsAny(window[:n], banned) {
		return 0
	}
	return from + n + len(closer)
}

// placeholder tells whether what opens at pos is a placeholder as in "{id}" or
// "{{user name}}", not an object: words in braces, and no name, quote or comma.
func (p *parser) placeholder() bool {
	i := p.pos + 1
	if i < len(p.s) && p.s[i] == '{' {
		i++
	}
	i = p.skipBlanks(i)
	if i >= len(p.s) || !isWord(p.s[i]) && p.s[i] != '<' && p.s[i] < utf8.RuneSelf || p.dotsEnd(i) > 0 || p.commentEnd(i) > 0 {
		return false
	}
	_, n := oddQuote(p.s[i:])
	return n == 0 && !startsOddSpace(p.s[i:]) && p.partner(p.pos) > 0
}
