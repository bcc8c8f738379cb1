package rules

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var annotationType = rule.Rule{
	ID:       "annotation-type",
	Title:    "Type names in annotations are well formed",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `The type in an annotation selects the schema that the block is checked against. A name
that is misspelt selects none, and a resource without a type defines nothing.

Reported in ` + "`@odata.type`, `@type` and `baseType`" + `: an empty name, a value that is no
string, ` + "`collection(`" + ` for ` + "`Collection(`" + `, unbalanced parentheses and other spellings that
OData does not know, a name without a namespace; a resource without a type, or of a primitive
type or a collection. A response that shows a JSON object while its annotation names no type is
a warning, as is a "#" before the name.

Not reported: primitive types with or without "Edm." and "stream" on messages and
examples; ` + "`\"baseType\": null`" + `; ignored blocks and batch responses without a type.`,
	Check: func(p *rule.Pass) {
		for _, a := range p.Page.Annotations {
			if !annReadable(p.Page, a) {
				continue
			}
			for _, key := range [...]string{"@odata.type", "@type", "baseType"} {
				if m := a.JSON.Root.Member(key); m != nil {
					annType(p, a, m)
				}
			}
			if a.TypeName() == nil && annMisspelt(a, "@odata.type") == nil && annMisspelt(a, "@type") == nil {
				annNoType(p, a)
			}
		}
	},
}

// annType checks a member that names a type.
func annType(p *rule.Pass, a *page.Annotation, m *jsondoc.Member) {
	v := m.Value
	report := func(sp text.Span, format string, args ...any) *diag.Diagnostic {
		d := p.Report(sp, format, args...)
		d.Pointer, d.Help = jsondoc.Pointer(m.Name), `Write "namespace.type" or "Collection(namespace.type)"`
		return d
	}
	switch {
	case v.Kind == jsondoc.Invalid, v.Kind == jsondoc.Null && m.Name == "baseType":
		return // annotation-syntax reports what is no JSON
	case v.Kind != jsondoc.String:
		report(v.Span, "%q is %s, not a type name", m.Name, v.Kind)
		return
	case strings.TrimSpace(v.Text) == "":
		report(v.Span, "%q is empty", m.Name)
		return
	}
	ref := odata.Parse(v.Text)
	for i := range ref.Faults {
		f := &ref.Faults[i]
		d := report(annInside(p.Page.Source, v, f.Start, f.End), "%s in %q", rule.Aside(f.Message), v.Text)
		if f.Fixable {
			if sp, ok := annExact(p.Page.Source, v, f.Start, f.End); ok {
				d.Help = "Write " + strconv.Quote(v.Text[:f.Start]+f.New+v.Text[f.End:])
				d.Fixes = []diag.Fix{{Message: "Write " + f.New, Safe: true, Edits: []diag.Edit{{Span: sp, New: f.New}}}}
			}
		}
	}
	if len(ref.Faults) == 0 && ref.Name != "" {
		annTypeUse(p, a, v, ref, report)
	}
}

// annTypeUse checks that a well-formed type may stand where it does.
func annTypeUse(p *rule.Pass, a *page.Annotation, v *jsondoc.Value, ref odata.TypeRef, report func(text.Span, string, ...any) *diag.Diagnostic) {
	src := p.Page.Source
	defines := strings.EqualFold(a.Text("blockType"), "resource")
	switch {
	case strings.HasPrefix(v.Text, "#"):
		d := report(annInside(src, v, 0, 1), "%q before the type in %q", "#", v.Text)
		d.Severity = diag.Warning
		d.Help = "Write " + strconv.Quote(v.Text[1:]) + ": the mark belongs in bodies only"
		if sp, ok := annExact(src, v, 0, 1); ok {
			d.Fixes = []diag.Fix{{Message: "Delete #", Safe: true, Edits: []diag.Edit{{Span: sp}}}}
		}
	case defines && (ref.Primitive() || ref.Collection):
		d := report(v.Span, "a resource cannot be of the type %q", v.Text)
		d.Help = `Write "namespace.type", the type that the block defines`
	case ref.Namespace() == "":
		d := report(annInside(src, v, ref.Start, ref.End), "type %q has no namespace", ref.Name)
		sp, ok := annExact(src, v, ref.Start, ref.Start)
		if ns := annNamespace(p.Page); ns != "" && ok {
			d.Help = "Write " + strconv.Quote(v.Text[:ref.Start]+ns+"."+v.Text[ref.Start:])
			d.Fixes = []diag.Fix{{Message: "Insert the namespace", Edits: []diag.Edit{{Span: sp, New: ns + "."}}}}
		}
	}
}

// annExact returns the place of bytes [start, end) of a string's text in the
// file, and whether the string is written without escapes, so that it is exact.
func annExact(src *text.Source, v *jsondoc.Value, start, end int) (text.Span, bool) {
	sp := text.Span{Start: v.Span.Start + 1 + start, End: v.Span.Start + 1 + end}
	return sp, v.Span.Len() == len(v.Text)+2 && src.Slice(v.Span)[1:v.Span.Len()-1] == v.Text
}

// annInside is annExact, or the whole value where that is not exact or empty.
func annInside(src *text.Source, v *jsondoc.Value, start, end int) text.Span {
	if sp, ok := annExact(src, v, start, end); ok && sp.Len() > 0 {
		return sp
	}
	return v.Span
}

// annNamespace returns the namespace that the page's other annotations use, else
// the one its "Namespace:" line gives, or "".
func annNamespace(pg *page.Page) string {
	for _, a := range pg.Annotations {
		if v := a.TypeName(); v != nil && v.Kind == jsondoc.String {
			if ref := odata.Parse(v.Text); ref.Namespace() != "" && !ref.Primitive() {
				return ref.Namespace()
			}
		}
	}
	for _, par := range pg.Paragraphs {
		if rest, ok := bytes.CutPrefix(par.Raw.Bytes, []byte("Namespace:")); ok {
			if words := bytes.Fields(rest); len(words) > 0 {
				return string(bytes.Trim(words[0], "`*."))
			}
		}
	}
	return ""
}

// annNoType reports a resource without a type, and a response without one that
// shows a JSON object.
func annNoType(p *rule.Pass, a *page.Annotation) {
	if a.Block == nil {
		return
	}
	var d *diag.Diagnostic
	switch a.Block.BlockType() {
	case "resource":
		d = p.Report(annTypePlace(a), "resource without @odata.type")
	case "response":
		if !annShowsObject(a.Block) || annIsBatch(p, a.Block) {
			return
		}
		d = p.Report(annTypePlace(a), "response shows JSON, but its annotation names no @odata.type")
		d.Severity = diag.Warning
	default:
		return
	}
	d.Key, d.Help = keyOfAnnotation(a), `Add "@odata.type" with the type that the block shows`
	if declared := annBodyType(a.Block.JSON); declared != "" {
		d.Fixes = []diag.Fix{annAddType(p.Page.Source, a, declared)}
	}
}

// annShowsObject reports whether a response's body is an object with members
// other than an error's, on success.
func annShowsObject(blk *page.Block) bool {
	if blk.HTTP == nil || blk.Kind != page.ResponseBlock || blk.HTTP.Code >= 400 || blk.JSON == nil || blk.JSON.Root == nil || blk.Annotation.Flag("expectError") {
		return false
	}
	root := blk.JSON.Root
	return root.Kind == jsondoc.Object && len(root.Members) > 0 && root.Get("error") == nil
}

// annIsBatch reports whether a block answers a batch request, for which no type exists.
func annIsBatch(p *rule.Pass, blk *page.Block) bool {
	return slices.ContainsFunc(p.Conformance(), func(c rule.Conformance) bool { return c.Block == blk && c.Reason == rule.Batch })
}

// annAddType inserts the type behind blockType, on a line of its own if that
// has one.
func annAddType(src *text.Source, a *page.Annotation, name string) diag.Fix {
	m := a.JSON.Root.Member("blockType")
	gap := src.Bytes[a.JSON.Root.Span.Start+1 : m.NameSpan.Start]
	if len(bytes.TrimSpace(gap)) > 0 || bytes.IndexByte(gap, '\n') < 0 {
		gap = []byte(" ")
	}
	at := m.Value.Span.End
	return diag.Fix{
		Message: "Insert @odata.type",
		Edits:   []diag.Edit{{Span: text.Span{Start: at, End: at}, New: "," + string(gap) + `"@odata.type": ` + strconv.Quote(name)}},
	}
}
