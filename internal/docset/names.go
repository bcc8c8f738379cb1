package docset

import (
	"path"
	"slices"
	"strings"
	"sync"

	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// NameUse is a place where a request is given its name.
type NameUse struct {
	Page *page.Page
	Name *jsondoc.Value
}

// RequestNames returns the requests of the set that have a name, letter case
// ignored, in order of their pages' paths.
func (s *Set) RequestNames(name string) []NameUse { return s.names[nameKey(name)] }

func nameKey(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

func requestNames(pages []*page.Page) map[string][]NameUse {
	names := map[string][]NameUse{}
	for _, pg := range pages {
		for _, blk := range pg.Blocks {
			if blk.BlockType() != "request" {
				continue
			}
			for _, v := range blk.Annotation.Strings("name") {
				if key := nameKey(v.Text); key != "" {
					names[key] = append(names[key], NameUse{Page: pg, Name: v})
				}
			}
		}
	}
	return names
}

// listings is the pages of a set whose tables of methods link to a page, by that
// page's location.
type listings struct {
	once sync.Once
	by   map[string][]*page.Page
}

// ListedBy returns the pages that list a page in their table of methods: those of
// the types that the method belongs to.
func (s *Set) ListedBy(pg *page.Page) []*page.Page {
	s.listings.once.Do(func() {
		s.listings.by = map[string][]*page.Page{}
		for _, from := range s.Pages {
			if slices.ContainsFunc(from.Tables, func(t *page.Table) bool { return t.Kind == page.MethodTable }) {
				s.list(from)
			}
		}
	})
	return s.listings.by[pg.Source.Location]
}

// list notes where the tables of methods on a page lead.
func (s *Set) list(from *page.Page) {
	inMethods := func(sp text.Span) bool {
		return slices.ContainsFunc(from.Tables, func(t *page.Table) bool { return t.Kind == page.MethodTable && t.Span.Contains(sp) })
	}
	for _, l := range s.Links(from) {
		if l.File == "" || l.Kind != InlineLink || !inMethods(l.Span) {
			continue
		}
		if by := s.listings.by[l.File]; !slices.Contains(by, from) {
			s.listings.by[l.File] = append(by, from)
		}
	}
}

// baseNames is the pages of a set by file name, in lower case.
type baseNames struct {
	once sync.Once
	of   map[string][]string
}

// Named returns the locations of the set's pages whose file has that name, letter
// case ignored.
func (s *Set) Named(base string) []string {
	s.bases.once.Do(func() {
		s.bases.of = make(map[string][]string, len(s.Pages))
		for _, pg := range s.Pages {
			key := strings.ToLower(path.Base(pg.Source.Location))
			s.bases.of[key] = append(s.bases.of[key], pg.Source.Location)
		}
	})
	return s.bases.of[strings.ToLower(base)]
}
