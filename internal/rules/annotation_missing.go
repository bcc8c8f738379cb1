package rules

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var annotationMissing = rule.Rule{
	ID:       "annotation-missing",
	Title:    "http and json blocks are annotated",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `Without an annotation a tool must guess what a block shows: whether a request is an
example or a template, what type a body has. Most tools do not guess, and leave the block
unchecked and without code samples.

Reported: a fenced block in the language http (also msgraph-interactive) or json on a method or resource page with
no annotation above it. The fix inserts one with the blockType that the block's content
gives; a name or a type in it may need a second look. A method page that annotates nothing, or only
"ignored" blocks, is of a doc set that leaves its examples alone: that is one info for the page,
as it is on a resource page without any annotation and without doc_type, and on an overview of a
doc set whose other pages have annotations.
A block that holds no message, no routes and no whole JSON, such as a lone URL, is an info too:
its annotation could only say "ignored". So is a request line with headers, the body of which
is an annotated block of its own.

Not reported: other languages; tabs of other languages than HTTP; a block whose annotation
stands too far above it, which annotation-orphan reports; other kinds of pages.`,
	Options: []rule.Option{{
		Name: "languages", Default: []string{"http", "json", "msgraph-interactive"}, Check: annFaultOfLanguage,
		Doc: "Languages of the fences that need an annotation, in any letter case",
	}},
	Check: func(p *rule.Pass) {
		overview := p.Page.Kind == page.Conceptual && annCustom(p.Set)
		if p.Page.Kind != page.API && p.Page.Kind != page.Resource && !overview {
			return
		}
		bare := annBareBlocks(p.Page, p.Strings("languages"))
		if len(bare) == 0 {
			return
		}
		if annNever(p.Page) && (p.Page.Kind == page.API || len(p.Page.Annotations) == 0 && p.Page.Front.Field("doc_type") == nil) {
			annUnannotatedPage(p, bare, "a page that annotates no example")
			return
		}
		if overview {
			annUnannotatedPage(p, bare, "an overview")
			return
		}
		for _, blk := range bare {
			d := p.Report(annFenceMark(blk), "%s block without annotation", rule.Aside(strings.ToLower(blk.Language)))
			d.Key = keyOfBlock(blk)
			d.Help = `Insert <!-- { "blockType": "…" } --> above the fence`
			if blk.Kind == page.Other || annHeadOfNext(p.Page, blk) {
				d.Severity = diag.Info
			}
			d.Fixes = []diag.Fix{{Message: "Insert an annotation", Edits: []diag.Edit{annInsertion(p.Page, blk)}}}
		}
	},
}

// annHeadOfNext reports whether the block is a request without its body, which
// the next block of the section shows under an annotation of its own.
func annHeadOfNext(pg *page.Page, blk *page.Block) bool {
	if blk.Kind != page.RequestBlock || blk.HTTP == nil || len(blk.HTTP.Body.Bytes) > 0 {
		return false
	}
	for _, next := range pg.Blocks {
		if next.Span.Start > blk.Span.Start {
			return next.Section == blk.Section && next.Annotation != nil && next.HTTP == nil && next.JSON != nil
		}
	}
	return false
}

// annCustom reports whether annotations are the custom of a doc set: pages of it
// that describe methods and types have some.
func annCustom(set *docset.Set) bool {
	return !set.Flat && slices.ContainsFunc(set.Pages, func(pg *page.Page) bool {
		return (pg.Kind == page.API || pg.Kind == page.Resource) && len(pg.Annotations) > 0
	})
}

// annUnannotatedPage reports all blocks of a page of the given kind as one finding.
func annUnannotatedPage(p *rule.Pass, bare []*page.Block, kind string) {
	d := p.Report(annFenceMark(bare[0]), "%d %s blocks without annotation on %s", len(bare), rule.Aside(annLanguages(p)), rule.Aside(kind))
	d.Key = keyOfBlock(bare[0])
	if len(bare) == 1 {
		d.Message = strings.ToLower(bare[0].Language) + " block without annotation on " + kind
	}
	d.Severity = diag.Info
	d.Help = `Insert <!-- { "blockType": "…" } --> above each fence`
	fix := diag.Fix{Message: "Insert the annotations"}
	for i, blk := range bare {
		if i > 0 {
			p.Also(d, annFenceMark(blk), "another block without annotation", keyOfBlock(blk))
		}
		fix.Edits = append(fix.Edits, annInsertion(p.Page, blk))
	}
	d.Fixes = []diag.Fix{fix}
}

// annLanguages names the languages that need an annotation, for messages.
func annLanguages(p *rule.Pass) string {
	if !p.Given("languages") {
		return "http and json" // no other is written on purpose
	}
	return metadataList(p.Strings("languages"), "and", 4)
}

// annBareBlocks lists the fences without annotation that need one by their languages.
func annBareBlocks(pg *page.Page, languages []string) []*page.Block {
	var bare []*page.Block
	for _, blk := range pg.Blocks {
		if blk.Annotation != nil || blk.Fence.Len() == 0 || !annWantsAnnotation(blk.Language, languages) ||
			blk.Tab != nil && !strings.EqualFold(blk.Tab.ID, "http") {
			continue
		}
		bare = append(bare, blk)
	}
	if len(bare) == 0 {
		return nil
	}
	meant := map[*page.Block]bool{}
	for i := range pg.Annotations {
		if blk := annTarget(pg, i); blk != nil {
			meant[blk] = true
		}
	}
	kept := bare[:0]
	for _, blk := range bare {
		if !meant[blk] {
			kept = append(kept, blk)
		}
	}
	return kept
}

// annWantsAnnotation reports whether fences in the language are annotated.
func annWantsAnnotation(language string, languages []string) bool {
	return slices.ContainsFunc(languages, func(l string) bool { return strings.EqualFold(l, language) })
}

// annFaultOfLanguage says what keeps a text from being the language of a fence
// (CommonMark section 4.5: the first word of the info string).
func annFaultOfLanguage(s string) string {
	if strings.ContainsAny(s, " `") {
		return "is no language of a fence: it is one word"
	}
	return ""
}

// annNever reports whether the page annotates no block but to have it ignored.
func annNever(pg *page.Page) bool {
	for _, a := range pg.Annotations {
		if !a.Page && !strings.EqualFold(a.Text("blockType"), "ignored") {
			return false
		}
	}
	return true
}

// annFenceMark is the opening fence with its language.
func annFenceMark(blk *page.Block) text.Span {
	return text.Span{Start: blk.Fence.Start, End: max(blk.Fence.End, blk.Info.Start+len(blk.Language))}
}

// annInsertion inserts an annotation on a line of its own above the fence.
func annInsertion(pg *page.Page, blk *page.Block) diag.Edit {
	at := blk.Fence.Start
	line := pg.Source.Line(pg.Source.LineAt(at))
	indent := []byte(pg.Source.Slice(text.Span{Start: line.Start, End: at}))
	for i, c := range indent {
		if c != '>' && c != '\t' {
			indent[i] = ' ' // a list mark opens the item once only
		}
	}
	ending := "\n"
	if line.End < len(pg.Source.Bytes) && pg.Source.Bytes[line.End] == '\r' {
		ending = "\r\n"
	}
	return diag.Edit{Span: text.Span{Start: at, End: at}, New: annFor(pg, blk) + ending + string(indent)}
}

// annFor writes the annotation that fits what the block shows.
func annFor(pg *page.Page, blk *page.Block) string {
	declared := annBodyType(blk.JSON)
	if declared == "" && blk.Kind == page.ResourceBlock {
		declared = annTitleType(pg)
	}
	switch {
	case blk.Kind == page.RequestBlock && len(blk.Responses) > 0 && !blk.Section.In(page.HTTPRequest):
		return `<!-- { "blockType": "request", "name": ` + strconv.Quote(annFreeName(pg, blk)) + " } -->"
	case blk.Kind == page.ResponseBlock && blk.Request != nil && declared != "":
		return `<!-- { "blockType": "response", "truncated": true, "@odata.type": ` + strconv.Quote(declared) + " } -->"
	case blk.Kind == page.ResponseBlock && blk.Request != nil:
		return `<!-- { "blockType": "response", "truncated": true } -->`
	case blk.Kind == page.ResourceBlock && declared != "" && blk.Section.In(page.JSONRepresentation):
		return `<!-- { "blockType": "resource", "@odata.type": ` + strconv.Quote(declared) + " } -->"
	case (blk.Kind == page.JSONBlock || blk.Kind == page.ResourceBlock) && declared != "":
		return `<!-- { "blockType": "example", "@odata.type": ` + strconv.Quote(declared) + " } -->"
	}
	return `<!-- { "blockType": "ignored" } -->`
}

// annBodyType returns the type that a body declares, without its "#", or "".
func annBodyType(doc *jsondoc.Document) string {
	if doc == nil {
		return ""
	}
	v := doc.Root.Get("@odata.type")
	if v == nil || v.Kind != jsondoc.String {
		return ""
	}
	return strings.TrimPrefix(v.Text, "#")
}

// annTitleType returns the type that a resource page is about: its namespace and
// the first word of its title, or "".
func annTitleType(pg *page.Page) string {
	ns := annNamespace(pg)
	if ns == "" || pg.Title == nil {
		return ""
	}
	name, _, _ := strings.Cut(pg.Title.Title, " ")
	if name == "" || strings.IndexFunc(name, func(r rune) bool { return !isNameRune(r) }) >= 0 {
		return ""
	}
	return ns + "." + name
}

// annFreeName makes a name for a request out of the page's file name that no
// request of the page has. Bare requests are numbered in page order.
func annFreeName(pg *page.Page, blk *page.Block) string {
	base := strings.TrimSuffix(path.Base(pg.Source.Path), path.Ext(pg.Source.Path))
	base = strings.ReplaceAll(base, "-", "_")
	taken := map[string]bool{}
	for _, n := range annRequestNames(pg) {
		taken[strings.ToLower(n)] = true
	}
	for _, o := range pg.Blocks {
		if o.Kind != page.RequestBlock || o.Annotation != nil && o != blk {
			continue
		}
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = base + "_" + strconv.Itoa(n)
		}
		if o == blk {
			return name
		}
		taken[strings.ToLower(name)] = true
	}
	return base
}
