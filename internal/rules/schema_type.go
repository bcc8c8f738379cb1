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
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `A client that reads a number where the page shows a string is wrong on the first
call. Every value of a known type is compared with the JSON type in the schema.

The type of a block is what its annotation declares, what its JSON says of itself
("@odata.type", "@odata.context"), where the metadata say the request's path leads, or
what the page says of it: the type that the section on the request body or the response
links to, and, for a request that creates or updates, the type of the response. What is
concluded from the page counts only if the body looks like the type.

Reported at the value, once for all items of an array that are wrong in the same way.
` + "`null`" + ` passes unless the schema forbids it; numbers as strings pass where OData allows
them (Int64, Decimal). Not reported: values that placeholder-value names, where only
pages or metadata describe the type; bodies with the parameters of an action, which
param-type compares with the parameter table.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.WrongType) },
}
