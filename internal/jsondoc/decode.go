package jsondoc

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
)

// fault collects the occurrences of one kind of fault in one string: they are
// one problem, at the first of them.
type fault struct {
	at, end, n int
	fix        *diag.Fix
}

func (f *fault) add(at, end int) {
	if f.n == 0 {
		f.at, f.end = at, end
	}
	f.n++
}

// decoder turns the content of a string into its text.
type decoder struct {
	p     *parser
	odd   bool // in other quotes: a plain " is part of the text, and \' is an escape
	quiet bool // a raw line break is part of a fault already reported
	out   []byte
	from  int // start of what is to be copied unchanged

	control, escape, surrogate, encoding, inner fault
}

// decode returns the text of the content [start, end) and collects its faults.
func (d *decoder) decode(start, end int) string {
	s := d.p.s
	d.from = start
	for i := start; i < end; {
		c := s[i]
		switch {
		case c == '\\':
			i = d.escaped(i, end)
		case c < ' ':
			i = d.raw(i, end)
		case c == '"':
			d.inner.add(i, i+1)
			d.edit(&d.inner, d.p.insertBefore(i, `\`))
			i++
		case c >= utf8.RuneSelf && !d.p.valid:
			r, n := utf8.DecodeRuneInString(s[i:end])
			if r == utf8.RuneError && n <= 1 {
				d.encoding.add(i, i+1)
				d.put(i, i+1, "\uFFFD")
			}
			i += n
		default:
			i++
		}
	}
	if d.out == nil {
		return s[start:end]
	}
	return string(append(d.out, s[d.from:end]...))
}

// put replaces the bytes [start, end) of the content by the text.
func (d *decoder) put(start, end int, t string) {
	d.out = append(append(d.out, d.p.s[d.from:start]...), t...)
	d.from = end
}

func (d *decoder) edit(f *fault, e diag.Edit) {
	if f.n == 1 {
		f.fix = &diag.Fix{}
	}
	f.fix = addEdit(f.fix, e)
}

// raw handles a control character in a string. A line break, CRLF included, is
// read as \n: that is what the repair writes.
func (d *decoder) raw(i, end int) int {
	s, n := d.p.s, 1
	if s[i] == '\r' && i+1 < end && s[i+1] == '\n' {
		n = 2
	}
	c := s[i+n-1]
	if n == 2 {
		d.put(i, i+n, "\n")
	}
	d.control.add(i, i+n)
	d.edit(&d.control, diag.Edit{Span: d.p.through(i, i+n), New: escapeOf(c)})
	return i + n
}

// escapeOf is the escape sequence of a control character (RFC 8259 section 7).
func escapeOf(c byte) string {
	if i := strings.IndexByte("\b\t\n\f\r", c); i >= 0 {
		return `\` + "btnfr"[i:i+1]
	}
	const hex = "0123456789abcdef"
	return `\u00` + hex[c>>4:c>>4+1] + hex[c&15:c&15+1]
}

// escaped decodes the escape sequence at i. A faulty one is kept as it stands.
func (d *decoder) escaped(i, end int) int {
	s := d.p.s
	if i+1 >= end {
		d.escape.add(i, i+1)
		return i + 1
	}
	c := s[i+1]
	if k := strings.IndexByte(`"\/bfnrt`, c); k >= 0 {
		d.put(i, i+2, "\"\\/\b\f\n\r\t"[k:k+1])
		return i + 2
	}
	if d.odd && c == '\'' {
		d.put(i, i+2, "'")
		d.inner.add(i, i+2)
		d.edit(&d.inner, d.p.replace(i, i+1, ""))
		return i + 2
	}
	r, ok := hex4(s[i:end])
	switch {
	case !ok:
		n := d.badEscape(i, end)
		d.escape.add(i, n)
		return n
	case r < 0xD800 || r > 0xDFFF:
		d.put(i, i+6, string(r))
		return i + 6
	}
	if low, ok := hex4(s[i+6 : end]); ok && r < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF {
		d.put(i, i+12, string((r-0xD800)<<10|(low-0xDC00)+0x10000))
		return i + 12
	}
	d.surrogate.add(i, i+6)
	d.put(i, i+6, "\uFFFD")
	return i + 6
}

// badEscape returns the end of the faulty escape sequence at i: with the digits
// that \u has, at most four, and never a control character.
func (d *decoder) badEscape(i, end int) int {
	s := d.p.s
	switch c := s[i+1]; {
	case c < ' ' || c >= utf8.RuneSelf && !d.p.valid:
		return i + 1
	case c != 'u':
		_, n := utf8.DecodeRuneInString(s[i+1 : end])
		return i + 1 + n
	}
	n := i + 2
	for n < end && n < i+6 && isWord(s[n]) {
		n++
	}
	return n
}

// hex4 reads the escape \uXXXX at the start of s.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[2:6]) {
		switch {
		case c-'0' <= 9:
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// report reports each kind of fault that decode found, once.
func (d *decoder) report() {
	p := d.p
	if f := d.control; f.n > 0 && !d.quiet {
		r := rune(p.s[f.end-1])
		pr := p.report(Syntax, f.at, f.end, charName(r)+" in a string"+f.more(), "Write it as "+escapeOf(byte(r))+", or take it out")
		if f.fix != nil {
			f.fix.Message, f.fix.Safe = "Escape what may not stand in a string", d.inner.n == 0
			pr.Fix = f.fix
		}
	}
	if f := d.inner; f.n > 0 && !d.odd {
		pr := p.report(Syntax, f.at, f.end, "double quote in a string"+f.more(), `Write \" for a quote that is part of the string`)
		if f.fix != nil {
			f.fix.Message = "Escape the quotes"
			pr.Fix = f.fix
		}
	}
	if f := d.escape; f.n > 0 {
		help := `Write \\ for a backslash`
		switch mark := p.s[f.at:f.end]; {
		case mark == `\'`:
			help = "An apostrophe needs no escape"
		case strings.HasPrefix(mark, `\u`):
			help = `Four hexadecimal digits follow \u; write \\ for a backslash`
		}
		p.report(Syntax, f.at, f.end, shown(p.s[f.at:f.end])+" is not a JSON escape"+f.more(), help)
	}
	if f := d.surrogate; f.n > 0 {
		p.report(LoneSurrogate, f.at, f.end, p.s[f.at:f.end]+" is half of a surrogate pair"+f.more(),
			"A character above U+FFFF takes two escapes, such as \\ud83d\\ude00")
	}
	if f := d.encoding; f.n > 0 {
		p.report(Syntax, f.at, f.end, fmt.Sprintf("byte 0x%02X is not valid UTF-8", p.s[f.at])+f.more(), "Save the page as UTF-8")
	}
}

// more counts the occurrences after the first.
func (f *fault) more() string {
	if f.n < 2 {
		return ""
	}
	return fmt.Sprintf(", and %d more", f.n-1)
}
