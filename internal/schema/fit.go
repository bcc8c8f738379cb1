package schema

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
)

// fit checks a value against a plan, as the library does with a schema.
func (f *failures) fit(p *plan, n *node) []Violation {
	if n.value.Kind == jsondoc.Null {
		if p.solid && p.ref == "" && p.kinds&nulls == 0 {
			return f.violation(n, "type", p.types, nil)
		}
		return nil
	}
	if n.unknowable() {
		return nil
	}
	if p.ref != "" {
		return f.dispatch(p.ref, n)
	}
	noted := f.checker.opts.Use == Notation
	kind := kindOf(n.value)
	if noted && n.value.Kind == jsondoc.String {
		kind = kindNoted(n.value.Text)
	}
	if p.kinds&kind == 0 {
		return f.violation(n, "type", p.types, nil)
	}
	switch {
	case n.value.Kind == jsondoc.Object:
		return f.fitObject(p, n)
	case n.value.Kind == jsondoc.Array:
		return f.fitItems(p, n)
	case noted:
		return nil // only the JSON type is noted
	}
	return f.fitScalar(p, n)
}

// kindNoted is the kind of the values that notation stands for.
func kindNoted(text string) kinds {
	switch v := specimen(text).(type) {
	case bool:
		return booleans
	case json.Number:
		if !isInteger(v.String()) {
			return numbers
		}
		return integers
	}
	return strs
}

func (f *failures) fitItems(p *plan, n *node) []Violation {
	if p.items == nil {
		return nil
	}
	var found []Violation
	for i := range n.value.Items {
		found = append(found, f.fit(p.items, n.item(i))...)
	}
	return found
}

func (f *failures) fitObject(p *plan, n *node) []Violation {
	var found []Violation
	if names := p.needs(); len(names) > 0 {
		found = f.required(n, names)
	}
	var plans [4]*plan
	for i := range n.value.Members {
		m := &n.value.Members[i]
		if n.last(m.Name) != m {
			continue // a name that stands twice: the last counts
		}
		of, part := p.property(m.Name, plans[:0]), n.at(m)
		if len(of) == 0 && p.closed && !isControl(m.Name) && !part.unknowable() {
			found = append(found, f.stranger(p, n, m))
		}
		for _, own := range of {
			found = append(found, f.fit(own, part)...)
		}
	}
	return found
}

// stranger is the finding that a member is not among the properties of the plan.
func (f *failures) stranger(p *plan, n *node, m *jsondoc.Member) Violation {
	known, owner := f.t.Properties(), f.t.Name
	if p != f.t.thePlan { // an object without a type of its own
		known = slices.Sorted(maps.Keys(p.properties)) // of names as near as another, always the same
		if n.holder != nil {
			owner = quoted(n.holder.Name)
		}
	}
	return f.newcomer(owner, known, n, m)
}

func (f *failures) fitScalar(p *plan, n *node) []Violation {
	var found []Violation
	v := n.value
	switch {
	case v.Kind == jsondoc.String && p.pattern != nil && p.allowed != nil:
		if !p.allowed[v.Text] && !p.pattern.MatchString(v.Text) {
			found = f.violation(n, "enum", p.enum, nil)
			found[0].Help += ", or several of them with commas between"
		}
	case p.allowed != nil && !p.admits(v):
		found = f.violation(n, "enum", p.enum, nil)
		if p.partial {
			found[0].doubt()
		}
	case v.Kind == jsondoc.String && p.pattern != nil && !p.pattern.MatchString(v.Text):
		found = f.violation(n, "pattern", p.expr, nil)
	}
	if v.Kind == jsondoc.String && p.valid != nil && !p.valid(v.Text) {
		found = append(found, f.violation(n, "format", p.format, nil)...)
	}
	if v.Kind == jsondoc.Number {
		found = append(found, f.fitNumber(p, n)...)
	}
	return found
}

// admits reports whether a value is one of the enumeration: of values that prose
// lists also several with commas, since it does not say whether they combine.
func (p *plan) admits(v *jsondoc.Value) bool {
	if v.Kind != jsondoc.String {
		return false
	}
	known := func(value string) bool { return p.allowed[value] }
	return known(v.Text) || p.partial && combined(v.Text, known)
}

// combined reports whether a string is known values with commas between them.
func combined(text string, known func(string) bool) bool {
	for part := range strings.SplitSeq(text, ",") {
		if !known(strings.TrimSpace(part)) {
			return false
		}
	}
	return true
}

func (f *failures) fitNumber(p *plan, n *node) []Violation {
	value, err := strconv.ParseFloat(n.value.Text, 64)
	switch {
	case err != nil:
	case p.low != nil && value < *p.low:
		return f.violation(n, "minimum", *p.low, nil)
	case p.high != nil && value > *p.high:
		return f.violation(n, "maximum", *p.high, nil)
	}
	return nil
}
