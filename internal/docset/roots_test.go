package docset

import (
	"path"
	"testing"

	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func TestRootOf(t *testing.T) {
	for _, c := range []struct {
		file, top, root string
		flat            bool
	}{
		{"v1.0/api/pier-get.md", "", "v1.0", false},
		{"v1.0/resources/pier.md", "", "v1.0", false},
		{"docs/v1.0/API/harbor/pier-get.md", "", "docs/v1.0", false},
		{"api/pier-get.md", "", ".", false},
		{"v1.0/api/resources/pier.md", "", "v1.0/api", false}, // the innermost counts
		{"v1.0/overview.md", "", "v1.0", true},
		{"api.md", "", ".", true},
		{"pier.md", "", ".", true},
		{"/srv/api/pier-get.md", "", "/srv", false},
		{"/api/pier-get.md", "", "/", false},
		{"/pier.md", "", "/", true},
		{"/srv/api/work/docs/pier.md", "", "/srv", false},
		{"/srv/api/work/docs/pier.md", "/srv/api/work", "/srv/api/work/docs", true},
		{"/srv/api/pier-get.md", "/srv/api", "/srv/api", true}, // a work tree that happens to be called api
		{"/srv/work/api/pier-get.md", "/srv/work", "/srv/work", false},
	} {
		if root, flat := RootOf(c.file, c.top); root != c.root || flat != c.flat {
			t.Errorf("%s below %q: got %s, %v, want %s, %v", c.file, c.top, root, flat, c.root, c.flat)
		}
	}
}

func TestRoots(t *testing.T) {
	roots := NewRoots([]string{
		"README.md", "v1.0/api/pier-get.md", "v1.0/overview.md", "v1.0/concepts/deep/mooring.md", "v1.0/includes/pier.md",
		"beta/resources/pier.md", "notes/pier.md", "notes/old/pier.md",
		"/srv/docs/overview.md", "/srv/docs/sub/overview.md", "/srv/docs/sub/api/pier-get.md", "/srv/other/api/pier-get.md",
	}, []string{"/srv/docs", "/srv/docs/sub"})
	type set struct {
		Root string
		Flat bool
	}
	got := map[string]set{}
	for _, file := range []string{
		"README.md", "v1.0/api/pier-get.md", "v1.0/overview.md", "v1.0/concepts/deep/mooring.md", "v1.0/includes/pier.md",
		"beta/resources/pier.md", "notes/pier.md", "notes/old/pier.md",
		"/srv/docs/overview.md", "/srv/docs/sub/overview.md", "/srv/docs/sub/api/pier-get.md", "/srv/other/api/pier-get.md",
		"unheard/of/pier.md",
	} {
		root, flat := roots.Of(file)
		got[file] = set{root, flat}
	}
	want := map[string]set{
		"README.md":                     {".", true}, // v1.0 is below, not above it
		"v1.0/api/pier-get.md":          {"v1.0", false},
		"v1.0/overview.md":              {"v1.0", false},
		"v1.0/concepts/deep/mooring.md": {"v1.0", false},
		"v1.0/includes/pier.md":         {"v1.0", false},
		"beta/resources/pier.md":        {"beta", false},
		"notes/pier.md":                 {"notes", true},
		"notes/old/pier.md":             {"notes/old", true},
		"/srv/docs/overview.md":         {"/srv/docs", true},
		"/srv/docs/sub/overview.md":     {"/srv/docs/sub", false},
		"/srv/docs/sub/api/pier-get.md": {"/srv/docs/sub", false},
		"/srv/other/api/pier-get.md":    {"/srv/other", false},
		"unheard/of/pier.md":            {"unheard/of", true},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	all := []string{".", "/srv/docs", "/srv/docs/sub", "/srv/other", "beta", "notes", "notes/old", "v1.0"}
	if d := cmp.Diff(all, roots.All()); d != "" {
		t.Errorf("all roots: -want +got\n%s", d)
	}
}

// TestTopIsNoRoot checks that pages in a work tree inside a doc set are not of that set.
func TestTopIsNoRoot(t *testing.T) {
	roots := NewRoots([]string{"v1.0/api/pier-get.md", "v1.0/vendored/notes/mooring.md"}, []string{".", "v1.0/vendored"})
	if root, flat := roots.Of("v1.0/vendored/notes/mooring.md"); root != "v1.0/vendored/notes" || !flat {
		t.Errorf("got %s, %v, want its own folder", root, flat)
	}
}

func TestBeside(t *testing.T) {
	for _, c := range []struct{ location, rel, want string }{
		{"v1.0/api/pier-get.md", "quay-get.md", "v1.0/api/quay-get.md"},
		{"v1.0/api/pier-get.md", "../resources/./pier.md", "v1.0/resources/pier.md"},
		{"v1.0/api/pier-get.md", "../resources/pier.md", "v1.0/resources/pier.md"},
		{"v1.0/api/pier-get.md", "../../README.md", "README.md"},
		{"v1.0/api/pier-get.md", "../../../elsewhere/x.md", "../elsewhere/x.md"},
		{"v1.0/api/pier-get.md", "a/../b.md", "v1.0/api/b.md"},
		{"v1.0/api/pier-get.md", "a//b.md", "v1.0/api/a/b.md"},
		{"v1.0/api/pier-get.md", "/b.md", "v1.0/api/b.md"},
		{"v1.0/api/pier-get.md", "sub/", "v1.0/api/sub"},
		{"v1.0/api/pier-get.md", "..", "v1.0"},
		{"v1.0/api/pier-get.md", "../..", "."},
		{"v1.0/api/pier-get.md", ".", "v1.0/api"},
		{"v1.0/api/pier-get.md", "", "v1.0/api"},
		{"v1.0/api/pier-get.md", "..hidden.md", "v1.0/api/..hidden.md"},
		{"pier.md", "quay.md", "quay.md"},
		{"pier.md", "../quay.md", "../quay.md"},
		{"/srv/api/pier.md", "../resources/pier.md", "/srv/resources/pier.md"},
		{"/pier.md", "../quay.md", "/quay.md"},
		{"/api/pier.md", "../quay.md", "/quay.md"},
	} {
		src := text.NewSource("pier.md", nil)
		src.Location = c.location
		if got := Beside(page.Build(src), c.rel); got != c.want || got != path.Join(path.Dir(c.location), c.rel) {
			t.Errorf("%s from %s: got %s, want %s", c.rel, c.location, got, c.want)
		}
	}
}

// TestDeclared checks that pages below a declared root belong to the innermost one,
// whatever their folders are called, and others to the set that is found for them.
func TestDeclared(t *testing.T) {
	pages := []string{
		"guide/start.md", "guide/next/calls/pier-get.md", "guide/next/api/pier-get.md", "guide/vendored/pier.md",
		"v1.0/api/pier-get.md", "v1.0/overview.md", "guides/pier.md", "/srv/rest/pier.md",
	}
	roots := NewRoots(pages, []string{".", "guide/vendored"},
		Declared{Root: "guide", Version: "v1.0"}, Declared{Root: "guide/next", Version: "v2"}, Declared{Root: "/srv"}, Declared{Root: "empty", Version: "v3"})
	want := map[string]string{
		"guide/start.md":               "guide v1.0",
		"guide/next/calls/pier-get.md": "guide/next v2",
		"guide/next/api/pier-get.md":   "guide/next v2",
		"guide/vendored/pier.md":       "guide v1.0", // who declares the folder means all of it
		"v1.0/api/pier-get.md":         "v1.0 ",
		"v1.0/overview.md":             "v1.0 ",
		"guides/pier.md":               "guides  flat",
		"/srv/rest/pier.md":            "/srv ",
		"guide/next/unheard/of.md":     "guide/next v2",
	}
	got := map[string]string{}
	for file := range want {
		root, flat := roots.Of(file)
		got[file] = root + " " + roots.Version(root)
		if flat {
			got[file] += " flat"
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"/srv", "guide", "guide/next", "guides", "v1.0"}, roots.All()); d != "" {
		t.Errorf("all roots: -want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"v1.0", "v2", "v3"}, roots.Versions()); d != "" {
		t.Errorf("versions: -want +got\n%s", d)
	}
	everything := NewRoots([]string{"a/b/c.md", "../d.md"}, nil, Declared{Root: "."})
	for file, want := range map[string]string{"a/b/c.md": ".", "../d.md": ".."} {
		if root, flat := everything.Of(file); root != want || flat != (want == "..") {
			t.Errorf("%s: got %s, %v", file, root, flat)
		}
	}
}
