package rules

import (
	"slices"
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// tableMisspelt returns the index of the row that is meant by a name of the block, or -1.
func tableMisspelt(name string, rows []*derived.Row) int {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r.Name
	}
	return slices.Index(names, schema.Closest(name, names))
}

func (c *tableResourceCheck) misspelt(f *derived.Field, r *derived.Row) {
	d := c.Report(r.Cell.Span, "%s in the table is %s in the JSON representation of %s", quoteName(r.Name), rule.Aside(quoteName(f.Member.Name)), c.part.Type.Name)
	d.Help = "Write the name in one way"
	d.Related = append(d.Related, c.Related(f.Member.NameSpan, "the name in the JSON"))
	if i := strings.Index(r.Cell.Raw, r.Name); i >= 0 {
		at := text.Span{Start: r.Cell.Span.Start + i, End: r.Cell.Span.Start + i + len(r.Name)}
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Write " + quoteName(f.Member.Name) + " in the table", Edits: []diag.Edit{{Span: at, New: f.Member.Name}}})
	}
}

// tableOpening returns the first byte of a block's JSON, or the block if it has none.
func tableOpening(part *derived.Part) text.Span {
	if part.Block.JSON == nil || part.Block.JSON.Root == nil {
		return part.Block.Span
	}
	start := part.Block.JSON.Root.Span.Start
	return text.Span{Start: start, End: start + 1}
}

// typesOfProperties compares the types in the tables with the block.
func (c *tableResourceCheck) typesOfProperties() {
	namespace := odata.Namespace(c.part.Type.Name)
	for _, f := range c.part.Fields {
		r := c.part.Row(f.Member.Name)
		if r == nil || c.part.Field(r.Name) != f {
			continue
		}
		c.values(f, r, namespace)
		diff := c.types.Compare(r.Type, f.Notation, namespace)
		if diff <= derived.Narrower || diff == derived.Named && (c.part.Example || c.untold(r.Type, f.Type, namespace)) {
			continue // an example may have a type that the page does not tell about
		}
		d := c.Report(tableTypePlace(r), "%s is %s in the table, %s in the JSON representation", quoteName(r.Name), rule.Aside(tableTypeWords(r.Type)), rule.Aside(tableNotationWords(f)))
		if diff < derived.Kind {
			d.Severity = diag.Warning
		}
		d.Help = "Give the property one type in both"
		d.Related = append(d.Related, c.Related(tableValuePlace(f.Member), "the type in the JSON"))
	}
}

// untold reports whether one of two types may derive from the other on a page
// that was not read.
func (c *tableResourceCheck) untold(a, b odata.TypeRef, namespace string) bool {
	return !c.DescribesTypes() && (c.types.Find(a.Name, namespace) == nil || c.types.Find(b.Name, namespace) == nil)
}

// tableTypePlace is the place of the name in a row's type cell.
func tableTypePlace(r *derived.Row) text.Span {
	if r.Type.End <= r.Type.Start || r.Type.End > r.TypeCell.Span.Len() {
		return r.TypeCell.Span
	}
	return text.Span{Start: r.TypeCell.Span.Start + r.Type.Start, End: r.TypeCell.Span.Start + r.Type.End}
}

func tableValuePlace(m *jsondoc.Member) text.Span {
	sp := m.Value.Span
	if m.Value.Kind == jsondoc.Object || m.Value.Kind == jsondoc.Array {
		sp.End = min(sp.End, sp.Start+1)
	}
	return sp
}

// tableTypeWords names a type in a message.
func tableTypeWords(ref odata.TypeRef) string {
	if ref.Collection {
		return "a collection of " + ref.Local()
	}
	return ref.Local()
}

// tableNotationWords says what a block shows for a property.
func tableNotationWords(f *derived.Field) string {
	if f.Type.Name != "" {
		return tableTypeWords(f.Type)
	}
	word := map[odata.JSONKind]string{
		odata.JSONString: "a string", odata.JSONNumber: "a number", odata.JSONBoolean: "a Boolean", odata.JSONObject: "an object",
	}[f.Kind]
	switch {
	case f.Array:
		return "an array"
	case word == "":
		return "one value"
	}
	return word
}

// values checks that the values which the block lists ("a | b") are those that
// the description lists, or the enumeration has.
func (c *tableResourceCheck) values(f *derived.Field, r *derived.Row, namespace string) {
	if len(f.Values) < 2 {
		return
	}
	known := derived.Listed(r.Text.Raw)
	if t := c.types.Find(r.Type.Name, namespace); len(known) == 0 && t != nil {
		for _, m := range t.Members {
			known = append(known, m.Name)
		}
	}
	if len(known) == 0 {
		return
	}
	var strange []string
	for _, v := range f.Values {
		if !slices.Contains(known, v) {
			strange = append(strange, v)
		}
	}
	if len(strange) == 0 {
		return
	}
	d := c.Report(f.Member.Value.Span, "%s can be %s in the JSON representation, which is not among its values", quoteName(r.Name), rule.Aside(quoteName(strings.Join(strange, ", "))))
	d.Severity = diag.Warning
	d.Pointer, d.Help = jsondoc.Pointer(r.Name), "The page lists "+paramJoin(known)
	d.Related = append(d.Related, c.Related(paramInside(r.Text.Span, r.Cell.Span), "the description"))
}
