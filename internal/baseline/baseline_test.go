package baseline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// page makes findings on one page, one for each word: "a" is about a, "a+b" about
// both at once. They are as far down the page as in the list.
func page(path, words string) (found []*diag.Diagnostic) {
	src := text.NewSource(path, []byte(strings.Repeat(".", 100)))
	for i, word := range strings.Fields(words) {
		d := &diag.Diagnostic{Rule: "r-x", Severity: diag.Error, Source: src, Span: text.Span{Start: i, End: i + 1}, Message: word, Key: word}
		if keys := strings.Split(word, "+"); len(keys) > 1 {
			for _, key := range keys {
				d.Parts = append(d.Parts, diag.Part{Span: d.Span, Key: key})
			}
		}
		found = append(found, d)
	}
	return found
}

func location(d *diag.Diagnostic) string { return d.Source.Location }

// known makes a baseline of the words on page a.md.
func known(words string) *Baseline { return Of(page("a.md", words), location) }

// shown writes the entries as words and counts.
func shown(b *Baseline) string {
	names := map[string]string{}
	for c := 'a'; c <= 'z'; c++ {
		names[page("a.md", string(c))[0].Identity()] = string(c)
	}
	var out []string
	for _, e := range b.Entries() {
		var parts []string
		for _, id := range e.parts() {
			parts = append(parts, names[id])
		}
		slices.Sort(parts)
		out = append(out, fmt.Sprintf("%s%s×%d", strings.TrimPrefix(e.Path, "a.md"), strings.Join(parts, "+"), e.Count))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestOf(t *testing.T) {
	found := append(page("b.md", "a b a a"), page("a.md", "b+c b+c c")...)
	b := Of(found, location)
	if got, want := shown(b), "b+c×2 b.mda×3 b.mdb×1 c×1"; got != want {
		t.Errorf("entries %q, want %q", got, want)
	}
	if b.Findings() != len(found) {
		t.Errorf("%d findings, want %d", b.Findings(), len(found))
	}
	slices.Reverse(found)
	if d := cmp.Diff(bytesOf(t, b), bytesOf(t, Of(found, location))); d != "" {
		t.Errorf("the order of the findings makes a difference\n%s", d)
	}
}

func bytesOf(t *testing.T, b *Baseline) string {
	t.Helper()
	out, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestSplit(t *testing.T) {
	tests := []struct {
		name, known, found, fresh string
	}{
		{"nothing known", "", "a b", "0 1"},
		{"all known", "a b", "b a", ""},
		{"one new", "a b", "a c b", "1"},
		{"above the count", "a a", "a a a", "2"},
		{"below the count", "a a a", "a", ""},
		{"several at once", "a+b", "a+b", ""},
		{"one of them gone", "a+b+c", "b+a", ""},
		{"one left alone", "a+b", "b", ""},
		{"one that came", "a+b", "a+b+c", "0"},
		{"two that met", "a b", "a+b", ""},
		{"one above the count", "a+b", "a+b b", "1"},
		{"a part in two findings", "a+b b", "a+b b", ""},
	}
	for _, tt := range tests {
		found := page("a.md", tt.found)
		fresh, n := known(tt.known).Split(found, location, nil)
		if got := numbers(fresh); got != tt.fresh || n != len(found)-len(fresh) {
			t.Errorf("%s: new are %q of %q, want %q; %d known", tt.name, got, tt.found, tt.fresh, n)
		}
	}
	if fresh, n := (*Baseline)(nil).Split(page("a.md", "a"), location, nil); len(fresh) != 1 || n != 0 {
		t.Errorf("without a baseline %d are new and %d known", len(fresh), n)
	}
	if fresh, _ := known("a").Split(page("b.md", "a"), location, nil); len(fresh) != 1 {
		t.Error("what is known on one page is known on another")
	}
}

// numbers are the places of findings on their page.
func numbers(found []*diag.Diagnostic) string {
	var out []string
	for _, d := range found {
		out = append(out, fmt.Sprint(d.Span.Start))
	}
	return strings.Join(out, " ")
}

// TestSplitLate wants those of several equal findings to be new that lie on
// changed lines, wherever they stand.
func TestSplitLate(t *testing.T) {
	found := page("a.md", "a a b a")
	fresh, n := known("a a b").Split(found, location, func(d *diag.Diagnostic) bool { return d.Span.Start == 0 })
	if got := numbers(fresh); got != "0" || n != 3 {
		t.Errorf("new are %q, %d known", got, n)
	}
	fresh, _ = known("a").Split(found, location, func(d *diag.Diagnostic) bool { return true })
	if got := numbers(fresh); got != "1 2 3" {
		t.Errorf("if all are late, new are %q", got)
	}
}

func TestBytes(t *testing.T) {
	found := page("a.md", "a")
	found[0].Message = `"<x>" & \ "é"`
	want := firstLine + "\n" + `{"path":"docs/a.md","rule":"r-x","identity":"` + found[0].Identity() +
		`","count":1,"message":"\"<x>\" & \\ \"é\""}` + "\n"
	b := Of(found, func(*diag.Diagnostic) string { return "docs/a.md" })
	if d := cmp.Diff(want, bytesOf(t, b)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff(firstLine+"\n", bytesOf(t, &Baseline{})); d != "" {
		t.Errorf("without findings: -want +got\n%s", d)
	}
}

func TestOddPath(t *testing.T) {
	odd := func(*diag.Diagnostic) string { return "docs/\xff.md" }
	b, problems := Read(text.NewSource("b", []byte(bytesOf(t, Of(page("x.md", "a"), odd)))))
	if len(problems) > 0 {
		t.Fatal(problems[0].Message)
	}
	if fresh, _ := b.Split(page("x.md", "a"), odd, nil); len(fresh) > 0 {
		t.Error("a finding on a page whose name is no UTF-8 is not known")
	}
}

func BenchmarkSplit(b *testing.B) {
	var found []*diag.Diagnostic
	for i := range 1000 {
		found = append(found, page(fmt.Sprintf("api/%d.md", i), "a b c d+e f g h i j k")...)
	}
	content, err := Of(found, location).Bytes()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		known, problems := Read(text.NewSource("b", content))
		if fresh, _ := known.Split(found, location, nil); len(fresh)+len(problems) > 0 {
			b.Fatal("not all are known")
		}
	}
}
