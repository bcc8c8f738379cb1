package schema

import (
	"regexp"
	"slices"
	"strconv"

	"docgauge/internal/jsondoc"
)

// plan is a schema in the few keywords that generated schemas need, ready to be
// applied to a value without the library: thousands of them are used once each in
// a run, and to compile one there costs more than to check all values of its type.
type plan struct {
	kinds      kinds
	types      any  // the keyword, for messages
	solid      bool // null is not allowed
	properties map[string]*plan
	required   []any
	closed     bool // no other properties
	items      *plan
	base       *plan  // of the base type, without what closes it
	ref        string // key of the type that values are of
	enum       []any
	allowed    map[string]bool // enum
	partial    bool            // the enum may lack some values
	pattern    *regexp.Regexp  // of values that are not in enum either, or that must match
	expr       any             // the keyword
	format     string
	valid      func(any) bool
	low, high  *float64
}

// partialKeyword beside "enum" says that it may lack some values: they were read
// in prose.
const partialKeyword = "x-docgauge-partial"

// kinds is a set of JSON types.
type kinds uint8

const (
	objects kinds = 1 << iota
	arrays
	strs
	numbers
	integers // numbers without a fraction
	booleans
	nulls
)

// every is the kinds of a schema without "type".
const every = objects | arrays | strs | numbers | integers | booleans | nulls

func kindNamed(name any) kinds {
	switch name {
	case "object":
		return objects
	case "array":
		return arrays
	case "string":
		return strs
	case "number":
		return numbers | integers
	case "integer":
		return integers
	case "boolean":
		return booleans
	case "null":
		return nulls
	}
	return 0
}

// kindOf is the kind of a value.
func kindOf(v *jsondoc.Value) kinds {
	switch v.Kind {
	case jsondoc.Object:
		return objects
	case jsondoc.Array:
		return arrays
	case jsondoc.String:
		return strs
	case jsondoc.Bool:
		return booleans
	case jsondoc.Number:
		if isInteger(v.Text) {
			return integers
		}
		return numbers
	}
	return nulls
}

// isInteger reports whether a number has no fraction: 5, 5.0 and 5e1.
func isInteger(literal string) bool {
	if _, err := strconv.ParseInt(literal, 10, 64); err == nil {
		return true
	}
	f, err := strconv.ParseFloat(literal, 64)
	return err == nil && f == float64(int64(f))
}

// plan returns the type's plan, or nil if its schema needs the library.
func (t *Type) plan() *plan {
	t.planned.Do(func() {
		root, err := t.schema()
		if err != nil || !t.generated || t.circular() {
			return
		}
		p := &planner{of: t, formats: formats()}
		if made := p.schema(root, true); !p.refused {
			t.thePlan = made
		}
	})
	return t.thePlan
}

// Ready prepares the type's schema for validation and says why it cannot be used.
// Unlike Compile it does not ask whether a generated schema is valid as such.
func (t *Type) Ready() error {
	if t.plan() != nil {
		return nil
	}
	return t.Compile()
}

// scalar reports whether no value of the type is an object or array: an enumeration.
func (t *Type) scalar() bool {
	p := t.plan()
	return p != nil && p.ref == "" && p.kinds&(objects|arrays) == 0
}

// circular reports whether the chain of base types has no end.
func (t *Type) circular() bool {
	n := 0
	for t = t.Base(); t != nil && n <= MaxBases; t = t.Base() {
		n++
	}
	return n > MaxBases
}

// property returns the plans that apply to a member of that name: the type's own,
// and that of its base type.
func (p *plan) property(name string, to []*plan) []*plan {
	if own := p.properties[name]; own != nil {
		to = append(to, own)
	}
	if p.base != nil {
		to = p.base.property(name, to)
	}
	return to
}

// needs returns the required properties, those of base type included.
func (p *plan) needs() []any {
	if p.base == nil {
		return p.required
	}
	return slices.Concat(p.base.needs(), p.required)
}
