package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var paramDescription = rule.Rule{
	ID:       "param-description",
	Title:    "Every parameter, property and member has a description",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `The description column is what readers open a reference page for. An empty cell
tells them that nobody knows what the thing is for.

Reported: an empty cell in a column called "Description", or in the third of three
columns of a table of parameters, properties or relationships (translated pages);
whatever the table lists. Stock phrases such as "Not yet documented" are an info,
one for each table.

Not reported: rows that head a group of rows (one emphasised phrase, all other
cells empty); rows that lack the cell altogether, which are table-shape's.`,
	Check: func(p *rule.Pass) {
		for _, t := range p.Page.Tables {
			if col := paramDescriptionColumn(t); col > 0 {
				paramDescribed(p, t, col)
			}
		}
	},
}

// paramDescriptionColumn returns the column of descriptions, or -1.
func paramDescriptionColumn(t *page.Table) int {
	if i := t.Column("description", "descriptions"); i >= 0 {
		return i
	}
	switch t.Kind {
	case page.ParameterTable, page.FunctionTable, page.PropertyTable, page.RelationshipTable:
		if len(t.Header.Cells) == 3 && t.Column("value", "example", "required") < 0 {
			return 2
		}
	}
	return -1
}

func paramDescribed(p *rule.Pass, t *page.Table, col int) {
	var stock *diag.Diagnostic
	for i := range t.Rows {
		r := &t.Rows[i]
		name := strings.TrimSpace(r.Cells[0].Text)
		if len(r.Cells) <= col || name == "" || paramGroupHeading(r) {
			continue
		}
		c := r.Cells[col]
		switch {
		case strings.TrimSpace(c.Text) == "":
			d := p.Report(paramInside(c.Span, r.Span), "%s has no description", quoteName(name))
			d.Help = "Say what it is for"
		case paramStockPhrase(c.Text) && stock == nil:
			stock = p.Report(c.Span, "%s is described as %q", quoteName(name), c.Text)
			stock.Severity = diag.Info
			stock.Help = "Say what it is for"
		case paramStockPhrase(c.Text):
			p.Also(stock, c.Span, "and "+quoteName(name), quoteName(name), c.Text)
		}
	}
}

// paramGroupHeading reports whether a row is one emphasised phrase that heads the rows below it.
func paramGroupHeading(r *page.Row) bool {
	if raw := r.Cells[0].Raw; len(raw) < 3 || raw[0] != '*' && raw[0] != '_' || raw[len(raw)-1] != raw[0] {
		return false
	}
	for i := range r.Cells[1:] {
		if strings.TrimSpace(r.Cells[i+1].Text) != "" {
			return false
		}
	}
	return true
}

// paramStockPhrase reports whether a description is what a generator writes
// where its source has none.
func paramStockPhrase(description string) bool {
	const longest, phrase = 120, 30 // bytes; longer text says something
	if len(description) > longest {
		return false
	}
	s := strings.TrimRight(strings.TrimSpace(description), ". ")
	if n := len(notDocumented); len(s) > phrase {
		return strings.EqualFold(s[:n], notDocumented)
	}
	s = strings.ToLower(s)
	switch s {
	case "not yet documented", "not documented", "undocumented", "to be documented", "no description",
		"no description available", "no description provided", "description goes here", "missing description":
		return true
	}
	return strings.HasPrefix(s, "not yet documented")
}

// paramInside returns a cell's span or, if it is empty, the character behind it.
func paramInside(cell, row text.Span) text.Span {
	if cell.Len() > 0 {
		return cell
	}
	return tableVisible(cell, row)
}

// quoteName quotes a name or value for a message, on one line and shortened if it is long.
func quoteName(name string) string {
	return `"` + text.Clip(strings.Join(strings.Fields(name), " "), 60) + `"`
}
