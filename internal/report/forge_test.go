package report

import (
	"net/url"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func TestWorstFirst(t *testing.T) {
	var before []*diag.Diagnostic
	for i, s := range []diag.Severity{diag.Info, diag.Error, diag.Warning, diag.Error, diag.Info} {
		before = append(before, &diag.Diagnostic{Severity: s, Message: string(rune('a' + i))})
	}
	order := func(ds []*diag.Diagnostic) (s string) {
		for _, d := range ds {
			s += d.Message
		}
		return s
	}
	if got := order(worstFirst(before)); got != "bdcae" || order(before) != "abcde" {
		t.Errorf("got %s, and the run has %s", got, order(before))
	}
}

func TestOnLines(t *testing.T) {
	for _, c := range []struct {
		page       string
		start, end int
		want       text.Span
	}{
		{"ab\ncd\n", 0, 2, text.Span{Start: 0, End: 2}},
		{"ab\ncd\n", 0, 3, text.Span{Start: 0, End: 2}}, // with its line break
		{"ab\r\ncd\r\n", 0, 4, text.Span{Start: 0, End: 2}},
		{"ab\ncd\n", 0, 4, text.Span{Start: 0, End: 4}}, // into the next line
		{"ab\ncd\n", 2, 3, text.Span{Start: 2, End: 2}}, // the line break
		{"ab\ncd\n", 3, 3, text.Span{Start: 3, End: 3}}, // the start of a line
		{"ab\ncd\n", 6, 6, text.Span{Start: 5, End: 5}}, // the end of the file
		{"ab\r\n", 4, 4, text.Span{Start: 2, End: 2}},
		{"ab\n\n", 2, 4, text.Span{Start: 2, End: 3}},
		{"ab", 2, 2, text.Span{Start: 2, End: 2}},
		{"", 0, 0, text.Span{}},
		{"\n", 0, 1, text.Span{}},
		{text.BOM, 0, 3, text.Span{Start: 0, End: 3}},
		{"ab", -5, 99, text.Span{Start: 0, End: 2}},
	} {
		src := text.NewSource("a.md", []byte(c.page))
		got := onLines(src, text.Span{Start: c.start, End: c.end})
		if got != c.want {
			t.Errorf("%q, %d to %d: got %v, want %v", c.page, c.start, c.end, got, c.want)
		}
		if src.LineAt(got.End) > src.Lines() {
			t.Errorf("%q: line %d of %d", c.page, src.LineAt(got.End), src.Lines())
		}
	}
}

func TestURIPath(t *testing.T) {
	for location, want := range map[string]string{
		"api/berth-get.md": "api/berth-get.md", "a b/c#d?e%20f.md": "a%20b/c%23d%3Fe%2520f.md",
		"c:d.md": "c%3Ad.md", "é/🚢.md": "%C3%A9/%F0%9F%9A%A2.md", "\xff\n.md": "%FF%0A.md",
		"../x.md": "../x.md", "/srv/a b/c:d.md": "file:///srv/a%20b/c%3Ad.md", "C:/a b/x.md": "file:///C:/a%20b/x.md",
		`a\b.md`: "a%5Cb.md", "<stdin>": "%3Cstdin%3E",
	} {
		if got := uriPath(location); got != want {
			t.Errorf("%q: got %s, want %s", location, got, want)
		}
	}
	for _, location := range []string{hostileLocation, hostileName} {
		u, err := url.Parse(uriPath(location))
		if err != nil || u.Path != location || u.Scheme+u.Host+u.RawQuery+u.Fragment != "" {
			t.Errorf("%q: got %+v, %v", location, u, err)
		}
	}
}

func TestOccurrences(t *testing.T) {
	src := text.NewSource("a.md", []byte("x x y"))
	at := func(start int) *diag.Diagnostic {
		return &diag.Diagnostic{Rule: "berth-x", Source: src, Span: text.Span{Start: start, End: start + 1}}
	}
	seen, x, y := occurrences{}, at(0).Fingerprint(), at(4).Fingerprint()
	got := []string{seen.next(at(0)), seen.next(at(4)), seen.next(at(2))}
	if d := cmp.Diff([]string{x + ":1", y + ":1", x + ":2"}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestGuidance(t *testing.T) {
	for _, c := range []struct{ message, help, want string }{
		{"x", "", "x"},
		{"a\nb", "do\tc\r\nand d\n", "a\\nb\ndo\\tc\nand d"},
		{"\x1b[31m", "\u202e", "\\x1b[31m\n\\u202e"},
	} {
		got := guidance(&diag.Diagnostic{Message: c.message, Help: c.help})
		if got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if got := guidance(hostile(t).Diagnostics[1]); strings.IndexFunc(strings.ReplaceAll(got, "\n", ""), hidden) >= 0 {
		t.Errorf("hidden characters in %q", got)
	}
}
