package rules

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var httpBody = rule.Rule{
	ID:       "http-body",
	Title:    "A response has a body when it should, and none when it may not",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `A ` + "`204 No Content`" + ` ends at its headers, and so does a ` + "`304 Not Modified`" + `: no client
reads a body behind them (RFC 9110 sections 15.3.5 and 15.4.5). An annotation that declares
the type of a response promises a body of that type.

Reported: a body in a response with status 1xx, 204, 205 or 304; a response with a declared
type and no body, which is a warning where the body stands in a block of its own below it.

Not reported: a missing body where the type is a stream, where the request is HEAD, and
where the status is 202 or a redirect, which may answer with headers only; errors.`,
	Check: func(p *rule.Pass) {
		for _, blk := range p.Page.Blocks {
			if blk.HTTP == nil || blk.HTTP.Kind != httpmsg.Response {
				continue
			}
			if len(blk.HTTP.Body.Bytes) > 0 {
				httpSurplusBody(p, blk)
			} else if !blk.Ignored() {
				httpMissingBody(p, blk)
			}
		}
	},
}

// httpForbidsBody reports whether a response with the code ends at its headers
// (RFC 9110 sections 15.2, 15.3.5, 15.3.6 and 15.4.5).
func httpForbidsBody(code int) bool {
	return code/100 == 1 || code == 204 || code == 205 || code == 304
}

func httpSurplusBody(p *rule.Pass, blk *page.Block) {
	m := blk.HTTP
	if !httpForbidsBody(m.Code) {
		return
	}
	d := p.Report(httpBodyStart(m), "status %d has no body, but one follows", m.Code)
	d.Help = "Delete the body, or write the status that answers with it"
	d.Related = []diag.Related{p.Related(httpStartLine(m), "the status")}
	httpLower(d, blk)
}

func httpMissingBody(p *rule.Pass, blk *page.Block) {
	m, v := blk.HTTP, blk.Annotation.TypeName()
	if v == nil || !httpPromisesBody(v.Text) || m.Code/100 == 3 || m.Code == 202 || m.Code >= 400 || m.Code == 0 {
		return
	}
	if httpAnswersHead(blk) {
		return
	}
	name := text.Clip(v.Text, 60)
	if httpForbidsBody(m.Code) {
		d := p.Report(v.Span, "type %q is declared for a response with status %d, which has no body", name, m.Code)
		d.Help = "Delete the type, or write the status that answers with it"
		d.Related = []diag.Related{p.Related(httpStartLine(m), "the status")}
		return
	}
	d := p.Report(httpStartLine(m), "response declares type %q and has no body", name)
	d.Help = "Show the body, or delete the type from the annotation"
	d.Related = []diag.Related{p.Related(v.Span, "the type")}
	if below := httpBodyBelow(p.Page, blk); below != nil {
		d.Severity = diag.Warning
		d.Help = "Join the body to the response: tools look for it in the same block"
		d.Related = append(d.Related, p.Related(below.Fence, "the body stands in a block of its own"))
	}
	if h := m.Header("Content-Length"); h != nil && h.Value.Text != "0" {
		if _, err := strconv.Atoi(h.Value.Text); err == nil {
			d.Related = append(d.Related, p.Related(h.Value.Span, "the header counts on a body"))
		}
	}
}

// httpBodyBelow returns the block of bare JSON that follows a response with
// nothing between the two, or nil.
func httpBodyBelow(pg *page.Page, blk *page.Block) *page.Block {
	i := slices.Index(pg.Blocks, blk) + 1
	if i >= len(pg.Blocks) || pg.Blocks[i].Kind != page.JSONBlock || pg.Blocks[i].Fence.Len() == 0 {
		return nil
	}
	between := text.Span{Start: blk.Span.End, End: pg.Blocks[i].Span.Start}
	if strings.Trim(pg.Source.Slice(between), " \t\r\n>") != "" {
		return nil
	}
	return pg.Blocks[i]
}

// httpPromisesBody reports whether a declared type is one whose value an example shows.
func httpPromisesBody(name string) bool {
	switch strings.ToLower(strings.TrimPrefix(name, "#")) {
	case "", "stream", "edm.stream", "binary", "edm.binary", "string", "edm.string", "none", "null", "void", "microsoft.graph.none", "microsoft.graph.stream":
		return false
	}
	return true
}
