package page

import (
	"bytes"
	"strings"

	"docgauge/internal/text"
)

// findTable returns the lines [from, to) of the first table among a paragraph's
// lines; to is 0 if there is none. A table is a header and a row of dashes
// (GitHub Flavored Markdown 4.10) and every line below them. Two or more lines
// framed in pipes without dashes count too: renderers show them as text, so
// the rules must see them.
func (b *builder) findTable(lines []text.Span) (from, to int) {
	for i := range lines {
		raw := b.src.Bytes[lines[i].Start:lines[i].End]
		if i > 0 && isSeparator(raw) && bytes.IndexByte(b.src.Bytes[lines[i-1].Start:lines[i-1].End], '|') >= 0 {
			return i - 1, len(lines)
		}
	}
	for i := range lines {
		if !b.framed(lines[i]) {
			continue
		}
		end := i
		for end < len(lines) && b.framed(lines[end]) {
			end++
		}
		if end-i >= 2 {
			return i, end
		}
	}
	return 0, 0
}

// framed reports whether a line starts and ends with a pipe and has a third.
func (b *builder) framed(line text.Span) bool {
	s := bytes.TrimSpace(b.src.Bytes[line.Start:line.End])
	return len(s) > 2 && s[0] == '|' && s[len(s)-1] == '|' && bytes.Count(s, []byte{'|'}) > 2
}

// isSeparator reports whether a line is a table's row of dashes.
func isSeparator(raw []byte) bool {
	pipes, dashes := 0, 0
	for _, c := range bytes.TrimSpace(raw) {
		switch c {
		case '|':
			pipes++
		case '-':
			dashes++
		case ':', ' ', '\t':
		default:
			return false
		}
	}
	return pipes > 0 && dashes > 0
}

func (b *builder) addTable(lines []text.Span) {
	t := &Table{Section: b.section, Span: b.cover(lines)}
	if len(lines) > 1 && isSeparator(b.src.Bytes[lines[1].Start:lines[1].End]) {
		t.Separator = b.trim(lines[1])
		t.Columns = len(b.row(t.Separator, 0).Cells)
	}
	t.Header = b.row(b.trim(lines[0]), t.Columns)
	rest := lines[1:]
	if t.Columns > 0 {
		rest = lines[2:]
	}
	for _, line := range rest {
		t.Rows = append(t.Rows, b.row(b.trim(line), t.Columns))
	}
	t.Kind = t.kind()
	b.page.Tables = append(b.page.Tables, t)
	if b.section.In(Response) || b.section.In(Errors) {
		b.statusCells(t)
	}
}

// statusCells makes the cells of a table of responses claims like prose.
func (b *builder) statusCells(t *Table) {
	for i := range t.Rows {
		for _, c := range t.Rows[i].Cells {
			f := text.NewFragment(b.src, c.Span)
			if found := statusCell(f, c.Text); len(found) > 0 {
				b.page.Paragraphs = append(b.page.Paragraphs, &Paragraph{Section: b.section, Span: c.Span, Raw: f, Statuses: found})
			}
		}
	}
}

// row cuts a line into cells. Pipes inside code count as text where the row
// then has the wanted number of cells: publishing systems differ in this, so
// the benefit of the doubt goes to the author.
func (b *builder) row(line text.Span, want int) Row {
	raw := b.src.Bytes[line.Start:line.End]
	cuts := cutCells(raw, false)
	if n := len(cuts) - 1; want > 0 && n != want && bytes.IndexByte(raw, '`') >= 0 {
		if other := cutCells(raw, true); len(other)-1 == want {
			cuts = other
		}
	}
	r := Row{Span: line, OpenStart: len(raw) > 0 && raw[0] != '|'}
	r.OpenEnd = len(raw) > 0 && (raw[len(raw)-1] != '|' || len(raw) > 1 && raw[len(raw)-2] == '\\')
	r.Cells = make([]Cell, 0, len(cuts)-1)
	for i := 1; i < len(cuts); i++ {
		start := cuts[i-1]
		if start < cuts[i] && raw[start] == '|' && (start > 0 || !r.OpenStart) {
			start++
		}
		sp := b.trim(text.Span{Start: line.Start + start, End: line.Start + cuts[i]})
		c := Cell{Span: sp, Raw: b.src.Slice(sp)}
		c.Text = Plain(strings.ReplaceAll(c.Raw, `\|`, "|"))
		r.Cells = append(r.Cells, c)
	}
	return r
}

// cutCells returns the offsets at which cells begin and the last one ends: each
// but the last is a pipe or 0. An escaped pipe does not cut.
func cutCells(raw []byte, codeProtects bool) []int {
	cuts := []int{0}
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '`':
			if !codeProtects {
				continue
			}
			n := run(string(raw[i:]), 0, '`')
			if end := closingTicks(string(raw), i+n, n); end >= 0 {
				i = end + n - 1
			}
		case '|':
			if i > 0 {
				cuts = append(cuts, i)
			}
		}
	}
	if last := cuts[len(cuts)-1]; last == 0 || last != len(raw)-1 {
		cuts = append(cuts, len(raw))
	}
	return cuts
}

// kind reads what a table lists off its section's role, then off its header.
func (t *Table) kind() TableKind {
	first := strings.ToLower(t.Header.Cell(0).Text)
	for s := t.Section; s != nil; s = s.Parent {
		switch s.Role {
		case Permissions:
			return PermissionTable
		case RequestHeaders:
			return HeaderTable
		case RequestBody:
			return t.kindInBody(first)
		case FunctionParameters, PathParameters:
			return FunctionTable
		case QueryParameters:
			return QueryTable
		case Properties:
			return t.kindInProperties(first)
		case Relationships:
			return RelationshipTable
		case Members:
			return MemberTable
		case Methods:
			return MethodTable
		}
	}
	return t.kindByHeader(first)
}

// kindInBody tells the parameters from tables of values below them.
func (t *Table) kindInBody(first string) TableKind {
	if t.Column("type", "data type") > 0 {
		return ParameterTable
	}
	if strings.Contains(first, "value") || strings.Contains(first, "member") {
		return MemberTable
	}
	if (first == "parameter" || first == "property" || first == "name") && len(t.Header.Cells) > 1 {
		return ParameterTable
	}
	return OtherTable
}

func (t *Table) kindInProperties(first string) TableKind {
	if t.Column("type", "data type") < 0 && (strings.Contains(first, "value") || strings.Contains(first, "member")) {
		return MemberTable
	}
	return PropertyTable
}

func (t *Table) kindByHeader(first string) TableKind {
	switch {
	case first == "permission type":
		return PermissionTable
	case first == "member" || first == "members":
		return MemberTable
	case first == "method":
		return MethodTable
	}
	return OtherTable
}
