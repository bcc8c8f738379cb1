package baseline

import (
	"testing"
	"unicode/utf8"
)

func TestEncode(t *testing.T) {
	for path, want := range map[string]string{
		"docs/berth.md": "docs/berth.md",
		"docs/höhe.md":  "docs/höhe.md",
		"a\xff.md":      "a\uFFFDff.md",
		"a\xe2\x82":     "a\uFFFDe2\uFFFD82",
		"a\uFFFD.md":    "a\uFFFDef\uFFFDbf\uFFFDbd.md",
		"a\uFFFDff.md":  "a\uFFFDef\uFFFDbf\uFFFDbdff.md",
	} {
		got := Encode(path)
		if got != want || !utf8.ValidString(got) {
			t.Errorf("%q becomes %q, want %q", path, got, want)
		}
		if back := Decode(got); back != path {
			t.Errorf("%q becomes %q and that %q", path, got, back)
		}
	}
	for _, odd := range []string{"a\uFFFD", "a\uFFFDf", "a\uFFFDxy.md"} {
		if got := Decode(odd); got != odd {
			t.Errorf("%q, which nobody wrote, becomes %q", odd, got)
		}
	}
}

// TestIs holds what may be replaced: also a baseline that a merge or an editor
// left in a state that Read does not take, but no page that shows one.
func TestIs(t *testing.T) {
	for content, want := range map[string]bool{
		firstLine + "\n":     true,
		"\ufeff" + firstLine: true,
		"\n " + `{"version": 1, "docgauge": "baseline"}`: true,
		`{"docgauge":"baseline","version":9}` + "\n[]":   true,
		entryOf() + "\r\n" + firstLine + "\r\n":          true,
		"<<<<<<< HEAD\n" + firstLine + "\n=======\n":     true,
		entryOf() + "\n":                     false,
		"# Baselines\n\n" + firstLine + "\n": false,
		"version: 1\nbaseline: p.md\n":       false,
		`{"docgauge":"report","version":1}`:  false,
		"{\n  \"docgauge\": \"baseline\"\n}": false,
		"=======\n\nText\n":                  false,
	} {
		if got := Is([]byte(content)); got != want {
			t.Errorf("%q is a baseline: %v", content, got)
		}
	}
}
