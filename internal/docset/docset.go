// Package docset is what pages know of each other: the doc set a page belongs
// to, the types and request names in it, what links and includes lead to. An
// Index is immutable once New has returned; all goroutines share it.
package docset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

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
	// "beta", another that is declared, or empty where nothing says), or nil. It may be nil.
	Metadata func(version string) *csdl.Model
	// Conventions are the settings of doc set roots that have some, by Set.Root.
	Conventions map[string]*apidoctor.Config
	// Tree is the names of all files that links may lead to.
	Tree *Tree
	// Roots are the doc sets; nil if the pages alone make them up.
	Roots *Roots
	// Fragments are pages that are built when Index.Page is asked for them. They
	// belong to no set's Pages.
	Fragments []Fragment
}

// Index is all doc sets of a run.
type Index struct {
	Tree     *Tree
	Sets     []*Set // by root
	roots    *Roots
	versions []string
	sets     map[string]*Set
	pages    map[string]*page.Page // by location
	later    map[string]*Fragment  // pages that are built when they are asked for, by location
	anchors  anchorCache
	circles  circles
}

// Fragment is a page that says nothing about its doc set, and may never be asked for.
type Fragment struct {
	Location string
	Build    func() *page.Page // called once at most
	Leaf     bool              // it includes no other page
}

// Set is one doc set: pages of one version of one API, which share types and
// request names.
type Set struct {
	// Root is the folder that the pages lie below, a location as pages have it:
	// the parent of an api or resources folder. "." is the top of what the run
	// can know, mostly the working directory or the work tree's top.
	Root string
	// Flat says that no such folder exists: the set is the pages of one folder,
	// which may not have anything to do with each other.
	Flat  bool
	Pages []*page.Page // by location
	// Version is that of the pages: as declared, else "v1.0", "beta" or empty.
	Version string
	Types   *derived.Types
	// Schemas has all types in force, in order of precedence: the user's, the
	// bundled ones, metadata, the pages' own.
	Schemas     *schema.Registry
	Metadata    *csdl.Model       // nil if there is none
	Conventions *apidoctor.Config // nil if there are none
	Index       *Index

	names    map[string][]NameUse
	listings listings
	bases    baseNames
	sparse   sparse
}

// New builds the index of the pages of a run. Schemas that contradict each other
// are an error.
func New(pages []*page.Page, opts Options) (*Index, error) {
	d, err := Begin(pages, opts)
	if err != nil {
		return nil, err
	}
	for i := range d.index.Sets {
		if err := d.Complete(i); err != nil {
			return nil, err
		}
	}
	return d.Index(), nil
}

// Draft is an Index in the making, for a caller that completes several sets at a time.
type Draft struct {
	index *Index
	opts  Options
	bases map[*csdl.Model]*schema.Registry // the types that sets share
}

// Begin sorts the pages of a run into sets.
func Begin(pages []*page.Page, opts Options) (*Draft, error) {
	x := &Index{Tree: opts.Tree, roots: opts.Roots, sets: map[string]*Set{}, pages: make(map[string]*page.Page, len(pages))}
	if x.roots == nil {
		locations := make([]string, len(pages))
		for i, pg := range pages {
			locations[i] = pg.Source.Location
		}
		x.roots = NewRoots(locations, nil)
	}
	x.versions = x.roots.Versions()
	if len(opts.Fragments) > 0 {
		x.later = make(map[string]*Fragment, len(opts.Fragments))
		for _, f := range opts.Fragments {
			f.Build = sync.OnceValue(f.Build)
			x.later[f.Location] = &f
		}
	}
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b *page.Page) int { return strings.Compare(a.Source.Location, b.Source.Location) })
	for _, pg := range pages {
		x.pages[pg.Source.Location] = pg
		root, flat := x.roots.Of(pg.Source.Location)
		set := x.sets[root]
		if set == nil {
			set = &Set{Root: root, Flat: flat, Version: x.roots.Version(root), Conventions: opts.Conventions[root], Index: x}
			x.sets[root] = set
			x.Sets = append(x.Sets, set)
		}
		set.Pages = append(set.Pages, pg)
		set.Version = cmp.Or(set.Version, pg.Version)
	}
	slices.SortFunc(x.Sets, func(a, b *Set) int { return strings.Compare(a.Root, b.Root) })
	d := &Draft{index: x, opts: opts, bases: map[*csdl.Model]*schema.Registry{}}
	return d, d.share()
}

// share makes a registry for every model that a set has, and finds out which one
// that is.
func (d *Draft) share() error {
	base, err := schema.New(d.opts.User, d.opts.Bundled)
	if err != nil {
		return err
	}
	for _, s := range d.index.Sets {
		if d.opts.Metadata != nil {
			s.Metadata = d.opts.Metadata(s.Version)
		}
		if d.bases[s.Metadata] != nil {
			continue
		}
		if d.bases[s.Metadata], err = base.With(s.Metadata.Source()); err != nil {
			return err
		}
	}
	return nil
}

// Complete works out what the pages of Index.Sets[i] say together. Different sets
// may be completed at the same time.
func (d *Draft) Complete(i int) error {
	s := d.index.Sets[i]
	s.Types = derived.Collect(s.Pages, s.Conventions.DefaultNamespace())
	s.names = requestNames(s.Pages)
	others := d.bases[s.Metadata]
	var err error
	if s.Schemas, err = others.With(s.Types.Source(others)); err != nil {
		return fmt.Errorf("doc set %s: %w", s.Root, err)
	}
	return nil
}

// Index returns the index, whose sets say something once they are complete.
func (d *Draft) Index() *Index { return d.index }

// Versions returns the API versions that are declared for doc sets, those without
// pages in the run included, sorted.
func (x *Index) Versions() []string { return x.versions }

// Of returns the set that a page of the run belongs to, or nil.
func (x *Index) Of(pg *page.Page) *Set {
	root, _ := x.roots.Of(pg.Source.Location)
	return x.sets[root]
}

// Page returns the page at a location, or nil if the run has not read it.
func (x *Index) Page(location string) *page.Page {
	if pg := x.pages[location]; pg != nil {
		return pg
	}
	if f := x.later[location]; f != nil {
		return f.Build()
	}
	return nil
}

// has reports whether Page returns a page.
func (x *Index) has(location string) bool {
	return x.pages[location] != nil || x.later[location] != nil
}

// includesNone reports whether a page is known to include no other, without building it.
func (x *Index) includesNone(location string) bool {
	f := x.later[location]
	return f != nil && f.Leaf
}
