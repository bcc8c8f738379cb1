// Package csdl reads OData's Common Schema Definition Language, the service's own
// description of itself ($metadata, OData CSDL XML 4.0 and 4.01), and answers what
// pages need to know of it: types, actions and functions, and where a path leads.
package csdl

import (
	"io"

	"docgauge/internal/text"
)

// Limits on what Read accepts: the input may come from anyone.
const (
	maxBytes    = 64 << 20 // of the document; the largest public ones have a sixth of it
	maxDepth    = 64       // of elements; annotations nest deepest, about 12
	maxProblems = 100      // kept; one fault may have thousands of effects
)

// Read reads a metadata document. The error says origin, line and column, and
// what to do. What is wrong with single definitions is no error: those are left
// out, see Model.Problems.
func Read(r io.Reader, origin string) (*Model, error) {
	d := newDecoder(r, origin)
	if err := d.document(); err != nil {
		return nil, err
	}
	link(d)
	d.model.Problems = d.problems
	return d.model, nil
}

// Problem is a definition in a metadata document that contradicts the rest, or
// CSDL. Reading went on without it.
type Problem struct {
	At      text.Position // of the element; Offset in bytes
	Message string
}
