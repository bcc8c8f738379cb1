package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var httpContentType = rule.Rule{
	ID:       "http-content-type",
	Title:    "A JSON body says that it is JSON",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A service that gets a JSON body without ` + "`Content-Type: application/json`" + ` answers
415 Unsupported Media Type or ignores the body, and a reader who copies the example meets
that first (RFC 9110 section 8.3).

Reported: a message with a JSON body and no Content-Type; one whose Content-Type is another
than JSON, or no media type at all; a header name such as ` + "`ContentType`" + ` in its place.

Not reported: types that are JSON by another name (` + "`application/problem+json`" + `), with or
without parameters; bodies that only stand for bytes ("[zip file]"); multipart bodies;
messages without a body, and those that may not have one. In a block marked ignored it is an
info.`,
	Options: []rule.Option{{
		Name: "responses", Default: true,
		Doc: "Whether responses are checked; requests are in any case",
	}},
	Check: func(p *rule.Pass) {
		responses := p.Bool("responses")
		for _, blk := range p.Page.Blocks {
			if blk.HTTP == nil || blk.HTTP.Kind == httpmsg.Response && !responses {
				continue
			}
			if blk.HTTP.Kind != httpmsg.None && !httpForbidsBody(blk.HTTP.Code) && blk.JSON != nil && httpIsJSON(blk.JSON) {
				if d := httpType(p, blk); d != nil {
					httpLower(d, blk)
				}
			}
		}
	},
}

const httpJSONType = "application/json"

func httpType(p *rule.Pass, blk *page.Block) *diag.Diagnostic {
	m := blk.HTTP
	h := m.Header("Content-Type")
	if h == nil {
		return httpNoType(p, m)
	}
	typ, _ := httpmsg.MediaType(h.Value.Text)
	if h.Value.Text == "" || httpmsg.IsJSON(typ) || strings.HasPrefix(typ, "multipart/") || httpIsPlaceholder(h.Value.Text) {
		return nil
	}
	fix := diag.Fix{Message: "Write " + httpJSONType, Edits: []diag.Edit{{Span: h.Value.Span, New: httpJSONType}}}
	if typ == "" {
		d := p.Report(h.Value.Span, "Content-Type %q is no media type", h.Value.Text)
		d.Help = "The body is JSON: " + httpJSONType
		fix.Safe = true
		d.Fixes = []diag.Fix{fix}
		return d
	}
	d := p.Report(h.Value.Span, "Content-Type is %q, the body is JSON", typ)
	d.Help = "Write " + httpJSONType + ", or show a body of the type"
	d.Related = []diag.Related{p.Related(httpBodyStart(m), "the body")}
	d.Fixes = []diag.Fix{fix}
	return d
}

// httpNoType reports a JSON body without Content-Type at the start line, below
// which the header belongs.
func httpNoType(p *rule.Pass, m *httpmsg.Message) *diag.Diagnostic {
	for i := range m.Headers {
		h := &m.Headers[i]
		if name := strings.ToLower(strings.Trim(h.Name.Text, "-_ ")); name == "contenttype" || name == "content_type" || name == "content-types" {
			d := p.Report(h.Name.Span, "header %q is not Content-Type", h.Name.Text)
			d.Help = "Write Content-Type"
			d.Fixes = []diag.Fix{{Message: "Write Content-Type", Safe: true, Edits: []diag.Edit{{Span: h.Name.Span, New: "Content-Type"}}}}
			return d
		}
	}
	d := p.Report(httpStartLine(m), "JSON body without Content-Type")
	d.Help = "Add the header Content-Type: " + httpJSONType
	d.Related = []diag.Related{p.Related(httpBodyStart(m), "the body")}
	d.Fixes = []diag.Fix{httpInsertHeader(p, m, "Content-Type: "+httpJSONType)}
	return d
}

// httpInsertHeader makes the fix that adds a header line behind the last one.
func httpInsertHeader(p *rule.Pass, m *httpmsg.Message, header string) diag.Fix {
	src := p.Page.Source
	above := httpStartLine(m)
	if n := len(m.Headers); n > 0 {
		above = m.Headers[n-1].Span
	}
	eol, prefix := tableLine(src, above)
	end := src.Line(src.LineAt(above.End)).End
	return diag.Fix{Message: "Insert " + header, Safe: true, Edits: []diag.Edit{{Span: text.Span{Start: end, End: end}, New: eol + prefix + header}}}
}

// httpStartLine returns the place of a message's request or status line.
func httpStartLine(m *httpmsg.Message) text.Span {
	sp := m.Method.Span
	last := [...]text.Span{m.Method.Span, m.Target.Span, m.Version.Span}
	if m.Kind == httpmsg.Response {
		sp = m.Version.Span
		last = [...]text.Span{m.Version.Span, m.Status.Span, m.Reason.Span}
	}
	for _, s := range last {
		if s.Len() > 0 {
			sp.End = max(sp.End, s.End)
		}
	}
	return sp
}

// httpBodyStart returns the place of the body's first line.
func httpBodyStart(m *httpmsg.Message) text.Span {
	raw := m.Body.Bytes
	start := len(raw) - len(strings.TrimLeft(string(raw), " \t\r\n"))
	end := start
	for end < len(raw) && raw[end] != '\n' && raw[end] != '\r' {
		end++
	}
	return m.Body.Span(start, end)
}

// httpIsJSON tells JSON, sound or not, from text in brackets such as "[zip file]".
func httpIsJSON(doc *jsondoc.Document) bool {
	v := doc.Root
	switch {
	case v == nil:
		return false
	case v.Kind == jsondoc.Object:
		return len(v.Members) > 0 || v.Elided || len(doc.Problems) == 0
	case v.Kind != jsondoc.Array:
		return false
	}
	return len(v.Items) == 0 && len(doc.Problems) == 0 || len(v.Items) > 0 && v.Items[0].Kind != jsondoc.Invalid
}

// httpElided reports whether a body leaves something out with "...".
func httpElided(blk *page.Block) bool {
	if blk.JSON == nil {
		return false
	}
	for i := range blk.JSON.Problems {
		if blk.JSON.Problems[i].Kind == jsondoc.Ellipsis {
			return true
		}
	}
	return false
}
