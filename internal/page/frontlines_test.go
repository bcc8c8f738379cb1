package page

import (
	"os"
	"path/filepath"
	"testing"

	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func TestPlainFields(t *testing.T) {
	plain := []string{
		"title: Get berth\n", "title: \"Get: a # berth\"\nms.prod: 'x'\r\nauthor:\n\n", "a: b[c] {d}, e\nb: \"\"\n", "_x-1: x é\n", "t: http://a.b/c#d",
	}
	other := []string{
		"a: true\n", "a: 1\n", "a: 2020-01-01\n", "a: [b]\n", "a:\n  b: c\n", "- a\n", "a: b: c\n", "a: b # c\n", "a: 'b''c'\n",
		"a: \"b\\n\"\n", "a: |\n  b\n", "a: b\n  c\n", "a: b\na: c\n", "a:b\n", "a: \"b\" c\n", "a: *b\n", "# c\n", "", "a: ~\n", "a: b:\n", "a:\tb\n", "? a\n", "a: é\n",
	}
	for _, in := range plain {
		if !samePlain(t, in) {
			t.Errorf("%q is left to the library", in)
		}
	}
	for _, in := range other {
		if samePlain(t, in) {
			t.Errorf("%q is not left to the library", in)
		}
	}
}

// samePlain reports whether plainFields takes the text, and fails if the library
// reads it otherwise.
func samePlain(t *testing.T, in string) bool {
	t.Helper()
	src := text.NewSource("p.md", []byte("---\n"+in))
	inner := text.Span{Start: 4, End: len(src.Bytes)}
	fields, ok := plainFields(src, inner)
	if !ok {
		return false
	}
	got, want := &FrontMatter{Fields: fields}, &FrontMatter{}
	got.placeValues(src, inner.End)
	want.readLibrary(src, inner, 2)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%q: -library +plain\n%s", in, d)
	}
	return true
}

func FuzzPlainFields(f *testing.F) {
	pages, err := filepath.Glob("../../testdata/rules/page-front-matter/*/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range pages {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Add("title: \"Get berth\"\nauthor: 'pier'\nms.prod:\ndoc_type: apiPageType\n")
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) < 4096 {
			samePlain(t, in)
		}
	})
}
