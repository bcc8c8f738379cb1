package rule

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/csdl"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// harbor is the resource pages of a made-up API.
var harbor = map[string]string{
	"v1/resources/berth.md": `# berth resource type

|Property|Type|Description|
|---|---|---|
|id|String|Its id.|
|depth|Int32|In metres.|
|pier|String|Where it is.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "harbor.berth" } -->
` + "```json\n{ \"id\": \"String\", \"depth\": 12, \"pier\": \"String\" }\n```\n",
	"v1/resources/vessel.md": `# vessel resource type

|Property|Type|Description|
|---|---|---|
|name|String|Its name.|
|error|String|What is wrong with it.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "harbor.vessel" } -->
` + "```json\n{ \"name\": \"String\", \"error\": \"String\" }\n```\n",
	"beta/resources/crane.md": `# crane resource type

<!-- { "blockType": "resource", "@odata.type": "harbor.crane" } -->
` + "```json\n{ \"reach\": 12 }\n```\n",
}

const harborMetadata = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="harbor" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="berth"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/><Property Name="depth" Type="Edm.Int32"/></EntityType>
<Action Name="dredge" IsBound="true"><Parameter Name="it" Type="harbor.berth"/><Parameter Name="depth" Type="Edm.Int32"/></Action>
<EntityContainer Name="c"><EntitySet Name="berths" EntityType="harbor.berth"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// subject makes the subject of an API page in the harbor's doc set.
func subject(t *testing.T, content, metadata string) *Subject {
	t.Helper()
	opts := docset.Options{Bundled: schema.Bundled()}
	if metadata != "" {
		m, err := csdl.Read(strings.NewReader(metadata), "metadata.xml")
		if err != nil {
			t.Fatal(err)
		}
		opts.Metadata = func(string) *csdl.Model { return m }
	}
	checked := page.Build(text.NewSource("v1/api/x.md", []byte(content)))
	pages := []*page.Page{checked}
	for name, resource := range harbor {
		pages = append(pages, page.Build(text.NewSource(name, []byte(resource))))
	}
	x, err := docset.New(pages, opts)
	if err != nil {
		t.Fatal(err)
	}
	return NewSubject(checked, x.Of(checked))
}

// outcome writes what was done with each block, one a line.
func outcome(s *Subject) []string {
	var out []string
	for _, c := range s.Conformance() {
		line := fmt.Sprintf("%s: %s", c.Block.Kind, c.Reason)
		if c.From != Nobody {
			name := c.Type
			if c.Collection {
				name = "Collection(" + name + ")"
			}
			line += fmt.Sprintf(" (%s, from the %s)", name, c.From)
		}
		for _, v := range c.Violations {
			line += "; " + v.Message
		}
		out = append(out, line)
	}
	return out
}

func annotated(annotation, fence, content string) string {
	return "<!-- " + annotation + " -->\n```" + fence + "\n" + content + "\n```\n\n"
}

func bare(content string) string { return "```http\n" + content + "\n```\n\n" }

const ok = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"

// TestConformance goes through the ways in which a block has a type, or none.
func TestConformance(t *testing.T) {
	const get, post = "GET https://x.example/v1/berths", "POST https://x.example/v1/berths\nContent-Type: application/json\n\n"
	response := `{"blockType": "response", "truncated": true, "@odata.type": "harbor.berth"}`
	tests := []struct {
		name, page, metadata string
		want                 []string
	}{
		{
			name: "every response to a request",
			page: annotated(`{"blockType": "request", "name": "a"}`, "http", get) +
				annotated(response, "http", ok+`{"depth": "1"}`) + annotated(response, "http", ok+`{"depth": "2"}`),
			want: []string{
				"request: no body",
				`response: validated (harbor.berth, from the annotation); "depth" is a string, want integer`,
				`response: validated (harbor.berth, from the annotation); "depth" is a string, want integer`,
			},
		},
		{
			name: "collections, as the annotation declares them",
			page: annotated(`{"blockType": "response", "truncated": true, "@odata.type": "Collection(harbor.berth)"}`, "http", ok+`{"value": [{"depth": "1"}]}`) +
				annotated(`{"blockType": "response", "truncated": true, "@odata.type": "harbor.berth", "isCollection": true, "collectionProperty": "berths"}`, "http", ok+`{"berths": [{"depth": "1"}]}`) +
				annotated(`{"blockType": "response", "@odata.type": "harbor.berth", "isCollection": true, "isEmpty": true}`, "http", ok+`{"value": [{"id": "1", "pier": "N", "depth": 1}]}`),
			want: []string{
				`response: validated (Collection(harbor.berth), from the annotation); "depth" is a string, want integer`,
				`response: validated (Collection(harbor.berth), from the annotation); "depth" is a string, want integer`,
				`response: validated (Collection(harbor.berth), from the annotation); "value" has items, but the annotation says that the collection is empty`,
			},
		},
		{
			name: "what may be missing",
			page: annotated(`{"blockType": "request", "name": "a"}`, "http", get+"?$select=id") +
				annotated(`{"blockType": "response", "@odata.type": "harbor.berth"}`, "http", ok+`{"id": "1"}`) +
				annotated(`{"blockType": "request", "name": "b"}`, "http", get) +
				annotated(`{"blockType": "response", "@odata.type": "harbor.berth"}`, "http", ok+`{"id": "1", "pier": "N"}`),
			want: []string{
				"request: no body", "response: validated (harbor.berth, from the annotation)",
				"request: no body", `response: validated (harbor.berth, from the annotation); "depth" is missing from this harbor.berth`,
			},
		},
		{
			name: "examples and plain JSON",
			page: annotated(`{"blockType": "example", "@odata.type": "harbor.berth", "truncated": true}`, "json", `{"depth": true}`) +
				"```json\n{\"@odata.type\": \"#harbor.berth\", \"depth\": true}\n```\n\n```json\n{\"a\": {\"@odata.type\": \"#harbor.berth\", \"depth\": true}}\n```\n",
			want: []string{
				`example: validated (harbor.berth, from the annotation); "depth" is a boolean, want integer`,
				`json: validated (harbor.berth, from the body); "depth" is a boolean, want integer`,
				`json: no type declared; "depth" is a boolean, want integer`,
			},
		},
		{
			name: "a body below its response",
			page: annotated(response, "http", "HTTP/1.1 200 OK\nContent-Type: application/json") + "```json\n{\"depth\": true}\n```\n\n```json\n{\"depth\": true}\n```\n",
			want: []string{
				"response: no body", `json: validated (harbor.berth, from the annotation); "depth" is a boolean, want integer`, "json: no type declared",
			},
		},
		{
			name: "what the body says of itself",
			page: bare(ok+`{"value": [{"@odata.type": "#harbor.berth", "depth": "1"}, {"@odata.type": "#harbor.berth"}]}`) +
				bare(ok+`{"value": [{"@odata.type": "#harbor.berth", "depth": "1"}, {"@odata.type": "#harbor.vessel"}]}`) +
				bare(ok+`{"value": {"@odata.type": "#harbor.berth"}}`) +
				bare(ok+`{"@odata.context": "https://x.example/$metadata#harbor.berth", "depth": "1"}`) +
				bare(ok+`{"@odata.context": "https://x.example/$metadata#Collection(harbor.berth)", "value": []}`) +
				bare(ok+`{"@odata.context": "https://x.example/$metadata#berths/$entity", "depth": "1"}`),
			want: []string{
				`response: validated (Collection(harbor.berth), from the body); "depth" is a string, want integer`,
				`response: no type declared; "depth" is a string, want integer`,
				`response: validated (harbor.berth, from the body); a single harbor.berth is wrapped in "value"`,
				`response: validated (harbor.berth, from the context); "depth" is a string, want integer`,
				`response: validated (Collection(harbor.berth), from the context)`,
				`response: no type declared`,
			},
		},
		{
			name: "what the prose says",
			page: "# Add berth\n\n## Request body\n\nSupply a [berth](../resources/berth.md) object.\n\n## Response\n\nA `201 Created` and the new [berth](../resources/berth.md).\n\n## Example\n\n" +
				bare(post+`{"depth": "1"}`) + bare("HTTP/1.1 201 Created\n\n"+`{"id": "1", "depth": "1"}`) + bare(ok+`{"unlike": "1", "depth": "1"}`),
			want: []string{
				`request: validated (harbor.berth, from the prose); "depth" is a string, want integer`,
				`response: validated (harbor.berth, from the prose); "depth" is a string, want integer`,
				`response: no type declared`,
			},
		},
		{
			name: "prose in words, and prose that names two types",
			page: "# Add berth\n\n## Request body\n\nSupply a berth object.\n\n## Response\n\nA vessel object, or a berth object.\n\n## Example\n\n" +
				bare(post+`{"depth": "1"}`) + bare(ok+`{"id": "1", "depth": "1"}`),
			want: []string{
				`request: validated (harbor.berth, from the prose); "depth" is a string, want integer`,
				`response: no type declared`,
			},
		},
		{
			name: "a request that the response answers",
			page: bare(post+`{"depth": "1", "pier": "N"}`) + annotated(`{"blockType": "response", "truncated": true, "@odata.type": "harbor.berth"}`, "http", "HTTP/1.1 201 Created\n\n"+`{"depth": 1}`) +
				bare(strings.Replace(post, "berths", "berths/7/dredge", 1)+`{"depth": "1", "pier": "N"}`) + annotated(response, "http", ok+`{"depth": 1}`) +
				bare(strings.Replace(post, "POST", "PATCH", 1)+`{"depth": "1", "pier": "N"}`) + annotated(response, "http", ok+`{"depth": 1}`),
			want: []string{
				`request: validated (harbor.berth, from the response); "depth" is a string, want integer`, "response: validated (harbor.berth, from the annotation)",
				`request: no type declared`, "response: validated (harbor.berth, from the annotation)",
				`request: validated (harbor.berth, from the response); "depth" is a string, want integer`, "response: validated (harbor.berth, from the annotation)",
			},
		},
		{
			name: "where metadata leads", metadata: harborMetadata,
			page: "# Dredge\n\n## Request body\n\nSupply a [vessel](../resources/vessel.md).\n\n" +
				bare(strings.Replace(post, "berths", "berths/7/dredge", 1)+`{"depth": "1"}`) + bare(post+`{"depth": "1"}`) + bare(ok+`{"id": "1", "pier": "N", "depth": 1}`),
			want: []string{
				`request: parameters of an action`,
				`request: validated (harbor.berth, from the metadata); "depth" is a string, want integer`,
				`response: validated (harbor.berth, from the metadata); unknown property "pier" of harbor.berth`,
			},
		},
		{
			name: "multipart: the first part is of the type",
			page: annotated(`{"blockType": "request", "name": "a", "@odata.type": "harbor.berth"}`, "http",
				"POST https://x.example/v1/berths\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: application/json\n\n{\"depth\": \"1\"}\n--b\nContent-Type: application/json\n\n{\"depth\": \"2\"}\n--b--"),
			want: []string{
				`request: validated (harbor.berth, from the annotation); "depth" is a string, want integer`,
				`request: no type declared`,
			},
		},
		{
			name: "batches",
			page: bare(strings.Replace(post, "berths", "$batch", 1)+`{"requests": [{"id": "1", "method": "POST", "url": "/berths", "body": {"@odata.type": "harbor.berth", "depth": "1"}}]}`) +
				bare(ok+`{"responses": [{"id": "1", "status": 200, "body": {"@odata.type": "#harbor.berth", "depth": "1"}}]}`),
			want: []string{
				`request: batch; "depth" is a string, want integer`,
				`response: batch; "depth" is a string, want integer`,
			},
		},
		{
			name: "types that are no types of the set",
			page: annotated(`{"blockType": "response", "@odata.type": "harbor.crane"}`, "http", ok+`{"reach": "1"}`) +
				annotated(`{"blockType": "response", "@odata.type": "harbor.ghost"}`, "http", ok+`{"reach": "1"}`) +
				annotated(`{"blockType": "response", "@odata.type": "harbor.ghost", "truncated": true}`, "http", ok+`{"@odata.type": "#harbor.berth", "depth": "1"}`) +
				annotated(`{"blockType": "response", "@odata.type": "a berth or so"}`, "http", ok+`{"reach": "1"}`) +
				annotated(`{"blockType": "request", "name": "a", "@type": "requestBodyResourceFor.a"}`, "http", post+`{"reach": "1"}`) +
				annotated(`{"blockType": "response", "@odata.type": "Edm.Int32"}`, "http", ok+`{"value": "1"}`),
			want: []string{
				"response: type of another doc set (harbor.crane, from the annotation)",
				"response: unknown type (harbor.ghost, from the annotation)",
				`response: validated (harbor.berth, from the body); "depth" is a string, want integer`,
				"response: malformed type name (, from the annotation)",
				"request: no type declared",
				`response: primitive type (Edm.Int32, from the annotation); "value" is a string, but the declared type is Edm.Int32`,
			},
		},
		{
			name: "what holds no value of a type",
			page: annotated(`{"blockType": "ignored"}`, "json", `{"@odata.type": "#harbor.berth", "depth": "1"}`) +
				annotated(`{"blockType": "resource", "@odata.type": "harbor.pilot"}`, "json", `{"depth": "Int32"}`) +
				"```csharp\nvar x = 1;\n```\n\n" + annotated(response, "http", "HTTP/1.1 404 Not Found\n\n{\"error\": {}}") +
				annotated(`{"blockType": "response", "@odata.type": "harbor.berth", "expectError": true}`, "http", ok+`{"x": 1}`) +
				annotated(response, "http", ok+`{"error": {"code": "x", "message": "y"}}`) +
				annotated(`{"blockType": "response", "@odata.type": "harbor.vessel"}`, "http", ok+`{"error": {"code": "x"}}`) +
				annotated(`{"blockType": "response", "@odata.type": "stream"}`, "http", ok+"GIF89a") + annotated(`{"blockType": "response"}`, "http", "HTTP/1.1 204 No Content") +
				annotated(`{"blockType": "response", "@odata.type": "harbor.berth"}`, "http", ok+"a chart") +
				annotated(`{"blockType": "example", "@odata.type": "harbor.berth"}`, "json", `oops`),
			want: []string{
				"json: ignored", "resource: type notation", "other: no message and no JSON", "response: error response", "response: error response",
				"response: error response (harbor.berth, from the annotation)",
				`response: validated (harbor.vessel, from the annotation); "error" is an object, want string; "name" is missing from this harbor.vessel`,
				"response: stream", "response: no body", "response: not JSON", "example: unreadable JSON",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := outcome(subject(t, test.page, test.metadata))
			for i := range got {
				parts := strings.Split(got[i], "; ")
				slices.Sort(parts[1:])
				got[i] = strings.Join(parts, "; ")
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestConformanceUnknown checks that a page that nothing is known of has no
// conformance, and what it takes to know types.
func TestConformanceUnknown(t *testing.T) {
	pg := page.Build(text.NewSource("x.md", []byte(annotated(`{"blockType": "response", "@odata.type": "harbor.berth"}`, "http", ok+"{}"))))
	if got := NewSubject(pg, nil).Conformance(); got != nil {
		t.Errorf("without schemas: %+v", got)
	}
	if NewSubject(pg, nil).KnowsTypes() || NewSubject(pg, nil).DefinedIn("harbor.berth") != nil {
		t.Error("types are known without a doc set")
	}
	alone, err := docset.New([]*page.Page{pg}, docset.Options{Bundled: schema.Bundled()})
	if err != nil {
		t.Fatal(err)
	}
	if NewSubject(pg, alone.Of(pg)).KnowsTypes() {
		t.Error("a page on its own knows the types of the service")
	}
	s := subject(t, "# x\n", "")
	if !s.KnowsTypes() {
		t.Error("a doc set with resource pages does not know types")
	}
	if other := s.DefinedIn("harbor.Crane"); other == nil || other.Root != "beta" {
		t.Errorf("harbor.crane is defined in %v", other)
	}
	if other := s.DefinedIn("harbor.berth"); other != nil {
		t.Errorf("harbor.berth is defined in %s, too", other.Root)
	}
}
