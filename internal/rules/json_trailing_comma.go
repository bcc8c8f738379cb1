package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
)

var jsonTrailingComma = rule.Rule{
	ID:       "json-trailing-comma",
	Title:    "No comma before a closing bracket",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `JavaScript allows a comma behind the last member or item; JSON does not (RFC 8259
section 4), and strict parsers reject the whole text. It is the most frequent
fault in examples, left behind when the last member is deleted.

Reported at the comma itself; the fix deletes it. A comma before "..." stands for
members left out and belongs to json-ellipsis.`,
	Check: func(p *rule.Pass) { reportJSON(p, jsondoc.TrailingComma) },
}
