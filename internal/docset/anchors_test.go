package docset

import (
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnchors(t *testing.T) {
	set := testSet(t, map[string]string{
		"v1/api/a.md": lines("# A", "## Size", "## Size", "> ## Size", "", "## <a name=\"Response\"></a>Resposta", "", "<div id=draft>", "",
			"# [X](#tab/x)", "text", "---", "", "[!INCLUDE [b](../includes/B.md)]", "", "[!INCLUDE [itself](a.md)]"),
		"v1/includes/b.md": lines("## Size", "### Tides", "", "[!INCLUDE [a](../api/a.md)]"),
		"v1/api/part.md":   lines("# Part", "", "[!INCLUDE [x](../../elsewhere/x.md)]"),
		"v1/api/plain.md":  lines("Berth", "", "HTTP request", "", "GET /a", "", "Response", "", "200 OK"),
	})
	a := set.Index.Anchors("v1/api/a.md")
	if !a.Complete {
		t.Error("not complete, though all is read")
	}
	for _, name := range strings.Fields("a size size-1 size-2 size-3 Response resposta draft tab/x tides top TOP user-content-size :~:text=x r%65sposta") {
		if !a.Has(name) {
			t.Errorf("no anchor %s", name)
		}
	}
	for _, name := range strings.Fields("size-4 size-0 size-01 b response Size tab/y section -") {
		if a.Has(name) {
			t.Errorf("an anchor %s", name)
		}
	}
	if !a.Has("") {
		t.Error("no anchor for # alone")
	}
	for name, want := range map[string]string{"response": "Response", "SIZE-1": "size-1", "Tab/X": "tab/x", "no": ""} {
		if got := a.Folded(name); got != want {
			t.Errorf("Folded(%s) = %q, want %q", name, got, want)
		}
	}
	if d := cmp.Diff([]string{"a", "resposta", "size", "size-1", "size-2", "size-3", "tides", "Response", "draft"}, a.Names()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"tab/x"}, a.Tabs()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, name := range []string{"part", "plain"} {
		if set.Index.Anchors("v1/api/" + name + ".md").Complete {
			t.Errorf("%s is complete", name)
		}
	}
	if set.Index.Anchors("v1/api/none.md") != nil {
		t.Error("a page that was not read has anchors")
	}
	if again := set.Index.Anchors("v1/api/a.md"); again != a {
		t.Error("collected twice")
	}
}

func TestIncludeCircle(t *testing.T) {
	set := testSet(t, map[string]string{
		"v1/api/a.md": "[!INCLUDE [x](a.md)]\n\n[!INCLUDE [x](b.md)]\n\n[!INCLUDE [x](d.md)]\n\n[!INCLUDE [x](none.md)]\n\n[!INCLUDE [x](https://harbor.example)]\n",
		"v1/api/b.md": "[!INCLUDE [x](d.md)]\n\n[!INCLUDE [x](C.md)]\n",
		"v1/api/c.md": "[!INCLUDE [x](b.md)]\n\n[!INCLUDE [x](a.md)]\n",
		"v1/api/d.md": "[!INCLUDE [x](e.md)]\n",
		"v1/api/e.md": "[!INCLUDE [x](e.md)]\n",
	})
	var got []string
	for _, pg := range set.Pages {
		for _, inc := range pg.Includes {
			if through, ok := set.Index.IncludeCircle(pg, inc); ok {
				way := path.Base(pg.Source.Path)
				for _, p := range through {
					way += " " + path.Base(p.Source.Path)
				}
				got = append(got, way)
			}
		}
	}
	want := []string{"a.md", "a.md b.md c.md", "b.md c.md", "c.md b.md", "c.md a.md b.md", "e.md"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestListedBy(t *testing.T) {
	set := testSet(t, map[string]string{
		"v1/api/berth-get.md":    "# Get a berth\n",
		"v1/api/berth-delete.md": "# Delete a berth\n",
		"v1/resources/berth.md": lines("# berth", "", "See [delete](../api/berth-delete.md).", "", "## Methods", "", "|Method|Returns|", "|:--|:--|",
			"|[Get](../api/berth-get.md)|berth|", "|[Get it](../api/Berth-get.md#x)|berth|"),
		"v1/resources/vessel.md": lines("# vessel", "", "## Methods", "", "|Method|Returns|", "|:--|:--|", "|[Get its berth](../api/berth-get.md)|berth|"),
	})
	names := func(location string) (names []string) {
		for _, pg := range set.ListedBy(set.Index.Page(location)) {
			names = append(names, path.Base(pg.Source.Path))
		}
		return names
	}
	if d := cmp.Diff([]string{"berth.md", "vessel.md"}, names("v1/api/berth-get.md")); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if got := names("v1/api/berth-delete.md"); len(got) > 0 {
		t.Errorf("a link in prose lists: %v", got)
	}
}
