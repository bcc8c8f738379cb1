package rules

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

// reportViolations reports the departures of the given kinds from the schemas in force.
func reportViolations(p *rule.Pass, kinds ...schema.Kind) {
	for _, c := range p.Conformance() {
		for i := range c.Violations {
			v := &c.Violations[i]
			if !slices.Contains(kinds, v.Kind) {
				continue
			}
			d := p.Report(v.Span, "%s", v.Message)
			d.Help, d.Pointer = sentence(v.Help), v.Pointer
			if v.Fix != nil {
				d.Fixes = []diag.Fix{*v.Fix}
				if v.Kind == schema.Enum && v.Fix.Safe {
					d.Severity = diag.Warning // letter case alone: services differ in whether they mind
				}
			}
			if name := c.Block.Annotation.TypeName(); name != nil && v.Kind == schema.Collection {
				d.Related = append(d.Related, p.Related(name.Span, "declared here"))
			}
		}
	}
}

// sentence begins a text with a capital letter.
func sentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[n:]
}
