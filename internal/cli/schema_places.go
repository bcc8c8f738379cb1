package cli

import (
	"fmt"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/derived"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// definition is what one source says of a type: where.
type definition struct {
	source string
	places []string // "path:line" where a line is known
}

// definitions returns who defines a type in the set, the one in force first.
func (s typeSet) definitions(t *schema.Type) []definition {
	list := []definition{{t.Source, []string{t.Origin}}}
	if t.Source == schema.UserSource {
		for _, d := range schema.Bundled().Definitions {
			if strings.EqualFold(d.Name, t.Name) {
				list = append(list, definition{"bundled", []string{d.Origin}})
			}
		}
	}
	if s.set == nil {
		return list
	}
	if of, _ := s.set.Metadata.Lookup(t.Name); of != nil && t.Source != "metadata" && t.Source != "derived" {
		list = append(list, definition{"metadata", []string{fmt.Sprintf("%s:%d", s.set.Metadata.Origin, of.At.Line)}})
	}
	if of := s.set.Types.Lookup(t.Name); of != nil {
		d := definition{source: "derived"}
		for _, p := range of.Parts {
			d.places = append(d.places, placeOf(p.Page, p.At))
		}
		if t.Source == "derived" {
			return []definition{d}
		}
		list = append(list, d)
	}
	return list
}

func placeOf(pg *page.Page, at text.Span) string {
	return fmt.Sprintf("%s:%d", pg.Source.Path, pg.Source.LineAt(at.Start))
}

// propertyPlaces returns where each of the type's own properties is described,
// by name; root is the type's schema. Of a user's schema the file alone is known.
func (s typeSet) propertyPlaces(t *schema.Type, src *text.Source, root *jsondoc.Value) map[string][]string {
	switch {
	case t.Source == "derived" && s.set != nil:
		return derivedPlaces(s.set.Types.Lookup(t.Name))
	case t.Source == "metadata" && s.set != nil && s.set.Metadata != nil:
		of, _ := s.set.Metadata.Lookup(t.Name)
		return metadataPlaces(s.set.Metadata.Origin, of)
	}
	places := map[string][]string{}
	for _, m := range members(root.Get("properties")) {
		places[m.Name] = []string{t.Origin}
		if t.Source == "bundled" { // the text is the file's
			places[m.Name][0] += fmt.Sprintf(":%d", src.LineAt(m.NameSpan.Start))
		}
	}
	return places
}

func derivedPlaces(of *derived.Type) map[string][]string {
	places := map[string][]string{}
	if of == nil {
		return places
	}
	for _, p := range of.Properties {
		for _, u := range p.Uses {
			places[p.Name] = append(places[p.Name], placeOf(u.Part.Page, u.Span()))
		}
	}
	return places
}

func metadataPlaces(origin string, of *csdl.Type) map[string][]string {
	places := map[string][]string{}
	if of == nil {
		return places
	}
	for _, p := range of.Properties {
		places[p.Name] = []string{fmt.Sprintf("%s:%d", origin, p.At.Line)}
	}
	return places
}

func members(v *jsondoc.Value) []jsondoc.Member {
	if v == nil {
		return nil
	}
	return v.Members
}
