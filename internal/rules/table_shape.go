package rules

import (
	"fmt"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var tableShape = rule.Rule{
	ID:       "table-shape",
	Title:    "Tables have a header, a row of dashes and as many cells in every row",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `A table that breaks the format (GitHub Flavored Markdown 4.10) is shown as a
paragraph full of pipes, or loses cells; some publishing systems add an empty
column instead.

Reported: no row of dashes under the header, or one with another number of cells;
a row with more or fewer cells than the header; a blank line inside the table;
a row broken over two lines; prose that touches the table above or below, for want
of a blank line, and so becomes part of it. As a warning: a row of a table of
properties, parameters or members that has a type or a description and no name.

Not reported: a missing first or last pipe; a row that holds one emphasised phrase
and so heads the rows below it; a pipe in a code span, where the row has the right
number of cells when it is not counted.`,
	Check: func(p *rule.Pass) {
		for _, t := range p.Page.Tables {
			switch {
			case t.Continues != nil:
				tableSplit(p, t)
			case t.Separator.Len() == 0:
				tableNoDashes(p, t)
				continue
			default:
				tableHead(p, t)
			}
			tableRows(p, t)
		}
	},
}

// tableSplit reports rows that a blank line parts from their table.
func tableSplit(p *rule.Pass, t *page.Table) {
	first := t.Rows[0].Span
	msg := "a blank line parts this row from its table"
	if n := len(t.Rows); n > 1 {
		msg = fmt.Sprintf("a blank line parts this row and %d more from their table", n-1)
	}
	d := p.Report(first, "%s", rule.Aside(msg))
	d.Help = "Delete the blank line: a table ends at it, and what follows is shown as text"
	d.Related = append(d.Related, p.Related(t.Header.Span, "the table"))
	d.Fixes = append(d.Fixes, diag.Fix{Message: "Delete the blank line", Safe: true, Edits: []diag.Edit{{Span: t.Gap}}})
}

// tableNoDashes reports a table without a row of dashes.
func tableNoDashes(p *rule.Pass, t *page.Table) {
	if tableIsDashes(t.Header.Cells) {
		d := p.Report(t.Header.Span, "row of dashes without a header row above it").As("headless")
		d.Help = "Write the names of the columns above the dashes"
		return
	}
	row := strings.Repeat("|:---", len(t.Header.Cells)) + "|"
	if len(t.Rows) > 0 && tableIsRuled(&t.Rows[0]) {
		d := p.Report(t.Rows[0].Span, "the row under the header is not made of hyphens").As("hyphens")
		d.Help = "Write \"---\" in each cell: without it no renderer sees a table"
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Write hyphens", Safe: true, Edits: []diag.Edit{{Span: t.Rows[0].Span, New: row}}})
		return
	}
	d := p.Report(t.Header.Span, "no row of dashes under the table's header").As("dashes")
	d.Help = "Write a row such as |:---|:---| below it: without it no renderer sees a table"
	if t.Column("name", "property", "parameter", "header", "relationship", "member", "value", "method", "type", "description", "permission type") >= 0 {
		at := text.Span{Start: t.Header.Span.End, End: t.Header.Span.End}
		eol, prefix := tableLine(p.Page.Source, t.Header.Span)
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Insert the row", Safe: true, Edits: []diag.Edit{{Span: at, New: eol + prefix + row}}})
	}
}

// tableHead checks what stands above the rows.
func tableHead(p *rule.Pass, t *page.Table) {
	if t.Gap.Len() > 0 {
		d := p.Report(t.Separator, "a blank line parts the table's header from the row of dashes")
		d.Key, d.Loose = squeeze(p.Page.Source.Slice(t.Header.Span)), true
		d.As("gap")
		d.Help = "Delete the blank line: without dashes right below it the header is text"
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Delete the blank line", Safe: true, Edits: []diag.Edit{{Span: t.Gap}}})
	}
	tableAbove(p, t)
	for _, c := range t.Delimiters {
		if !tableIsDelimiter(c.Raw) {
			d := p.Report(tableVisible(c.Span, t.Separator), "cell %q in the row of dashes is no run of hyphens", c.Raw)
			d.Help = "Write \"---\": without it no renderer sees a table"
			d.Fixes = append(d.Fixes, diag.Fix{Message: "Write hyphens", Safe: true, Edits: []diag.Edit{{Span: c.Span, New: "---"}}})
		}
	}
	head, dashes := len(t.Header.Cells), len(t.Delimiters)
	if head == dashes {
		return
	}
	d := p.Report(t.Separator, "the row of dashes has %s, the header above it %d", rule.Aside(tableCells(dashes)), head)
	d.Key, d.Loose = squeeze(p.Page.Source.Slice(t.Header.Span)), true
	d.Help = "Give both the same number of cells: with another number this is no table, or one with an empty column"
	d.Related = append(d.Related, p.Related(t.Header.Span, "the header"))
	if tableUsual(t) == head {
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Give the row of dashes as many cells as the header", Safe: true, Edits: []diag.Edit{tableFitDashes(t, head)}})
	}
}

// tableFitDashes makes the row of dashes n cells wide.
func tableFitDashes(t *page.Table, n int) diag.Edit {
	have := len(t.Delimiters)
	last := t.Delimiters[have-1].Span.End
	if have > n {
		return diag.Edit{Span: text.Span{Start: t.Delimiters[n-1].Span.End, End: last}}
	}
	return diag.Edit{Span: text.Span{Start: last, End: last}, New: strings.Repeat("|---", n-have)}
}

// tableAbove reports prose that touches the header. CommonMark lets a table
// interrupt a paragraph, but the publishing system of these docs does not.
func tableAbove(p *rule.Pass, t *page.Table) {
	if t.Above.Len() == 0 {
		return
	}
	above := p.Page.Source.Slice(t.Above)
	if strings.HasPrefix(above, "[!") && strings.HasSuffix(above, "]") {
		return // the first line of an alert, "[!NOTE]", is no prose
	}
	if strings.HasPrefix(above, "|") {
		d := p.Report(t.Above, "row above the table's header")
		d.Help = "A table has one header row, and it stands right above the dashes"
		return
	}
	d := p.Report(t.Header.Span, "no blank line between the table and the text above it").As("above")
	d.Help = "Insert a blank line: text that touches a table makes it part of the paragraph"
	d.Related = append(d.Related, p.Related(t.Above, "the text above"))
	d.Fixes = append(d.Fixes, tableBlankLine(p.Page.Source, t.Header.Span))
}

// tableBlankLine makes a fix that inserts a blank line above the line of sp.
func tableBlankLine(src *text.Source, sp text.Span) diag.Fix {
	eol, prefix := tableLine(src, sp)
	start := src.Line(src.LineAt(sp.Start)).Start
	return diag.Fix{Message: "Insert a blank line", Safe: true, Edits: []diag.Edit{
		{Span: text.Span{Start: start, End: start}, New: strings.TrimRight(prefix, " \t") + eol},
	}}
}

// tableLine returns the line ending in use at sp, and what stands before sp on
// its line: the indentation and quote marks that a line next to it needs too.
func tableLine(src *text.Source, sp text.Span) (eol, prefix string) {
	line := src.Line(src.LineAt(sp.Start))
	prefix = src.Slice(text.Span{Start: line.Start, End: sp.Start})
	if strings.HasPrefix(string(src.Bytes[line.End:min(len(src.Bytes), line.End+2)]), "\r\n") {
		return "\r\n", prefix
	}
	return "\n", prefix
}

// tableIsDelimiter reports whether a cell is ":---", "---:" and the like.
func tableIsDelimiter(raw string) bool {
	raw = strings.TrimSuffix(strings.TrimPrefix(raw, ":"), ":")
	return raw != "" && strings.Trim(raw, "-") == ""
}

func tableIsDashes(cells []page.Cell) bool {
	for i := range cells {
		if !tableIsDelimiter(cells[i].Raw) {
			return false
		}
	}
	return len(cells) > 0
}

// tableIsRuled reports whether a row was meant as a row of dashes and is made of
// other marks: long dashes, equals signs, underscores.
func tableIsRuled(r *page.Row) bool {
	for i := range r.Cells {
		if c := r.Cells[i].Raw; c == "" || strings.Trim(c, "-:=_~–—―−‐‑ ") != "" {
			return false
		}
	}
	return len(r.Cells) > 0
}

// tableVisible returns sp, or if it is empty the character around it, for a
// finding needs something to point at.
func tableVisible(sp, line text.Span) text.Span {
	if sp.Len() == 0 && sp.Start < line.End {
		return text.Span{Start: sp.Start, End: sp.Start + 1}
	}
	if sp.Len() == 0 && sp.Start > line.Start {
		return text.Span{Start: sp.Start - 1, End: sp.Start}
	}
	return sp
}

func tableCells(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return fmt.Sprintf("%d cells", n)
}
