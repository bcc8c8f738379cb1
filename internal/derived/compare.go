package derived

import (
	"strconv"
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// Difference is how two descriptions of a property's type disagree, the least first.
type Difference uint8

// The differences.
const (
	Same      Difference = iota // or one is more exact than the other, or too vague to tell
	Narrower                    // the table says String, the block which kind of string
	Primitive                   // two primitive types with one JSON form: Date and Duration, Int32 and Int64
	Named                       // two named types, of which none derives from the other
	Kind                        // types whose values differ in JSON: String and Boolean
	Arity                       // a collection and a single value
)

// Compare says how the notation of a block, or another table's type (see Of),
// disagrees with the type that a table gives, on a page of that namespace.
func (t *Types) Compare(table odata.TypeRef, n Notation, namespace string) Difference {
	if n.Word != "" && !table.Primitive() && t.Find(n.Word, namespace) != nil {
		n = Notation{Type: odata.TypeRef{Name: n.Word, Collection: n.Array}, Array: n.Array}
	}
	if table.Name == "" || len(table.Or) > 0 || n.Type.Name == "" && n.Kind == odata.JSONAny && !n.Array {
		return Same
	}
	if n.Array != table.Collection && !t.elastic(table, n, namespace) {
		return Arity
	}
	switch {
	case table.Primitive() && n.Type.Primitive():
		return comparePrimitives(table, n)
	case !table.Primitive() && n.Type.Name != "" && !n.Type.Primitive():
		return t.compareNames(table, n.Type, namespace)
	}
	a, b := t.kind(table, namespace), n.Kind
	if b == odata.JSONAny {
		b = t.kind(n.Type, namespace)
	}
	if a == b || a == odata.JSONAny || b == odata.JSONAny || a == odata.JSONNumber && n.Number {
		return Same
	}
	return Kind
}

// elastic reports whether a value that is no array may stand for a collection all
// the same: of a type that JSON writes in some way of its own.
func (t *Types) elastic(table odata.TypeRef, n Notation, namespace string) bool {
	if n.Type.Name == "Edm.Untyped" || table.Name == "Edm.Untyped" || table.Name == "Edm.Stream" {
		return true
	}
	return n.Array && !table.Primitive() && t.Find(table.Name, namespace) == nil // "json", "range": some array
}

// Of makes the notation that a table's type amounts to.
func Of(ref odata.TypeRef) Notation {
	if len(ref.Or) > 0 {
		return Notation{}
	}
	return Notation{Type: ref, Kind: itemKind(ref), Array: ref.Collection, Exact: true}
}

// kind is the JSON type of values of a type, or of the items of a collection.
func (t *Types) kind(ref odata.TypeRef, namespace string) odata.JSONKind {
	if ref.Name == "" || len(ref.Or) > 0 {
		return odata.JSONAny
	}
	if ref.Primitive() {
		return itemKind(ref)
	}
	found := t.Find(ref.Name, namespace)
	switch {
	case found == nil:
		return odata.JSONAny
	case found.Enum && len(found.Properties) == 0:
		return odata.JSONString
	case len(found.Properties) > 0 || found.Base != "":
		return odata.JSONObject
	}
	return odata.JSONAny
}

// compareNames compares two named types.
func (t *Types) compareNames(a, b odata.TypeRef, namespace string) Difference {
	if strings.EqualFold(a.Name, b.Name) {
		return Same
	}
	ta, tb := t.Find(a.Name, namespace), t.Find(b.Name, namespace)
	switch {
	case ta != nil && tb != nil:
		if t.Derives(ta, tb) || t.Derives(tb, ta) {
			return Same
		}
	case strings.EqualFold(a.Local(), b.Local()):
		return Same // as far as one can tell
	}
	return Named
}

// Derives reports whether a type is another, or extends it.
func (t *Types) Derives(a, b *Type) bool {
	for n := 0; a != nil && n < schema.MaxBases; n++ {
		if a == b {
			return true
		}
		a = t.BaseOf(a)
	}
	return false
}

// comparePrimitives compares two primitive types.
func comparePrimitives(table odata.TypeRef, n Notation) Difference {
	a, b := itemKind(table), itemKind(n.Type)
	switch {
	case table.Name == n.Type.Name, a == odata.JSONAny, b == odata.JSONAny:
		return Same
	case a != b:
		return Kind
	case n.Type.Name == "Edm.String", !n.Exact:
		return Same // the block is less exact
	case table.Name == "Edm.String":
		return Narrower
	}
	return Primitive
}

// isNumber reports whether a string is a number, as "4.2" stands for one in
// generated blocks.
func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
