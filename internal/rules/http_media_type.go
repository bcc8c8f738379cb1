package rules

import (
	"slices"
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
	Doc: `A doc set may say which media types its API takes and gives: in the option ` + "`allow`" + `, and as
` + "`contentTypes`" + ` below httpRequest and httpResponse in API Doctor's oneapi-design-v1.json. Without
these the rule has nothing to say.

Reported: an example message whose Content-Type is another; several on one page are one
finding.

Not reported: blocks marked ignored; placeholders; a JSON body under another type, as
http-content-type reports it.`,
	Options: []rule.Option{{
		Name: "allow", Default: []string(nil), Check: httpFaultOfMediaType,
		Doc: "Media types that bodies may have, such as `text/csv` or `image/*`, besides API Doctor's `contentTypes`",
	}},
	Check: func(p *rule.Pass) {
		design := httpDesignOf(p)
		if design == nil {
			design = &apidoctor.Design{}
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
	allowed := o.p.Strings("allow")
	if h == nil || len(list)+len(allowed) == 0 || httpIsPlaceholder(h.Value.Text) {
		return
	}
	typ, _ := httpmsg.MediaType(h.Value.Text)
	json := blk.JSON != nil && httpIsJSON(blk.JSON) && !httpmsg.IsJSON(typ)
	if !strings.Contains(typ, "/") || json || httpListed(list, typ, false) || slices.ContainsFunc(allowed, func(s string) bool { return httpInRange(typ, s) }) {
		return
	}
	o.report(typ, h.Value.Span, "Content-Type "+strconv.Quote(typ)+" is not one of the API's for "+what, "Use one of "+httpNames(list, allowed...)+", or add it to the list", list)
}

// httpInRange reports whether a media type, in small letters, is one of a range
// (RFC 9110 section 12.5.1): "image/png", "image/*".
func httpInRange(typ, wanted string) bool {
	if kind, all := strings.CutSuffix(wanted, "/*"); all {
		have, _, _ := strings.Cut(typ, "/")
		return strings.EqualFold(have, kind)
	}
	return strings.EqualFold(typ, wanted)
}

// httpFaultOfMediaType says what keeps a text from being a media type or a range of them.
func httpFaultOfMediaType(s string) string {
	if typ, params := httpmsg.MediaType(s); typ == "" || len(params) > 0 || typ == "*/*" || strings.Contains(strings.TrimSuffix(typ, "/*"), "*") {
		return "is no media type, as text/csv and image/* are"
	}
	return ""
}
