package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaODataType = rule.Rule{
	ID:       "schema-odata-type",
	Title:    "\"@odata.type\" agrees with the declared type",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `An object may name a type of its own only if it is the declared one or derived from
it (OData JSON Format 4.01 section 4.6.3).

Reported at the value of ` + "`@odata.type`" + ` when it names an unrelated type. A leading
` + "`#`" + ` makes no difference; another letter case has a safe fix. A type whose page names
no base type may still have one: then it is a warning, once for the page, that nobody
says so. Add ` + "`baseType`" + ` to the annotation of the type's JSON representation.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.ODataType, schema.ODataCase) },
}
