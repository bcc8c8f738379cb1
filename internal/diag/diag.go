// Package diag defines what a check reports: a diagnostic with a span, related
// places and fixes. It does not print, filter or apply anything.
package diag

import (
	"cmp"
	"fmt"

	"docgauge/internal/text"
)

// Severity orders findings. The zero value is Off: such a finding is not reported.
type Severity uint8

// The severities, least severe first.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

var severityNames = [...]string{Off: "off", Info: "info", Warning: "warning", Error: "error"}

func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads off, info, warning or error.
func ParseSeverity(name string) (Severity, error) {
	for s, n := range severityNames {
		if n == name {
			return Severity(s), nil
		}
	}
	return Off, fmt.Errorf("unknown severity %q: want error, warning, info or off", name)
}

// Edit replaces the bytes of Span by New.
type Edit struct {
	Span text.Span
	New  string
}

// Fix is one way to repair a finding: all of its edits or none. A safe fix does
// not change what the page says.
type Fix struct {
	Message string // imperative, no full stop: "Delete the comma"
	Safe    bool
	Edits   []Edit // ascending, not overlapping
}

// Related is another place that explains a finding.
type Related struct {
	Source  *text.Source
	Span    text.Span
	Message string
}

// Diagnostic is one finding. Fixes are alternatives; at most one is applied.
type Diagnostic struct {
	Rule     string
	Severity Severity
	Source   *text.Source
	Span     text.Span
	Message  string // states the fact, quotes the text, no full stop
	Help     string // what to do about it; may be empty
	Pointer  string // JSON pointer (RFC 6901) into the block's JSON, or empty
	Related  []Related
	Fixes    []Fix

	// What follows tells the finding from others: see Identities.

	Key   string // what it is about: text of the page, and no words of the message
	Loose bool   // Span only leads to the fault, which is absent or somewhere in it: its text does not count
	Parts []Part // the faults, if the finding tells of several at once
}

// Compare orders diagnostics by path, position, rule and message: the order of every report.
func Compare(a, b *Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Source.Path, b.Source.Path),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
	)
}
