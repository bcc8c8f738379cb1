package page

import (
	"bytes"
	"strings"

	"docgauge/internal/text"

	"github.com/yuin/goldmark/ast"
)

// fence reads a fenced code block.
func (b *builder) fence(n *ast.FencedCodeBlock) {
	lines := b.lines(n)
	blk := b.mem.blocks.put(Block{Section: b.section, Tab: b.openTab()})
	blk.Fence, blk.Info = b.openingFence(n)
	blk.Language, _, _ = strings.Cut(b.src.Slice(blk.Info), " ")
	last := b.src.LineAt(blk.Fence.Start)
	if len(lines) == 0 {
		below := b.src.Line(last + 1)
		lines = []text.Span{{Start: below.Start, End: below.Start}}
	} else {
		last = b.src.LineAt(lines[len(lines)-1].Start)
	}
	blk.Body = text.JoinFragment(b.src, lines)
	if bytes.Contains(blk.Body.Bytes, includeMark[:2]) {
		b.includes(lines)
	}
	closing := b.src.Line(last + 1)
	blk.Closed = b.closes(blk.Fence, closing, last) && !b.startsOn(closing, following(n))
	blk.Span = text.Span{Start: blk.Fence.Start, End: b.src.Line(last).End}
	if blk.Closed {
		blk.Span.End = closing.End
	} else {
		b.problem(UnclosedFence, blk.Fence)
	}
	b.adopt(blk)
	b.page.Blocks = append(b.page.Blocks, blk)
}

// openingFence returns the fence mark and the info string, which is empty behind
// the mark when there is none.
func (b *builder) openingFence(n *ast.FencedCodeBlock) (mark, info text.Span) {
	start := b.base + max(0, n.Pos())
	if n.Info != nil {
		info = b.trim(b.span(n.Info.Segment))
		start = b.src.Line(b.src.LineAt(info.Start)).Start
	}
	raw := b.src.Bytes
	for start < len(raw) && raw[start] != '`' && raw[start] != '~' && raw[start] != '\n' {
		start++
	}
	end := start
	for end < len(raw) && raw[end] == raw[start] {
		end++
	}
	mark = text.Span{Start: start, End: end}
	if n.Info == nil {
		info = text.Span{Start: end, End: end}
	}
	return mark, info
}

// closes reports whether the line below line number last is the closing fence.
func (b *builder) closes(mark, line text.Span, last int) bool {
	if last >= b.src.Lines() || mark.Len() == 0 {
		return false
	}
	s := bytes.TrimLeft(b.src.Bytes[line.Start:line.End], " \t>")
	c := b.src.Bytes[mark.Start]
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n >= mark.Len() && len(bytes.TrimSpace(s[n:])) == 0
}

// startsOn reports whether a node starts on the line: the marks below a fence that
// its quote or list item ends open another one.
func (b *builder) startsOn(line text.Span, n ast.Node) bool {
	return n != nil && n.Pos() >= 0 && b.base+n.Pos() >= line.Start && b.base+n.Pos() < line.End
}

// following returns the next block in the file that is not inside n, or nil.
func following(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// indented reads an indented code block. It is a block of the model only below
// an annotation or when it holds a message or JSON: see classify.
func (b *builder) indented(n *ast.CodeBlock) {
	lines := b.lines(n)
	if len(lines) == 0 {
		return
	}
	blk := b.mem.blocks.put(Block{Section: b.section, Tab: b.openTab(), Body: text.JoinFragment(b.src, lines), Closed: true})
	blk.Span = b.cover(lines)
	blk.Fence = text.Span{Start: blk.Span.Start, End: blk.Span.Start}
	blk.Info = blk.Fence
	b.adopt(blk)
	b.page.Blocks = append(b.page.Blocks, blk)
}

// tab opens a tab, and a group if none is open or the first tab comes again.
func (b *builder) tab(title, id string, line text.Span) {
	b.orphan(line)
	if g := b.tabs; g != nil && len(g.Tabs) > 0 && g.Tabs[0].ID == id {
		b.closeTabs(line, false)
	}
	if b.tabs == nil {
		b.tabs = &TabGroup{Section: b.section, Span: line}
		b.page.Tabs = append(b.page.Tabs, b.tabs)
	}
	b.tabs.Tabs = append(b.tabs.Tabs, &Tab{Title: title, ID: id, Span: line})
}

// closeTabs ends the open group at the line sp: with "---" if closed, else
// because something else begins there.
func (b *builder) closeTabs(sp text.Span, closed bool) {
	if b.tabs == nil {
		return
	}
	b.tabs.Span.End = sp.Start
	if closed {
		b.tabs.Span.End, b.tabs.End = sp.End, sp
	}
	b.tabs = nil
}

func (b *builder) openTab() *Tab {
	if b.tabs == nil {
		return nil
	}
	return b.tabs.Tabs[len(b.tabs.Tabs)-1]
}

// thematicBreak closes a tab group if it is written "---".
func (b *builder) thematicBreak(n *ast.ThematicBreak, quoted bool) {
	line := b.src.Line(b.src.LineAt(b.base + max(0, n.Pos())))
	b.orphan(line)
	if !quoted && strings.TrimSpace(b.src.Slice(line)) == "---" {
		b.closeTabs(line, true)
	}
}

// tabHeading reads "[Title](#tab/id)", before which translations put an anchor.
func tabHeading(raw string) (title, id string, ok bool) {
	s := strings.TrimSpace(raw)
	if strings.HasPrefix(s, "<a ") {
		_, behind, _ := strings.Cut(s, "</a>")
		s = strings.TrimSpace(behind)
	}
	if !strings.HasPrefix(s, "[") || !strings.HasSuffix(s, ")") {
		return "", "", false
	}
	i := strings.LastIndex(s, "](#tab/")
	if i < 0 {
		return "", "", false
	}
	id, _, _ = strings.Cut(s[i+len("](#tab/"):len(s)-1], "/")
	return Plain(s[1:i]), strings.TrimSpace(id), true
}
