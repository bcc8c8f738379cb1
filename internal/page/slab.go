package page

import "docgauge/internal/text"

// Builder builds pages one after the other. Their parts lie together in larger
// pieces of memory, which the collector has less work with: it is for whoever
// keeps thousands of pages. One goroutine uses it; the zero value is ready.
type Builder struct{ mem slabs }

// Build models src as a page of a doc set with options of its own, which may be
// nil. It never fails: what it cannot model is left out or recorded.
func (bd *Builder) Build(src *text.Source, opts *Options) *Page {
	return build(src, opts, &bd.mem)
}

// slabs are where the parts of pages come from.
type slabs struct {
	paragraphs  slab[Paragraph]
	links       slab[Link]
	sections    slab[Section]
	includes    slab[Include]
	tables      slab[Table]
	blocks      slab[Block]
	annotations slab[Annotation]
	rows        slab[Row]
	cells       slab[Cell]
}

// slab hands out values from pieces of memory that grow with what was asked for,
// so that a single page does not pay for a thousand.
type slab[T any] struct {
	free []T
	size int // of the last piece
}

const (
	firstPiece = 4
	mostPiece  = 128 // values
)

// put returns a place for a value.
func (s *slab[T]) put(v T) *T {
	s.reserve(1)
	p := &s.free[0]
	s.free = s.free[1:]
	*p = v
	return p
}

// list returns an empty list with room for n values.
func (s *slab[T]) list(n int) []T {
	if n > mostPiece/2 {
		return make([]T, 0, n)
	}
	s.reserve(n)
	room := s.free[:0:n]
	s.free = s.free[n:]
	return room
}

func (s *slab[T]) reserve(n int) {
	if len(s.free) < n {
		s.size = max(n, min(max(firstPiece, 2*s.size), mostPiece))
		s.free = make([]T, s.size)
	}
}
