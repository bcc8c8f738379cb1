package jsondoc

import (
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
)

// quoteClass groups what people write in place of the straight double quote. A
// string may close with any mark of the class it opens with.
type quoteClass uint8

const (
	noQuote       quoteClass = iota
	singleQuotes             // ' ‘ ’ ‚ ‛ ′ ` ´
	doubleQuotes             // “ ” „ ‟ ″ « » and ＂
	entityQuotes             // &quot; &#34;
	escapedQuotes            // \" where no string is open
)

// oddQuote returns the class of the mark at the start of s that is not a
// straight double quote, and its length in bytes.
func oddQuote(s string) (quoteClass, int) {
	if s == "" {
		return noQuote, 0
	}
	switch c := s[0]; {
	case c == '\'' || c == '`':
		return singleQuotes, 1
	case c == '\\' && strings.HasPrefix(s, `\"`):
		return escapedQuotes, 2
	case c == '&' && strings.HasPrefix(s, "&quot;"):
		return entityQuotes, 6
	case c == '&' && strings.HasPrefix(s, "&#34;"):
		return entityQuotes, 5
	case c < 0x80:
		return noQuote, 0
	}
	switch r, n := utf8.DecodeRuneInString(s); r {
	case '“', '”', '„', '‟', '″', '«', '»', '＂':
		return doubleQuotes, n
	case '‘', '’', '‚', '‛', '′', '´':
		return singleQuotes, n
	}
	return noQuote, 0
}

// describe says how the quotes of a string that opens with mark are called.
func (c quoteClass) describe(mark string) string {
	switch {
	case c == entityQuotes || c == escapedQuotes:
		return mark + " in place of the quotes"
	case mark == "'":
		return "single quotes"
	case mark == "`":
		return "backticks in place of the quotes"
	}
	return "typographic quotes"
}

// oddString reads a string or name in other than straight double quotes.
//
// The repair is safe when there is no doubt where the string ends and what it
// says: nothing in it is a quote, an escape or a control character. That holds
// for most values in single quotes too; an apostrophe makes it unsafe.
func (p *parser) oddString(name bool) string {
	start := p.pos
	class, width := oddQuote(p.s[start:])
	body, end, sure := p.oddEnd(start+width, class, name)
	d := decoder{p: p, odd: true, quiet: true}
	t := d.decode(start+width, body)
	p.pos, p.end = end, end
	if name {
		p.top().child, p.top().name = true, t
	}
	content := p.s[start+width : body]
	sure = sure && d.inner.n == 0 && d.control.n == 0 && strings.IndexByte(content, '\\') < 0 && !strings.Contains(content, "${")
	fix := &diag.Fix{Message: "Write straight double quotes", Safe: sure, Edits: []diag.Edit{p.replace(start, start+width, `"`)}}
	if d.inner.fix != nil {
		fix.Edits = append(fix.Edits, d.inner.fix.Edits...)
	}
	closing := p.replace(body, end, `"`)
	if body == end {
		closing = p.insert(body, `"`)
	}
	fix.Edits = append(fix.Edits, closing)
	if class < entityQuotes || !p.again(-rune(class), sure, fix.Edits...) {
		pr := p.report(Syntax, start, end, class.describe(p.s[start:start+width])+" around "+shown(content), "JSON strings stand in straight double quotes")
		if pr.Fix = fix; d.inner.n > 0 && d.inner.fix == nil {
			pr.Fix = nil // more inner quotes than a repair may have
		}
	}
	d.report()
	return t
}

// endsString tells whether a string, or a name, may end before i.
func (p *parser) endsString(i int, name bool) bool {
	if name {
		return p.colonAt(i)
	}
	return p.endsValue(i)
}

// oddEnd finds the end of a string of the class whose content starts at i: at
// its first closing mark behind which a string may end, else at the first one,
// else with the line. It tells whether there is no other way to read it.
func (p *parser) oddEnd(i int, class quoteClass, name bool) (body, end int, sure bool) {
	first, width, stop, start := -1, 0, min(len(p.s), i+maxLine), i
	for i < stop && p.s[i] != '\n' && p.budget > 0 {
		p.budget--
		if p.s[i] == '\\' && class != escapedQuotes {
			i += 2
			continue
		}
		c, n := oddQuote(p.s[i:])
		if p.s[i] == '"' && (class == doubleQuotes || first < 0 && p.endsString(i+1, name)) {
			c, n = class, 1 // a straight quote closes what another one opens
		}
		if c != class {
			i++
			continue
		}
		if p.endsString(i+n, name) {
			return i, i + n, first < 0
		}
		if first < 0 {
			first, width = i, n
		}
		i += n
	}
	if first >= 0 {
		return first, first + width, false
	}
	i = min(i, len(p.s))
	if name {
		if colon := strings.IndexByte(p.s[start:i], ':'); colon >= 0 {
			i = start + colon
		}
	}
	end = p.stripTail(start, i)
	return end, end, false
}
