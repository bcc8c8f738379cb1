package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var httpMethod = rule.Rule{
	ID:       "http-method",
	Title:    "Requests use the methods that the API's design guide allows",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `A doc set may say which methods its API takes: ` + "`httpMethods`" + ` in API Doctor's
oneapi-design-v1.json. Without that list the rule has nothing to say.

Reported: an example request with another method; several on one page are one finding.

Not reported: blocks marked ignored; a method that HTTP does not know or that is in lower
case, as http-message reports these; lists of routes.`,
	Check: func(p *rule.Pass) {
		design := httpDesignOf(p)
		if design == nil || len(design.Methods) == 0 {
			return
		}
		once := httpOnce{p: p, found: map[string]*diag.Diagnostic{}}
		for _, m := range httpMessages(p.Page, httpmsg.Request) {
			if name := m.Method.Text; httpmsg.IsMethod(name) && !httpListed(design.Methods, name, false) {
				once.report(name, m.Method.Span, "method "+strconv.Quote(name)+" is not one of the API's", "Use one of "+httpNames(design.Methods)+", or add it to the list", design.Methods)
			}
		}
	},
}

// httpDesignOf returns what the doc set's design guide says of messages, or nil.
func httpDesignOf(p *rule.Pass) *apidoctor.Design {
	if p.Set.Conventions == nil {
		return nil
	}
	return &p.Set.Conventions.Design
}

// httpMessages returns the page's example messages of a kind. Those in blocks
// that are marked ignored are not meant for checking.
func httpMessages(pg *page.Page, kind httpmsg.Kind) (all []*httpmsg.Message) {
	for _, blk := range pg.Blocks {
		if blk.HTTP != nil && blk.HTTP.Kind == kind && !blk.Ignored() && (blk.Kind == page.RequestBlock || blk.Kind == page.ResponseBlock) {
			all = append(all, blk.HTTP)
		}
	}
	return all
}

// httpListed reports whether a configured list has the name.
func httpListed(list []apidoctor.Text, name string, exact bool) bool {
	for i := range list {
		if list[i].Value == name || !exact && strings.EqualFold(list[i].Value, name) {
			return true
		}
	}
	return false
}

// httpNames joins a configured list, and what an option adds to it.
func httpNames(list []apidoctor.Text, added ...string) string {
	var names []string
	for i := range list {
		names = append(names, list[i].Value)
	}
	return strings.Join(append(names, added...), ", ")
}

// httpOnce reports each name that a configured list lacks once a page. The list is
// empty where an option alone says what is allowed.
type httpOnce struct {
	p     *rule.Pass
	found map[string]*diag.Diagnostic // by name in lower case
}

func (o *httpOnce) report(name string, sp text.Span, message, help string, list []apidoctor.Text) *diag.Diagnostic {
	key := strings.ToLower(name)
	if d := o.found[key]; d != nil {
		o.p.Also(d, sp, "and here", name)
		return d
	}
	d := o.p.Report(sp, "%s", rule.Aside(message))
	d.Key, d.Help = name, help
	o.found[key] = d
	if len(list) == 0 {
		return d
	}
	at := list[0].At
	at.Span.End = list[len(list)-1].At.Span.End
	d.Related = append(d.Related, diag.Related{Source: at.Source, Span: at.Span, Message: "the list"})
	return d
}
