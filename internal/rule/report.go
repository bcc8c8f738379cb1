package rule

import (
	"fmt"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// Aside is an argument of Report that is printed like any other text and does not
// tell the finding from others, because it may change while the fault stays: words
// of docgauge's own, a suggestion, what stands elsewhere on the page or on another.
type Aside string

// Report records a finding at sp and returns it, so that a rule can add help,
// related places, fixes, a JSON pointer or a lower severity. The arguments that
// are strings, and no Aside, are its key: numbers are counts and lengths, mostly.
func (p *Pass) Report(sp text.Span, format string, args ...any) *diag.Diagnostic {
	d := &diag.Diagnostic{
		Rule: p.rule.ID, Severity: p.rule.Severity,
		Source: p.Page.Source, Span: sp, Message: fmt.Sprintf(format, args...), Key: keyOf(args),
	}
	p.found = append(p.found, d)
	return d
}

// keyOf joins the arguments that tell a finding from others.
func keyOf(args []any) string {
	var texts []string
	for _, arg := range args {
		if s, ok := arg.(string); ok {
			texts = append(texts, s)
		}
	}
	return diag.JoinKey(texts...)
}

// Related makes a related place on the page of this pass.
func (p *Pass) Related(sp text.Span, message string) diag.Related {
	return diag.Related{Source: p.Page.Source, Span: sp, Message: message}
}

// Also adds to a finding that is otherwise complete a further fault, as a related
// place and as a part, which is returned. about are the arguments that Report
// would have got for it alone: the part is then known as a finding of its own was.
func (p *Pass) Also(d *diag.Diagnostic, sp text.Span, message string, about ...any) *diag.Part {
	d.Related = append(d.Related, p.Related(sp, message))
	if len(d.Parts) == 0 {
		d.Parts = []diag.Part{{Span: d.Span, Pointer: d.Pointer, Key: d.Key}}
	}
	d.Parts = append(d.Parts, diag.Part{Span: sp, Pointer: d.Pointer, Key: keyOf(about)})
	return &d.Parts[len(d.Parts)-1]
}
