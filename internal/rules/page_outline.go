package rules

import (
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var pageOutline = rule.Rule{
	ID:       "page-outline",
	Title:    "The sections of the page's kind are there, in order and at one level",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `Readers and tools find their way on a reference page because all of them have the same
sections. A heading that is missing, misspelt or one level too deep hides what stands
below it from the table of contents, and from every check that goes by sections.

A method's page has Permissions, HTTP request, Request headers, Request body, Response and
Examples, in this order. A resource's page has Properties and JSON representation, an
enumeration's has Members. Reported:

- a section that is missing; but Request headers and Request body only if something on
  the page asks for them (an example that sends some, say), Examples only if no request
  is shown elsewhere, Properties only if the type has some
- a misspelt heading of these or of the optional sections
- a section that stands before or behind its place, or twice
- a section, a numbered example, or the response to an example request, at another level
  than its siblings
- a page without a title, or with text above its title

Where API Doctor's document-outline.json says which headings pages of a ` + "`doc_type`" + ` must
have, that counts instead. Then a heading that is required and missing, misspelt, in other
letter case or at another level is an error; one that is not in the outline, is there twice
or in another order is a warning. Of alternatives ("condition": "OR") the one counts that most
of is there; a heading that the outline gives no headings of its own may have any below it.

Not reported: pages that describe several operations in sections of their own; the
order on resource pages, which varies; a section of another level if all are; request
headers or body below HTTP request; overviews and fragments. Translated pages are read by
the English anchors in their headings; where these lack too, nothing is missed.`,
	Options: []rule.Option{{
		Name: "optional", Default: []string(nil),
		Doc: "Titles of sections that pages may lack, such as `Permissions`, in any letter case",
	}},
	Check: func(p *rule.Pass) {
		switch p.Page.Kind {
		case page.API, page.Resource, page.Enum, page.Conceptual:
			outlineLoose(p)
		}
		if want, docType := outlineOfSet(p); want != nil {
			w := outlineWanted{p: p, docType: docType, translated: outlineTranslated(p.Page), claimed: map[*page.Section]bool{}}
			outlineTitle(p)
			w.list(want.Nodes, nil, p.Page.Sections)
			return
		}
		switch p.Page.Kind {
		case page.API:
			o := outlineOf(p, outlineMethod())
			if o.known() >= 3 && !outlineSeveral(p.Page) {
				o.check()
				outlineExamples(p)
			}
		case page.Resource:
			if len(outlineResources(p.Page)) > 0 {
				outlineOf(p, outlineResource()).check()
			}
		case page.Enum:
			outlineOf(p, outlineEnum()).check()
		}
	},
}

// outlineOptional reports whether the configuration lets pages do without one of
// the sections.
func outlineOptional(p *rule.Pass, titles ...string) bool {
	return slices.ContainsFunc(p.Strings("optional"), func(s string) bool {
		return slices.ContainsFunc(titles, func(t string) bool { return strings.EqualFold(t, s) })
	})
}

// outlinePart is a section of a kind of page.
type outlinePart struct {
	role  page.Role
	title string
	// needed reports whether the page wants the section; nil if every page does.
	needed func(*page.Page) bool
}

// outline is a kind of page's sections and where they are on one page.
type outline struct {
	p       *rule.Pass
	parts   []outlinePart
	ordered bool     // the parts come in this order
	also    []string // titles of optional sections
	level   int      // the level of most of the sections
	found   []*page.Section
}

func outlineMethod() *outline {
	return &outline{ordered: true, parts: []outlinePart{
		{page.Permissions, "Permissions", nil},
		{page.HTTPRequest, "HTTP request", nil},
		{page.RequestHeaders, "Request headers", outlineWantsHeaders},
		{page.RequestBody, "Request body", outlineWantsBody},
		{page.Response, "Response", nil},
		{page.Examples, "Examples", outlineWantsExamples},
	}, also: []string{
		"Example", "Function parameters", "Path parameters", "Query parameters", "Optional query parameters",
		"Optional request headers", "Error responses", "See also",
	}}
}

func outlineResource() *outline {
	return &outline{parts: []outlinePart{
		{page.Properties, "Properties", outlineHasProperties},
		{page.JSONRepresentation, "JSON representation", nil},
	}, also: []string{"Methods", "Relationships", "See also"}}
}

func outlineEnum() *outline {
	return &outline{parts: []outlinePart{{page.Members, "Members", outlineHasMembers}}}
}

// outlineOf finds the parts on the page: of each the first section at the level
// of most, else the first at any.
func outlineOf(p *rule.Pass, o *outline) *outline {
	o.p = p
	count := [7]int{}
	for _, part := range o.parts {
		if s := outlineFirst(p.Page, part.role, 0); s != nil {
			count[s.Level]++
		}
	}
	for level, n := range count {
		if n > count[o.level] {
			o.level = level
		}
	}
	for _, part := range o.parts {
		s := outlineFirst(p.Page, part.role, o.level)
		if s == nil {
			s = outlineFirst(p.Page, part.role, 0)
		}
		if s == nil && part.role == page.Response {
			s = outlineLateResponse(p.Page, o.level)
		}
		o.found = append(o.found, s)
	}
	return o
}

// outlineFirst returns the first section with the role at the level, at any if
// that is 0. Examples inside other sections do not count.
func outlineFirst(pg *page.Page, role page.Role, level int) *page.Section {
	for _, s := range pg.Sections {
		if s.Role == role && (level == 0 || s.Level == level) {
			return s
		}
	}
	return nil
}

// outlineLateResponse returns the section that describes the response behind the
// examples, where its role is that of an example's response: one at the level of
// the page's sections, with no section for a request beside it.
func outlineLateResponse(pg *page.Page, level int) *page.Section {
	var before *page.Section
	for _, s := range pg.Sections {
		if s.Level != level {
			continue
		}
		if s.Role == page.ExampleResponse && s.Slug == "response" && before != nil && before.Role != page.ExampleRequest {
			return s
		}
		before = s
	}
	return nil
}

// known is the number of different parts that the page has, misspelt ones too.
func (o *outline) known() (n int) {
	var absent []string
	for i, s := range o.found {
		if s == nil {
			absent = append(absent, o.parts[i].title)
		} else {
			n++
		}
	}
	if n >= 3 {
		return n
	}
	for _, s := range o.p.Page.Sections {
		if schema.Closest(s.Title, absent) != "" {
			n++
		}
	}
	return n
}

// outlineSeveral reports whether the page describes several operations: several
// HTTP request sections, one below a section with a title of its own, or requests
// in such sections.
func outlineSeveral(pg *page.Page) bool {
	n := 0
	for _, s := range pg.Sections {
		if s.Role != page.HTTPRequest {
			continue
		}
		n++
		if s.Parent != nil && s.Parent != pg.Title && s.Parent.Role == page.NoRole {
			return true
		}
	}
	if n > 1 {
		return true
	}
	for _, blk := range pg.Blocks {
		own := blk.Section != nil && blk.Section.Role == page.NoRole && blk.Section != pg.Title &&
			schema.Closest(blk.Section.Title, []string{"HTTP request"}) == ""
		if own && n == 0 && (blk.Kind == page.RoutesBlock || blk.Kind == page.RequestBlock) && !outlineInRole(blk.Section) {
			return true
		}
	}
	return false
}

// outlineInRole reports whether a section of any role lies around s.
func outlineInRole(s *page.Section) bool {
	for ; s != nil; s = s.Parent {
		if s.Role != page.NoRole {
			return true
		}
	}
	return false
}
