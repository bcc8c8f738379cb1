package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// tableRows checks each row's number of cells against the header's.
func tableRows(p *rule.Pass, t *page.Table) {
	want := len(t.Header.Cells)
	if want == 0 || tableUneven(p, t, want) {
		return
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		switch {
		case tableIsDashes(r.Cells):
			tableSecondDashes(p, t, i)
		case tableBroken(t, i, want):
			tableReportBroken(p, t, i)
		case len(r.Cells) == want || tableBroken(t, i+1, want):
			// the line below, which this one's row goes on in, has the finding
			tableNameless(p, t, r)
		case tableSwallowed(r):
			d := p.Report(r.Span, "text that touches the table is shown as a row of it").As("text")
			d.Help = "Insert a blank line: a table ends only there"
			fix := tableBlankLine(p.Page.Source, r.Span)
			fix.Safe = i > 0 && !t.Rows[i-1].OpenEnd || i == 0 && !t.Header.OpenEnd // else it may be the rest of a cell
			d.Fixes = append(d.Fixes, fix)
		case len(r.Cells) > want:
			tableLong(p, r, want)
		case len(r.Cells) > 1 || !paramGroupHeading(r):
			d := p.Report(tableVisible(r.Cells[0].Span, r.Span), "row %q has %s, the header %d", text.Clip(r.Cells[0].Text, 40), rule.Aside(tableCells(len(r.Cells))), want)
			d.Help = "Write the missing cell, or an empty one, so that every cell stands below its heading"
			d.Related = append(d.Related, p.Related(t.Header.Span, "the header"))
		}
	}
}

// tableNameless reports a row of a table of properties, parameters or members
// that gives a type or a description and no name.
func tableNameless(p *rule.Pass, t *page.Table, r *page.Row) {
	switch t.Kind {
	case page.OtherTable, page.PermissionTable, page.MethodTable:
		return
	}
	if len(r.Cells) < 2 || r.Cells[0].Raw != "" {
		return
	}
	for _, c := range r.Cells[1:] {
		if strings.Trim(c.Text, "\u00a0 ") != "" {
			d := p.Report(tableVisible(r.Cells[0].Span, r.Span), "row without a name")
			d.Severity = diag.Warning
			d.Help = "Write the name, or what the row says into the row above it"
			return
		}
	}
}

// tableUneven reports once, at the header, that all rows agree on another number
// of cells than it has.
func tableUneven(p *rule.Pass, t *page.Table, want int) bool {
	if len(t.Rows) < 2 || len(t.Delimiters) != want {
		return false
	}
	n := len(t.Rows[0].Cells)
	for i := range t.Rows {
		if len(t.Rows[i].Cells) != n || t.Rows[i].OpenStart != t.Header.OpenStart {
			return false
		}
	}
	if n == want || n == 1 {
		return false
	}
	d := p.Report(t.Header.Span, "header has %s, every row below it %d", rule.Aside(tableCells(want)), n).As("columns")
	d.Help = "Give the header and the rows the same columns"
	for _, c := range t.Header.Cells[min(n, want):] {
		if c.Raw != "" {
			return true
		}
	}
	if n < want {
		cut := func(cells []page.Cell) diag.Edit {
			return diag.Edit{Span: text.Span{Start: cells[n-1].Span.End, End: cells[want-1].Span.End}}
		}
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Delete the empty column", Safe: true, Edits: []diag.Edit{cut(t.Header.Cells), cut(t.Delimiters)}})
	}
	return true
}

// tableUsual returns the number of cells that most rows have, the header's if
// there are no rows.
func tableUsual(t *page.Table) int {
	best, most := len(t.Header.Cells), 0
	count := map[int]int{}
	for i := range t.Rows {
		n := len(t.Rows[i].Cells)
		if count[n]++; count[n] > most || count[n] == most && n == len(t.Header.Cells) {
			best, most = n, count[n]
		}
	}
	return best
}

// tableSecondDashes reports a row of dashes among the rows.
func tableSecondDashes(p *rule.Pass, t *page.Table, i int) {
	sp := t.Rows[i].Span
	if i > 0 || t.Continues != nil {
		d := p.Report(sp, "row of dashes inside the table")
		d.Help = "A table has one, under its header; a second table begins after a blank line"
		return
	}
	d := p.Report(sp, "second row of dashes under the table's header").As("second")
	d.Help = "Delete it: it is shown as a row of hyphens"
	d.Fixes = append(d.Fixes, diag.Fix{Message: "Delete the row", Safe: true, Edits: []diag.Edit{{Span: p.Page.Source.LineSpan(sp)}}})
}

// tableBroken reports whether row i is the second half of the row above it: that
// one lacks its last pipe, this one its first, though the table's other rows have
// both, and together they have the right number of cells.
func tableBroken(t *page.Table, i, want int) bool {
	if i < 1 || i >= len(t.Rows) || t.Header.OpenStart || t.Header.OpenEnd {
		return false
	}
	up, r := &t.Rows[i-1], &t.Rows[i]
	if !up.OpenEnd {
		return false
	}
	if tableOnlyPipe(r) {
		return len(up.Cells) == want
	}
	return r.OpenStart && !r.OpenEnd && len(up.Cells)+len(r.Cells)-1 == want
}

func tableOnlyPipe(r *page.Row) bool { return len(r.Cells) == 1 && r.Cells[0].Raw == "" }

func tableReportBroken(p *rule.Pass, t *page.Table, i int) {
	up, r := &t.Rows[i-1], &t.Rows[i]
	d := p.Report(r.Span, "row %q is broken over two lines", text.Clip(up.Cells[0].Text, 40)).As("broken")
	d.Help = "Write the row on one line: each line is a row of its own"
	d.Related = append(d.Related, p.Related(up.Span, "the row begins here"))
	join := " "
	if tableOnlyPipe(r) {
		join = ""
	}
	d.Fixes = append(d.Fixes, diag.Fix{Message: "Join the lines", Safe: true, Edits: []diag.Edit{
		{Span: text.Span{Start: up.Span.End, End: r.Span.Start}, New: join},
	}})
}

// tableSwallowed reports whether a row is a line of prose: no pipe in it.
func tableSwallowed(r *page.Row) bool { return r.OpenStart && r.OpenEnd && len(r.Cells) == 1 }

// tableLong reports cells that no column is left for.
func tableLong(p *rule.Pass, r *page.Row, want int) {
	first := r.Cells[want].Span
	sp := text.Span{Start: first.Start, End: r.Cells[len(r.Cells)-1].Span.End}
	name, surplus := text.Clip(r.Cells[0].Text, 40), strings.TrimSpace(p.Page.Source.Slice(sp))
	if strings.Trim(surplus, "| \t") == "" {
		from := r.Cells[want-1].Span.End
		d := p.Report(tableVisible(sp, r.Span), "row %q ends with one pipe too many", name)
		d.Help = "Delete the surplus pipe: it makes a cell without a column"
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Delete the surplus pipe", Safe: true, Edits: []diag.Edit{{Span: text.Span{Start: from, End: sp.End}}}})
		return
	}
	d := p.Report(sp, "row %q has %d cells, the header %d: %q has no column", name, len(r.Cells), want, text.Clip(surplus, 40))
	d.Help = `Write \| for a pipe that is text, also in code; renderers drop what has no column`
	if edits := tableEscapes(p.Page.Source, r, want); edits != nil {
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Escape the pipes inside the brackets", Safe: true, Edits: edits})
	}
}

// tableEscapes escapes the pipes between brackets, or code marks, that open in
// one cell and close in a later one; nil if the row does not then fit.
func tableEscapes(src *text.Source, r *page.Row, want int) []diag.Edit {
	var edits []diag.Edit
	depth, code := 0, false
	for i := range r.Cells[:len(r.Cells)-1] {
		for _, c := range r.Cells[i].Raw {
			switch c {
			case '(', '[', '{':
				depth++
			case ')', ']', '}':
				depth = max(0, depth-1)
			case '`':
				code = !code
			}
		}
		end := r.Cells[i].Span.End
		pipe := end + strings.IndexByte(string(src.Bytes[end:r.Cells[i+1].Span.Start+1]), '|')
		if depth > 0 || code {
			edits = append(edits, diag.Edit{Span: text.Span{Start: pipe, End: pipe}, New: `\`})
		}
	}
	if len(edits) == 0 || len(r.Cells)-len(edits) != want {
		return nil
	}
	return edits
}
