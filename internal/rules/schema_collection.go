package rules

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaCollection = rule.Rule{
	ID:       "schema-collection",
	Title:    "One value is an object, a collection an array in \"value\"",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `OData wraps a collection in an object with the array in ` + "`value`" + ` (OData JSON Format
4.01 section 12), and does not wrap a single entity. A page that shows the wrong
shape makes clients read ` + "`value`" + ` where there is none.

Reported where the shape departs from the annotation's type: a single object
wrapped in ` + "`value`" + `, a bare array, one object where a collection is declared, items in
a collection that ` + "`isEmpty`" + ` declares empty. ` + "`collectionProperty`" + ` names another property
than ` + "`value`" + `. Without an annotation, an object alone in ` + "`value`" + ` that names its type is
reported, too: OData wraps no single value of such a type. Where the service's metadata
says what a call returns, metadata-return reports the same place instead.`,
	Yields: []string{"metadata-return"},
	Check:  func(p *rule.Pass) { reportViolations(p, schema.Collection) },
}
