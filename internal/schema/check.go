package schema

import (
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/text"
)

// Use says what a value stands for on its page.
type Use uint8

// The uses of a value.
const (
	Response Use = iota // a service returns it
	Request             // a client sends it: nothing is required
	Notation            // a "resource" block: strings name types, "string (timestamp)"
)

// Options say how strictly to judge a value.
type Options struct {
	Use Use
	// Truncated: properties may be missing, as the annotation says, or because
	// the request selects some.
	Truncated bool
	// Wrapper is the name of the property that holds the items of a collection,
	// where it is not "value".
	Wrapper string
	// Empty: the collection has no items, as the annotation says.
	Empty bool
}

// Validate checks a value against a type and returns what departs from it, by
// position. Objects inside are checked against the types that the schema names
// for them, or the derived ones they name themselves in "@odata.type"; an object
// in a place the schema does not describe is checked when it names its type. What
// the parser could not read, and null where it is allowed, is never a violation.
// A type whose schema does not compile finds nothing (see Type.Compile).
func (r *Registry) Validate(t *Type, v *jsondoc.Value, opts Options) []Violation {
	if t == nil || v == nil {
		return nil
	}
	c := &checker{registry: r, opts: opts}
	root := rootNode(v, opts.Use)
	root.body = true
	return sorted(c.typed(t, root))
}

// checker checks one document.
type checker struct {
	registry  *Registry
	opts      Options
	seen      map[*jsondoc.Value]bool // objects checked against a type
	weighing  int                     // alternatives being compared, one within the other
	judgments map[judgment][]Violation
	compared  int // names that misspelt ones were compared with
}

// judgment is a check whose result is kept while alternatives are compared: they
// ask the same of the same values, and within each other would ask it 2^n times.
type judgment struct {
	t     *Type
	value *jsondoc.Value
}

// typed checks a value against its declared type, and what lies within it.
func (c *checker) typed(t *Type, n *node) []Violation {
	if c.weighing == 0 {
		return c.judge(t, n)
	}
	key := judgment{t, n.value}
	found, known := c.judgments[key]
	if !known {
		found = c.judge(t, n)
		if c.judgments == nil {
			c.judgments = map[judgment][]Violation{}
		}
		c.judgments[key] = found
	}
	return found
}

func (c *checker) judge(t *Type, n *node) []Violation {
	if n.value.Kind != jsondoc.Object {
		return slices.Concat(c.against(t, n), c.untyped(n))
	}
	if c.seen == nil {
		c.seen = map[*jsondoc.Value]bool{}
	}
	c.seen[n.value] = true
	own, fault := c.named(n)
	switch {
	case own == nil && c.strange(n):
		// Perhaps a derived type, which may have any property.
		found := slices.DeleteFunc(c.against(t, n), func(v Violation) bool { return v.Kind == Property && v.at(n) != nil })
		return slices.Concat(found, c.parts(n))
	case own == nil || !own.Is(t) && t.Is(own):
		// No type, or a base type: that is less than could be said, but not wrong.
		return slices.Concat(fault, c.against(t, n), c.parts(n))
	case own.Is(t):
		return slices.Concat(fault, c.against(own, n), c.parts(n))
	case own.adrift() && !t.Is(own.last()):
		// Perhaps a derived type, whose page leaves out that it is one.
		found := slices.DeleteFunc(c.against(own, n), func(v Violation) bool { return v.Kind == Property && v.within(n, t) })
		return slices.Concat(fault, []Violation{c.untold(t, own, n)}, found, c.parts(n))
	}
	// One of the two names is wrong: judge by the one that fits better.
	c.weighing++
	found, other := c.against(t, n), c.against(own, n)
	c.weighing--
	if len(other) < len(found) {
		found = other
	}
	return slices.Concat([]Violation{c.unrelated(t, n)}, found, c.parts(n))
}

// untyped looks in a value that no schema describes for objects that name a type
// of the registry, and checks them.
func (c *checker) untyped(n *node) []Violation {
	if n.value.Kind == jsondoc.Object {
		if c.seen[n.value] {
			return nil
		}
		if own, _ := c.named(n); own != nil {
			return c.typed(own, n)
		}
	}
	return c.parts(n)
}

// parts looks into what lies directly within an object or array.
func (c *checker) parts(n *node) []Violation {
	var found []Violation
	for i := range n.value.Members {
		if m := &n.value.Members[i]; nests(m.Value) && n.last(m.Name) == m {
			found = append(found, c.untyped(n.at(m))...)
		}
	}
	for i, item := range n.value.Items {
		if nests(item) {
			found = append(found, c.untyped(n.item(i))...)
		}
	}
	return found
}

// nests reports whether a value can hold others.
func nests(v *jsondoc.Value) bool { return len(v.Members) > 0 || len(v.Items) > 0 }

// named returns the type that an object names in "@odata.type", if the registry
// has it, and the finding that the name is in other letter case.
func (c *checker) named(n *node) (*Type, []Violation) {
	m := n.last("@odata.type")
	if m == nil || m.Value.Kind != jsondoc.String {
		return nil, nil
	}
	t, exact := c.registry.Lookup(m.Value.Text)
	if t == nil || exact {
		return t, nil
	}
	right := t.Name
	if strings.HasPrefix(m.Value.Text, "#") {
		right = "#" + right
	}
	return t, []Violation{{
		Kind: ODataCase, Span: m.Value.Span, Pointer: n.pointer() + "/@odata.type", Type: t, Value: m.Value,
		Message: fmt.Sprintf("the type %s is spelled %s", quoted(m.Value.Text), quoted(right)),
		Fix:     replace(m.Value, jsonString(right), true),
	}}
}

// strange reports whether an object names a type that the registry does not have.
func (c *checker) strange(n *node) bool {
	m := n.last("@odata.type")
	if m == nil || m.Value.Kind != jsondoc.String {
		return false
	}
	ref := odata.Parse(m.Value.Text)
	if ref.Name == "" || ref.Primitive() {
		return false
	}
	t, _ := c.registry.Lookup(ref.Name)
	return t == nil
}

// within reports whether the violation is at a member of n that t declares.
func (v *Violation) within(n *node, t *Type) bool {
	m := v.at(n)
	return m != nil && t.declares(m.Name)
}

// at returns the member of n at whose name the violation is, or nil.
func (v *Violation) at(n *node) *jsondoc.Member {
	for i := range n.value.Members {
		if m := &n.value.Members[i]; m.NameSpan == v.Span {
			return m
		}
	}
	return nil
}

// unrelated is the finding that an object names a type that is not the declared one.
func (c *checker) unrelated(declared *Type, n *node) Violation {
	m := n.last("@odata.type")
	return Violation{
		Kind: ODataType, Span: m.Value.Span, Pointer: n.pointer() + "/@odata.type", Type: declared, Value: m.Value,
		Message: fmt.Sprintf("%s is not %s, %s, nor derived from it", quoted(m.Value.Text), n.declared(), declared.Name),
	}
}

// untold is the finding that an object names a type that nobody says to derive
// from the declared one.
func (c *checker) untold(declared, own *Type, n *node) Violation {
	m := n.last("@odata.type")
	return Violation{
		Kind: ODataType, Span: m.Value.Span, Pointer: n.pointer() + "/@odata.type", Type: declared, Value: m.Value, Partial: true,
		Message: fmt.Sprintf("no page says that %s derives from %s, %s", own.Name, declared.Name, n.declared()),
		Help:    fmt.Sprintf(`if it does, add "baseType": %s to the annotation of its JSON representation`, quoted(declared.Name)),
	}
}

// declared names what declares the type of a value.
func (n *node) declared() string {
	switch {
	case n.member != nil:
		return "the type of " + quoted(n.member.Name)
	case n.holder != nil:
		return "the item type of " + quoted(n.holder.Name)
	}
	return "the declared type"
}

// against checks a value against the schema of one type, and dispatches the
// values of other types within it.
func (c *checker) against(t *Type, n *node) []Violation {
	if n.unknowable() || n.value.Kind == jsondoc.Null {
		return nil
	}
	f := &failures{checker: c, t: t, at: n}
	var found []Violation
	if p := t.plan(); p != nil {
		found = f.fit(p, n)
	} else {
		var err error
		if f.unit, err = t.compile(); err != nil {
			return nil
		}
		found = f.of(f.unit.schema.Validate(n.inst()))
	}
	if n.value.Kind == jsondoc.Object {
		found = append(found, c.letterCase(t, n, found)...)
	}
	return found
}

// letterCase finds members of an object of an open type that differ from a
// declared property in letter case only; a closed type rejects them anyhow.
func (c *checker) letterCase(t *Type, n *node, found []Violation) []Violation {
	rejected := map[text.Span]bool{}
	for i := range found {
		if found[i].Kind == Property {
			rejected[found[i].Span] = true
		}
	}
	var more []Violation
	var folded map[string]string // the first property of each lower-case name
	for i := range n.value.Members {
		m := &n.value.Members[i]
		if isControl(m.Name) || t.declares(m.Name) || rejected[m.NameSpan] {
			continue
		}
		if folded == nil {
			folded = foldedNames(t.Properties())
		}
		if right := folded[odata.Lower(m.Name)]; right != "" && n.last(right) == nil {
			more = append(more, unknownProperty(t, t.Name, n, m, right))
		}
	}
	return more
}

// foldedNames returns the names by their lower-case form, the first of several.
func foldedNames(names []string) map[string]string {
	folded := make(map[string]string, len(names))
	for _, name := range names {
		if key := odata.Lower(name); folded[key] == "" {
			folded[key] = name
		}
	}
	return folded
}

// closest is Closest while the check can afford it: a value of many unknown
// names and a type of many properties are few bytes each, and a suggestion is a
// courtesy. The finding stays.
func (c *checker) closest(name string, known []string) string {
	if c.compared += len(known); len(known) > mostKnown || c.compared > mostCompared {
		return ""
	}
	return Closest(name, known)
}

// unknownProperty is the finding that an object has a member its schema does not
// know; meant is the property it may stand for, or empty.
func unknownProperty(t *Type, owner string, n *node, m *jsondoc.Member, meant string) Violation {
	v := Violation{
		Kind: Property, Span: m.NameSpan, Pointer: n.pointer() + jsondoc.Pointer(m.Name), Type: t, Value: m.Value,
		Message: fmt.Sprintf("unknown property %s of %s", quoted(m.Name), owner),
	}
	var fix *diag.Fix
	if meant != "" {
		fix = rename(m, meant)
		if fix.Safe {
			v.Message = fmt.Sprintf("the property %s of %s is spelled %s", quoted(m.Name), owner, quoted(meant))
		} else {
			v.Message += "; did you mean " + quoted(meant) + "?"
		}
	}
	v.Fix = fix
	return v
}
