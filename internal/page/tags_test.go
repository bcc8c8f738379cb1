package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	testDrawings(t, drawTags, []drawCase{
		{"anchors", "", "# A <a name=\"one\"></a>\n<a id='two'/> text <span ID = three >x</span>\n\n<div\n  class=\"y\" id=\"four\">\n<input name=\"no\">\n</div>\n", `
anchor 13:"one" = "one"
anchor 30:"two" = "two"
anchor 53:"three" = "three"
anchor 91:"four" = "four"
`},
		{"links", "", "# A\nsee <a class=x href=\"b.md?c&amp;d#e\">b</a> and <img src=f.png>\n\n<p><a HREF='g.md'>g</a> <a href=h.md>h</a></p>\n", `
link 25:"b.md?c&amp;d#e" = "b.md?c&d#e"
image 60:"f.png" = "f.png"
link 80:"g.md" = "g.md"
link 100:"h.md" = "h.md"
`},
		{"no tags", "", "`<a href=\"b.md\">` <!-- <a id=\"c\"> --> \\<a id=\"d\"> <a-b id> <link href=\"e.css\"> <1 id=\"f\">\n\n<script>\nx = '<a id=\"g\">'\n</script>\n\n```html\n<a id=\"h\">\n```\n", ``},
		{"behind a script", "", "<pre><style>a { b: c }</style>\n<a id=\"d\">\n</pre>\n", `
anchor 38:"d" = "d"
`},
		{"not closed", "", "<div id=\"a\n\n<div id=b", `
anchor 20:"b" = "b"
`},
		{"headings beside the outline", "", "> ## One *two*\n\n- > Three\n  > ---\n\n<h2 align=\"left\">Four</h2>\n<p>no</p>\n", `
aside 5:"One *two*"
aside 20:"Three"
aside 52:"Four"
`},
		{"in a quote", "", "> <a\n> href=\"b.md\"\n> id=\"c\">\n\n> <div id=\"d\">\n", `
anchor 25:"c" = "c"
anchor 41:"d" = "d"
link 13:"b.md" = "b.md"
`},
		{"definitions", "", "[a]: b.md \"t\"\n[c\\]: d]:\n  <e f.md>\n\n> [g]:\n> h.md\n", `
definition 5:"b.md" = "b.md"
definition 27:"e f.md" = "e f.md"
definition 45:"h.md" = "h.md"
`},
		{"includes in code", "", "```http\nGET /a\n[!INCLUDE [b](c.md)]\n```\n", `
include 29:"c.md" = "c.md"
`},
		{"no includes", "", "[!INCLUDED] [!INCLUDE](a.md) [!INCLUDE], [b](c.md) [!INCLUDE  [d](e.md)]\n", `
include 66:"e.md" = "e.md"
`},
		{"windows line ends", "", windows(lines("<div", "id=\"a\">", "", "[b]:", "c.md")), `
anchor 10:"a" = "a"
definition 23:"c.md" = "c.md"
`},
	})
}

// drawTags writes anchors, the targets of HTML links, asides, and the places of
// definitions' targets and of includes.
func drawTags(pg *Page) string {
	var sb strings.Builder
	for _, a := range pg.Anchors {
		fmt.Fprintf(&sb, "anchor %s = %q\n", at(pg, a.Span), a.Name)
	}
	for _, l := range pg.Links {
		what := "link"
		switch {
		case l.Image:
			what = "image"
		case !l.HTML:
			continue
		}
		fmt.Fprintf(&sb, "%s %s = %q", what, at(pg, l.Destination), l.Target)
		sb.WriteByte('\n')
	}
	for _, sp := range pg.Asides {
		fmt.Fprintf(&sb, "aside %s\n", at(pg, sp))
	}
	for _, d := range pg.Definitions {
		fmt.Fprintf(&sb, "definition %s = %q\n", at(pg, d.Destination), d.Target)
	}
	for _, i := range pg.Includes {
		fmt.Fprintf(&sb, "include %s = %q\n", at(pg, i.Path), i.Target)
	}
	return sb.String()
}
