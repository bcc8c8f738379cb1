package csdl

import (
	"slices"
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// call adds a step that calls an operation: the overload that fits the arguments
// in parentheses, else in the query.
func (w *walker) call(s Step, ops []*Operation, g word) bool {
	if g.Call {
		s.Arguments = arguments(g)
	}
	best := w.overload(ops, s.Arguments, g)
	s.Operation = best
	w.ended, w.sealed = best.Action, !best.Action && !best.Composable
	return w.step(s, best.Return)
}

// overload chooses among overloads, and adds a fault if none fits.
func (w *walker) overload(ops []*Operation, args []Argument, g word) *Operation {
	if vague(args) {
		return ops[0]
	}
	for _, op := range ops {
		if !op.Action && fits(op, args, func(a, b string) bool { return a == b }) {
			return op
		}
	}
	for _, op := range ops {
		switch {
		case op.Action && len(args) == 0:
			return op
		case op.Action:
		case fits(op, args, odata.EqualFold):
			w.parameterCase(op, args, g)
			return op
		case !g.Call && w.inQuery(op):
			return op
		}
	}
	if g.Call {
		w.fault(Fault{Kind: Arguments, Operations: ops}, word{g.Segment, g.Text})
	} else {
		w.fault(Fault{Kind: MissingArguments, Operations: ops}, g)
	}
	return ops[0]
}

// vague reports whether arguments are left out: "(...)", "({parameters})".
func vague(args []Argument) bool {
	return slices.ContainsFunc(args, func(a Argument) bool {
		g := word{name: a.Value}
		return a.Name == "" && (g.placeholder() || g.elision())
	})
}

// fits reports whether a function takes the arguments: each is a parameter, and
// no parameter that has to be there is missing.
func fits(op *Operation, args []Argument, same func(a, b string) bool) bool {
	for _, a := range args {
		if !slices.ContainsFunc(op.Parameters, func(p *Parameter) bool { return same(p.Name, a.Name) }) {
			return false
		}
	}
	for _, p := range op.Parameters {
		if !p.Optional && !slices.ContainsFunc(args, func(a Argument) bool { return same(p.Name, a.Name) }) {
			return false
		}
	}
	return true
}

// parameterCase adds faults for the arguments that differ from a parameter of op
// in letter case.
func (w *walker) parameterCase(op *Operation, args []Argument, g word) {
	for _, a := range args {
		for _, p := range op.Parameters {
			if p.Name != a.Name && odata.EqualFold(p.Name, a.Name) {
				at := word{g.Segment, a.Name}
				at.Start = a.Start
				w.fault(Fault{Kind: WrongCase, Right: p.Name}, at)
			}
		}
	}
}

// inQuery reports whether the query gives all parameters that a function needs.
func (w *walker) inQuery(op *Operation) bool {
	for _, p := range op.Parameters {
		given := false
		for _, o := range w.options {
			given = given || odata.EqualFold(strings.TrimPrefix(o.Name, "@"), p.Name)
		}
		if !given && !p.Optional {
			return false
		}
	}
	return true
}

// arguments takes what stands in a segment's parentheses apart, at commas that
// are neither in a quoted string nor in brackets.
func arguments(g word) []Argument {
	var list []Argument
	text, at := g.Args, g.Start+len(g.Name)+1
	depth, quoted, from := 0, false, 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) {
			switch c := text[i]; {
			case c == '\'':
				quoted = !quoted
				continue
			case quoted:
				continue
			case strings.IndexByte("({[<", c) >= 0:
				depth++
				continue
			case strings.IndexByte(")}]>", c) >= 0:
				depth = max(0, depth-1)
				continue
			case c != ',' || depth > 0:
				continue
			}
		}
		if a := argument(text[from:i], at+from); a.Start < a.End {
			list = append(list, a)
		}
		from = i + 1
	}
	return list
}

// argument reads a value, or a name and a value.
func argument(s string, at int) Argument {
	trimmed := strings.TrimSpace(s)
	at += strings.Index(s, trimmed)
	a := Argument{Value: trimmed, Start: at, End: at + len(trimmed)}
	name, value, ok := strings.Cut(trimmed, "=")
	if name = strings.TrimSpace(name); ok && isName(name, false) {
		a.Name, a.Value = name, strings.TrimSpace(value)
	}
	return a
}

// systemNames are the segments that OData defines, behind a value and at the root
// (OData URL Conventions 4.01 sections 4.5 to 4.17).
var systemNames = [...]string{"$ref", "$value", "$count", "$filter", "$each", "$query", "$batch", "$metadata", "$entity", "$all", "$crossjoin"}

// system reads a segment that OData defines.
func (w *walker) system(g word) bool {
	name := schema.Closest(g.name, systemNames[:])
	switch {
	case name == "" || !odata.EqualFold(name, g.name):
		return w.stop(Fault{Kind: Unknown, Right: name}, g)
	case name != g.name:
		w.fault(Fault{Kind: WrongCase, Right: name}, g)
	}
	s := Step{Kind: SystemStep}
	switch name {
	case "$batch", "$metadata", "$entity", "$all", "$crossjoin":
		if w.index > 0 {
			return w.stop(Fault{Kind: Misplaced}, g)
		}
		w.ended = name == "$batch" || name == "$metadata"
		return w.step(s, Ref{})
	}
	switch {
	case w.index == 0:
		return w.stop(Fault{Kind: Misplaced}, g)
	case w.ended:
		return w.stop(Fault{Kind: Beyond}, g)
	}
	return w.ofValue(name, s, g)
}

// ofValue reads a segment that OData defines behind a value.
func (w *walker) ofValue(name string, s Step, g word) bool {
	to := w.at
	entity := to.Type == nil && to.Name == "" || to.Type != nil && to.Type.Kind == EntityType
	var fits bool
	switch name {
	case "$count":
		fits, to = to.Collection, Ref{Name: "Edm.Int64"}
	case "$ref":
		fits = entity
	case "$value":
		fits = !to.Collection
	default: // "$filter", "$each", "$query"
		fits = to.Collection || name == "$query"
	}
	if !fits {
		return w.stop(Fault{Kind: Misplaced}, g)
	}
	w.ended = name != "$filter" && name != "$each"
	return w.step(s, to)
}
