package diag

import (
	"slices"
	"strings"
	"testing"

	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// finding makes a diagnostic on what stands between « and » in a page.
func finding(page string, change ...func(*Diagnostic)) *Diagnostic {
	start, end := strings.Index(page, "«"), strings.Index(page, "»")-len("«")
	src := text.NewSource("api/a.md", []byte(strings.NewReplacer("«", "", "»", "").Replace(page)))
	d := &Diagnostic{
		Rule: "r-x", Severity: Error, Source: src, Span: text.Span{Start: start, End: end},
		Message: "m", Key: "k", Pointer: "/value/0/id",
	}
	for _, c := range change {
		c(d)
	}
	return d
}

func TestIdentityStays(t *testing.T) {
	long := strings.Repeat("word ", 39) // 195 bytes
	base := finding("one «two three» four")
	for name, d := range map[string]*Diagnostic{
		"lines above":       finding("new\n\none «two three» four"),
		"text around":       finding("1 «two three» 4"),
		"line ends":         finding("one «two\r\nthree» four"),
		"indentation":       finding("one «two\n\t\t three» four"),
		"space at the ends": finding("one« two three\n» four"),
		"other words":       finding("one «two three» four", func(d *Diagnostic) { d.Message = "the same in other words" }),
		"help and severity": finding("one «two three» four", func(d *Diagnostic) { d.Help, d.Severity = "h", Info }),
		"space in the key":  finding("one «two three» four", func(d *Diagnostic) { d.Key = " k\r\n" }),
		"another item":      finding("one «two three» four", func(d *Diagnostic) { d.Pointer = "/value/12/id" }),
		"the place of the page": finding("one «two three» four", func(d *Diagnostic) {
			d.Source.Path, d.Source.Location = "a.md", "v1.0/api/a.md"
		}),
	} {
		if d.Identity() != base.Identity() {
			t.Errorf("%s: another identity", name)
		}
	}
	a, b := finding("«"+long+"tail that is long»"), finding("«"+strings.ReplaceAll(long, " ", "\r\n    ")+"tail of another kind»")
	if a.Identity() != b.Identity() {
		t.Error("what stands behind the first 200 bytes, white space folded, makes another identity")
	}
	if c := finding("«" + long + "sail that is long»"); a.Identity() == c.Identity() {
		t.Error("what stands in the first 200 bytes does not count")
	}
}

func TestIdentityDiffers(t *testing.T) {
	seen := map[string]string{}
	for name, d := range map[string]*Diagnostic{
		"base":         finding("one «two three» four"),
		"flagged text": finding("one «two three four»"),
		"rule":         finding("one «two three» four", func(d *Diagnostic) { d.Rule = "r-y" }),
		"key":          finding("one «two three» four", func(d *Diagnostic) { d.Key = "l" }),
		"pointer":      finding("one «two three» four", func(d *Diagnostic) { d.Pointer = "/value/0/name" }),
		"deeper":       finding("one «two three» four", func(d *Diagnostic) { d.Pointer = "/value/0/id/1" }),
		"kind":         finding("one «two three» four", func(d *Diagnostic) { d.As("k") }),
		"loose":        finding("one «two three» four", func(d *Diagnostic) { d.Loose = true }),
		"parts moved":  finding("one «two three» four", func(d *Diagnostic) { d.Rule, d.Key = "r-", "xk" }),
	} {
		id := d.Identity()
		if other, ok := seen[id]; ok {
			t.Errorf("%s and %s share an identity", name, other)
		}
		seen[id] = name
		if len(id) != 32 || strings.Trim(id, "0123456789abcdef") != "" {
			t.Errorf("%s: identity %q", name, id)
		}
	}
}

func TestLoose(t *testing.T) {
	loose := func(d *Diagnostic) { d.Loose = true }
	if finding("«## Response»", loose).Identity() != finding("«## Examples»", loose).Identity() {
		t.Error("the text of a place that only leads to the fault makes another identity")
	}
}

// TestParts wants a part to be known as a finding of its own is, in whatever
// company and order.
func TestParts(t *testing.T) {
	page := "one «two» three"
	alone := func(key, pointer string) string {
		return finding(page, func(d *Diagnostic) { d.Key, d.Pointer = key, pointer }).Identity()
	}
	several := finding(page, func(d *Diagnostic) {
		d.Parts = []Part{{d.Span, "/a/0", "x"}, {d.Span, "/b", "y"}, {d.Span, "/a/7", "x"}}
	})
	want := []string{alone("x", "/a/0"), alone("y", "/b"), alone("x", "/a/3")}
	if diff := cmp.Diff(want, several.Identities()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	turned := finding(page, func(d *Diagnostic) { d.Parts = []Part{{d.Span, "/b", "y"}, {d.Span, "/a/0", "x"}} })
	if turned.Identity() != several.Identity() {
		t.Error("the identity depends on the order of the parts")
	}
}

func TestLacks(t *testing.T) {
	lacks := func(page string, names ...string) []string {
		return finding(page, func(d *Diagnostic) { d.Lacks(names...) }).Identities()
	}
	one, three := lacks("«{»", "b"), lacks("« [»", "a", "b", "c")
	if len(one) != 1 || len(three) != 3 || !slices.Contains(three, one[0]) {
		t.Errorf("a name that is missing with others %v, alone %v", three, one)
	}
}

// TestIdentityForEver holds the identity of one finding: people's baselines are full
// of them, and if this one changes all their findings are new.
func TestIdentityForEver(t *testing.T) {
	d := finding("one «two  three» four", func(d *Diagnostic) { d.Key = JoinKey("k", "é") })
	if got, want := d.Identity(), "59c55cbdfcca7915e45deeae5ea310a1"; got != want {
		t.Errorf("identity %s, want %s", got, want)
	}
}

func TestFingerprint(t *testing.T) {
	at := func(path, location string) string {
		return finding("«x»", func(d *Diagnostic) { d.Source.Path, d.Source.Location = path, location }).Fingerprint()
	}
	if at("a.md", "api/a.md") != at("api/a.md", "api/a.md") {
		t.Error("the working directory makes another fingerprint")
	}
	if at("a.md", "api/a.md") == at("a.md", "api/b.md") {
		t.Error("two pages share a fingerprint")
	}
}
