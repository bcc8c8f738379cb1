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

// String names the kind with its article, as messages do: "a string".
func (k Kind) String() string {
	return [...]string{"no JSON value", "null", "a boolean", "a number", "a string", "an array", "an object"}[k]
}

// Value is one JSON value. All spans are in the source file.
type Value struct {
	Kind    Kind
	Bool    bool
	Elided  bool      // Object, Array: "..." stands for members or items left out
	Span    text.Span // the whole value, quotes and brackets included
	Text    string    // String: decoded; Number: its literal as JSON (0x1F: "31"); Invalid: the raw text
	Members []Member  // Object, in order, duplicates kept
	Items   []*Value  // Array
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
// LoneSurrogate and TooDeep are apart because the grammar allows both.
const (
	Syntax ProblemKind = iota // anything without a kind of its own
	TrailingComma
	Comment
	Ellipsis
	DuplicateName // valid JSON by the grammar, yet not interoperable (RFC 8259 section 4)
	LoneSurrogate // "\ud800" without its other half: the same (RFC 8259 section 8.2)
	TooDeep       // nested deeper than MaxDepth: this part was not read
)

// Problem is one fault, and one repair of it. Faults of one kind inside one
// string are one problem, at the first of them; so are all places where the same
// invisible character, or &quot; or \" for a quote, was pasted in, and entries
// of the wrong shape in one array or object.
//
// The span lies on the fault itself and is never empty. Where something is
// missing it lies on a neighbour: for a comma, a colon or a value on the
// character after which it belongs; for an opening bracket on what it belongs
// before; for a closing one on the bracket or comma it belongs before, or, if
// the text ends first, on the bracket that is left open.
type Problem struct {
	Kind    ProblemKind
	Span    text.Span
	Message string
	Help    string
	Pointer string     // JSON pointer (RFC 6901) of the innermost value around the fault, in Root or the Extra value it is in
	Fix     *diag.Fix  // nil when no repair is certain enough
	First   *text.Span // the other place: where a duplicate name stands first, the bracket that is not closed
}

// Document is one JSON text.
type Document struct {
	Text     text.Fragment
	Root     *Value    // nil only for text that is blank or nothing but comments
	Extra    []*Value  // top-level values after the first
	Problems []Problem // ascending by span
}

// Strict reports whether the text is JSON by the grammar of RFC 8259 in valid
// UTF-8: a value, and no problem other than duplicate names and lone surrogates.
// Two texts that the grammar decides otherwise: one nested deeper than MaxDepth
// is never strict, because it was not read to the bottom; a byte order mark at
// the very start of the file belongs to the file, not to the text.
func (d *Document) Strict() bool {
	for i := range d.Problems {
		if !d.Problems[i].Kind.grammatical() {
			return false
		}
	}
	return d.Root != nil
}

// grammatical tells whether text with such a problem is JSON by the grammar all the same.
func (k ProblemKind) grammatical() bool { return k == DuplicateName || k == LoneSurrogate }

// Limits on what untrusted text costs (DESIGN section 9).
const (
	MaxDepth    = 512  // nesting; deeper text is a problem and is skipped
	MaxProblems = 1000 // problems per document; one more says that there are others
)
