package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/text"

	"github.com/mattn/go-runewidth"
)

// tabStop is the distance, in cells, of the tab stops in an excerpt.
const tabStop = 4

// place is an offset as "path:line:column", safe to print.
func place(src *text.Source, offset int) string {
	at := src.Position(offset)
	return fmt.Sprintf("%s:%d:%d", Printable(src.Path), at.Line, at.Column)
}

// Printable returns s with all that a terminal would obey, hide or reorder made
// visible: control characters, escape sequences, bidirectional marks, line
// separators and bytes that are no UTF-8.
func Printable(s string) string {
	clean := func(r rune) bool { return r != utf8.RuneError && !hidden(r) }
	if strings.IndexFunc(s, func(r rune) bool { return !clean(r) }) < 0 {
		return s
	}
	var sb strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		sb.WriteString(visible(r, s[:size]))
		s = s[size:]
	}
	return sb.String()
}

// hidden reports whether a terminal would not simply draw r. The joiners U+200C
// and U+200D are part of ordinary words and emoji.
func hidden(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f:
		return false
	case r == '\u200c' || r == '\u200d':
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r&0xfffe == 0xfffe
}

// visible spells r, whose bytes are raw, as Go would in a string literal if it is hidden or invalid.
func visible(r rune, raw string) string {
	switch {
	case r == utf8.RuneError && len(raw) == 1:
		return fmt.Sprintf(`\x%02x`, raw[0])
	case !hidden(r):
		return raw
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < utf8.RuneSelf:
		return fmt.Sprintf(`\x%02x`, r)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// canvas is one line of an excerpt being drawn, with the cell it has reached.
type canvas struct {
	strings.Builder
	cells int
	cond  runewidth.Condition // its zero value ignores the locale, which must not move a caret
}

// add draws a piece of a line: tabs up to the next tab stop, all else printable.
func (c *canvas) add(piece []byte) {
	for more := true; more; {
		var plain []byte
		plain, piece, more = bytes.Cut(piece, []byte{'\t'})
		s := Printable(string(plain))
		c.WriteString(s)
		c.cells += c.cond.StringWidth(s)
		if more {
			pad := tabStop - c.cells%tabStop
			c.WriteString(strings.Repeat(" ", pad))
			c.cells += pad
		}
	}
}
