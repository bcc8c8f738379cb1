// Package schema says whether JSON values agree with the types they are said to
// be of. A Registry holds types from several sources, described by JSON Schema
// (draft 2020-12); Validate and ValidateBody report where a value departs from
// its type, each finding with a span of its own. References between schemas stay
// within the registry: nothing is ever fetched or read from disk.
package schema

import (
	"fmt"
	"slices"
	"strings"

	"docgauge/schemas"
)

// A Definition is one type as a source describes it.
type Definition struct {
	Name   string // qualified: "microsoft.graph.permission"
	Origin string // where it is written, for "schema show": a path, or empty
	ID     string // the schema's own absolute "$id", if references may use it; or empty

	// Schema returns the JSON text of the schema. It is called when the type is
	// first needed, once, by any goroutine.
	Schema func() ([]byte, error)
}

// A Source is a set of types of one provenance.
type Source struct {
	Name        string // "user", "bundled", "metadata", "derived"
	Definitions []Definition
}

// Bundled is the source of the schemas that docgauge carries (DESIGN section 5).
func Bundled() Source {
	s := Source{Name: "bundled"}
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
	types  []*Type            // by name
	exact  map[string]*Type   // qualified name
	folded map[string]*Type   // qualified name in lower case
	short  map[string][]*Type // last segment of the name in lower case
	ids    map[string]*Type   // "$id" of definitions that have one
}

// New makes a registry of the sources. An earlier source wins over a later one
// that defines the same type; one source that defines a type twice is an error.
func New(sources ...Source) (*Registry, error) {
	r := &Registry{
		exact: map[string]*Type{}, folded: map[string]*Type{},
		short: map[string][]*Type{}, ids: map[string]*Type{},
	}
	for _, s := range sources {
		for _, d := range s.Definitions {
			if err := r.add(s.Name, d); err != nil {
				return nil, fmt.Errorf("%s schemas: %w", s.Name, err)
			}
		}
	}
	slices.SortFunc(r.types, func(a, b *Type) int { return strings.Compare(a.Name, b.Name) })
	return r, nil
}

func (r *Registry) add(source string, d Definition) error {
	if d.Name == "" || strings.ContainsAny(d.Name, " #?/") {
		return fmt.Errorf("%q is no type name", d.Name)
	}
	key := lower(d.Name)
	if have := r.folded[key]; have != nil {
		if have.Source == source {
			return fmt.Errorf("type %s is defined twice, in %s and in %s", d.Name, have.Origin, d.Origin)
		}
		return nil
	}
	t := &Type{Name: d.Name, Source: source, Origin: d.Origin, id: d.ID, load: d.Schema, registry: r}
	r.types = append(r.types, t)
	r.exact[d.Name], r.folded[key] = t, t
	last := key[strings.LastIndexByte(key, '.')+1:]
	r.short[last] = append(r.short[last], t)
	if d.ID != "" {
		r.ids[d.ID] = t
	}
	return nil
}

// Types returns all types, ordered by name.
func (r *Registry) Types() []*Type { return slices.Clone(r.types) }

// graph is the namespace that a short name is looked for first, and that "graph." abbreviates.
const graph = "microsoft.graph."

// Lookup finds a type by its name as a page may write it: qualified or not, with
// a leading "#", with "graph." for "microsoft.graph.". It returns nil when no
// type, or more than one, can be meant. Letter case does not matter to the search
// (ASCII only); exact reports whether it was right in all letters given.
func (r *Registry) Lookup(name string) (t *Type, exact bool) {
	name = strings.TrimPrefix(name, "#")
	if t = r.exact[name]; t != nil {
		return t, true
	}
	key := lower(name)
	if t = r.folded[key]; t != nil {
		return t, false
	}
	if rest, ok := strings.CutPrefix(key, "graph."); ok {
		t = r.folded[graph+rest]
	} else if !strings.Contains(key, ".") {
		if t = r.folded[graph+key]; t == nil && len(r.short[key]) == 1 {
			t = r.short[key][0]
		}
	}
	if t == nil {
		return nil, false
	}
	return t, strings.HasSuffix(t.Name, name[strings.IndexByte(name, '.')+1:])
}

// lower folds the case of ASCII letters; other names differ when their bytes do.
func lower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
