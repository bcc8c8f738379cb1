package jsondoc

import (
	"cmp"
	"slices"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// tryFixes makes all safe fixes and reads the result. What is one fault to the
// eye can be read in two ways where others are near by; fixes of a text that
// would say something else afterwards, or be no better, are not safe after all.
func (d *Document) tryFixes() {
	if !slices.ContainsFunc(d.Problems, isSafe) {
		return
	}
	// Edits are in the file, where a quoted text has other bytes between its
	// lines: such a text is read again as a piece of its own.
	before, base := d, d.Text.Offset(0)
	if n := len(d.Text.Bytes); d.Text.Offset(n) != base+n {
		before, base = read(piece(d.Text.Bytes, 1)), 1
	}
	after := read(piece(before.repaired(base), base))
	if len(d.Problems) <= MaxProblems && len(before.Problems) == len(d.Problems) &&
		len(after.Problems) < len(before.Problems) && same(before.Root, after.Root) {
		return
	}
	for i := range d.Problems {
		if isSafe(d.Problems[i]) {
			d.Problems[i].Fix.Safe = false
		}
	}
}

func isSafe(p Problem) bool { return p.Fix != nil && p.Fix.Safe }

// piece is a text as a fragment of a file, at its start or not: there a byte
// order mark does not belong to the text.
func piece(b []byte, base int) text.Fragment {
	if base == 0 {
		return text.Fragment{Bytes: b}
	}
	src := &text.Source{Bytes: append([]byte{'\n'}, b...)}
	return text.NewFragment(src, text.Span{Start: 1, End: len(src.Bytes)})
}

// repaired is the text, which starts at the offset of its file, with all safe
// fixes made. Of edits that overlap the first is made.
func (d *Document) repaired(base int) []byte {
	var edits []diag.Edit
	for _, p := range d.Problems {
		if isSafe(p) {
			edits = append(edits, p.Fix.Edits...)
		}
	}
	slices.SortStableFunc(edits, byPlace)
	var out []byte
	last := 0
	for _, e := range edits {
		start, end := e.Span.Start-base, e.Span.End-base
		if start >= last {
			out = append(append(out, d.Text.Bytes[last:start]...), e.New...)
			last = end
		}
	}
	return append(out, d.Text.Bytes[last:]...)
}

// byPlace orders edits by their spans, so that an insertion comes before the
// replacement of what stands behind it.
func byPlace(a, b diag.Edit) int {
	return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
}

// same tells whether two trees say the same. Text that is no JSON is not compared.
func same(a, b *Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || len(a.Members) != len(b.Members) || len(a.Items) != len(b.Items) ||
		a.Kind != Invalid && a.Text != b.Text || a.Bool != b.Bool || a.Elided != b.Elided {
		return false
	}
	for i := range a.Members {
		if a.Members[i].Name != b.Members[i].Name || !same(a.Members[i].Value, b.Members[i].Value) {
			return false
		}
	}
	for i := range a.Items {
		if !same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	return true
}
