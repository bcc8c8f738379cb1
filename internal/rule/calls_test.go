package rule

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/apidoctor"
	"docgauge/internal/csdl"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

const sea = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="sea" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="vessel"><Property Name="name" Type="Edm.String"/></EntityType>
<EntityType Name="raft"><Property Name="name" Type="Edm.String"/></EntityType>
<Action Name="moor" IsBound="true"><Parameter Name="it" Type="sea.vessel"/><Parameter Name="berth" Type="Edm.String"/></Action>
<Action Name="moor" IsBound="true"><Parameter Name="it" Type="sea.raft"/><Parameter Name="tree" Type="Edm.String"/></Action>
<EntityContainer Name="c"><EntitySet Name="vessels" EntityType="sea.vessel"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// subjectOf is a page of a doc set with metadata.
func subjectOf(t *testing.T, markdown string, conventions ...apidoctor.File) *Subject {
	t.Helper()
	m, err := csdl.Read(strings.NewReader(sea), "metadata.xml")
	if err != nil {
		t.Fatal(err)
	}
	pg := page.Build(text.NewSource("docs/api/vessel.md", []byte(markdown)))
	cfg, problems := apidoctor.Read("docs", conventions)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	x, err := docset.New([]*page.Page{pg}, docset.Options{
		Metadata:    func(string) *csdl.Model { return m },
		Conventions: map[string]*apidoctor.Config{"docs": cfg},
	})
	if err != nil {
		t.Fatal(err)
	}
	return NewSubject(pg, x.Of(pg))
}

// summary says of each call whether it is a route (=) or a request (>), the
// segments behind the service root, and which operation is called: "?" for a guess.
func summary(s *Subject) (list []string) {
	for _, c := range s.Calls() {
		line := ">"
		if c.Listed {
			line = "="
		}
		for _, g := range c.Segments {
			line += "/" + s.Page.Source.Slice(c.Span(g.Start, g.End))
		}
		if c.Meant != nil {
			line += " " + c.Meant.Binding.Type.Name
			if c.Guessed {
				line += "?"
			}
		}
		list = append(list, line)
	}
	return list
}

func fence(lines ...string) string { return "```http\n" + strings.Join(lines, "\n") + "\n```\n\n" }

func TestCalls(t *testing.T) {
	routes := "# Moor\n\n## HTTP request\n\n"
	example := "## Examples\n\n"
	tests := []struct {
		name, page string
		want       []string
	}{
		{
			"routes and requests", routes + fence("POST /vessels/{id}/moor", "/vessels") + example + fence("GET https://sea.example/v1.0/vessels/7 HTTP/1.1"),
			[]string{"=/vessels/{id}/moor sea.vessel", "=/vessels", ">/vessels/7"},
		},
		{"version as a placeholder", routes + fence("GET /{version}/vessels"), []string{"=/vessels"}},
		{
			"host without a version", routes + fence("GET https://sea.example/odata/vessels/{id}", "GET https://sea.example/odata/crews", "GET {host}/vessels"),
			[]string{"=/vessels/{id}", "=/vessels"},
		},
		{
			"another host's", routes + fence("GET /v1.0/vessels") + example + fence("GET https://sea.example/v1.0/vessels", "Accept: x") + fence("POST https://hook.example/vessels", "Accept: x"),
			[]string{"=/vessels", ">/vessels"},
		},
		{
			"wrapped in a quote", routes + "> " + strings.ReplaceAll(strings.TrimSpace(fence("GET /vessels/{id}/", "    name", "    ?$top=1", "GET /vessels")), "\n", "\n> ") + "\n",
			[]string{"=/vessels/{id}/name", "=/vessels"},
		},
		{
			"operation of another path", routes + fence("POST /vessels/{id}/moor") + example + fence("POST /boats/7/moor", "Accept: x"),
			[]string{"=/vessels/{id}/moor sea.vessel", ">/boats/7/moor sea.vessel"},
		},
		{"operation by title", strings.Replace(routes, "Moor", "raft: moor", 1) + fence("POST /boats/{id}/moor"), []string{"=/boats/{id}/moor sea.raft?"}},
		{
			"operation by parameters", routes + fence("POST /boats/{id}/moor") + "## Request body\n\n| Parameter | Type |\n|:---|:---|\n| Tree | String |\n",
			[]string{"=/boats/{id}/moor sea.raft?"},
		},
		{"no operation for certain", routes + fence("POST /boats/{id}/moor", "POST /boats/{id}/sea.moor", "GET /boats/{id}/moor"), []string{"=/boats/{id}/moor", "=/boats/{id}/sea.moor", "=/boats/{id}/moor"}},
		{"operation of another kind", strings.Replace(routes, "Moor", "raft: moor", 1) + fence("GET /boats/{id}/moor"), []string{"=/boats/{id}/moor"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, summary(subjectOf(t, tt.page))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestCallsBelowConfiguredRoot(t *testing.T) {
	config := apidoctor.File{Path: "docs/schema-config.json", Bytes: []byte(`{"schemaConfig": {"baseUrls": ["https://sea.example/odata/v4"]}}`)}
	s := subjectOf(t, "# Moor\n\n## HTTP request\n\n"+fence("GET https://sea.example/odata/v4/crews", "GET https://hook.example/odata/v4/crews"), config)
	if diff := cmp.Diff([]string{"=/crews"}, summary(s)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCallsWithoutMetadata(t *testing.T) {
	pg := page.Build(text.NewSource("a.md", []byte("# A\n\n"+fence("GET /vessels", "GET /berths"))))
	if calls := NewSubject(pg, nil).Calls(); calls != nil {
		t.Errorf("%d calls without metadata", len(calls))
	}
}

// A page that somebody crafted has no more calls than a page can need.
func TestCallsAreBounded(t *testing.T) {
	var lines []string
	for i := range maxCalls + 10 {
		lines = append(lines, fmt.Sprintf("GET /vessels/%d", i))
	}
	if n := len(subjectOf(t, "# A\n\n## HTTP request\n\n"+fence(lines...)).Calls()); n != maxCalls {
		t.Errorf("%d calls, want %d", n, maxCalls)
	}
}
