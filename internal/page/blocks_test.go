package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestBlocks(t *testing.T) {
	testDrawings(t, drawBlocks, []drawCase{
		{"fence", "", "# A\n```http\nGET /berths\n```\ntext\n", "request 4:\"```\" info 7:\"http\" language \"http\" body 12-24 \"GET /berths\\n\" whole 4-27 in a\n"},
		{"tildes and more marks", "", "~~~~ json\n{ \"a\": 1 }\n~~~\n~~~~~\n````\n```\n````\n", lines(
			`json 0:"~~~~" info 5:"json" language "json" body 10-25 "{ \"a\": 1 }\n~~~\n" whole 0-30`,
			"other 31:\"````\" info 35:\"\" language \"\" body 36-40 \"```\\n\" whole 31-44",
		)},
		{"space before the language", "", "``` http\nGET /berths\n```\n", "request 0:\"```\" info 4:\"http\" language \"http\" body 9-21 \"GET /berths\\n\" whole 0-24\n"},
		{"upper case and more words", "", "```HTTP title=\"x\" {1}\nGET /berths\n```\n", "request 0:\"```\" info 3:\"HTTP title=\\\"x\\\" {1}\" language \"HTTP\" body 22-34 \"GET /berths\\n\" whole 0-37\n"},
		{"no language", "", "```\n{ \"a\": 1 }\n```\n", "json 0:\"```\" info 3:\"\" language \"\" body 4-15 \"{ \\\"a\\\": 1 }\\n\" whole 0-18\n"},
		{"empty", "", "```json\n```\n\n```json\n\n```\n", lines(
			"other 0:\"```\" info 3:\"json\" language \"json\" body 8-8 \"\" whole 0-11",
			"other 13:\"```\" info 16:\"json\" language \"json\" body 21-22 \"\\n\" whole 13-25",
		)},
		{"in a list item", "", "1. a\n\n   ```json\n   {\n     \"a\": 1\n   }\n   ```\n2. b\n", "json 9:\"```\" info 12:\"json\" language \"json\" body 20-39 \"{\\n  \\\"a\\\": 1\\n}\\n\" whole 9-45\n"},
		{"in a quote", "", "> ```json\n> {\n>   \"a\": 1\n> }\n> ```\ntext\n", "json 2:\"```\" info 5:\"json\" language \"json\" body 12-29 \"{\\n  \\\"a\\\": 1\\n}\\n\" whole 2-34\n"},
		{"in a quote in a list", "", "- > ~~~\n  > {\n  > }\n  > ~~~\n", `
other 4:"~~~" info 7:"" language "" body 12-20 "{\n}\n" whole 4-27
`},
		{"not closed", "", "# A\n```json\n{ \"a\": 1 }\n\n# B\n", lines(
			"json 4:\"```\" info 7:\"json\" language \"json\" body 12-28 \"{ \\\"a\\\": 1 }\\n\\n# B\\n\" whole 4-27 in a open",
			"unclosed fence 4:\"```\"",
		)},
		{"not closed in a list", "", "- ```json\n  { \"a\": 1 }\n\ntext\n", lines(
			"json 2:\"```\" info 5:\"json\" language \"json\" body 12-24 \"{ \\\"a\\\": 1 }\\n\\n\" whole 2-23 open",
			"unclosed fence 2:\"```\"",
		)},
		{"not closed in a quote", "", "> ```json\n> { \"a\": 1 }\n\ntext\n", lines(
			"json 2:\"```\" info 5:\"json\" language \"json\" body 12-23 \"{ \\\"a\\\": 1 }\\n\" whole 2-22 open",
			"unclosed fence 2:\"```\"",
		)},
		{"ended by its quote and not closed", "", "> ```\n```\n", lines(
			"other 2:\"```\" info 5:\"\" language \"\" body 6-6 \"\" whole 2-5 open",
			"other 6:\"```\" info 9:\"\" language \"\" body 10-10 \"\" whole 6-9 open",
			"unclosed fence 2:\"```\"",
			"unclosed fence 6:\"```\"",
		)},
		{"ended by its list item and not closed", "", "- ```\n  x\n```\n", lines(
			"other 2:\"```\" info 5:\"\" language \"\" body 8-10 \"x\\n\" whole 2-9 open",
			"other 10:\"```\" info 13:\"\" language \"\" body 14-14 \"\" whole 10-13 open",
			"unclosed fence 2:\"```\"",
			"unclosed fence 10:\"```\"",
		)},
		{"not closed and empty", "", "```json", lines(
			"other 0:\"```\" info 3:\"json\" language \"json\" body 7-7 \"\" whole 0-7 open",
			"unclosed fence 0:\"```\"",
		)},
		{"closed by the end of the file", "", "```\n{ \"a\": 1 }\n```", "json 0:\"```\" info 3:\"\" language \"\" body 4-15 \"{ \\\"a\\\": 1 }\\n\" whole 0-18\n"},
		{"a longer mark inside", "", "````\n```json\n{ \"a\": 1 }\n```\n````\n", "other 0:\"````\" info 4:\"\" language \"\" body 5-28 \"```json\\n{ \\\"a\\\": 1 }\\n```\\n\" whole 0-32\n"},
		{"another mark inside", "", "~~~\n```json\n~~~\n", "other 0:\"~~~\" info 3:\"\" language \"\" body 4-12 \"```json\\n\" whole 0-15\n"},
		{"indented by up to three spaces", "", "   ```json\n   { \"a\": 1 }\n ```\n", "json 3:\"```\" info 6:\"json\" language \"json\" body 14-25 \"{ \\\"a\\\": 1 }\\n\" whole 3-29\n"},
		{"backtick in the info string is no fence", "", "``` a`b\ntext\n```\n", lines(
			"other 13:\"```\" info 16:\"\" language \"\" body 17-17 \"\" whole 13-16 open",
			"unclosed fence 13:\"```\"",
		)},
		{"indented code", "", "text\n\n    {\n      \"a\": 1\n    }\n\ntext\n", `
json 10:"" info 10:"" language "" body 10-31 "{\n  \"a\": 1\n}\n" whole 10-30
`},
		{"indented code of another kind is prose", "", "text\n\n    make berths\n", ""},
		{"indented code below an annotation", "", "<!-- { \"blockType\": \"ignored\" } -->\n\n    make berths\n", `
other 41:"" info 41:"" language "" body 41-53 "make berths\n" whole 41-52
`},
		{"indented code with a tab", "", "text\n\n\tGET https://harbor.example/berths\n\ttext\n", `
request 7:"" info 7:"" language "" body 7-47 "GET https://harbor.example/berths\ntext\n" whole 7-46
`},
		{"windows line ends", "", windows(lines("```json", "{", "}", "```")), "json 0:\"```\" info 3:\"json\" language \"json\" body 9-15 \"{\\r\\n}\\r\\n\" whole 0-18\n"},
		{"windows line ends in a list", "", windows(lines("- ```json", "  {", "  }", "  ```")), "json 2:\"```\" info 5:\"json\" language \"json\" body 13-21 \"{\\r\\n}\\r\\n\" whole 2-26\n"},
		{"byte order mark", "", "\ufeff```json\n{}\n```\n", "json 3:\"```\" info 6:\"json\" language \"json\" body 11-14 \"{}\\n\" whole 3-17\n"},
		{"tabs around the marks", "", "-\t```json\n\t{}\n\t```\n", "json 2:\"```\" info 5:\"json\" language \"json\" body 11-14 \"{}\\n\" whole 2-18\n"},
		{"blank lines around the body", "", "```\n\nGET https://harbor.example/berths\n\n```\n", "request 0:\"```\" info 3:\"\" language \"\" body 4-40 \"\\nGET https://harbor.example/berths\\n\\n\" whole 0-43\n"},
		{"invalid UTF-8 and NUL", "", "```json\n{ \"a\": \"\xff\x00\" }\n```\n", lines(
			"json 0:\"```\" info 3:\"json\" language \"json\" body 8-22 \"{ \\\"a\\\": \\\"\\xff\\x00\\\" }\\n\" whole 0-25",
			`NUL byte 17:"\x00"`,
			`invalid UTF-8 16:"\xff"`,
		)},
	})
}

// drawBlocks writes a block's kind, opening mark, info string, language, body with
// the place of its ends, and whole span.
func drawBlocks(pg *Page) string {
	var sb strings.Builder
	for _, b := range pg.Blocks {
		fmt.Fprintf(&sb, "%s %s info %s language %q body %s whole %d-%d", b.Kind, at(pg, b.Fence), at(pg, b.Info), b.Language, inside(b.Body), b.Span.Start, b.Span.End)
		if b.Section != nil {
			sb.WriteString(" in " + b.Section.Slug)
		}
		if b.Tab != nil {
			sb.WriteString(" tab " + b.Tab.ID)
		}
		if !b.Closed {
			sb.WriteString(" open")
		}
		sb.WriteByte('\n')
	}
	return sb.String() + drawProblems(pg)
}

// TestBodyOffsets checks that places in an indented body lead back to the file.
func TestBodyOffsets(t *testing.T) {
	for _, src := range []string{
		"```json\n{\n  \"a\": 1\n}\n```\n",
		"- a\n\n  ```json\n  {\n    \"a\": 1\n  }\n  ```\n",
		"> ```json\n> {\n>   \"a\": 1\n>}\n> ```\n",
		"> 1. a\r\n>\r\n>    ~~~\r\n>    {\r\n>      \"ä\": 1\r\n>    }\r\n>    ~~~\r\n",
		"\ufeff    {\n      \"a\": 1\n    }\n",
		"-\t```\n\t{\n\t\t\"a\": 1\n\t}\n\t```\n",
	} {
		pg := buildPage("", src)
		if len(pg.Blocks) != 1 || pg.Blocks[0].JSON == nil {
			t.Errorf("%q: blocks %v", src, drawBlocks(pg))
			continue
		}
		root := pg.Blocks[0].JSON.Root
		if got := pg.Source.Slice(root.Span); got[0] != '{' || got[len(got)-1] != '}' || len(pg.Blocks[0].JSON.Problems) > 0 {
			t.Errorf("%q: object at %s", src, at(pg, root.Span))
		}
		if got := pg.Source.Slice(root.Members[0].Value.Span); got != "1" {
			t.Errorf("%q: value at %q", src, got)
		}
		body := pg.Blocks[0].Body
		for i, c := range body.Bytes {
			if got := pg.Source.Bytes[body.Offset(i)]; got != c {
				t.Fatalf("%q: byte %d of the body is %q, its place in the file holds %q", src, i, c, got)
			}
		}
	}
}
