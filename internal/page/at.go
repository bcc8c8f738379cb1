package page

import (
	"sort"

	"docgauge/internal/text"
)

// BlockAt returns the block around a byte offset, or nil.
func (p *Page) BlockAt(offset int) *Block {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].Span.End > offset })
	if i < len(p.Blocks) && p.Blocks[i].Span.Start <= offset {
		return p.Blocks[i]
	}
	return nil
}

// InComment reports whether a byte offset lies in an HTML comment that is no annotation.
func (p *Page) InComment(offset int) bool {
	i := sort.Search(len(p.Comments), func(i int) bool { return p.Comments[i].End > offset })
	return i < len(p.Comments) && p.Comments[i].Start <= offset
}

// SectionWith returns the page's first section with the role, or nil.
func (p *Page) SectionWith(r Role) *Section {
	for _, s := range p.Sections {
		if s.Role == r {
			return s
		}
	}
	return nil
}

// Start is the place of findings about the page as a whole: its first line.
func (p *Page) Start() text.Span { return p.Source.Line(1) }
