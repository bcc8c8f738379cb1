package csdl

import (
	"iter"
	"slices"
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// maxBases is the longest chain of base types.
const maxBases = schema.MaxBases

// Lookup finds a type by its name as a page may write it: qualified, with an
// alias for the namespace, or without one (then it is looked for in the namespace
// of the entity container, and in the others if only one has it); with a leading
// "#". It returns nil when no type, or more than one, can be meant. Letter case
// does not matter to the search (ASCII only); exact reports whether it was right.
// It may be called on nil.
func (m *Model) Lookup(name string) (t *Type, exact bool) {
	if m == nil {
		return nil, false
	}
	name = strings.TrimPrefix(name, "#")
	full, _ := m.qualified(name)
	if t = m.types[full]; t != nil {
		return t, true
	}
	if t = m.folded[odata.Lower(full)]; t != nil {
		return t, false
	}
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		if t = m.folded[odata.Lower(m.main+"."+name)]; t == nil && len(m.short[odata.Lower(name)]) == 1 {
			t = m.short[odata.Lower(name)][0]
		}
		return t, t != nil && t.Local() == name
	}
	for _, s := range m.Schemas {
		if odata.EqualFold(s.Alias, name[:i]) {
			return m.folded[odata.Lower(s.Namespace+name[i:])], false
		}
	}
	return nil, false
}

// Local returns the type's name without its namespace.
func (t *Type) Local() string { return odata.Local(t.Name) }

// Structured reports whether the type is an entity or complex type.
func (t *Type) Structured() bool { return t.Kind == EntityType || t.Kind == ComplexType }

// Is reports whether t is other or derives from it.
func (t *Type) Is(other *Type) bool {
	for ; t != nil; t = t.Base {
		if t == other {
			return true
		}
	}
	return false
}

// Derived returns all types that derive from t, directly or not, each after its base.
func (t *Type) Derived() []*Type {
	all := append([]*Type(nil), t.derived...)
	for i := 0; i < len(all); i++ {
		all = append(all, all[i].derived...)
	}
	return all
}

// All goes through the properties of the type, its own first, then those of its
// base types.
func (t *Type) All() iter.Seq[*Property] {
	return func(yield func(*Property) bool) {
		for ; t != nil; t = t.Base {
			for _, p := range t.Properties {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// Property returns the property of that name, own or inherited, or nil. Without
// one in that letter case it returns one in another, and exact is false.
func (t *Type) Property(name string) (p *Property, exact bool) {
	for at := t; at != nil; at = at.Base {
		for _, q := range at.Properties {
			if q.Name == name {
				return q, true
			}
			if p == nil && odata.EqualFold(q.Name, name) {
				p = q
			}
		}
	}
	return p, false
}

// Known reports whether all properties that a value of the type may have are
// known: it is not open, and its base types are in the document.
func (t *Type) Known() bool { return !t.Open && !t.partial && !t.Opaque() }

// Opaque reports whether the type says nothing of its values: a complex type
// without properties, of its own or of others, that no type derives from.
func (t *Type) Opaque() bool {
	return t.Kind == ComplexType && !t.Abstract && t.Base == nil && len(t.Properties) == 0 && len(t.derived) == 0
}

// Key returns the key of an entity type, declared or inherited.
func (t *Type) Key() []KeyRef {
	for ; t != nil; t = t.Base {
		if len(t.Keys) > 0 {
			return t.Keys
		}
	}
	return nil
}

// AlternateKeys returns the alternate keys of an entity type and of its base types.
func (t *Type) AlternateKeys() (keys [][]KeyRef) {
	for ; t != nil; t = t.Base {
		keys = append(keys, t.Alternate...)
	}
	return keys
}

// Member returns the member of an enumeration of that name, or nil. Without one
// in that letter case it returns one in another, and exact is false.
func (t *Type) Member(name string) (found *Member, exact bool) {
	for i := range t.Members {
		if m := &t.Members[i]; m.Name == name {
			return m, true
		} else if found == nil && odata.EqualFold(m.Name, name) {
			found = m
		}
	}
	return found, false
}

// Takes reports whether the operation is bound to values of type on: to the type
// or one that it derives from, to single values or collections alike.
func (op *Operation) Takes(on Ref) bool {
	if op.Binding == nil || op.Binding.Type.Collection != on.Collection {
		return false
	}
	b := op.Binding.Type
	return b.Name == on.Name || b.Type != nil && on.Type != nil && on.Type.Is(b.Type)
}

// Parameter returns the parameter of that name, or nil; the binding one is none.
// Without one in that letter case it returns one in another, and exact is false.
func (op *Operation) Parameter(name string) (found *Parameter, exact bool) {
	for _, p := range op.Parameters {
		if p.Name == name {
			return p, true
		}
		if found == nil && odata.EqualFold(p.Name, name) {
			found = p
		}
	}
	return found, false
}

// Bound returns the overloads of the operation of that name, with namespace (or
// an alias for it) or without, that are bound to values of type on. An overload
// that is bound to a base type comes after those of types derived from it. If no
// operation has the name in that letter case, it returns those that have it in
// another, and exact is false.
func (m *Model) Bound(name string, on Ref) (ops []*Operation, exact bool) {
	return m.overloads(name, func(op *Operation) bool { return op.Takes(on) })
}

// Overloads returns all overloads of the operation of that name, as Bound does.
func (m *Model) Overloads(name string) (ops []*Operation, exact bool) {
	return m.overloads(name, func(*Operation) bool { return true })
}

func (m *Model) overloads(name string, want func(*Operation) bool) (ops []*Operation, exact bool) {
	full, _ := m.qualified(name)
	short := strings.IndexByte(name, '.') < 0
	var other []*Operation
	for _, op := range m.ops[odata.Lower(odata.Local(name))] {
		have := op.Name
		if short {
			have = odata.Local(have)
		}
		switch {
		case !want(op):
		case have == full:
			ops = append(ops, op)
		case odata.EqualFold(have, full):
			other = append(other, op)
		}
	}
	if ops == nil {
		return nearest(other), false
	}
	return nearest(ops), true
}

// Resource returns the child of the entity container of that name, or nil.
// Without one in that letter case it returns one in another, and exact is false.
func (m *Model) Resource(name string) (found *Resource, exact bool) {
	for _, r := range m.Resources {
		if r.Name == name {
			return r, true
		}
		if found == nil && odata.EqualFold(r.Name, name) {
			found = r
		}
	}
	return found, false
}

// nearest orders overloads that take the same value by how far their binding
// type is from the top of its chain of base types, the farthest first.
func nearest(ops []*Operation) []*Operation {
	slices.SortStableFunc(ops, func(a, b *Operation) int { return b.depth() - a.depth() })
	return ops
}

func (op *Operation) depth() (n int) {
	if op.Binding != nil {
		for t := op.Binding.Type.Type; t != nil; t = t.Base {
			n++
		}
	}
	return n
}
