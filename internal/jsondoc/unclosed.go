package jsondoc

import (
	"fmt"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// bracket is the place of the bracket that opens a frame, for Problem.First.
func (p *parser) bracket(fr *frame) *text.Span {
	sp := p.span(fr.at, fr.at+1)
	return &sp
}

// unclosed reports, once, the frames that the text ends in. The problem lies on
// the innermost open bracket, unless the indentation shows another one to be the
// one whose partner is missing.
func (p *parser) unclosed() {
	fr := p.top()
	fr.child = false
	open := p.closers(0)
	if fr.implicit && fr.state == afterComma {
		p.spare = fr.comma
	}
	if p.cut || open == "" {
		return
	}
	p.cut = true
	if p.inString > 0 {
		p.endInString(open)
		return
	}
	if len(open) == 1 {
		if at := p.misaligned(); at >= 0 {
			p.report(Syntax, at, at+1, p.s[at:at+1]+" is not closed", "The next closing bracket belongs to a line further out")
			return
		}
	}
	message := p.s[fr.at:fr.at+1] + " is not closed"
	if len(open) > 1 {
		message = fmt.Sprintf("%s is not closed, and %d around it", p.s[fr.at:fr.at+1], len(open)-1)
	}
	pr := p.report(Syntax, fr.at, fr.at+1, message, "The text ends before "+shown(open))
	if p.dangling {
		return
	}
	pr.Fix = &diag.Fix{Message: "Add " + shown(open) + " at the end"}
	if fr.state == afterComma {
		pr.Fix.Edits = append(pr.Fix.Edits, p.replace(fr.comma, fr.comma+1, ""))
	}
	pr.Fix.Edits = append(pr.Fix.Edits, p.insert(p.end, p.tail()))
}

// endInString adds the missing brackets to the repair of the string that the
// text ends in: the text was cut off there, which is one fault.
func (p *parser) endInString(open string) {
	pr := &p.doc.Problems[p.inString-1]
	pr.Help = `The text ends before " and ` + shown(open)
	if p.dangling {
		pr.Fix = nil
		return
	}
	pr.Fix.Message = "Add what is missing at the end"
	pr.Fix.Edits[0].New += p.tail()
}

// tail is the text of the missing closing brackets: each on a line of its own,
// indented like its partner, if that stands on an earlier line. In a fragment
// with quote marks or indentation of its own a line cannot be added.
func (p *parser) tail() string {
	if !p.flat {
		return p.closers(0)
	}
	var b strings.Builder
	newline := "\n"
	if strings.Contains(p.s, "\r\n") {
		newline = "\r\n"
	}
	for i := len(p.frames) - 1; i >= 0; i-- {
		fr := &p.frames[i]
		if fr.implicit {
			continue
		}
		if strings.IndexByte(p.s[fr.at:p.end], '\n') >= 0 {
			width, _ := p.indent(fr.at)
			start := strings.LastIndexByte(p.s[:fr.at], '\n') + 1
			b.WriteString(newline + p.s[start:min(start+width, fr.at)])
		}
		b.WriteByte(fr.closer)
	}
	return b.String()
}

// misaligned returns the first bracket whose partner, by count, stands first on
// a line that is indented less than the bracket's own line: most likely its real
// partner is missing, and that one belongs further out. It is -1 if there is none.
func (p *parser) misaligned() int {
	type opening struct{ at, indent int }
	var open []opening
	indent, first := 0, true // of the current line; nothing but blanks so far
	for i := 0; i < len(p.s); i++ {
		switch c := p.s[i]; c {
		case '\n':
			indent, first = 0, true
			continue
		case ' ', '\t':
			if first {
				indent++
			}
			continue
		case '"':
			i = p.stringSkip(i)
		case '{', '[':
			open = append(open, opening{i, indent})
		case '}', ']':
			if n := len(open) - 1; n >= 0 {
				if first && indent < open[n].indent {
					return open[n].at
				}
				open = open[:n]
			}
		}
		first = false
	}
	return -1
}

// tooDeep skips the array or object at pos, which is nested too deep, without
// recursion. One problem tells about all such places.
func (p *parser) tooDeep() *Value {
	start, depth, end := p.pos, 0, 0
	for i := start; i < len(p.s) && end == 0; i++ {
		switch p.s[i] {
		case '"':
			i = p.stringSkip(i)
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				end = i + 1
			}
		}
	}
	if end == 0 {
		end, p.cut = len(p.s), true
	}
	if !p.deep {
		p.deep = true
		p.report(TooDeep, start, start+1, fmt.Sprintf("nested deeper than %d levels", MaxDepth), "What lies deeper is not checked")
	}
	p.pos, p.end = end, end
	v := p.value(Invalid, start)
	v.Text = p.s[start:end]
	return v
}
