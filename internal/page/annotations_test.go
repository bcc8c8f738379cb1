package page

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"
)

func TestAnnotations(t *testing.T) {
	testDrawings(t, drawAnnotations, []drawCase{
		{"above its block", "", "# A\n\n<!-- { \"blockType\": \"ignored\" } -->\n\n```http\nGET /berths\n```\n", `
5-40 "ignored" block at 42 in a
`},
		{"no blank line between", "", "<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET /berths\n```\n", `
0-35 "ignored" block at 36
`},
		{"over several lines", "", "<!-- {\n  \"blockType\": \"ignored\"\n}\n-->\n```http\nGET /berths\n```\n", `
0-37 "ignored" block at 38
`},
		{"behind a paragraph line", "", "Send this:\n<!-- { \"blockType\": \"ignored\" } -->\n\n```http\nGET /berths\n```\n", `
11-46 "ignored" block at 48
`},
		{"at the end of a paragraph line", "", "Send this: <!-- { \"blockType\": \"ignored\" } -->\n\n```http\nGET /berths\n```\n", `
11-46 "ignored" block at 48
`},
		{"behind a quote", "", "> Note\n<!-- { \"blockType\": \"ignored\" } -->\n\n```http\nGET /berths\n```\n", `
7-42 "ignored" block at 44
`},
		{"behind a table", "", "|a|b|\n|-|-|\n|1|2|\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET /berths\n```\n", `
18-53 "ignored" block at 54
`},
		{"text between", "", "<!-- { \"blockType\": \"ignored\" } -->\nSend this:\n\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 36:"Send this:"
`},
		{"heading between", "", "<!-- { \"blockType\": \"ignored\" } -->\n## B\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 36:"## B"
`},
		{"tab between", "", "<!-- { \"blockType\": \"ignored\" } -->\n# [HTTP](#tab/http)\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 36:"# [HTTP](#tab/http)"
`},
		{"rule between", "", "<!-- { \"blockType\": \"ignored\" } -->\n\n---\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 37:"---"
`},
		{"another between", "", "<!-- { \"blockType\": \"ignored\" } -->\n<!-- { \"blockType\": \"request\" } -->\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 36:"<!-- { \"blockType\": \"request\" } -->"
36-71 "request" block at 72
`},
		{"comment between", "", "<!-- { \"blockType\": \"ignored\" } -->\n<!-- why -->\n```http\nGET /berths\n```\n", `
0-35 "ignored" block at 49
comment 36:"<!-- why -->"
`},
		{"words to docgauge are none", "", "<!-- docgauge-disable-next-block json -- {\"blockType\": 1} -->\n<!--Docgauge-x blockType-->\n```http\nGET /berths\n```\n", `
comment 0:"<!-- docgauge-disable-next-block json -- {\"blockType\": 1} -->"
comment 62:"<!--Docgauge-x blockType-->"
`},
		{"other HTML between", "", "<!-- { \"blockType\": \"ignored\" } -->\n<br/>\n\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 36:"<br/>"
`},
		{"definition between", "", "<!-- { \"blockType\": \"ignored\" } -->\n\n[a]: b.md\n\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 37:"[a]: b.md"
`},
		{"nothing below", "", "# A\n<!-- { \"blockType\": \"ignored\" } -->\n", `
4-39 "ignored" in a
`},
		{"several in one HTML block", "", "<!-- first --><!-- { \"blockType\": \"request\" } --> <!-- { \"blockType\": \"ignored\" } -->\n```http\nGET /berths\n```\n", `
14-49 "request" orphan because of 50:"<!-- { \"blockType\": \"ignored\" } -->"
50-85 "ignored" block at 86
comment 0:"<!-- first -->"
`},
		{"several in one HTML block over lines", "", "<!-- { \"type\": \"#page.annotation\" } -->\n<!-- { \"blockType\": \"ignored\" } -->\n<!-- x\n-->\n```http\nGET /berths\n```\n", `
0-39 "" page
40-75 "ignored" block at 87
comment 76:"<!-- x\n-->"
`},
		{"text behind the comment", "", "<!-- { \"blockType\": \"ignored\" } --> text\n```http\nGET /berths\n```\n", `
0-35 "ignored" orphan because of 36:"text"
`},
		{"in a list item", "", "1. a\n\n   <!-- { \"blockType\": \"ignored\" } -->\n   ```http\n   GET /berths\n   ```\n2. b\n", `
9-44 "ignored" block at 48
`},
		{"over lines in a list item", "", "- a\n\n  <!-- {\n    \"blockType\": \"ignored\"\n  } -->\n\n  ~~~\n  x\n  ~~~\n", `
7-48 "ignored" block at 52
`},
		{"in a quote", "", "> <!-- {\n>  \"blockType\": \"ignored\" }\n> -->\n> ```http\n> GET /berths\n> ```\n", `
2-42 "ignored" block at 45
`},
		{"outside the list that has the block", "", "<!-- { \"blockType\": \"ignored\" } -->\n- ```http\n  GET /berths\n  ```\n", `
0-35 "ignored" block at 38
`},
		{"above an include", "", "<!-- { \"blockType\": \"permissions\", \"name\": \"a\" } -->\n[!INCLUDE [p](a.md)]\n\n```http\nGET /berths\n```\n", `
0-52 "permissions" include
`},
		{"above an include in small letters", "", "<!-- { \"blockType\": \"permissions\" } -->\n\n[!include[p](a.md)]\n", `
0-39 "permissions" include
`},
		{"page annotation", "", "<!--\n{\n  \"type\": \"#page.annotation\",\n  \"suppressions\": []\n}\n-->\n```http\nGET /berths\n```\n", `
0-63 "" page
`},
		{"page annotation, malformed", "", "<!-- { \"type\" \"#page.annotation\" } -->\n", `
0-38 "" page malformed
`},
		{"malformed", "", "<!-- { \"blockType\": \"ignored\", } -->\n```http\nGET /berths\n```\n", `
0-36 "ignored" block at 37 malformed
`},
		{"without braces", "", "<!-- \"blockType\": \"ignored\" -->\n```http\nGET /berths\n```\n", `
0-31 "ignored" block at 32 malformed
`},
		{"single quotes", "", "<!-- { 'blockType': 'ignored' } -->\n```http\nGET /berths\n```\n", `
0-35 "ignored" block at 36 malformed
`},
		{"not closed", "", "# A\n\n<!-- { \"blockType\": \"ignored\" }\n\n```http\nGET /berths\n```\n", `
5-62 "ignored" malformed in a
unclosed comment 5:"<!--"
`},
		{"not closed and no annotation", "", "<!-- why\n\n```http\nGET /berths\n```\n", lines(
			"comment 0:\"<!-- why\\n\\n```http\\nGET /berths\\n```\\n\"",
			`unclosed comment 0:"<!--"`,
		)},
		{"prose about annotations", "", "<!-- the blockType is missing -->\n```http\nGET /berths\n```\n", `
comment 0:"<!-- the blockType is missing -->"
`},
		{"ordinary comments", "", "<!-- TODO -->\n\n<!--- {braces} --->\n\n<!---->\n\n<!-- { x } -->\n", `
comment 0:"<!-- TODO -->"
comment 15:"<!--- {braces} --->"
comment 36:"<!---->"
comment 45:"<!-- { x } -->"
`},
		{"comment inside a line", "", "a <!-- b --> c <!-- d\ne --> f\n", `
comment 2:"<!-- b -->"
comment 15:"<!-- d\ne -->"
`},
		{"unclosed inside a line is text", "", "a <!-- b\n\nc -->\n", ""},
		{"in code", "", "```\n<!-- { \"blockType\": \"ignored\" } -->\n```\n`<!-- { \"blockType\": \"ignored\" } -->`\n", ""},
		{"windows and byte order mark", "", "\ufeff" + windows(lines("<!-- {", "\"blockType\": \"ignored\"", "} -->", "", "```", "x", "```")), `
3-40 "ignored" block at 44
`},
	})
}

// drawAnnotations writes where an annotation stands, what it says, and what it
// belongs to or what keeps it from its block; then the other comments.
func drawAnnotations(pg *Page) string {
	var sb strings.Builder
	for _, a := range pg.Annotations {
		fmt.Fprintf(&sb, "%d-%d %q", a.Span.Start, a.Span.End, a.Text("blockType"))
		switch {
		case a.Page:
			sb.WriteString(" page")
		case a.Include:
			sb.WriteString(" include")
		case a.Block != nil:
			fmt.Fprintf(&sb, " block at %d", a.Block.Span.Start)
			if a.Block.Annotation != a {
				sb.WriteString(" which has another")
			}
		}
		if a.Between != (text.Span{}) {
			sb.WriteString(" orphan because of " + at(pg, a.Between))
		}
		if len(a.JSON.Problems) > 0 {
			sb.WriteString(" malformed")
		}
		if a.Section != nil {
			sb.WriteString(" in " + a.Section.Slug)
		}
		sb.WriteByte('\n')
	}
	for _, c := range pg.Comments {
		sb.WriteString("comment " + at(pg, c) + "\n")
	}
	return sb.String() + drawProblems(pg)
}

func TestAnnotationMembers(t *testing.T) {
	pg := buildPage("", "<!-- { \"blockType\": \"Response\", \"truncated\": \"true\", \"isEmpty\": true, \"expectError\": 1,\n"+
		"\"name\": [\"a\", 1, \"b\"], \"@type\": \"t\", \"scopes\": \"c\" } -->\n```\nHTTP/1.1 200 OK\n```\n")
	a := pg.Annotations[0]
	if got := a.Block.BlockType(); got != "response" {
		t.Errorf("BlockType() = %q", got)
	}
	for name, want := range map[string]bool{"truncated": true, "isEmpty": true, "expectError": false, "none": false} {
		if a.Flag(name) != want {
			t.Errorf("Flag(%q) = %v", name, !want)
		}
	}
	for name, want := range map[string]string{"name": "a b", "scopes": "c", "isEmpty": "", "none": ""} {
		var got []string
		for _, v := range a.Strings(name) {
			got = append(got, v.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("Strings(%q) = %q, want %q", name, got, want)
		}
	}
	if got := a.TypeName(); got == nil || got.Text != "t" {
		t.Errorf("TypeName() = %v", got)
	}
	var none *Annotation
	if none.Get("name") != nil || none.Text("name") != "" || none.Flag("name") || none.Strings("name") != nil || none.TypeName() != nil {
		t.Error("no annotation says something")
	}
}
