// Package baseline keeps the findings that a project had when it began to be
// checked, so that only later ones are reported. It is pure: bytes in, bytes out.
package baseline

import "docgauge/internal/diag"

// Baseline is a list of known findings, counted by page and diag.Identity.
type Baseline struct{}

// Split returns the findings that the baseline does not know, in order, and how
// many it does. path is the page's path as the baseline has it.
func (b *Baseline) Split(found []*diag.Diagnostic, path func(*diag.Diagnostic) string) (fresh []*diag.Diagnostic, known int) {
	return found, 0
}
