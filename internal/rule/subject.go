package rule

import (
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// Subject is what the rules look at: one page, the doc set it belongs to, and
// facts that several rules need, worked out once when the first rule asks. One
// goroutine uses it.
type Subject struct {
	Page    *page.Page
	Set     *docset.Set      // never nil
	Schemas *schema.Registry // the set's

	conformance []Conformance
	conformed   bool
}

// NewSubject makes the subject of a page of the set. Without one, nothing is
// known but the page: no schema, no other page.
func NewSubject(pg *page.Page, set *docset.Set) *Subject {
	if set == nil {
		set = &docset.Set{}
	}
	return &Subject{Page: pg, Set: set, Schemas: set.Schemas}
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
