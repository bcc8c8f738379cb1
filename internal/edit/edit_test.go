package edit

import (
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func ed(start, end int, s string) diag.Edit {
	return diag.Edit{Span: text.Span{Start: start, End: end}, New: s}
}

func TestApply(t *testing.T) {
	tests := []struct {
		name  string
		edits []diag.Edit
		want  string // empty: an error
	}{
		{"none", nil, "abcdef"},
		{"delete, insert, replace", []diag.Edit{ed(4, 5, "EE"), ed(0, 1, ""), ed(2, 2, "-")}, "b-cdEEf"},
		{"insertions at one place keep their order", []diag.Edit{ed(3, 3, "1"), ed(3, 3, "2")}, "abc12def"},
		{"an insertion before a replacement, named after it", []diag.Edit{ed(2, 3, "C"), ed(2, 2, "-")}, "ab-Cdef"},
		{"neighbours", []diag.Edit{ed(0, 3, "x"), ed(3, 6, "y")}, "xy"},
		{"at the end", []diag.Edit{ed(6, 6, "!")}, "abcdef!"},
		{"overlap", []diag.Edit{ed(0, 3, ""), ed(2, 4, "")}, ""},
		{"beyond the end", []diag.Edit{ed(5, 7, "")}, ""},
		{"backwards", []diag.Edit{ed(3, 2, "")}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Apply([]byte("abcdef"), tt.edits)
			if (err != nil) != (tt.want == "") || string(got) != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestMerge(t *testing.T) {
	fix := func(edits ...diag.Edit) diag.Fix { return diag.Fix{Edits: edits} }
	tests := []struct {
		name  string
		fixes []diag.Fix
		taken []bool
		want  string
	}{
		{"apart", []diag.Fix{fix(ed(0, 1, "A")), fix(ed(2, 3, "C"))}, []bool{true, true}, "AbCdef"},
		{"the later of two that overlap is left out whole", []diag.Fix{fix(ed(0, 2, "")), fix(ed(1, 3, ""), ed(5, 6, "F"))}, []bool{true, false}, "cdef"},
		{"a shared edit is made once", []diag.Fix{fix(ed(0, 1, "")), fix(ed(0, 1, ""), ed(5, 6, ""))}, []bool{true, true}, "bcde"},
		{"an insertion inside a replacement", []diag.Fix{fix(ed(1, 4, "")), fix(ed(2, 2, "x"))}, []bool{true, false}, "aef"},
		{"an insertion beside a replacement", []diag.Fix{fix(ed(1, 4, "")), fix(ed(1, 1, "x")), fix(ed(4, 4, "y"))}, []bool{true, true, true}, "axyef"},
		{"later text first", []diag.Fix{fix(ed(4, 5, "E")), fix(ed(0, 1, "A"), ed(5, 6, "F"))}, []bool{true, true}, "AbcdEF"},
		{"different replacements of one text", []diag.Fix{fix(ed(1, 2, "x")), fix(ed(1, 2, "y"))}, []bool{true, false}, "axcdef"},
		{"different insertions at one place conflict", []diag.Fix{fix(ed(2, 2, "x")), fix(ed(2, 2, "y"))}, []bool{true, false}, "abxcdef"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			edits, taken := Merge(tt.fixes)
			if d := cmp.Diff(tt.taken, taken); d != "" {
				t.Errorf("taken: -want +got\n%s", d)
			}
			got, err := Apply([]byte("abcdef"), edits)
			if err != nil || string(got) != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}
