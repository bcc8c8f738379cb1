package rules

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var annotationPairing = rule.Rule{
	ID:       "annotation-pairing",
	Title:    "Every request has its response",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `An example is a request and what comes back. A response belongs to the request that
its ` + "`name`" + ` names, else to the nearest request above it; tools drop a response that finds
no request, and then nobody checks it.

Reported: a request that no response answers; a response that names a request which the
page does not have, and where another page of the doc set has it; a response without a name
that has no request above it, or only that of another example, which has its own.

Not reported: a request that prose answers ("Returns ` + "`204 No Content`" + `" where the
response should stand) or that a block of plain JSON answers; a request whose other form, in
an ignored block of the same section, stands between it and the response; what follows from a
defect that another rule reports, such as a misspelt blockType or a request without name.
Ignored blocks count as requests and responses by what they show, and are not reported themselves.`,
	Check: func(pass *rule.Pass) {
		p := annPairs{pass, annRequestNames(pass.Page), annFirstSpoilt(pass.Page)}
		for i, blk := range p.Page.Blocks {
			if !annReadable(p.Page, blk.Annotation) {
				continue
			}
			switch t := blk.BlockType(); {
			case t == "request" && blk.Kind == page.RequestBlock:
				p.unanswered(i)
			case t == "response" && blk.Kind == page.ResponseBlock:
				p.unasked(blk)
			}
		}
	},
}

// annPairs is a pass with what it needs for every block.
type annPairs struct {
	*rule.Pass
	known  []string // names that a response may refer to
	spoilt int      // offset of the first annotation that may be a request's and is none
}

// unanswered reports request i unless something answers it.
func (p *annPairs) unanswered(i int) {
	blk := p.Page.Blocks[i]
	if len(blk.Responses) > 0 {
		return
	}
	end := len(p.Page.Source.Bytes)
	for _, next := range p.Page.Blocks[i+1:] {
		if next.Kind == page.RequestBlock {
			if next.BlockType() != "request" && next.Annotation != nil && next.Section == blk.Section {
				if len(next.Responses) > 0 {
					return // another form of the request stands before their response
				}
				continue
			}
			end = next.Span.Start
			break
		}
		if next.Kind == page.JSONBlock || next.Kind == page.ExampleBlock || next.Kind == page.ResponseBlock {
			return
		}
	}
	for _, par := range p.Page.Paragraphs {
		if par.Span.Start > blk.Span.End && par.Span.End <= end && len(par.Statuses) > 0 && annSameExample(par.Section, blk.Section) {
			return
		}
	}
	d := p.Report(annTypePlace(blk.Annotation), "request%s has no response", rule.Aside(annQuotedName(blk.Annotation)))
	d.Key = keyOfAnnotation(blk.Annotation)
	d.Help = `Add the response below it, annotated with "blockType": "response"`
}

// annSameExample reports whether prose in section s can answer a request in
// section of: it stands in the same section or in one on a response.
func annSameExample(s, of *page.Section) bool {
	return s == of || s != nil && (s.Role == page.ExampleResponse || s.Role == page.Response)
}

func annQuotedName(a *page.Annotation) string {
	for _, n := range a.Strings("name") {
		return " " + strconv.Quote(n.Text)
	}
	return ""
}

// unasked reports a response that belongs to no request.
func (p *annPairs) unasked(blk *page.Block) {
	names := blk.Annotation.Strings("name")
	if len(names) == 0 {
		p.alone(blk)
		return
	}
	if blk.Request != nil && !annOwnName(blk.Request, p.known) {
		return // the request above it may be the one: annotation-name has something to say about it
	}
	for _, n := range names {
		if n.Text == "" || slices.Contains(p.known, n.Text) {
			continue
		}
		d := p.Report(n.Span, "response names the request %q, which this page does not have", n.Text)
		d.Pointer = "/name"
		d.Help = "Write the name of the request that this response answers"
		d.Related = annNamedElsewhere(p.Pass, n.Text)
		near := schema.Closest(n.Text, p.known)
		if near == "" && blk.Request != nil && len(names) == 1 {
			for _, above := range blk.Request.Annotation.Strings("name") {
				near = above.Text
				d.Related = append(d.Related, p.Related(above.Span, "the request above it"))
				break
			}
		}
		if near != "" {
			d.Fixes = []diag.Fix{{Message: "Write " + near, Edits: []diag.Edit{{Span: n.Span, New: strconv.Quote(near)}}}}
		}
	}
}

// annNamedElsewhere returns the request of that name on another page of the set:
// the response was copied, or moved without it.
func annNamedElsewhere(p *rule.Pass, name string) []diag.Related {
	if p.Set.Flat {
		return nil
	}
	for _, use := range p.Set.RequestNames(name) {
		if use.Page != p.Page {
			return []diag.Related{{Source: use.Page.Source, Span: use.Name.Span, Message: "a request of that name on " + path.Base(use.Page.Source.Location)}}
		}
	}
	return nil
}

// annOwnName reports whether a request has a name, and one that no other has.
func annOwnName(r *page.Block, known []string) bool {
	names := r.Annotation.Strings("name")
	for _, n := range names {
		count := 0
		for _, k := range known {
			if k == n.Text {
				count++
			}
		}
		if count > 1 {
			return false
		}
	}
	return len(names) > 0
}

// alone reports a response without a name that has no request above it, or
// only that of another example which has its response.
func (p *annPairs) alone(blk *page.Block) {
	r := blk.Request
	if r == nil {
		if p.spoilt > blk.Span.Start {
			d := p.Report(annTypePlace(blk.Annotation), "response without a request above it")
			d.Key = keyOfAnnotation(blk.Annotation)
			d.Help = `Add the request, or mark the block "ignored"`
		}
		return
	}
	here, there := annExample(blk.Section), annExample(r.Section)
	if here == nil || there == nil || here == there || annWithin(here, there) || annWithin(there, here) || p.spoilt < blk.Span.Start {
		return
	}
	first := r.Responses[0]
	if first == blk || annExample(first.Section) != there {
		return
	}
	d := p.Report(annTypePlace(blk.Annotation), "response without a request in its example")
	d.Key = keyOfAnnotation(blk.Annotation)
	d.Help = `Add the request, or name the one that this is the response to`
	d.Related = []diag.Related{p.Related(r.Fence, "the nearest request, in another example"), p.Related(first.Fence, "its response")}
}

// annExample returns the section that holds an example's request and response.
func annExample(s *page.Section) *page.Section {
	for s != nil && (s.Role == page.ExampleRequest || s.Role == page.ExampleResponse) {
		s = s.Parent
	}
	return s
}

// annWithin reports whether s lies below of.
func annWithin(s, of *page.Section) bool {
	for s != nil && s != of {
		s = s.Parent
	}
	return s == of
}

// annFirstSpoilt returns the offset of the first annotation, which may be that of
// a request, that is misplaced, not closed or of no known type: that is the
// defect for the responses below it. It is behind the page if there is none.
func annFirstSpoilt(pg *page.Page) int {
	for _, a := range pg.Annotations {
		if a.Page {
			continue
		}
		t := strings.ToLower(a.Text("blockType"))
		known := slices.ContainsFunc(annBlockTypes(), func(k string) bool { return strings.EqualFold(k, t) })
		if open, _ := annOpen(pg, a); open || !known || t == "request" && a.Block == nil {
			return a.Span.Start
		}
	}
	return len(pg.Source.Bytes) + 1
}

// annRequestNames lists the names that a response may refer to: those of
// requests, ignored ones included.
func annRequestNames(pg *page.Page) []string {
	var names []string
	for _, a := range pg.Annotations {
		if a.Page || a.Block != nil && a.Block.Kind == page.ResponseBlock || a.Block == nil && strings.EqualFold(a.Text("blockType"), "response") {
			continue
		}
		for _, n := range a.Strings("name") {
			names = append(names, n.Text)
		}
	}
	return names
}
