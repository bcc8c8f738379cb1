package schema

import (
	"strings"

	"docgauge/internal/jsondoc"
)

// schema returns the new form of one schema of a document.
func (x *exporter) schema(d *exportDoc, v *jsondoc.Value, p position) (*jsondoc.Value, error) {
	out := &jsondoc.Value{Kind: v.Kind, Bool: v.Bool}
	x.made[v] = out
	for i := range v.Members {
		m, err := x.keyword(d, v, &v.Members[i], p)
		if err != nil {
			return nil, err
		}
		if m.Value != nil {
			out.Members = append(out.Members, m)
		}
	}
	if !p.plain && closes(v) && !admitsControl(v) {
		admitControl(out)
	}
	return out, nil
}

// keyword returns what becomes of one member of a schema; its value is nil if
// that is nothing.
func (x *exporter) keyword(d *exportDoc, schema *jsondoc.Value, m *jsondoc.Member, p position) (jsondoc.Member, error) {
	k, known := keywordOf(m.Name)
	none := jsondoc.Member{}
	switch {
	case m.Name == "$schema" || m.Name == "$id" || m.Name == "nullable" || strings.HasPrefix(m.Name, "x-docgauge-"),
		m.Name == "$comment" && d.generated:
		return none, nil
	case m.Name == "enum" && isTrue(schema.Get("x-docgauge-partial")):
		return member("examples", x.clone(m.Value)), nil
	case m.Name == "format" && d.generated:
		return standardFormat(schema, m.Value), nil
	case schema == d.old && isTrue(m.Value) && (m.Name == "additionalProperties" || m.Name == "unevaluatedProperties"):
		return none, nil // it says nothing, and in a base type would count for the derived ones
	case m.Name == "$ref" && m.Value.Kind == jsondoc.String:
		ref, err := x.ref(d, m.Value, p.inherits)
		return member("$ref", ref), err
	case !known || !draft2020.counts(schema, m.Name, k) || k.shape == plainShape:
		return member(m.Name, x.clone(m.Value)), nil
	}
	v, err := x.parts(d, m, k.shape, p)
	name := m.Name
	if schema == d.old && name == "additionalProperties" && x.extends(d) {
		name = "unevaluatedProperties" // the base type's properties are not further ones
	}
	return member(name, v), err
}

// parts returns the new form of a keyword's value that is or holds schemas.
func (x *exporter) parts(d *exportDoc, m *jsondoc.Member, s shape, p position) (*jsondoc.Value, error) {
	down := p.down(m.Name, "")
	if m.Name == "$defs" || m.Name == "definitions" {
		down.plain = p.plain // mostly they are for members
	}
	part := func(v *jsondoc.Value) (*jsondoc.Value, error) {
		out, err := x.schema(d, v, down)
		if err == nil && ofMember(m.Name) && !down.plain {
			out = withNull(v, out)
			x.made[v] = out
		}
		return out, err
	}
	if s == mapShape && m.Value.Kind == jsondoc.Object || s == listShape && m.Value.Kind == jsondoc.Array {
		out := &jsondoc.Value{Kind: m.Value.Kind}
		x.made[m.Value] = out
		for i := range m.Value.Members {
			v, err := part(m.Value.Members[i].Value)
			if err != nil {
				return nil, err
			}
			out.Members = append(out.Members, member(m.Value.Members[i].Name, v))
		}
		for _, item := range m.Value.Items {
			v, err := part(item)
			if err != nil {
				return nil, err
			}
			out.Items = append(out.Items, v)
		}
		return out, nil
	}
	return part(m.Value)
}

// ofMember reports whether a keyword's schemas are for members or items of a value.
func ofMember(keyword string) bool {
	switch keyword {
	case "properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "items", "prefixItems", "unevaluatedItems":
		return true
	}
	return false
}

// extends reports whether the document's type has a base type.
func (x *exporter) extends(d *exportDoc) bool { return d.old.Get("$ref") != nil || d.t.Base() != nil }

// clone copies a value that is no schema.
func (x *exporter) clone(v *jsondoc.Value) *jsondoc.Value {
	out := &jsondoc.Value{Kind: v.Kind, Bool: v.Bool, Text: v.Text}
	x.made[v] = out
	for i := range v.Members {
		out.Members = append(out.Members, member(v.Members[i].Name, x.clone(v.Members[i].Value)))
	}
	for _, item := range v.Items {
		out.Items = append(out.Items, x.clone(item))
	}
	return out
}

func isTrue(v *jsondoc.Value) bool { return v != nil && v.Kind == jsondoc.Bool && v.Bool }

func isFalse(v *jsondoc.Value) bool { return v != nil && v.Kind == jsondoc.Bool && !v.Bool }

// closes reports whether a schema rules out further properties.
func closes(v *jsondoc.Value) bool {
	return isFalse(v.Get("additionalProperties")) || isFalse(v.Get("unevaluatedProperties"))
}

// admitsControl reports whether a schema has a pattern for control information.
func admitsControl(v *jsondoc.Value) bool { return isTrue(v.Get("patternProperties").Get("@")) }

// admitControl adds the pattern.
func admitControl(out *jsondoc.Value) {
	at := member("@", &jsondoc.Value{Kind: jsondoc.Bool, Bool: true})
	if patterns := out.Get("patternProperties"); patterns != nil {
		patterns.Members = append(patterns.Members, at)
		return
	}
	out.Members = append(out.Members, member("patternProperties", &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{at}}))
}

// standardFormat returns the keyword for a format of docgauge's own, or none.
// OData's times have no offset, and its durations have fractions (OData JSON
// Format 4.01 section 7.1), which JSON Schema's formats of these names forbid.
func standardFormat(schema, format *jsondoc.Value) jsondoc.Member {
	pattern := ""
	switch format.Text {
	case "date-time", "date", "uuid", "uri", "email":
		return member("format", stringValue(format.Text))
	case "time":
		pattern = `^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$`
	case "duration":
		pattern = `^[+-]?P([0-9]+([.,][0-9]+)?[YMWD])*(T([0-9]+([.,][0-9]+)?[HMS])+)?$`
	case "base64", "base64url":
		return member("contentEncoding", stringValue(format.Text))
	}
	if pattern == "" || schema.Get("pattern") != nil {
		return jsondoc.Member{}
	}
	return member("pattern", stringValue(pattern))
}

// withNull returns a schema of a member or item that also admits null, unless the
// old form forbids it.
func withNull(old, out *jsondoc.Value) *jsondoc.Value {
	if out.Kind != jsondoc.Object || isFalse(old.Get("nullable")) {
		return out
	}
	null := &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{member("type", stringValue("null"))}}
	outer, inner := &jsondoc.Value{Kind: jsondoc.Object}, &jsondoc.Value{Kind: jsondoc.Object}
	combined := false
	for _, m := range out.Members {
		switch _, says := keywordOf(m.Name); {
		case !says:
			outer.Members = append(outer.Members, m)
			continue
		case m.Name == "$ref", m.Name == "const", m.Name == "not", m.Name == "if", strings.HasSuffix(m.Name, "Of"):
			combined = true
		}
		inner.Members = append(inner.Members, m)
	}
	if !combined {
		addNull(out)
		return out
	}
	if list := inner.Get("anyOf"); list != nil && len(inner.Members) == 1 {
		list.Items = append(list.Items, null)
		return out
	}
	alternatives := &jsondoc.Value{Kind: jsondoc.Array, Items: []*jsondoc.Value{inner, null}}
	outer.Members = append(outer.Members, member("anyOf", alternatives))
	return outer
}

// addNull adds null to the types and values that a schema lists.
func addNull(out *jsondoc.Value) {
	for i := range out.Members {
		m := &out.Members[i]
		switch {
		case m.Name == "type" && m.Value.Kind == jsondoc.String && m.Value.Text != "null":
			m.Value = &jsondoc.Value{Kind: jsondoc.Array, Items: []*jsondoc.Value{m.Value, stringValue("null")}}
		case m.Name == "type" && m.Value.Kind == jsondoc.Array && !lists(m.Value, stringValue("null")):
			m.Value.Items = append(m.Value.Items, stringValue("null"))
		case m.Name == "enum" && !lists(m.Value, &jsondoc.Value{Kind: jsondoc.Null}):
			m.Value.Items = append(m.Value.Items, &jsondoc.Value{Kind: jsondoc.Null})
		}
	}
}

func lists(array, scalar *jsondoc.Value) bool {
	for _, item := range array.Items {
		if item.Kind == scalar.Kind && item.Text == scalar.Text {
			return true
		}
	}
	return false
}

// splitRoot moves what the type says of its properties to "$defs", where types
// that derive from it find it without what closes it. A closed type is closed
// for values that do not claim to be of a derived one.
func (d *exportDoc) splitRoot() {
	var head, body, defs []jsondoc.Member
	var closing *jsondoc.Member
	for i := range d.root.Members {
		m := &d.root.Members[i]
		_, says := keywordOf(m.Name)
		switch {
		case m.Name == "$defs":
			defs = m.Value.Members
		case m.Name == "additionalProperties" || m.Name == "unevaluatedProperties":
			closing = m
		case m.Name == "definitions" || !says:
			head = append(head, *m)
		default:
			body = append(body, *m)
		}
	}
	if closing == nil {
		return // open: it is what it is for derived types
	}
	d.split, d.open = true, "open"
	for slicesHas(defs, d.open) {
		d.open += "_"
	}
	open := member("$ref", stringValue(fragmentOf("/$defs/"+d.open)))
	then := &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{open, member("unevaluatedProperties", closing.Value)}}
	defs = append(defs, member(d.open, &jsondoc.Value{Kind: jsondoc.Object, Members: body}))
	d.root.Members = append(head,
		member("if", ownName(d.t.Name)), member("then", then),
		member("else", &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{open}}),
		member("$defs", &jsondoc.Value{Kind: jsondoc.Object, Members: defs}))
}

func slicesHas(members []jsondoc.Member, name string) bool {
	return (&jsondoc.Value{Members: members}).Member(name) != nil
}

// ownName is a schema of values that do not claim to be of another type.
func ownName(name string) *jsondoc.Value {
	names := &jsondoc.Value{Kind: jsondoc.Array, Items: []*jsondoc.Value{stringValue("#" + name), stringValue(name)}}
	own := &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{member("enum", names)}}
	properties := &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{member("@odata.type", own)}}
	return &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{member("properties", properties)}}
}
