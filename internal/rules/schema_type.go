package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaType = rule.Rule{
	ID:       "schema-type",
	Title:    "A value has the JSON type that its schema asks for",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `A client that reads a number where the page shows a string is wrong on the first
call. Every value of a known type is compared with the JSON type in the schema.

Reported at the value. ` + "`null`" + ` passes unless the schema forbids it; numbers as
strings pass where OData allows them (Int64, Decimal). Request bodies without a
declared type are compared with the parameter table by param-type.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.WrongType) },
}
