package page

import (
	"strings"

	"docgauge/internal/text"
)

// Table is a pipe table, well formed or not.
type Table struct {
	Section *Section
	Span    text.Span
	Header  Row
	// Separator is the row of dashes; empty when the table has none, so that no
	// Markdown renderer sees a table.
	Separator  text.Span
	Delimiters []Cell // cells of the separator row, ":---" and the like
	Columns    int    // cells of the separator row
	Rows       []Row
	Kind       TableKind
	// Above is a line of prose that touches the header; empty if there is none.
	Above text.Span
	// Gap is the blank lines, line endings included, that cut the table in two:
	// between header and separator or, in a table that continues another, between
	// the two. Empty in a sound table.
	Gap text.Span
	// Continues is the table to which the rows belong but for Gap. The header is
	// then its header, and all lines are rows.
	Continues *Table

	options *Options
}

// TableKind is what a table lists, read off its section and header.
type TableKind uint8

// The kinds of table.
const (
	OtherTable     TableKind = iota
	ParameterTable           // request body or action parameters: name, type, description
	FunctionTable            // function or path parameters
	QueryTable
	HeaderTable
	PropertyTable
	RelationshipTable
	PermissionTable
	MemberTable // enumeration members
	MethodTable
)

// Row is one line of a table.
type Row struct {
	Span  text.Span // the line without its line ending, and without HTML comments behind the row
	Cells []Cell
	// Open says that the row lacks its first or last pipe: legal, and how text
	// that a missing blank line glued to the table looks.
	OpenStart, OpenEnd bool
}

// Cell is one cell, without space and HTML comments at its ends.
type Cell struct {
	Span text.Span
	Raw  string // as written
	Text string // without markup: code marks, emphasis, links' brackets and targets, entities
}

// Column returns the index of the first column whose header is one of the names,
// letter case ignored, or what the doc set writes for one of them, or -1.
func (t *Table) Column(names ...string) int {
	for i := range t.Header.Cells {
		for _, n := range names {
			if strings.EqualFold(t.Header.Cells[i].Text, n) {
				return i
			}
		}
	}
	return t.options.column(t.Header.Cells, names)
}

// Cell returns the row's cell i, or an empty one at the row's end.
func (r *Row) Cell(i int) Cell {
	if i < 0 || i >= len(r.Cells) {
		return Cell{Span: text.Span{Start: r.Span.End, End: r.Span.End}}
	}
	return r.Cells[i]
}
