package page

import (
	"bytes"
	"strings"

	"docgauge/internal/text"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// paragraph reads a paragraph's tables, prose, includes and links.
func (b *builder) paragraph(n ast.Node, quoted bool) { b.prose(n, b.lines(n), quoted) }

func (b *builder) prose(n ast.Node, lines []text.Span, quoted bool) {
	if len(lines) == 0 {
		return
	}
	whole := b.cover(lines)
	if b.pending != nil && bytes.HasPrefix(bytes.ToUpper(b.src.Bytes[whole.Start:min(whole.End, whole.Start+10)]), []byte("[!INCLUDE")) {
		b.pending.Include, b.pending = true, nil
	}
	b.orphan(whole)
	b.includes(lines)
	dashes := b.dashesIn(lines) // a table with dashes takes all lines below it, so that the first round uses them up
	for rest := lines; len(rest) > 0; {
		from, to := b.findTable(rest, dashes)
		if to == 0 {
			from, to = len(rest), len(rest)
		}
		if from > 0 {
			b.addParagraph(rest[:from], quoted)
		}
		if from < to {
			above := text.Span{}
			if from > 0 {
				above = rest[from-1]
			}
			b.addTable(rest[from:to], above)
		}
		rest = rest[to:]
	}
	b.inline(n)
	if a := b.pending; a != nil && whole.Contains(a.Span) {
		// a comment inside the paragraph: what follows it there stands between
		if rest := b.trim(text.Span{Start: a.Span.End, End: whole.End}); rest.Len() > 0 {
			b.orphan(rest)
		}
	}
}

func (b *builder) addParagraph(lines []text.Span, quoted bool) {
	p := b.mem.paragraphs.put(Paragraph{Section: b.section, Span: b.cover(lines), Quoted: quoted})
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
	name := at + len(includeMark)
	for name < len(raw) && isSpace(raw[name]) {
		name++
	}
	if name == len(raw) || raw[name] != '[' {
		return
	}
	name++
	mid := bytes.Index(raw[name:min(len(raw), name+longestTarget)], []byte("]("))
	if mid < 0 {
		return
	}
	path := name + mid + 2
	end := bytes.IndexByte(raw[path:min(len(raw), path+longestTarget)], ')')
	if end < 0 {
		return
	}
	end += path
	stop := end + 1
	if stop < len(raw) && raw[stop] == ']' {
		stop++
	}
	b.page.Includes = append(b.page.Includes, b.mem.includes.put(Include{
		Section: b.section,
		Span:    text.Span{Start: line + at, End: line + stop},
		Name:    b.src.Slice(text.Span{Start: line + name, End: line + name + mid}),
		Target:  strings.TrimSpace(b.src.Slice(text.Span{Start: line + path, End: line + end})),
		Path:    b.trim(text.Span{Start: line + path, End: line + end}),
	}))
}

// inline reads the links and comments of a paragraph or heading.
func (b *builder) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Link:
			b.link(c, c.Destination, c.Reference, false)
		case *ast.Image:
			b.link(c, c.Destination, c.Reference, true)
		case *ast.RawHTML:
			b.inlineHTML(c)
			continue
		}
		if c.HasChildren() {
			b.inline(c)
		}
	}
}

func (b *builder) link(n ast.Node, target []byte, ref *ast.ReferenceLink, image bool) {
	if n.Pos() < 0 {
		return
	}
	l := b.mem.links.put(Link{Image: image})
	l.Span.Start = b.base + n.Pos()
	end := b.linkTextEnd(n)
	l.Span.End = end
	l.Destination = text.Span{Start: end, End: end}
	if ref != nil {
		l.Reference = string(ref.Value)
		if ref.Type != ast.ReferenceLinkShortcut {
			l.Span.End = b.behind(end, ']')
		}
	} else if tail := linkTail(b.src.Bytes, end); tail > 2 {
		l.Span.End = end + tail
		l.Destination = destination(b.src.Bytes, text.Span{Start: end + 1, End: end + tail - 1})
	}
	if l.Target = b.src.Slice(l.Destination); l.Target != string(target) {
		l.Target = string(target)
	}
	l.Target = unescaped(l.Target)
	b.page.Links = append(b.page.Links, l)
}

// unescaped resolves backslashes and entities in a link's target (CommonMark sections 2.4 and 2.5).
func unescaped(target string) string {
	if strings.IndexByte(target, '\\') < 0 && strings.IndexByte(target, '&') < 0 {
		return target
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(target)))))
}

// linkTextEnd returns the offset behind the "]" that ends a link's text. Between
// the last thing in the text and that bracket stand only marks.
func (b *builder) linkTextEnd(n ast.Node) int {
	at := b.base + max(0, n.Pos())
	if n.Kind() == ast.KindImage {
		at++
	}
	if last := n.LastChild(); last != nil {
		at = max(at, b.inlineEnd(last)-1)
	}
	return b.behind(at+1, ']')
}

// inlineEnd returns an offset behind the text of an inline node and no farther than its end.
func (b *builder) inlineEnd(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return b.base + n.Segment.Stop
	case *ast.RawHTML:
		if k := n.Segments.Len(); k > 0 {
			return b.base + n.Segments.At(k-1).Stop
		}
	case *ast.AutoLink:
		return b.base + max(0, n.Pos()) + len(n.Label(b.src.Bytes[b.base:]))
	case *ast.Link, *ast.Image:
		return b.linkTextEnd(n)
	}
	if last := n.LastChild(); last != nil {
		return b.inlineEnd(last)
	}
	return b.base + max(0, n.Pos())
}

// behind returns the offset behind the first c at or behind i that no backslash escapes.
func (b *builder) behind(i int, c byte) int {
	raw := b.src.Bytes
	for ; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case c:
			return i + 1
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

// inlineHTML reads comments and tags inside a paragraph.
func (b *builder) inlineHTML(n *ast.RawHTML) {
	var parts []text.Span
	for i := range n.Segments.Len() {
		parts = append(parts, b.span(n.Segments.At(i)))
	}
	switch {
	case len(parts) == 0:
	case bytes.HasPrefix(b.src.Bytes[parts[0].Start:], commentOpen):
		b.comments(text.JoinFragment(b.src, parts))
	default:
		b.tags(text.JoinFragment(b.src, parts))
	}
}

// definition reads a link reference definition.
func (b *builder) definition(n *ast.LinkReferenceDefinition) {
	lines := b.lines(n)
	sp := b.cover(lines)
	b.orphan(sp)
	d := &Definition{Span: sp, Label: string(n.Label), Target: unescaped(string(n.Destination))}
	f := text.JoinFragment(b.src, lines)
	if label := linkTail(f.Bytes, max(0, bytes.IndexByte(f.Bytes, '['))); label > 0 {
		at := destination(f.Bytes, text.Span{Start: bytes.IndexByte(f.Bytes, '[') + label + len(":"), End: len(f.Bytes)})
		d.Destination = f.Span(at.Start, at.End)
	}
	b.page.Definitions = append(b.page.Definitions, d)
}
