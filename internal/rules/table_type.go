package rules

import (
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var tableType = rule.Rule{
	ID:       "table-type",
	Title:    "Type cells name types that exist",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `The type is what readers of a table look for next to the name. A type that no page
describes is a dead end, and one that is spelled wrong is one they search for in vain.

Reported: in the Type column of a table of properties, relationships or parameters, a cell
that is empty or holds no type; a name behind ` + "`Edm.`" + ` that OData does not have (OData 4.01
Part 3, section 4.4); a type that no page of the doc set, or of another one in the run, no
schema and no metadata defines; a parenthesis that is not closed, and the like; a link whose
page describes another type than its text says; a table of properties whose header has no
Type column, though its rows give types.

Not reported: ` + "`[x](x.md) collection`, `String (timestamp)`, `x or y`" + ` and the other spellings of
reference pages, and names in tables whose headings are in another language; remarks behind
a type, such as "string, maximum size 20"; a type whose
link leads out of the doc set, or to a page that defines none; types in a doc set of which
no page defines one, and on pages that lie in no doc set.`,
	Check: func(p *rule.Pass) {
		c := tableTypeCheck{Pass: p, namespace: annNamespace(p.Page)}
		for _, t := range p.Page.Tables {
			name, kind := derived.NameColumn(t), derived.TypeColumn(t)
			if name >= 0 && kind >= 0 && name != kind && tableHasTypes(t) {
				c.table(t, name, kind)
			}
		}
		for _, part := range p.Set.Types.On(p.Page) {
			for _, t := range part.Tables {
				if !part.Type.Enum && derived.TypeColumn(t) < 0 {
					d := p.Report(t.Header.Span, "no column of this table of properties is headed \"Type\"")
					d.Help = "Write the headings Property, Type and Description"
				}
			}
		}
	},
}

// tableHasTypes reports whether a table is of a kind whose rows have a type.
func tableHasTypes(t *page.Table) bool {
	switch t.Kind {
	case page.PropertyTable, page.RelationshipTable, page.ParameterTable, page.FunctionTable, page.QueryTable:
		return true
	}
	return false
}

// tableTypeCheck checks the type cells of one page.
type tableTypeCheck struct {
	*rule.Pass
	namespace string
}

func (c *tableTypeCheck) table(t *page.Table, name, kind int) {
	foreign := t.Column("type", "data type", "property type") < 0
	for i := range t.Rows {
		r := &t.Rows[i]
		if len(r.Cells) <= kind || strings.TrimSpace(r.Cell(name).Text) == "" || paramGroupHeading(r) {
			continue // table-shape's, or a heading
		}
		cell := r.Cell(kind)
		ref := odata.Parse(cell.Raw)
		if foreign && !strings.Contains(ref.Name, ".") {
			continue // "Zeichenfolge": types are translated with the rest
		}
		switch {
		case strings.TrimSpace(cell.Text) == "":
			d := c.Report(paramInside(cell.Span, r.Span), "%s has no type", quoteName(r.Cell(name).Text))
			d.Help = "Name its type"
		case ref.Name == "":
			d := c.Report(cell.Span, "%s is no type", quoteName(cell.Text))
			d.Help = "Write the name of a type, and remarks into the description"
		default:
			c.faults(cell, ref)
			c.defined(cell, ref)
		}
	}
}

// faults reports what is wrong with the spelling of a type, apart from words and
// letter case, which every reader understands.
func (c *tableTypeCheck) faults(cell page.Cell, ref odata.TypeRef) {
	for _, f := range ref.Faults {
		switch f.Kind {
		case odata.Spelling, odata.LetterCase, odata.NoName:
			continue
		}
		at := tableInCell(cell, f.Start, f.End)
		d := c.Report(at, "%s in %s", rule.Aside(f.Message), quoteName(cell.Text))
		if f.Kind == odata.Unknown {
			d.Message = "OData has no type " + ref.Name
			d.Help = "Write one of its types, such as Edm.String, Edm.Int32 or Edm.DateTimeOffset"
			continue
		}
		d.Help = "Correct the spelling of the type"
		if f.Fixable && f.End <= len(cell.Raw) {
			d.Help = "Write " + quoteName(cell.Raw[:f.Start]+f.New+cell.Raw[f.End:])
			sp := text.Span{Start: cell.Span.Start + f.Start, End: cell.Span.Start + f.End}
			d.Fixes = append(d.Fixes, diag.Fix{Message: "Correct the spelling", Safe: true, Edits: []diag.Edit{{Span: sp, New: f.New}}})
		}
	}
}

// tableInCell is the place of bytes of a cell's text; the cell itself if it is empty.
func tableInCell(cell page.Cell, start, end int) text.Span {
	if end <= start || end > cell.Span.Len() {
		return cell.Span
	}
	return text.Span{Start: cell.Span.Start + start, End: cell.Span.Start + end}
}

// defined checks that somebody defines the types that a cell names, and that the
// link of a cell with one type leads to it.
func (c *tableTypeCheck) defined(cell page.Cell, ref odata.TypeRef) {
	if !c.DescribesTypes() {
		return
	}
	for _, one := range append([]odata.TypeRef{ref}, ref.Or...) {
		if one.Primitive() || tableAnyType(one.Name) {
			continue
		}
		linked := c.Set.Types.LinkAt(c.Page, text.Span{Start: cell.Span.Start + one.Start, End: cell.Span.Start + one.End}, one.Name)
		switch known := c.known(one.Name); {
		case known && linked.Type != nil && !c.same(linked.Type, one):
			d := c.Report(tableInCell(cell, one.Start, one.End), "the type is %s, but its link leads to %s", quoteName(one.Name), rule.Aside(linked.Type.Name))
			d.Help = "Write the type that is meant in both places"
		case !known && (!linked.Leads || linked.Type != nil):
			c.unknown(cell, one, linked.Type)
		}
	}
}

// tableAnyType reports whether a name stands for JSON of any kind.
func tableAnyType(name string) bool {
	return strings.EqualFold(name, "json") || strings.EqualFold(name, "range")
}

// same reports whether a name means a type, or one that derives from it, whose
// page may be the right one to read.
func (c *tableTypeCheck) same(t *derived.Type, ref odata.TypeRef) bool {
	types := c.Set.Types
	meant := types.Find(ref.Name, c.namespace)
	return strings.EqualFold(odata.Local(t.Name), ref.Local()) ||
		meant == nil || types.Derives(meant, t) || types.Derives(t, meant)
}

// known reports whether a page, a schema or metadata defines a type, in this doc
// set or another.
func (c *tableTypeCheck) known(name string) bool {
	if t, _ := c.Schemas.Lookup(name); t != nil || c.Set.Types.Find(name, c.namespace) != nil {
		return true
	}
	if c.Set.Index == nil {
		return false
	}
	for _, s := range c.Set.Index.Sets {
		if t, _ := s.Schemas.Lookup(name); t != nil || s.Types.Find(name, c.namespace) != nil {
			return true
		}
	}
	return false
}

func (c *tableTypeCheck) unknown(cell page.Cell, ref odata.TypeRef, linked *derived.Type) {
	at := tableInCell(cell, ref.Start, ref.End)
	d := c.Report(at, "unknown type %s", quoteName(ref.Name))
	d.Help = "No page of the doc set and no schema defines it"
	meant := c.meant(ref)
	if linked != nil {
		meant = odata.Local(linked.Name)
	}
	if meant == "" {
		return
	}
	d.Help = "Did you mean " + quoteName(meant) + "?"
	if c.Page.Source.Slice(at) == ref.Name {
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Change it to " + quoteName(meant), Edits: []diag.Edit{{Span: at, New: meant}}})
	}
}

// meant returns the type that a misspelt name stands for, or "".
func (c *tableTypeCheck) meant(ref odata.TypeRef) string {
	var names []string
	for _, t := range c.Schemas.Types() {
		name := t.Name
		if ref.Namespace() == "" {
			name = odata.Local(name)
		}
		names = append(names, name)
	}
	if ref.Namespace() == "" {
		names = append(names, "String", "Boolean", "Int32", "Int64", "Double", "DateTimeOffset", "Duration", "Guid", "Binary", "Stream", "TimeOfDay")
	}
	return schema.Closest(ref.Name, names)
}
