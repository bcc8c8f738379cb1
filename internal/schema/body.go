package schema

import (
	"cmp"
	"fmt"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/text"
)

// ValidateBody checks the body of a message whose annotation names a type:
// whether it has the shape of one value or of a collection (OData JSON Format
// 4.01 sections 7 and 12: an array in "value", control information around it),
// and the values in it. The name is looked up as Lookup does, or canonical for a
// primitive type, "Edm.String". Of a type that the registry does not have only the
// shape of a collection is checked, and objects that name a type of their own.
func (r *Registry) ValidateBody(body *jsondoc.Value, name string, collection bool, opts Options) []Violation {
	if body == nil {
		return nil
	}
	t, _ := r.Lookup(name)
	b := &bodyCheck{checker: &checker{registry: r, opts: opts}, t: t, name: name, root: rootNode(body, opts.Use)}
	if t != nil {
		b.name = t.Name
	}
	switch {
	case IsError(body, t):
		return nil
	case opts.Use == Notation:
		return sorted(b.one(b.root))
	case t == nil && strings.HasPrefix(name, "Edm."):
		return sorted(b.primitive(collection))
	case collection:
		return sorted(b.collection())
	}
	return sorted(b.single())
}

// bodyCheck is a body being checked.
type bodyCheck struct {
	checker *checker
	t       *Type // nil if the registry does not have it
	name    string
	root    *node
}

// IsError reports whether a body is an error response (OData JSON Format 4.01
// section 21.1), which every operation may return, rather than a value of the
// type that is expected; t may be nil.
func IsError(body *jsondoc.Value, t *Type) bool {
	e := body.Get("error")
	return e != nil && e.Kind == jsondoc.Object && alone(body, "error") && (t == nil || !t.declares("error"))
}

// alone reports whether an object has no member but that one and control information.
func alone(v *jsondoc.Value, name string) bool {
	for i := range v.Members {
		if m := &v.Members[i]; m.Name != name && !isControl(m.Name) {
			return false
		}
	}
	return true
}

func (b *bodyCheck) one(n *node) []Violation {
	n.body = true
	if b.t == nil {
		return b.checker.untyped(n)
	}
	return b.checker.typed(b.t, n)
}

func (b *bodyCheck) items(array *node) []Violation {
	var found []Violation
	for i, item := range array.value.Items {
		if !IsError(item, b.t) { // which a bulk operation returns for what failed
			found = append(found, b.one(array.item(i))...)
		}
	}
	return found
}

// collection checks a body that the annotation declares to be a collection.
func (b *bodyCheck) collection() []Violation {
	root := b.root
	if root.value.Kind == jsondoc.Array {
		return append(b.items(root), b.shape(root.value, firstByte(root.value), "",
			fmt.Sprintf("a collection of %s is a bare array", b.name), `put it into an object: {"value": [ … ]}`))
	}
	if root.value.Kind != jsondoc.Object {
		return nil
	}
	value, ok := root.child(b.wrapper())
	switch {
	case ok && value.value.Kind == jsondoc.Array:
		return append(b.items(value), b.full(value)...)
	case ok && value.value.Kind == jsondoc.Object:
		return append(b.one(value), b.shape(value.value, value.member.NameSpan, value.pointer(),
			fmt.Sprintf(`%q holds one object, but the declared type is a collection of %s`, b.wrapper(), b.name),
			fmt.Sprintf("write an array: %q: [ … ]", b.wrapper())))
	case ok || root.value.Elided || onlyControl(root.value):
		return nil
	}
	return append(b.one(root), b.shape(root.value, firstByte(root.value), "",
		fmt.Sprintf("the body is one object, but the declared type is a collection of %s", b.name),
		`put it into {"value": [ … ]}, or take the collection out of the annotation`))
}

// wrapper is the name of the property that holds the items.
func (b *bodyCheck) wrapper() string { return cmp.Or(b.checker.opts.Wrapper, "value") }

// full is the finding that a collection has items that is declared to be empty.
func (b *bodyCheck) full(array *node) []Violation {
	if !b.checker.opts.Empty || len(array.value.Items) == 0 {
		return nil
	}
	return []Violation{b.shape(array.value, array.member.NameSpan, array.pointer(),
		fmt.Sprintf("%q has items, but the annotation says that the collection is empty", array.member.Name), `take "isEmpty" out of the annotation`)}
}

// primitive checks the form of a primitive value or a collection of them, which
// OData puts into "value" (OData JSON Format 4.01 sections 11 and 12).
func (b *bodyCheck) primitive(collection bool) []Violation {
	value, ok := b.root.child(b.wrapper())
	if !ok {
		return b.checker.untyped(b.root)
	}
	want := odata.TypeRef{Name: b.name}
	values := []*node{value}
	switch isArray := value.value.Kind == jsondoc.Array; {
	case collection && isArray:
		values = nil
		for i := range value.value.Items {
			values = append(values, value.item(i))
		}
	case collection:
		return []Violation{b.shape(value.value, value.member.NameSpan, value.pointer(),
			fmt.Sprintf("%q is %s, but the declared type is a collection of %s", b.wrapper(), value.value.Kind, b.name), "write an array")}
	case isArray:
		return []Violation{b.shape(value.value, value.member.NameSpan, value.pointer(),
			fmt.Sprintf("%q holds an array, but the declared type is a single %s", b.wrapper(), b.name), `add "isCollection": true to the annotation`)}
	}
	var found []Violation
	for _, n := range values {
		if !admits(want, n.value) {
			found = append(found, Violation{
				Kind: WrongType, Span: n.value.Span, Pointer: n.pointer(), Value: n.value,
				Message: fmt.Sprintf("%s is %s, but the declared type is %s", n.subject(), n.value.Kind, b.name),
			})
		}
	}
	return found
}

// admits reports whether a value has the JSON type of a primitive type.
func admits(want odata.TypeRef, v *jsondoc.Value) bool {
	switch v.Kind {
	case jsondoc.Null, jsondoc.Invalid:
		return true
	}
	switch want.JSONKind() {
	case odata.JSONString:
		return v.Kind == jsondoc.String
	case odata.JSONNumber:
		return v.Kind == jsondoc.Number || v.Kind == jsondoc.String && want.NumberAsString(v.Text)
	case odata.JSONBoolean:
		return v.Kind == jsondoc.Bool
	case odata.JSONObject:
		return v.Kind == jsondoc.Object
	}
	return true
}

// single checks a body that the annotation declares to be one value.
func (b *bodyCheck) single() []Violation {
	root := b.root
	if b.t == nil {
		return b.one(root)
	}
	if value, ok := root.child("value"); ok && b.t.scalar() {
		return b.one(value) // OData JSON Format 4.01 section 11, as for a primitive type
	}
	if root.value.Kind == jsondoc.Array {
		return append(b.items(root), b.shape(root.value, firstByte(root.value), "",
			fmt.Sprintf("the body is an array, but the declared type is a single %s", b.name),
			`add "isCollection": true to the annotation, and put the array into {"value": [ … ]}`))
	}
	if root.value.Kind != jsondoc.Object || b.t.declares("value") || !alone(root.value, "value") {
		return b.one(root)
	}
	value, ok := root.child("value")
	switch {
	case ok && value.value.Kind == jsondoc.Object:
		return append(b.one(value), b.shape(value.value, value.member.NameSpan, "/value",
			fmt.Sprintf(`a single %s is wrapped in "value"`, b.name), `make the members of "value" those of the body`))
	case ok && value.value.Kind == jsondoc.Array:
		return append(b.items(value), b.shape(value.value, value.member.NameSpan, "/value",
			fmt.Sprintf(`"value" holds an array, but the declared type is a single %s`, b.name), `add "isCollection": true to the annotation`))
	}
	return b.one(root)
}

func (b *bodyCheck) shape(v *jsondoc.Value, span text.Span, pointer, message, help string) Violation {
	return Violation{Kind: Collection, Span: span, Pointer: pointer, Type: b.t, Value: v, Message: message, Help: help}
}

func firstByte(v *jsondoc.Value) text.Span {
	return text.Span{Start: v.Span.Start, End: min(v.Span.Start+1, v.Span.End)}
}
