package rules

import (
	"path"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var annotationName = rule.Rule{
	ID:       "annotation-name",
	Title:    "Every request has a name of its own",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `The name of a request is its identity: code samples are generated under it, and
responses refer to it. Two requests of one name overwrite each other's samples.

Reported: a request annotation without ` + "`name`" + `, or with one that is empty or no
string; a name that an earlier request on the page has already, or one on another page of
the doc set, letter case ignored, because samples are stored in files of that name. Each of
the pages reports its own use, so that a check of one page shows it.

Not reported: ignored blocks; a name under a misspelt key, which annotation-key reports;
names that occur in two versions of the API, or on two pages in a folder that is no doc set.`,
	Check: func(p *rule.Pass) {
		seen := map[string]text.Span{}
		for _, blk := range p.Page.Blocks {
			if blk.BlockType() == "request" && annReadable(p.Page, blk.Annotation) {
				annName(p, blk.Annotation, seen)
			}
		}
	},
}

// annName checks a request's name against those above it.
func annName(p *rule.Pass, a *page.Annotation, seen map[string]text.Span) {
	m := a.JSON.Root.Member("name")
	if m == nil {
		if annMisspelt(a, "name") == nil {
			d := p.Report(annTypePlace(a), "request without name")
			d.Key, d.Help = keyOfAnnotation(a), `Add "name" with an identifier that no other request has`
		}
		return
	}
	v := m.Value
	if v.Kind == jsondoc.Invalid && v.Text == "" {
		return // annotation-syntax says that the value is missing
	}
	names := a.Strings("name")
	if v.Kind != jsondoc.Invalid && len(names) == 0 {
		d := p.Report(v.Span, "name of a request is %s, not a string", v.Kind)
		d.Pointer, d.Help = "/name", "Write an identifier that no other request has"
		return
	}
	for _, n := range names {
		key := strings.ToLower(strings.TrimSpace(n.Text))
		if key == "" {
			d := p.Report(n.Span, "name of a request is empty")
			d.Pointer, d.Help = "/name", "Write an identifier that no other request has"
			continue
		}
		first, twice := seen[key]
		if !twice {
			seen[key] = n.Span
			annTakenElsewhere(p, n)
			continue
		}
		d := p.Report(n.Span, "request name %q is taken on this page", n.Text)
		d.Pointer, d.Help = "/name", "Give every request a name of its own, and its response the same one"
		d.Related = []diag.Related{p.Related(first, "the first request of that name")}
	}
}

// annTakenElsewhere reports a name that a request on another page has too.
func annTakenElsewhere(p *rule.Pass, n *jsondoc.Value) {
	const most = 5 // pages that the finding names
	if p.Set.Flat {
		return // the pages may be states of one
	}
	var others []diag.Related
	for _, use := range p.Set.RequestNames(n.Text) {
		if k := len(others); use.Page != p.Page && k < most && (k == 0 || others[k-1].Source != use.Page.Source) {
			others = append(others, diag.Related{Source: use.Page.Source, Span: use.Name.Span, Message: "a request of the same name"})
		}
	}
	if len(others) == 0 {
		return
	}
	d := p.Report(n.Span, "request name %q is taken on %s", n.Text, rule.Aside(path.Base(others[0].Source.Location)))
	d.Pointer, d.Help = "/name", "Give every request of the doc set a name of its own, and its response the same one"
	d.Related = others
}
