// Package suppress reads the comments by which a page silences findings, and
// applies them (DESIGN section 8):
//
//	<!-- docgauge-disable-next-block schema-type -- reason -->
package suppress

import (
	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Directive is one such comment.
type Directive struct {
	Span text.Span // the comment, from "<!--" to "-->"
	Used bool      // it silences a finding of this run
}

// Read returns the directives of a page, in order.
func Read(pg *page.Page) []*Directive { return nil }

// Match returns the directive that silences a finding on its page and marks it
// as used, or nil.
func Match(ds []*Directive, d *diag.Diagnostic) *Directive { return nil }
