package jsondoc

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// blanks are the white space of RFC 8259 section 2, as bits.
const blanks = 1<<' ' | 1<<'\t' | 1<<'\n' | 1<<'\r'

func isBlank(c byte) bool { return c <= ' ' && blanks>>c&1 != 0 }

// next skips white space, comments and what is used as white space by mistake,
// and returns the byte at pos, which starts a token; 0 at the end of the text.
func (p *parser) next() byte {
	for p.pos < len(p.s) {
		c := p.s[p.pos]
		if c <= ' ' {
			if blanks>>c&1 == 0 {
				p.oddSpace()
			} else {
				p.pos++
			}
			continue
		}
		switch {
		case c == '/' || c == '#' || c == '<':
			if !p.comment() {
				return c
			}
		case c >= 0x7f:
			if !p.oddSpace() {
				return c
			}
		default:
			return c
		}
	}
	return 0
}

// comment skips and reports the comment at pos, if there is one: "//", "/* */",
// "#" unless it is part of a word, or an HTML comment.
func (p *parser) comment() bool {
	start := p.pos
	end := p.commentEnd(start)
	if end == 0 {
		return false
	}
	p.pos = end
	if end <= p.between {
		return true
	}
	p.between = end
	body := p.s[start:end]
	pr := p.report(Comment, start, end, "comment in JSON: "+shown(body), "JSON has no comments: say it in the text around the example")
	pr.Fix = &diag.Fix{Message: "Delete the comment", Edits: []diag.Edit{p.deleteComment(start, end)}}
	if len(p.frames) == 0 || !strings.Contains(body, "...") && !strings.Contains(body, "…") {
		return true
	}
	fr := p.top()
	fr.elided = true
	if fr.state == afterComma && !p.overflow {
		fr.ellipsis = len(p.doc.Problems)
	}
	return true
}

// commentEnd returns the end of the comment that starts at i, or 0.
func (p *parser) commentEnd(i int) int {
	s := p.s[i:]
	switch {
	case strings.HasPrefix(s, "//"):
	case s[0] == '#' && (len(s) == 1 || isBlank(s[1]) || s[1] == '#' || s[1] == '!' || isLetter(s[1]) && (i == 0 || isBlank(p.s[i-1]))):
	case strings.HasPrefix(s, "/*"):
		return p.blockEnd(i+2, "*/", 0)
	case strings.HasPrefix(s, "<!--"):
		return p.blockEnd(i+4, "-->", 1)
	default:
		return 0
	}
	return p.lineEnd(i)
}

// blockEnd finds the end of a comment by its closing mark; without one the
// comment ends with its line. That a mark is nowhere in the rest is remembered,
// or a text full of openings would be searched over and over.
func (p *parser) blockEnd(from int, mark string, which int) int {
	if !p.unended[which] {
		if n := strings.Index(p.s[from:], mark); n >= 0 {
			return from + n + len(mark)
		}
		p.unended[which] = true
	}
	return p.lineEnd(from)
}

// lineEnd is the end of the line that i is in, without its line ending.
func (p *parser) lineEnd(i int) int {
	end := len(p.s)
	if n := strings.IndexByte(p.s[i:], '\n'); n >= 0 {
		end = i + n
	}
	if end > i && p.s[end-1] == '\r' {
		end--
	}
	return end
}

// deleteComment removes a comment with the blanks before it, and its line if it stands alone there.
func (p *parser) deleteComment(start, end int) diag.Edit {
	from := start
	for from > 0 && (p.s[from-1] == ' ' || p.s[from-1] == '\t') {
		from--
	}
	alone := from > 0 && p.s[from-1] == '\n' && p.lineEndAt(end)
	if alone && from > 1 && p.s[from-2] == '\r' {
		from--
	}
	if alone {
		from--
	} else if end < len(p.s) && !isBlank(p.s[end]) {
		from = start
	}
	return diag.Edit{Span: text.Span{Start: p.after(from), End: p.after(end)}}
}

// oddSpace skips and reports a run of one character that is blank, invisible or
// a control character but no white space of JSON.
func (p *parser) oddSpace() bool {
	r, n := utf8.DecodeRuneInString(p.s[p.pos:])
	if !isOddSpace(r) {
		return false
	}
	start, count := p.pos, 0
	for c, w := r, n; c == r && w > 0; c, w = utf8.DecodeRuneInString(p.s[p.pos:]) {
		p.pos += w
		count++
	}
	if p.pos <= p.between {
		return true
	}
	p.between = p.pos
	edit := p.replace(start, p.pos, "")
	if p.needsBlank(r, start) {
		edit.New = strings.Repeat(" ", count)
	}
	if p.again(r, true, edit) {
		return true
	}
	name := charName(r)
	pr := p.report(Syntax, start, p.pos, name+" used as white space", "JSON allows only space, tab and line ends between its parts")
	pr.Fix = &diag.Fix{Message: "Replace each " + name, Safe: true, Edits: []diag.Edit{edit}}
	return true
}

// needsBlank tells whether the run of r from start to pos is replaced by blanks:
// if it has a width, or else would join what it separates.
func (p *parser) needsBlank(r rune, start int) bool {
	if unicode.IsSpace(r) {
		return true
	}
	return start > 0 && p.pos < len(p.s) && !joins(p.s[start-1]) && !joins(p.s[p.pos])
}

// joins tells whether a byte may touch any other without becoming one token with it.
func joins(c byte) bool { return isBlank(c) || strings.IndexByte("{}[],:", c) >= 0 }

// isOddSpace tells whether r is invisible and no white space of JSON.
func isOddSpace(r rune) bool {
	if r < 0x80 {
		return r == 0x7f || r < ' ' && blanks>>r&1 == 0
	}
	return r != utf8.RuneError && unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp, unicode.Cf, unicode.Cc)
}

// charName names an invisible character with its code point, or quotes a visible one.
func charName(r rune) string {
	name := "character"
	switch r {
	case 0:
		name = "NUL character"
	case '\n':
		return "line break"
	case '\t':
		return "tab character"
	case '\v':
		name = "vertical tab"
	case '\f':
		name = "form feed"
	case 0xA0:
		name = "no-break space"
	case 0xAD:
		name = "soft hyphen"
	case 0x200B:
		name = "zero-width space"
	case 0x200C, 0x200D:
		name = "zero-width joiner"
	case 0x2060:
		name = "word joiner"
	case 0x202F:
		name = "narrow no-break space"
	case 0x2028:
		name = "line separator"
	case 0x3000:
		name = "ideographic space"
	case 0xFEFF:
		name = "byte order mark"
	default:
		switch {
		case unicode.Is(unicode.Zs, r):
			name = "Unicode space"
		case unicode.Is(unicode.Cc, r):
			name = "control character"
		case unicode.Is(unicode.Cf, r):
			name = "invisible character"
		}
	}
	return fmt.Sprintf("%s (U+%04X)", name, r)
}
