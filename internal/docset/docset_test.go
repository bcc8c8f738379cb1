package docset

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/apidoctor"
	"docgauge/internal/csdl"
	"docgauge/internal/page"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// define is a resource page of a type whose property depth has a type.
func define(path, name, depth string) *page.Page {
	return page.Build(text.NewSource(path, fmt.Appendf(nil, `# %[1]s resource type

| Property | Type  | Description |
|:---------|:------|:------------|
| depth    | %[2]s | The depth.  |

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.%[1]s" } -->
`+"```json\n{ \"depth\": \"%[2]s\" }\n```\n", name, depth)))
}

func request(path, name string) *page.Page {
	return page.Build(text.NewSource(path, fmt.Appendf(nil,
		"# Get\n\n<!-- { \"blockType\": \"request\", \"name\": %q } -->\n```http\nGET /piers\n```\n", name)))
}

func mustNew(t *testing.T, pages []*page.Page, opts Options) *Index {
	t.Helper()
	x, err := New(pages, opts)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestSets checks which pages make a set, and that a set knows its own types only.
func TestSets(t *testing.T) {
	pages := []*page.Page{
		define("v1.0/resources/pier.md", "pier", "Int32"), define("v1.0/extra/quay.md", "quay", "Int32"),
		define("beta/resources/pier.md", "pier", "String"), request("v1.0/api/pier-get.md", "get_pier"),
		define("notes/lock.md", "lock", "Int32"),
	}
	x := mustNew(t, pages, Options{Bundled: schema.Bundled()})
	var got []string
	for _, s := range x.Sets {
		var names []string
		for _, pg := range s.Pages {
			names = append(names, pg.Source.Location)
			if x.Of(pg) != s || x.Page(pg.Source.Location) != pg {
				t.Errorf("%s is not found in the index", pg.Source.Location)
			}
		}
		var types []string
		for _, name := range []string{"pier", "quay", "lock", "permission"} {
			if typ, _ := s.Schemas.Lookup("microsoft.graph." + name); typ != nil {
				types = append(types, name+" "+typ.Source)
			}
		}
		got = append(got, fmt.Sprintf("%s %q flat=%v: %s: %s", s.Root, s.Version, s.Flat, strings.Join(names, " "), strings.Join(types, ", ")))
	}
	want := []string{
		`beta "beta" flat=false: beta/resources/pier.md: pier derived, permission bundled`,
		`notes "" flat=true: notes/lock.md: lock derived, permission bundled`,
		`v1.0 "v1.0" flat=false: v1.0/api/pier-get.md v1.0/extra/quay.md v1.0/resources/pier.md: pier derived, quay derived, permission bundled`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if x.Page("v1.0/api/none.md") != nil {
		t.Error("a page that was not read is in the index")
	}
}

// TestSharedTypes checks that sets share what is not their own: one Type, compiled once.
func TestSharedTypes(t *testing.T) {
	x := mustNew(t, []*page.Page{define("a/pier.md", "pier", "Int32"), define("b/pier.md", "pier", "Int32")}, Options{Bundled: schema.Bundled()})
	lookup := func(i int, name string) *schema.Type {
		typ, _ := x.Sets[i].Schemas.Lookup(name)
		return typ
	}
	if a, b := lookup(0, "microsoft.graph.permission"), lookup(1, "microsoft.graph.permission"); a == nil || a != b {
		t.Errorf("permission is %p in one set and %p in the other", a, b)
	}
	if a, b := lookup(0, "microsoft.graph.pier"), lookup(1, "microsoft.graph.pier"); a == nil || a == b {
		t.Errorf("pier is %p in one set and %p in the other", a, b)
	}
}

// TestSettingsBySet checks that each set has the metadata of its version and the conventions of its root.
func TestSettingsBySet(t *testing.T) {
	models := map[string]*csdl.Model{"beta": read(t, "beta.xml"), "v1.0": read(t, "v1.xml")}
	conventions := map[string]*apidoctor.Config{"docs/beta": {}}
	x := mustNew(t, []*page.Page{request("docs/v1.0/api/a.md", "a"), request("docs/beta/api/a.md", "a"), request("docs/a.md", "a")}, Options{
		Metadata:    func(version string) *csdl.Model { return models[version] },
		Conventions: conventions,
	})
	got := map[string]string{}
	for _, s := range x.Sets {
		got[s.Root] = "none"
		if s.Metadata != nil {
			got[s.Root] = s.Metadata.Origin
		}
		if s.Conventions != conventions[s.Root] {
			t.Errorf("%s has the conventions of another set", s.Root)
		}
	}
	want := map[string]string{"docs": "none", "docs/beta": "beta.xml", "docs/v1.0": "v1.xml"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestDeclaredVersion checks that a set has the version that is declared for it,
// and the metadata of that version.
func TestDeclaredVersion(t *testing.T) {
	pages := []*page.Page{define("guide/next/pier.md", "pier", "Int32"), request("guide/beta/a.md", "a"), request("guide/v1.0/a.md", "a")}
	locations := []string{"guide/next/pier.md", "guide/beta/a.md", "guide/v1.0/a.md"}
	model := read(t, "next.xml")
	x := mustNew(t, pages, Options{
		Roots: NewRoots(locations, nil, Declared{Root: "guide/next", Version: "v2"}, Declared{Root: "guide/beta", Version: "v1.0"}, Declared{Root: "guide"}),
		Metadata: func(version string) *csdl.Model {
			if version == "v2" {
				return model
			}
			return nil
		},
	})
	got := map[string]string{}
	for _, s := range x.Sets {
		got[s.Root] = fmt.Sprintf("%s, metadata %v, flat %v", s.Version, s.Metadata != nil, s.Flat)
	}
	want := map[string]string{
		"guide":      "v1.0, metadata false, flat false", // as the path of a page says
		"guide/beta": "v1.0, metadata false, flat false", // as declared
		"guide/next": "v2, metadata true, flat false",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"v1.0", "v2"}, x.Versions()); d != "" {
		t.Errorf("versions: -want +got\n%s", d)
	}
}

func read(t *testing.T, origin string) *csdl.Model {
	t.Helper()
	m, err := csdl.Read(strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="harbor" xmlns="http://docs.oasis-open.org/odata/ns/edm"/></edmx:DataServices></edmx:Edmx>`), origin)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestLocation checks that pages are known by their locations, not by what reports call them.
func TestLocation(t *testing.T) {
	src := text.NewSource("pier-get.md", []byte("# Get pier\n"))
	src.Location = "v1.0/api/pier-get.md"
	pg := page.Build(src)
	x := mustNew(t, []*page.Page{pg, define("v1.0/resources/pier.md", "pier", "Int32")}, Options{})
	if set := x.Of(pg); set.Root != "v1.0" || len(set.Pages) != 2 || set.Version != "v1.0" {
		t.Errorf("root %q with %d pages of version %q", set.Root, len(set.Pages), set.Version)
	}
	if pg.Version != "v1.0" || pg.Kind != page.API {
		t.Errorf("version %q, kind %v", pg.Version, pg.Kind)
	}
	if x.Page("v1.0/api/pier-get.md") != pg || x.Page("pier-get.md") != nil {
		t.Error("the page is not found by its location")
	}
}

func TestRequestNames(t *testing.T) {
	x := mustNew(t, []*page.Page{
		request("v1.0/api/b.md", "get_pier"), request("v1.0/api/a.md", " Get_Pier"), request("v1.0/api/c.md", "get_quay"), request("beta/api/a.md", "get_pier"),
	}, Options{})
	var got []string
	for _, use := range x.Of(x.Page("v1.0/api/a.md")).RequestNames("GET_PIER ") {
		got = append(got, fmt.Sprintf("%s %q", use.Page.Source.Path, use.Name.Text))
	}
	if d := cmp.Diff([]string{`v1.0/api/a.md " Get_Pier"`, `v1.0/api/b.md "get_pier"`}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestContradictingSchemas checks that the error says whose schemas are at fault.
func TestContradictingSchemas(t *testing.T) {
	twice := schema.Definition{Name: "harbor.pier", Origin: "pier.json", Schema: func() ([]byte, error) { return []byte("true"), nil }}
	_, err := New(nil, Options{User: schema.Source{Name: "user", Definitions: []schema.Definition{twice, twice}}})
	if err == nil || !strings.Contains(err.Error(), "user schemas: type harbor.pier is defined twice") {
		t.Errorf("got %v", err)
	}
}
