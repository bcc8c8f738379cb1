// Package baseline keeps the findings that a project had when it began to be
// checked, so that only later ones are reported. It is pure: bytes in, bytes out.
package baseline

import (
	"cmp"
	"slices"
	"strings"

	"docgauge/internal/diag"
)

// FileName is the name of a baseline where nobody names another.
const FileName = ".docgauge-baseline.jsonl"

// Entry is a number of findings of one page that are alike.
type Entry struct {
	Path     string // the page, slash-separated, relative to the baseline's folder
	Rule     string
	Identity string // the finding's diag.Diagnostic.Identities, sorted, with a space between
	Count    int    // how many findings, at least 1
	Message  string // of one of them; for people, never compared
}

// compare orders entries as a baseline has them.
func (e *Entry) compare(o *Entry) int {
	return cmp.Or(strings.Compare(e.Path, o.Path), strings.Compare(e.Rule, o.Rule), strings.Compare(e.Identity, o.Identity))
}

// parts returns the identities of the parts of each finding.
func (e *Entry) parts() []string { return strings.Split(e.Identity, " ") }

// Baseline is a list of known findings. A nil one knows none.
type Baseline struct {
	entries []Entry // in order, none twice
}

// Of makes a baseline that knows the findings. path is where a finding's page lies.
func Of(found []*diag.Diagnostic, path func(*diag.Diagnostic) string) *Baseline {
	var entries []Entry
	for _, d := range found {
		entries = append(entries, Entry{
			Path: Encode(path(d)), Rule: d.Rule, Identity: strings.Join(identities(d), " "), Count: 1, Message: d.Message,
		})
	}
	return of(entries, plus)
}

func plus(a, b int) int { return a + b }

// identities returns the identities of a finding, sorted.
func identities(d *diag.Diagnostic) []string {
	ids := d.Identities()
	slices.Sort(ids)
	return ids
}

// of sorts entries and makes one of those that are alike, with the message of the
// first and the count that join makes.
func of(entries []Entry, join func(a, b int) int) *Baseline {
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.compare(&b) })
	kept := entries[:0]
	for _, e := range entries {
		if n := len(kept); n > 0 && kept[n-1].compare(&e) == 0 {
			kept[n-1].Count = join(kept[n-1].Count, e.Count)
		} else {
			kept = append(kept, e)
		}
	}
	return &Baseline{kept}
}

// Entries returns the entries by path, rule and identity. Nobody changes them.
func (b *Baseline) Entries() []Entry {
	if b == nil {
		return nil
	}
	return b.entries
}

// Findings returns how many findings the baseline knows.
func (b *Baseline) Findings() (n int) {
	for _, e := range b.Entries() {
		n += e.Count
	}
	return n
}

// fault is a part of a finding on a page.
type fault struct{ path, identity string }

// faults counts the parts of all findings that the baseline knows.
func (b *Baseline) faults() map[fault]int {
	left := make(map[fault]int, len(b.Entries()))
	for _, e := range b.Entries() {
		for _, id := range e.parts() {
			left[fault{e.Path, id}] += e.Count
		}
	}
	return left
}

// Split returns the findings that the baseline does not know, in order, and how
// many it does. A finding is known if all its parts are, and of findings that are
// alike so many as the baseline counts: the first ones, and those that late picks
// only after the others. late may be nil.
func (b *Baseline) Split(found []*diag.Diagnostic, path func(*diag.Diagnostic) string, late func(*diag.Diagnostic) bool) (fresh []*diag.Diagnostic, known int) {
	left := b.faults()
	isFresh := make(map[*diag.Diagnostic]bool)
	var later []*diag.Diagnostic
	take := func(d *diag.Diagnostic) {
		whole, page := true, Encode(path(d))
		for _, id := range d.Identities() {
			at := fault{page, id}
			whole = whole && left[at] > 0
			left[at]--
		}
		isFresh[d] = !whole
	}
	for _, d := range found {
		if late != nil && late(d) {
			later = append(later, d)
		} else {
			take(d)
		}
	}
	for _, d := range later {
		take(d)
	}
	for _, d := range found {
		if isFresh[d] {
			fresh = append(fresh, d)
		}
	}
	return fresh, len(found) - len(fresh)
}
