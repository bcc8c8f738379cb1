package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
)

var jsonEllipsis = rule.Rule{
	ID:       "json-ellipsis",
	Title:    "Nothing is left out of JSON with dots",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `"..." in the place of members, items or a value tells a reader that something was
left out, and tells a parser nothing: the example is not JSON. Show fewer members
and set ` + "`\"truncated\": true`" + ` in the annotation instead.

Reported: "..." and "…" outside strings. Dots inside a string are data.`,
	Check: func(p *rule.Pass) { reportJSON(p, jsondoc.Ellipsis) },
}
