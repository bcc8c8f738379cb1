// Package docset is what pages know of each other: the doc set a page belongs
// to, the types and request names in it, what links and includes lead to. An
// Index is immutable once New has returned; all goroutines share it.
package docset

import (
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/csdl"
	"docgauge/internal/derived"
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// Options is what the pages alone do not say.
type Options struct {
	// User and Bundled are schema sources that win over metadata and pages.
	User, Bundled schema.Source
	// Metadata returns the service's description for an API version ("v1.0",
	// "beta", or empty where the path does not say), or nil. It may be nil.
	Metadata func(version string) *csdl.Model
	// Conventions are the settings of doc set roots that have some, by Set.Root.
	Conventions map[string]*apidoctor.Config
	// Tree is the names of all files that links may lead to.
	Tree *Tree
}

// Index is all doc sets of a run.
type Index struct {
	Tree  *Tree
	Sets  []*Set // by root
	sets  map[string]*Set
	pages map[string]*page.Page // by path
}

// Set is one doc set: pages of one version of one API, which share types and
// request names.
type Set struct {
	// Root is the folder that the pages lie below, slash-separated as in page
	// paths: the parent of an api or resources folder; "." is the working directory.
	Root string
	// Flat says that no such folder exists: the set is the pages of one folder,
	// which may not have anything to do with each other.
	Flat  bool
	Pages []*page.Page // by path
	// Version is that of the pages: "v1.0", "beta" or empty.
	Version string
	Types   *derived.Types
	// Schemas has all types in force, in order of precedence: the user's, the
	// bundled ones, metadata, the pages' own.
	Schemas     *schema.Registry
	Metadata    *csdl.Model       // nil if there is none
	Conventions *apidoctor.Config // nil if there are none
	Index       *Index

	names map[string][]NameUse
}

// New builds the index of the pages of a run. Schemas that contradict each other
// are an error.
func New(pages []*page.Page, opts Options) (*Index, error) {
	x := &Index{Tree: opts.Tree, sets: map[string]*Set{}, pages: make(map[string]*page.Page, len(pages))}
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b *page.Page) int { return strings.Compare(a.Source.Path, b.Source.Path) })
	for _, pg := range pages {
		x.pages[pg.Source.Path] = pg
		root, flat := RootOf(pg.Source.Path)
		set := x.sets[root]
		if set == nil {
			set = &Set{Root: root, Flat: flat, Version: pg.Version, Index: x}
			x.sets[root] = set
			x.Sets = append(x.Sets, set)
		}
		set.Flat = set.Flat && flat
		set.Pages = append(set.Pages, pg)
	}
	for _, set := range x.Sets {
		if err := set.complete(opts); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// complete works out what the set's pages say together.
func (s *Set) complete(opts Options) error {
	if opts.Metadata != nil {
		s.Metadata = opts.Metadata(s.Version)
	}
	s.Conventions = opts.Conventions[s.Root]
	s.Types = derived.Collect(s.Pages)
	s.names = requestNames(s.Pages)
	metadata := s.Metadata.Source()
	others, err := schema.New(opts.User, opts.Bundled, metadata)
	if err != nil {
		return fmt.Errorf("doc set %s: %w", s.Root, err)
	}
	known := func(name string) bool { t, _ := others.Lookup(name); return t != nil }
	if s.Schemas, err = schema.New(opts.User, opts.Bundled, metadata, s.Types.Source(known)); err != nil {
		return fmt.Errorf("doc set %s: %w", s.Root, err)
	}
	return nil
}

// Of returns the set that a page of the run belongs to, or nil.
func (x *Index) Of(pg *page.Page) *Set {
	root, _ := RootOf(pg.Source.Path)
	return x.sets[root]
}

// Page returns the page at a path, or nil if the run has not read it.
func (x *Index) Page(path string) *page.Page { return x.pages[path] }

// Alone is the set of a page that nothing else is known of: its own types, and
// the bundled schemas.
func Alone(pg *page.Page) (*Set, error) {
	x, err := New([]*page.Page{pg}, Options{Bundled: schema.Bundled()})
	if err != nil {
		return nil, err
	}
	return x.Of(pg), nil
}
