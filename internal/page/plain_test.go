package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestPlainText(t *testing.T) {
	testDrawings(t, drawPlain, []drawCase{
		{"a page", "", "berth: list\n\nLists berths.\n\nHTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\nThe answer is 200 OK.\n\nExample\n\nRequest\n\nGET https://harbor.example/berths\nAccept: a/b\n\nResponse\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"id\": \"4\",\n\n  \"x\": { }\n}\nMore text.\n", `
section 28:"HTTP request" role http-request body 40-68
section 68:"Response" role response body 76-101
section 101:"Example" role examples body 108-110
section 110:"Request" role example-request body 117-166
section 166:"Response" role example-response body 174-264
routes 42:"GET /berths\nPOST /berths"
request 119:"GET https://harbor.example/berths\nAccept: a/b"
response 176:"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"id\": \"4\",\n\n  \"x\": { }\n}" answers 119
text 0:"berth: list"
text 13:"Lists berths."
text 78:"The answer is 200 OK."
text 253:"More text."
`},
		{"indented JSON", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\nHTTP/1.1 200 OK\n\n    {\n      \"id\": \"4\"\n    }\n", `
section 0:"HTTP request" role http-request body 12-40
section 40:"Response" role response body 48-95
routes 14:"GET /berths\nPOST /berths"
response 50:"HTTP/1.1 200 OK\n\n    {\n      \"id\": \"4\"\n    }"
`},
		{"JSON that is not closed ends at a blank line", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\n{\n  \"id\": \"4\"\n\nText.\n", `
section 0:"HTTP request" role http-request body 12-40
section 40:"Response" role response body 48-71
routes 14:"GET /berths\nPOST /berths"
json 50:"{\n  \"id\": \"4\""
text 65:"Text."
`},
		{"brackets in strings", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\n{\n  \"id\": \"}{[\",\n  \"x\": \"\\\"{\"\n}\nText.\n", `
section 0:"HTTP request" role http-request body 12-40
section 40:"Response" role response body 48-88
routes 14:"GET /berths\nPOST /berths"
json 50:"{\n  \"id\": \"}{[\",\n  \"x\": \"\\\"{\"\n}"
text 82:"Text."
`},
		{"JSON closed twice over", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\n[ { \"a\": [\n]}}\nText.\n", `
section 0:"HTTP request" role http-request body 12-40
section 40:"Response" role response body 48-71
routes 14:"GET /berths\nPOST /berths"
json 50:"[ { \"a\": [\n]}}"
text 65:"Text."
`},
		{"body two lines below its headers", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nRequest body\n\nPOST https://harbor.example/berths\n\n\n{ \"id\": 4 }\n", `
section 0:"HTTP request" role http-request body 12-40
section 40:"Request body" role request-body body 52-103
routes 14:"GET /berths\nPOST /berths"
request 54:"POST https://harbor.example/berths\n\n\n{ \"id\": 4 }"
`},
		{"brackets in prose", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\n{id} is a placeholder [or not].\n\n[see below]\n", `
section 0:"HTTP request" role http-request body 12-40
section 40:"Response" role response body 48-95
routes 14:"GET /berths\nPOST /berths"
text 50:"{id} is a placeholder [or not]."
text 83:"[see below]"
`},
		{"translated headings say nothing", "", "Solicitação HTTP\n\nGET /berths\n\nResposta\n\nNada.\n", `
unknown
`},
		{"one heading is not enough", "", "HTTP request\n\nGET /berths\n", `
unknown
`},
		{"headings must stand alone", "", "HTTP request\nGET /berths\nResponse\nNothing.\n", `
unknown
`},
		{"two headings without a request", "", "Properties\n\nMethods\n\nText.\n", `
unknown
`},
		{"with a heading mark it is Markdown", "", "# A\n\nHTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\nNothing.\n", `
unknown
`},
		{"with a fence it is Markdown", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\n```\nx\n```\n", `
unknown
`},
		{"with a table it is Markdown", "", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\n|a|b|\n|-|-|\n", `
unknown
`},
		{"with front matter it is Markdown", "", "---\ntitle: a\n---\n\nHTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\nNothing.\n", `
conceptual
`},
		{"fragment", "v1.0/includes/a.md", "HTTP request\n\nGET /berths\nPOST /berths\n\nResponse\n\nNothing.\n", `
fragment
`},
		{"windows and byte order mark", "", "\ufeff" + windows(lines("HTTP request", "", "GET /berths", "", "Response", "", "{ \"a\": 1 }")), `
section 3:"HTTP request" role http-request body 15-34
section 34:"Response" role response body 42-58
routes 19:"GET /berths"
json 46:"{ \"a\": 1 }"
`},
		{"empty", "", "", `
unknown
`},
	})
}

// drawPlain writes the kind of page, and on a plain-text page sections, blocks
// and prose.
func drawPlain(pg *Page) string {
	if pg.Kind != PlainText {
		return pg.Kind.String() + "\n"
	}
	var sb strings.Builder
	for _, s := range pg.Sections {
		fmt.Fprintf(&sb, "section %s role %s body %d-%d\n", at(pg, s.Heading), roleNames[s.Role], s.Body.Start, s.Body.End)
	}
	for _, b := range pg.Blocks {
		fmt.Fprintf(&sb, "%s %s", b.Kind, at(pg, b.Span))
		if b.Request != nil {
			fmt.Fprintf(&sb, " answers %d", b.Request.Span.Start)
		}
		if !b.Plain || b.Fence.Len() > 0 || b.Body.All() != b.Span {
			sb.WriteString(" not plain")
		}
		sb.WriteByte('\n')
	}
	for _, p := range pg.Paragraphs {
		fmt.Fprintf(&sb, "text %s\n", at(pg, p.Span))
	}
	return sb.String()
}
