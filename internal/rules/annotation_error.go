package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var annotationError = rule.Rule{
	ID:       "annotation-error",
	Title:    "Responses that show errors say so, and others do not",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `With ` + "`\"expectError\": true`" + ` an annotation says that a response is an error on purpose:
tools then look for an error object (OData JSON Format 4.01 section 21.1) instead of the type.

Reported: ` + "`expectError`" + ` on a response with a success status, and on one whose JSON body has no
member ` + "`error`" + `; a success status over a body that is an error object.

Not reported: a 4xx or 5xx response without ` + "`expectError`" + `, because its status says enough;
errors without a body, and bodies that are no JSON object.`,
	Check: func(p *rule.Pass) {
		for _, blk := range p.Page.Blocks {
			if blk.BlockType() == "response" && blk.Kind == page.ResponseBlock && blk.HTTP != nil {
				annError(p, blk)
			}
		}
	},
}

func annError(p *rule.Pass, blk *page.Block) {
	success := blk.HTTP.Code >= 200 && blk.HTTP.Code < 300
	body := annObject(blk.JSON)
	shows := body != nil && body.Get("error") != nil && body.Get("error").Kind == jsondoc.Object
	v := blk.Annotation.Get("expectError")
	switch expects := blk.Annotation.Flag("expectError"); {
	case expects && success:
		d := p.Report(v.Span, "expectError on a response with status %d", blk.HTTP.Code)
		d.Pointer, d.Help = "/expectError", "Show the error's status, or delete expectError"
		d.Related = []diag.Related{p.Related(blk.HTTP.Status.Span, "the status")}
	case expects && body != nil && !shows:
		d := p.Report(v.Span, `expectError on a response whose body has no object "error"`).As("body")
		d.Pointer, d.Help = "/expectError", "Show the error, or delete expectError"
		d.Related = []diag.Related{p.Related(annOpening(body), "the body")}
	case !expects && success && shows && len(body.Members) == 1:
		d := p.Report(blk.HTTP.Status.Span, "status %d over an error", blk.HTTP.Code)
		d.Help = "Show the status that comes with the error"
		d.Related = []diag.Related{p.Related(body.Members[0].NameSpan, "the error")}
	}
}

// annObject returns the object that a body is, or nil.
func annObject(doc *jsondoc.Document) *jsondoc.Value {
	if doc == nil || doc.Root == nil || doc.Root.Kind != jsondoc.Object {
		return nil
	}
	return doc.Root
}

// annOpening is the brace that opens an object.
func annOpening(v *jsondoc.Value) text.Span {
	return text.Span{Start: v.Span.Start, End: v.Span.Start + 1}
}
