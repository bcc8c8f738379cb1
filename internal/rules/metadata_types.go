package rules

import (
	"docgauge/internal/csdl"
	"docgauge/internal/derived"
	"docgauge/internal/docset"
	"docgauge/internal/odata"
)

// metadataDiffer says how a type in a table's cell, as a page of the set means
// it, disagrees with the metadata's.
func metadataDiffer(set *docset.Set, written odata.TypeRef, want csdl.Ref) derived.Difference {
	if written.Name == "" || len(written.Or) > 0 || metadataVague(want) || paramKindOf(written.Name) == paramAny {
		return derived.Same
	}
	for _, f := range written.Faults {
		if f.Kind != odata.Spelling && f.Kind != odata.LetterCase {
			return derived.Same // table-type's; what is meant is not sure
		}
	}
	if written.Collection != want.Collection {
		return derived.Arity
	}
	if primitive := metadataPrimitive(want); primitive != "" {
		return metadataDifferPrimitive(set, written, primitive)
	}
	if written.Primitive() {
		if want.Type.Kind == csdl.EnumType && odata.FormOf(written.Name).Kind == odata.JSONString {
			return derived.Same // less exact
		}
		return derived.Kind
	}
	return metadataDifferNamed(set, written, want.Type)
}

// metadataVague reports whether values of a type may have any form, or one that
// nobody knows.
func metadataVague(r csdl.Ref) bool {
	if r.Type != nil {
		return r.Type.Opaque()
	}
	switch r.Name {
	case "Edm.ComplexType", "Edm.EntityType": // any object
		return true
	}
	return odata.FormOf(r.Name).Kind == odata.JSONAny
}

// metadataPrimitive returns the primitive type that values have, or "".
func metadataPrimitive(r csdl.Ref) string {
	switch {
	case r.Type == nil:
		return r.Name
	case r.Type.Kind == csdl.TypeDefinition:
		return r.Type.Underlying
	}
	return ""
}

// metadataDifferPrimitive compares a type in a cell with a primitive one.
func metadataDifferPrimitive(set *docset.Set, written odata.TypeRef, want string) derived.Difference {
	kind := odata.FormOf(want).Kind
	if written.Primitive() {
		have := odata.FormOf(written.Name).Kind
		switch {
		case written.Name == want, have == odata.JSONAny, kind == odata.JSONAny:
			return derived.Same
		case have != kind:
			return derived.Kind
		case written.Name == "Edm.String", want == "Edm.String":
			return derived.Narrower
		}
		return derived.Primitive
	}
	switch t, _ := set.Metadata.Lookup(written.Name); {
	case t == nil:
		if d := set.Types.Find(written.Name, ""); d != nil && !d.Enum && len(d.Properties) > 0 && kind != odata.JSONObject {
			return derived.Kind
		}
	case t.Kind == csdl.EnumType && kind != odata.JSONString, t.Structured() && !t.Opaque() && kind != odata.JSONObject:
		return derived.Kind
	}
	return derived.Same
}

// metadataDifferNamed compares a named type in a cell with a type of the metadata.
func metadataDifferNamed(set *docset.Set, written odata.TypeRef, want *csdl.Type) derived.Difference {
	t, _ := set.Metadata.Lookup(written.Name)
	switch {
	case odata.EqualFold(written.Local(), want.Local()), t != nil && (t.Is(want) || want.Is(t)):
		return derived.Same
	case t != nil && t.Structured() != want.Structured() && !t.Opaque():
		return derived.Kind
	}
	return derived.Named
}
