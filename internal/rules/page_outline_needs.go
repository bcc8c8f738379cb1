package rules

import (
	"bytes"
	"strings"

	"docgauge/internal/page"
)

// outlineWantsHeaders reports whether the page has something to say in Request
// headers: an example request sends some, a table elsewhere lists them, or the
// page follows the template that has Request body even where there is none. Front
// matter without a doc_type is that of docs with another template.
func outlineWantsHeaders(pg *page.Page) bool {
	if pg.Front != nil && pg.Front.Field("doc_type") == nil {
		return false
	}
	if pg.SectionWith(page.RequestBody) != nil {
		return true
	}
	for _, blk := range pg.Blocks {
		if blk.Kind == page.RequestBlock && blk.HTTP != nil && len(blk.HTTP.Headers) > 0 {
			return true
		}
	}
	for _, t := range pg.Tables {
		for i := range t.Rows {
			if strings.EqualFold(t.Rows[i].Cell(0).Text, "authorization") {
				return true
			}
		}
	}
	return false
}

// outlineWantsBody reports whether an example request has a body, or the
// sentence stands elsewhere that the section has when there is none.
func outlineWantsBody(pg *page.Page) bool {
	for _, blk := range pg.Blocks {
		if blk.Kind == page.RequestBlock && (blk.JSON != nil || len(blk.Parts) > 0) {
			return true
		}
	}
	for _, para := range pg.Paragraphs {
		raw := bytes.ToLower(para.Raw.Bytes[:min(len(para.Raw.Bytes), 40)])
		if bytes.HasPrefix(raw, []byte("do not supply a request body")) || bytes.HasPrefix(raw, []byte("don't supply a request body")) ||
			bytes.HasPrefix(raw, []byte("in the request body,")) {
			return true
		}
	}
	return false
}

// outlineWantsExamples reports whether no example request stands anywhere, or
// the headings that belong into Examples stand alone.
func outlineWantsExamples(pg *page.Page) bool {
	shown := false
	for _, blk := range pg.Blocks {
		shown = shown || blk.Kind == page.RequestBlock
	}
	if !shown {
		return true
	}
	for _, s := range pg.Sections {
		if s.Role == page.ExampleRequest && s.Slug == "request" && s.Parent.In(page.Response) {
			return true
		}
	}
	return false
}

// outlineResources returns the page's resource blocks.
func outlineResources(pg *page.Page) (found []*page.Block) {
	for _, blk := range pg.Blocks {
		if blk.Kind == page.ResourceBlock {
			found = append(found, blk)
		}
	}
	return found
}

// outlineHasProperties reports whether a type of the page has properties that
// neither Relationships nor a section with a longer title lists.
func outlineHasProperties(pg *page.Page) bool {
	for _, s := range pg.Sections {
		if s != pg.Title && (strings.Contains(s.Slug, "properties") || strings.Contains(s.Slug, "attributes")) {
			return false
		}
	}
	related := outlineRelationships(pg)
	for _, blk := range outlineResources(pg) {
		if blk.JSON == nil || blk.JSON.Root == nil {
			continue
		}
		for _, m := range blk.JSON.Root.Members {
			if m.Name != "id" && !strings.Contains(m.Name, "@") && !related[strings.ToLower(m.Name)] {
				return true
			}
		}
	}
	return false
}

// outlineRelationships returns the names that the page's relationship tables list, in lower case.
func outlineRelationships(pg *page.Page) map[string]bool {
	related := map[string]bool{}
	for _, t := range pg.Tables {
		if t.Kind != page.RelationshipTable {
			continue
		}
		for i := range t.Rows {
			related[strings.ToLower(t.Rows[i].Cell(0).Text)] = true
		}
	}
	return related
}

// outlineHasMembers reports whether the page lists members without a heading of
// the kind "dayOfWeek values".
func outlineHasMembers(pg *page.Page) bool {
	for _, s := range pg.Sections {
		if strings.HasSuffix(s.Slug, "values") || strings.HasSuffix(s.Slug, "members") {
			return false
		}
	}
	return len(pg.Tables) > 0
}
