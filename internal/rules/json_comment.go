package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
)

var jsonComment = rule.Rule{
	ID:       "json-comment",
	Title:    "No comments in JSON",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `JSON has no comments (RFC 8259): an example that holds one cannot be pasted or
parsed. Say it in the text above the example or in the parameter table.

Reported: ` + "`//`, `/* */` and `#`" + ` comments between values. The fix deletes the
comment; it is not safe, because what the comment says is lost. In a resource's JSON
representation, which nobody sends, a comment is a warning.`,
	Check: func(p *rule.Pass) { reportJSON(p, jsondoc.Comment) },
}
