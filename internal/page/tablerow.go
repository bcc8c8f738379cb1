package page

import (
	"bytes"
	"strings"

	"docgauge/internal/text"
)

// row cuts a line into cells. Pipes inside code count as text where the row
// then has the wanted number of cells: publishing systems differ in this, so
// the benefit of the doubt goes to the author.
func (b *builder) row(line text.Span, want int) Row {
	commented := bytes.Contains(b.src.Bytes[line.Start:line.End], commentOpen)
	if commented {
		line = b.trimComments(line)
	}
	raw := b.src.Bytes[line.Start:line.End]
	var room, spare [16]int
	cuts := cutCells(room[:0], raw, false)
	if n := len(cuts) - 1; want > 0 && n != want && bytes.IndexByte(raw, '`') >= 0 {
		if other := cutCells(spare[:0], raw, true); len(other)-1 == want {
			cuts = other
		}
	}
	r := Row{Span: line, OpenStart: len(raw) > 0 && raw[0] != '|'}
	r.OpenEnd = len(raw) > 0 && (raw[len(raw)-1] != '|' || len(raw) > 1 && raw[len(raw)-2] == '\\')
	r.Cells = b.mem.cells.list(len(cuts) - 1)
	for i := 1; i < len(cuts); i++ {
		start := cuts[i-1]
		if start < cuts[i] && raw[start] == '|' && (start > 0 || !r.OpenStart) {
			start++
		}
		sp := b.trim(text.Span{Start: line.Start + start, End: line.Start + cuts[i]})
		if commented {
			sp = b.trimComments(sp)
		}
		c := Cell{Span: sp, Raw: b.src.Slice(sp)}
		c.Text = Plain(strings.ReplaceAll(c.Raw, `\|`, "|"))
		r.Cells = append(r.Cells, c)
	}
	return r
}

// cutCells returns the offsets at which cells begin and the last one ends: each
// but the last is a pipe or 0. An escaped pipe does not cut. cuts is an empty slice
// to put them in.
func cutCells(cuts []int, raw []byte, codeProtects bool) []int {
	cuts = append(cuts, 0)
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '`':
			if !codeProtects {
				continue
			}
			n := run(raw, i, '`')
			if end := closingTicks(raw, i+n, n); end >= 0 {
				i = end
			}
			i += n - 1
		case '|':
			if i > 0 {
				cuts = append(cuts, i)
			}
		}
	}
	if last := cuts[len(cuts)-1]; last == 0 || last != len(raw)-1 {
		cuts = append(cuts, len(raw))
	}
	return cuts
}
