package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaRequired = rule.Rule{
	ID:       "schema-required",
	Title:    "Required properties are present",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `A response that leaves out what the service always returns misleads clients about
what they can rely on.

A property of a type that pages describe is required if the resource block and a table
of properties show it and ` + "`optionalProperties`" + ` does not name it.

Reported at the object that lacks the property. Not checked: requests, responses
marked ` + "`\"truncated\": true`" + `, responses to a request with ` + "`$select`" + `, objects that say
"..." for what they leave out, and, for types that pages describe, objects within others.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.Required) },
}
