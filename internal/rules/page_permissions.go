package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var pagePermissions = rule.Rule{
	ID:       "page-permissions",
	Title:    "Permissions tables are complete and in order",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `Readers pick the first permission of a row because the table says that it is the
least privileged. A header that promises the reverse order, an empty cell or a row
nobody knows make them ask for too much, or guess.

Reported, in tables that list permissions by permission type:

- a header that orders "from most to least privileged"
- an empty cell
- a row twice, and a permission twice in one cell
- a row other than delegated (work or school account), delegated (personal Microsoft
  account) and application; a misspelt one with what it should be
- a missing row, where the others are there

Not reported: "Not supported.", "None" and the like; the newer form with a column for
the least and one for higher privileged permissions; indented rows that split a type by
workload, and tables with a row of each workload; permissions in an include; tables of
another kind. Whether the permissions are the right ones is not checked.`,
	Check: func(p *rule.Pass) {
		for _, t := range p.Page.Tables {
			if t.Kind == page.PermissionTable && permIsByType(t) {
				permOrder(p, t)
				permRows(p, t)
				permCells(p, t)
			}
		}
	},
}

// permIsByType reports whether the rows are permission types: by the header or,
// since headers are translated, by the first row.
func permIsByType(t *page.Table) bool {
	if len(t.Header.Cells) < 2 || len(t.Rows) == 0 {
		return false
	}
	return strings.EqualFold(t.Header.Cell(0).Text, "permission type") ||
		strings.HasPrefix(strings.ToLower(t.Rows[0].Cell(0).Text), "delegated")
}

// permOrder reports a header that orders the permissions the wrong way round.
func permOrder(p *rule.Pass, t *page.Table) {
	for i, c := range t.Header.Cells {
		lower := strings.ToLower(c.Text)
		most, least := strings.Index(lower, "most"), strings.Index(lower, "least")
		if i == 0 || most < 0 || least < most || !strings.Contains(lower, "privileged") {
			continue
		}
		d := p.Report(c.Span, "permissions are ordered %q; the convention is from least to most privileged", permOrderPhrase(c.Text))
		d.Help = "List the least privileged permission first, and say so in the header"
		if fixed := permSwap(c.Raw); fixed != c.Raw {
			d.Fixes = []diag.Fix{{
				Message: "Change the header; the order in the rows is yours to check",
				Edits:   []diag.Edit{{Span: c.Span, New: fixed}},
			}}
		}
	}
}

// permOrderPhrase returns what stands in the header's parentheses, or all of it.
func permOrderPhrase(header string) string {
	_, rest, ok := strings.Cut(header, "(")
	if phrase, _, closed := strings.Cut(rest, ")"); ok && closed {
		return phrase
	}
	return header
}

// permSwap exchanges the words "most" and "least".
func permSwap(header string) string {
	return strings.NewReplacer("most", "least", "least", "most", "Most", "Least", "Least", "Most").Replace(header)
}

// permTypes returns the permission types in the order of the convention.
func permTypes() []string {
	return []string{"Delegated (work or school account)", "Delegated (personal Microsoft account)", "Application"}
}

// permTypeOf returns the type that a row's name means, or "". Names vary in
// case, in links and in what the parentheses say; the words in them do not.
func permTypeOf(name string) string {
	lower := strings.ToLower(name)
	types := permTypes()
	switch {
	case strings.Contains(lower, "personal"):
		return types[1]
	case strings.Contains(lower, "work or school") || strings.Contains(lower, "delegated"):
		return types[0]
	case strings.HasPrefix(lower, "application") || strings.HasPrefix(lower, "app-only"):
		return types[2]
	}
	return ""
}

// permRows reports rows that are unknown, there twice or missing.
func permRows(p *rule.Pass, t *page.Table) {
	first := map[string]*page.Row{}
	var unknown []*page.Row
	var twice []*diag.Diagnostic
	for i := range t.Rows {
		row := &t.Rows[i]
		name := row.Cell(0)
		kind := permTypeOf(name.Text)
		switch {
		case name.Text == "" || permIsSubRow(name):
		case kind == "":
			unknown = append(unknown, row)
		case first[strings.ToLower(name.Text)] != nil:
			d := p.Report(name.Span, "row %q is there twice", name.Text).As("twice")
			d.Help = "Keep one of the two, or name the type that is missing"
			d.Related = append(d.Related, p.Related(first[strings.ToLower(name.Text)].Cell(0).Span, "first here"))
			twice = append(twice, d)
		default:
			first[strings.ToLower(name.Text)] = row
			first[kind] = row
		}
	}
	if !permIsSplit(t) {
		permMissing(p, t, first, unknown, twice)
	}
}

// permMissing settles what the rows that are unknown or there twice should be,
// and reports a type without a row.
func permMissing(p *rule.Pass, t *page.Table, first map[string]*page.Row, unknown []*page.Row, twice []*diag.Diagnostic) {
	var missing []string
	for _, kind := range permTypes() {
		if first[kind] == nil {
			missing = append(missing, kind)
		}
	}
	if len(missing) == len(permTypes()) || len(unknown) > len(missing)+1 {
		return // a table of something else, or translated
	}
	permUnknown(p, unknown, missing)
	switch {
	case len(missing) != 1 || len(unknown) > 0:
	case len(twice) == 1:
		twice[0].Message += ", and none is " + strconv.Quote(missing[0])
		twice[0].Fixes = []diag.Fix{{
			Message: "Change the second one to " + missing[0],
			Edits:   []diag.Edit{{Span: twice[0].Span, New: missing[0]}},
		}}
	default:
		d := p.Report(t.Header.Cell(0).Span, "table has no row %q", missing[0])
		d.Loose, d.Help = true, `Add it; write "Not supported." if the API cannot be called that way`
	}
}

// permUnknown reports rows that name no permission type. If just one type has
// no row, that is what the row should be.
func permUnknown(p *rule.Pass, unknown []*page.Row, missing []string) {
	for _, row := range unknown {
		name := row.Cell(0)
		want := schema.Closest(name.Text, permTypes())
		if want == "" && len(unknown) == 1 && len(missing) == 1 {
			want = missing[0]
		}
		if want == "" {
			p.Report(name.Span, "%q is no permission type", name.Text).Help =
				"The types are " + strings.Join(permTypes(), ", ")
			continue
		}
		d := p.Report(name.Span, "%q is no permission type; did you mean %q?", name.Text, rule.Aside(want))
		d.Help = "Correct the row's name"
		d.Fixes = []diag.Fix{{
			Message: "Change it to " + want,
			Edits:   []diag.Edit{{Span: name.Span, New: want}},
		}}
	}
}

// permIsSubRow tells rows that split a type by workload or condition: indented
// with entities, or set in bold.
func permIsSubRow(name page.Cell) bool {
	return strings.HasPrefix(name.Raw, "&nbsp;") || strings.HasPrefix(name.Raw, "&emsp;") ||
		strings.HasPrefix(name.Raw, "**") || strings.HasPrefix(name.Raw, "- ")
}

// permIsSplit reports whether the table has such rows.
func permIsSplit(t *page.Table) bool {
	for i := range t.Rows {
		if permIsSubRow(t.Rows[i].Cell(0)) {
			return true
		}
	}
	return false
}

// permCells reports cells that are empty or name a permission twice.
func permCells(p *rule.Pass, t *page.Table) {
	split := permIsSplit(t)
	for i := range t.Rows {
		row := &t.Rows[i]
		name := row.Cell(0)
		if split && !permIsSubRow(name) {
			continue // a heading of sub-rows
		}
		for k := 1; k < len(row.Cells) && k < len(t.Header.Cells); k++ {
			c := row.Cell(k)
			if c.Text == "" {
				permEmpty(p, name, c)
				continue
			}
			permTwice(p, c)
		}
	}
}

func permEmpty(p *rule.Pass, name, c page.Cell) {
	d := p.Report(c.Span, "no permissions in the row %q", name.Text).As("empty")
	if c.Span.Len() == 0 {
		d.Span = name.Span
	}
	d.Help = `Name the permissions, or write "Not supported."`
}

// permTwice reports permissions that a cell lists more than once, in one finding.
// A name with words behind it, as in "X for groups, X for users", says different
// things each time.
func permTwice(p *rule.Pass, c page.Cell) {
	const most = 10 // related places
	seen := map[string]text.Span{}
	var d *diag.Diagnostic
	at := 0
	for _, part := range strings.FieldsFunc(c.Raw, permIsComma) {
		at += strings.Index(c.Raw[at:], part)
		name := strings.TrimSpace(part)
		start := c.Span.Start + at + strings.Index(part, name)
		at += len(part)
		if strings.Contains(part, ":") { // "For groups: …" begins another list
			clear(seen)
		}
		key := strings.ToLower(strings.Trim(name, "*_`. "))
		if !strings.Contains(key, ".") || strings.ContainsAny(key, " \t(") {
			continue
		}
		sp := text.Span{Start: start, End: start + len(name)}
		before, twice := seen[key]
		switch {
		case !twice:
			seen[key] = sp
		case d == nil:
			d = p.Report(sp, "permission %q is in this cell twice", strings.Trim(name, "*_`. "))
			d.Help = "Delete one of the two"
			d.Related = append(d.Related, p.Related(before, "first here"))
		case len(d.Related) < most:
			p.Also(d, sp, "this one is there before, too", strings.Trim(name, "*_`. "))
		}
	}
}

func permIsComma(r rune) bool { return r == ',' || r == ';' }
