package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var paramRequired = rule.Rule{
	ID:       "param-required",
	Title:    "Examples send what the parameter table calls required",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `An example that leaves out a required parameter fails when a reader tries it.

Reported: the JSON body of an example request that lacks a parameter whose
description has "Required." as a sentence, or whose cell in a Required column says
yes.

Not reported: parameters that are required under a condition ("Required if", "for",
"when"), or called optional as well; bodies with "..." in them; tables of a nested
object; the key of a PUT, which the URL holds.`,
	Check: func(p *rule.Pass) {
		docs := paramDocsOf(p.Subject)
		if docs == nil {
			return
		}
		for _, b := range paramBodies(p.Subject, docs) {
			if !b.Root.Elided {
				paramMissing(p, docs, b)
			}
		}
	},
}

// paramMissing reports all required parameters that a body lacks in one finding.
func paramMissing(p *rule.Pass, docs *paramDocs, b paramBody) {
	var names []string
	var rel []diag.Related
	for _, doc := range docs.List {
		if doc.Nested || doc.Table != docs.Tables[0] || docs.ByName[doc.Name] != doc || !doc.required() || b.gives(doc.Name) {
			continue
		}
		names = append(names, quoteName(doc.Name))
		rel = append(rel, p.Related(doc.Cell.Span, "required here"))
	}
	if len(names) == 0 {
		return
	}
	list := names[0]
	if n := len(names); n > 1 {
		list = strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	start := b.Root.Span.Start
	d := p.Report(text.Span{Start: start, End: start + 1}, "the body lacks %s, which the parameter table calls required", rule.Aside(list))
	if len(b.In) > 0 {
		d.Pointer = b.pointer()
	}
	d.Lacks(names...)
	d.Help = "Add it to the example, or say in the table when it may be left out"
	d.Related = rel
}

// gives reports whether the request gives the parameter: as a member, at the top
// or further down (tables list the members of members too, without saying so), as
// a binding that stands for it ("owner@odata.bind", OData JSON Format 4.01 section
// 8.5), or as the key in the URL of a PUT.
func (b paramBody) gives(name string) bool {
	if name == "id" && b.Block.HTTP != nil && strings.EqualFold(b.Block.HTTP.Method.Text, "PUT") {
		return true
	}
	return paramHolds(b.Root, name)
}

func paramHolds(v *jsondoc.Value, name string) bool {
	for i := range v.Members {
		base, _, _ := strings.Cut(v.Members[i].Name, "@odata.bind")
		if strings.EqualFold(base, name) || paramHolds(v.Members[i].Value, name) {
			return true // another letter case is param-undocumented's
		}
	}
	for _, item := range v.Items {
		if paramHolds(item, name) {
			return true
		}
	}
	return false
}

// required reports whether the table calls a parameter required, without a condition.
func (doc *paramDoc) required() bool {
	switch strings.ToLower(strings.Trim(doc.Need, " .*")) {
	case "yes", "y", "required", "true", "✔", "✓", "x":
		return true
	case "":
	default:
		return false
	}
	lower := strings.ToLower(page.Plain(doc.Text.Raw))
	if strings.Contains(lower, "optional") || strings.Contains(lower, "read-only") {
		return false
	}
	for s := range strings.SplitSeq(lower, ".") {
		switch strings.Trim(s, " *():;,") {
		case "required", "this is required", "this property is required", "this parameter is required",
			"this field is required", "mandatory", "required property", "required parameter", "it is required", "this value is required":
			return true
		}
	}
	return false
}
