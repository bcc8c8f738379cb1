package rules

import (
	"bytes"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var annotationSyntax = rule.Rule{
	ID:       "annotation-syntax",
	Title:    "Annotations are strict JSON",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `An annotation tells tools what the block below it shows. A tool that cannot
read it leaves the example unchecked and builds no sample from it, or, worse, reads
half of it. Some tools forgive a trailing comma; the next one does not.

Reported: every fault in the JSON of an annotation comment, each at its place: a
trailing or missing comma, names or strings without straight double quotes, comments,
duplicate keys, raw line breaks; an annotation that is no JSON object; a comment that is
not closed, so that the text below vanishes from the page.

In the ` + "`suppressions`" + ` of a page annotation messages of several lines are common
and every tool that reads them copes: raw line breaks there are one info for the annotation.

Not reported: comments that are no annotations.`,
	Check: func(p *rule.Pass) {
		for _, a := range p.Page.Annotations {
			if a.JSON != nil {
				annSyntax(p, a)
			}
		}
	},
}

// annSyntax reports the faults of one annotation.
func annSyntax(p *rule.Pass, a *page.Annotation) {
	if annUnclosed(p, a) {
		return
	}
	var wrapped []*jsondoc.Problem
	for i := range a.JSON.Problems {
		pr := &a.JSON.Problems[i]
		if a.Page && annWrapped(p.Page.Source, pr) {
			wrapped = append(wrapped, pr)
			continue
		}
		annProblem(p, pr)
	}
	annWrappedMessages(p, wrapped)
	switch root := a.JSON.Root; {
	case root == nil && len(a.JSON.Problems) == 0:
		d := p.Report(annHead(a), "annotation holds no JSON")
		d.Key, d.Help = keyOfAnnotation(a), `Write { "blockType": "…" } or delete the comment`
	case root != nil && len(a.JSON.Problems) == 0 && root.Kind != jsondoc.Object:
		d := p.Report(root.Span, "annotation is %s, not an object", root.Kind)
		d.Help = "Put the annotation's members in { }"
	}
}

func annProblem(p *rule.Pass, pr *jsondoc.Problem) {
	d := p.Report(pr.Span, "annotation: %s", rule.Aside(pr.Message))
	d.Help, d.Pointer = pr.Help, pr.Pointer
	if pr.Fix != nil {
		d.Fixes = []diag.Fix{*pr.Fix}
	}
	if pr.First != nil {
		msg := "opened here"
		if pr.Kind == jsondoc.DuplicateName {
			msg = "first here"
		}
		d.Related = []diag.Related{p.Related(*pr.First, msg)}
	}
}

// annWrapped reports whether the problem is a raw line break in one of a page
// annotation's suppressions.
func annWrapped(src *text.Source, pr *jsondoc.Problem) bool {
	return strings.HasPrefix(pr.Pointer, "/suppressions/") && pr.Span.Len() > 0 &&
		bytes.IndexByte([]byte("\r\n"), src.Bytes[pr.Span.Start]) >= 0
}

// annWrappedMessages reports all raw line breaks in suppressions as one info.
func annWrappedMessages(p *rule.Pass, wrapped []*jsondoc.Problem) {
	if len(wrapped) == 0 {
		return
	}
	d := p.Report(wrapped[0].Span, "raw line break in a string of the annotation's suppressions")
	d.Severity, d.Pointer = diag.Info, wrapped[0].Pointer
	d.Help = `Write \n for a line break inside a string`
	fix := diag.Fix{Message: "Escape the line breaks", Safe: true}
	for i, pr := range wrapped {
		if i > 0 {
			p.Also(d, pr.Span, "another raw line break").Pointer = pr.Pointer
		}
		if pr.Fix != nil {
			fix.Edits = append(fix.Edits, pr.Fix.Edits...)
			fix.Safe = fix.Safe && pr.Fix.Safe
		}
	}
	if len(fix.Edits) > 0 {
		d.Fixes = []diag.Fix{fix}
	}
}

// annOpen reports whether an annotation has no "-->" of its own: atEnd, it runs
// to the end of the page; else, to the end of a later comment.
func annOpen(pg *page.Page, a *page.Annotation) (open, atEnd bool) {
	for _, pr := range pg.Problems {
		if pr.Kind == page.UnclosedComment && pr.Span.Start == a.Span.Start {
			return true, true
		}
	}
	start := a.Span.Start + len("<!--")
	next := bytes.Index(pg.Source.Bytes[start:a.Span.End], []byte("<!--"))
	return next >= 0 && (a.JSON == nil || a.JSON.Root == nil || start+next >= a.JSON.Root.Span.End), false
}

// annUnclosed reports an annotation without an end of its own. What it swallowed
// is not its JSON, so its other faults are only those before the end of its object.
func annUnclosed(p *rule.Pass, a *page.Annotation) bool {
	open, atEnd := annOpen(p.Page, a)
	if !open {
		return false
	}
	src, root := p.Page.Source, a.JSON.Root
	d := p.Report(annHead(a), "annotation comment is not closed").As("open")
	d.Key = keyOfAnnotation(a)
	d.Help = "Close the comment with --> behind the object"
	if !atEnd {
		d.Related = append(d.Related, p.Related(text.Span{Start: a.Span.End - len("-->"), End: a.Span.End}, "the next --> closes it here"))
	}
	if root == nil || root.Kind != jsondoc.Object || src.Bytes[root.Span.End-1] != '}' {
		return true
	}
	for i := range a.JSON.Problems {
		if pr := &a.JSON.Problems[i]; pr.Span.End <= root.Span.End {
			annProblem(p, pr)
		}
	}
	d.Fixes = []diag.Fix{annClosing(src, root.Span.End)}
	return true
}

// annClosing closes a comment behind the object that ends at offset end, in
// place of what looks like a closing mark there.
func annClosing(src *text.Source, end int) diag.Fix {
	line := src.Line(src.LineAt(end - 1))
	rest := src.Bytes[end:line.End]
	gap := len(rest) - len(bytes.TrimLeft(rest, " \t"))
	mark := bytes.TrimRight(rest[gap:], " \t")
	sp := text.Span{Start: end, End: end}
	if len(mark) > 0 && len(bytes.Trim(mark, "-–—>! ")) == 0 {
		sp.End = end + gap + len(mark)
	}
	return diag.Fix{Message: "Close the comment", Edits: []diag.Edit{{Span: sp, New: " -->"}}}
}
