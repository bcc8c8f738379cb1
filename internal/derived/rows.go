package derived

import (
	"strings"

	"docgauge/internal/page"
)

// NameColumn returns the column of a table that names properties, relationships
// or parameters, or -1. In a section for them, whatever its language, that is the
// first of three or more columns.
func NameColumn(t *page.Table) int {
	if i := t.Column("property", "property name", "name", "relationship", "relationship name", "parameter", "parameter name",
		"properties", "attribute", "attribute name", "field", "field name"); i >= 0 {
		return i
	}
	if foreign(t) {
		return 0
	}
	return -1
}

// TypeColumn returns the column of a table that holds types, or -1.
func TypeColumn(t *page.Table) int {
	if i := t.Column("type", "data type", "property type"); i >= 0 {
		return i
	}
	if foreign(t) {
		return 1
	}
	return -1
}

// foreign reports whether a table that lists properties or relationships has
// headings that are none of those known: of another language.
func foreign(t *page.Table) bool {
	if t.Kind != page.PropertyTable && t.Kind != page.RelationshipTable || len(t.Header.Cells) < 3 || t.Section == nil {
		return false
	}
	return (t.Section.Role == page.Properties || t.Section.Role == page.Relationships) &&
		t.Column("type", "data type", "return type", "name", "property", "relationship", "value", "member", "description") < 0
}

// columns are those of a table that lists properties.
type columns struct{ name, kind, text int }

// columnsOf finds them; ok is false if the table has no columns for names and types.
func columnsOf(t *page.Table) (at columns, ok bool) {
	at = columns{NameColumn(t), TypeColumn(t), t.Column("description", "descriptions", "meaning", "comments", "notes")}
	if at.text < 0 && foreign(t) {
		at.text = 2
	}
	return at, at.name >= 0 && at.kind >= 0 && at.name != at.kind
}

// headed reports whether a table below "Properties" lists what a block shows,
// whatever its header says.
func (p *Part) headed(t *page.Table) bool {
	if t.Kind != page.PropertyTable || t.Section == nil || t.Section.Role != page.Properties || len(t.Header.Cells) < 3 {
		return false
	}
	n := 0
	for i := range t.Rows {
		if p.shown[strings.TrimSpace(t.Rows[i].Cell(0).Text)] != nil {
			n++
		}
	}
	return n > 0 && 2*n >= len(t.Rows)
}

// rows reads the rows of a table that lists properties.
func (c *collector) rows(t *page.Table, at columns) []*Row {
	out := make([]*Row, 0, len(t.Rows))
	store := make([]Row, 0, len(t.Rows))
	for i := range t.Rows {
		r := &t.Rows[i]
		if heads(r) {
			continue
		}
		cell := r.Cell(at.name)
		name, deprecated := RowName(cell.Text)
		if name == "" {
			continue
		}
		store = append(store, Row{
			Name: name, Cell: cell, TypeCell: r.Cell(at.kind), Text: r.Cell(at.text),
			Type: c.types.parse(r.Cell(at.kind).Raw), Navigation: t.Kind == page.RelationshipTable, Deprecated: deprecated,
		})
		out = append(out, &store[len(store)-1])
	}
	return out
}

// heads reports whether a row is a phrase that heads the rows below it: nothing
// in its other cells, and emphasis around it, or more than a name.
func heads(r *page.Row) bool {
	for i := 1; i < len(r.Cells); i++ {
		if strings.TrimSpace(r.Cells[i].Text) != "" {
			return false
		}
	}
	first := r.Cell(0)
	return first.Text == "" || strings.ContainsAny(first.Raw[:1], "*_") || strings.IndexByte(strings.TrimSpace(first.Text), ' ') > 0
}

// RowName returns the property that a cell names, without markup and remarks:
// "owner" of "**owner** (deprecated)". It is empty if the cell names none, or several.
func RowName(cell string) (name string, deprecated bool) {
	name = strings.Trim(strings.TrimSpace(cell), "\"'*`:")
	if i := strings.IndexAny(name, " ("); i > 0 {
		remark := strings.ToLower(strings.Trim(name[i:], " ()*[]."))
		switch remark {
		case "deprecated":
			deprecated = true
		case "", "optional", "required", "preview", "beta", "read-only", "readonly", "collection", "key", "inherited", "new", "nullable":
		default:
			return "", false
		}
		name = name[:i]
	}
	for i := range len(name) {
		c := name[i] | 0x20
		if (c < 'a' || c > 'z') && (name[i] < '0' || name[i] > '9') && strings.IndexByte("_-.@/", name[i]) < 0 {
			return "", false
		}
	}
	return name, deprecated
}
