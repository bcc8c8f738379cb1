package derived

import (
	"slices"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// finish merges the parts of each type and settles what the types say together.
func (c *collector) finish() {
	slices.SortFunc(c.all.list, func(a, b *Type) int { return strings.Compare(a.Name, b.Name) })
	for _, t := range c.all.list {
		slices.SortStableFunc(t.Parts, byPlace)
		for _, p := range t.Parts {
			t.merge(p, c)
			p.Example = c.all.isExample(p)
		}
	}
	c.circles()
	for _, t := range c.all.list {
		t.settle(c.all)
		c.combined(t)
	}
	for _, t := range c.all.list {
		c.free(t)
	}
}

// combined notes which enumerations have members that may be joined, as the
// descriptions of properties say: "multivalued", "comma-separated list of values".
func (c *collector) combined(t *Type) {
	for _, q := range t.Properties {
		if q.Type.Name == "" || q.Type.Primitive() {
			continue
		}
		of := c.all.Find(q.Type.Name, odata.Namespace(t.Name))
		if of == nil || !of.Enum || of.Flags {
			continue
		}
		for _, u := range q.Uses {
			of.Flags = of.Flags || u.Row != nil && saysCombined(u.Row.Text.Text)
		}
	}
}

// free takes back what derived types say is optional of what they inherit.
func (c *collector) free(t *Type) {
	if t.Base == "" || t.Circle {
		return
	}
	for _, p := range t.Parts {
		if p.Block == nil {
			continue
		}
		for _, v := range p.Block.Annotation.Strings("optionalProperties") {
			for b := c.all.BaseOf(t); b != nil && !b.Circle; b = c.all.BaseOf(b) {
				if q := b.byName[v.Text]; q != nil {
					q.Required = false
				}
			}
		}
	}
}

// merge adds what a part says to the type.
func (t *Type) merge(p *Part, c *collector) {
	if p.Block != nil {
		a := p.Block.Annotation
		t.Open = t.Open || a.Flag("openType")
		t.Abstract = t.Abstract || a.Flag("abstract") || a.Flag("isAbstract")
	}
	t.Open = t.Open || p.alone && saysOpen(p.Page)
	if t.Base == "" {
		t.Base = c.baseOf(p)
	}
	for _, r := range p.Rows {
		if strings.IndexByte(r.Name, '@') < 0 && strings.IndexByte(r.Name, '/') < 0 {
			t.use(r.Name, Use{Part: p, Row: r})
		}
	}
	for _, f := range p.Fields {
		t.use(f.Member.Name, Use{Part: p, Field: f})
	}
	if p.Block != nil {
		t.note(p, "optionalProperties", func(q *Property) { q.Optional = true })
		t.note(p, "nullableProperties", func(q *Property) { q.Nullable = true })
	}
}

// baseOf returns the name of the base type that a part gives: in its block's
// annotation, or, unless that says null, in the prose of its page. It may be "".
func (c *collector) baseOf(p *Part) string {
	if p.Base != nil && p.Base.Kind == jsondoc.String {
		if ref := c.types.parse(p.Base.Text); ref.Name != "" && !ref.Primitive() {
			return ref.Name
		}
	}
	if p.alone && (p.Base == nil || p.Base.Kind != jsondoc.Null) {
		return c.inherits(p.Page)
	}
	return ""
}

// isExample reports whether the strings of a part's block are values, most of them.
func (t *Types) isExample(p *Part) bool {
	values, names := 0, 0
	for _, f := range p.Fields {
		switch {
		case f.Member.Value.Kind != jsondoc.String:
		case f.Sample && !f.Number && t.Find(f.Word, "") == nil:
			values++
		default:
			names++
		}
	}
	return values > names && values > 1
}

// note marks the properties that an array of the annotation names.
func (t *Type) note(p *Part, list string, mark func(*Property)) {
	for _, v := range p.Block.Annotation.Strings(list) {
		if q := t.byName[v.Text]; q != nil {
			mark(q)
		}
	}
}

// use adds a place that describes a property.
func (t *Type) use(name string, u Use) {
	q := t.byName[name]
	if q == nil {
		q = &Property{Name: name}
		t.byName[name] = q
		t.Properties = append(t.Properties, q)
	}
	q.Uses = append(q.Uses, u)
	q.Navigation = q.Navigation || u.Row != nil && u.Row.Navigation
}

// settle decides the types of the properties, once all types are known: tables
// are asked before blocks. Of a type and one derived from it the former counts.
func (t *Type) settle(all *Types) {
	ns := odata.Namespace(t.Name)
	for _, q := range t.Properties {
		for _, u := range q.Uses {
			if u.Row != nil {
				q.take(u.Row.Type, Of(u.Row.Type), all, ns)
			}
		}
		for _, u := range q.Uses {
			if u.Field != nil {
				q.take(u.Field.Type, u.Field.Notation, all, ns)
			}
		}
		q.Required = !q.Optional && !q.Navigation && t.always(q)
	}
}

// always reports whether every block of the type shows a property, and a table lists it.
func (t *Type) always(q *Property) bool {
	listed, shown := false, false
	for _, p := range t.Parts {
		listed = listed || p.listed[q.Name] != nil
		if p.Block != nil {
			if shown = p.shown[q.Name] != nil; !shown {
				return false
			}
		}
	}
	return listed && shown
}

// take adds the type that one more place gives: said in a table, or as a block notates it.
func (p *Property) take(said odata.TypeRef, n Notation, all *Types, ns string) {
	switch {
	case p.Type.Name == "":
		if said.Name != "" && len(said.Or) == 0 {
			p.Type = said
		}
	case all.Compare(p.Type, n, ns) > Narrower:
		p.Disputed = true
	default:
		if a, b := all.Find(p.Type.Name, ns), all.Find(said.Name, ns); a != nil && b != nil && all.Derives(a, b) {
			p.Type.Name = b.Name
		}
	}
}

// circles marks the types whose chain of base types never ends, or is too long.
func (c *collector) circles() {
	ends := make(map[*Type]int, len(c.all.list)) // types in the chain, itself among them
	for _, t := range c.all.list {
		var chain []*Type
		on := map[*Type]bool{}
		b := t
		for b != nil && ends[b] == 0 && !b.Circle && !on[b] {
			chain, on[b] = append(chain, b), true
			b = c.all.BaseOf(b)
		}
		circle := b != nil && ends[b] == 0
		for _, x := range slices.Backward(chain) {
			if x.Circle = circle; circle {
				continue
			}
			if ends[x] = ends[b] + 1; ends[x] > schema.MaxBases+1 {
				x.Long, ends[x] = true, 1
			}
			b = x
		}
	}
}
