package rule

import (
	"slices"

	"docgauge/internal/docset"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/schema"
	"docgauge/internal/suppress"
)

// Subject is what the rules look at: one page, the doc set it belongs to, and
// facts that several rules need, worked out once when the first rule asks. One
// goroutine uses it.
type Subject struct {
	Page    *page.Page
	Set     *docset.Set      // never nil
	Schemas *schema.Registry // the set's
	// Settings are what the configuration says of the rules on this page; may be nil.
	Settings Settings
	// Directives are the page's own comments that silence findings. Which of them
	// do is known to rules that run last.
	Directives []*suppress.Directive
	// Known is all rules that such a comment may name, whether they are run or not.
	Known []*Rule

	pass    Pass
	targets map[string]httpmsg.Target
	shared  map[string]any
}

// NewSubject makes the subject of a page of the set. Without one, nothing is
// known but the page: no schema, no other page.
func NewSubject(pg *page.Page, set *docset.Set) *Subject {
	if set == nil {
		set = &docset.Set{}
	}
	return &Subject{Page: pg, Set: set, Schemas: set.Schemas}
}

// Conformance checks the JSON of every block against the type it is said to be
// of. There is one entry, or more, for every block of the page, in file order;
// those that could not be checked say why.
func (s *Subject) Conformance() []Conformance {
	return Shared(s, "conformance", func() []Conformance { return conform(s) })
}

// Target is httpmsg.SplitTarget for the targets of the page's requests and routes,
// which many rules ask for. Nobody changes its segments and options.
func (s *Subject) Target(text string) httpmsg.Target {
	t, ok := s.targets[text]
	if !ok {
		if s.targets == nil {
			s.targets = map[string]httpmsg.Target{}
		}
		t = httpmsg.SplitTarget(text)
		t.Segments = slices.Clip(t.Segments)
		s.targets[text] = t
	}
	return t
}

// Links is what the page leads to.
func (s *Subject) Links() []docset.Link {
	return Shared(s, "links", func() []docset.Link { return s.Set.Links(s.Page) })
}

// Shared returns a fact on the page that several rules need: the first of them
// that asks under a name makes it, none changes it.
func Shared[T any](s *Subject, name string, find func() T) T {
	if fact, ok := s.shared[name].(T); ok {
		return fact
	}
	if s.shared == nil {
		s.shared = map[string]any{}
	}
	fact := find()
	s.shared[name] = fact
	return fact
}

// KnowsTypes reports whether the types of the service are described: by pages of
// the doc set, or by metadata. Where they are not, or only a part of the pages is
// there, a type that nobody defines is only one whose page was not read.
func (s *Subject) KnowsTypes() bool {
	if s.Schemas == nil {
		return false
	}
	return s.Set.Metadata != nil || s.DescribesTypes()
}

// DescribesTypes reports whether the types of the service are described by pages
// of the doc set.
func (s *Subject) DescribesTypes() bool {
	return !s.Set.Flat && s.Set.Types != nil && len(s.Set.Types.All()) > 0 && !s.Set.Sparse("resources")
}

// DefinedIn returns another doc set of the run that defines a type, or nil.
func (s *Subject) DefinedIn(name string) *docset.Set {
	if s.Set.Index == nil {
		return nil
	}
	for _, other := range s.Set.Index.Sets {
		if other != s.Set && other.Schemas != nil {
			if t, _ := other.Schemas.Lookup(name); t != nil {
				return other
			}
		}
	}
	return nil
}
