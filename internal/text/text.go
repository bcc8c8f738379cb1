// Package text holds a file's bytes and converts byte offsets to the positions
// people and editors use. It knows nothing about Markdown.
package text

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"unicode/utf8"
	"unsafe"
)

// BOM is the UTF-8 byte order mark; it is part of the file but of no column.
const BOM = "\xef\xbb\xbf"

// Span is a half-open range of bytes, [Start, End), in one Source.
type Span struct{ Start, End int }

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// Position is a place in a file as people count: lines and columns from 1,
// columns in Unicode characters, plus the byte offset from 0.
type Position struct{ Line, Column, Offset int }

// Source is one immutable file.
type Source struct {
	Path string // as reported, slash-separated
	// Location is the place that other files know this one by: doc sets, links and
	// the tree of file names go by it. It is Path, unless the run was started
	// inside a doc set: "x.md" is then "v1.0/api/x.md".
	Location string
	Bytes    []byte
	lines    []uint32 // offset of each line's first byte
	// counts holds, for each long line by number, the characters before each of
	// its stretches, so that counting columns does not start over at the line.
	counts map[int][]count
}

// count says that so many characters of a line stand before byte offset at, some of
// them wide: two UTF-16 code units.
type count struct{ at, chars, wide int }

// stretch is how many bytes of a long line lie between two counts.
const stretch = 4 << 10

// NewSource indexes the lines of b, less than 4 GB, which nobody may change afterwards.
func NewSource(path string, b []byte) *Source {
	lines := make([]uint32, 1, 1+bytes.Count(b, []byte{'\n'}))
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
		lines = append(lines, uint32(at))
	}
	s := &Source{Path: path, Location: path, Bytes: b, lines: lines}
	for i := range lines {
		if start, end := s.bounds(i); end-start > 2*stretch {
			s.countLine(i + 1)
		}
	}
	return s
}

// bounds returns where line i, from 0, starts and ends, its line ending included.
func (s *Source) bounds(i int) (start, end int) {
	start, end = int(s.lines[i]), len(s.Bytes)
	if i+1 < len(s.lines) {
		end = int(s.lines[i+1])
	}
	return start, end
}

// countLine notes the counts of a long line.
func (s *Source) countLine(n int) {
	if s.counts == nil {
		s.counts = map[int][]count{}
	}
	line := s.Line(n)
	c := count{at: line.Start}
	for c.at+stretch < line.End {
		next := c.at + stretch
		for back := next; back > next-utf8.UTFMax; back-- { // do not cut a character in two
			if utf8.RuneStart(s.Bytes[back]) {
				next = back
				break
			}
		}
		chars, wide := s.count(c.at, next)
		c = count{next, c.chars + chars, c.wide + wide}
		s.counts[n] = append(s.counts[n], c)
	}
}

// Lines returns the number of lines; a final newline starts no line of its own
// unless the file is empty.
func (s *Source) Lines() int {
	n := len(s.lines)
	if n > 1 && int(s.lines[n-1]) == len(s.Bytes) {
		n--
	}
	return n
}

// Line returns the span of line n (from 1) without its line ending and without
// a byte order mark. A line the file does not have is an empty span at its end.
func (s *Source) Line(n int) Span {
	if n < 1 || n > len(s.lines) {
		return Span{len(s.Bytes), len(s.Bytes)}
	}
	start, end := s.bounds(n - 1)
	if n < len(s.lines) {
		end--
	}
	if end > start && s.Bytes[end-1] == '\r' {
		end--
	}
	if n == 1 && bytes.HasPrefix(s.Bytes, []byte(BOM)) {
		start = len(BOM)
	}
	return Span{start, max(start, end)}
}

// Blank reports whether line n (from 1) holds nothing but white space, or is not
// in the file.
func (s *Source) Blank(n int) bool {
	line := s.Line(n)
	return n < 1 || len(bytes.TrimSpace(s.Bytes[line.Start:line.End])) == 0
}

// LineAt returns the number, from 1, of the line that holds the byte offset.
func (s *Source) LineAt(offset int) int {
	offset = max(0, min(offset, len(s.Bytes)))
	n, _ := slices.BinarySearch(s.lines, uint32(offset)+1)
	return n
}

// Position converts a byte offset, clamping it to the file. An invalid byte
// counts as one character.
func (s *Source) Position(offset int) Position {
	offset = max(0, min(offset, len(s.Bytes)))
	line, from := s.before(offset)
	return Position{Line: line, Column: from.chars + utf8.RuneCount(s.Bytes[from.at:offset]) + 1, Offset: offset}
}

// before returns the line, from 1, that holds the byte offset and the last count before it.
func (s *Source) before(offset int) (line int, from count) {
	line = s.LineAt(offset)
	if cs := s.counts[line]; cs != nil {
		if i := sort.Search(len(cs), func(i int) bool { return cs[i].at > offset }); i > 0 {
			return line, cs[i-1]
		}
	}
	return line, count{at: min(s.Line(line).Start, offset)}
}

// count returns how many characters there are between two byte offsets, and how
// many of them are wide.
func (s *Source) count(start, end int) (chars, wide int) {
	for _, r := range view(s.Bytes[start:end]) {
		chars++
		if r > 0xFFFF {
			wide++
		}
	}
	return chars, wide
}

// UTF16 converts a byte offset to an editor's 0-based line and 0-based column in
// UTF-16 code units (LSP 3.17, "Text Documents").
func (s *Source) UTF16(offset int) (line, column int) {
	offset = max(0, min(offset, len(s.Bytes)))
	line, from := s.before(offset)
	chars, wide := s.count(from.at, offset)
	return line - 1, from.chars + from.wide + chars + wide
}

// Slice returns the text of a span. It shares the source's bytes.
func (s *Source) Slice(sp Span) string { return view(s.Bytes[sp.Start:sp.End]) }

// view returns bytes as a string without copying them. Thousands of pages are held
// at a time, whose text would otherwise be there twice or more; a Source's bytes
// never change.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// LineSpan returns the span of whole lines, final line ending included, that
// the span touches.
func (s *Source) LineSpan(sp Span) Span {
	_, end := s.bounds(s.LineAt(max(sp.Start, sp.End-1)) - 1)
	return Span{s.Line(s.LineAt(sp.Start)).Start, end}
}
