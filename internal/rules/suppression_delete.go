package rules

import (
	"bytes"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/suppress"
	"docgauge/internal/text"
)

// suppressionDelete is the fix that deletes a comment: with its lines if nothing
// else stands on them, else with a blank beside it. It is not safe where what
// stands around the comment may become something else without it.
func suppressionDelete(pg *page.Page, d *suppress.Directive) diag.Fix {
	src := pg.Source
	lines := src.LineSpan(d.Span)
	head, tail := src.Bytes[lines.Start:d.Span.Start], src.Bytes[d.Span.End:lines.End]
	var sp text.Span
	var safe bool
	if len(bytes.Trim(head, " \t>")) == 0 && len(bytes.TrimSpace(tail)) == 0 {
		sp, safe = suppressionLines(pg, d.Span)
	} else {
		sp, safe = suppressionInline(src, d.Span)
	}
	return diag.Fix{Message: "Delete the comment", Safe: safe, Edits: []diag.Edit{{Span: sp}}}
}

// suppressionInline returns a comment with a blank before it, else with one behind
// it. Text behind a comment at the start of a line is Markdown only without it.
func suppressionInline(src *text.Source, comment text.Span) (sp text.Span, safe bool) {
	raw, line := src.Bytes, src.LineSpan(comment)
	first := len(bytes.Trim(raw[line.Start:comment.Start], " \t>")) == 0
	safe = !first || bytes.HasPrefix(bytes.TrimSpace(raw[comment.End:line.End]), []byte("<!--"))
	switch {
	case !first && raw[comment.Start-1] == ' ':
		comment.Start--
	case comment.End < line.End && raw[comment.End] == ' ':
		comment.End++
	}
	return comment, safe
}

// suppressionLines returns what to delete of a comment that has its lines for
// itself. Lines of text above and below must not become one paragraph, lines of a
// table must, and of a blank line on either side one is enough.
func suppressionLines(pg *page.Page, comment text.Span) (sp text.Span, safe bool) {
	src := pg.Source
	sp = src.LineSpan(comment)
	first, last := src.LineAt(comment.Start), src.LineAt(comment.End-1)
	above, below := suppressionLineAt(src, first-1), suppressionLineAt(src, last+1)
	ending := sp.End - src.Line(last).End
	switch {
	case pg.Kind == page.PlainText:
		return sp, above.is == suppressionBlank || below.is == suppressionBlank
	case above.is == suppressionBlank || below.is == suppressionBlank:
		if last == src.Lines() && first > 1 { // without the line ending that is then the page's last
			sp = text.Span{Start: src.Line(first - 1).End, End: sp.End - ending}
		} else if above.is == below.is {
			sp.End = src.LineSpan(src.Line(last + 1)).End
		}
		return sp, !suppressionParts(src, first, last)
	case above.is == suppressionRow && below.is == suppressionRow && (below.isDashes() || !suppressionLineAt(src, last+2).isDashes()):
		return sp, false
	case above.is >= suppressionHTML && below.is >= suppressionHTML && above.is+below.is > 2*suppressionHTML:
		return text.Span{Start: comment.Start, End: src.Line(last).End}, above.is != suppressionHTML && below.is != suppressionHTML
	}
	return sp, !suppressionParts(src, first, last)
}

// suppressionBeside is a line beside a comment.
type suppressionBeside struct {
	is     suppressionKind
	indent int // bytes of space and marks of quotes before the text
	text   []byte
}

// suppressionKind is what a line may be, by its first characters.
type suppressionKind uint8

const (
	suppressionBlank suppressionKind = iota // or none at all
	suppressionOther                        // a heading, a fence, a comment: it ends what stands above it
	suppressionHTML
	suppressionText // of a paragraph, or a list
	suppressionRow  // of a table
)

// suppressionLineAt looks at line n, which the page need not have.
func suppressionLineAt(src *text.Source, n int) (l suppressionBeside) {
	line := src.Line(n)
	raw := bytes.TrimRight(src.Bytes[line.Start:line.End], " \t\r")
	l.text = bytes.TrimLeft(raw, " \t>")
	l.indent = len(raw) - len(l.text)
	title := bytes.TrimLeft(l.text, "#")
	switch {
	case len(l.text) == 0:
	case len(title) < len(l.text) && (len(title) == 0 || title[0] == ' ' || title[0] == '\t'), bytes.HasPrefix(l.text, []byte("```")),
		bytes.HasPrefix(l.text, []byte("~~~")), bytes.HasPrefix(l.text, []byte("<!--")), bytes.HasSuffix(l.text, []byte("-->")):
		l.is = suppressionOther
	case l.text[0] == '<':
		l.is = suppressionHTML
	case bytes.IndexByte(l.text, '|') >= 0:
		l.is = suppressionRow
	default:
		l.is = suppressionText
	}
	return l
}

// isDashes reports whether the line is the row of dashes below a table's header.
func (l suppressionBeside) isDashes() bool {
	return bytes.IndexByte(l.text, '-') >= 0 && len(bytes.Trim(l.text, "|:- \t")) == 0
}

// suppressionParts reports whether a comment parts a list from what would belong to
// it without: an indented line, or another list.
func suppressionParts(src *text.Source, first, last int) bool {
	above, below := first-1, last+1
	for above > 0 && src.Blank(above) {
		above--
	}
	for below <= src.Lines() && src.Blank(below) {
		below++
	}
	up, down := suppressionLineAt(src, above), suppressionLineAt(src, below)
	own := suppressionLineAt(src, first).indent
	return down.indent > own || isListItem(down.text) && (up.indent > own || isListItem(up.text))
}

// isListItem reports whether a line begins with the mark of a list item.
func isListItem(line []byte) bool {
	digits := len(line) - len(bytes.TrimLeft(line, "0123456789"))
	rest := line[digits:]
	if len(rest) < 2 || rest[1] != ' ' && rest[1] != '\t' {
		return false
	}
	return digits > 0 && (rest[0] == '.' || rest[0] == ')') || digits == 0 && (rest[0] == '-' || rest[0] == '*' || rest[0] == '+')
}

// suppressionDeleteName is the fix that deletes one of several names; kept is the
// index of the last one that stays. Fixes of neighbours do not overlap: a name
// goes with what parts it from the next one, or behind kept from the last.
func suppressionDeleteName(d *suppress.Directive, i, kept int) diag.Fix {
	sp := text.Span{Start: d.Names[i].Span.Start}
	if i < kept {
		sp.End = d.Names[i+1].Span.Start
	} else {
		sp = text.Span{Start: d.Names[i-1].Span.End, End: d.Names[i].Span.End}
	}
	return diag.Fix{Message: "Delete " + text.Clip(d.Names[i].Text, 60), Safe: true, Edits: []diag.Edit{{Span: sp}}}
}
