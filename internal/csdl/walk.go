package csdl

import (
	"strings"

	"docgauge/internal/httpmsg"
	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// walker reads a path segment by segment. Methods that read one return whether
// the reading goes on.
type walker struct {
	Resolution
	m        *Model
	segments []httpmsg.Segment
	options  []httpmsg.Option
	index    int
	at       Ref  // type of the value reached; zero at the root
	ended    bool // nothing may follow
	sealed   bool // nothing should follow but what OData defines
}

// word is what a segment says before parentheses and paths in colons.
type word struct {
	httpmsg.Segment
	name string
}

// placeholder reports whether the word stands for another: "{id}", "<id>", ":id".
func (g word) placeholder() bool { return httpmsg.Segment{Text: g.name}.Placeholder() }

// elision reports whether the word stands for any number of segments.
func (g word) elision() bool { return strings.Trim(g.name, ".…") == "" }

// keyPlace reports whether a placeholder stands for a key, by the word in it:
// "{id}", "{berthId}", "{id | name}", "{berth-id}".
func (g word) keyPlace() bool {
	for inner := range strings.FieldsFuncSeq(strings.Trim(g.name, "{}<>:"), func(c rune) bool { return c == ' ' || c == '|' || c == '-' || c == '_' }) {
		if odata.EqualFold(inner, "id") || strings.HasSuffix(inner, "Id") {
			return true
		}
	}
	return false
}

// segment reads the segment that is next.
func (w *walker) segment(s httpmsg.Segment) bool {
	g := word{s, s.Name}
	sealed := w.sealed
	w.sealed = false
	if len(g.name) > 1 {
		g.name = strings.TrimSuffix(g.name, ":") // "root:", with no path behind
	}
	if i := strings.IndexByte(g.name, '['); i > 0 && g.name[len(g.name)-1] == ']' {
		g.name = g.name[:i] // "content[?full=true]": what is optional in a route
	}
	switch {
	case g.elision():
		w.Limit = NamePlace
		return false
	case strings.HasPrefix(g.name, "$"):
		return w.system(g)
	case w.index == 0:
		return w.root(g)
	case w.ended:
		return w.stop(Fault{Kind: Beyond}, g)
	}
	if sealed {
		w.fault(Fault{Kind: NotComposable}, g)
	}
	switch {
	case w.at.Type == nil:
		return w.unstructured(g)
	case !w.at.Type.Structured():
		return w.member(g)
	case w.at.Collection:
		return w.collection(g)
	}
	return w.single(g)
}

// step adds a step that leads to a value of type to.
func (w *walker) step(s Step, to Ref) bool {
	s.Index, s.Type, w.at = w.index, to, to
	w.Steps = append(w.Steps, s)
	return true
}

// fault adds a fault of the word's name; the reading goes on.
func (w *walker) fault(f Fault, g word) {
	f.Index, f.Start, f.End, f.Name, f.On = w.index, g.Start, g.Start+len(g.name), g.name, w.at
	w.Faults = append(w.Faults, f)
}

// stop adds a fault that ends the reading.
func (w *walker) stop(f Fault, g word) bool {
	w.fault(f, g)
	return false
}

// spelled adds a fault if the name is not in its own letter case.
func (w *walker) spelled(exact bool, g word, right string) {
	if !exact {
		w.fault(Fault{Kind: WrongCase, Right: right}, g)
	}
}

// root reads the first segment.
func (w *walker) root(g word) bool {
	if g.placeholder() {
		w.Limit = NamePlace
		return false
	}
	r, exact := w.m.Resource(g.name)
	if r == nil {
		names := make([]string, len(w.m.Resources))
		for i, r := range w.m.Resources {
			names[i] = r.Name
		}
		return w.stop(Fault{Kind: Unknown, Right: schema.Closest(g.name, names)}, g)
	}
	w.spelled(exact, g, r.Name)
	s := Step{Kind: ResourceStep, Resource: r}
	if r.Kind == ActionImport || r.Kind == FunctionImport {
		if len(r.Operations) == 0 {
			w.Limit = Undescribed
			return false
		}
		return w.call(s, r.Operations, g)
	}
	return w.keyed(s, r.Type, g)
}

// unstructured reads a segment behind a value of one of OData's own types, or of
// a type of another document.
func (w *walker) unstructured(g word) bool {
	switch name := w.at.Name; {
	case name == "Edm.Stream", name == "Edm.Untyped", name == "Edm.ComplexType", name == "Edm.EntityType", !strings.HasPrefix(name, "Edm."):
		w.Limit = Undescribed
		return false
	}
	return w.member(g)
}

// member reads a segment behind a value that has no members of its own. Those of
// an ordered collection have numbers (OData URL Conventions 4.01 section 4.10).
func (w *walker) member(g word) bool {
	if w.at.Collection && (strings.Trim(g.name, "-0123456789") == "" || g.placeholder()) {
		to := w.at
		to.Collection = false
		return w.step(Step{Kind: KeyStep, Arguments: []Argument{{Value: g.name, Start: g.Start, End: g.Start + len(g.name)}}}, to)
	}
	if ops, exact := w.m.Bound(g.name, w.at); len(ops) > 0 {
		return w.bound(ops, exact, g)
	}
	return w.stop(Fault{Kind: Beyond}, g)
}

// qualified reads a segment that has a namespace: a type or an operation. It
// reports in ok whether the segment is one.
func (w *walker) qualified(g word) (goesOn, ok bool) {
	i := strings.LastIndexByte(g.name, '.')
	if i < 0 || !w.m.namespace(g.name[:i]) {
		return false, false
	}
	if t, exact := w.m.Lookup(g.name); t != nil && t.Structured() {
		right := t.Name
		if !exact && !odata.EqualFold(right, g.name) { // by an alias
			right = g.name[:i+1] + t.Local()
		}
		w.spelled(exact, g, right)
		if !t.Is(w.at.Type) && !w.at.Type.Is(t) {
			w.fault(Fault{Kind: WrongCast, Needs: t}, g)
		}
		return w.keyed(Step{Kind: CastStep}, Ref{Name: t.Name, Type: t, Collection: w.at.Collection}, g), true
	}
	if ops, exact := w.m.Bound(g.name, w.at); len(ops) > 0 {
		return w.bound(ops, exact, g), true
	}
	return w.unbound(g, w.nearQualified(g.name)), true
}

// nearQualified returns the qualified name of an operation that the value has, or
// of a type that it may be cast to, that a misspelt one comes close to, or "".
func (w *walker) nearQualified(name string) string {
	if ops, _ := w.m.Bound(odata.Local(name), w.at); len(ops) > 0 { // another namespace
		return ops[0].Name
	}
	full, _ := w.m.qualified(name)
	var names []string
	for _, t := range w.at.Type.Derived() {
		names = append(names, t.Name)
	}
	for _, op := range w.m.Operations {
		if op.Takes(w.at) {
			names = append(names, op.Name)
		}
	}
	return schema.Closest(full, names)
}

// namespace reports whether the name is that of a namespace in the document, or
// an alias, in any letter case.
func (m *Model) namespace(name string) bool {
	if _, ok := m.aliases[name]; ok {
		return true
	}
	for _, s := range m.Schemas {
		if odata.EqualFold(s.Namespace, name) || s.Alias != "" && odata.EqualFold(s.Alias, name) {
			return true
		}
	}
	return false
}

// bound reads a segment that calls a bound operation.
func (w *walker) bound(ops []*Operation, exact bool, g word) bool {
	right := odata.Local(ops[0].Name)
	if i := strings.LastIndexByte(g.name, '.'); i >= 0 {
		right = g.name[:i+1] + right
	}
	w.spelled(exact, g, right)
	return w.call(Step{Kind: OperationStep}, ops, g)
}

// unbound reads a segment that names nothing the value has: an operation of
// other values, something of a derived type, or an error; near is a name that
// may be meant.
func (w *walker) unbound(g word, near string) bool {
	if goesOn, ok := w.derived(g); ok {
		return goesOn
	}
	ops, exact := w.m.Overloads(g.name)
	if len(ops) > 0 && exact {
		return w.stop(Fault{Kind: WrongBinding, Operations: ops, Right: near}, g)
	}
	return w.stop(Fault{Kind: Unknown, Right: near}, g)
}

// derived reads a segment that names something of a type derived from the value's.
func (w *walker) derived(g word) (goesOn, ok bool) {
	for _, t := range w.at.Type.Derived() {
		on := Ref{Name: t.Name, Type: t, Collection: w.at.Collection}
		if ops, exact := w.m.Bound(g.name, on); exact && len(ops) > 0 {
			w.fault(Fault{Kind: NeedsCast, Needs: t}, g)
			return w.call(Step{Kind: OperationStep}, ops, g), true
		}
		if on.Collection {
			continue
		}
		for _, p := range t.Properties {
			if p.Name == g.name {
				w.fault(Fault{Kind: NeedsCast, Needs: t}, g)
				return w.keyed(Step{Kind: PropertyStep, Property: p}, p.Type, g), true
			}
		}
	}
	return false, false
}
