package text

import (
	"bytes"
	"sort"
)

// Fragment is text cut out of a Source line by line: what a fenced block holds
// without the indentation of its list item or the marks of its quote. Offsets
// in Bytes and in the Source differ; Offset and Span convert, so that parsers
// of fragments yield spans in the file.
type Fragment struct {
	Bytes []byte
	start int   // where Bytes[0] lies in the source
	cuts  []cut // ascending: the places inside Bytes from which on it lies elsewhere
	src   *Source
}

// cut says that from byte at of the fragment on, the text lies at offset file of the source.
type cut struct{ at, file int }

// NewFragment returns the text of one contiguous span of s. It shares s's bytes.
func NewFragment(s *Source, sp Span) Fragment {
	return Fragment{Bytes: s.Bytes[sp.Start:sp.End:sp.End], start: sp.Start, src: s}
}

// JoinFragment returns the concatenated text of several spans of s in ascending
// order. Spans that meet are treated as one, so an unindented block is not copied.
func JoinFragment(s *Source, spans []Span) Fragment {
	if len(spans) == 0 {
		return Fragment{src: s}
	}
	whole := true
	for i := 1; i < len(spans); i++ {
		whole = whole && spans[i].Start == spans[i-1].End
	}
	if whole {
		return NewFragment(s, Span{spans[0].Start, spans[len(spans)-1].End})
	}
	f := Fragment{start: spans[0].Start, src: s}
	for i, sp := range spans {
		if i > 0 && sp.Start != spans[i-1].End {
			f.cuts = append(f.cuts, cut{len(f.Bytes), sp.Start})
		}
		f.Bytes = append(f.Bytes, s.Bytes[sp.Start:sp.End]...)
	}
	return f
}

// String returns the text. It shares the fragment's bytes.
func (f Fragment) String() string { return view(f.Bytes) }

// Offset converts an offset in the fragment, 0 to len(Bytes), to one in the source.
func (f Fragment) Offset(i int) int {
	if len(f.cuts) == 0 || i < f.cuts[0].at {
		return f.start + i
	}
	c := f.cuts[sort.Search(len(f.cuts), func(k int) bool { return f.cuts[k].at > i })-1]
	return c.file + i - c.at
}

// Span converts a range of the fragment to one of the source. A range that ends
// with a line ends there in the source too, not behind the next line's indentation.
func (f Fragment) Span(start, end int) Span {
	if end <= start {
		at := f.Offset(start)
		return Span{at, at}
	}
	return Span{f.Offset(start), f.Offset(end-1) + 1}
}

// Prefix returns what stands in the source before the line that holds offset i
// of the fragment: the indentation and quote marks a line inserted next to it
// needs too. It is empty in an unindented block.
func (f Fragment) Prefix(i int) string {
	if f.src == nil {
		return ""
	}
	at := f.Offset(bytes.LastIndexByte(f.Bytes[:i], '\n') + 1)
	line := f.src.Line(f.src.LineAt(at)).Start
	return string(f.src.Bytes[min(line, at):at])
}

// All is the span of the whole fragment in the source.
func (f Fragment) All() Span { return f.Span(0, len(f.Bytes)) }

// Slice returns the part [start, end) of the fragment as a fragment.
func (f Fragment) Slice(start, end int) Fragment {
	g := Fragment{Bytes: f.Bytes[start:end:end], start: f.Offset(start), src: f.src}
	first := sort.Search(len(f.cuts), func(k int) bool { return f.cuts[k].at > start })
	for _, c := range f.cuts[first:] {
		if c.at >= end {
			break
		}
		g.cuts = append(g.cuts, cut{c.at - start, c.file})
	}
	return g
}
