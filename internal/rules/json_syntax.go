package rules

import (
	"slices"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

var jsonSyntax = rule.Rule{
	ID:       "json-syntax",
	Title:    "JSON is well formed",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `Readers paste examples into their code, tools generate snippets from them. Text
that no JSON parser accepts (RFC 8259) fails for all of them.

Reported, each fault at its own place: missing commas, colons and quotes, wrong,
smart or single quotes, brackets that do not match or never close, raw line breaks
and control characters in strings, bad escapes, literals of other languages
(` + "`True`, `None`, `undefined`" + `), numbers that JSON does not know, invisible
characters used as white space, bare words, and a second value behind the first.

Trailing commas, comments, "..." for what was left out, and repeated names have
rules of their own. JSON in an annotation is checked by annotation-syntax.`,
	Check: func(p *rule.Pass) {
		reportJSON(p, jsondoc.Syntax, jsondoc.LoneSurrogate, jsondoc.TooDeep)
	},
}

// reportJSON reports the problems of the given kinds in every JSON text of the page.
func reportJSON(p *rule.Pass, kinds ...jsondoc.ProblemKind) {
	for _, blk := range p.Page.Blocks {
		for _, doc := range blk.Documents() {
			for i := range doc.Problems {
				if pr := &doc.Problems[i]; slices.Contains(kinds, pr.Kind) {
					d := reportProblem(p, pr)
					if pr.Kind == jsondoc.Comment && blk.Kind == page.ResourceBlock {
						d.Severity = diag.Warning // a type's notation explains itself; nobody sends it
					}
				}
			}
		}
	}
}

func reportProblem(p *rule.Pass, pr *jsondoc.Problem) *diag.Diagnostic {
	d := p.Report(pr.Span, "%s", rule.Aside(pr.Message))
	d.Help, d.Pointer = pr.Help, pr.Pointer
	if pr.Fix != nil {
		d.Fixes = []diag.Fix{*pr.Fix}
	}
	if pr.First == nil {
		return d
	}
	note := "opened here"
	if pr.Kind == jsondoc.DuplicateName {
		note = "first written here"
	}
	d.Related = append(d.Related, p.Related(*pr.First, note))
	return d
}
