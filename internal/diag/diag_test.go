package diag

import (
	"slices"
	"testing"

	"docgauge/internal/text"
)

func TestParseSeverity(t *testing.T) {
	for _, want := range []Severity{Off, Info, Warning, Error} {
		got, err := ParseSeverity(want.String())
		if err != nil || got != want {
			t.Errorf("ParseSeverity(%q) = %v, %v", want, got, err)
		}
	}
	for _, bad := range []string{"", "Error", "fatal"} {
		if _, err := ParseSeverity(bad); err == nil {
			t.Errorf("ParseSeverity(%q) succeeds", bad)
		}
	}
	if Error <= Warning || Warning <= Info || Info <= Off {
		t.Error("severities are not ordered")
	}
}

// at makes a diagnostic on the first "fault" in a page.
func at(path, page, rule, message string) *Diagnostic {
	src := text.NewSource(path, []byte(page))
	i := slices.Index([]byte(page), '!')
	return &Diagnostic{Rule: rule, Source: src, Span: text.Span{Start: i, End: i + 1}, Message: message}
}

func TestCompare(t *testing.T) {
	inOrder := []*Diagnostic{
		at("a.md", "..!", "z-rule", "m"),
		at("b.md", "!", "b-rule", "m"),
		at("b.md", "!", "b-rule", "n"),
		at("b.md", "!", "c-rule", "a"),
		at("b.md", ".!", "a-rule", "a"),
	}
	for i, a := range inOrder {
		for j, b := range inOrder {
			if got := Compare(a, b); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("Compare(%d, %d) = %d", i, j, got)
			}
		}
	}
}
