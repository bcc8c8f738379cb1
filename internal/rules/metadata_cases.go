package rules

import (
	"fmt"

	"docgauge/internal/csdl"
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// metadataCases reports names that differ from the metadata's in letter case,
// those of one body, table or part in one finding.
type metadataCases struct {
	*rule.Pass
	of    string // what has the names: "microsoft.graph.berth"
	level diag.Severity
	help  string
	first *diag.Diagnostic
}

// metadataJSONCase is the help for names in JSON.
const metadataJSONCase = "Write it in that letter case: names are case-sensitive in JSON"

// metadataPropertyCases is for the properties or members of a type.
func metadataPropertyCases(p *rule.Pass, t *csdl.Type) metadataCases {
	return metadataCases{Pass: p, of: t.Name, level: diag.Warning, help: metadataJSONCase}
}

// metadataParameterCases is for the parameters of an operation.
func metadataParameterCases(p *rule.Pass, op *csdl.Operation) metadataCases {
	return metadataCases{Pass: p, of: op.Name, level: diag.Info, help: "Write it in that letter case: not every service overlooks another"}
}

// add reports a name; write is what the fix puts into its place.
func (c *metadataCases) add(at text.Span, name, right, write string) {
	fix := metadataWrite(at, write, true)
	if c.first != nil {
		c.Also(c.first, at, fmt.Sprintf("%q is %q", name, right), name)
		c.first.Fixes[0].Message = "Write the names as the metadata has them"
		c.first.Fixes[0].Edits = append(c.first.Fixes[0].Edits, fix.Edits...)
		return
	}
	c.first = c.Report(at, "%q is %q in the metadata of %s", name, rule.Aside(right), rule.Aside(c.of))
	c.first.Severity, c.first.Help = c.level, c.help
	c.first.Fixes = []diag.Fix{*fix}
}
