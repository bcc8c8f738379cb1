package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaConsistency = rule.Rule{
	ID:       "schema-consistency",
	Title:    "Properties of one object do not contradict each other",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `Some combinations are impossible although each value is valid: a link that only
lets people view does not come with the role ` + "`write`" + `. Schemas state such
constraints across properties, each with a title that is the message here.

Reported at the value that contradicts another.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.Consistency) },
}
