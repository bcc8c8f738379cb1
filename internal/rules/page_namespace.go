package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var pageNamespace = rule.Rule{
	ID:       "page-namespace",
	Title:    "Method and type pages name the namespace of their types",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `Types of different namespaces share short names: a session in one is not a session in
another. Readers and the generators of client libraries go by the line
"Namespace: microsoft.graph" below the title.

Reported:

- a method, resource or enumeration page without such a line
- a line that gives another namespace than the type which the page's resource block
  declares, or than all types in a method page's examples if these lie in a namespace
  below the one given, or than the type on whose page in the doc set the method is listed
- a page annotation whose ` + "`namespace`" + ` differs from that of the types, or from the line

Not reported: pages whose front matter has no ` + "`doc_type`" + ` (the line belongs to that
convention), overviews and other pages without a request or a type, and methods that
return a type of a more general namespace. In translated pages any label will do.`,
	Check: func(p *rule.Pass) {
		switch p.Page.Kind {
		case page.API, page.Resource, page.Enum:
		default:
			return
		}
		line := p.Page.Namespace
		nsAnnotation(p, line)
		if line.Len() == 0 {
			nsMissing(p)
			return
		}
		if !nsCompare(p, line) {
			nsListed(p, line)
		}
	},
}

// nsTyped is a type named in an annotation.
type nsTyped struct {
	value *jsondoc.Value
	ref   odata.TypeRef
}

// nsMissing reports a page without the line if it follows the convention that wants one.
func nsMissing(p *rule.Pass) {
	pg := p.Page
	if pg.Front.Field("doc_type") == nil || pg.Title == nil || !nsDefines(pg) {
		return
	}
	d := p.Report(pg.Title.Heading, `no "Namespace:" line below the title`)
	d.Loose = true
	d.Help = "Name the namespace of the page's types, as in: Namespace: microsoft.graph"
	if ns := nsCommon(nsTypes(pg, nsAnyBlock)); ns != "" {
		end := frontLineEnd(pg.Source)
		d.Fixes = []diag.Fix{{
			Message: "Add Namespace: " + ns,
			Edits: []diag.Edit{{
				Span: text.Span{Start: pg.Title.Heading.End, End: pg.Title.Heading.End},
				New:  end + end + "Namespace: " + ns,
			}},
		}}
	}
}

// nsDefines reports whether the page documents a method, a type or an enumeration.
func nsDefines(pg *page.Page) bool {
	switch pg.Kind {
	case page.API:
		return pg.SectionWith(page.HTTPRequest) != nil
	case page.Enum:
		return pg.SectionWith(page.Members) != nil
	}
	return len(nsTypes(pg, nsResourceBlock)) > 0
}

func nsAnyBlock(*page.Block) bool        { return true }
func nsResourceBlock(b *page.Block) bool { return b.Kind == page.ResourceBlock }

// nsTypes returns the types with a namespace that the annotations of the chosen blocks declare.
func nsTypes(pg *page.Page, chosen func(*page.Block) bool) (types []nsTyped) {
	for _, blk := range pg.Blocks {
		v := blk.Annotation.TypeName()
		if v == nil || v.Kind != jsondoc.String || blk.Ignored() || !chosen(blk) {
			continue
		}
		if ref := odata.Parse(v.Text); !ref.Primitive() && ref.Namespace() != "" {
			types = append(types, nsTyped{v, ref})
		}
	}
	return types
}

// nsCommon returns the namespace that all types lie in, or "".
func nsCommon(types []nsTyped) string {
	ns := ""
	for i, t := range types {
		if i > 0 && !strings.EqualFold(t.ref.Namespace(), ns) {
			return ""
		}
		ns = t.ref.Namespace()
	}
	return ns
}

// nsCompare reports a line that contradicts the types, and says whether it did.
func nsCompare(p *rule.Pass, line text.Span) bool {
	given := p.Page.Source.Slice(line)
	types, of := nsTypes(p.Page, nsResourceBlock), "page describes"
	if len(types) == 0 {
		if p.Page.Kind != page.API {
			return false
		}
		types, of = nsTypes(p.Page, nsAnyBlock), "examples show"
	}
	ns := nsCommon(types)
	if ns == "" || ns == given || of == "examples show" && !strings.HasPrefix(ns, given+".") {
		return false
	}
	d := p.Report(line, "namespace is %q, but the %s %q", given, rule.Aside(of), rule.Aside(types[0].ref.Name))
	d.Help = "Give the namespace of the page's type"
	d.Related = append(d.Related, p.Related(types[0].value.Span, "the type is declared here"))
	nsChange(d, line, ns)
	return true
}

func nsChange(d *diag.Diagnostic, line text.Span, ns string) {
	d.Fixes = []diag.Fix{{Message: "Change it to " + ns, Edits: []diag.Edit{{Span: line, New: ns}}}}
}
