package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

var httpContentLength = rule.Rule{
	ID:       "http-content-length",
	Title:    "Content-Length counts the bytes of the body",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A client that sends the example as it stands, with a length that is too large, waits for
an answer that never comes; with one that is too small, the server reads half a body
(RFC 9110 section 8.6). The numbers come from the generator or from an earlier version of
the example.

Reported: a stated length that is not the number of bytes in the body shown. Line ends may
count as LF or CRLF, and a final one may count or not. Where the annotation says that the
response is truncated, or the body leaves something out with "...", it is an info: the
number may be that of the whole. Also reported: a length that is no number, and the length of
a JSON body that is not there, and, as an info, a length that a blank line
cuts off from the headers.

Not reported: bodies that only stand for bytes ("{binary content}", images, archives); a
length that is a placeholder such as ` + "`<len>`" + `. The header may also be left out: no example
needs it. In a block marked ignored it is an info.`,
	Check: func(p *rule.Pass) {
		for _, blk := range p.Page.Blocks {
			if blk.HTTP != nil {
				httpLength(p, blk)
			}
		}
	},
}

func httpLength(p *rule.Pass, blk *page.Block) {
	m := blk.HTTP
	h := m.Header("Content-Length")
	if h == nil || h.Value.Text == "" {
		return
	}
	if !httpShowsBytes(blk) {
		httpLengthOfNothing(p, blk, h)
		return
	}
	is := m.ContentLength()
	fix := diag.Fix{Message: "Write " + strconv.Itoa(is.LF), Safe: true, Edits: []diag.Edit{{Span: h.Value.Span, New: strconv.Itoa(is.LF)}}}
	n, err := strconv.Atoi(strings.ReplaceAll(h.Value.Text, ",", ""))
	switch {
	case err == nil && is.Matches(n):
		httpCutOff(p, m, h)
		return
	case err != nil && httpIsPlaceholder(h.Value.Text):
		return
	case err != nil:
		d := p.Report(h.Value.Span, "Content-Length is %q, which is no number", h.Value.Text)
		d.Help = "The body has " + strconv.Itoa(is.LF) + " bytes"
		d.Fixes = []diag.Fix{fix}
		httpLower(d, blk)
		return
	}
	d := p.Report(h.Value.Span, "Content-Length is %d, the body has %d bytes", n, is.LF)
	d.Help = "Write the number of bytes, or delete the header"
	if blk.Annotation.Flag("truncated") || httpElided(blk) {
		d.Severity, fix.Safe = diag.Info, false
		d.Help += "; the number may be that of the body before it was shortened"
	}
	d.Fixes = []diag.Fix{fix}
	httpLower(d, blk)
}

// httpCutOff reports a right length that no client sees: a blank line above it
// ends the headers (RFC 9112 section 2.1), so the header is body, and the body
// longer than it says. It is an info, because http-message reports the blank line.
func httpCutOff(p *rule.Pass, m *httpmsg.Message, h *httpmsg.Header) {
	for i := range m.Problems {
		if pr := &m.Problems[i]; pr.Kind == httpmsg.BlankBeforeHeader && pr.Span.Start < h.Span.Start {
			d := p.Report(h.Value.Span, "Content-Length stands below a blank line, which makes it part of the body that it counts").As("blank")
			d.Help = "Delete the blank line"
			d.Severity = diag.Info
			d.Related = append(d.Related, p.Related(pr.Span, "the blank line"))
			return
		}
	}
}

// httpLengthOfNothing reports a length of JSON where no body is shown, unless
// there is a reason: an answer to HEAD and a 304 state the length of what they
// leave out, and [http-body] asks for a body of a declared type.
func httpLengthOfNothing(p *rule.Pass, blk *page.Block, h *httpmsg.Header) {
	m := blk.HTTP
	n, err := strconv.Atoi(h.Value.Text)
	typ := m.Header("Content-Type")
	if err != nil || n == 0 || typ == nil || len(m.Body.Bytes) > 0 || m.Code == 304 || blk.Annotation.TypeName() != nil {
		return
	}
	if name, _ := httpmsg.MediaType(typ.Value.Text); !httpmsg.IsJSON(name) || httpAnswersHead(blk) {
		return
	}
	d := p.Report(h.Value.Span, "Content-Length is %d, and there is no body", n).As("none")
	d.Help = "Show the body, or delete the header"
	httpLower(d, blk)
}

func httpAnswersHead(blk *page.Block) bool {
	return blk.Request != nil && blk.Request.HTTP != nil && blk.Request.HTTP.Method.Text == "HEAD"
}

// httpShowsBytes reports whether the body shown is the body sent, as far as one
// can tell: JSON and text are, a name for binary content is not.
func httpShowsBytes(blk *page.Block) bool {
	m := blk.HTTP
	if len(m.Body.Bytes) == 0 {
		return false
	}
	if blk.JSON != nil && httpIsJSON(blk.JSON) {
		return true
	}
	typ := ""
	if h := m.Header("Content-Type"); h != nil {
		typ, _ = httpmsg.MediaType(h.Value.Text)
	}
	body := strings.TrimSpace(string(m.Body.Bytes))
	switch {
	case strings.HasPrefix(typ, "multipart/"):
		return len(m.Parts) > 0
	case strings.HasPrefix(typ, "text/"), strings.HasSuffix(typ, "xml"), typ == "application/x-www-form-urlencoded":
		return strings.ContainsAny(body, "\n=<") && !strings.HasPrefix(body, "{")
	}
	return false
}
