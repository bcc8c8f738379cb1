package rules

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var annotationKey = rule.Rule{
	ID:       "annotation-key",
	Title:    "Annotations use known keys with values of their kind",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `Tools pass over a key that they do not know: ` + "`truncatd`" + ` asks for nothing,
` + "`scope`" + ` restricts nothing, and nobody is told.

Reported: a key outside the vocabulary of block annotations, with the key that was
probably meant; a value of another kind than the key wants, such as the string "true"
for true; in a page annotation, which may hold keys of its own, only a key that looks
like a misspelt one.

Not reported here: ` + "`blockType`, `name` and the type names" + ` have rules of their own, as
has a misspelt blockType.`,
	Options: []rule.Option{{
		Name: "allow", Default: []string(nil),
		Doc: "Further keys, such as a tool of your own reads; letter case counts",
	}},
	Check: func(p *rule.Pass) {
		for _, a := range p.Page.Annotations {
			switch {
			case a.Page || annPageLike(a) != nil:
				annPageKey(p, a)
			case annReadable(p.Page, a):
				annBlockKey(p, a)
			}
		}
	},
}

// annBlockKey checks the members of a block's annotation.
func annBlockKey(p *rule.Pass, a *page.Annotation) {
	keys, allowed := annBlockKeys, p.Strings("allow")
	typed := a.Get("blockType") != nil
	for i := range a.JSON.Root.Members {
		m := &a.JSON.Root.Members[i]
		shape := annShapeOf(keys, m.Name)
		switch {
		case slices.Contains(allowed, m.Name):
		case shape == annNone:
			if meant := annMeant(keys, m.Name); typed || meant != "blockType" {
				annUnknownKey(p, m, meant)
			}
		case m.Name == "blockType" || m.Name == "name" || m.Name == "@odata.type" || m.Name == "@type" || m.Name == "baseType":
		case m.Value.Kind != jsondoc.Invalid && m.Value.Kind != jsondoc.Null && !shape.fits(m.Value):
			annWrongShape(p, m, shape)
		case m.Name == "target":
			annTargetValue(p, m.Value)
		}
	}
}

// annPageKey reports misspelt members of a page annotation.
func annPageKey(p *rule.Pass, a *page.Annotation) {
	if a.JSON == nil || a.JSON.Root == nil {
		return
	}
	keys, allowed := annPageKeys(), p.Strings("allow")
	for i := range a.JSON.Root.Members {
		m := &a.JSON.Root.Members[i]
		shape := annShapeOf(keys, m.Name)
		if slices.Contains(allowed, m.Name) {
			continue
		}
		if shape == annNone {
			if meant := annMeant(keys, m.Name); meant != "" && a.Get(meant) == nil {
				annUnknownKey(p, m, meant)
			}
		} else if m.Value.Kind != jsondoc.Invalid && m.Value.Kind != jsondoc.Null && !shape.fits(m.Value) {
			annWrongShape(p, m, shape)
		}
	}
}

// annUnknownKey reports a key; meant is the one it probably stands for, or "".
func annUnknownKey(p *rule.Pass, m *jsondoc.Member, meant string) {
	if meant == "" {
		d := p.Report(m.NameSpan, "unknown key %q in the annotation", m.Name)
		d.Pointer, d.Help = jsondoc.Pointer(m.Name), "Delete the member: no tool reads it"
		return
	}
	d := p.Report(m.NameSpan, "unknown key %q in the annotation, did you mean %q?", m.Name, rule.Aside(meant))
	d.Pointer, d.Help = jsondoc.Pointer(m.Name), "Write "+meant
	d.Fixes = []diag.Fix{{
		Message: "Write " + meant, Safe: strings.EqualFold(m.Name, meant),
		Edits: []diag.Edit{{Span: m.NameSpan, New: `"` + meant + `"`}},
	}}
}

// annWrongShape reports a value of another kind than its key wants.
func annWrongShape(p *rule.Pass, m *jsondoc.Member, shape annShape) {
	v := m.Value
	text := strings.ToLower(strings.TrimSpace(v.Text))
	if shape == annBool && v.Kind == jsondoc.String && (text == "true" || text == "false") {
		d := p.Report(v.Span, "%q is the string %q, not the boolean %s", m.Name, v.Text, rule.Aside(text))
		d.Pointer, d.Help = jsondoc.Pointer(m.Name), "Write "+text+" without quotes"
		d.Fixes = []diag.Fix{{Message: "Write " + text, Safe: true, Edits: []diag.Edit{{Span: v.Span, New: text}}}}
		return
	}
	d := p.Report(v.Span, "%q is %s, not %s", m.Name, rule.Aside(annShown(v, shape)), shape)
	d.Pointer, d.Help = jsondoc.Pointer(m.Name), "Write "+shape.String()
	if shape == annTexts && v.Kind == jsondoc.String {
		d.Fixes = []diag.Fix{{Message: "Put the string in an array", Edits: []diag.Edit{{Span: v.Span, New: "[" + p.Page.Source.Slice(v.Span) + "]"}}}}
	}
}

// annShown names a value for a message: a string as written, other kinds by name.
func annShown(v *jsondoc.Value, want annShape) string {
	switch {
	case v.Kind == jsondoc.String:
		return "the string " + strconv.Quote(text.Clip(v.Text, 40))
	case v.Kind == jsondoc.Array && (want == annTexts || want == annObjects):
		return "an array with other values"
	}
	return v.Kind.String()
}

// annTargetValue reports a target that is none of the four.
func annTargetValue(p *rule.Pass, v *jsondoc.Value) {
	known := []string{"object", "collection", "action", "function"}
	if v.Kind != jsondoc.String || slices.Contains(known, strings.ToLower(v.Text)) {
		return
	}
	d := p.Report(v.Span, "unknown target %q", v.Text)
	d.Pointer, d.Help = "/target", "Write one of "+strings.Join(known, ", ")
}
