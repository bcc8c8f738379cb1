package httpmsg

import (
	"bytes"
	"strings"

	"docgauge/internal/text"
)

// reader gives the lines of a text on demand: a body is not split into lines
// that nobody asks for.
type reader struct {
	b []byte
	s string // the same
}

func read(f text.Fragment) reader { return reader{f.Bytes, f.String()} }

// until returns a reader of the text before the offset.
func (r reader) until(end int) reader { return reader{r.b[:end], r.s[:end]} }

// line is one line of the text, as offsets into it.
type line struct {
	start, end  int // without the line ending
	first, last int // without white space around it; equal in a blank line
	next        int // where the following line starts
}

// rng is a range of offsets in the text.
type rng struct{ lo, hi int }

func (r rng) empty() bool { return r.lo == r.hi }

func (l line) blank() bool { return l.first == l.last }

// indent is the width of the white space before the line's text, in bytes.
func (l line) indent() int { return l.first - l.start }

func (r reader) str(g rng) string { return r.s[g.lo:g.hi] }

// line returns the line that starts at the offset.
func (r reader) line(at int) line {
	l := line{start: at, end: len(r.b), next: len(r.b)}
	if i := bytes.IndexByte(r.b[at:], '\n'); i >= 0 {
		l.end, l.next = at+i, at+i+1
	}
	for l.end > at && r.b[l.end-1] == '\r' {
		l.end--
	}
	t := r.trim(rng{l.start, l.end})
	l.first, l.last = t.lo, t.hi
	return l
}

// skipBlank returns the first line from the offset on that is not blank, or an
// empty line at the end of the text.
func (r reader) skipBlank(at int) line {
	l := r.line(at)
	for l.blank() && l.next < len(r.b) {
		l = r.line(l.next)
	}
	if l.blank() {
		end := len(r.b)
		return line{end, end, end, end, end}
	}
	return l
}

// trim shortens the range by the white space at its ends.
func (r reader) trim(g rng) rng {
	for g.lo < g.hi {
		n := blankAt(r.b[g.lo:g.hi])
		if n == 0 {
			break
		}
		g.lo += n
	}
	for g.lo < g.hi {
		n := blankBefore(r.b[g.lo:g.hi])
		if n == 0 {
			break
		}
		g.hi -= n
	}
	return g
}

// word returns the first run of characters other than white space in the range.
func (r reader) word(g rng) rng {
	g = r.trim(g)
	for i := g.lo; i < g.hi; i++ {
		if blankAt(r.b[i:g.hi]) > 0 {
			return rng{g.lo, i}
		}
	}
	return g
}

// lastWord is word from the other end.
func (r reader) lastWord(g rng) rng {
	g = r.trim(g)
	for i := g.hi; i > g.lo; i-- {
		if blankBefore(r.b[g.lo:i]) > 0 {
			return rng{i, g.hi}
		}
	}
	return g
}

// after returns what follows the word in the range, without white space around it.
func (r reader) after(word, g rng) rng { return r.trim(rng{word.hi, max(word.hi, g.hi)}) }

// exotic lists white space that looks like a space and is none to an HTTP parser.
var exotic = [...]string{"\u00a0", "\u200b", "\ufeff", "\u3000", "\u2003", "\u2009", "\u202f"}

// blankAt returns the width in bytes of the white space character b starts with, or 0.
func blankAt(b []byte) int {
	switch b[0] {
	case ' ', '\t', '\n', '\r', '\v', '\f':
		return 1
	case 0xc2, 0xe2, 0xe3, 0xef:
		for _, s := range exotic {
			if len(b) >= len(s) && string(b[:len(s)]) == s {
				return len(s)
			}
		}
	}
	return 0
}

// blankBefore is blankAt for the end of b.
func blankBefore(b []byte) int {
	switch c := b[len(b)-1]; {
	case c == ' ' || c >= '\t' && c <= '\r':
		return 1
	case c >= 0x80:
		for _, s := range exotic {
			if strings.HasSuffix(string(b[max(0, len(b)-len(s)):]), s) {
				return len(s)
			}
		}
	}
	return 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isToken reports whether c may stand in a token (RFC 9110 section 5.6.2).
func isToken(c byte) bool {
	return isLetter(c) || isDigit(c) || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// hasPrefixFold reports whether s begins with the ASCII prefix in any letter case.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
