package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// nsListed reports the line of a method's page that contradicts the types whose
// pages list the method, if these agree.
func nsListed(p *rule.Pass, line text.Span) {
	if p.Page.Kind != page.API || p.Set.Flat {
		return
	}
	given := p.Page.Source.Slice(line)
	var of *page.Page
	var first nsTyped
	for _, owner := range p.Set.ListedBy(p.Page) {
		types := nsTypes(owner, nsResourceBlock)
		ns := nsCommon(types)
		switch {
		case ns == "":
			continue
		case strings.EqualFold(ns, given), of != nil && ns != first.ref.Namespace():
			return
		case of == nil:
			of, first = owner, types[0]
		}
	}
	if of == nil {
		return
	}
	d := p.Report(line, "namespace is %q, but the method is listed on the page of %q", given, rule.Aside(first.ref.Name))
	d.Help = "Give the namespace of the type that the method belongs to"
	d.Related = []diag.Related{{Source: of.Source, Span: first.value.Span, Message: "the type is declared here"}}
	nsChange(d, line, first.ref.Namespace())
}

// nsAnnotation reports a page annotation whose namespace is not that of the types
// that the page declares, or, where it declares none, of the line.
func nsAnnotation(p *rule.Pass, line text.Span) {
	ns, related := p.Page.Source.Slice(line), p.Related(line, "the namespace is given here")
	if types := nsTypes(p.Page, nsResourceBlock); len(types) > 0 {
		ns, related = nsCommon(types), p.Related(types[0].value.Span, "the type is declared here")
	}
	for _, a := range p.Page.Annotations {
		v := a.Get("namespace")
		if !a.Page || v == nil || v.Kind != jsondoc.String || v.Text == ns || ns == "" {
			continue
		}
		d := p.Report(v.Span, "page annotation gives the namespace %q, but the page's is %q", v.Text, rule.Aside(ns))
		d.Pointer, d.Help = "/namespace", "Give the namespace of the page's types"
		d.Related = []diag.Related{related}
		nsChange(d, v.Span, strconv.Quote(ns))
	}
}
