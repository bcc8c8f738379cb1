package page

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// drawTables writes each table as the model has it: H header, D separator, R
// rows, with the cells' text between bars and the marks of odd ones.
func drawTables(pg *Page) string {
	var sb strings.Builder
	row := func(mark string, cells []Cell) {
		sb.WriteString(mark)
		for _, c := range cells {
			sb.WriteString("|" + c.Text)
		}
		sb.WriteString("|")
	}
	for _, t := range pg.Tables {
		fmt.Fprintf(&sb, "table %d\n", t.Columns)
		if t.Above.Len() > 0 {
			fmt.Fprintf(&sb, "above %q\n", pg.Source.Slice(t.Above))
		}
		if t.Gap.Len() > 0 {
			fmt.Fprintf(&sb, "gap %q\n", pg.Source.Slice(t.Gap))
		}
		if t.Continues != nil {
			sb.WriteString("continues\n")
		}
		row("H", t.Header.Cells)
		sb.WriteString("\n")
		if t.Separator.Len() > 0 {
			row("D", t.Delimiters)
			sb.WriteString("\n")
		}
		for _, r := range t.Rows {
			row("R", r.Cells)
			if r.OpenStart {
				sb.WriteString(" open-start")
			}
			if r.OpenEnd {
				sb.WriteString(" open-end")
			}
			sb.WriteString("\n")
		}
	}
	return sb.String()
}

func TestTables(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"plain", "|a|b|\n|:--|--:|\n| c |  |\n", "table 2\nH|a|b|\nD|:--|--:|\nR|c||\n"},
		{"no outer pipes", "a | b\n--- | ---\nc | d\n", "table 2\nH|a|b|\nD|---|---|\nR|c|d| open-start open-end\n"},
		{"no last pipe", "|a|b\n|-|-\n|c|d\n|e|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d| open-end\nR|e|\n"},
		{"one column", "|a|\n|---|\n|b|\n", "table 1\nH|a|\nD|---|\nR|b|\n"},
		{"escaped pipe", "|a|b|\n|-|-|\n|c \\| d|e\\|f|\n", "table 2\nH|a|b|\nD|-|-|\nR|c | d|e|f|\n"},
		{"escaped last pipe", "|a|b|\n|-|-|\n|c|d\\|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|| open-end\n"},
		{"code span where it fits", "|a|b|\n|-|-|\n|c|`d|e`|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|e|\n"},
		{"code span where it does not", "|a|b|\n|-|-|\n|`c`|`|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|`|\n"},
		{"double ticks", "|a|b|\n|-|-|\n|c|``d|`e``|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|`e|\n"},
		{"markup", "|**a**|[b](x.md)|\n|-|-|\n|a&amp;b|<br>c|\n", "table 2\nH|a|b|\nD|-|-|\nR|a&b|c|\n"},
		{"long and short rows", "|a|b|\n|-|-|\n|c|\n|d|e|f|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|\nR|d|e|f|\n"},
		{"other number of dashes", "|a|b|\n|-|-|-|\n|c|d|\n", "table 3\nH|a|b|\nD|-|-|-|\nR|c|d|\n"},
		{"no separator", "|a|b|\n|c|d|\n", "table 0\nH|a|b|\nR|c|d|\n"},
		{"no separator, no last pipe", "|a|b|c\n|d|e|f\n", "table 0\nH|a|b|c|\nR|d|e|f| open-end\n"},
		{"one framed line is prose", "|a|b|\n\ntext\n", ""},
		{"absolute values are prose", "|x| grows\n|y| falls\n", ""},
		{"no header", "|-|-|\n|a|b|\n", "table 0\nH|-|-|\nR|a|b|\n"},
		{"prose above", "text\n|a|b|\n|-|-|\n|c|d|\n", "table 2\nabove \"text\"\nH|a|b|\nD|-|-|\nR|c|d|\n"},
		{"prose below", "|a|b|\n|-|-|\n|c|d|\ntext\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|\nR|text| open-start open-end\n"},
		{"blank line among the rows", "|a|b|\n|-|-|\n|c|d|\n\n\n|e|f|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|\ntable 2\ngap \"\\n\\n\"\ncontinues\nH|a|b|\nR|e|f|\n"},
		{"blank line above the dashes", "|a|b|\n\n|-|-|\n|c|d|\n", "table 2\ngap \"\\n\"\nH|a|b|\nD|-|-|\nR|c|d|\n"},
		{"blank line, no last pipe", "|a|b\n|-|-\n|c|d\n\n|e|f\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d| open-end\ntable 2\ngap \"\\n\"\ncontinues\nH|a|b|\nR|e|f| open-end\n"},
		{"two tables", "|a|b|\n|-|-|\n|c|d|\n\n|e|f|\n|-|-|\n|g|h|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|\ntable 2\nH|e|f|\nD|-|-|\nR|g|h|\n"},
		{"a paragraph between", "|a|b|\n|-|-|\n|c|d|\n\ntext\n\n|e|f|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|\n"},
		{"list item", "- text\n\n  |a|b|\n  |-|-|\n  |c|d|\n- |e|f|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|\n"},
		{"quote", "> |a|b|\n> |-|-|\n> |c|d|\n>\n> |e|f|\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|\ntable 2\ngap \">\\n\"\ncontinues\nH|a|b|\nR|e|f|\n"},
		{"code is no table", "```\n|a|b|\n|-|-|\n```\n\n    |a|b|\n    |-|-|\n", ""},
		{
			"comments in cells", "|a <!-- x -->|<!-- y --> b <!-- z --><!-- -->|\n|-|-|\n|<!-- x -->|c <!-- d --> e|\n|<!-- x|f -->|\n",
			"table 2\nH|a|b|\nD|-|-|\nR||c e|\nR|<!-- x|f -->|\n",
		},
		{
			"comment behind a row", "|a|b| <!-- x -->\n|-|-|\n|c|d| <!-- y --> <!-- z -->\ne|f <!-- x -->\n",
			"table 2\nH|a|b|\nD|-|-|\nR|c|d|\nR|e|f| open-start open-end\n",
		},
		{"comment below", "|a|b|\n|-|-|\n|c|d|\n<!-- x | y -->\n", "table 2\nH|a|b|\nD|-|-|\nR|c|d|\n"},
	}
	for _, tt := range tests {
		for _, eol := range []string{"\n", "\r\n"} {
			page := text.BOM + strings.ReplaceAll(tt.page, "\n", eol)
			got := drawTables(Build(text.NewSource("x.md", []byte(page))))
			want := strings.ReplaceAll(tt.want, `\n`, strings.ReplaceAll(strings.ReplaceAll(eol, "\r", `\r`), "\n", `\n`))
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s, line end %q (-want +got):\n%s", tt.name, eol, d)
			}
		}
	}
}

// TestCellSpans checks that spans lie on the cells' text, in the file.
func TestCellSpans(t *testing.T) {
	for _, page := range []string{
		"|a|b|\n|:--|--:|\n| c | d  |\n",
		"  > - | a | b |\n  >   |:--|--:|\n  >   | c | d\n",
		text.BOM + "a|b\r\n:--|--:\r\nc\t|\td\r\n",
		"|a <!-- x -->|<!-- y -->b|\n|:--|--:|\n| <!-- x -->c | d <!-- y --> <!-- z --> | <!-- w -->\n",
	} {
		src := text.NewSource("x.md", []byte(page))
		pg := Build(src)
		if len(pg.Tables) != 1 {
			t.Errorf("%q: %d tables, want 1", page, len(pg.Tables))
			continue
		}
		table := pg.Tables[0]
		var got []string
		for _, cells := range [][]Cell{table.Header.Cells, table.Delimiters, table.Rows[0].Cells} {
			for _, c := range cells {
				got = append(got, src.Slice(c.Span))
			}
		}
		if d := cmp.Diff([]string{"a", "b", ":--", "--:", "c", "d"}, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", page, d)
		}
	}
}

func TestTableKinds(t *testing.T) {
	tests := []struct {
		heading, header string
		want            TableKind
	}{
		{"Request body", "|Parameter|Type|Description|", ParameterTable},
		{"Request body", "|Type value|Description|", MemberTable},
		{"Request body", "|Error|Cause|", OtherTable},
		{"Path parameters", "|Name|Type|", FunctionTable},
		{"Optional query parameters", "|Name|Type|", QueryTable},
		{"Request headers", "|Name|Value|", HeaderTable},
		{"Permissions", "|Permission type|Permissions|", PermissionTable},
		{"Properties", "|Property|Type|", PropertyTable},
		{"Properties", "|Member|Description|", MemberTable},
		{"Relationships", "|Relationship|Type|", RelationshipTable},
		{"Members", "|Name|Number|", MemberTable},
		{"Methods", "|Task|Type|", MethodTable},
		{"Remarks", "|Member|Number|", MemberTable},
		{"Remarks", "|Fruit|Number|", OtherTable},
	}
	for _, tt := range tests {
		page := "## " + tt.heading + "\n\n" + tt.header + "\n|-" + strings.Repeat("|-", strings.Count(tt.header, "|")-2) + "|\n|x|y|\n\n|z|z|\n"
		pg := Build(text.NewSource("x.md", []byte(page)))
		if len(pg.Tables) != 2 || pg.Tables[0].Kind != tt.want || pg.Tables[1].Kind != tt.want {
			t.Errorf("%s %s: got %s want kind %d for the table and what continues it", tt.heading, tt.header, drawTables(pg), tt.want)
		}
	}
}
