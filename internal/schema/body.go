package schema

import (
	"fmt"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// ValidateBody checks the body of a message whose annotation names a type:
// whether it has the shape of one value or of a collection (OData JSON Format
// 4.01 sections 7 and 12: an array in "value", control information around it),
// and the values in it. The name is looked up as Lookup does. Of a type that the
// registry does not have only the shape of a collection is checked.
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
	case b.isError():
		return nil
	case opts.Use == Notation:
		return sorted(b.one(b.root))
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
	root    node
}

// isError reports whether the body is an error response (OData JSON Format 4.01
// section 21.1), which every operation may return.
func (b *bodyCheck) isError() bool {
	v := b.root.value
	if v.Kind != jsondoc.Object || b.t != nil && b.t.declares("error") {
		return false
	}
	e := b.root.last("error")
	return e != nil && e.Value.Kind == jsondoc.Object && b.alone("error")
}

// alone reports whether the root has no member but that one and control information.
func (b *bodyCheck) alone(name string) bool {
	for i := range b.root.value.Members {
		if m := &b.root.value.Members[i]; m.Name != name && !isControl(m.Name) {
			return false
		}
	}
	return true
}

func (b *bodyCheck) one(n node) []Violation {
	if b.t == nil {
		return b.checker.untyped(n)
	}
	return b.checker.typed(b.t, n)
}

func (b *bodyCheck) items(array node) []Violation {
	var found []Violation
	for i := range array.value.Items {
		if item, ok := array.child(fmt.Sprint(i)); ok {
			found = append(found, b.one(item)...)
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
	value, ok := root.child("value")
	switch {
	case ok && value.value.Kind == jsondoc.Array:
		return b.items(value)
	case ok && value.value.Kind == jsondoc.Object:
		return append(b.one(value), b.shape(value.value, value.member.NameSpan, "/value",
			fmt.Sprintf(`"value" holds one object, but the declared type is a collection of %s`, b.name), `write an array: "value": [ … ]`))
	case ok || root.value.Elided || onlyControl(root.value):
		return nil
	}
	return append(b.one(root), b.shape(root.value, firstByte(root.value), "",
		fmt.Sprintf("the body is one object, but the declared type is a collection of %s", b.name),
		`put it into {"value": [ … ]}, or take the collection out of the annotation`))
}

// single checks a body that the annotation declares to be one value.
func (b *bodyCheck) single() []Violation {
	root := b.root
	if b.t == nil {
		return b.one(root)
	}
	if root.value.Kind == jsondoc.Array {
		return append(b.items(root), b.shape(root.value, firstByte(root.value), "",
			fmt.Sprintf("the body is an array, but the declared type is a single %s", b.name),
			`add "isCollection": true to the annotation, and put the array into {"value": [ … ]}`))
	}
	if root.value.Kind != jsondoc.Object || b.t.declares("value") || !b.alone("value") {
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
