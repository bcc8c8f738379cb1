package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestTabs(t *testing.T) {
	testDrawings(t, drawTabs, []drawCase{
		{"a group", "", "# A\n\n# [HTTP](#tab/http)\n\n```http\nGET /berths\n```\n\n# [Go](#tab/go)\n\ntext\n\n---\n\n```http\nGET /berths\n```\n", `
group 5-77 in a closed by 74:"---"
  http "HTTP" 5:"# [HTTP](#tab/http)"
  go "Go" 51:"# [Go](#tab/go)"
block 26 in tab http
block 79 in tab -
section 0:"# A"
`},
		{"closed right below a line of text", "", "# [HTTP](#tab/http)\ntext\n# [Go](#tab/go)\ntext\n---\n```http\nGET /berths\n```\n", `
group 0-49 closed by 46:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
  go "Go" 25:"# [Go](#tab/go)"
block 50 in tab -
`},
		{"closed right below an include", "", "# [HTTP](#tab/http)\n```http\nGET /berths\n```\n[!INCLUDE [a](b.md)]\n---\n", `
group 0-68 closed by 65:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
block 20 in tab http
`},
		{"closed right below a fence", "", "# [HTTP](#tab/http)\n```http\nGET /berths\n```\n---\n", `
group 0-47 closed by 44:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
block 20 in tab http
`},
		{"two groups", "", "# [HTTP](#tab/http)\n\n---\n\n# [HTTP](#tab/http)\n# [Go](#tab/go)\n\n---\n", `
group 0-24 closed by 21:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
group 26-66 closed by 63:"---"
  http "HTTP" 26:"# [HTTP](#tab/http)"
  go "Go" 46:"# [Go](#tab/go)"
`},
		{"not closed", "", "# [HTTP](#tab/http)\n\n# [Go](#tab/go)\n\ntext\n", `
group 0-43
  http "HTTP" 0:"# [HTTP](#tab/http)"
  go "Go" 21:"# [Go](#tab/go)"
`},
		{"not closed, then another", "", "# [HTTP](#tab/http)\n\n# [Go](#tab/go)\n\n## B\n\n# [HTTP](#tab/http)\n\n---\n", `
group 0-44
  http "HTTP" 0:"# [HTTP](#tab/http)"
  go "Go" 21:"# [Go](#tab/go)"
  heading 38:"## B"
group 44-68 in b closed by 65:"---"
  http "HTTP" 44:"# [HTTP](#tab/http)"
section 38:"## B"
`},
		{"other rules do not close", "", "# [HTTP](#tab/http)\n\n***\n\n___\n\n- - -\n\n----\n\n", `
group 0-44
  http "HTTP" 0:"# [HTTP](#tab/http)"
`},
		{"heading inside", "", "# A\n# [HTTP](#tab/http)\n## B\n```http\nGET /berths\n```\n\n---\n", `
group 4-57 in a closed by 54:"---"
  http "HTTP" 4:"# [HTTP](#tab/http)"
  heading 24:"## B"
block 29 in tab http
section 0:"# A"
section 24:"## B"
`},
		{"rule in a quote does not close", "", "# [HTTP](#tab/http)\n\n> ---\n\ntext\n\n---\n", `
group 0-37 closed by 34:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
`},
		{"a heading with a rule below it", "", "# [HTTP](#tab/http)\n\nB\n===\n\n---\n", `
group 0-31 closed by 28:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
  heading 21:"B\n==="
section 21:"B\n==="
`},
		{"tab twice", "", "# [HTTP](#tab/http)\n\n# [Go](#tab/go)\n\n# [Go](#tab/go)\n\n---\n", `
group 0-58 closed by 55:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
  go "Go" 21:"# [Go](#tab/go)"
  go "Go" 38:"# [Go](#tab/go)"
`},
		{"at any level and with an anchor", "", "#### [HTTP](#tab/http)\n## [**Go** 1.25](#tab/go/windows)\n\n---\n", `
group 0-61 closed by 58:"---"
  http "HTTP" 0:"#### [HTTP](#tab/http)"
  go "Go 1.25" 23:"## [**Go** 1.25](#tab/go/windows)"
`},
		{"underlined", "", "[HTTP](#tab/http)\n===\n\n---\n", `
group 0-26 closed by 23:"---"
  http "HTTP" 0:"[HTTP](#tab/http)\n==="
`},
		{"almost tabs", "", "# The [HTTP](#tab/http)\n# [HTTP](#tabs)\n#[HTTP](#tab/http)\n# [HTTP] (#tab/http)\n", `
section 0:"# The [HTTP](#tab/http)"
section 24:"# [HTTP](#tabs)"
section 59:"# [HTTP] (#tab/http)"
`},
		{"in code", "", "```\n# [HTTP](#tab/http)\n```\n", `
block 0 in tab -
`},
		{"windows line ends", "", windows(lines("# [HTTP](#tab/http)", "", "text", "", "---")), `
group 0-34 closed by 31:"---"
  http "HTTP" 0:"# [HTTP](#tab/http)"
`},
	})
}

func drawTabs(pg *Page) string {
	var sb strings.Builder
	for _, g := range pg.Tabs {
		fmt.Fprintf(&sb, "group %d-%d", g.Span.Start, g.Span.End)
		if g.Section != nil {
			sb.WriteString(" in " + g.Section.Slug)
		}
		if g.End.Len() > 0 {
			sb.WriteString(" closed by " + at(pg, g.End))
		}
		sb.WriteByte('\n')
		for _, t := range g.Tabs {
			fmt.Fprintf(&sb, "  %s %q %s\n", t.ID, t.Title, at(pg, t.Span))
		}
		for _, h := range g.Headings {
			fmt.Fprintf(&sb, "  heading %s\n", at(pg, h))
		}
	}
	for _, b := range pg.Blocks {
		id := "-"
		if b.Tab != nil {
			id = b.Tab.ID
		}
		fmt.Fprintf(&sb, "block %d in tab %s\n", b.Span.Start, id)
	}
	for _, s := range pg.Sections {
		fmt.Fprintf(&sb, "section %s\n", at(pg, s.Heading))
	}
	return sb.String()
}
