package rules

import (
	"bytes"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var pageMarkdown = rule.Rule{
	ID:       "page-markdown",
	Title:    "Examples and tables are Markdown",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A page copied from its published form has lost its heading marks, fences and table
pipes. It still reads well in the editor, and is published as one grey run of text.

Reported:

- a page that is plain text, once
- JSON or an HTTP message that stands outside a code fence on a Markdown page
- as an error: a fence or a comment that is not closed and so swallows the rest of
  the page, a fence that opens inside another one because that was not closed, a NUL
  byte, and bytes that are no UTF-8
- a page, or a part of one, that docgauge leaves unread because it is too large
  (4 MB), nests quotes and lists too deeply (64) or holds too many brackets and
  emphasis marks in one paragraph, so that silence is never mistaken for approval

Not reported: other Markdown style, code shown in fences of a longer mark, and an
annotation that is not closed, which is ` + "`annotation-syntax`" + `'s business.`,
	Check: func(p *rule.Pass) {
		if p.Page.Kind == page.PlainText {
			d := p.Report(p.Page.Start(), "page is plain text: its headings, tables and examples have no Markdown marks")
			d.Loose, d.Help = true, "Write headings with #, tables with | and examples between ``` lines"
		}
		for _, pr := range p.Page.Problems {
			mdProblem(p, pr)
		}
		for _, blk := range p.Page.Blocks {
			mdFenceInside(p, blk)
		}
		if p.Page.Kind != page.PlainText {
			mdBareExamples(p)
		}
	},
}

// mdProblem reports what the page's builder noted.
func mdProblem(p *rule.Pass, pr page.Problem) {
	switch pr.Kind {
	case page.UnclosedFence:
		d := p.Report(pr.Span, "code fence is not closed: the rest of the page is code").As("open")
		d.Severity = diag.Error
		d.Help = "Close it with a line of the same marks behind the code"
		if blk := p.Page.BlockAt(pr.Span.Start); blk != nil {
			if sp, ok := mdOpening(p.Page, blk); ok {
				d.Related = append(d.Related, p.Related(sp, "the next fence opens here"))
			}
		}
	case page.UnclosedComment:
		for _, a := range p.Page.Annotations {
			if a.Span.Start == pr.Span.Start {
				return // annotation-syntax reports it
			}
		}
		d := p.Report(pr.Span, "comment is not closed: the rest of the page is hidden")
		d.Severity = diag.Error
		d.Help = "Close it with -->"
	case page.NULByte:
		d := p.Report(pr.Span, "page holds a NUL byte")
		d.Severity = diag.Error
		d.Help = "Delete it, or save the file as UTF-8 if it is UTF-16"
	case page.InvalidUTF8:
		d := p.Report(pr.Span, "page is not UTF-8: the byte 0x%02X is no part of a character", p.Page.Source.Bytes[pr.Span.Start])
		d.Severity = diag.Error
		d.Help = "Save the file as UTF-8"
	case page.TooLarge:
		p.Report(pr.Span, "page is larger than 4 MB and was not checked").Help = "Split the page"
	case page.TooDeep:
		p.Report(pr.Span, "more than 64 quotes and lists stand in one another here; deeper ones are read as text").Help = "Write it with fewer levels"
	case page.TooComplex:
		p.Report(pr.Span, "paragraph holds so many brackets and emphasis marks that its links were not read").Help = "Split the paragraph"
	}
}

// mdFenceInside reports a closed block whose code holds the opening line of
// another fence: the first fence lost its end, and the second one's end closes it.
func mdFenceInside(p *rule.Pass, blk *page.Block) {
	sp, ok := mdOpening(p.Page, blk)
	if !blk.Closed || !ok {
		return
	}
	d := p.Report(sp, "code fence opens inside another one").As("inside")
	d.Severity = diag.Error
	d.Help = "Close the first fence above this line"
	d.Related = append(d.Related, p.Related(blk.Fence, "the fence that is still open"))
}

// mdOpening finds a line in a block's code that would open a fence of the same
// mark: no shorter than the block's own, with a language.
func mdOpening(pg *page.Page, blk *page.Block) (text.Span, bool) {
	if blk.Fence.Len() == 0 || blk.Language == "markdown" || blk.Language == "md" {
		return text.Span{}, false
	}
	raw, mark := blk.Body.Bytes, pg.Source.Bytes[blk.Fence.Start:blk.Fence.Start+1]
	if !bytes.Contains(raw, bytes.Repeat(mark, 3)) {
		return text.Span{}, false
	}
	for at := 0; at < len(raw); {
		line, end := raw[at:], len(raw)
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line, end = line[:i], at+i+1
		}
		s := bytes.TrimLeft(line, " ")
		n := len(s) - len(bytes.TrimLeft(s, string(mark)))
		info := bytes.TrimSpace(s[n:])
		if n >= max(3, blk.Fence.Len()) && len(info) > 0 && mdIsWord(info) {
			start := at + len(line) - len(s)
			return blk.Body.Span(start, at+len(bytes.TrimRight(line, " \t\r"))), true
		}
		at = end
	}
	return text.Span{}, false
}

// mdIsWord reports whether an info string is a language's name.
func mdIsWord(info []byte) bool {
	for _, c := range info {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '#' && c != '+' {
			return false
		}
	}
	return true
}
