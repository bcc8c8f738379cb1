package page

import "docgauge/internal/text"

// FrontMatter is the YAML block between "---" lines at the top of a file.
type FrontMatter struct {
	Span   text.Span // both "---" lines included
	Fields []Field
	Closed bool
	// Fault is where and why it is no YAML mapping; Message is empty if it is one.
	Fault Fault
}

// Fault is a YAML error with its place in the file.
type Fault struct {
	Span    text.Span
	Message string
}

// Field is one top-level key.
type Field struct {
	Key                string
	Value              string // scalar text; empty for a list or mapping
	Kind               FieldKind
	KeySpan, ValueSpan text.Span // an absent value is empty at the end of its line
}

// FieldKind is the YAML kind of a field's value.
type FieldKind uint8

// The kinds of value.
const (
	NullField FieldKind = iota
	StringField
	ScalarField // number, boolean, date
	ListField
	MapField
)

// Field returns the first field with that key, or nil. It may be called on nil.
func (f *FrontMatter) Field(key string) *Field {
	if f == nil {
		return nil
	}
	for i := range f.Fields {
		if f.Fields[i].Key == key {
			return &f.Fields[i]
		}
	}
	return nil
}
