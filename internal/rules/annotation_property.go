package rules

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var annotationProperty = rule.Rule{
	ID:       "annotation-property",
	Title:    "Annotations name properties that their type has",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `A resource's annotation says which property is the key, which ones an example may
leave out and which may be null. Under a name that the type does not have, that is said of
nothing: the generators of metadata find no key, and examples are held to have a property
that they may well leave out.

Reported: a name in ` + "`keyProperty`, `optionalProperties` or `nullableProperties`" + `, or the
` + "`property`" + ` of an entry in ` + "`@odata.annotations`" + `, that is no property of the type: in none of
the type's JSON blocks, tables of properties and relationships, on no page of the doc set, and
of none of its base types. The names in one list that are missing are one finding.

Not reported: control information such as ` + "`@odata.etag`" + `, and paths; a type whose base no
page describes, or whose block leaves members out ("..."); optional properties of an open type.`,
	Check: func(p *rule.Pass) {
		for _, part := range p.Set.Types.On(p.Page) {
			if part.Block != nil && annReadable(p.Page, part.Block.Annotation) {
				annProperties(p, part)
			}
		}
	},
}

// annProperties checks the names in one annotation.
func annProperties(p *rule.Pass, part *derived.Part) {
	have, known := annPropertiesOf(p.Set.Types, part.Type)
	if !known {
		return
	}
	a := part.Block.Annotation
	if !p.Set.Types.IsOpen(part.Type) {
		annNames(p, part, have, "optionalProperties", a.Strings("optionalProperties"))
	}
	annNames(p, part, have, "nullableProperties", a.Strings("nullableProperties"))
	annNames(p, part, have, "keyProperty", a.Strings("keyProperty"))
	var described []*jsondoc.Value
	if list := a.Get("@odata.annotations"); list != nil {
		for _, item := range list.Items {
			if v := item.Get("property"); v != nil && v.Kind == jsondoc.String {
				described = append(described, v)
			}
		}
	}
	annNames(p, part, have, "@odata.annotations", described)
}

// annNames reports the names under one key that are no properties.
func annNames(p *rule.Pass, part *derived.Part, have map[string]string, key string, names []*jsondoc.Value) {
	var d *diag.Diagnostic
	fix := diag.Fix{Message: "Write the properties' names", Safe: true}
	for _, v := range names {
		name := strings.TrimSpace(v.Text)
		if name == "" || strings.ContainsAny(name, "@/.") || have[name] != "" {
			continue
		}
		near, same := annPropertyMeant(name, have)
		if near != "" {
			fix.Edits = append(fix.Edits, diag.Edit{Span: v.Span, New: strconv.Quote(near)})
			fix.Safe = fix.Safe && same
		}
		if d != nil {
			p.Also(d, v.Span, "nor "+strconv.Quote(name), part.Type.Name, name, key)
			continue
		}
		d = p.Report(v.Span, "%s has no property %q, which %q names", part.Type.Name, name, key)
		d.Pointer, d.Help = jsondoc.Pointer(key), "Describe the property in the JSON and the table, or take the name out of the annotation"
		if near != "" {
			d.Help = "Did you mean " + strconv.Quote(near) + "?"
		}
	}
	if len(fix.Edits) > 0 {
		d.Fixes = []diag.Fix{fix}
	}
}

// annPropertyMeant returns the property that a name stands for, or "", and
// whether the two differ in letter case only.
func annPropertyMeant(name string, have map[string]string) (near string, same bool) {
	if near = have[strings.ToLower(name)]; near != "" {
		return near, true
	}
	names := make([]string, 0, len(have))
	for _, n := range have {
		names = append(names, n)
	}
	slices.Sort(names)
	return schema.Closest(name, slices.Compact(names)), false
}

// annPropertiesOf returns the properties of a type and its bases, each under its
// name and its name in small letters, and whether these are all that it has.
func annPropertiesOf(types *derived.Types, t *derived.Type) (have map[string]string, known bool) {
	have = map[string]string{}
	if t.Circle {
		return have, false
	}
	for {
		for _, part := range t.Parts {
			if part.Elided {
				return have, false
			}
		}
		for _, q := range t.Properties {
			if low := strings.ToLower(q.Name); have[low] == "" {
				have[low] = q.Name
			}
			have[q.Name] = q.Name
		}
		if t.Base == "" {
			return have, true
		}
		if t = types.BaseOf(t); t == nil {
			return have, false
		}
	}
}
