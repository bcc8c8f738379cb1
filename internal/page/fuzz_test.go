package page

import (
	"fmt"
	"slices"
	"testing"

	"docgauge/internal/text"
)

// FuzzBuild checks that no input makes Build panic, and that what it builds
// hangs together: spans lie in the file and in order, fragments lead back to the
// bytes they were cut from, references between parts hold in both directions.
func FuzzBuild(f *testing.F) {
	for _, src := range []string{
		"", "\ufeff", "---\ntitle: \"a\"\nb:\n- c\n---\n# A\n", "---\na: b\n\n# A\n", "\n\n---\r\na: |\r\n  b\r\n---\r\n",
		"# A\n\n## <a name=\"response\"></a>B\nC\n---\n\n##\n- # D\n> # E\n",
		"<!-- { \"blockType\": \"request\", \"name\": [\"a\"] } -->\n```http\nPOST /a\nA: b\n\n{ \"c\": 1, }\n```\n" +
			"<!-- { \"blockType\": \"response\", \"name\": \"a\" } -->\n~~~\nHTTP/1.1 200 OK\n\n{}\n~~~\n",
		"- > ```json\n  > { \"a\": [\n  > 1 ] }\n  > ```\n1. <!-- { \"blockType\":\n   \"ignored\" } -->\n\t\t{ \"b\": 2 }\n",
		"```\nopen\n", "<!-- open", "a <!-- b --> [c](d.md \"e\") ![f][g] [g]\n\n[g]: <h i.md>\n",
		"# [HTTP](#tab/http)\ntext\n# [Go](#tab/go)\n---\n# [HTTP](#tab/http)\n## B\n",
		"text\n|a|b|\n|:--|--|\n|1|`x|y`|\n|\\||\n\n|2|3|\n", "|a|\n\n|-|\n|b|\n> |c|d|\n> |-|-|\n",
		"HTTP request\n\nGET /a\n\nResponse\n\nHTTP/1.1 200 OK\n\n{\n\n}\n{\n", "[!INCLUDE [a](b.md)] [!include[c]( d ) [!NOTE]",
		"<div id=\"a\"><a href='b.md' name=c>\n<img src=d.png/><h2>E\n<script><a id=f>\n\n> # <a id=\n> g>H\n\n[\\]: i]:\n<j k>\n",
		"\xff\x00\r\r\n\t- \t# a\t\n", "200 OK, `404`, up to 500 items, status 2xx.\n", ">>>>>>>>- - - - x\n",
		">```\n```", "# \n#\r 0\n0\n-", "---\n\r\r\r::\n\n0", // found by fuzzing
	} {
		f.Add(src, false)
		f.Add(src, true)
	}
	f.Fuzz(func(t *testing.T, src string, reference bool) {
		path := "x.md"
		if reference {
			path = "v1.0/api/x.md"
		}
		c := checker{t: t, pg: buildPage(path, src)}
		c.front()
		c.sections()
		c.blocks()
		c.prose()
		c.tables()
		c.tabs()
	})
}

// checker checks one page.
type checker struct {
	t  *testing.T
	pg *Page
}

// span checks that a span lies in the file.
func (c checker) span(what string, sp text.Span) {
	c.t.Helper()
	if sp.Start < 0 || sp.End < sp.Start || sp.End > len(c.pg.Source.Bytes) {
		c.t.Fatalf("%s: span %v in a file of %d bytes", what, sp, len(c.pg.Source.Bytes))
	}
}

// within checks that a span lies in another one.
func (c checker) within(what string, in, sp text.Span) {
	c.t.Helper()
	c.span(what, sp)
	if !in.Contains(sp) {
		c.t.Fatalf("%s: span %v is not inside %v", what, sp, in)
	}
}

// order checks that things start in file order.
func (c checker) order(what string, last *int, sp text.Span) {
	c.t.Helper()
	if sp.Start < *last {
		c.t.Fatalf("%s: %v starts before %d", what, sp, *last)
	}
	*last = sp.Start
}

// fragment checks that every byte leads back to the one it was copied from.
func (c checker) fragment(what string, f text.Fragment) {
	c.t.Helper()
	c.span(what, f.All())
	for i, b := range f.Bytes {
		if o := f.Offset(i); o < 0 || o >= len(c.pg.Source.Bytes) || c.pg.Source.Bytes[o] != b {
			c.t.Fatalf("%s: byte %d is not at %d of the file", what, i, o)
		}
	}
}

func (c checker) front() {
	f := c.pg.Front
	if f == nil {
		return
	}
	c.span("front matter", f.Span)
	c.span("fault", f.Fault.Span)
	for _, field := range f.Fields {
		c.within("key "+field.Key, f.Span, field.KeySpan)
		c.within("value of "+field.Key, f.Span, field.ValueSpan)
	}
}

func (c checker) sections() {
	last := -1
	for i, s := range c.pg.Sections {
		what := fmt.Sprintf("section %d %q", i, s.Title)
		c.order(what, &last, s.Heading)
		c.within(what+" text", s.Heading, s.Text)
		c.within(what+" heading", s.Extent, s.Heading)
		c.within(what+" body", s.Extent, s.Body)
		if i > 0 && c.pg.Sections[i-1].Body.End > s.Heading.Start {
			c.t.Fatalf("%s starts inside the body of the one above", what)
		}
		if s.Parent != nil && (s.Parent.Level >= s.Level || !slices.Contains(c.pg.Sections[:i], s.Parent)) {
			c.t.Fatalf("%s has the wrong parent", what)
		}
	}
}

func (c checker) blocks() {
	last := -1
	for i, b := range c.pg.Blocks {
		what := fmt.Sprintf("block %d", i)
		c.order(what, &last, b.Span)
		last = max(last, b.Span.End)
		c.within(what+" mark", b.Span, b.Fence)
		c.within(what+" info", b.Span, b.Info)
		c.fragment(what+" body", b.Body)
		if b.HTTP != nil {
			c.fragment(what+" HTTP body", b.HTTP.Body)
		}
		if b.JSON != nil && b.JSON.Root != nil {
			c.span(what+" JSON", b.JSON.Root.Span)
		}
		if b.Request != nil && !slices.Contains(b.Request.Responses, b) {
			c.t.Fatalf("%s answers a request that does not know it", what)
		}
		if b.Annotation != nil && b.Annotation.Block != b {
			c.t.Fatalf("%s has another block's annotation", what)
		}
	}
	for i, a := range c.pg.Annotations {
		what := fmt.Sprintf("annotation %d", i)
		c.span(what, a.Span)
		c.span(what+" between", a.Between)
		if a.JSON.Root != nil {
			c.within(what+" JSON", a.Span, a.JSON.Root.Span)
		}
	}
	for _, p := range c.pg.Problems {
		c.span("problem", p.Span)
	}
	for _, sp := range c.pg.Comments {
		c.span("comment", sp)
	}
}

func (c checker) prose() {
	for i, p := range c.pg.Paragraphs {
		what := fmt.Sprintf("paragraph %d", i)
		c.span(what, p.Span)
		c.fragment(what, p.Raw)
		for _, s := range p.Statuses {
			c.span(what+" status", s.Span)
		}
	}
	for i, l := range c.pg.Links {
		c.within(fmt.Sprintf("link %d destination", i), l.Span, l.Destination)
	}
	for _, d := range c.pg.Definitions {
		c.within("definition "+d.Label, d.Span, d.Destination)
	}
	for _, a := range c.pg.Anchors {
		c.span("anchor "+a.Name, a.Span)
	}
	for _, sp := range c.pg.Asides {
		c.span("aside", sp)
	}
	for i, inc := range c.pg.Includes {
		c.within(fmt.Sprintf("include %d path", i), inc.Span, inc.Path)
	}
}

func (c checker) tables() {
	for i, t := range c.pg.Tables {
		what := fmt.Sprintf("table %d", i)
		c.span(what, t.Span)
		c.span(what+" separator", t.Separator)
		for k, row := range append([]Row{t.Header}, t.Rows...) {
			what := fmt.Sprintf("%s row %d", what, k)
			if k > 0 {
				c.within(what, t.Span, row.Span)
			}
			for _, cell := range row.Cells {
				c.within(what+" cell", row.Span, cell.Span)
				if got := c.pg.Source.Slice(cell.Span); got != cell.Raw {
					c.t.Fatalf("%s: cell %q at %q", what, cell.Raw, got)
				}
			}
		}
	}
}

func (c checker) tabs() {
	for i, g := range c.pg.Tabs {
		what := fmt.Sprintf("tab group %d", i)
		c.span(what, g.Span)
		if g.End.Len() > 0 {
			c.within(what+" end", g.Span, g.End)
		}
		for _, tab := range g.Tabs {
			c.span(what+" tab", tab.Span)
		}
	}
}
