package derived

import (
	"slices"
	"strings"

	"docgauge/internal/odata"
)

// property writes the schema of one property.
func (w *writer) property(p *Property) *valueSchema {
	out := &valueSchema{}
	switch {
	case p.Disputed || len(p.Type.Or) > 0:
	case p.Type.Name != "":
		out = w.value(p.Type, p)
	default:
		out = w.shown(p)
	}
	if out.Type == "string" && len(out.Enum) == 0 && notesURL(p.Uses) {
		out.Format = "uri"
	}
	if !p.Nullable && listsNullable(w.of.Parts) {
		no := false
		out.Nullable = &no
	}
	first := p.Uses[0]
	out.Comment = w.place(first.Part.Page, first.Span())
	for _, u := range p.Uses {
		if u.Row != nil && out.Text == "" {
			out.Text = u.Row.Text.Text
		}
	}
	return out
}

// listsNullable reports whether an annotation has "nullableProperties": what it
// does not list is never null. Without it null is allowed everywhere.
func listsNullable(parts []*Part) bool {
	return slices.ContainsFunc(parts, func(p *Part) bool {
		return p.Block != nil && p.Block.Annotation.Get("nullableProperties") != nil
	})
}

// notesURL reports whether a block notates a property as "url", or a table gives
// it that type: a String to the service, and no other string than a URL.
func notesURL(uses []Use) bool {
	for _, u := range uses {
		said := ""
		switch {
		case u.Row != nil:
			said = u.Row.TypeCell.Text
		case u.Field.Member.Value != nil:
			said = u.Field.Member.Value.Text
		}
		switch strings.ToLower(strings.TrimSpace(said)) {
		case "url", "uri", "string (url)", "string (uri)":
			return true
		}
	}
	return false
}

// value writes the schema of values of a type.
func (w *writer) value(ref odata.TypeRef, p *Property) *valueSchema {
	if ref.Collection {
		ref.Collection = false
		return &valueSchema{Type: "array", Items: w.value(ref, p)}
	}
	if ref.Primitive() {
		out := primitive(ref.Name)
		if ref.Name == "Edm.String" {
			out.Enum, out.Partial = p.values()
		}
		return out
	}
	if name := w.name(ref.Name); name != "" {
		return &valueSchema{Ref: reference(name)}
	}
	if values, _ := p.values(); len(values) > 1 {
		return &valueSchema{Type: "string", Enum: values, Partial: true} // an enumeration without a table of members
	}
	return &valueSchema{}
}

// values returns the values that descriptions and blocks list for a property, in
// order. They may not be all: no page is bound to list them there.
func (p *Property) values() (values []string, partial bool) {
	have := map[string]bool{}
	for _, u := range p.Uses {
		var said []string
		if u.Row != nil {
			said = Listed(u.Row.Text.Raw)
		} else {
			said = u.Field.Values
		}
		for _, v := range said {
			if !isValue(v) {
				return nil, false
			}
			if !have[v] {
				have[v] = true
				values = append(values, v)
			}
		}
	}
	return values, len(values) > 0
}

// primitive writes the schema of a primitive type.
func primitive(name string) *valueSchema {
	f := odata.FormOf(name)
	out := &valueSchema{Type: f.Type(), Format: f.Format}
	if f.Low < f.High {
		out.Minimum, out.Maximum = &f.Low, &f.High
	}
	return out
}

// shown writes what the blocks alone show of a property.
func (w *writer) shown(p *Property) *valueSchema {
	for _, u := range p.Uses {
		if u.Field == nil {
			continue
		}
		item := &valueSchema{Type: odata.Form{Kind: u.Field.Kind}.Type()}
		if item.Type == "string" {
			item.Enum, item.Partial = p.values()
		}
		if u.Field.Array {
			return &valueSchema{Type: "array", Items: item}
		}
		return item
	}
	return &valueSchema{}
}

// IsOpen reports whether objects of a type may have properties that its pages do
// not list: the type or one of its base types is open, a base type is described
// elsewhere or nowhere, or no place lists all properties.
func (t *Types) IsOpen(of *Type) bool {
	if of.Circle || of.Base == "" && len(of.Properties) == 0 {
		return true
	}
	for of != nil && !of.Open && of.listed() {
		if of.Base == "" {
			return false
		}
		of = t.BaseOf(of)
	}
	return true
}

// listed reports whether some place lists the type's properties, all of them as
// far as it tells.
func (t *Type) listed() bool {
	return slices.ContainsFunc(t.Parts, func(p *Part) bool {
		return len(p.Rows) > 0 || p.Block != nil && !p.Elided && p.Block.JSON != nil && p.Block.JSON.Root != nil
	})
}
