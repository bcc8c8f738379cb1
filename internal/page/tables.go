package page

import (
	"bytes"
	"strings"

	"docgauge/internal/text"
)

// findTable returns the lines [from, to) of the first table among a paragraph's
// lines; to is 0 if there is none. A table is a header and a row of dashes
// (GitHub Flavored Markdown 4.10) and every line below them. Lines framed in
// pipes without dashes count too if there are two of them, or if they stand below
// a table: renderers show them as text, so the rules must see them.
// dashes is where dashesIn found a separator, which the caller looks up once.
func (b *builder) findTable(lines []text.Span, dashes int) (from, to int) {
	if dashes > 0 {
		return dashes - 1, len(lines)
	}
	pipes := 3 // "|x| and" is no row
	if b.tableAbove(lines[0]) != nil {
		pipes = 2
	}
	for i := range lines {
		end := i
		for end < len(lines) && b.framed(lines[end], pipes) {
			end++
		}
		if end-i >= 2 || end > 0 && pipes == 2 {
			return i, end
		}
		pipes = 3
	}
	return 0, 0
}

// dashesIn returns the index of the first separator below a line with a pipe, or 0.
func (b *builder) dashesIn(lines []text.Span) int {
	for i := 1; i < len(lines); i++ {
		if isSeparator(b.src.Bytes[lines[i].Start:lines[i].End]) && bytes.IndexByte(b.src.Bytes[lines[i-1].Start:lines[i-1].End], '|') >= 0 {
			return i
		}
	}
	return 0
}

// framed reports whether a line starts with a pipe, has so many of them, and at
// least two cells.
func (b *builder) framed(line text.Span, pipes int) bool {
	s := bytes.TrimSpace(b.src.Bytes[line.Start:line.End])
	var room [16]int
	return len(s) > 2 && s[0] == '|' && bytes.Count(s, []byte{'|'}) >= pipes && len(cutCells(room[:0], s, false)) > 2
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

// tableAbove returns the table that nothing but blank lines parts from the line.
func (b *builder) tableAbove(line text.Span) *Table {
	n := len(b.page.Tables)
	if n == 0 || !b.onlyBlank(b.page.Tables[n-1].Span.End, line.Start) {
		return nil
	}
	return b.page.Tables[n-1]
}

// onlyBlank reports whether there is nothing but space and quote marks in [from, to).
func (b *builder) onlyBlank(from, to int) bool {
	return from <= to && len(bytes.Trim(b.src.Bytes[from:to], " \t\r\n>")) == 0
}

// gap returns the whole lines between the line that ends at from and the one that starts at to.
func (b *builder) gap(from, to int) text.Span {
	return text.Span{Start: b.src.Line(b.src.LineAt(from) + 1).Start, End: b.src.Line(b.src.LineAt(to)).Start}
}

// addTable reads the lines of a table; above is the line of the same paragraph
// over them, empty if there is none.
func (b *builder) addTable(lines []text.Span, above text.Span) {
	t := b.mem.tables.put(Table{Section: b.section, Span: b.cover(lines), Above: b.trim(above), options: b.opts})
	rest := b.tableHead(t, lines)
	t.Rows = b.mem.rows.list(len(rest))
	for _, line := range rest {
		t.Rows = append(t.Rows, b.row(b.trim(line), t.Columns))
	}
	if t.Kind = t.kind(); t.Continues != nil {
		t.Kind = t.Continues.Kind
	}
	b.page.Tables = append(b.page.Tables, t)
	if b.section.In(Response) || b.section.In(Errors) {
		b.statusCells(t)
	}
}

// tableHead reads the header and the separator, and returns the lines of the rows.
func (b *builder) tableHead(t *Table, lines []text.Span) []text.Span {
	dashes := func(i int) bool { return i < len(lines) && isSeparator(b.src.Bytes[lines[i].Start:lines[i].End]) }
	if dashes(0) {
		if head := b.strayHeader(lines[0]); head != nil {
			t.Gap = b.gap(head.Span.End, lines[0].Start)
			t.Span.Start = head.Span.Start
			lines = append([]text.Span{head.Span}, lines...)
		}
	} else if up := b.tableAbove(lines[0]); up != nil && !dashes(1) {
		t.Gap = b.gap(up.Span.End, lines[0].Start)
		t.Continues, t.Header, t.Columns = up, up.Header, up.Columns
		return lines
	}
	if dashes(1) {
		t.Separator = b.trim(lines[1])
		t.Delimiters = b.row(t.Separator, 0).Cells
		t.Columns = len(t.Delimiters)
	}
	t.Header = b.row(b.trim(lines[0]), t.Columns)
	if t.Columns > 0 {
		return lines[2:]
	}
	return lines[1:]
}

// strayHeader takes the paragraph off the page that is a table's header but for
// the blank line above the dashes, or returns nil.
func (b *builder) strayHeader(dashes text.Span) *Paragraph {
	all := b.page.Paragraphs
	if len(all) == 0 {
		return nil
	}
	p := all[len(all)-1]
	one := b.src.LineAt(p.Span.Start) == b.src.LineAt(max(p.Span.Start, p.Span.End-1))
	if !one || !b.framed(p.Span, 2) || !b.onlyBlank(p.Span.End, dashes.Start) {
		return nil
	}
	b.page.Paragraphs = all[:len(all)-1]
	return p
}

// statusCells makes the cells of a table of responses claims like prose.
func (b *builder) statusCells(t *Table) {
	for i := range t.Rows {
		for _, c := range t.Rows[i].Cells {
			f := text.NewFragment(b.src, c.Span)
			if found := statusCell(f, c.Text); len(found) > 0 {
				b.page.Paragraphs = append(b.page.Paragraphs, b.mem.paragraphs.put(Paragraph{Section: b.section, Span: c.Span, Raw: f, Statuses: found}))
			}
		}
	}
}

// kind reads what a table lists off its section's role, then off its header. A
// heading without a role may be one of the doc set's own.
func (t *Table) kind() TableKind {
	first := strings.ToLower(t.Header.Cell(0).Text)
	if k := t.options.named(t.Section); k != OtherTable {
		return k
	}
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
	if k := t.options.kind(t.Section); k != OtherTable && t.lists(k) {
		return k
	}
	return t.kindByHeader(first)
}

// lists reports whether the columns are those of a table of that kind: a heading
// that only holds the right word may stand above any table.
func (t *Table) lists(k TableKind) bool {
	switch k {
	case PermissionTable:
		return t.Column("permission type") >= 0
	case MemberTable, MethodTable:
		return true
	}
	return t.Column("name", "property", "property name", "parameter", "parameter name", "query parameter",
		"relationship", "relationship name", "header", "header name") == 0
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
