package rules

import (
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var paramUndocumented = rule.Rule{
	ID:       "param-undocumented",
	Title:    "Every member of an example's request body is in the parameter table",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `An example that sends what the table does not list makes readers guess: is the
name misspelt, does the service ignore it, or did nobody document it?

Reported: a member at the top of the JSON body of an example request (or of the one
object that the body wraps) that no table in the section on the request body lists, when the section says that the table is
the whole list ("with the following parameters", "fields that should be updated"),
or when the table lists nearly all of what the example sends. A name that differs
from a listed one by a letter or two is reported in any case.

Not reported: control information (` + "`@odata.type`, `owner@odata.bind`" + `) and
extensions; properties that API Doctor's oneapi-design-v1.json lists in
` + "`ignorableProperties`" + `; members when the section says that the table lists but the required
ones, or that other members may follow; members of a derived type that the body names, on a
page about its base type; bodies that share no name with the table,
requests for another operation, pages with several sections on request bodies.`,
	Check: func(p *rule.Pass) {
		docs := paramDocsOf(p.Subject)
		if docs == nil || docs.Vague {
			return
		}
		scope := docs.scope(p.Page)
		found := map[string]*diag.Diagnostic{}
		for _, b := range paramBodies(p.Subject, docs) {
			for _, m := range paramUnlisted(docs, b, scope) {
				if p.Set.Conventions.Ignorable(m.Name) || paramOfDerived(p, b, m) {
					continue
				}
				if d := found[m.Name]; d != nil {
					p.Also(d, m.NameSpan, "and here", quoteName(m.Name)).Pointer = b.pointer(m.Name)
					continue
				}
				found[m.Name] = paramReportUnlisted(p, docs, b, m)
			}
		}
	},
}

// paramUnlisted returns the members of a body that the tables should list.
func paramUnlisted(docs *paramDocs, b paramBody, scope paramScope) []*jsondoc.Member {
	var near, other []*jsondoc.Member
	known := 0
	for i := range b.Root.Members {
		m := &b.Root.Members[i]
		switch {
		case docs.ByName[m.Name] != nil:
			known++
		case strings.ContainsAny(m.Name, "@#") || m.Name == "" || strings.HasPrefix(m.Name, "ext") && strings.Contains(m.Name, "_"):
		case docs.meant(b.Root, m.Name) != "":
			near = append(near, m)
		default:
			other = append(other, m)
		}
	}
	if scope == paramWhole || scope == paramPartial && known >= 3 && len(other) <= max(1, known/10) {
		return append(near, other...)
	}
	return near
}

// paramOfDerived reports whether a member may be one of the derived type that the
// body names: it is not of the type that the page is about, that of the response.
func paramOfDerived(p *rule.Pass, b paramBody, m *jsondoc.Member) bool {
	own := b.Root.Get("@odata.type")
	if own == nil || own.Kind != jsondoc.String {
		return false
	}
	name := odata.Parse(own.Text).Name
	for _, resp := range b.Block.Responses {
		about := odata.Parse(resp.Annotation.Text("@odata.type"))
		if about.Name == "" || about.Primitive() || strings.EqualFold(about.Name, name) {
			continue
		}
		t, _ := p.Schemas.Lookup(about.Name)
		return t == nil || !slices.Contains(t.Properties(), m.Name)
	}
	return false
}

func paramReportUnlisted(p *rule.Pass, docs *paramDocs, b paramBody, m *jsondoc.Member) *diag.Diagnostic {
	d := p.Report(m.NameSpan, "%s is not in the parameter table", quoteName(m.Name))
	d.Help = "Document it in the table on the request body, or take it out of the example"
	d.Pointer = b.pointer(m.Name)
	if name := docs.meant(b.Root, m.Name); name != "" {
		d.Message += ", which has " + quoteName(name)
		d.Help = "Write the name in one way"
		d.Related = append(d.Related, p.Related(docs.ByName[name].Cell.Span, "the table's name"))
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Write " + quoteName(name), Edits: []diag.Edit{{Span: m.NameSpan, New: `"` + name + `"`}}})
		return d
	}
	d.Related = append(d.Related, p.Related(docs.Tables[0].Header.Span, "the parameter table"))
	return d
}

// meant returns the listed name that a misspelt one stands for, "" if there is
// none. What the body has under its right name is not meant.
func (docs *paramDocs) meant(body *jsondoc.Value, name string) string {
	var free []string
	for _, doc := range docs.List {
		if !doc.Nested && body.Member(doc.Name) == nil {
			free = append(free, doc.Name)
		}
	}
	found := schema.Closest(name, free)
	if strings.EqualFold(found, name+"s") || strings.EqualFold(found+"s", name) {
		return "" // one and many are names of their own: location, locations
	}
	return found
}

// paramScope is how much a parameter table claims to list.
type paramScope uint8

const (
	paramOpen    paramScope = iota // other members may follow
	paramPartial                   // no claim, or only the required ones
	paramWhole                     // all
)

// scope reads off the section on the request body what its table claims to list.
func (docs *paramDocs) scope(pg *page.Page) paramScope {
	var sb strings.Builder
	for _, par := range pg.Paragraphs {
		if par.Section.In(page.RequestBody) {
			sb.WriteString(strings.ToLower(page.Plain(string(par.Raw.Bytes))) + "\n")
		}
	}
	prose := sb.String()
	says := func(phrases ...string) bool {
		for _, s := range phrases {
			if strings.Contains(prose, s) {
				return true
			}
		}
		return false
	}
	switch {
	case says("additional", "other writable", "other properties", "other relevant", "any other", "custom data",
		"resource instance", "as well", "full object", "at least", "such as"):
		return paramOpen
	case says("properties that are required", "required properties", "properties required", "following required", "required fields"):
		return paramPartial
	case docs.Tables[0].Column("parameter", "parameter name") >= 0,
		says("following parameters", "following properties", "parameters that", "the parameters", "be updated",
			"to update", "accepted", "following fields", "these properties", "these parameters"):
		return paramWhole
	}
	return paramPartial
}
