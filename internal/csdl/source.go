package csdl

import (
	"fmt"
	"net/url"
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// Source returns the types of the model as JSON Schemas (draft 2020-12), for a
// schema.Registry: entity and complex types, enumerations, type definitions. A
// type's schema is made when it is asked for. Of names that differ in letter
// case only the first counts. It may be called on nil.
//
// Nothing is required: Nullable="false" forbids null, but does not say that a
// response holds the property. Types that are not open are closed, annotations
// and control information aside.
func (m *Model) Source() schema.Source {
	s := schema.Source{Name: "metadata", Generated: true}
	if m == nil {
		return s
	}
	s.Definitions = make([]schema.Definition, 0, len(m.Types))
	for _, t := range m.Types {
		if m.folded[odata.Lower(t.Name)] != t {
			continue
		}
		s.Definitions = append(s.Definitions, schema.Definition{
			Name:   t.Name,
			Origin: fmt.Sprintf("%s:%d", m.Origin, t.At.Line),
			Root:   func() map[string]any { return m.schema(t) },
		})
	}
	return s
}

// object is a JSON object as encoding/json decodes it.
type object = map[string]any

// file is the name by which schemas refer to that of a type.
func file(t *Type) string { return url.PathEscape(t.Name) + ".json" }

// schema is the JSON Schema of a type.
func (m *Model) schema(t *Type) object {
	var out object
	switch t.Kind {
	case EnumType:
		out = enumeration(t)
	case TypeDefinition:
		out = primitive(t.Underlying)
	default:
		out = m.structure(t)
	}
	out["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	out["$id"] = "docgauge:///schemas/" + file(t)
	out["title"] = t.Local()
	if t.Description != "" {
		out["description"] = t.Description
	}
	return out
}

// structure is the schema of an entity or complex type.
func (m *Model) structure(t *Type) object {
	if t.Opaque() {
		return object{}
	}
	out := object{"type": "object"}
	base := t.Base != nil && m.folded[odata.Lower(t.Base.Name)] == t.Base
	if base {
		out["allOf"] = []any{object{"$ref": file(t.Base)}}
	}
	properties := object{}
	for _, p := range t.Properties {
		properties[p.Name] = m.property(p)
	}
	if len(properties) > 0 {
		out["properties"] = properties
	}
	switch {
	case !t.Known() || t.Base != nil && !base:
		out["additionalProperties"] = true
	case base:
		out["patternProperties"] = object{"@": true}
		out["unevaluatedProperties"] = false
	default:
		out["patternProperties"] = object{"@": true}
		out["additionalProperties"] = false
	}
	return out
}

// Parameters is the body of a call of the operation as a JSON Schema: an object
// with its parameters (OData 4.01 Part 1 section 11.5.5.1). Nothing is required,
// and members that are no parameters pass: see Operation.Parameters.
func (m *Model) Parameters(op *Operation) schema.Definition {
	return schema.Definition{
		Name:   op.Name,
		Origin: fmt.Sprintf("%s:%d", m.Origin, op.At.Line),
		Root: func() map[string]any {
			properties := object{}
			for _, p := range op.Parameters {
				properties[p.Name] = m.property(&Property{Name: p.Name, Type: p.Type, Nullable: p.Nullable})
			}
			return object{"type": "object", "properties": properties}
		},
	}
}

// property is the schema of a property's value. That a collection is null is left
// to pass: Nullable is about its items.
func (m *Model) property(p *Property) object {
	out := m.value(p.Type)
	if p.Type.Collection {
		out = object{"type": "array", "items": out}
	} else if !p.Nullable && !p.Navigation {
		out["nullable"] = false
	}
	if p.ReadOnly {
		out["readOnly"] = true
	}
	if p.Description != "" {
		out["description"] = p.Description
	}
	return out
}

// value is the schema of one value of a type.
func (m *Model) value(r Ref) object {
	if r.Type == nil {
		return primitive(r.Name)
	}
	if m.folded[odata.Lower(r.Type.Name)] != r.Type {
		return object{}
	}
	return object{"$ref": file(r.Type)}
}

// enumeration is the schema of an enumeration's values: a member's name; of flags
// several with commas between them (OData JSON Format 4.01 section 7.1).
func enumeration(t *Type) object {
	names := make([]string, len(t.Members))
	for i, m := range t.Members {
		names[i] = m.Name
	}
	if len(names) == 0 {
		return object{"type": "string"}
	}
	if !t.Flags {
		return object{"type": "string", "enum": schema.List(names)}
	}
	one := "(" + strings.Join(names, "|") + ")" // identifiers, which need no escaping
	return object{
		"type":  "string",
		"anyOf": []any{object{"enum": schema.List(names)}, object{"pattern": "^" + one + "( *, *" + one + ")+$"}},
	}
}

// primitive is the schema of a value of one of OData's own types. Of a type
// without a JSON form of its own, or that is not known, any value will do.
func primitive(name string) object {
	f, out := odata.FormOf(name), object{}
	switch t := f.Type().(type) {
	case string:
		out["type"] = t
	case []string:
		out["type"] = schema.List(t)
	}
	if f.Format != "" {
		out["format"] = f.Format
	}
	if f.Low < f.High {
		out["minimum"], out["maximum"] = schema.Number(f.Low), schema.Number(f.High)
	}
	return out
}
