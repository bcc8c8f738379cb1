package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

var tableDuplicate = rule.Rule{
	ID:       "table-duplicate",
	Title:    "A table lists each name once",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `Two rows for one name leave the reader to guess which is right, and the one that
is wrong tends to be the one that the next author corrects.

Reported: a row that repeats another of its table cell by cell, in any table; the
same name twice in a table of parameters, properties, relationships or members;
the same method with the same link twice in a table of methods.

Not reported: a header or query option listed once for each of its values; one
property in two groups of rows that have headings of their own; names that differ
in letter case.`,
	Check: func(p *rule.Pass) {
		seen := map[string]*page.Row{}
		for _, t := range p.Page.Tables {
			if t.Continues == nil {
				clear(seen)
			}
			tableRepeats(p, t, seen)
		}
	},
}

// tableRepeats reports rows whose key is seen, and adds the others to seen.
func tableRepeats(p *rule.Pass, t *page.Table, seen map[string]*page.Row) {
	key := tableKey(t)
	for i := range t.Rows {
		r := &t.Rows[i]
		if paramGroupHeading(r) && len(t.Header.Cells) > 1 {
			if t.Kind != page.MethodTable { // a method is what its link says, in whatever group
				clear(seen)
			}
			continue
		}
		k := key(r)
		if strings.Trim(k, "\x00 .…-") == "" {
			continue
		}
		first := seen[k]
		if first == nil {
			seen[k] = r
			continue
		}
		tableReportRepeat(p, t, first, r)
	}
}

func tableReportRepeat(p *rule.Pass, t *page.Table, first, r *page.Row) {
	col := min(tableNameColumn(t), len(r.Cells)-1, len(first.Cells)-1)
	name := quoteName(r.Cells[col].Text)
	d := p.Report(paramInside(r.Cells[col].Span, r.Span), "%s is listed twice", name)
	d.Help = "Keep one of the two rows"
	d.Related = append(d.Related, p.Related(paramInside(first.Cells[col].Span, first.Span), "first here"))
	if tableWholeRow(first) == tableWholeRow(r) {
		d.Message = "the row of " + name + " repeats another"
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Delete the row", Safe: true, Edits: []diag.Edit{{Span: p.Page.Source.LineSpan(r.Span)}}})
		return
	}
	if c := t.Column("type", "data type"); c > 0 && r.Cell(c).Text != first.Cell(c).Text && r.Cell(c).Text != "" {
		d.Message = name + " is listed twice, as " + quoteName(first.Cell(c).Text) + " and as " + quoteName(r.Cell(c).Text)
	}
}

// tableNameColumn returns the column of the names that the table lists.
func tableNameColumn(t *page.Table) int {
	return max(0, t.Column("name", "property", "parameter", "property name", "parameter name", "query parameter", "relationship", "relationship name", "member"))
}

// tableKey returns what must not repeat in a table of this kind.
func tableKey(t *page.Table) func(*page.Row) string {
	switch t.Kind {
	case page.ParameterTable, page.FunctionTable, page.QueryTable, page.PropertyTable, page.RelationshipTable, page.MemberTable:
		name := tableNameColumn(t)
		if t.Kind != page.MemberTable && t.Column("value", "example") >= 0 {
			return tableWholeRow // one row for each value of a parameter
		}
		return func(r *page.Row) string {
			var sb strings.Builder
			for i := range r.Cells[:min(name+1, len(r.Cells))] {
				sb.WriteString(r.Cells[i].Text + "\x00") // a column before the name groups the rows
			}
			return sb.String()
		}
	case page.MethodTable:
		return func(r *page.Row) string { return r.Cells[0].Raw }
	}
	return tableWholeRow
}

// tableWholeRow joins all cells of a row; empty for a row that has but one.
func tableWholeRow(r *page.Row) string {
	if len(r.Cells) < 2 {
		return ""
	}
	var sb strings.Builder
	for i := range r.Cells {
		sb.WriteString(r.Cells[i].Raw + "\x00")
	}
	return sb.String()
}
