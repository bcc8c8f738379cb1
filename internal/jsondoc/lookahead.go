package jsondoc

import (
	"strings"
	"unicode/utf8"
)

// What looks ahead here takes steps from the budget and gives up at a bounded
// distance, so that no text can make the parser look over the same place for
// ever. Giving up means "no": the simpler reading is taken.

// maxName bounds how far a name and its colon are looked for.
const maxName = 512

// quoteAfter returns the place of the double quote that closes a string whose
// content starts at i, on the same line, or -1.
func (p *parser) quoteAfter(i int) int {
	for ; i < len(p.s) && p.s[i] != '\n' && p.budget > 0; i++ {
		p.budget--
		switch p.s[i] {
		case '\\':
			if i+1 < len(p.s) && p.s[i+1] != '\n' {
				i++
			}
		case '"':
			return i
		}
	}
	return -1
}

// nameAt returns the end of the name and colon at i, or 0 when there is none.
func (p *parser) nameAt(i int) int {
	if i >= len(p.s) {
		return 0
	}
	line, whole := p.s[i:min(len(p.s), i+maxName)], i+maxName >= len(p.s)
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line, whole = line[:n], true
	}
	if p.budget < 0 {
		return 0
	}
	end := -1
	switch class, n := oddQuote(line); {
	case line == "":
	case line[0] == '"':
		end = straightEnd(line, whole)
	case n > 0:
		end = nameEnd(line, n, class)
	case isWord(line[0]) || line[0] == '$' || line[0] == '@':
		end = 1
		for end < len(line) && (isWord(line[end]) || strings.IndexByte("$@.-", line[end]) >= 0) {
			end++
		}
		if strings.HasPrefix(line[end:], "://") {
			return 0
		}
	}
	p.budget -= max(8, end)
	if end < 0 || !p.colonAt(i+end) {
		return 0
	}
	return i + end + strings.IndexByte(p.s[i+end:], ':') + 1
}

// straightEnd returns the offset behind the quote that closes the name in double
// quotes at the start of line, or -1 when it is no name. Only when no sound
// string stands there, to the end of the whole line, a typographic quote may close it.
func straightEnd(line string, whole bool) int {
	limit := len(line)
	for i := 1; i < len(line); i++ {
		if line[i] == '\\' {
			i++
		} else if line[i] == '"' {
			rest := strings.TrimLeftFunc(line[i+1:], isSpace)
			if rest == "" || strings.IndexByte(",]}", rest[0]) >= 0 {
				return -1
			}
			if rest[0] == ':' {
				return i + 1
			}
			limit, whole = i, true
			break
		}
	}
	if !whole {
		return -1
	}
	return nameEnd(line[:limit], 1, doubleQuotes)
}

// nameEnd returns the offset behind the first quote of the class in line, from i
// on, that a colon follows, or -1.
func nameEnd(line string, i int, class quoteClass) int {
	for i < len(line) {
		c, n := oddQuote(line[i:])
		switch {
		case line[i] == '\\' && class != escapedQuotes:
			i += 2
			continue
		case line[i] == '"' && class == doubleQuotes:
			c, n = class, 1
		}
		if n == 0 || c != class {
			i++
			continue
		}
		if rest := strings.TrimLeftFunc(line[i+n:], isSpace); rest != "" && rest[0] == ':' {
			return i + n
		}
		i += n
	}
	return -1
}

// colonAt tells whether a colon is the next thing at i, on the same line.
func (p *parser) colonAt(i int) bool {
	i = p.skipBlanks(i)
	return i < len(p.s) && p.s[i] == ':'
}

// valueAt tells whether a string, array or object is the next thing at i, on the same line.
func (p *parser) valueAt(i int) bool {
	i = p.skipBlanks(i)
	return i < len(p.s) && strings.IndexByte(`"[{`, p.s[i]) >= 0
}

// skipBlanks returns the offset of the first byte from i on that is neither
// space nor tab, nor any other character used as a blank.
func (p *parser) skipBlanks(i int) int {
	for i < len(p.s) && p.budget > 0 {
		n := 1
		if c := p.s[i]; c == '\n' || c == '\r' || c > ' ' && c < 0x7f {
			break
		} else if c != ' ' && c != '\t' {
			var r rune
			if r, n = utf8.DecodeRuneInString(p.s[i:]); !isOddSpace(r) {
				break
			}
		}
		p.budget--
		i += n
	}
	return i
}

// lineEndAt tells whether the line ends at i.
func (p *parser) lineEndAt(i int) bool {
	return i >= len(p.s) || p.s[i] == '\n' || p.s[i] == '\r'
}

// endsToken tells whether what follows at i, on the same line, may follow a string.
func (p *parser) endsToken(i int) bool {
	i = p.skipBlanks(i)
	return p.lineEndAt(i) || strings.IndexByte(":,]}", p.s[i]) >= 0
}

// endsValue tells whether a value surely ends before i: closing brackets, a
// comma and the next entry, or the end of the line follow. In running text a
// quote may stand before a comma or a bracket too.
func (p *parser) endsValue(i int) bool {
	i = p.skipBlanks(i)
	brackets := false
	for i < len(p.s) && (p.s[i] == '}' || p.s[i] == ']') && p.budget > 0 {
		brackets = true
		i = p.skipBlanks(i + 1)
	}
	if p.lineEndAt(i) {
		return brackets || p.entryBelow(i)
	}
	if strings.HasPrefix(p.s[i:], "//") || strings.HasPrefix(p.s[i:], "/*") {
		return true
	}
	if p.s[i] != ',' {
		return false
	}
	i = p.skipBlanks(i + 1)
	if p.lineEndAt(i) || p.nameAt(i) > 0 || p.dotsEnd(i) > 0 || p.s[i] == '}' || p.s[i] == ']' {
		return true
	}
	if !brackets && (len(p.frames) == 0 || p.top().closer == '}') {
		return false
	}
	_, n := oddQuote(p.s[i:])
	return n > 0 || strings.IndexByte(`"{[`, p.s[i]) >= 0
}

// entryBelow tells whether what follows the end of the line at i, which no
// comma ends, may follow a value: a bracket, a comma, an entry or nothing.
func (p *parser) entryBelow(i int) bool {
	for i < len(p.s) && isBlank(p.s[i]) && p.budget > 0 {
		p.budget--
		i++
	}
	return i == len(p.s) || strings.IndexByte(`}],"{[/`, p.s[i]) >= 0 || p.nameAt(i) > 0 || p.dotsEnd(i) > 0
}

// wordEnd returns the end of the run of characters at i that are neither blank nor JSON's marks.
func (p *parser) wordEnd(i int) int {
	for i < len(p.s) {
		c := p.s[i]
		if c <= ' ' || strings.IndexByte(`,:{}[]";`, c) >= 0 {
			break
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(p.s[i:])
		if isOddSpace(r) {
			break
		}
		i += n
	}
	return i
}

// boundary tells whether a number or literal may end at i.
func (p *parser) boundary(i int) bool {
	if i >= len(p.s) {
		return true
	}
	switch c := p.s[i]; {
	case c <= ' ' || strings.IndexByte(",]}[{;", c) >= 0:
		return true
	case c == '"':
		return p.nameAt(i) > 0 || !p.endsValue(i+1) // or else a string that lacks its opening quote ends here
	case c == ':':
		return i+1 >= len(p.s) || !isWord(p.s[i+1])
	case c == '.':
		return p.dotsEnd(i) > 0
	case c == '/' || c == '#' || c == '<':
		return p.commentEnd(i) > 0
	case c >= utf8.RuneSelf:
		return startsOddSpace(p.s[i:]) || commaLike(p.s[i:]) != "" || p.dotsEnd(i) > 0
	}
	return false
}

// isSpace tells whether r is a blank, or used as one.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || isOddSpace(r) }

func startsOddSpace(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && isOddSpace(r)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isWord tells whether c is an ASCII letter, digit or underscore.
func isWord(c byte) bool { return isLetter(c) || c-'0' <= 9 || c == '_' }

// trimBlank cuts white space, any that Unicode knows, off the end of s.
func trimBlank(s string) string {
	for s != "" {
		if c := s[len(s)-1]; c > ' ' && c < 0x7f {
			break
		}
		r, n := utf8.DecodeLastRuneInString(s)
		if r >= utf8.RuneSelf && !isOddSpace(r) || r == utf8.RuneError {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}
