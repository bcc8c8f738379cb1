package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestClassify(t *testing.T) {
	testDrawings(t, drawKinds, []drawCase{
		{"by annotation", "", "<!-- { \"blockType\": \"request\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 200 OK\n\n{ \"a\": 1 }\n```\n\n<!-- { \"blockType\": \"resource\" } -->\n```json\n{ \"b\": 2 }\n```\n\n<!-- { \"blockType\": \"example\" } -->\n```json\n{ \"c\": 3 }\n```\n\n<!-- { \"blockType\": \"simulatedResponse\" } -->\n```http\nHTTP/1.1 204 No Content\n```\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n", `
request message "GET" has 2 responses
response message "200" JSON 145:"{ \"a\": 1 }" answers line 2
resource JSON 206:"{ \"b\": 2 }"
example JSON 266:"{ \"c\": 3 }"
response message "204" answers line 2
request message "GET" ignored
`},
		{"by content", "", "```http\nGET https://harbor.example/berths\nAccept: a/b\n```\n\n```\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"a\": 1 }\n```\n\n```json\n{ \"b\": 2 }\n```\n\n```\n[ 1, 2 ]\n```\n\n```http\nGET /berths\nGET /berths/{id}\n```\n\n", `
request message "GET" has 1 responses
response message "200" JSON 111:"{ \"a\": 1 }" answers line 1
json JSON 135:"{ \"b\": 2 }"
other
routes 2 routes
`},
		{"not by content", "", "```csharp\nvar a = new Berth();\n```\n\n```\ncurl https://harbor.example\n```\n\n```\n{id}\n```\n\n```\n{ id }\n```\n\n```javascript\n{ \"a\": 1 }\n```\n\n```\nget the berth\n```\n\n```http\n```\n\n", `
other
other
other
other
other
other
other
`},
		{"one route in its section", "", "## HTTP request\n\n```http\nGET /berths/{id}\n```\n\n## Example\n\n```http\nGET /berths/4\n```\n\n", `
routes 1 routes
request message "GET"
`},
		{"a resource by its section and by its type", "resources/x.md", "## JSON representation\n\n```json\n{ \"a\": \"String\" }\n```\n\n## Example\n\n```json\n{ \"@odata.type\": \"harbor.berth\" }\n```\n\n```json\n{ \"b\": 1 }\n```\n\n", `
resource JSON 32:"{ \"a\": \"String\" }"
resource JSON 75:"{ \"@odata.type\": \"harbor.berth\" }"
json JSON 122:"{ \"b\": 1 }"
`},
		{"bare JSON called a message", "", "<!-- { \"blockType\": \"request\" } -->\n```json\n{ \"a\": 1 }\n```\n\n<!-- { \"blockType\": \"response\" } -->\n```json\n{ \"b\": 2 }\n```\n\n", `
request JSON 44:"{ \"a\": 1 }" has 1 responses
response JSON 105:"{ \"b\": 2 }" answers line 2
`},
		{"multipart", "", "```http\nPOST https://harbor.example/logs\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: application/json\n\n{ \"a\": 1 }\n--x\nContent-Type: text/plain\n\n{ no JSON }\n--x--\n```\n\n", `
request message "POST" part 122:"{ \"a\": 1 }"
`},
		{"text body", "", "```http\nPOST https://harbor.example/logs\nContent-Type: text/plain\n\nahoy\n```\n\n", `
request message "POST"
`},
		{"JSON with comments", "", "```json\n// the berth\n{ \"a\": 1 }\n```\n\n```\n/* the berth */ { \"a\": 1 }\n```\n\n", `
json JSON 21:"{ \"a\": 1 }"
json JSON 57:"{ \"a\": 1 }"
`},
		{"byte order mark in a body", "", "```json\n\ufeff{ \"a\": 1 }\n```\n", `
json JSON 11:"{ \"a\": 1 }"
`},
		{"response to the nearest request", "", "```http\nGET https://harbor.example/berths\n```\n\n```http\nHTTP/1.1 200 OK\n```\n\n```http\nGET https://harbor.example/berths/4\n```\n\n```http\nHTTP/1.1 404 Not Found\n```\n\n```http\nHTTP/1.1 200 OK\n```\n\n", `
request message "GET" has 1 responses
response message "200" answers line 1
request message "GET" has 2 responses
response message "404" answers line 9
response message "200" answers line 9
`},
		{"response to the request it names", "", "<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n<!-- { \"blockType\": \"request\", \"name\": \"b\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n<!-- { \"blockType\": \"response\", \"name\": \"a\" } -->\n```http\nHTTP/1.1 200 OK\n```\n\n", `
request message "GET" has 1 responses
request message "GET"
response message "200" answers line 2
`},
		{"response above its request", "", "<!-- { \"blockType\": \"response\", \"name\": \"a\" } -->\n```http\nHTTP/1.1 200 OK\n```\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n", `
response message "200" answers line 7
request message "GET" has 1 responses
`},
		{"response to several requests", "", "<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n<!-- { \"blockType\": \"request\", \"name\": [\"b\", \"c\"] } -->\n```http\nGET https://harbor.example/berths\n```\n\n<!-- { \"blockType\": \"response\", \"name\": [\"a\", \"b\", \"c\", \"a\"] } -->\n```http\nHTTP/1.1 200 OK\n```\n\n", `
request message "GET" has 1 responses
request message "GET" has 1 responses
response message "200" answers line 2
`},
		{"response naming no request", "", "<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n<!-- { \"blockType\": \"response\", \"name\": \"z\" } -->\n```http\nHTTP/1.1 200 OK\n```\n\n", `
request message "GET" has 1 responses
response message "200" answers line 2
`},
		{"response without a request", "", "```http\nHTTP/1.1 200 OK\n```\n\n", `
response message "200"
`},
		{"annotation the wrong way round", "", "<!-- { \"blockType\": \"request\" } -->\n```http\nHTTP/1.1 200 OK\n```\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nGET https://harbor.example/berths\n```\n\n", `
response message "200"
request message "GET"
`},
	})
}

// drawKinds writes what each block is taken for, what was read from it, and the
// line of the request that it answers.
func drawKinds(pg *Page) string {
	var sb strings.Builder
	for _, b := range pg.Blocks {
		sb.WriteString(b.Kind.String())
		if b.HTTP != nil {
			fmt.Fprintf(&sb, " message %q", b.HTTP.Method.Text+b.HTTP.Status.Text)
		}
		if b.JSON != nil {
			fmt.Fprintf(&sb, " JSON %s", at(pg, b.JSON.Root.Span))
		}
		for _, part := range b.Parts {
			fmt.Fprintf(&sb, " part %s", at(pg, part.Root.Span))
		}
		if len(b.Routes) > 0 {
			fmt.Fprintf(&sb, " %d routes", len(b.Routes))
		}
		if b.Request != nil {
			fmt.Fprintf(&sb, " answers line %d", pg.Source.LineAt(b.Request.Span.Start))
		}
		if len(b.Responses) > 0 {
			fmt.Fprintf(&sb, " has %d responses", len(b.Responses))
		}
		if b.Ignored() {
			sb.WriteString(" ignored")
		}
		sb.WriteByte('\n')
	}
	return sb.String()
}

func TestKind(t *testing.T) {
	request, properties := "## HTTP request\n", "## Properties\n## JSON representation\n"
	front := func(docType string) string { return "---\ndoc_type: " + docType + "\n---\n" }
	cases := []struct {
		path, src string
		want      Kind
	}{
		{"x.md", front("apiPageType"), API},
		{"x.md", front("'APIPageType '"), API},
		{"x.md", front("resourcePageType"), Resource},
		{"x.md", front("enumPageType"), Enum},
		{"x.md", front("conceptualPageType") + request, Conceptual},
		{"x.md", front("otherPageType"), Conceptual},
		{"x.md", front("otherPageType") + request, API},
		{"v1.0/api/x.md", front("resourcePageType") + request, API},
		{"v1.0/resources/x.md", front("resourcePageType") + request, Resource},
		{"v1.0/resources/x.md", front("apiPageType") + properties, Resource},
		{"v1.0/resources/x.md", front("apiPageType") + properties + request, API},
		{"v1.0/api/x.md", front("apiPageType") + properties, API},
		{"v1.0/api/x.md", "", API},
		{"V1.0/API/x.md", "", API},
		{"v1.0/resources/x.md", "", Resource},
		{"concepts/x.md", request, Conceptual},
		{"v1.0/api/includes/x.md", request, Fragment},
		{"includes/api/x.md", "", Fragment},
		{"api.md", "", Unknown},
		{"x.md", request, API},
		{"x.md", properties, Resource},
		{"x.md", "# Tides\n", Unknown},
	}
	for _, c := range cases {
		if got := buildPage(c.path, c.src).Kind; got != c.want {
			t.Errorf("%s with %q: %s, want %s", c.path, c.src, got, c.want)
		}
	}
}

func TestVersion(t *testing.T) {
	for path, want := range map[string]string{
		"a/v1.0/api/x.md": "v1.0", "beta/x.md": "beta", "x.md": "", "v1.0.md": "", "a/betas/x.md": "", "/srv/beta/docs/v1.0/api/x.md": "v1.0", "v1.0/beta/x.md": "beta",
	} {
		if got := buildPage(path, "").Version; got != want {
			t.Errorf("%s: version %q, want %q", path, got, want)
		}
	}
}
