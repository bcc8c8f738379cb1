package csdl

import (
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// collection reads a segment behind a collection of structured values.
func (w *walker) collection(g word) bool {
	if goesOn, ok := w.qualified(g); ok {
		return goesOn
	}
	if g.placeholder() {
		return w.key(g, "")
	}
	if ops, exact := w.m.Bound(g.name, w.at); len(ops) > 0 {
		return w.bound(ops, exact, g)
	}
	t := w.at.Type
	if t.Kind != EntityType {
		return w.item(g)
	}
	if p, exact := t.Property(g.name); exact && p.Navigation {
		w.fault(Fault{Kind: MissingKey}, g)
		return w.keyed(Step{Kind: PropertyStep, Property: p}, p.Type, g)
	}
	near := w.near(g.name)
	if near == "" && strings.Contains(g.name, ".") {
		near = w.nearQualified(g.name)
	}
	return w.key(g, near)
}

// item reads a segment behind a collection of complex values.
func (w *walker) item(g word) bool {
	if strings.Trim(g.name, "-0123456789") == "" {
		return w.key(g, "")
	}
	return w.unbound(g, w.near(g.name))
}

// key reads a segment that is a key.
func (w *walker) key(g word, near string) bool {
	to := w.at
	to.Collection = false
	part := Argument{Value: g.name, Start: g.Start, End: g.Start + len(g.name)}
	if g.Call { // the key has parentheses
		part.Value, part.End = g.Text, g.End
	}
	s := Step{Kind: KeyStep, Arguments: []Argument{part}, Near: near}
	if ops, exact := w.m.Overloads(g.name); exact {
		s.Elsewhere = ops
	}
	return w.step(s, to)
}

// single reads a segment behind a single structured value.
func (w *walker) single(g word) bool {
	if goesOn, ok := w.qualified(g); ok {
		return goesOn
	}
	ops, exact := w.m.Bound(g.name, w.at)
	p, same := w.at.Type.Property(g.name)
	switch {
	case len(ops) > 0 && exact && (g.Call || p == nil || !same):
		return w.bound(ops, exact, g)
	case p != nil && (same || len(ops) == 0):
		w.spelled(same, g, p.Name)
		return w.keyed(Step{Kind: PropertyStep, Property: p}, p.Type, g)
	case len(ops) > 0:
		return w.bound(ops, exact, g)
	}
	return w.undeclared(g)
}

// undeclared reads a segment behind a single structured value that it names
// nothing of.
func (w *walker) undeclared(g word) bool {
	switch t := w.at.Type; {
	case t.Opaque() || t.partial:
		w.Limit = Undescribed
		return false
	case g.placeholder() && !g.keyPlace():
		w.Limit = NamePlace
		return false
	case g.placeholder():
		return w.stop(Fault{Kind: UnexpectedKey}, g)
	case t.Open:
		if goesOn, ok := w.derived(g); ok {
			return goesOn
		}
		w.Limit, w.Near = OpenType, w.near(g.name)
		return false
	}
	return w.unbound(g, w.near(g.name))
}

// near returns the name of a property or operation of the value reached that a
// misspelt one comes close to, or "". Items of a collection are meant too.
func (w *walker) near(name string) string {
	var names []string
	for p := range w.at.Type.All() {
		if !w.at.Collection || p.Navigation {
			names = append(names, p.Name)
		}
	}
	for _, op := range w.m.Operations {
		if op.Takes(w.at) {
			names = append(names, odata.Local(op.Name))
		}
	}
	return schema.Closest(name, names)
}

// keyed adds a step to a value of type to, with the key that may stand behind the
// name in parentheses.
func (w *walker) keyed(s Step, to Ref, g word) bool {
	if !g.Call || g.Args == "" {
		return w.step(s, to)
	}
	s.Arguments = arguments(g)
	if !to.Collection || to.Type == nil || to.Type.Kind != EntityType {
		w.step(s, to)
		w.fault(Fault{Kind: UnexpectedKey}, word{g.Segment, g.Text})
		return false
	}
	for _, a := range s.Arguments {
		if a.Name != "" {
			w.keyName(to, a, g)
		}
	}
	to.Collection = false
	return w.step(s, to)
}

// keyName checks the name of a part of a key. Services take properties for keys
// that their metadata does not name as such.
func (w *walker) keyName(of Ref, a Argument, g word) {
	known := make([]string, 0, 8)
	for _, k := range of.Type.Key() {
		known = append(known, k.Name())
	}
	for _, keys := range of.Type.AlternateKeys() {
		for _, k := range keys {
			known = append(known, k.Name())
		}
	}
	for p := range of.Type.All() {
		if !p.Navigation {
			known = append(known, p.Name)
		}
	}
	right := ""
	for _, k := range known {
		switch {
		case k == a.Name:
			return
		case right == "" && odata.EqualFold(k, a.Name):
			right = k
		}
	}
	at := word{g.Segment, a.Name}
	at.Start = a.Start
	if right != "" {
		w.fault(Fault{Kind: WrongCase, Right: right}, at)
		return
	}
	if !of.Type.Known() {
		return
	}
	w.fault(Fault{Kind: KeyName, Right: schema.Closest(a.Name, known)}, at)
	w.Faults[len(w.Faults)-1].On = of
}
