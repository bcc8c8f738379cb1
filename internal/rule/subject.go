package rule

import (
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// Subject is what the rules look at: one page, the schemas in force, and facts
// that several rules need, worked out once when the first rule asks. One
// goroutine uses it.
type Subject struct {
	Page    *page.Page
	Schemas *schema.Registry

	conformance []Conformance
	conformed   bool
}

// NewSubject makes the subject of a page.
func NewSubject(pg *page.Page, schemas *schema.Registry) *Subject {
	return &Subject{Page: pg, Schemas: schemas}
}

// Conformance is how far a block's JSON agrees with the type it is said to be of.
type Conformance struct {
	Block      *page.Block
	Violations []schema.Violation
}

// Conformance checks every block whose type is known against the schemas.
func (s *Subject) Conformance() []Conformance {
	if !s.conformed {
		s.conformed = true
		s.conformance = conform(s.Page, s.Schemas)
	}
	return s.conformance
}
