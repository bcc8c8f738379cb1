// Package derived reads types off reference pages: a resource block with the
// tables of properties and relationships around it is a type's definition, and
// so is a table of an enumeration's members (DESIGN section 5, source 2).
package derived

import (
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// Types are the types that the pages of a doc set define.
type Types struct{}

// Collect reads the types off the pages of one doc set, in the order given.
func Collect(pages []*page.Page) *Types { return &Types{} }

// Source returns the types as JSON Schemas. A property whose type known does not
// have is left open.
func (t *Types) Source(known func(name string) bool) schema.Source {
	return schema.Source{Name: "derived"}
}
