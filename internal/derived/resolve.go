package derived

import (
	"path"
	"sort"
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Lookup returns the type of a qualified name, letter case ignored, or nil.
func (t *Types) Lookup(name string) *Type {
	if t == nil {
		return nil
	}
	return t.folded[odata.Lower(strings.TrimPrefix(name, "#"))]
}

// Find returns the type that a name means on a page: as it is written, in the
// page's own namespace, in the one most pages share, or the only one that ends in
// it. It returns nil if there is none, or no way to tell.
func (t *Types) Find(name, namespace string) *Type {
	if t == nil || name == "" {
		return nil
	}
	key := odata.Lower(name)
	if found := t.folded[key]; found != nil {
		return found
	}
	if strings.IndexByte(key, '.') >= 0 {
		return nil
	}
	if namespace != "" {
		if found := t.folded[odata.Lower(namespace)+"."+key]; found != nil {
			return found
		}
	}
	if found := t.folded[odata.Graph+key]; found != nil {
		return found
	}
	if all := t.short[key]; len(all) == 1 {
		return all[0]
	}
	return nil
}

// BaseOf returns the type that a type extends, or nil if no page defines it or
// the chain is too long (Type.Long).
func (t *Types) BaseOf(of *Type) *Type {
	if of.Base == "" || of.Long {
		return nil
	}
	ref := odata.TypeRef{Name: of.Name}
	return t.Find(of.Base, ref.Namespace())
}

// Link is where a link in a type's cell leads.
type Link struct {
	Leads bool // there is a link
	// Type is the one that the target's page defines, or the one of the given name
	// if it defines several; nil if it defines none, or cannot be told.
	Type *Type
}

// LinkAt follows the link whose text holds the span, on a page, to a type of that name.
func (t *Types) LinkAt(pg *page.Page, at text.Span, name string) Link {
	i := sort.Search(len(pg.Links), func(i int) bool { return pg.Links[i].Span.End >= at.End })
	for ; i < len(pg.Links) && pg.Links[i].Span.Start <= at.Start; i++ {
		if l := pg.Links[i]; l.Span.Contains(at) {
			return Link{Leads: true, Type: t.definedBy(t.target(pg, l.Target), name)}
		}
	}
	return Link{}
}

// Linked returns the type that the first link in a cell leads to, as LinkAt does, or nil.
func (t *Types) Linked(pg *page.Page, cell page.Cell, name string) *Type {
	i := sort.Search(len(pg.Links), func(i int) bool { return pg.Links[i].Span.Start >= cell.Span.Start })
	if i == len(pg.Links) || !cell.Span.Contains(pg.Links[i].Span) {
		return nil
	}
	return t.definedBy(t.target(pg, pg.Links[i].Target), name)
}

// definedBy returns the type that a page defines: the one of that name, or the only one.
func (t *Types) definedBy(pg *page.Page, name string) *Type {
	var only *Type
	for i, p := range t.On(pg) {
		if strings.EqualFold(odata.Local(p.Type.Name), odata.Local(name)) {
			return p.Type
		}
		if i == 0 {
			only = p.Type
		} else if only != p.Type {
			only = nil
		}
	}
	return only
}

// target returns the page of the doc set that a link leads to, or nil.
func (t *Types) target(pg *page.Page, target string) *page.Page {
	to, _, _ := strings.Cut(target, "#")
	to, _, _ = strings.Cut(to, "?")
	if to == "" {
		return pg
	}
	return t.paths[strings.ToLower(path.Join(path.Dir(pg.Source.Location), strings.ReplaceAll(to, `\`, "/")))]
}
