package page

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"
)

func TestSections(t *testing.T) {
	testDrawings(t, drawSections, []drawCase{
		{"levels", "", "# A\none\n## B\ntwo\n### C\n## D\n# E\n", `
1 0:"# A" title 2:"A" "A" slug a role - body 3-8 extent 28 the title
2 8:"## B" title 11:"B" "B" slug b role - body 12-17 extent 23 in a
3 17:"### C" title 21:"C" "C" slug c role - body 22-23 extent 23 in b
2 23:"## D" title 26:"D" "D" slug d role - body 27-28 extent 28 in a
1 28:"# E" title 30:"E" "E" slug e role - body 31-32 extent 32
`},
		{"closing marks and spaces", "", "##  A b  ##\n  ###   C#   \n", `
2 0:"##  A b  ##" title 4:"A b" "A b" slug a-b role - body 11-14 extent 26
3 14:"###   C#   " title 20:"C#" "C#" slug c role - body 25-26 extent 26 in a-b
`},
		{"empty headings", "", "#\ntext\n## ##\n- ###\n", `
1 0:"#" title 1:"" "" slug  role - body 1-7 extent 19 the title
2 7:"## ##" title 12:"" "" slug  role - body 12-15 extent 19 in 
3 15:"###" title 18:"" "" slug  role - body 18-19 extent 19 in 
`},
		{"no space is no heading", "", "#A\n####### seven\n", ""},
		{"underlined", "", "A\n===\n\nB b\ntwo lines\n  ---  \ntext\n", `
1 0:"A\n===" title 0:"A" "A" slug a role - body 5-7 extent 34 underlined the title
2 7:"B b\ntwo lines\n  ---  " title 7:"B b\ntwo lines" "B b two lines" slug b-b-two-lines role - body 28-34 extent 34 underlined in a
`},
		{"markup in the title", "", "# **Get** `berth` of [a](b.md)\n", "1 0:\"# **Get** `berth` of [a](b.md)\" title 2:\"**Get** `berth` of [a](b.md)\" \"Get berth of a\" slug get-berth-of-a role - body 30-31 extent 31 the title\n"},
		{"anchor before the title", "", "## <a name=\"response\"></a>Resposta\n\n### Corpo <a id=\"request-body\"/>\n", `
2 0:"## <a name=\"response\"></a>Resposta" title 3:"<a name=\"response\"></a>Resposta" "Resposta" slug response role response body 34-36 extent 69
3 36:"### Corpo <a id=\"request-body\"/>" title 40:"Corpo <a id=\"request-body\"/>" "Corpo" slug request-body role request-body body 68-69 extent 69 in response
`},
		{"in a list item", "", "- # A\n- B\n  ---\n\n  text\n1. ## C\n- D\n", `
1 2:"# A" title 4:"A" "A" slug a role - body 5-8 extent 36 the title
2 8:"B\n  ---" title 8:"B" "B" slug b role - body 15-27 extent 27 underlined in a
2 27:"## C" title 30:"C" "C" slug c role - body 31-36 extent 36 in a
`},
		{"in a quote", "", "# A\n> ## [B](b.md)\n\n## C\n", `
1 0:"# A" title 2:"A" "A" slug a role - body 3-20 extent 25 the title
2 20:"## C" title 23:"C" "C" slug c role - body 24-25 extent 25 in a
`},
		{"not in code or comments", "", "```\n# A\n```\n    # B\n<!--\n# C\n-->\n# D\n", `
1 33:"# D" title 35:"D" "D" slug d role - body 36-37 extent 37 the title
`},
		{"tabs", "", "#\tA\t#\n\n##\t \tB\n", `
1 0:"#\tA\t#" title 2:"A" "A" slug a role - body 5-7 extent 14 the title
2 7:"##\t \tB" title 12:"B" "B" slug b role - body 13-14 extent 14 in a
`},
		{"windows and byte order mark", "", "\ufeff# A\r\n\r\nB\r\n---\r\n", `
1 3:"# A" title 5:"A" "A" slug a role - body 6-10 extent 18 the title
2 10:"B\r\n---" title 10:"B" "B" slug b role - body 16-18 extent 18 underlined in a
`},
		{"levels are skipped", "", "### A\n##### B\n# C\n## D\n", `
3 0:"### A" title 4:"A" "A" slug a role - body 5-6 extent 14
5 6:"##### B" title 12:"B" "B" slug b role - body 13-14 extent 14 in a
1 14:"# C" title 16:"C" "C" slug c role - body 17-18 extent 23 the title
2 18:"## D" title 21:"D" "D" slug d role - body 22-23 extent 23 in c
`},
		{"other white space behind the marks", "", "#\r a\n0\n-\n#\vb\n", `
1 0:"#\r a" title 3:"a" "a" slug a role - body 4-5 extent 13 the title
2 5:"0\n-" title 5:"0" "0" slug 0 role - body 8-13 extent 13 underlined in a
`},
		{"end of file", "", "# A", `
1 0:"# A" title 2:"A" "A" slug a role - body 3-3 extent 3 the title
`},
		{"unusual characters", "", "## 応答\n## Ответ: да\n## a_b-c  d\n", `
2 0:"## 応答" title 3:"応答" "応答" slug 応答 role - body 9-10 extent 10
2 10:"## Ответ: да" title 13:"Ответ: да" "Ответ: да" slug ответ-да role - body 29-30 extent 30
2 30:"## a_b-c  d" title 33:"a_b-c  d" "a_b-c d" slug a-b-c-d role - body 41-42 extent 42
`},
	})
}

// drawSections writes a section's heading, the title in it, slug, role, where body
// and extent end, and parent.
func drawSections(pg *Page) string {
	var sb strings.Builder
	for _, s := range pg.Sections {
		fmt.Fprintf(&sb, "%d %s title %s %q slug %s role %s body %d-%d extent %d", s.Level, at(pg, s.Heading), at(pg, s.Text), s.Title,
			s.Slug, roleNames[s.Role], s.Body.Start, s.Body.End, s.Extent.End)
		if s.Setext {
			sb.WriteString(" underlined")
		}
		if s.Parent != nil {
			sb.WriteString(" in " + s.Parent.Slug)
		}
		if s == pg.Title {
			sb.WriteString(" the title")
		}
		sb.WriteByte('\n')
	}
	return sb.String()
}

// TestRoles checks what sections are taken for by their titles and neighbours.
func TestRoles(t *testing.T) {
	cases := []struct{ name, titles, want string }{
		{
			"a method", "# A|## Permissions|## HTTP request|## Function parameters|## Path parameters|## Optional query parameters|" +
				"## Request headers|## Request body|## Response|## Error responses|## See also",
			"- permissions http-request function-parameters path-parameters query-parameters request-headers request-body response errors see-also",
		},
		{"a resource", "# A|## Methods|## Properties|## Relationships|## JSON representation", "- methods properties relationships json-representation"},
		{"an enumeration", "# A|## Members", "- members"},
		{"old names", "# A|### Prerequisites|### HTTP request|### Request parameters", "- permissions http-request request-body"},
		{"several requests", "# A|## HTTP request (to moor)|## HTTP request (to leave)", "- http-request http-request"},
		{"example below", "## Response|## Example|### Request|### Response", "response examples example-request example-response"},
		{
			"examples, numbered", "## Examples|### Example 1: Moor|#### Request|#### Response 1|### Example 2|#### Second request|#### Second response",
			"examples examples example-request example-response examples example-request example-response",
		},
		{"example in a row", "## Response|## Example|## Request|## Response", "response examples example-request example-response"},
		{"an HTTP request in an example", "## HTTP request|## Example|### HTTP request|### Response", "http-request examples example-request example-response"},
		{"another example's section", "## Examples|## Example (a tug)|### Request|### Properties", "examples examples example-request -"},
		{"subject behind the name", "## Example|### Request with a filter|### Response with a tug", "examples example-request example-response"},
		{"an example before all else", "## Example|## HTTP request|## Request headers", "examples http-request request-headers"},
		{"a misspelt sibling", "## HTTP request|## Request heders|## Response", "http-request - response"},
		{"a conceptual page", "# Tides|## Requests|## Responses", "- - response"},
		{
			"translated, with anchors", "# <a name=\"moor\"></a>Amarrar|## <a name=\"http-request\"></a>Solicitação|## <a id='response'></a>Resposta",
			"- http-request response",
		},
		{"numbered anchors", "## <a name=\"response-1\"></a>Resposta", "response"},
	}
	for _, c := range cases {
		pg := buildPage("", strings.ReplaceAll(c.titles, "|", "\n\n")+"\n")
		var got []string
		for _, s := range pg.Sections {
			got = append(got, roleNames[s.Role])
		}
		if joined := strings.Join(got, " "); joined != c.want {
			t.Errorf("%s: got %s, want %s", c.name, joined, c.want)
		}
	}
}

func TestSectionIn(t *testing.T) {
	pg := buildPage("", "# A\n\n## Examples\n\n### Moor\n\n#### Request\n")
	last := pg.Sections[3]
	if !last.In(Examples) || !last.In(ExampleRequest) || last.In(Response) {
		t.Errorf("section %q lies in the wrong ones", last.Title)
	}
	if (*Section)(nil).In(Examples) {
		t.Error("no section lies in Examples")
	}
	if got := pg.SectionWith(Examples); got != pg.Sections[1] {
		t.Errorf("SectionWith returned %v", got)
	}
	if got := pg.SectionWith(Response); got != nil {
		t.Errorf("SectionWith returned %v for a role that no section has", got)
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"HTTP request": "http-request", "driveItem: invite (v2)": "driveitem-invite-v2", "  two  spaces ": "two-spaces",
		"snake_case-and-dash": "snake-case-and-dash", "Größe & Tiefe": "größe-tiefe", "": "", "!?": "",
	} {
		if got := Slug(title); got != want {
			t.Errorf("Slug(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for raw, want := range map[string]string{
		"plain":                               "plain",
		"`code` and **bold** and _slanted_":   "code and bold and slanted",
		"access_token and a\\_b":              "access_token and a_b",
		"[link](a.md) ![image](b.png) [r][l]": "link image r",
		"[paren](a_(b).md) rest":              "paren rest",
		"[angle](<a)b.md>) rest":              "angle rest",
		"[title](a.md \"b) c\") rest":         "title rest",
		"``a`b`` c":                           "a`b c",
		"open ` tick":                         "open ` tick",
		"<br/>line<a name=\"x\"></a>end":      "line end",
		"<id> &amp; &nbsp;x":                  "<id> & x",
		"a <!-- b -> c > d --> e<!---->":      "a e",
		"a <!-- b > c":                        "a c",
		"two\r\nlines":                        "two lines",
		"":                                    "",
	} {
		if got := Plain(raw); got != want {
			t.Errorf("Plain(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestAt(t *testing.T) {
	pg := buildPage("", "# A\n\n```\nGET /a\n```\n\n<!-- b -->\n\nText.\n")
	blk := pg.Blocks[0]
	for offset, want := range map[int]*Block{0: nil, 4: nil, 5: blk, 9: blk, 18: blk, 19: nil, 40: nil} {
		if got := pg.BlockAt(offset); got != want {
			t.Errorf("BlockAt(%d) = %v, want %v", offset, got, want)
		}
	}
	for offset, want := range map[int]bool{20: false, 21: true, 30: true, 31: false, 40: false} {
		if got := pg.InComment(offset); got != want {
			t.Errorf("InComment(%d) = %v", offset, got)
		}
	}
	if got := pg.Start(); got != (text.Span{Start: 0, End: 3}) {
		t.Errorf("Start() = %v", got)
	}
}
