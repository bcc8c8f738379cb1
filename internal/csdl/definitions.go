package csdl

import (
	"strconv"
	"strings"

	"docgauge/internal/odata"
)

// schema reads a Schema element.
func (d *decoder) schema(e element) {
	ns := e.get("Namespace")
	if !isName(ns, true) {
		d.problem(e.at, "Schema with Namespace=%q, which is no name; its definitions are left out", ns)
		return
	}
	d.model.Schemas = append(d.model.Schemas, &Schema{Namespace: ns, Alias: e.get("Alias")})
	d.namespace(e, ns, e.get("Alias"))
	d.each(func(e element) {
		switch e.name {
		case "EntityType":
			d.structured(e, ns, EntityType)
		case "ComplexType":
			d.structured(e, ns, ComplexType)
		case "EnumType":
			d.enum(e, ns)
		case "TypeDefinition":
			d.typeDefinition(e, ns)
		case "Action", "Function":
			d.operation(e, ns)
		case "EntityContainer":
			d.container(ns)
		case "Annotations":
			d.annotations(e)
		}
	})
}

// isName reports whether s is an identifier, or several with dots between them,
// of a length that CSDL allows.
func isName(s string, dotted bool) bool {
	return len(s) <= 511 && (dotted || strings.IndexByte(s, '.') < 0) && odata.IsName(s)
}

// named returns the Name of an element. Without one it is a problem, and false.
func (d *decoder) named(e element) (string, bool) {
	name := e.get("Name")
	if isName(name, false) {
		return name, true
	}
	d.problem(e.at, "%s with Name=%q, which is no name; it is left out", e.name, name)
	return "", false
}

// newType makes a type of an element, or nil.
func (d *decoder) newType(e element, ns string, kind Kind) *Type {
	name, ok := d.named(e)
	if !ok {
		return nil
	}
	t := &Type{Kind: kind, Name: ns + "." + name, At: e.at}
	d.model.Types = append(d.model.Types, t)
	return t
}

// structured reads an EntityType or ComplexType element.
func (d *decoder) structured(e element, ns string, kind Kind) {
	t := d.newType(e, ns, kind)
	if t == nil {
		return
	}
	t.base = e.get("BaseType")
	t.Abstract = d.flag(e, "Abstract", false)
	t.Open = d.flag(e, "OpenType", false)
	t.HasStream = d.flag(e, "HasStream", false)
	names := map[string]bool{}
	d.each(func(e element) {
		switch e.name {
		case "Key":
			d.each(func(e element) {
				if e.name == "PropertyRef" {
					t.Keys = append(t.Keys, KeyRef{Path: e.get("Name"), Alias: e.get("Alias")})
				}
			})
		case "Property", "NavigationProperty":
			d.property(e, t, names)
		case "Annotation":
			d.annotation(e, &note{on: t})
		}
	})
}

// property reads a property of t, which already has those in names.
func (d *decoder) property(e element, t *Type, names map[string]bool) {
	name, ok := d.named(e)
	if !ok {
		return
	}
	if names[name] {
		d.problem(e.at, "%s has two properties of the name %s; the first counts", t.Name, name)
		return
	}
	names[name] = true
	p := &Property{
		Name: name, Owner: t, Type: written(e.get("Type")), At: e.at,
		Navigation: e.name == "NavigationProperty", Nullable: d.flag(e, "Nullable", true),
	}
	p.Contained = p.Navigation && d.flag(e, "ContainsTarget", false)
	t.Properties = append(t.Properties, p)
	d.each(func(e element) {
		if e.name == "Annotation" {
			d.annotation(e, &note{on: p})
		}
	})
}

// written is a reference that is yet to be resolved.
func written(s string) Ref { return Ref{Name: strings.TrimSpace(s)} }

// enum reads an EnumType element.
func (d *decoder) enum(e element, ns string) {
	t := d.newType(e, ns, EnumType)
	if t == nil {
		return
	}
	t.Flags = d.flag(e, "IsFlags", false)
	if t.Underlying = e.get("UnderlyingType"); t.Underlying == "" {
		t.Underlying = "Edm.Int32"
	}
	next := int64(0)
	d.each(func(e element) {
		switch e.name {
		case "Member":
			name, ok := d.named(e)
			if !ok {
				return
			}
			m := Member{Name: name, Value: next}
			if v := e.get("Value"); v != "" {
				n, err := strconv.ParseInt(v, 10, 64)
				if err != nil {
					d.problem(e.at, "member %s of %s has Value=%q, which is no integer", name, t.Name, v)
				} else {
					m.Value = n
				}
			}
			next = m.Value + 1
			t.Members = append(t.Members, m)
			at := len(t.Members) - 1
			d.each(func(e element) {
				if e.name == "Annotation" {
					d.annotation(e, &note{on: t, member: at + 1})
				}
			})
		case "Annotation":
			d.annotation(e, &note{on: t})
		}
	})
}

// typeDefinition reads a TypeDefinition element.
func (d *decoder) typeDefinition(e element, ns string) {
	t := d.newType(e, ns, TypeDefinition)
	if t == nil {
		return
	}
	t.Underlying = e.get("UnderlyingType")
	d.each(func(e element) {
		if e.name == "Annotation" {
			d.annotation(e, &note{on: t})
		}
	})
}

// container reads an EntityContainer element.
func (d *decoder) container(ns string) {
	m := d.model
	if m.main == "" {
		m.main = ns
	}
	d.each(func(e element) {
		r := &Resource{At: e.at}
		switch e.name {
		case "EntitySet":
			r.Kind, r.target = EntitySet, e.get("EntityType")
		case "Singleton":
			r.Kind, r.target = Singleton, e.get("Type")
		case "ActionImport":
			r.Kind, r.target = ActionImport, e.get("Action")
		case "FunctionImport":
			r.Kind, r.target = FunctionImport, e.get("Function")
		default:
			return
		}
		if name, ok := d.named(e); ok {
			r.Name = name
			m.Resources = append(m.Resources, r)
		}
	})
}

// operation reads an Action or Function element.
func (d *decoder) operation(e element, ns string) {
	name, ok := d.named(e)
	if !ok {
		return
	}
	op := &Operation{
		Name: ns + "." + name, Action: e.name == "Action", At: e.at,
		Composable: d.flag(e, "IsComposable", false), EntitySetPath: e.get("EntitySetPath"),
	}
	bound := d.flag(e, "IsBound", false)
	d.each(func(e element) {
		switch e.name {
		case "Parameter":
			d.parameter(e, op, bound)
		case "ReturnType":
			op.Return, op.Nullable = written(e.get("Type")), d.flag(e, "Nullable", true)
		case "Annotation":
			d.annotation(e, &note{on: op})
		}
	})
	if bound && op.Binding == nil {
		d.problem(op.At, "%s is bound but has no parameter; it is left out", op.Name)
		return
	}
	d.model.Operations = append(d.model.Operations, op)
}

// parameter reads a parameter of op: the binding one first, if op is bound.
func (d *decoder) parameter(e element, op *Operation, bound bool) {
	name, ok := d.named(e)
	if !ok {
		return
	}
	p := &Parameter{Name: name, Type: written(e.get("Type")), Nullable: d.flag(e, "Nullable", true)}
	if bound && op.Binding == nil {
		op.Binding = p
	} else {
		op.Parameters = append(op.Parameters, p)
	}
	d.each(func(e element) {
		if e.name == "Annotation" {
			d.annotation(e, &note{on: p})
		}
	})
}
