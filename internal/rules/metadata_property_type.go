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
)

// annotated returns the annotation's value that names the part's type, or nil.
func (c *metadataPart) annotated() *jsondoc.Value {
	if c.part.Block == nil {
		return nil
	}
	if v := c.part.Block.Annotation.TypeName(); v != nil && v.Kind == jsondoc.String {
		return v
	}
	return nil
}

// noType reports a type that the metadata does not have.
func (c *metadataPart) noType() {
	if c.annotated() == nil {
		return // the name may be a heading's
	}
	name := c.part.Type.Name
	d := c.Report(c.name(), "the metadata has no type %s", name)
	d.Severity, d.Help = diag.Warning, "Take the page out, or name the type as the service does"
	var names []string
	for _, t := range c.Set.Metadata.Types {
		if c.Set.Types.Lookup(t.Name) == nil {
			names = append(names, t.Name)
		}
	}
	if near := schema.Closest(name, names); near != "" {
		d.Help = "Did you mean " + near + "?"
		if at := c.name(); at.Len() == len(name) {
			d.Fixes = []diag.Fix{*metadataWrite(at, near, false)}
		}
	}
}

// typeCase reports a type's name in another letter case.
func (c *metadataPart) typeCase() {
	v := c.annotated()
	if v == nil {
		return
	}
	ref := odata.Parse(v.Text)
	right := c.meta.Name
	if ref.Namespace() == "" {
		right = c.meta.Local()
	}
	if ref.Name == right || !strings.EqualFold(ref.Name, right) {
		return
	}
	at := c.name()
	d := c.Report(at, "the type %q is %q in the metadata", ref.Name, rule.Aside(right))
	d.Severity, d.Help = diag.Warning, metadataJSONCase
	if at.Len() == len(right) {
		d.Fixes = []diag.Fix{*metadataWrite(at, right, true)}
	}
}

// base reports a base type that the metadata does not give the type.
func (c *metadataPart) base() {
	v := c.part.Base
	if v == nil || v.Kind != jsondoc.String || !c.meta.Known() && c.meta.Base == nil && !c.meta.Open {
		return
	}
	ref := odata.Parse(v.Text)
	base, _ := c.Set.Metadata.Lookup(ref.Name)
	if ref.Name == "" || base != nil && c.meta.Is(base) {
		return
	}
	d := c.Report(nameSpan(c.Page.Source, v, ref), "%s does not derive from %s", rule.Aside(c.meta.Name), ref.Name)
	d.Severity, d.Pointer, d.Help = diag.Warning, "/baseType", "It derives from no type"
	if c.meta.Base != nil {
		d.Help = "It derives from " + c.meta.Base.Name
	}
}

// members compares the members of an enumeration.
func (c *metadataPart) members() {
	for _, m := range c.part.Type.Members {
		if m.Page != c.Page {
			continue
		}
		found, exact := c.meta.Member(m.Name)
		switch {
		case found == nil:
			c.lacking(m.Span, "member", m.Name)
		case !exact:
			c.cases.add(m.Span, m.Name, found.Name, found.Name)
		}
	}
	if c.part != c.part.Type.Parts[0] || len(c.part.Type.Members) == 0 {
		return
	}
	var names []string
	for _, m := range c.meta.Members {
		listed := slices.ContainsFunc(c.part.Type.Members, func(o derived.Member) bool { return strings.EqualFold(o.Name, m.Name) })
		if !listed && m.Name != "unknownFutureValue" {
			names = append(names, quoteName(m.Name))
		}
	}
	c.missing(names)
}
