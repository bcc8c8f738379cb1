package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaProperty = rule.Rule{
	ID:       "schema-property",
	Title:    "Every property belongs to its type",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A property that the type does not have is misspelt, has another letter case, or is
not documented. Clients that copy it send or expect something nobody reads.

Reported at the name, with the nearest known name if there is one; a difference in
letter case alone has a safe fix. Control information (` + "`@odata.type`" + `, ` + "`x@odata.y`" + `)
and properties of open types pass.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.Property) },
}
