package csdl

import (
	"slices"
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/text"
)

// linker replaces the names in a model by what they name, once all are read.
type linker struct {
	*decoder
	refs  map[string]Ref  // by reference as written
	owned map[string]bool // namespaces that the document defines
	steps int             // through long lists, see search
}

// search counts steps of a search through a list, and reports whether it may go
// on: a document made for it could make the searches take the square of its size.
func (l *linker) search(steps int) bool {
	const most = 1 << 28
	if l.steps += steps; l.steps < most {
		return true
	}
	if l.steps-steps < most {
		l.problem(text.Position{Line: 1, Column: 1}, "too many annotations and imports of too large types and operations; some are not read")
	}
	return false
}

func link(d *decoder) {
	m := d.model
	l := &linker{decoder: d, refs: map[string]Ref{}, owned: map[string]bool{}}
	for _, s := range m.Schemas {
		l.owned[s.Namespace] = true
	}
	if m.main == "" {
		m.main = m.Schemas[0].Namespace
	}
	l.index()
	l.bases()
	for _, t := range m.Types {
		for _, p := range t.Properties {
			p.Type = l.resolve(p.Type.Name, p.At, func() string { return t.Name + "/" + p.Name })
		}
		if t.Kind == TypeDefinition {
			l.definition(t)
		}
	}
	l.operations()
	l.resources()
	for _, n := range d.notes {
		l.note(n)
	}
}

// qualified returns a name with the namespace that its prefix stands for. It
// reports whether the document knows the prefix.
func (m *Model) qualified(name string) (string, bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return name, false
	}
	ns, ok := m.aliases[name[:i]]
	if !ok {
		return name, false
	}
	if len(ns) == i {
		return name, true
	}
	return ns + name[i:], true
}

// index makes the types known by name. Of two with one name the first counts.
func (l *linker) index() {
	m := l.model
	m.types = make(map[string]*Type, len(m.Types))
	m.folded = make(map[string]*Type, len(m.Types))
	m.short = make(map[string][]*Type, len(m.Types))
	m.Types = slices.DeleteFunc(m.Types, func(t *Type) bool {
		if have := m.types[t.Name]; have != nil {
			l.problem(t.At, "the type %s is defined twice, first in line %d; that one counts", t.Name, have.At.Line)
			return true
		}
		key := odata.Lower(t.Name)
		m.types[t.Name] = t
		if m.folded[key] == nil {
			m.folded[key] = t
		}
		last := odata.Local(key)
		m.short[last] = append(m.short[last], t)
		return false
	})
}

// resolve reads a reference to a type. What cannot be resolved is a problem, and
// a type that nothing is known of.
func (l *linker) resolve(name string, at text.Position, owner func() string) Ref {
	if r, ok := l.refs[name]; ok {
		return r
	}
	var r Ref
	r.Name, r.Collection = name, strings.HasPrefix(name, "Collection(") && strings.HasSuffix(name, ")")
	if r.Collection {
		r.Name = name[len("Collection(") : len(name)-1]
	}
	if strings.HasPrefix(r.Name, "Edm.") {
		if t := odata.Parse(r.Name); t.Name != r.Name || len(t.Faults) > 0 {
			l.problem(at, "%s has the type %s, which OData does not have; its values are not checked", owner(), r.Name)
		}
		l.refs[name] = r
		return r
	}
	full, known := l.model.qualified(r.Name)
	r.Name, r.Type = full, l.model.types[full]
	switch {
	case r.Type != nil || known && !l.owned[odata.Namespace(full)]:
		l.refs[name] = r // nothing but successes: each mistake is reported where it is
	case name == "":
		l.problem(at, "%s has no type; its values are not checked", owner())
	default:
		l.problem(at, "%s has the type %s, which the document neither defines nor includes; its values are not checked", owner(), full)
	}
	return r
}

// bases links types to their base types, and cuts circles and endless chains.
func (l *linker) bases() {
	for _, t := range l.model.Types {
		if t.base != "" {
			l.base(t)
		}
	}
	heights := make(map[*Type]int, len(l.model.Types)) // 0: not seen; -1: on the chain being walked
	for _, t := range l.model.Types {
		l.chain(t, heights)
	}
	for _, t := range l.model.Types {
		if t.Base != nil {
			t.Base.derived = append(t.Base.derived, t)
		}
	}
}

// base finds the base type of a type.
func (l *linker) base(t *Type) {
	b := l.resolve(t.base, t.At, func() string { return "the base of " + t.Name }).Type
	if b != nil && b.Kind != t.Kind {
		l.problem(t.At, "%s %s cannot derive from %s %s; it stands alone", t.Kind, t.Name, b.Kind, b.Name)
		b = nil
	}
	t.Base, t.partial = b, b == nil
}

// chain completes a type and its base types, from the top down.
func (l *linker) chain(t *Type, heights map[*Type]int) {
	var chain []*Type
	for ; t != nil && heights[t] == 0; t = t.Base {
		heights[t] = -1
		chain = append(chain, t)
	}
	height := 0
	if t != nil {
		height = heights[t]
	}
	if height < 0 {
		last := chain[len(chain)-1]
		l.problem(last.At, "circular base types: %s derives from %s, which derives from it; it stands alone", last.Name, t.Name)
		last.Base, last.partial, height = nil, true, 0
	}
	for _, t := range slices.Backward(chain) {
		height = l.inherit(t, height)
		heights[t] = height
	}
}

// inherit completes a type whose base type is complete and stands at the end of
// a chain of that many. It returns the length of the chain with t.
func (l *linker) inherit(t *Type, height int) int {
	b := t.Base
	if b == nil {
		return 1
	}
	if height >= maxBases {
		l.problem(t.At, "%s derives from more than %d types; it stands alone", t.Name, maxBases)
		t.Base, t.partial = nil, true
		return 1
	}
	t.Open = t.Open || b.Open
	t.HasStream = t.HasStream || b.HasStream
	t.partial = t.partial || b.partial
	return height + 1
}

// definition follows the underlying types of a type definition to one of OData's own.
func (l *linker) definition(t *Type) {
	r := l.resolve(t.Underlying, t.At, func() string { return t.Name })
	if r.Collection || !strings.HasPrefix(r.Name, "Edm.") {
		l.problem(t.At, "the type definition %s has UnderlyingType=%q, which is no primitive type; its values are not checked", t.Name, t.Underlying)
		r = Ref{Name: "Edm.Untyped"}
	}
	t.Underlying = r.Name
}

func (l *linker) operations() {
	m := l.model
	m.ops = make(map[string][]*Operation, len(m.Operations))
	for _, op := range m.Operations {
		key := odata.Lower(odata.Local(op.Name))
		m.ops[key] = append(m.ops[key], op)
		if op.Return.Name != "" {
			op.Return = l.resolve(op.Return.Name, op.At, func() string { return "the result of " + op.Name })
		}
		for i := range len(op.Parameters) + 1 {
			p := op.Binding
			if i > 0 {
				p = op.Parameters[i-1]
			}
			if p != nil {
				p.Type = l.resolve(p.Type.Name, op.At, func() string { return op.Name + "/" + p.Name })
			}
		}
	}
}

func (l *linker) resources() {
	seen := map[string]bool{}
	l.model.Resources = slices.DeleteFunc(l.model.Resources, func(r *Resource) bool {
		if seen[r.Name] {
			l.problem(r.At, "the entity container has two children of the name %s; the first counts", r.Name)
			return true
		}
		seen[r.Name] = true
		switch r.Kind {
		case EntitySet, Singleton:
			r.Type = l.resolve(r.target, r.At, func() string { return r.Kind.String() + " " + r.Name })
			r.Type.Collection = r.Kind == EntitySet
		default:
			name, _ := l.model.qualified(r.target)
			ops := l.model.ops[odata.Lower(odata.Local(name))]
			if !l.search(len(ops)) {
				return false
			}
			for _, op := range ops {
				if op.Name == name && op.Binding == nil && op.Action == (r.Kind == ActionImport) {
					r.Operations = append(r.Operations, op)
				}
			}
			if len(r.Operations) == 0 {
				l.problem(r.At, "%s %s is of %s, which the document does not define as such", r.Kind, r.Name, name)
			}
		}
		return false
	})
}
