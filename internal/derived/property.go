package derived

import (
	"math"
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
	out.Comment = place(first.Part.Page, first.Span())
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
			if !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
	}
	return values, len(values) > 0
}

// primitive writes the schema of a primitive type (OData JSON Format 4.01,
// section 7.1).
func primitive(name string) *valueSchema {
	switch name {
	case "Edm.String":
		return &valueSchema{Type: "string"}
	case "Edm.Boolean":
		return &valueSchema{Type: "boolean"}
	case "Edm.Byte":
		return integer(0, math.MaxUint8)
	case "Edm.SByte":
		return integer(math.MinInt8, math.MaxInt8)
	case "Edm.Int16":
		return integer(math.MinInt16, math.MaxInt16)
	case "Edm.Int32":
		return integer(math.MinInt32, math.MaxInt32)
	case "Edm.Int64":
		return &valueSchema{Type: []string{"integer", "string"}, Format: "int64"} // a string under IEEE754Compatible
	case "Edm.Decimal":
		return &valueSchema{Type: []string{"number", "string"}, Format: "decimal"}
	case "Edm.Double", "Edm.Single":
		return &valueSchema{Type: []string{"number", "string"}, Format: "double"} // "INF", "NaN"
	case "Edm.DateTimeOffset":
		return &valueSchema{Type: "string", Format: "date-time"}
	case "Edm.Date":
		return &valueSchema{Type: "string", Format: "date"}
	case "Edm.TimeOfDay":
		return &valueSchema{Type: "string", Format: "time"}
	case "Edm.Duration":
		return &valueSchema{Type: "string", Format: "duration"}
	case "Edm.Guid":
		return &valueSchema{Type: "string", Format: "uuid"}
	case "Edm.Binary":
		return &valueSchema{Type: "string", Format: "base64"}
	case "Edm.ComplexType", "Edm.EntityType":
		return &valueSchema{Type: "object"}
	}
	if strings.HasPrefix(name, "Edm.Geo") {
		return &valueSchema{Type: "object"} // GeoJSON
	}
	return &valueSchema{}
}

func integer(low, high int) *valueSchema {
	return &valueSchema{Type: "integer", Minimum: &low, Maximum: &high}
}

// shown writes what the blocks alone show of a property.
func (w *writer) shown(p *Property) *valueSchema {
	for _, u := range p.Uses {
		if u.Field == nil {
			continue
		}
		item := &valueSchema{Type: jsonType(u.Field.Kind)}
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

// jsonType names a JSON type as JSON Schema does; nil for any.
func jsonType(k odata.JSONKind) any {
	switch k {
	case odata.JSONString:
		return "string"
	case odata.JSONBoolean:
		return "boolean"
	case odata.JSONNumber:
		return "number"
	case odata.JSONObject:
		return "object"
	}
	return nil
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
