package csdl

import "docgauge/internal/odata"

// core is the namespace of the terms that annotate a model (OData Core Vocabulary).
const core = "Org.OData.Core.V1"

// note is an annotation whose term says something the model keeps.
type note struct {
	on     any    // *Type, *Property, *Parameter or *Operation; nil: see target
	member int    // of an enumeration: index + 1
	target string // as written in Annotations

	term string // as written, with namespace
	text string // value of a string, or of an enumeration
	no   bool   // value is false; a term without a value is true
	keys [][]KeyRef
}

// annotations reads an Annotations element, which applies to a target named by
// its path (CSDL XML 4.01 section 14.2).
func (d *decoder) annotations(e element) {
	target := e.get("Target")
	d.each(func(e element) {
		if e.name == "Annotation" {
			d.annotation(e, &note{target: target})
		}
	})
}

// annotation reads an Annotation element and keeps those with a known term.
func (d *decoder) annotation(e element, n *note) {
	n.term = e.get("Term")
	if e.get("Qualifier") != "" {
		return // for a certain audience only
	}
	switch odata.Local(n.term) {
	case "Description":
		n.text = d.constant(e, "String")
	case "Computed", "OptionalParameter":
		n.no = e.get("Bool") == "false"
	case "Permissions":
		n.text = d.constant(e, "EnumMember")
	case "AlternateKeys":
		d.alternateKeys(n)
	default:
		return
	}
	d.notes = append(d.notes, n)
}

// alternateKeys reads a collection of records, each with a collection of
// references in Key (OData Core Vocabulary, AlternateKey and PropertyRef).
func (d *decoder) alternateKeys(n *note) {
	d.within("Collection", "Record", func() {
		var key []KeyRef
		d.within("PropertyValue", "Collection", func() {
			d.each(func(e element) {
				if ref := d.propertyRef(); e.name == "Record" && ref.Path != "" {
					key = append(key, ref)
				}
			})
		})
		if len(key) > 0 {
			n.keys = append(n.keys, key)
		}
	})
}

// propertyRef reads a record with the members Name and Alias.
func (d *decoder) propertyRef() (ref KeyRef) {
	d.each(func(e element) {
		switch e.get("Property") {
		case "Name":
			ref.Path = d.constant(e, "PropertyPath")
		case "Alias":
			ref.Alias = d.constant(e, "String")
		}
	})
	return ref
}

// constant reads a constant expression, which stands in an attribute or in a
// child element of that name (CSDL XML 4.01 section 14.3).
func (d *decoder) constant(e element, kind string) string {
	value := e.get(kind)
	if value == "" {
		d.each(func(e element) {
			if e.name == kind {
				value = d.text()
			}
		})
	}
	return value
}

// within calls visit in each element called inner in one called outer.
func (d *decoder) within(outer, inner string, visit func()) {
	d.each(func(e element) {
		if e.name == outer {
			d.each(func(e element) {
				if e.name == inner {
					visit()
				}
			})
		}
	})
}
