package page

import (
	"bytes"

	"docgauge/internal/text"
)

// looksPlain reports whether the file is a rendered page pasted as text: no
// heading, no fence, no table, and yet lines that read like a reference page's
// headings (DESIGN section 4).
func (b *builder) looksPlain() bool {
	p := b.page
	if len(p.Sections) > 0 || len(p.Tables) > 0 || p.Front != nil || p.Kind == Fragment {
		return false
	}
	for _, blk := range p.Blocks {
		if blk.Fence.Len() > 0 {
			return false
		}
	}
	roles := map[Role]bool{}
	for n := 1; n <= b.src.Lines(); n++ {
		if r := b.plainRole(n); r != NoRole {
			roles[r] = true
		}
	}
	return len(roles) >= 2 && (roles[HTTPRequest] || roles[Response] || roles[ExampleRequest] || roles[RequestBody])
}

// plainRole returns the role of line n if it stands alone and is nothing but a
// reference page's heading.
func (b *builder) plainRole(n int) Role {
	line := b.src.Line(n)
	if line.Len() == 0 || line.Len() > 40 || !b.src.Blank(n-1) || !b.src.Blank(n+1) {
		return NoRole
	}
	return roleBySlug(Slug(string(b.src.Bytes[line.Start:line.End])))
}

// readPlain models a plain-text page: headings by their words, routes, messages
// and JSON by their first line. Indented code that goldmark saw is dropped: it
// is part of a message.
func (b *builder) readPlain() {
	b.page.Kind = PlainText
	b.page.Blocks, b.page.Paragraphs = nil, nil
	closings := b.bracketEnds()
	b.section = nil
	last := b.src.Lines()
	for n := 1; n <= last; n++ {
		if b.src.Blank(n) {
			continue
		}
		if b.plainRole(n) != NoRole {
			b.plainSection(n)
			continue
		}
		if end := b.plainBlockEnd(n, closings); end >= n {
			b.addPlain(n, end)
			n = end
			continue
		}
		line := b.src.Line(n)
		b.addParagraph([]text.Span{line}, false)
	}
}

func (b *builder) plainSection(n int) {
	line := b.src.Line(n)
	s := b.mem.sections.put(Section{Level: 2, Heading: line, Text: line})
	s.Title, s.Slug = b.titleAndSlug(line)
	b.addSection(s)
}

func (b *builder) addPlain(from, to int) {
	sp := text.Span{Start: b.src.Line(from).Start, End: b.src.Line(to).End}
	start := text.Span{Start: sp.Start, End: sp.Start}
	b.page.Blocks = append(b.page.Blocks, b.mem.blocks.put(Block{
		Section: b.section, Span: sp, Fence: start, Info: start,
		Body: text.NewFragment(b.src, sp), Plain: true, Closed: true,
	}))
}

// plainBlockEnd returns the last line of the block that begins at line n, or 0
// if none does: a message with its headers and JSON body, a run of routes, or
// JSON.
func (b *builder) plainBlockEnd(n int, closings []int) int {
	switch raw := b.lineBytes(n); {
	case isJSONStart(raw):
		return b.plainJSONEnd(n, closings)
	case !isMethodLine(raw) && !isStatusLine(raw):
		return 0
	}
	end := n
	for !b.src.Blank(end+1) && end < b.src.Lines() {
		end++
	}
	body := end + 1
	for body <= b.src.Lines() && b.src.Blank(body) {
		body++
	}
	if body <= b.src.Lines() && body <= end+3 && isJSONStart(b.lineBytes(body)) {
		return b.plainJSONEnd(body, closings)
	}
	return end
}

func (b *builder) lineBytes(n int) []byte {
	line := b.src.Line(n)
	return bytes.TrimSpace(b.src.Bytes[line.Start:line.End])
}

// isJSONStart reports whether a line opens a JSON object or array.
func isJSONStart(line []byte) bool {
	if len(line) == 0 || line[0] != '{' && line[0] != '[' {
		return false
	}
	rest := bytes.TrimSpace(line[1:])
	return len(rest) == 0 || bytes.IndexByte([]byte("\"'{}[]"), rest[0]) >= 0
}

// plainJSONEnd returns the line on which the brackets opened at line n are
// closed; brackets that never close end before the first blank line.
func (b *builder) plainJSONEnd(n int, closings []int) int {
	if closings[n] > 0 {
		return closings[n]
	}
	for n < b.src.Lines() && !b.src.Blank(n+1) {
		n++
	}
	return n
}

// bracketEnds returns for every line, counted from 1, the line on which the
// brackets opened on it are closed; 0 if they never are. One pass with a stack
// finds for each line the first one at which no more brackets are open than were
// above it, so that a page of unclosed brackets costs no more than another.
func (b *builder) bracketEnds() []int {
	last := b.src.Lines()
	ends := make([]int, last+1)
	above := make([]int, last+1) // brackets open above the line
	var waiting []int            // lines without an end, their above ascending
	open := 0
	for n := 1; n <= last; n++ {
		above[n] = open
		waiting = append(waiting, n)
		open += openBrackets(b.lineBytes(n))
		for k := len(waiting); k > 0 && open <= above[waiting[k-1]]; k-- {
			ends[waiting[k-1]] = n
			waiting = waiting[:k-1]
		}
	}
	return ends
}

// openBrackets returns how many brackets a line opens beyond those it closes,
// strings left out. A string does not cross lines.
func openBrackets(line []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
	}
	return depth
}
