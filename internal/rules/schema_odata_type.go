package rules

import (
	"bytes"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaODataType = rule.Rule{
	ID:       "schema-odata-type",
	Title:    "\"@odata.type\" agrees with the declared type",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `An object may name a type of its own only if it is the declared one or derived from
it (OData JSON Format 4.01 section 4.6.3).

Reported at the value of ` + "`@odata.type`" + ` when it names an unrelated type. A leading
` + "`#`" + ` makes no difference; another letter case has a safe fix. A type whose page names
no base type may still have one: then it is a warning, once for the page, that nobody
says so. Add ` + "`baseType`" + ` to the annotation of the type's JSON representation.

Control information in another letter case, ` + "`@Odata.type`" + `, is a warning too: no client
knows it by that name.`,
	Check: func(p *rule.Pass) {
		reportViolations(p, schema.ODataType, schema.ODataCase)
		for _, blk := range p.Page.Blocks {
			for _, doc := range blk.Documents() {
				if !blk.Ignored() && odataMisspelt(doc.Text.Bytes) {
					odataSpelling(p, doc)
				}
			}
		}
	},
}

// odataSpelling reports control information ("@odata.type", "owner@odata.bind")
// whose prefix is not in small letters.
func odataSpelling(p *rule.Pass, doc *jsondoc.Document) {
	doc.Walk(func(c *jsondoc.Cursor) bool {
		for i := range c.Value.Members {
			m := &c.Value.Members[i]
			at := strings.LastIndexByte(m.Name, '@')
			if at < 0 || !odataMisspelt([]byte(m.Name[at:])) {
				continue
			}
			right := m.Name[:at] + odataPrefix + m.Name[at+len(odataPrefix):]
			d := p.Report(m.NameSpan, "control information %q is written %q", m.Name, rule.Aside(right))
			d.Severity, d.Pointer, d.Help = diag.Warning, c.Pointer()+jsondoc.Pointer(m.Name), "Write "+right
			d.Fixes = []diag.Fix{{Message: "Write " + right, Safe: true, Edits: []diag.Edit{{Span: m.NameSpan, New: strconv.Quote(right)}}}}
		}
		return true
	})
}

const odataPrefix = "@odata."

// odataMisspelt reports whether the prefix of control information occurs in
// another letter case.
func odataMisspelt(raw []byte) bool {
	for {
		at := bytes.IndexByte(raw, '@')
		if at < 0 || len(raw)-at < len(odataPrefix) {
			return false
		}
		said := raw[at : at+len(odataPrefix)]
		if string(said) != odataPrefix && strings.EqualFold(string(said), odataPrefix) {
			return true
		}
		raw = raw[at+1:]
	}
}
