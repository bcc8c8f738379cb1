package rules

import (
	"fmt"
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

// circle reports a base type that leads back to the type, and one with too many
// base types of its own.
func (c *tableResourceCheck) circle() {
	base := c.part.Base
	if base == nil || base.Kind != jsondoc.String {
		return
	}
	if c.part.Type.Long {
		d := c.Report(base.Span, "%s has more than %d base types, and this one does not count", c.part.Type.Name, schema.MaxBases).As("long")
		d.Pointer, d.Help = "/baseType", "Derive from a type nearer the root"
	}
	if !c.part.Type.Circle {
		return
	}
	names := []string{c.part.Type.Name}
	seen := map[*derived.Type]bool{}
	b := c.types.BaseOf(c.part.Type)
	for ; b != nil && b != c.part.Type && !seen[b] && len(names) <= schema.MaxBases; b = c.types.BaseOf(b) {
		seen[b], names = true, append(names, b.Name)
	}
	if b != c.part.Type && len(names) <= schema.MaxBases {
		return // it is a base type's base types that are a circle, which is reported there
	}
	names = append(names, b.Name)
	more := len(names) - 1 - schema.MaxBases
	names = names[:len(names)-max(0, more)]
	d := c.Report(base.Span, "%s is its own base type", names[0])
	if len(names) > 2 {
		d.Message = "the base types of " + names[0] + " lead back to it: " + strings.Join(names[1:], ", ")
	}
	if more > 0 {
		d.Message = "the base types of " + names[0] + " never end: " + strings.Join(names[1:], ", ") + " and so on"
	}
	d.Pointer, d.Help = "/baseType", "Break the circle: a type cannot inherit from itself"
}

// otherPages compares what the page says of a type with the pages before it.
func (c *tableResourceCheck) otherPages() {
	for _, o := range c.part.Type.Parts {
		if o == c.part {
			break
		}
		if o.Block != nil {
			c.otherBase(o)
		}
	}
	c.otherName()
	c.otherOpen()
	namespace := odata.Namespace(c.part.Type.Name)
	for _, r := range c.part.Rows {
		if c.part.Row(r.Name) == r {
			c.otherRow(r, namespace)
		}
	}
}

// otherName reports that the page spells the type's name in other letter case.
func (c *tableResourceCheck) otherName() {
	name := c.part.Block.Annotation.TypeName()
	right, first := c.part.Type.Name, c.part.Type.Parts[0]
	if ref := odata.Parse(name.Text); ref.Namespace() == "" || ref.Name == right || !strings.EqualFold(ref.Name, right) {
		return
	}
	d := c.Report(c.part.At, "the type is spelled %q here, %q on another page", name.Text, rule.Aside(right))
	d.Severity = diag.Warning
	d.Pointer, d.Help = "/@odata.type", "Write the name in one letter case"
	d.Related = append(d.Related, diag.Related{Source: first.Page.Source, Span: first.At, Message: "the other page"})
}

// otherBase reports another base type than an earlier page gives.
func (c *tableResourceCheck) otherBase(o *derived.Part) {
	a, b := tableBase(o), tableBase(c.part)
	if a == "" || b == "" {
		return
	}
	namespace := odata.Namespace(c.part.Type.Name)
	ta, tb := c.types.Find(a, namespace), c.types.Find(b, namespace)
	if strings.EqualFold(a, b) || ta != nil && ta == tb {
		return
	}
	d := c.Report(c.part.Base.Span, "the base type of %s is %s here, %s on another page", c.part.Type.Name, b, rule.Aside(a))
	d.Pointer, d.Help = "/baseType", "Give the type one base type"
	d.Related = append(d.Related, diag.Related{Source: o.Page.Source, Span: o.Base.Span, Message: "the base type on the other page"})
}

// tableBase returns the base type that a part's annotation names, or "".
func tableBase(part *derived.Part) string {
	if part.Base == nil || part.Base.Kind != jsondoc.String {
		return ""
	}
	return odata.Parse(part.Base.Text).Name
}

// otherOpen reports a block that does not call its type open, as another does.
func (c *tableResourceCheck) otherOpen() {
	if !c.part.Type.Open || c.part.Block.Annotation.Flag("openType") {
		return
	}
	for _, o := range c.part.Type.Parts {
		if o.Block == nil || !o.Block.Annotation.Flag("openType") {
			continue
		}
		d := c.Report(c.part.At, "%s is an open type on another page, but not here", c.part.Type.Name)
		d.Severity = diag.Info
		d.Help = `Say "openType": true here too`
		at := o.Block.Annotation.Get("openType").Span
		d.Related = append(d.Related, diag.Related{Source: o.Page.Source, Span: at, Message: "openType on the other page"})
		return
	}
}

// otherRow reports that an earlier page gives a property another type.
func (c *tableResourceCheck) otherRow(r *derived.Row, namespace string) {
	for _, o := range c.part.Type.Parts {
		if o == c.part {
			return
		}
		other := o.Row(r.Name)
		if other == nil || o.Page == c.Page || c.types.Compare(other.Type, derived.Of(r.Type), namespace) <= derived.Narrower {
			continue
		}
		d := c.Report(tableTypePlace(r), "%s of %s is %s here, %s on another page", quoteName(r.Name), c.part.Type.Name, rule.Aside(tableTypeWords(r.Type)), rule.Aside(tableTypeWords(other.Type)))
		d.Severity = diag.Warning
		d.Help = "Give the property one type"
		d.Related = append(d.Related, diag.Related{Source: o.Page.Source, Span: tableTypePlace(other), Message: fmt.Sprintf("%s on the other page", quoteName(r.Name))})
		return
	}
}
