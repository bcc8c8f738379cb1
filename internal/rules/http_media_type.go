package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

var httpMediaType = rule.Rule{
	ID:       "http-media-type",
	Title:    "Bodies have the media types that the API's design guide lists",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A doc set may say which media types its API takes and gives: ` + "`contentTypes`" + ` below
httpRequest and httpResponse in API Doctor's oneapi-design-v1.json. Without these lists the
rule has nothing to say.

Reported: an example message whose Content-Type is another; several on one page are one
finding.

Not reported: blocks marked ignored; placeholders; a JSON body under another type, as
http-content-type reports it.`,
	Check: func(p *rule.Pass) {
		design := httpDesignOf(p)
		if design == nil {
			return
		}
		requests := httpOnce{p: p, found: map[string]*diag.Diagnostic{}}
		responses := httpOnce{p: p, found: map[string]*diag.Diagnostic{}}
		for _, blk := range p.Page.Blocks {
			switch {
			case blk.HTTP == nil || blk.Ignored():
			case blk.Kind == page.RequestBlock:
				requests.mediaType(blk, "requests", design.RequestTypes)
			case blk.Kind == page.ResponseBlock:
				responses.mediaType(blk, "responses", design.ResponseTypes)
			}
		}
	},
}

func (o *httpOnce) mediaType(blk *page.Block, what string, list []apidoctor.Text) {
	h := blk.HTTP.Header("Content-Type")
	if h == nil || len(list) == 0 || httpIsPlaceholder(h.Value.Text) {
		return
	}
	typ, _ := httpmsg.MediaType(h.Value.Text)
	json := blk.JSON != nil && httpIsJSON(blk.JSON) && !httpmsg.IsJSON(typ)
	if !strings.Contains(typ, "/") || json || httpListed(list, typ, false) {
		return
	}
	o.report(typ, h.Value.Span, "Content-Type "+strconv.Quote(typ)+" is not one of the API's for "+what, "Use one of "+httpNames(list)+", or add it to the list", list)
}
