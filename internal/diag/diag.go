// Package diag defines what a check reports: a diagnostic with a span, related
// places and fixes. It does not print, filter or apply anything.
package diag

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

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
	// Key is what the finding is about, apart from words that a later version may
	// choose differently: it stays when the message is put in other words. Empty: Message.
	Key     string
	Help    string // what to do about it; may be empty
	Pointer string // JSON pointer (RFC 6901) into the block's JSON, or empty
	Related []Related
	Fixes   []Fix
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

// Identity identifies a finding within its page, across edits elsewhere in it: it
// depends on rule, JSON pointer, key and flagged text, on no line number and no
// path. Equal findings on one page share it and are counted (DESIGN section 8).
func (d *Diagnostic) Identity() string {
	const enough = 200 // bytes of flagged text; a whole block would churn with every edit in it
	flagged := d.Source.Slice(d.Span)
	flagged = strings.Join(strings.Fields(flagged[:min(len(flagged), enough)]), " ")
	return hash(d.Rule, d.Pointer, cmp.Or(d.Key, d.Message), flagged)
}

// Fingerprint is Identity with the page's location: it does not depend on the
// working directory.
func (d *Diagnostic) Fingerprint() string { return hash(d.Source.Location, d.Identity()) }

// hash returns 32 hexadecimal digits that depend on all parts.
func hash(parts ...string) string {
	var all strings.Builder
	for _, part := range parts {
		all.WriteString(strconv.Itoa(len(part)) + ":" + part) // lengths keep the parts apart
	}
	sum := sha256.Sum256([]byte(all.String()))
	return hex.EncodeToString(sum[:16])
}
