package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaEnum = rule.Rule{
	ID:       "schema-enum",
	Title:    "A value is one of those its schema lists",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `An enumeration's members are the contract: a value outside it is rejected by the
service or never returned by it.

Reported at the value, with the members allowed and the nearest of them. A warning
only: a value that differs in letter case alone, with a safe fix; one that is left blank;
one that a page leaves out where it lists "possible values" in prose rather than in a
table of members, since prose is not always complete.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.Enum) },
}
