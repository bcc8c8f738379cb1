// Package jsondoc reads JSON text (RFC 8259) into a tree of values with a span on
// each, and goes on after every fault: one reading finds all of them, each with its
// repair, and still yields a tree that schema checks can use. It judges syntax
// only; what a document ought to hold is for package schema.
package jsondoc

import (
	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// Kind is the type of a value.
type Kind uint8

// The kinds. Invalid is a value that could not be read as any JSON type (a bare
// word, an elision mark in a value's place, or nothing at all).
const (
	Invalid Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// Value is one JSON value. All spans are in the source file.
type Value struct {
	Kind    Kind
	Span    text.Span // the whole value, quotes and brackets included
	Text    string    // String: decoded; Number: its literal; Invalid: the raw text
	Bool    bool
	Members []Member // Object, in order, duplicates kept
	Items   []*Value // Array
	Elided  bool     // Object, Array: "..." stands for members or items left out
}

// Member is one name and value of an object.
type Member struct {
	Name     string    // decoded
	NameSpan text.Span // quotes included
	Value    *Value    // never nil; Kind Invalid when absent
}

// Get returns the first member's value with that name, or nil. It may be called on nil.
func (v *Value) Get(name string) *Value {
	if m := v.Member(name); m != nil {
		return m.Value
	}
	return nil
}

// Member returns the first member with that name, or nil. It may be called on nil.
func (v *Value) Member(name string) *Member {
	if v == nil {
		return nil
	}
	for i := range v.Members {
		if v.Members[i].Name == name {
			return &v.Members[i]
		}
	}
	return nil
}

// ProblemKind says what is wrong with the text.
type ProblemKind uint8

// The kinds of problem. Rules map them to ids: TrailingComma, Comment, Ellipsis
// and DuplicateName have a rule of their own, the others are json-syntax.
const (
	Syntax ProblemKind = iota // anything without a kind of its own
	TrailingComma
	Comment
	Ellipsis
	DuplicateName // valid JSON by the grammar, yet not interoperable (RFC 8259 section 4)
)

// Problem is one fault. Its span lies on the fault itself.
type Problem struct {
	Kind    ProblemKind
	Span    text.Span
	Message string
	Help    string
	Pointer string     // JSON pointer of the innermost value around the fault
	Fix     *diag.Fix  // nil when no repair is certain enough
	First   *text.Span // DuplicateName: where the name stands first
}

// Document is one JSON text.
type Document struct {
	Text     text.Fragment
	Root     *Value    // nil only for blank text
	Extra    []*Value  // top-level values after the first
	Problems []Problem // ascending by span
}

// Strict reports whether the text is JSON by the grammar of RFC 8259: no problem
// other than duplicate names.
func (d *Document) Strict() bool {
	for i := range d.Problems {
		if d.Problems[i].Kind != DuplicateName {
			return false
		}
	}
	return true
}

// MaxDepth bounds nesting; deeper text is a problem and is skipped.
const MaxDepth = 512
