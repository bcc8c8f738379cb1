package docset

import (
	"fmt"
	"slices"

	"docgauge/internal/schema"
)

// Undefined says which references of the user's schemas lead to types that no doc
// set of the run knows; they admit anything. That one set lacks a type is as it
// should be: schemas may serve several. Nothing is said where no set has an api or
// resources folder, for then hardly any type is known.
func (x *Index) Undefined(user schema.Source) (notes []string) {
	sets := slices.DeleteFunc(slices.Clone(x.Sets), func(s *Set) bool { return s.Flat })
	for _, ref := range user.Outside {
		if len(sets) == 0 || slices.ContainsFunc(sets, func(s *Set) bool { return s.defines(ref) }) {
			continue
		}
		if ref.Replaced {
			notes = append(notes, fmt.Sprintf("%s: there is no definition of %s to replace, so it adds nothing", ref.At, ref.Type))
			continue
		}
		note := fmt.Sprintf("%s: nobody defines %s, so anything is accepted there", ref.At, ref.Type)
		var names []string
		for _, s := range sets {
			for _, t := range s.Schemas.Types() {
				names = append(names, t.Name)
			}
		}
		if best := schema.Closest(ref.Type, names); best != "" {
			note += "; did you mean " + best + "?"
		}
		notes = append(notes, note)
	}
	return notes
}

// defines reports whether the set has what a reference leads to.
func (s *Set) defines(ref schema.Reference) bool {
	t, exact := s.Schemas.Lookup(ref.Type)
	return t != nil && exact && (!ref.Replaced || t.Replaced() != nil)
}
