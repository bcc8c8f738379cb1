package page

import (
	"bytes"
	"path"
	"unicode/utf8"

	"docgauge/internal/text"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
)

// Build models src. It never fails: what it cannot model is left out or recorded.
func Build(src *text.Source) *Page { return BuildWith(src, nil) }

// BuildWith models src as a page of a doc set with options of its own, which may be nil.
func BuildWith(src *text.Source, opts *Options) *Page { return build(src, opts, &slabs{}) }

func build(src *text.Source, opts *Options, mem *slabs) *Page {
	b := &builder{page: &Page{Source: src, Version: opts.version(src.Location)}, src: src, opts: opts, mem: mem}
	if len(src.Bytes) > maxPage {
		b.problem(TooLarge, src.Line(1))
		return b.page
	}
	b.page.Front, b.base = readFrontMatter(src)
	b.noteBytes()
	reader := gtext.NewReader(src.Bytes[b.base:])
	context := parser.NewContext()
	context.Set(guardKey, &guard{budget: inlineBudget, note: b.noteOnce})
	b.walk(markdown.Parse(reader, parser.WithContext(context)), false)
	b.closeTabs(text.Span{Start: len(src.Bytes), End: len(src.Bytes)}, false)
	b.page.Kind = b.kindOf()
	if b.looksPlain() {
		b.readPlain()
	}
	b.finishSections()
	b.classify()
	b.page.Namespace = namespace(b.page.Paragraphs)
	pair(b.page.Blocks)
	return b.page
}

// builder collects a page while the tree is walked once in file order.
type builder struct {
	page    *Page
	src     *text.Source
	opts    *Options
	mem     *slabs
	base    int                // where goldmark's input starts in the file
	section *Section           // the one being read
	pending *Annotation        // waits for its block
	tabs    *TabGroup          // the open group
	roles   [lastRole + 1]bool // roles seen so far
	scratch []text.Span        // see lines
	// examples tells by level whether an Examples section stands among the
	// elder siblings of the next heading of that level.
	examples [7]bool
	// httpLevel is the level of the HTTP request section; 0 before there is one.
	httpLevel int
}

// span converts a goldmark segment, without its line ending, to a file span.
func (b *builder) span(s gtext.Segment) text.Span {
	sp := text.Span{Start: s.Start + b.base, End: min(s.Stop+b.base, len(b.src.Bytes))}
	return sp
}

// lines returns the file spans of a node's lines, line endings included. In an
// indented block goldmark takes the CR of a blank line for indentation. The next
// call overwrites the result.
func (b *builder) lines(n ast.Node) []text.Span {
	ls := n.Lines()
	b.scratch = b.scratch[:0]
	for i := range ls.Len() {
		b.scratch = append(b.scratch, b.span(ls.At(i)))
	}
	out := b.scratch
	for i := range out {
		if at := out[i].Start; at > 0 && at < len(b.src.Bytes) && b.src.Bytes[at] == '\n' && b.src.Bytes[at-1] == '\r' {
			out[i].Start--
		}
	}
	return out
}

// cover returns the span from the first to the last line without the space and
// line ending behind it.
func (b *builder) cover(lines []text.Span) text.Span {
	if len(lines) == 0 {
		return text.Span{}
	}
	return b.trim(text.Span{Start: lines[0].Start, End: lines[len(lines)-1].End})
}

// trim cuts white space from both ends of a span.
func (b *builder) trim(sp text.Span) text.Span {
	raw := b.src.Bytes[sp.Start:sp.End]
	left := len(raw) - len(bytes.TrimLeft(raw, " \t\r\n"))
	return text.Span{Start: sp.Start + left, End: sp.Start + max(left, len(bytes.TrimRight(raw, " \t\r\n")))}
}

// walk reads what stands in a node; quoted says that it is in a block quote.
func (b *builder) walk(n ast.Node, quoted bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			b.heading(c, quoted)
		case *ast.HTMLBlock:
			b.html(c)
		case *ast.FencedCodeBlock:
			b.fence(c)
		case *ast.CodeBlock:
			b.indented(c)
		case *ast.ThematicBreak:
			b.thematicBreak(c, quoted)
		case *ast.Paragraph, *ast.TextBlock, *unread:
			b.paragraph(c, quoted)
		case *ast.Blockquote:
			b.walk(c, true)
		case *ast.List, *ast.ListItem:
			b.walk(c, quoted)
		case *ast.LinkReferenceDefinition:
			b.definition(c)
		}
	}
}

// noteBytes records bytes that no Markdown file should hold.
func (b *builder) noteBytes() {
	raw := b.src.Bytes
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		b.problem(NULByte, text.Span{Start: i, End: i + 1})
	}
	if utf8.Valid(raw) {
		return
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			b.problem(InvalidUTF8, text.Span{Start: i, End: i + 1})
			return // one says it all: the file is in another encoding
		}
		i += n
	}
}

func (b *builder) problem(k ProblemKind, sp text.Span) {
	b.page.Problems = append(b.page.Problems, Problem{Kind: k, Span: sp})
}

// versionOf reads the API version off a path such as "…/v1.0/api/x.md", the
// innermost folder that is called one.
func versionOf(file string) string {
	for dir := path.Dir(file); dir != path.Dir(dir); dir = path.Dir(dir) {
		if v := path.Base(dir); v == "v1.0" || v == "beta" {
			return v
		}
	}
	return ""
}
