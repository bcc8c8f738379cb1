package csdl

import (
	"strings"

	"docgauge/internal/odata"
)

// note applies an annotation to what it annotates. One whose target is unknown
// is passed over: metadata may annotate what it does not show.
func (l *linker) note(n *note) {
	term, known := l.model.qualified(n.term)
	if i := strings.LastIndexByte(term, '.'); term[:max(0, i)] != core && (known || n.term[:max(0, i)] != "Core") {
		return
	}
	if n.on != nil {
		n.apply(n.on)
		return
	}
	for _, on := range l.targets(n) {
		n.apply(on)
	}
}

// targets finds what the path of a target means: a type, a property or member of
// one, an operation (all overloads, or the one whose parameter types stand in
// parentheses), a parameter of one (CSDL XML 4.01 section 14.2.1).
func (l *linker) targets(n *note) []any {
	path, child := n.target, ""
	if i := strings.LastIndexByte(path, '/'); i > strings.LastIndexByte(path, ')') {
		path, child = path[:i], path[i+1:]
	}
	path, signature, overload := strings.Cut(strings.TrimSuffix(path, ")"), "(")
	name, _ := l.model.qualified(path)
	if t := l.model.types[name]; t != nil && !overload {
		if !l.search(len(t.Members) + len(t.Properties)) {
			return nil
		}
		return t.target(n, child)
	}
	var found []any
	ops := l.model.ops[odata.Lower(odata.Local(name))]
	if !l.search(len(ops)) {
		return nil
	}
	for _, op := range ops {
		if op.Name != name || overload && !l.signed(op, signature) {
			continue
		}
		if child == "" {
			found = append(found, op)
		}
		for _, p := range op.Parameters {
			if p.Name == child {
				found = append(found, p)
			}
		}
	}
	return found
}

// target returns the type, or its property or member of that name.
func (t *Type) target(n *note, child string) []any {
	if child == "" {
		return []any{t}
	}
	for i := range t.Members {
		if t.Members[i].Name == child {
			n.member = i + 1
			return []any{t}
		}
	}
	for _, p := range t.Properties {
		if p.Name == child {
			return []any{p}
		}
	}
	return nil
}

// signed reports whether op is the overload with those parameter types, the
// binding one first. Of an action that one alone is given.
func (l *linker) signed(op *Operation, signature string) bool {
	var types []string
	if op.Binding != nil {
		types = append(types, op.Binding.Type.String())
	}
	if !op.Action {
		for _, p := range op.Parameters {
			types = append(types, p.Type.String())
		}
	}
	given := strings.Split(signature, ",")
	if op.Action {
		given = given[:min(len(given), len(types))]
	}
	if len(given) != len(types) {
		return signature == "" && len(types) == 0
	}
	for i, name := range given {
		name = strings.TrimSpace(name)
		inner, collection := strings.CutPrefix(name, "Collection(")
		inner, _ = l.model.qualified(strings.TrimSuffix(inner, ")"))
		if collection {
			inner = "Collection(" + inner + ")"
		}
		if inner != types[i] {
			return false
		}
	}
	return true
}

// apply writes what the annotation says into what it annotates.
func (n *note) apply(on any) {
	term := odata.Local(n.term)
	switch on := on.(type) {
	case *Type:
		switch {
		case term == "AlternateKeys":
			on.Alternate = append(on.Alternate, n.keys...)
		case term == "Description" && n.member > 0:
			on.Members[n.member-1].Description = n.text
		case term == "Description":
			on.Description = n.text
		}
	case *Property:
		switch term {
		case "Description":
			on.Description = n.text
		case "Computed":
			on.ReadOnly = on.ReadOnly || !n.no
		case "Permissions":
			on.ReadOnly = on.ReadOnly || strings.HasSuffix(n.text, "Permission/Read")
		}
	case *Operation:
		if term == "Description" {
			on.Description = n.text
		}
	case *Parameter:
		switch term {
		case "Description":
			on.Description = n.text
		case "OptionalParameter":
			on.Optional = !n.no
		}
	}
}
