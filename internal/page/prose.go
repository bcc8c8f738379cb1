package page

import (
	"bytes"

	"docgauge/internal/text"

	"github.com/yuin/goldmark/ast"
)

// paragraph reads a paragraph's tables, prose, includes and links.
func (b *builder) paragraph(n ast.Node, at where) { b.prose(n, b.lines(n), at) }

func (b *builder) prose(n ast.Node, lines []text.Span, at where) {
	if len(lines) == 0 {
		return
	}
	whole := b.cover(lines)
	if b.pending != nil && bytes.HasPrefix(bytes.ToUpper(b.src.Bytes[whole.Start:min(whole.End, whole.Start+10)]), []byte("[!INCLUDE")) {
		b.pending.Include, b.pending = true, nil
	}
	b.orphan(whole)
	b.includes(lines)
	for rest := lines; len(rest) > 0; {
		from, to := b.findTable(rest)
		if to == 0 {
			from, to = len(rest), len(rest)
		}
		if from > 0 {
			b.addParagraph(rest[:from], at)
		}
		if from < to {
			b.addTable(rest[from:to])
		}
		rest = rest[to:]
	}
	b.inline(n)
}

func (b *builder) addParagraph(lines []text.Span, at where) {
	p := &Paragraph{Section: b.section, Span: b.cover(lines), Quoted: at.quoted, Listed: at.listed}
	p.Raw = text.JoinFragment(b.src, lines)
	p.Statuses = statuses(p.Raw)
	b.page.Paragraphs = append(b.page.Paragraphs, p)
}

var includeMark = []byte("[!include")

// includes reads "[!INCLUDE [name](path)]", letter case ignored.
func (b *builder) includes(lines []text.Span) {
	for _, line := range lines {
		raw := b.src.Bytes[line.Start:line.End]
		for at := 0; ; {
			i := bytes.Index(raw[at:], []byte("[!"))
			if i < 0 {
				break
			}
			at += i
			if len(raw)-at > len(includeMark) && bytes.EqualFold(raw[at:at+len(includeMark)], includeMark) {
				b.include(raw, line.Start, at)
			}
			at += 2
		}
	}
}

// include reads the one at raw[at:]; line is where raw starts in the file.
func (b *builder) include(raw []byte, line, at int) {
	name := bytes.IndexByte(raw[at+2:], '[')
	if name < 0 {
		return
	}
	name += at + 3
	mid := bytes.Index(raw[name:], []byte("]("))
	if mid < 0 {
		return
	}
	path := name + mid + 2
	end := bytes.IndexByte(raw[path:], ')')
	if end < 0 {
		return
	}
	end += path
	stop := end + 1
	if stop < len(raw) && raw[stop] == ']' {
		stop++
	}
	b.page.Includes = append(b.page.Includes, &Include{
		Section: b.section,
		Span:    text.Span{Start: line + at, End: line + stop},
		Name:    string(raw[name : name+mid]),
		Target:  string(bytes.TrimSpace(raw[path:end])),
		Path:    text.Span{Start: line + path, End: line + end},
	})
}

// inline reads the links and comments of a paragraph or heading.
func (b *builder) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Link:
			b.link(c.Pos(), string(c.Destination), c.Reference, false)
		case *ast.Image:
			b.link(c.Pos(), string(c.Destination), c.Reference, true)
		case *ast.RawHTML:
			b.inlineHTML(c)
			continue
		}
		if c.HasChildren() {
			b.inline(c)
		}
	}
}

func (b *builder) link(pos int, target string, ref *ast.ReferenceLink, image bool) {
	if pos < 0 {
		return
	}
	l := &Link{Section: b.section, Target: target, Image: image}
	open := b.base + pos
	l.Span.Start = open
	if image && b.src.Bytes[open] == '!' {
		open++
	}
	end := b.closingBracket(open)
	l.Span.End = end
	l.Destination = text.Span{Start: end, End: end}
	if ref != nil {
		l.Reference = string(ref.Value)
		if ref.Type != ast.ReferenceLinkShortcut {
			l.Span.End = b.closingBracket(end)
		}
	} else if tail := linkTail(string(b.src.Bytes[end:min(len(b.src.Bytes), end+4096)]), 0); tail > 2 {
		l.Span.End = end + tail
		l.Destination = destination(b.src.Bytes, text.Span{Start: end + 1, End: end + tail - 1})
	}
	b.page.Links = append(b.page.Links, l)
}

// closingBracket returns the offset behind the "]" that closes the "[" at i.
func (b *builder) closingBracket(i int) int {
	raw := b.src.Bytes
	for depth := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth <= 0 {
				return i + 1
			}
		}
	}
	return len(raw)
}

// destination cuts space, angle brackets and a title off the inside of "(…)".
func destination(raw []byte, sp text.Span) text.Span {
	for sp.Start < sp.End && isSpace(raw[sp.Start]) {
		sp.Start++
	}
	if sp.Start < sp.End && raw[sp.Start] == '<' {
		if i := bytes.IndexByte(raw[sp.Start:sp.End], '>'); i > 0 {
			return text.Span{Start: sp.Start + 1, End: sp.Start + i}
		}
	}
	for i := sp.Start; i < sp.End; i++ {
		if isSpace(raw[i]) {
			return text.Span{Start: sp.Start, End: i}
		}
	}
	return sp
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// inlineHTML reads comments inside a paragraph.
func (b *builder) inlineHTML(n *ast.RawHTML) {
	var parts []text.Span
	for i := range n.Segments.Len() {
		parts = append(parts, b.span(n.Segments.At(i)))
	}
	if len(parts) > 0 && bytes.HasPrefix(b.src.Bytes[parts[0].Start:], commentOpen) {
		b.comments(text.JoinFragment(b.src, parts))
	}
}

// definition reads a link reference definition.
func (b *builder) definition(n *ast.LinkReferenceDefinition) {
	sp := b.cover(b.lines(n))
	b.orphan(sp)
	b.page.Definitions = append(b.page.Definitions, &Definition{Span: sp, Label: string(n.Label), Target: string(n.Destination)})
}
