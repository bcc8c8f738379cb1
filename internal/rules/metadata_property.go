package rules

import (
	"slices"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/odata"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var metadataProperty = rule.Rule{
	ID:       "metadata-property",
	Title:    "Resource pages describe the properties that the metadata gives the type",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasMetadata,
	Since:    "0.1.0",
	Doc: `With ` + "`--metadata FILE`" + ` the tables and the JSON representation on a resource page are compared
with the entity type, complex type or enumeration that the service has.

Reported as errors: a property that is a collection on the page and a single value in the
metadata, or the reverse; one whose types differ in JSON, such as String and Boolean.

Reported as warnings: a property or member that the type lacks (with the one that may be
meant); a name in another letter case; a type that the metadata does not have, and a base type
that is not the type's; a property whose type is not related to the metadata's. Infos: two types
of one JSON form, such as Date and DateTimeOffset; properties and members of the type that no
page describes, in one finding: they may be left out on purpose.

Not reported: properties that an open type lacks, unless they come close to a declared one;
annotations (` + "`@odata.type`" + `); deprecated properties that the type lacks; the types in the JSON
representation of properties that a table describes, since table-resource compares the two.`,
	Check: func(p *rule.Pass) {
		if p.Set.Metadata == nil {
			return
		}
		for _, part := range p.Set.Types.On(p.Page) {
			t, exact := p.Set.Metadata.Lookup(part.Type.Name)
			c := metadataPart{Pass: p, part: part, meta: t}
			if t == nil {
				c.noType()
				continue
			}
			c.cases = metadataPropertyCases(p, t)
			if !exact {
				c.typeCase()
			}
			c.compare()
		}
	},
}

// metadataPart compares what one place says of a type with the metadata's type.
type metadataPart struct {
	*rule.Pass
	part  *derived.Part
	meta  *csdl.Type
	cases metadataCases
	lacks *diag.Diagnostic // see strange
	odd   int
}

// name is the place of the type's name.
func (c *metadataPart) name() text.Span {
	if v := c.annotated(); v != nil {
		return nameSpan(c.Page.Source, v, odata.Parse(v.Text))
	}
	return c.part.At
}

func (c *metadataPart) compare() {
	switch {
	case c.meta.Kind == csdl.EnumType:
		c.members()
	case c.meta.Structured():
		c.base()
		c.properties()
		c.undescribed()
	}
}

// properties compares the rows and the members of the block.
func (c *metadataPart) properties() {
	for _, r := range c.part.Rows {
		if c.part.Row(r.Name) == r && !strings.ContainsAny(r.Name, "@/.") {
			c.row(r)
		}
	}
	for _, f := range c.part.Fields {
		if c.part.Field(f.Member.Name) == f && !strings.Contains(f.Member.Name, "@") {
			c.field(f)
		}
	}
}

func (c *metadataPart) row(r *derived.Row) {
	at := metadataInCell(r.Cell, r.Name)
	prop, exact := c.meta.Property(r.Name)
	if prop == nil {
		if !r.Deprecated {
			c.strange(at, r.Name)
		}
		return
	}
	if !exact {
		c.cases.add(at, r.Name, prop.Name, prop.Name)
	}
	if diff := metadataDiffer(c.Set, r.Type, prop.Type); diff > derived.Narrower {
		c.kind(tableTypePlace(r), prop, tableTypeWords(r.Type), "the table", diff)
	}
}

// field compares a member of the block. What it says of a property that a row
// describes is compared with the row, by table-resource.
func (c *metadataPart) field(f *derived.Field) {
	name := f.Member.Name
	prop, exact := c.meta.Property(name)
	switch listed := c.part.Row(name) != nil; {
	case prop == nil && !listed:
		c.strange(f.Member.NameSpan, name)
	case prop == nil:
	case !exact:
		c.cases.add(f.Member.NameSpan, name, prop.Name, `"`+prop.Name+`"`)
	case !listed && !c.part.Example:
		c.notation(f, prop)
	}
}

// strange reports a property that the type lacks.
func (c *metadataPart) strange(at text.Span, name string) {
	near := c.near(name)
	if !c.meta.Known() && near == "" {
		return
	}
	d := c.lacking(at, "property", name)
	if of := c.derivedWith(name); of != nil {
		d.Help = of.Name + ", which derives from it, has"
	}
	if near != "" {
		d.Help = "Did you mean " + near + "?"
		d.Fixes = []diag.Fix{*metadataWrite(at, c.like(at, near), false)}
	}
}

// lacking reports a property or member that the type lacks. Of many those behind
// the first few are related places of the last, and the result is not reported.
func (c *metadataPart) lacking(at text.Span, what, name string) *diag.Diagnostic {
	const few = 3
	if c.odd++; c.odd > few {
		c.Also(c.lacks, at, "nor "+quoteName(name), quoteName(name))
		return &diag.Diagnostic{}
	}
	d := c.Report(at, "%s has no %s %s", rule.Aside(c.meta.Name), rule.Aside(what), quoteName(name))
	d.Severity, d.Help = diag.Warning, "Take it out, unless the metadata is behind"
	c.lacks = d
	return d
}

// like writes a name as the place has it: in quotes in JSON.
func (c *metadataPart) like(at text.Span, name string) string {
	if strings.HasPrefix(c.Page.Source.Slice(at), `"`) {
		return `"` + name + `"`
	}
	return name
}

// near returns a property that the page does not describe, and that a name comes
// close to.
func (c *metadataPart) near(name string) string {
	var free []string
	for p := range c.meta.All() {
		if c.part.Type.Property(p.Name) == nil {
			free = append(free, p.Name)
		}
	}
	found := schema.Closest(name, free)
	if strings.EqualFold(found, name+"s") || strings.EqualFold(found+"s", name) {
		return "" // one and many are names of their own
	}
	return found
}

// derivedWith returns a type derived from the type that has a property, or nil.
func (c *metadataPart) derivedWith(name string) *csdl.Type {
	for _, t := range c.meta.Derived() {
		if slices.ContainsFunc(t.Properties, func(p *csdl.Property) bool { return p.Name == name }) {
			return t
		}
	}
	return nil
}

// kind reports a property of another type than the metadata's.
func (c *metadataPart) kind(at text.Span, prop *csdl.Property, words, where string, diff derived.Difference) {
	d := c.Report(at, "%s is %s in %s, %s in the metadata of %s", quoteName(prop.Name), rule.Aside(words), rule.Aside(where), rule.Aside(metadataTypeWords(prop.Type)), rule.Aside(prop.Owner.Name))
	d.Help = "Write the type that the service has"
	switch diff {
	case derived.Named:
		d.Severity = diag.Warning
	case derived.Primitive:
		d.Severity = diag.Info
	}
}

// notation compares what the block says of a property that no table lists.
func (c *metadataPart) notation(f *derived.Field, prop *csdl.Property) {
	if metadataVague(prop.Type) || f.Sample {
		return
	}
	diff := derived.Same
	switch {
	case f.Type.Name != "":
		ref := f.Type
		ref.Collection = f.Array
		diff = metadataDiffer(c.Set, ref, prop.Type)
	case f.Array != prop.Type.Collection && (f.Array || f.Kind != odata.JSONAny):
		diff = derived.Arity
	}
	if diff > derived.Primitive {
		c.kind(tableValuePlace(f.Member), prop, tableNotationWords(f), "the JSON representation", diff)
	}
}

// undescribed reports the properties of the type that no page describes, where
// the type is described first.
func (c *metadataPart) undescribed() {
	if c.part != c.part.Type.Parts[0] || len(c.part.Rows) == 0 {
		return
	}
	var names []string
	for _, p := range c.meta.Properties {
		if !c.described(p.Name) {
			names = append(names, quoteName(p.Name))
		}
	}
	c.missing(names)
}

// missing reports the properties or members that no page describes, in one finding.
func (c *metadataPart) missing(names []string) {
	if len(names) == 0 {
		return
	}
	d := c.Report(c.name(), "no page describes %s of %s", rule.Aside(metadataList(names, "and", 12)), rule.Aside(c.meta.Name))
	d.Lacks(names...)
	d.Severity, d.Help = diag.Info, "Describe them, unless readers are not to know of them"
}

func (c *metadataPart) described(name string) bool {
	return slices.ContainsFunc(c.part.Type.Properties, func(p *derived.Property) bool { return strings.EqualFold(p.Name, name) })
}
