package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaFormat = rule.Rule{
	ID:       "schema-format",
	Title:    "A string has the format its schema declares",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `Dates, durations, GUIDs, addresses and base64 have a fixed form (OData 4.01 ABNF,
RFC 3339, RFC 3986). A value that departs from it does not parse.

Reported at the value, numbers out of the range of their type included. Any number of
fraction digits and any offset is a valid date-time. Values that placeholder-value
names are not reported where only pages or metadata describe the type.`,
	Check: func(p *rule.Pass) { reportViolations(p, schema.Format) },
}
