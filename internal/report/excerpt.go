package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// Bounds of an excerpt, so that a page with a line of a megabyte or a span of a
// thousand lines stays readable.
const (
	maxChars  = 110 // characters of a line
	maxMarked = 80  // of these, characters of the span
	maxLines  = 4   // lines of a span that are all shown; of a longer one the middle is not
)

// excerpt draws the lines that a span touches, with marks under its characters.
// The drawing is rustc's: carets for a span within a line, a bar at the left for
// one over several.
type excerpt struct {
	strings.Builder
	src      *text.Source
	span     text.Span // inside the file
	level    diag.Severity
	paint    palette
	gutter   int // digits of the highest line number
	from, to int // the first and last line
}

// drawSpan returns the excerpt for a span of src, without the trailing blank gutter line.
func drawSpan(src *text.Source, sp text.Span, level diag.Severity, paint palette) string {
	start := max(0, min(sp.Start, len(src.Bytes)))
	end := max(start, min(sp.End, len(src.Bytes)))
	e := &excerpt{src: src, span: text.Span{Start: start, End: end}, level: level, paint: paint}
	e.from, e.to = src.LineAt(start), src.LineAt(max(start, end-1))
	e.gutter = len(strconv.Itoa(e.to))
	e.row("", "")
	if e.from == e.to {
		e.single()
	} else {
		e.several()
	}
	return e.String()
}

// row writes one line: the gutter with a line number or without, and what stands in it.
func (e *excerpt) row(number, content string) {
	left := fmt.Sprintf("%*s |", e.gutter, number)
	e.WriteString(e.paint.gutter(left))
	if content != "" {
		e.WriteString(" " + content)
	}
	e.WriteByte('\n')
}

func (e *excerpt) mark(s string) string { return e.paint.severity(e.level, s) }

// single draws a span within one line.
func (e *excerpt) single() {
	drawn, at, width := e.line(e.from)
	e.row(strconv.Itoa(e.from), drawn)
	e.row("", strings.Repeat(" ", at)+e.mark(strings.Repeat("^", width)))
}

// several draws a span over several lines, the middle of a long one left out.
func (e *excerpt) several() {
	first, at, _ := e.line(e.from)
	bar := e.mark("|") + " "
	if strings.TrimSpace(first[:min(at, len(first))]) == "" {
		e.row(strconv.Itoa(e.from), e.mark("/")+" "+first)
	} else {
		e.row(strconv.Itoa(e.from), "  "+first)
		e.row("", " "+e.mark(strings.Repeat("_", at+1)+"^"))
	}
	for n := e.from + 1; n < e.to; n++ {
		if e.to-e.from >= maxLines && n == e.from+2 {
			e.WriteString(e.paint.gutter("...") + strings.Repeat(" ", e.gutter) + e.mark("|") + "\n")
			n = e.to - 1
			continue
		}
		drawn, _, _ := e.line(n)
		e.row(strconv.Itoa(n), strings.TrimRight(bar+drawn, " "))
	}
	last, at, width := e.line(e.to)
	e.row(strconv.Itoa(e.to), strings.TrimRight(bar+last, " "))
	e.row("", e.mark("|"+strings.Repeat("_", at+width)+"^"))
}

// line draws line n and says from which cell on, and how wide, its part of the
// span lies. An empty part is one cell wide.
func (e *excerpt) line(n int) (drawn string, at, width int) {
	lsp := e.src.Line(n)
	b := e.src.Bytes[lsp.Start:lsp.End]
	start := max(0, min(e.span.Start-lsp.Start, len(b)))
	end := max(start, min(e.span.End-lsp.Start, len(b)))
	focus := start
	if n == e.to && n != e.from { // its end is what matters
		start = skipBlanks(b, start, end)
		focus, _ = backward(b[:end], end, maxMarked)
		focus = max(start, focus)
	}
	lo, hi := window(b, focus, end)
	goesOn := end > hi
	start, end = max(start, lo), min(end, hi)
	c := &canvas{}
	if lo > 0 {
		c.add([]byte("…"))
	}
	c.add(b[lo:start])
	at = c.cells
	c.add(b[start:end])
	width = c.cells - at
	c.add(b[end:hi])
	if hi < len(b) {
		if goesOn {
			width++ // under the ellipsis
		}
		c.add([]byte("…"))
	}
	return strings.TrimRightFunc(c.String(), unicode.IsSpace), at, max(1, width)
}

// skipBlanks returns the first offset in b[start:end] that is no blank, or start if all are.
func skipBlanks(b []byte, start, end int) int {
	for i := start; i < end; i++ {
		if b[i] != ' ' && b[i] != '\t' {
			return i
		}
	}
	return start
}

// window returns the part of a line that is shown: all of a short line, else
// what surrounds [start, end), cut between characters.
func window(b []byte, start, end int) (lo, hi int) {
	if len(b) <= maxChars {
		return 0, len(b)
	}
	marked, used := forward(b[:end], start, maxMarked)
	lo, before := backward(b, start, (maxChars-used)/2)
	hi, after := forward(b, marked, maxChars-used-before)
	lo, _ = backward(b, lo, maxChars-used-before-after)
	return lo, hi
}

// forward moves at most n characters on from offset i and returns where it got
// to and how many there were.
func forward(b []byte, i, n int) (at, moved int) {
	for moved < n && i < len(b) {
		_, size := utf8.DecodeRune(b[i:])
		i += size
		moved++
	}
	return i, moved
}

// backward is forward in the other direction.
func backward(b []byte, i, n int) (at, moved int) {
	for moved < n && i > 0 {
		_, size := utf8.DecodeLastRune(b[:i])
		i -= size
		moved++
	}
	return i, moved
}
