package jsondoc

import (
	"strings"
	"unicode/utf8"
)

// What may follow a closing quote: white space and ,:]}. As bits for bytes below 64, and above.
const (
	followsLow  = blanks | 1<<',' | 1<<':'
	followsHigh = 1<<(']'-64) | 1<<('}'-64)
)

func followsString(c byte) bool {
	return c < 64 && uint64(followsLow)>>c&1 != 0 || c-64 < 64 && uint64(followsHigh)>>(c-64)&1 != 0
}

// str reads the string that opens at pos and returns its decoded text. A string
// in order, without escapes and where one may stand, is cut out of the text.
func (p *parser) str(name bool) string {
	s, i := p.s, p.pos+1
	for i < len(s) {
		c := s[i]
		if c == '"' {
			if i+1 == len(s) || followsString(s[i+1]) {
				t := s[p.pos+1 : i]
				p.pos = i + 1
				p.end = p.pos
				return t
			}
			break
		}
		if c < ' ' || c == '\\' || c >= utf8.RuneSelf && !p.valid {
			break
		}
		i++
	}
	return p.strSlow(name)
}

// strSlow reads a string that needs decoding or is malformed.
func (p *parser) strSlow(name bool) string {
	start := p.pos
	e := p.stringEnd(start, name)
	d := decoder{p: p, quiet: e.unclosed}
	t := d.decode(e.open, e.body)
	d.report()
	p.pos, p.end = e.end, e.end
	return t
}

// ending says where a string's content ends (body) and where reading goes on
// (end, behind the closing quote if there is one).
type ending struct {
	open      int // start of the content
	body, end int
	unclosed  bool // reported; a raw line break in it is not
}

// stringEnd finds the end of the string that opens at start, and reports what is
// wrong with its quotes.
func (p *parser) stringEnd(start int, name bool) ending {
	s, escaped := p.s, false
	for i := start + 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i+1 < len(s) && s[i+1] != '\n' && s[i+1] != '\r' {
				i++
				escaped = escaped || s[i] == '"'
			}
		case '"':
			if escaped && p.escapedSoon(i+1) {
				continue
			}
			if i+1 == len(s) || followsString(s[i+1]) {
				return ending{open: start + 1, body: i, end: i + 1}
			}
			return p.innerQuote(start, i, name)
		case '\n':
			if name {
				return p.unclosedString(start, i, name)
			}
			return p.wrapped(start, i)
		}
	}
	return p.unclosedString(start, len(s), name)
}

// escapedSoon tells whether an escaped quote comes close behind i, before any
// other: then the quote before i is one of an escaped text, and only lacks its
// backslash.
func (p *parser) escapedSoon(i int) bool {
	const near = 32
	window := p.s[i:min(len(p.s), i+near)]
	n := strings.IndexAny(window, "\"\\\n")
	return n >= 0 && strings.HasPrefix(window[n:], `\"`)
}
