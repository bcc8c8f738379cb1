package page

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// A drawing is a part of a page's model as text, one line for each thing. Spans
// are written as the offset and the text they cover, so that both must be right.

// drawCase is a page and what a drawing of it must be.
type drawCase struct {
	name string
	path string // "x.md" if empty
	src  string
	want string
}

func testDrawings(t *testing.T, draw func(*Page) string, cases []drawCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			pg := buildPage(c.path, c.src)
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), draw(pg)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func buildPage(path, src string) *Page {
	if path == "" {
		path = "x.md"
	}
	return Build(text.NewSource(path, []byte(src)))
}

// lines joins lines, each with its end.
func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }

// windows gives a text CRLF line ends.
func windows(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

// at writes a span.
func at(pg *Page, sp text.Span) string { return fmt.Sprintf("%d:%q", sp.Start, pg.Source.Slice(sp)) }

// inside writes a fragment: where it starts and ends in the file, and its text.
func inside(f text.Fragment) string {
	all := f.All()
	return fmt.Sprintf("%d-%d %q", all.Start, all.End, f.Bytes)
}

var roleNames = map[Role]string{
	NoRole: "-", Permissions: "permissions", HTTPRequest: "http-request", FunctionParameters: "function-parameters",
	PathParameters: "path-parameters", QueryParameters: "query-parameters", RequestHeaders: "request-headers",
	RequestBody: "request-body", Response: "response", Examples: "examples", ExampleRequest: "example-request",
	ExampleResponse: "example-response", Errors: "errors", Methods: "methods", Properties: "properties",
	Relationships: "relationships", JSONRepresentation: "json-representation", Members: "members", SeeAlso: "see-also",
}

func drawProblems(pg *Page) string {
	names := []string{"unclosed fence", "unclosed comment", "invalid UTF-8", "NUL byte", "too large", "too deep", "too complex"}
	var sb strings.Builder
	for _, p := range pg.Problems {
		fmt.Fprintf(&sb, "%s %s\n", names[p.Kind], at(pg, p.Span))
	}
	return sb.String()
}
