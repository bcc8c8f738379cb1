package page

import (
	"bytes"

	"docgauge/internal/text"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// What Build accepts. goldmark's time grows with the square of some inputs: of
// quotes and lists in one another, of unmatched brackets and emphasis in one
// paragraph, of link definitions in a row. Input is untrusted (DESIGN section 9),
// so beyond these limits text is left unread and a problem recorded. Real pages
// stay below a twentieth of each.
const (
	maxPage        = 4 << 20  // bytes of a file
	maxFrontMatter = 16 << 10 // bytes of YAML
	maxDepth       = 64       // quotes and lists in one another
	inlineBudget   = 1 << 29  // steps for the inline Markdown of a page: about half a second
)

// markdown is goldmark's CommonMark parser within these limits. It keeps what it
// knows about a page in the context of one parse, so that all pages share it.
// Tables are read in this package, from the lines of paragraphs: the table
// extension drops surplus cells and the lines of tables that it does not
// recognise, which is what the rules ask about.
var markdown = parser.NewParser(
	parser.WithBlockParsers(blockParsers()...),
	parser.WithInlineParsers(parser.DefaultInlineParsers()...),
	parser.WithParagraphTransformers(
		util.Prioritized(frugal{}, 50),
		util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
	),
)

// guardKey is where the context of a parse keeps its guard.
var guardKey = parser.NewContextKey()

// guard watches over the limits for one page.
type guard struct {
	budget int // steps left
	note   func(k ProblemKind, sp gtext.Segment)
}

func guardOf(pc parser.Context) *guard { return pc.Get(guardKey).(*guard) }

// blockParsers returns goldmark's default block parsers in their order, those
// for containers and headings within the limits.
func blockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(shallow{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(shortHeading{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

// frugal replaces a paragraph that costs more than the page's budget has left by
// an unread one. It runs when goldmark closes the paragraph, before its inline Markdown.
type frugal struct{}

// Transform implements parser.ParagraphTransformer.
func (frugal) Transform(n *ast.Paragraph, r gtext.Reader, pc parser.Context) {
	g, cost := guardOf(pc), inlineCost(n.Lines(), r.Source())
	if cost <= g.budget {
		g.budget -= cost
		return
	}
	u := &unread{}
	u.SetLines(n.Lines())
	u.SetBlankPreviousLines(n.HasBlankPreviousLines())
	n.Parent().ReplaceChild(n.Parent(), n, u)
	g.note(TooComplex, n.Lines().At(0))
}

// inlineCost estimates goldmark's steps for a paragraph: each mark may be looked
// up against the whole of it, and each line that defines a link moves the others.
func inlineCost(lines *gtext.Segments, source []byte) int {
	length, marks := 0, 0
	for i := range lines.Len() {
		s := lines.At(i)
		length += s.Len()
		marks += countMarks(source[s.Start:s.Stop])
	}
	cost := length * marks / 4
	if first := lines.At(0); bytes.HasPrefix(bytes.TrimLeft(source[first.Start:first.Stop], " "), []byte("[")) {
		cost += lines.Len() * lines.Len() * 8
	}
	return cost
}

// countMarks counts what may open a link, emphasis or code: runs, for the last two.
func countMarks(line []byte) int {
	n := 0
	var last byte
	for _, c := range line {
		switch {
		case c > '`' || c < '*': // most characters, of every page
		case c == '[' || c == ']':
			n++
		case c == '*' || c == '_' || c == '`':
			if c != last {
				n++
			}
		}
		last = c
	}
	return n
}

// unread is a paragraph whose inline Markdown is not parsed.
type unread struct{ ast.BaseBlock }

func (*unread) Kind() ast.NodeKind              { return ast.KindTextBlock }
func (*unread) IsRaw() bool                     { return true }
func (u *unread) Dump(source []byte, level int) { ast.DumpHelper(u, source, level, nil, nil) }

// shallow keeps a container from opening deeper than maxDepth: its mark is text there.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := r.PeekLine()
	line, pos := r.Position()
	n, state := s.BlockParser.Open(parent, r, pc)
	if n == nil {
		return nil, state
	}
	depth := 0
	for p := parent; p != nil; p = p.Parent() {
		if p.Kind() != ast.KindListItem {
			depth++
		}
	}
	if depth <= maxDepth {
		return n, state
	}
	r.SetPosition(line, pos)
	guardOf(pc).note(TooDeep, seg)
	return nil, parser.NoChildren
}

// shortHeading leaves a heading as long as a chapter to the paragraphs, so that the budget holds for it too.
type shortHeading struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (h shortHeading) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	const longest = 4096
	if line, _ := r.PeekLine(); len(line) > longest {
		return nil, parser.NoChildren
	}
	return h.BlockParser.Open(parent, r, pc)
}

// noteOnce records the first problem of a kind at the first character of a line.
func (b *builder) noteOnce(k ProblemKind, s gtext.Segment) {
	for _, p := range b.page.Problems {
		if p.Kind == k {
			return
		}
	}
	sp := b.trim(b.span(s))
	b.problem(k, text.Span{Start: sp.Start, End: min(sp.End, sp.Start+1)})
}
