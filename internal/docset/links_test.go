package docset

import (
	"strings"
	"testing"

	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func TestSplitTarget(t *testing.T) {
	tests := []struct {
		target string
		want   Target
	}{
		{"berth.md", Target{Path: "berth.md"}},
		{"../resources/berth.md#size", Target{Path: "../resources/berth.md", Bookmark: "size", Marked: true}},
		{"berth.md?view=1.0#size", Target{Path: "berth.md", Bookmark: "size", Marked: true}},
		{"berth.md#", Target{Path: "berth.md", Marked: true}},
		{"#size#more?x", Target{Bookmark: "size#more?x", Marked: true}},
		{"?tabs=http", Target{}},
		{"", Target{}},
		{"https://harbor.example/a#b", Target{Kind: URL, Path: "https://harbor.example/a", Bookmark: "b", Marked: true}},
		{"mailto:pilot@harbor.example", Target{Kind: URL, Path: "mailto:pilot@harbor.example"}},
		{"HTTPS:x", Target{Kind: URL, Path: "HTTPS:x"}},
		{"a+b-c.1:x", Target{Kind: URL, Path: "a+b-c.1:x"}},
		{"//harbor.example", Target{Kind: URL, Path: "//harbor.example"}},
		{"1a:b", Target{Path: "1a:b"}},
		{"a/b:c", Target{Path: "a/b:c"}},
		{":b", Target{Path: ":b"}},
		{"/harbor/guide#x", Target{Kind: SitePath, Path: "/harbor/guide", Bookmark: "x", Marked: true}},
		{"~/includes/x.md", Target{Kind: RepoPath, Path: "~/includes/x.md"}},
		{"~x.md", Target{Path: "~x.md"}},
	}
	for _, tt := range tests {
		tt.want.Text = tt.target
		if d := cmp.Diff(tt.want, SplitTarget(tt.target)); d != "" {
			t.Errorf("SplitTarget(%q): -want +got\n%s", tt.target, d)
		}
	}
}

func FuzzSplitTarget(f *testing.F) {
	for _, s := range []string{"", "a?b#c", "#", "a:b", "~/", "%41%", `a\b`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, target string) {
		s := SplitTarget(target)
		switch rest, ok := strings.CutPrefix(target, s.Path); {
		case !ok:
			t.Fatalf("%q does not begin with %q", target, s.Path)
		case s.Marked && !strings.HasSuffix(rest, "#"+s.Bookmark):
			t.Fatalf("%q does not end with #%s", target, s.Bookmark)
		case strings.ContainsAny(s.Path, "?#") || !s.Marked && s.Bookmark != "":
			t.Fatalf("%q: %+v", target, s)
		}
		if strings.Contains(s.Slashed(), `\`) {
			t.Fatalf("%q: slashed %q", target, s.Slashed())
		}
	})
}

// testSet builds a doc set of pages, and of files that are no pages.
func testSet(t *testing.T, pages map[string]string, files ...string) *Set {
	t.Helper()
	var built []*page.Page
	for name, src := range pages {
		files = append(files, name)
		built = append(built, page.Build(text.NewSource(name, []byte(src))))
	}
	x, err := New(built, Options{Tree: NewTree(files)})
	if err != nil {
		t.Fatal(err)
	}
	return x.Of(built[0])
}

// harborSet is a set with one page that leads to target.
func harborSet(t *testing.T, target string) (*Set, *page.Page) {
	t.Helper()
	set := testSet(t, map[string]string{
		"v1/api/berth-get.md":   "# Get\n\n[x](<" + strings.ReplaceAll(target, `\`, `\\`) + ">)\n",
		"v1/api/berth-list.md":  "# List\n",
		"v1/resources/berth.md": "# berth\n",
	}, "v1/images/old plan.png", "v1/images/100%.png", "v1/images/a%41.png", "v1/images/Map.png", "v1/images/map.png")
	return set, set.Index.Page("v1/api/berth-get.md")
}

func TestLinks(t *testing.T) {
	outcomes := map[Outcome]string{Unknown: "unknown", Sound: "sound", Respelt: "respelt", Absent: "absent"}
	tests := []struct{ target, want string }{
		{"berth-list.md", "sound v1/api/berth-list.md"},
		{"./berth-list.md#a?b", "sound v1/api/berth-list.md"},
		{"../resources/berth.md?a", "sound v1/resources/berth.md"},
		{"../api/x/../berth-list.md", "sound v1/api/berth-list.md"},
		{"#here", "sound v1/api/berth-get.md"},
		{"?x", "sound v1/api/berth-get.md"},
		{"../resources", "sound"},
		{"../resources/", "sound"},
		{".", "sound"},
		{"../images/old%20plan.png", "sound v1/images/old plan.png"},
		{"../images/100%.png", "sound v1/images/100%.png"},
		{"../images/a%41.png", "sound v1/images/a%41.png"},
		{"../Resources/Berth.md", "respelt v1/resources/berth.md"},
		{"../images/MAp.png", "respelt v1/images/Map.png"},
		{"../RESOURCES", "respelt v1/resources"},
		{`..\resources\berth.md`, "respelt v1/resources/berth.md"},
		{"../resources/brth.md", "absent"},
		{"../types/berth.md", "absent"},
		{"berth-list.md/x.md", "absent"},
		{"berth-list", "absent"},
		{"../../concepts/x.md", "unknown"},
		{"../../../x.md", "unknown"},
		{"/v1/api/berth-list.md", "unknown"},
		{"https://harbor.example/", "unknown"},
		{"~/x.md", "unknown"},
		{"", "unknown"},
	}
	for _, tt := range tests {
		set, pg := harborSet(t, tt.target)
		links := set.Links(pg)
		if len(links) != 1 {
			t.Fatalf("%s: %d links", tt.target, len(links))
		}
		if got := strings.TrimSpace(outcomes[links[0].Outcome] + " " + links[0].File); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.target, got, tt.want)
		}
	}
}

// TestLinksWithoutTree: where nobody has looked, only pages of the run are known.
func TestLinksWithoutTree(t *testing.T) {
	set, pg := harborSet(t, "berth-list.md")
	set.Index.Tree = nil
	if l := set.Links(pg)[0]; l.Outcome != Sound {
		t.Errorf("a page of the run: %+v", l)
	}
	set, pg = harborSet(t, "berth-got.md")
	set.Index.Tree = nil
	if l := set.Links(pg)[0]; l.Outcome != Unknown {
		t.Errorf("another page: %+v", l)
	}
	if l := (&Set{}).Links(pg)[0]; l.Outcome != Unknown {
		t.Errorf("without an index: %+v", l)
	}
}

func TestLinkKinds(t *testing.T) {
	set := testSet(t, map[string]string{"v1/api/a.md": lines(
		"# [A](1.md)", "", "![b](2.png) [c][d] <a href=\"3.md\"> <img src=4.png> `[!INCLUDE [e](no.md)]` <!-- [!INCLUDE [f](no.md)] -->",
		"", "[d]: 5.md", "", "[!INCLUDE [g](6.md)]", "", "```", "[h](no.md) [!INCLUDE [i](7.md)]", "```",
	), "v1/api/plain.md": "Berth\n\nHTTP request\n\nGET /a\n\nResponse\n\n200 OK [a](1.md)\n"})
	names := map[LinkKind]string{InlineLink: "inline", ImageLink: "image", HTMLLink: "html", Definition: "definition", Include: "include"}
	var got []string
	for _, l := range set.Links(set.Index.Page("v1/api/a.md")) {
		got = append(got, names[l.Kind]+" "+l.Target.Text)
	}
	want := []string{"inline 1.md", "image 2.png", "html 3.md", "image 4.png", "definition 5.md", "include 6.md", "include 7.md"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if got := set.Links(set.Index.Page("v1/api/plain.md")); len(got) > 0 {
		t.Errorf("a page outside Markdown has links: %v", got)
	}
}

func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }

func TestRespell(t *testing.T) {
	tests := []struct{ link, to, want string }{
		{"../resources/Berth.md", "v1/resources/berth.md", "../resources/berth.md"},
		{`..\Resources\berth.md#x`, "v1/resources/berth.md", "../resources/berth.md"},
		{"./Berth-List.md", "v1/api/berth-list.md", "./berth-list.md"},
		{"../api/Berth-List.md", "v1/api/berth-list.md", "../api/berth-list.md"},
		{"vessel.md", "v1/resources/vessel.md", "../resources/vessel.md"},
		{"../api/../resources/Berth.md", "v1/resources/berth.md", "../resources/berth.md"},
		{"../../V1/api/x.md", "v1/api/x.md", "../../v1/api/x.md"},
		{"x.md", "y.md", "../../y.md"},
		{"Two%20Tugs.md", "v1/api/two tugs (old).md", "two%20tugs%20%28old%29.md"},
	}
	for _, tt := range tests {
		pg := page.Build(text.NewSource("v1/api/a.md", nil))
		l := Link{Target: SplitTarget(tt.link)}
		if got := l.Respell(pg, tt.to); got != tt.want {
			t.Errorf("%s to %s: %s, want %s", tt.link, tt.to, got, tt.want)
		}
	}
	top := page.Build(text.NewSource("a.md", nil))
	if got := (&Link{Target: SplitTarget("B.md")}).Respell(top, "b.md"); got != "b.md" {
		t.Errorf("at the top: %s", got)
	}
}
