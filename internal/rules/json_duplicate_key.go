package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
)

var jsonDuplicateKey = rule.Rule{
	ID:       "json-duplicate-key",
	Title:    "A name stands once in an object",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `Which of two members with the same name counts is undefined (RFC 8259 section 4):
parsers take the last, the first, or fail. Usually one was copied and not renamed.

Reported at the second name, with the first as a related place. Names are compared
as parsers do, after escapes are resolved and with letter case.`,
	Check: func(p *rule.Pass) { reportJSON(p, jsondoc.DuplicateName) },
}
