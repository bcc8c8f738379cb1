package rule

import "docgauge/internal/docset"

// Links is what the page leads to.
func (s *Subject) Links() []docset.Link {
	if !s.linked {
		s.linked = true
		s.links = s.Set.Links(s.Page)
	}
	return s.links
}
