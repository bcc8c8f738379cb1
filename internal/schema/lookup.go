package schema

import (
	"slices"
	"strings"

	"docgauge/internal/odata"
)

// Lookup finds a type by its name as a page may write it: qualified or not, with
// a leading "#", with "graph." for "microsoft.graph.". It returns nil when no
// type, or more than one, can be meant. Letter case does not matter to the search
// (ASCII only); exact reports whether it was right in all letters given.
func (r *Registry) Lookup(name string) (t *Type, exact bool) {
	name = strings.TrimPrefix(name, "#")
	if t = r.exactly(name); t != nil {
		return t, true
	}
	key := odata.Lower(name)
	if t = r.fold(key); t != nil {
		return t, false
	}
	if rest, ok := strings.CutPrefix(key, "graph."); ok {
		t = r.fold(odata.Graph + rest)
	} else if !strings.Contains(key, ".") {
		if t = r.fold(odata.Graph + key); t == nil {
			t = r.only(key)
		}
	}
	if t == nil {
		return nil, false
	}
	return t, strings.HasSuffix(t.Name, name[strings.IndexByte(name, '.')+1:])
}

// Nearest returns the type that an unknown name most likely means, or nil: the
// only one of that name in another namespace, else one that is spelled nearly so,
// if possible in the namespace given.
func (r *Registry) Nearest(name string) *Type {
	key := odata.Lower(strings.TrimPrefix(name, "#"))
	dot := strings.LastIndexByte(key, '.')
	if t := r.only(key[dot+1:]); t != nil {
		return t
	}
	var near, all []string
	for b := r; b != nil; b = b.base {
		for folded, t := range b.folded {
			at := strings.LastIndexByte(t.Name, '.')
			if dot < 0 && strings.HasPrefix(folded, odata.Graph) || dot >= 0 && folded[:max(at, 0)] == key[:dot] {
				near = append(near, t.Name[at+1:])
			}
			all = append(all, t.Name)
		}
	}
	slices.Sort(near)
	namespace := odata.Graph
	if dot >= 0 {
		namespace = key[:dot+1]
	}
	if best := Closest(key[dot+1:], near); best != "" {
		return r.fold(namespace + odata.Lower(best))
	}
	slices.Sort(all)
	return r.exactly(Closest(key, all))
}
