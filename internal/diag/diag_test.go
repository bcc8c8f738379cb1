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

func TestFingerprint(t *testing.T) {
	base := at("a.md", "one ! two", "r-x", "m")
	moved := at("a.md", "new line\n\none ! two", "r-x", "m")
	if base.Fingerprint() != moved.Fingerprint() {
		t.Error("a line inserted above changes the fingerprint")
	}
	pointed := at("a.md", "one ! two", "r-x", "m")
	pointed.Pointer = "/a"
	wide := at("a.md", "one ! two", "r-x", "m")
	wide.Span.End += 3
	others := map[string]*Diagnostic{
		"path": at("b.md", "one ! two", "r-x", "m"), "rule": at("a.md", "one ! two", "r-y", "m"),
		"message": at("a.md", "one ! two", "r-x", "n"), "pointer": pointed, "flagged text": wide,
	}
	for what, o := range others {
		if o.Fingerprint() == base.Fingerprint() {
			t.Errorf("another %s has the same fingerprint", what)
		}
	}
	if got := base.Fingerprint(); len(got) != 32 {
		t.Errorf("fingerprint %q has %d characters, want 32", got, len(got))
	}
}
