// Package schema says whether JSON values agree with the types they are said to
// be of. A Registry holds types from several sources, described by JSON Schema
// (draft 2020-12); Validate and ValidateBody report where a value departs from
// its type, each finding with a span of its own. References between schemas stay
// within the registry: nothing is ever fetched or read from disk.
package schema

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/odata"
	"docgauge/schemas"
)

// A Definition is one type as a source describes it.
type Definition struct {
	Name   string // qualified: "microsoft.graph.permission"
	Origin string // where it is written, for "schema show": a path, or empty

	// Open says that a "$ref" to a type that the registry lacks admits anything.
	// Else it is an error.
	Open bool

	// Schema returns the JSON text of the schema. It is called when the text is
	// first needed, once, by any goroutine. If it is nil, the text is Root's.
	Schema func() ([]byte, error)

	// Root returns the schema as encoding/json decodes it, with json.Number, for a
	// source that need not write a text to know it; "$comment" may be missing. It is
	// called like Schema, and nobody changes what it returns. If it is nil, the text
	// is decoded.
	Root func() map[string]any
}

// List is an array of strings for Definition.Root.
func List(texts []string) []any {
	list := make([]any, len(texts))
	for i, s := range texts {
		list[i] = s
	}
	return list
}

// Number is a whole number for Definition.Root.
func Number(n int64) json.Number { return json.Number(strconv.FormatInt(n, 10)) }

// A Reference is a "$ref" to a type that another source defines, or not.
type Reference struct {
	Type     string // qualified
	Replaced bool   // to the definition that the source's own wins over
	At       string // "path:line:column"
}

// A Source is a set of types of one provenance.
type Source struct {
	Name        string // "user", "bundled", "metadata", "derived"
	Definitions []Definition
	// Outside is the references of the schemas to types of other sources.
	Outside []Reference
	// Generated says that the program wrote the schemas itself: they are not
	// held against the metaschema, and they refer to no type of a source that
	// comes after theirs.
	Generated bool
}

// The names of sources that are treated in a way of their own.
const (
	bundled = "bundled"
	derived = "derived"
)

// Bundled is the source of the schemas that docgauge carries (DESIGN section 5).
func Bundled() Source {
	s := Source{Name: bundled}
	entries, err := schemas.FS.ReadDir(".")
	if err != nil {
		panic(fmt.Sprintf("schema: list the embedded files: %v", err)) // the build is broken
	}
	for _, e := range entries {
		file := e.Name()
		s.Definitions = append(s.Definitions, Definition{
			Name:   strings.TrimSuffix(file, ".json"),
			Origin: "schemas/" + file,
			Schema: func() ([]byte, error) { return schemas.FS.ReadFile(file) },
		})
	}
	return s
}

// Registry finds types by name. It is safe for concurrent use; a schema is
// parsed and compiled when it is first needed, once.
type Registry struct {
	base   *Registry          // consulted for what this one does not have; may be nil
	types  []*Type            // of this one, by name
	exact  map[string]*Type   // qualified name
	folded map[string]*Type   // qualified name in lower case
	short  map[string][]*Type // last segment of the name in lower case
}

// New makes a registry of the sources. An earlier source wins over a later one
// that defines the same type; one source that defines a type twice is an error.
func New(sources ...Source) (*Registry, error) { return (*Registry)(nil).With(sources...) }

// With makes a registry that has all types of r, and those of further sources
// that r does not define. The types of r are shared, not copied: several doc sets
// can stand on one base, and what they have in common is compiled once.
func (r *Registry) With(sources ...Source) (*Registry, error) {
	size := 0
	for _, s := range sources {
		size += len(s.Definitions)
	}
	w := &Registry{
		base: r, exact: make(map[string]*Type, size), folded: make(map[string]*Type, size),
		short: make(map[string][]*Type, size),
	}
	if size > 0 {
		w.reopen()
	}
	for _, s := range sources {
		for _, d := range s.Definitions {
			if err := w.add(s, d); err != nil {
				return nil, fmt.Errorf("%s schemas: %w", s.Name, err)
			}
		}
	}
	slices.SortFunc(w.types, func(a, b *Type) int { return strings.Compare(a.Name, b.Name) })
	return w, nil
}

// reopen gives the types that people wrote a second chance if the base lacks what
// one of them refers to: it may be in the sources to come.
func (r *Registry) reopen() {
	var written []*Type
	lacking := false
	for b := r.base; b != nil; b = b.base {
		for _, t := range b.types {
			if !t.generated && r.base.exactly(t.Name) == t {
				written = append(written, t)
				lacking = lacking || t.Source != bundled && t.lacks()
			}
		}
	}
	if lacking {
		for _, t := range written {
			r.put(&Type{Name: t.Name, Source: t.Source, Origin: t.Origin, open: t.open, load: t.load, build: t.build, registry: r, replaced: t.replaced})
		}
	}
}

func (r *Registry) add(s Source, d Definition) error {
	if d.Name == "" || strings.ContainsAny(d.Name, " #?/") {
		return fmt.Errorf("%q is no type name", d.Name)
	}
	key := odata.Lower(d.Name)
	if have := r.folded[key]; have != nil && have.Source == s.Name {
		return fmt.Errorf("type %s is defined twice, in %s and in %s", d.Name, have.Origin, d.Origin)
	}
	t := &Type{
		Name: d.Name, Source: s.Name, Origin: d.Origin,
		generated: s.Generated, open: d.Open, load: d.Schema, build: d.Root, registry: r,
	}
	have := r.fold(key)
	if have == nil {
		r.put(t)
		return nil
	}
	t.shadowed = true
	for have.replaced != nil {
		have = have.replaced
	}
	if have.registry == r { // else it belongs to the base, for which this one does not exist
		have.replaced = t
	}
	return nil
}

func (r *Registry) put(t *Type) {
	key := odata.Lower(t.Name)
	r.types = append(r.types, t)
	r.exact[t.Name], r.folded[key] = t, t
	last := odata.Local(key)
	r.short[last] = append(r.short[last], t)
}

// exactly returns the type of that qualified name, or nil.
func (r *Registry) exactly(name string) *Type {
	for ; r != nil; r = r.base {
		if t := r.exact[name]; t != nil {
			return t
		}
	}
	return nil
}

// fold returns the type whose qualified name is key in lower case, or nil.
func (r *Registry) fold(key string) *Type {
	for ; r != nil; r = r.base {
		if t := r.folded[key]; t != nil {
			return t
		}
	}
	return nil
}

// only returns the one type whose last name is key in lower case, or nil if
// there is none, or more than one.
func (r *Registry) only(key string) *Type {
	var found *Type
	for ; r != nil; r = r.base {
		for _, t := range r.short[key] {
			switch {
			case found == nil:
				found = t
			case found.Name != t.Name: // else it is the same type, reopened
				return nil
			}
		}
	}
	return found
}

// Types returns all types, ordered by name.
func (r *Registry) Types() []*Type {
	var all []*Type
	for b := r; b != nil; b = b.base {
		for _, t := range b.types {
			if r.exactly(t.Name) == t {
				all = append(all, t)
			}
		}
	}
	slices.SortFunc(all, func(a, b *Type) int { return strings.Compare(a.Name, b.Name) })
	return all
}
