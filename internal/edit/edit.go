// Package edit applies text edits. It is pure: bytes in, bytes out.
package edit

import (
	"cmp"
	"fmt"
	"slices"

	"docgauge/internal/diag"
)

// Apply returns src with the edits made, or an error if one is out of bounds or
// two overlap. Insertions at one place keep their order.
func Apply(src []byte, edits []diag.Edit) ([]byte, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, byPlace)
	var out []byte
	last := 0
	for _, e := range sorted {
		if e.Span.Start < last || e.Span.End < e.Span.Start || e.Span.End > len(src) {
			return nil, fmt.Errorf("edit %v: out of bounds or overlapping", e.Span)
		}
		out = append(append(out, src[last:e.Span.Start]...), e.New...)
		last = e.Span.End
	}
	return append(out, src[last:]...), nil
}

// byPlace orders edits by position, an insertion before what replaces the text behind it.
func byPlace(a, b diag.Edit) int {
	return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// Merge returns the edits of the fixes that fit together, in order: a fix that
// overlaps an earlier one is left out whole. The second result says which were
// taken. An edit that two fixes share is made once.
func Merge(fixes []diag.Fix) (edits []diag.Edit, taken []bool) {
	taken = make([]bool, len(fixes))
	for i, f := range fixes {
		if slices.ContainsFunc(f.Edits, func(e diag.Edit) bool { return conflicts(edits, e) }) {
			continue
		}
		taken[i] = true
		for _, e := range f.Edits {
			if at, shared := slices.BinarySearchFunc(edits, e, byPlace); !shared {
				edits = slices.Insert(edits, at, e)
			}
		}
	}
	return edits, taken
}

// conflicts reports whether an edit overlaps one of the edits, which are in
// order and apart, or inserts or replaces something else at the same place.
func conflicts(edits []diag.Edit, e diag.Edit) bool {
	at, same := slices.BinarySearchFunc(edits, e, byPlace)
	if same {
		return edits[at] != e
	}
	return at > 0 && edits[at-1].Span.Overlaps(e.Span) || at < len(edits) && edits[at].Span.Overlaps(e.Span)
}
