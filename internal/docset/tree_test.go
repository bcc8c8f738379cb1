package docset

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// harborTree is listed from the top, but for what is left out: gen is ignored,
// .git hidden, away a link, locked could not be listed.
func harborTree() *Tree {
	return TreeOf([]Folder{
		{Path: ".", Entries: []Entry{
			{Name: ".git", Kind: IsFolder},
			{Name: "README.md"},
			{Name: "gen", Kind: IsFolder, Ignored: true},
			{Name: "v1.0", Kind: IsFolder},
		}},
		{Path: "v1.0", Entries: []Entry{
			{Name: "api", Kind: IsFolder}, {Name: "away", Kind: IsLink}, {Name: "locked", Kind: IsFolder}, {Name: "toc.yml"},
		}},
		{Path: "v1.0/api", Entries: []Entry{
			{Name: "Pier-Get.md"}, {Name: "draft.md", Ignored: true}, {Name: "pier-get.md"}, {Name: "pier.png", Kind: IsLink},
		}},
	})
}

func TestTreeKnows(t *testing.T) {
	tree := harborTree()
	for path, want := range map[string]Existence{
		"v1.0/api/pier-get.md":        Exists,
		"v1.0/api/../toc.yml":         Exists,
		"v1.0/api/pier.png":           Exists,
		"v1.0/api":                    Exists,
		"v1.0/api/":                   Exists,
		"v1.0/away":                   Exists,
		".":                           Exists,
		"v1.0/api/PIER-GET.md":        Missing,
		"v1.0/resources/pier.md":      Missing, // no such folder in the page's own doc set
		"v1.0/resources":              Missing,
		"v1.0/toc.yml/pier.md":        Missing, // below a file
		"v1.0/api/draft.md":           CannotTell,
		"v1.0/away/pier.md":           CannotTell,
		"v1.0/locked/pier.md":         CannotTell,
		"gen/pier.md":                 CannotTell,
		"gen":                         CannotTell,
		".git/HEAD":                   CannotTell,
		"beta/api/pier-get.md":        CannotTell, // another doc set, not in this checkout
		"beta":                        CannotTell,
		"LICENSE.md":                  Missing, // in a folder that is
		"../other/pier.md":            CannotTell,
		"..":                          CannotTell,
		"/elsewhere/pier.md":          CannotTell,
		"v1.0/api/../../../pier.md":   CannotTell,
		"v1.0/api/deep/er/pier.md":    Missing,
		"v1.0/locked/deep/er/pier.md": CannotTell,
	} {
		if got := tree.Knows(path, "v1.0"); got != want {
			t.Errorf("%s: got %d, want %d", path, got, want)
		}
	}
	var none *Tree
	if got := none.Knows("x.md", "."); got != CannotTell {
		t.Errorf("a tree of nothing: got %d, want %d", got, CannotTell)
	}
}

func TestTreeNames(t *testing.T) {
	tree := harborTree()
	for _, test := range []struct {
		name      string
		got, want any
	}{
		{"folded", tree.Folded("V1.0/API/PIER-get.md"), []string{"v1.0/api/Pier-Get.md", "v1.0/api/pier-get.md"}},
		{"folded at the top", tree.Folded("readme.MD"), []string{"README.md"}},
		{"folded, ignored", tree.Folded("v1.0/api/DRAFT.md"), []string(nil)},
		{"folded, absent", tree.Folded("v1.0/api/quay.md"), []string(nil)},
		{"in", tree.In("v1.0"), []string{"api/", "away", "locked/", "toc.yml"}},
		{"in, ignored left out", tree.In("v1.0/api"), []string{"Pier-Get.md", "pier-get.md", "pier.png"}},
		{"in, not listed", tree.In("v1.0/locked"), []string(nil)},
		{"has", tree.Has("v1.0/toc.yml"), true},
		{"has, a folder", tree.Has("v1.0/api"), false},
		{"has, ignored", tree.Has("v1.0/api/draft.md"), false},
	} {
		if d := cmp.Diff(test.want, test.got); d != "" {
			t.Errorf("%s: -want +got\n%s", test.name, d)
		}
	}
}

// TestNewTree checks that a tree of paths is one whose folders are all listed.
func TestNewTree(t *testing.T) {
	tree := NewTree([]string{"v1.0/api/pier.md", "v1.0/./resources/pier.md", "top.md", "v1.0/api/pier.md", "/srv/docs/x.md"})
	for path, want := range map[string]Existence{
		"v1.0/api/pier.md": Exists, "v1.0/resources/pier.md": Exists, "top.md": Exists, "v1.0": Exists, ".": Exists,
		"v1.0/api/quay.md": Missing, "quay.md": Missing, "v1.0/concepts/quay.md": Missing,
		"/srv/docs/x.md": Exists, "/srv/docs/y.md": Missing,
	} {
		if got := tree.Knows(path, "v1.0"); got != want {
			t.Errorf("%s: got %d, want %d", path, got, want)
		}
	}
	if d := cmp.Diff([]string{"api/", "resources/"}, tree.In("v1.0")); d != "" {
		t.Errorf("names in v1.0: -want +got\n%s", d)
	}
}
