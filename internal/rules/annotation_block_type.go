package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var annotationBlockType = rule.Rule{
	ID:       "annotation-block-type",
	Title:    "An annotation says what its block shows",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `The member ` + "`blockType`" + ` decides how a block is read: a request is paired with
its response, a response is checked against its type, a resource defines one. Under a wrong
name the block is checked as something else, or not at all.

Reported: an annotation without ` + "`blockType`" + `, or with one that is not a string or
not one of request, response, ignored, resource, example, samples, simulatedResponse,
testParams and permissions; a block of the other kind than its annotation says, such as a
request annotated as a response; a resource in a fence of another language than json; a page
annotation whose ` + "`type`" + ` is misspelt. A difference in letter case only is a warning, because
tools read it all the same, and so is an example in a fence that is neither json nor http.

Not reported: comments with JSON that no block follows and that use no word of the
dialect; a block that is too broken to tell what it shows.`,
	Check: func(p *rule.Pass) {
		for _, a := range p.Page.Annotations {
			if v := annPageLike(a); v != nil {
				annNoPage(p, v)
			} else if annReadable(p.Page, a) {
				annBlockType(p, a)
			}
		}
	},
}

func annBlockType(p *rule.Pass, a *page.Annotation) {
	m := a.JSON.Root.Member("blockType")
	if m == nil {
		annNoBlockType(p, a)
		return
	}
	v := m.Value
	name := strings.TrimSpace(v.Text)
	switch {
	case v.Kind == jsondoc.Invalid && v.Span.Len() == 0, v.Kind == jsondoc.Invalid && name == "":
		return // annotation-syntax says that the value is missing
	case v.Kind != jsondoc.String && v.Kind != jsondoc.Invalid:
		d := p.Report(v.Span, "blockType is %s, not a string", v.Kind)
		d.Pointer, d.Help = "/blockType", annBlockTypeHelp()
		return
	case name == "":
		d := p.Report(v.Span, "blockType is empty")
		d.Pointer, d.Help = "/blockType", annBlockTypeHelp()
		return
	}
	for _, t := range annBlockTypes() {
		if v.Text == t {
			annContent(p, a, v)
			annLanguage(p, a, v)
			return
		}
	}
	annUnknownType(p, v)
}

func annBlockTypeHelp() string {
	return "Write one of " + strings.Join(annBlockTypes(), ", ")
}

// annUnknownType reports a value that is no blockType.
func annUnknownType(p *rule.Pass, v *jsondoc.Value) {
	near := schema.Closest(strings.TrimSpace(v.Text), annBlockTypes())
	var d *diag.Diagnostic
	switch {
	case near == "":
		d = p.Report(v.Span, "unknown blockType %q", v.Text)
		d.Help = annBlockTypeHelp()
	case strings.EqualFold(near, v.Text):
		d = p.Report(v.Span, "blockType %q is written %q", v.Text, rule.Aside(near))
		d.Severity = diag.Warning
		d.Help = "Write " + near
	default:
		d = p.Report(v.Span, "unknown blockType %q, did you mean %q?", v.Text, rule.Aside(near))
		d.Help = annBlockTypeHelp()
	}
	d.Pointer = "/blockType"
	if near != "" {
		d.Fixes = []diag.Fix{{
			Message: "Write " + near, Safe: d.Severity == diag.Warning,
			Edits: []diag.Edit{{Span: v.Span, New: `"` + near + `"`}},
		}}
	}
}

// annNoBlockType reports an annotation without blockType, on the member that
// seems to be it.
func annNoBlockType(p *rule.Pass, a *page.Annotation) {
	if m := annMisspelt(a, "blockType"); m != nil {
		d := p.Report(m.NameSpan, "annotation without blockType: %q is no key, did you mean %q?", m.Name, rule.Aside("blockType"))
		d.Help = annBlockTypeHelp()
		d.Fixes = []diag.Fix{{Message: "Write blockType", Edits: []diag.Edit{{Span: m.NameSpan, New: `"blockType"`}}}}
		return
	}
	d := p.Report(annHead(a), "annotation without blockType")
	d.Key, d.Help = keyOfAnnotation(a), annBlockTypeHelp()
}

// annNoPage reports a misspelt mark of a page annotation.
func annNoPage(p *rule.Pass, v *jsondoc.Value) {
	d := p.Report(v.Span, "type %q is no page annotation, did you mean %q?", v.Text, rule.Aside("#page.annotation"))
	d.Pointer, d.Help = "/type", `Write "type": "#page.annotation"`
	d.Fixes = []diag.Fix{{Message: "Write #page.annotation", Edits: []diag.Edit{{Span: v.Span, New: `"#page.annotation"`}}}}
}

// annContent reports a message of the other kind than the annotation says.
func annContent(p *rule.Pass, a *page.Annotation, v *jsondoc.Value) {
	if a.Block == nil || a.Block.HTTP == nil {
		return
	}
	shows, want := a.Block.HTTP.Kind, httpmsg.None
	switch v.Text {
	case "request":
		want = httpmsg.Request
	case "response", "simulatedResponse":
		want = httpmsg.Response
	}
	if want == httpmsg.None || shows == httpmsg.None || shows == want {
		return
	}
	is := "request"
	start := a.Block.HTTP.Method.Span
	if shows == httpmsg.Response {
		is, start = "response", a.Block.HTTP.Version.Span
	}
	d := p.Report(v.Span, "blockType is %q, but the block shows a %s", v.Text, rule.Aside(is))
	d.Key = keyOfAnnotation(a)
	d.Pointer, d.Help = "/blockType", `Write "blockType": "`+is+`", or show the message that the annotation names`
	d.Related = []diag.Related{p.Related(start, "the "+is+" starts here")}
}

// annLanguage reports a resource or an example in a fence of a language that no
// tool reads it in.
func annLanguage(p *rule.Pass, a *page.Annotation, v *jsondoc.Value) {
	blk := a.Block
	if blk == nil || blk.Fence.Len() == 0 || strings.EqualFold(blk.Language, "json") {
		return
	}
	var d *diag.Diagnostic
	switch {
	case v.Text == "resource":
		d = p.Report(annFenceMark(blk), "resource in a fence of the language %q, not json", blk.Language)
		if blk.Language == "" {
			d.Message = "resource in a fence without the language json"
		}
	case v.Text == "example" && !strings.EqualFold(blk.Language, "http"):
		d = p.Report(annFenceMark(blk), "example in a fence of the language %q, not json or http", blk.Language)
		if blk.Language == "" {
			d.Message = "example in a fence without a language"
		}
		d.Severity = diag.Warning
	default:
		return
	}
	d.Key, d.Related = keyOfAnnotation(a), []diag.Related{p.Related(v.Span, "the annotation")}
	d.Help = `Write the language that the block is in, or "blockType": "ignored"`
	if blk.JSON != nil && blk.HTTP == nil && len(blk.JSON.Problems) == 0 {
		at := text.Span{Start: blk.Info.Start, End: blk.Info.Start + len(blk.Language)}
		d.Fixes = []diag.Fix{{Message: "Write json", Safe: true, Edits: []diag.Edit{{Span: at, New: "json"}}}}
	}
}
