package jsondoc

import (
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
)

// innerQuote decides about the quote at q, which would close the string that
// opens at start, were it not for what follows it.
func (p *parser) innerQuote(start, q int, name bool) ending {
	s, here := p.s, ending{open: start + 1, body: q, end: q + 1}
	rest := s[q+1:]
	if alternative(rest) || commaLike(rest) != "" || colonLike(rest) != "" || p.commentEnd(q+1) > 0 || p.dotsEnd(q+1) > 0 || startsOddSpace(rest) {
		return here // sound up to here; what follows is the fault
	}
	if e, ok := p.smartClose(start, q); ok {
		return e
	}
	if name {
		if e, ok := p.nameSplit(start, q); ok {
			return e
		}
	}
	content := trimBlank(s[start+1 : q])
	object := len(p.frames) > 0 && p.top().closer == '}'
	switch {
	case !name && strings.HasSuffix(content, ",") && (object || strings.HasSuffix(trimBlank(content[:len(content)-1]), "]")) && p.nameAt(q) > 0:
		return p.unclosedString(start, q, false)
	case rest[0] == '"' && (len(rest) == 1 || followsString(rest[1])):
		p.doubledQuote(q + 1)
		return ending{open: start + 1, body: q, end: q + 2}
	case rest[0] == '"' && (!object || p.nameAt(q+1) > 0) && len(p.frames) > 0:
		return here // two strings: the comma is missing
	}
	r := p.closingQuote(q+1, min(len(s), q+maxLine), name)
	if nl := strings.IndexByte(s[q:min(len(s), q+maxLine)], '\n'); r < 0 && !name && nl >= 0 {
		r, _ = p.wrapEnd(q + nl)
	}
	switch {
	case r < 0:
		return here
	case q == start+1 && strings.IndexByte(s[q+1:r], '"') < 0:
		p.doubledQuote(q)
		return ending{open: q + 1, body: r, end: r + 1}
	}
	return ending{open: start + 1, body: r, end: r + 1}
}

// alternative tells whether s goes on with another string to choose from or to
// join: "a"|"b", "a"+"b".
func alternative(s string) bool {
	if s[0] != '|' && s[0] != '+' {
		return false
	}
	s = strings.TrimLeft(s[1:min(len(s), maxQuote)], "| \t")
	return s != "" && s[0] == '"'
}

func (p *parser) doubledQuote(at int) {
	pr := p.report(Syntax, at, at+1, "doubled quote", "")
	pr.Fix = &diag.Fix{Message: "Delete one of the quotes", Edits: []diag.Edit{p.replace(at, at+1, "")}}
}

// smartClose finds a typographic quote that closes the string in place of a
// straight one: "name”: it is followed by what follows a string.
func (p *parser) smartClose(start, limit int) (ending, bool) {
	for i := start + 1; i < limit; i++ {
		if p.s[i] < utf8.RuneSelf {
			continue
		}
		class, n := oddQuote(p.s[i:])
		if class != doubleQuotes || n == 0 || !p.endsToken(i+n) {
			continue
		}
		mark := p.s[i : i+n]
		pr := p.report(Syntax, i, i+n, mark+` in place of the closing "`, "")
		pr.Fix = &diag.Fix{Message: "Write a straight quote", Safe: true, Edits: []diag.Edit{p.replace(i, i+n, `"`)}}
		return ending{open: start + 1, body: i, end: i + n}, true
	}
	return ending{}, false
}

// nameSplit finds the end of a name that lacks its closing quote: the colon.
func (p *parser) nameSplit(start, limit int) (ending, bool) {
	colon := strings.IndexByte(p.s[start+1:limit], ':')
	if colon < 0 {
		return ending{}, false
	}
	name := trimBlank(p.s[start+1 : start+1+colon])
	if name == "" {
		return ending{}, false
	}
	end := start + 1 + len(name)
	p.top().child, p.top().name, p.split = true, name, true
	pr := p.report(Syntax, start, end, "missing quote after the name "+shown(name), "")
	pr.Fix = &diag.Fix{Message: "Insert the quote", Edits: []diag.Edit{p.insert(end, `"`)}}
	return ending{open: start + 1, body: end, end: end, unclosed: true}, true
}

// wrapped decides about a string whose line ends at nl before its closing
// quote: a long text wrapped over lines, or a quote left out.
func (p *parser) wrapped(start, nl int) ending {
	q, last := p.wrapEnd(nl)
	if q >= 0 {
		return ending{open: start + 1, body: q, end: q + 1}
	}
	return p.unclosedString(start, last, false)
}

// wrapEnd looks for the closing quote of a string in the lines behind the line
// end nl. A string is wrapped if a quote that ends a value comes before any line
// that is clearly JSON: one that starts with a name and its colon, or with a
// whole string. Lines of nothing but brackets do not count, a string may hold
// code. It returns the place of the quote, or -1 and the end of the text that is no JSON.
func (p *parser) wrapEnd(nl int) (quote, last int) {
	last, weak := nl, 0
	for i := nl + 1; i < len(p.s) && p.budget > 0; {
		end := p.lineEnd(i)
		p.budget -= end - i + 1
		if p.strongLine(i) {
			break
		}
		if q := p.closingQuote(i, end, false); q >= 0 {
			return q, last
		}
		switch line := strings.Trim(p.s[i:end], " \t\r"); {
		case line == "":
		case strings.Trim(line, "{}[],; \t") == "":
			if weak == 0 {
				weak = last
			}
		default:
			last = end
		}
		i = end + 1
		if end < len(p.s) && p.s[end] == '\r' {
			i++
		}
	}
	if weak > 0 {
		last = weak
	}
	return -1, last
}

// strongLine tells whether the line at i starts, behind brackets, with a name
// and a colon, though a quote may be missing, or with a whole string.
func (p *parser) strongLine(i int) bool {
	for i < len(p.s) && strings.IndexByte(" \t{}[],", p.s[i]) >= 0 {
		i++
	}
	if i == len(p.s) || p.s[i] < ' ' || p.s[i] == '\\' {
		return false
	}
	if end := p.nameAt(i); end > 0 {
		return p.s[i] == '"' || !isWord(p.s[i]) || p.valueAt(end)
	}
	if p.s[i] != '"' {
		return false
	}
	q := p.quoteAfter(i + 1)
	return q > 0 && p.endsValue(q+1) || i+1 < len(p.s) && isLetter(p.s[i+1]) && p.nameAt(i+1) > 0
}

// maxLine bounds how far the end of a string is looked for on its line.
const maxLine = 8192

// closingQuote returns the first double quote in [i, end), on the same line,
// behind which a value (or a name) may end, or -1.
func (p *parser) closingQuote(i, end int, name bool) int {
	for ; i < end && p.s[i] != '\n' && p.budget > 0; i++ {
		p.budget--
		switch p.s[i] {
		case '\\':
			if i+1 < end && p.s[i+1] != '\n' {
				i++
			}
		case '"':
			if p.endsString(i+1, name) {
				return i
			}
		}
	}
	return -1
}

// unclosedString ends the string that opens at start at or before stop, leaving
// out a comma and brackets that cannot be part of it, and reports it.
func (p *parser) unclosedString(start, stop int, name bool) ending {
	line := stop
	if n := strings.IndexByte(p.s[start:stop], '\n'); n >= 0 {
		line = start + n
	}
	if e, ok := p.smartClose(start, line); ok {
		return e
	}
	if name {
		if e, ok := p.nameSplit(start, line); ok {
			return e
		}
	}
	body := p.stripTail(start+1, stop)
	if n := body - 2; n > start && p.s[n:body] == `\"` {
		pr := p.report(Syntax, n, body, `\" does not close the string`, `Write \\ for a backslash, or leave it out`)
		pr.Fix = &diag.Fix{Message: "Double the backslash", Edits: []diag.Edit{p.insertBefore(n, `\`)}}
		return ending{open: start + 1, body: n, end: body, unclosed: true}
	}
	pr := p.report(Syntax, start, min(body, line), "missing quote at the end of "+shown(p.s[start:body]), "")
	pr.Fix = &diag.Fix{Message: "Insert the quote", Edits: []diag.Edit{p.insert(body, `"`)}}
	if !p.overflow && len(p.frames) > 0 && body == p.last {
		p.inString = len(p.doc.Problems)
	}
	return ending{open: start + 1, body: body, end: body, unclosed: true}
}

// stripTail returns the end of [start, stop) without blanks, one comma and
// closing brackets that nothing in it opens.
func (p *parser) stripTail(start, stop int) int {
	t := trimBlank(p.s[start:stop])
	t = trimBlank(strings.TrimSuffix(t, ","))
	braces := strings.Count(t, "}") - strings.Count(t, "{")
	brackets := strings.Count(t, "]") - strings.Count(t, "[")
	for t != "" {
		switch c := t[len(t)-1]; {
		case c == '}' && braces > 0:
			braces--
		case c == ']' && brackets > 0:
			brackets--
		default:
			return start + len(t)
		}
		t = trimBlank(t[:len(t)-1])
	}
	return start
}
