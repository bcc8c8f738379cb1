package rules

import (
	"bytes"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var annotationOrphan = rule.Rule{
	ID:       "annotation-orphan",
	Title:    "An annotation stands directly above its block",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `An annotation belongs to the code block that follows it, with nothing but blank
lines between. With a sentence in between it annotates nothing, and the block below has no
annotation.

Reported: an annotation that no block follows, and what stands in between. If the block
below it lacks an annotation, the fix moves the annotation there. An annotation that says
"ignored" where there is nothing to ignore harms nobody; it is a warning.

Not reported: page annotations; a permissions annotation above an ` + "`[!INCLUDE]`" + ` or
its table; annotations that are not closed, which annotation-syntax reports.`,
	Check: func(p *rule.Pass) {
		for i, a := range p.Page.Annotations {
			if a.Block == nil && !a.Include && annReadable(p.Page, a) && !annAboveTable(p.Page, a) {
				annOrphan(p, a, annTarget(p.Page, i))
			}
		}
	},
}

// annAboveTable reports whether a permissions annotation stands above its table.
func annAboveTable(pg *page.Page, a *page.Annotation) bool {
	if !strings.EqualFold(a.Text("blockType"), "permissions") {
		return false
	}
	for _, t := range pg.Tables {
		if t.Span.Start == a.Between.Start {
			return true
		}
	}
	return false
}

// annTarget returns the block that annotation i was probably meant for: the next
// one of its section, unless that has an annotation or another annotation comes
// first; else nil.
func annTarget(pg *page.Page, i int) *page.Block {
	a := pg.Annotations[i]
	if a.Block != nil || a.Include || !annReadable(pg, a) {
		return nil
	}
	for _, blk := range pg.Blocks {
		if blk.Span.Start < a.Span.End {
			continue
		}
		if blk.Section != a.Section || blk.Annotation != nil || blk.Fence.Len() == 0 {
			return nil
		}
		if i+1 < len(pg.Annotations) && pg.Annotations[i+1].Span.Start < blk.Span.Start {
			return nil
		}
		return blk
	}
	return nil
}

func annOrphan(p *rule.Pass, a *page.Annotation, target *page.Block) {
	between := annBetween(p.Page, a)
	d := p.Report(annHead(a), "annotation has no block below it%s", rule.Aside(between))
	d.Key = keyOfAnnotation(a)
	if a.Between.Len() > 0 {
		d.Related = append(d.Related, p.Related(a.Between, "this stands where the block should"))
	}
	if target == nil {
		d.Help = "Delete the annotation, or add the block it describes"
		if strings.EqualFold(a.Text("blockType"), "ignored") {
			d.Severity = diag.Warning
		}
		return
	}
	d.Help = "Move the annotation directly above the block"
	d.Related = append(d.Related, p.Related(target.Fence, "the block without annotation"))
	if fix, ok := annMove(p.Page, a, target); ok {
		d.Fixes = []diag.Fix{fix}
	}
}

// annBetween says what stands between an annotation and a block.
func annBetween(pg *page.Page, a *page.Annotation) string {
	if a.Between.Len() == 0 {
		return ""
	}
	for _, o := range pg.Annotations {
		if o.Span.Start == a.Between.Start {
			return ": another annotation follows"
		}
	}
	for _, s := range pg.Sections {
		if s.Heading.Start == a.Between.Start {
			return ": the heading \"" + text.Clip(s.Title, 40) + "\" follows"
		}
	}
	first, _, _ := bytes.Cut(pg.Source.Bytes[a.Between.Start:a.Between.End], []byte{'\n'})
	return ": \"" + text.Clip(string(bytes.TrimSpace(first)), 40) + "\" stands between"
}

// annMove moves an annotation that stands on lines of its own directly above
// the block's fence, if both are indented alike.
func annMove(pg *page.Page, a *page.Annotation, blk *page.Block) (diag.Fix, bool) {
	src := pg.Source
	own := src.LineSpan(a.Span)
	indent := src.Slice(text.Span{Start: own.Start, End: a.Span.Start})
	fence := src.Line(src.LineAt(blk.Fence.Start)).Start
	behind := src.Bytes[a.Span.End:own.End]
	if len(bytes.TrimSpace(behind)) > 0 || strings.TrimSpace(indent) != "" ||
		indent != src.Slice(text.Span{Start: fence, End: blk.Fence.Start}) {
		return diag.Fix{}, false
	}
	gone := own
	alone := src.Blank(src.LineAt(own.Start)-1) && src.Blank(src.LineAt(own.End))
	if alone && own.End < fence { // one of the two blank lines goes with it
		gone.End = src.LineSpan(src.Line(src.LineAt(own.End))).End
	}
	paragraphs := 0
	for _, par := range pg.Paragraphs {
		if par.Span.Start >= own.End && par.Span.End <= fence {
			paragraphs++
		}
	}
	return diag.Fix{
		Message: "Move the annotation above the block", Safe: paragraphs == 1,
		Edits: []diag.Edit{{Span: gone}, {Span: text.Span{Start: fence, End: fence}, New: src.Slice(own)}},
	}, true
}
