// Package edit applies text edits. It is pure: bytes in, bytes out.
package edit

import (
	"fmt"
	"slices"

	"docgauge/internal/diag"
)

// Apply returns src with the edits made, or an error if one is out of bounds or
// two overlap. Insertions at one place keep their order.
func Apply(src []byte, edits []diag.Edit) ([]byte, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b diag.Edit) int { return a.Span.Start - b.Span.Start })
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

// Merge returns the edits of the fixes that fit together: a fix that overlaps an
// earlier one is left out whole. The second result says which were taken. An
// edit that two fixes share is made once.
func Merge(fixes []diag.Fix) (edits []diag.Edit, taken []bool) {
	taken = make([]bool, len(fixes))
	for i, f := range fixes {
		if slices.ContainsFunc(f.Edits, func(e diag.Edit) bool { return conflicts(edits, e) }) {
			continue
		}
		taken[i] = true
		for _, e := range f.Edits {
			if !slices.Contains(edits, e) {
				edits = append(edits, e)
			}
		}
	}
	return edits, taken
}

func conflicts(edits []diag.Edit, e diag.Edit) bool {
	return slices.ContainsFunc(edits, func(o diag.Edit) bool {
		same := o.Span.Start == e.Span.Start && e.Span.Len() == 0 && o.Span.Len() == 0
		return o != e && (o.Span.Overlaps(e.Span) || same)
	})
}
