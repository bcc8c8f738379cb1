package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestProse(t *testing.T) {
	testDrawings(t, drawProse, []drawCase{
		{"inline links", "", "# A\nSee [berth](../b.md#x \"title\") and [](c.md), [d]( <e f.md> ).\n", `
link 8:"[berth](../b.md#x \"title\")" to 16:"../b.md#x" = "../b.md#x"
link 39:"[](c.md)" to 42:"c.md" = "c.md"
link 49:"[d]( <e f.md> )" to 55:"e f.md" = "e f.md"
`},
		{"markup in the text", "", "[`a]` **b**](c.md) [![i](j.png)](k.md) [a\\]](l.md) [<b>](m.md) [*[n]*](o.md)\n", lines(
			"link 0:\"[`a]` **b**](c.md)\" to 13:\"c.md\" = \"c.md\"",
			`link 19:"[![i](j.png)](k.md)" to 33:"k.md" = "k.md"`,
			`image 20:"![i](j.png)" to 25:"j.png" = "j.png"`,
			`link 39:"[a\\]](l.md)" to 45:"l.md" = "l.md"`,
			`link 51:"[<b>](m.md)" to 57:"m.md" = "m.md"`,
			`link 63:"[*[n]*](o.md)" to 71:"o.md" = "o.md"`,
		)},
		{"parentheses and quotes in the target", "", "[a](b_(c).md) [d](<e)f.md>) [g](h.md \"i) j\") [k](l.md 'm')\n", `
link 0:"[a](b_(c).md)" to 4:"b_(c).md" = "b_(c).md"
link 14:"[d](<e)f.md>)" to 19:"e)f.md" = "e)f.md"
link 28:"[g](h.md \"i) j\")" to 32:"h.md" = "h.md"
link 45:"[k](l.md 'm')" to 49:"l.md" = "l.md"
`},
		{"escapes in the target", "", "[a](b\\_c.md) [d](e&amp;f.md) [g](h%20i.md)\n", `
link 0:"[a](b\\_c.md)" to 4:"b\\_c.md" = "b_c.md"
link 13:"[d](e&amp;f.md)" to 17:"e&amp;f.md" = "e&f.md"
link 29:"[g](h%20i.md)" to 33:"h%20i.md" = "h%20i.md"
`},
		{"reference links", "", "[a][Ref] [ref][] [REF] [none][no]\n\n[ref]: b.md \"title\"\n", `
link 0:"[a][Ref]" to 3:"" = "b.md" by "Ref"
link 9:"[ref][]" to 14:"" = "b.md" by "ref"
link 17:"[REF]" to 22:"" = "b.md" by "REF"
definition 35:"[ref]: b.md \"title\"" "ref" = "b.md"
`},
		{"a definition in a list", "", "- [a]\n\n  [a]: <b c.md>\n", `
link 2:"[a]" to 5:"" = "b c.md" by "a"
definition 9:"[a]: <b c.md>" "a" = "b c.md"
`},
		{"definitions in a row", "", "[a]: b.md\n[c]:\n  d.md\ntext [a] [c]\n", `
link 27:"[a]" to 30:"" = "b.md" by "a"
link 31:"[c]" to 34:"" = "d.md" by "c"
definition 0:"[a]: b.md" "a" = "b.md"
definition 10:"[c]:\n  d.md" "c" = "d.md"
`},
		{"images", "", "![alt](a.png) ![alt][b]\n\n[b]: b.png\n", `
image 0:"![alt](a.png)" to 7:"a.png" = "a.png"
image 14:"![alt][b]" to 20:"" = "b.png" by "b"
definition 25:"[b]: b.png" "b" = "b.png"
`},
		{"over two lines", "", "[two\nlines](a.md) and [b](\nc.md)\n", `
link 0:"[two\nlines](a.md)" to 12:"a.md" = "a.md"
link 22:"[b](\nc.md)" to 27:"c.md" = "c.md"
`},
		{"in headings, quotes, lists and tables", "", "# [a](1.md)\n> [b](2.md)\n\n> ## [c](3.md)\n\n1. [d](4.md)\n\n|x|y|\n|-|-|\n|[e](5.md)|`[f](6.md)`|\n", `
link 2:"[a](1.md)" to 6:"1.md" = "1.md"
link 14:"[b](2.md)" to 18:"2.md" = "2.md"
link 30:"[c](3.md)" to 34:"3.md" = "3.md"
link 44:"[d](4.md)" to 48:"4.md" = "4.md"
link 68:"[e](5.md)" to 72:"5.md" = "5.md"
`},
		{"no links", "", "`[a](b.md)` \\[a](b.md) [a] (b.md) [a][b] <https://harbor.example>\n", "text 0:\"`[a](b.md)` \\\\[a](b.md) [a] (b.md) [a][b] <https://harbor.example>\" 0-65 \"`[a](b.md)` \\\\[a](b.md) [a] (b.md) [a][b] <https://harbor.example>\"\n"},
		{"windows line ends", "", "\ufeff" + windows(lines("> [a](b.md)", "> [c]", "", "[c]: d.md")), `
link 5:"[a](b.md)" to 9:"b.md" = "b.md"
link 18:"[c]" to 21:"" = "d.md" by "c"
definition 25:"[c]: d.md" "c" = "d.md"
`},
		{"includes", "", "# A\n[!INCLUDE [note](../includes/note.md)]\n\ntext [!include[x]( y.md )] text\n", `
link 14:"[note](../includes/note.md)" to 21:"../includes/note.md" = "../includes/note.md"
link 58:"[x]( y.md )" to 63:"y.md" = "y.md"
include 4:"[!INCLUDE [note](../includes/note.md)]" "note" of 21:"../includes/note.md" = "../includes/note.md"
include 49:"[!include[x]( y.md )]" "x" of 63:"y.md" = "y.md"
`},
		{"includes side by side", "", "[!INCLUDE [a](b.md)][!INCLUDE [c](d.md)]\n", `
link 10:"[a](b.md)" to 14:"b.md" = "b.md"
link 30:"[c](d.md)" to 34:"d.md" = "d.md"
include 0:"[!INCLUDE [a](b.md)]" "a" of 14:"b.md" = "b.md"
include 20:"[!INCLUDE [c](d.md)]" "c" of 34:"d.md" = "d.md"
`},
		{"include without its last bracket", "", "[!INCLUDE [a](b.md)\n", `
link 10:"[a](b.md)" to 14:"b.md" = "b.md"
include 0:"[!INCLUDE [a](b.md)" "a" of 14:"b.md" = "b.md"
`},
		{"include in a list and a quote", "", "- > [!INCLUDE [a](b.md)]\n", `
link 14:"[a](b.md)" to 18:"b.md" = "b.md"
include 4:"[!INCLUDE [a](b.md)]" "a" of 18:"b.md" = "b.md"
`},
		{"no includes", "", "[!INCLUDE a](b.md\n> [!NOTE]\n> [!INCLUDED]\n", `
text 0:"[!INCLUDE a](b.md" 0-17 "[!INCLUDE a](b.md"
text 20:"[!NOTE]\n> [!INCLUDED]" 20-41 "[!NOTE]\n[!INCLUDED]" quoted
`},
		{"paragraphs", "", "# A\none\ntwo  \n\n> three\n> four\n\n- five\n\n  six\n  1. > seven\n", `
text 4:"one\ntwo" 4-11 "one\ntwo" in a
text 17:"three\n> four" 17-29 "three\nfour" quoted in a
text 33:"five" 33-37 "five" in a
text 41:"six" 41-44 "six" in a
text 52:"seven" 52-57 "seven" quoted in a
`},
		{"a table is no paragraph", "", "above\n|a|b|\n|-|-|\n|1|2|\n\nbelow\n", `
text 0:"above" 0-6 "above\n"
text 25:"below" 25-30 "below"
`},
	})
}

// drawProse writes links with their whole text and destination, definitions,
// includes and paragraphs.
func drawProse(pg *Page) string {
	var sb strings.Builder
	for _, l := range pg.Links {
		what := "link"
		if l.Image {
			what = "image"
		}
		fmt.Fprintf(&sb, "%s %s to %s = %q", what, at(pg, l.Span), at(pg, l.Destination), l.Target)
		if l.Reference != "" {
			fmt.Fprintf(&sb, " by %q", l.Reference)
		}
		sb.WriteByte('\n')
	}
	for _, d := range pg.Definitions {
		fmt.Fprintf(&sb, "definition %s %q = %q\n", at(pg, d.Span), d.Label, d.Target)
	}
	for _, i := range pg.Includes {
		fmt.Fprintf(&sb, "include %s %q of %s = %q\n", at(pg, i.Span), i.Name, at(pg, i.Path), i.Target)
	}
	for _, p := range pg.Paragraphs {
		if len(pg.Links)+len(pg.Definitions)+len(pg.Includes) > 0 {
			continue // what they show is above
		}
		fmt.Fprintf(&sb, "text %s %s", at(pg, p.Span), inside(p.Raw))
		if p.Quoted {
			sb.WriteString(" quoted")
		}
		if p.Section != nil {
			sb.WriteString(" in " + p.Section.Slug)
		}
		sb.WriteByte('\n')
	}
	return sb.String()
}
