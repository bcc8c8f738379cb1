package schema

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"docgauge/internal/jsondoc"
)

// failures turns the tree of failures that the library returns for one value into
// violations. A failure that does not count here (a property missing from a
// truncated response, null) makes the alternative it stands in succeed.
type failures struct {
	checker *checker
	t       *Type
	unit    *unit
	at      *node
	inRule  bool // within a constraint, see constraint
}

// of returns the violations that err, the result of a validation, amounts to.
func (f *failures) of(err error) []Violation {
	var failure *jsonschema.ValidationError
	if !errors.As(err, &failure) {
		return nil // nil, or a schema that refers to itself without end
	}
	return f.all(failure.Causes)
}

func (f *failures) all(causes []*jsonschema.ValidationError) []Violation {
	var found []Violation
	for _, e := range causes {
		found = append(found, f.one(e)...)
	}
	return found
}

func (f *failures) one(e *jsonschema.ValidationError) []Violation {
	if e.Message == "" { // several failures of one schema
		return f.all(e.Causes)
	}
	value, tokens := f.unit.lookup(e.AbsoluteKeywordLocation)
	keyword := ""
	if len(tokens) > 0 {
		keyword = tokens[len(tokens)-1]
	}
	switch keyword {
	case "anyOf", "oneOf":
		if len(e.Causes) > 0 {
			return f.closest(e)
		}
	case "then", "else", "$ref", "$dynamicRef", "$recursiveRef":
		return f.constraint(value, e)
	case "minContains":
		return f.leaf(e, keyword, value)
	}
	if len(e.Causes) > 0 { // an element of allOf, dependentSchemas
		return f.constraint(value, e)
	}
	return f.leaf(e, keyword, value)
}

// constraint handles a subschema for the same value. One with a title is a
// constraint: whatever fails in it is one violation, which the title states and
// the description helps to mend.
func (f *failures) constraint(schema any, e *jsonschema.ValidationError) []Violation {
	m, _ := schema.(map[string]any)
	title, _ := m["title"].(string)
	if title == "" {
		return f.all(e.Causes)
	}
	if f.checker.opts.Use == Notation {
		return nil
	}
	outer := f.inRule
	f.inRule = true
	found := sorted(f.all(e.Causes))
	f.inRule = outer
	if len(found) == 0 {
		return nil
	}
	v := found[0]
	help, _ := m["description"].(string)
	return []Violation{{
		Kind: Consistency, Span: v.Span, Pointer: v.Pointer, Type: f.t, Value: v.Value, Message: title, Name: title, Help: help,
	}}
}

// branch is what an alternative of anyOf or oneOf amounts to.
type branch struct {
	found  []Violation
	tagged bool // no "const", "@odata.type" or another tag, speaks against it
	fits   bool // the value itself has the JSON type it wants
	depth  int  // of the place where it fails, in the value
}

// nearer orders branches, the closest first.
func nearer(a, b branch) int {
	return cmp.Or(
		-yes(a.tagged)+yes(b.tagged),
		-yes(a.fits)+yes(b.fits),
		b.depth-a.depth,
		len(a.found)-len(b.found),
	)
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// closest returns the violations of the alternative that comes nearest, the
// first of equals; none if one of them fits after all.
func (f *failures) closest(e *jsonschema.ValidationError) []Violation {
	n, ok := f.at.find(e.InstanceLocation)
	if !ok {
		return nil
	}
	f.checker.weighing++
	defer func() { f.checker.weighing-- }()
	var branches []branch
	for _, cause := range e.Causes {
		b := branch{found: f.one(cause), tagged: true, fits: true}
		if len(b.found) == 0 {
			return nil
		}
		for _, v := range b.found {
			b.depth = max(b.depth, strings.Count(v.Pointer, "/"))
			b.tagged = b.tagged && !v.tag && v.Kind != ODataType
			b.fits = b.fits && (v.Kind != WrongType || v.Pointer != n.pointer())
		}
		branches = append(branches, b)
	}
	best := slices.Clone(slices.MinFunc(branches, nearer).found)
	if len(best) == 1 {
		for _, b := range branches {
			if len(b.found) == 1 {
				best[0].orWant(b.found[0])
			}
		}
	}
	return best
}

// leaf handles the failure of one keyword on one value.
func (f *failures) leaf(e *jsonschema.ValidationError, keyword string, value any) []Violation {
	n, ok := f.at.find(e.InstanceLocation)
	if !ok || n.unknowable() {
		return nil
	}
	switch keyword {
	case typeKeyword:
		return f.dispatch(e.Message, n)
	case "unevaluatedProperties":
		return f.unknown(n, parent(e.AbsoluteKeywordLocation), e)
	case "not":
		if up := parent(e.AbsoluteKeywordLocation); strings.HasSuffix(up, "/additionalProperties") {
			return f.unknown(n, parent(up), e)
		}
	case "required":
		return f.required(n, value)
	}
	if f.tolerated(n, keyword, value, e) {
		return nil
	}
	return f.violation(n, keyword, value, e)
}

// dispatch checks a value of another type by that type's schema.
func (f *failures) dispatch(key string, n *node) []Violation {
	t := f.checker.registry.keyed(key)
	if t == nil {
		return nil
	}
	return f.checker.typed(t, n)
}

// tolerated reports whether a failure is none of those that count: null is
// allowed unless the schema says otherwise, what is left out may not be missed, and
// of values that prose lists there may be several with commas (plan.admits).
func (f *failures) tolerated(n *node, keyword string, value any, e *jsonschema.ValidationError) bool {
	values, _ := value.([]any)
	if n.value.Kind == jsondoc.Null && keyword != "not" {
		schema, _ := f.unit.lookup(parent(e.AbsoluteKeywordLocation))
		m, _ := schema.(map[string]any)
		return m["nullable"] != false
	}
	switch keyword {
	case "minProperties", "minItems", "minContains":
		return f.incomplete(n)
	case "enum":
		if n.value.Kind == jsondoc.String && f.partial(e) && combined(n.value.Text, func(s string) bool { return slices.Contains(values, any(s)) }) {
			return true
		}
	}
	if strings.Contains(e.AbsoluteKeywordLocation, "/dependentRequired/") {
		return f.incomplete(n)
	}
	return f.checker.opts.Use == Notation && keyword != "type"
}

// incomplete reports whether an object or array need not be shown in full.
func (f *failures) incomplete(n *node) bool {
	o := f.checker.opts
	return o.Truncated || o.Use == Notation || n.value.Elided || n.value.Kind == jsondoc.Object && onlyControl(n.value) ||
		n.value.Kind == jsondoc.Object && (n.last("@removed") != nil || n.last("@odata.removed") != nil)
}
