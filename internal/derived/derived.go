// Package derived reads types off reference pages: a resource block with the
// tables of properties and relationships around it is a type's definition, and
// so is a table of an enumeration's members (DESIGN section 5, source 2). It
// judges nothing: where blocks, tables and pages disagree, both sides are kept,
// each with its place, for the rules to compare.
package derived

import (
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Types are the types that the pages of a doc set define. They are immutable
// once Collect has returned.
type Types struct {
	list   []*Type
	folded map[string]*Type   // by qualified name in lower case
	short  map[string][]*Type // by last segment in lower case
	parts  map[*page.Page][]*Part
	paths  map[string]*page.Page // by path in lower case
}

// Type is one type, merged from all places that define it.
type Type struct {
	Name string // qualified
	// Base is the name of the base type as a page gives it, which may leave the
	// namespace out; empty if there is none. See Types.BaseOf.
	Base     string
	Open     bool // an open type (OData 4.01 Part 3, section 6.3)
	Abstract bool
	// Circle says that the chain of base types never ends: it comes back to this
	// type, or to one of its base types.
	Circle bool
	// Long says that the type has more than schema.MaxBases base types. It then counts
	// as one whose base type no page defines.
	Long       bool
	Properties []*Property // in order of first appearance
	// Enum says that the type is an enumeration; Members are its values.
	Enum    bool
	Flags   bool // members may be joined by commas (OData 4.01 Part 3, section 10.1)
	Members []Member
	Parts   []*Part // by page path, then position

	byName map[string]*Property
}

// Part is what one place says of a type: a resource block with the tables of its
// page, the tables alone, or a table of members.
type Part struct {
	Type *Type
	Page *page.Page
	// At is where the type is named: the annotation's value, or a heading.
	At     text.Span
	Block  *page.Block    // nil where there are tables only
	Base   *jsondoc.Value // the annotation's "baseType"; nil if it has none
	Tables []*page.Table  // that list the properties, relationships or members
	Rows   []*Row         // of these tables
	Fields []*Field       // the block's members, control information left out
	Elided bool           // the block leaves members out: "...", or a row of members is unreadable
	// Example says that the block shows a value of the type rather than the types
	// of its properties: most of its strings name none.
	Example bool
	alone   bool            // it is the only part of its page, enumerations aside
	listed  map[string]*Row // rows by name
	shown   map[string]*Field
}

// Row returns the part's row for a property, or nil.
func (p *Part) Row(name string) *Row { return p.listed[name] }

// Field returns the block's member for a property, or nil.
func (p *Part) Field(name string) *Field { return p.shown[name] }

// Property is one property or relationship of a type. Row and Field are the
// first of several; one of them is nil where only the other says something.
type Property struct {
	Name string
	// Type is what the table says, or else the block. Its name is empty when
	// nobody gives one, or when they contradict each other (Disputed).
	Type       odata.TypeRef
	Navigation bool // listed among the relationships
	Optional   bool // in "optionalProperties" of an annotation
	Nullable   bool // in "nullableProperties" of an annotation
	// Required says that a value that is shown in full has the property: every
	// block of the type shows it and a table lists it, no annotation calls it
	// optional, that of a derived type included, and it is no relationship.
	Required bool
	Disputed bool // table and block, or two pages, give types that exclude each other
	Uses     []Use
}

// Use is one place that describes a property. Exactly one of Row and Field is set.
type Use struct {
	Part  *Part
	Row   *Row
	Field *Field
}

// Span is where the name stands: a cell, or a key of the block.
func (u Use) Span() text.Span {
	if u.Row != nil {
		return u.Row.Cell.Span
	}
	return u.Field.Member.NameSpan
}

// Row is a row of a table of properties.
type Row struct {
	Name       string    // without markup and remarks
	Cell       page.Cell // the name as the page has it
	Type       odata.TypeRef
	TypeCell   page.Cell // Type's offsets are in its Raw
	Text       page.Cell // description; empty at the row's end if there is none
	Navigation bool      // the table lists relationships
	Deprecated bool      // the name says so
}

// Field is a member of a resource block.
type Field struct {
	Member *jsondoc.Member
	Notation
}

// Member is a member of an enumeration.
type Member struct {
	Name string
	Page *page.Page
	Span text.Span // of the name
}

// All returns the types by name.
func (t *Types) All() []*Type { return t.list }

// On returns what a page says of types, in file order.
func (t *Types) On(pg *page.Page) []*Part {
	if t == nil {
		return nil
	}
	return t.parts[pg]
}

// Property returns the type's own property of that name, or nil; base types are
// not looked at.
func (t *Type) Property(name string) *Property { return t.byName[name] }
