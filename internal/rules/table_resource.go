package rules

import (
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var tableResource = rule.Rule{
	ID:       "table-resource",
	Title:    "A type's JSON representation and the tables of its properties agree",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `A resource page says twice what a type looks like, in its tables and in its JSON
representation. Readers take the one they see first, tools read the other.

Reported as errors: a property that the JSON shows and no table of the page lists; one that
the two spell differently; a property that is a collection in one and a single value in the
other, or whose types differ in JSON, such as Int64 and String; a base type that leads back
to the type; two pages that give one type different base types.

Reported as warnings: a property that a table lists and the JSON leaves out; two types of one
JSON form, such as Date and DateTimeOffset, or two named types of which neither derives from
the other; values in the JSON (` + "`a | b | c`" + `) that the description or the enumeration does not
have; a block whose page has no table of properties; two pages that give one property
different types. Infos: a property of an open type that the JSON leaves out; an open type that
another page does not call open. Many properties of one block are one finding.

Not reported: what the type inherits from a base type, in whatever page that is described, or
whose base type nobody describes; properties of an open type that no table lists; a property
that another page of the type lists; control information (` + "`@odata.type`, `x@odata.y`" + `);
relationships, streams and deprecated properties that the JSON leaves out, and anything it
leaves out behind "..."; a table that says String where the JSON says which kind of string,
and the reverse; an example value in place of a type, as far as the type allows it.`,
	Check: func(p *rule.Pass) {
		for _, part := range p.Set.Types.On(p.Page) {
			if part.Block == nil {
				continue
			}
			c := tableResourceCheck{Pass: p, part: part, types: p.Set.Types}
			c.inherited, c.known = tableInherited(p, part.Type)
			c.names()
			c.typesOfProperties()
			c.circle()
			if !p.Set.Flat {
				c.otherPages()
			}
		}
	},
}

// tableResourceCheck compares one resource block with the tables of its page,
// and with the other pages on its type.
type tableResourceCheck struct {
	*rule.Pass
	part      *derived.Part
	types     *derived.Types
	inherited map[string]bool  // properties of base types
	known     bool             // these are all
	first     *diag.Diagnostic // see oneOrAll
}

// tableInherited returns the properties of a type's base types, and whether
// these are all that it inherits.
func tableInherited(p *rule.Pass, t *derived.Type) (names map[string]bool, known bool) {
	names = map[string]bool{}
	if t.Circle {
		return names, false
	}
	for t.Base != "" {
		base := p.Set.Types.BaseOf(t)
		if base == nil {
			break
		}
		for _, q := range base.Properties {
			names[q.Name] = true
		}
		t = base
	}
	if t.Base == "" {
		return names, true
	}
	s, _ := p.Schemas.Lookup(t.Base)
	if s == nil {
		return names, false
	}
	for _, name := range s.Properties() {
		names[name] = true
	}
	return names, true
}

// names compares the names in the block with those in the tables.
func (c *tableResourceCheck) names() {
	unlisted, unshown := c.unlisted(), c.unshown()
	const most = 10_000 // pairs of names; more are not compared
	if len(unlisted)*len(unshown) <= most {
		unlisted = slices.DeleteFunc(unlisted, func(f *derived.Field) bool {
			i := tableMisspelt(f.Member.Name, unshown)
			if i < 0 {
				return false
			}
			c.misspelt(f, unshown[i])
			unshown = slices.Delete(unshown, i, i+1)
			return true
		})
	}
	c.reportUnlisted(unlisted)
	c.reportUnshown(unshown)
}

// unlisted returns the members of the block that no table lists.
func (c *tableResourceCheck) unlisted() []*derived.Field {
	t := c.part.Type
	if t.Open || !c.known {
		return nil
	}
	var out []*derived.Field
	var mentioned map[string]bool
	for _, f := range c.part.Fields {
		name := f.Member.Name
		if c.inherited[name] || c.part.Field(name) != f || tableLists(t, name) {
			continue
		}
		if mentioned == nil {
			mentioned = c.mentioned()
		}
		if !mentioned[name] {
			out = append(out, f)
		}
	}
	return out
}

// tableLists reports whether a table of some page on the type lists a property.
func tableLists(t *derived.Type, name string) bool {
	for _, p := range t.Parts {
		if p.Row(name) != nil {
			return true
		}
	}
	return false
}

// mentioned returns what the tables of the page, those of methods apart, name in
// their first cells, or where names stand, be they tables of properties or not.
func (c *tableResourceCheck) mentioned() map[string]bool {
	names := map[string]bool{}
	for _, t := range c.Page.Tables {
		if t.Kind == page.MethodTable {
			continue
		}
		col := max(0, derived.NameColumn(t))
		for i := range t.Rows {
			names[strings.TrimSpace(t.Rows[i].Cell(col).Text)] = true
		}
	}
	return names
}

// unshown returns the rows whose property the block leaves out.
func (c *tableResourceCheck) unshown() []*derived.Row {
	if c.part.Elided || len(c.part.Fields) == 0 || !c.known && !c.DescribesTypes() {
		return nil // a base type on a page that was not read may have it
	}
	var out []*derived.Row
	for _, r := range c.part.Rows {
		switch {
		case c.part.Field(r.Name) != nil, c.part.Row(r.Name) != r, c.inherited[r.Name], r.Navigation, r.Deprecated:
		case strings.ContainsAny(r.Name, "@/."), r.Type.Name == "Edm.Stream":
		case r.TypeCell.Text == "" && r.Text.Text == "": // a heading, it may be
		case tableSaysAway(r.Text.Text):
		default:
			out = append(out, r)
		}
	}
	return out
}

// tableSaysAway reports whether a description gives the reason why the JSON may
// leave a property out.
func tableSaysAway(description string) bool {
	s := strings.ToLower(description)
	return strings.Contains(s, "deprecated") || strings.Contains(s, "inherited from") || strings.Contains(s, "do not use")
}

func (c *tableResourceCheck) reportUnlisted(fields []*derived.Field) {
	if len(fields) == 0 {
		return
	}
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Member.Name
	}
	where := "in no table of the page"
	if len(c.part.Tables) == 0 {
		where = "in no table: the page has none"
	}
	for i, f := range fields {
		d := c.oneOrAll(i, f.Member.NameSpan, jsondoc.Pointer(f.Member.Name), names, "in the JSON representation of "+c.part.Type.Name+", but "+where, len(c.part.Tables) == 0)
		if d == nil {
			continue
		}
		d.Help = "Add a row to the table, or take the property out of the JSON"
		if len(c.part.Tables) == 0 {
			d.Severity = diag.Warning
			d.Help = "Describe the properties in a table: name, type and description"
			continue
		}
		d.Related = append(d.Related, c.Related(c.part.Tables[0].Header.Span, "the table of properties"))
	}
}

func (c *tableResourceCheck) reportUnshown(rows []*derived.Row) {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r.Name
	}
	for i, r := range rows {
		d := c.oneOrAll(i, r.Cell.Span, "", names, "in the table, but not in the JSON representation of "+c.part.Type.Name, false)
		if d == nil {
			continue
		}
		d.Severity = diag.Warning
		if c.part.Type.Open {
			d.Severity = diag.Info
		}
		d.Help = "Add the property to the JSON, or take the row out"
		d.Related = append(d.Related, c.Related(tableOpening(c.part), "the JSON representation"))
	}
}

// oneOrAll reports that a name is somewhere and not elsewhere; if there are many,
// or all is true, the first finding is about all names and gets the places of the
// others, for which it returns nil.
func (c *tableResourceCheck) oneOrAll(i int, at text.Span, pointer string, names []string, where string, all bool) *diag.Diagnostic {
	const few = 3 // that are still reported one by one
	all = all || len(names) > few
	if i > 0 && all {
		c.Also(c.first, at, "and "+quoteName(names[i]), c.part.Type.Name, names[i]).Pointer = pointer
		return nil
	}
	verb, key := " is ", diag.JoinKey(c.part.Type.Name, names[i])
	if all && len(names) > 1 {
		verb = " are "
	} else {
		names = names[i : i+1]
	}
	c.first = c.Report(at, "%s", rule.Aside(tableNames(names)+verb+where))
	c.first.Key, c.first.Pointer = key, pointer
	return c.first
}

// tableNames lists names in a message, not too many.
func tableNames(names []string) string {
	const most = 5
	var b strings.Builder
	for i, name := range names[:min(len(names), most)] {
		switch {
		case i > 0 && i == len(names)-1:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(quoteName(name))
	}
	if n := len(names) - most; n > 0 {
		fmt.Fprintf(&b, " and %d more", n)
	}
	return b.String()
}
