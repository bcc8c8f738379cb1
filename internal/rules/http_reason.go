package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var httpReason = rule.Rule{
	ID:       "http-reason",
	Title:    "Reason phrases belong to their status codes",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A reader who meets ` + "`201 OK`" + ` does not know which half to believe: the code says
that something was created, the phrase that nothing was. Phrases are registered with the
codes (RFC 9110 section 15, IANA's HTTP Status Code Registry).

Reported, in examples and in prose: a phrase that is not the code's; in examples, a status
line without a phrase. A phrase that differs in letter case only (` + "`204 No content`" + `) is
an info in examples, and passes in prose.

Not reported: names of errors behind a code in prose (` + "`404 ItemNotFound`" + `); phrases that an earlier RFC gave the code (` + "`422 Unprocessable Entity`" + `,
` + "`413 Payload Too Large`" + `); codes that are not registered; HTTP/2 and HTTP/3, which have
no phrases; codes without a phrase in prose. In a block marked ignored it is an info.`,
	Check: func(p *rule.Pass) {
		for _, blk := range p.Page.Blocks {
			if blk.HTTP != nil && blk.HTTP.Kind == httpmsg.Response {
				if d := httpReasonOf(p, blk.HTTP); d != nil {
					httpLower(d, blk)
				}
			}
		}
		for _, par := range p.Page.Paragraphs {
			for i := range par.Statuses {
				httpReasonInProse(p, &par.Statuses[i])
			}
		}
	},
}

func httpReasonOf(p *rule.Pass, m *httpmsg.Message) *diag.Diagnostic {
	want := httpmsg.ReasonPhrase(m.Code)
	if want == "" || strings.HasPrefix(m.Version.Text, "HTTP/2") || strings.HasPrefix(m.Version.Text, "HTTP/3") {
		return nil
	}
	got := strings.Join(strings.Fields(m.Reason.Text), " ")
	switch {
	case got == "":
		return httpNoReason(p, m)
	case !httpmsg.IsReason(m.Code, got):
		return httpWrongReason(p, m.Code, got, m.Reason.Span)
	case strings.EqualFold(got, want) && got != want:
		d := p.Report(m.Reason.Span, "reason phrase of %s is written %q", strconv.Itoa(m.Code), got)
		d.Severity, d.Help = diag.Info, "It is registered as "+want
		d.Fixes = []diag.Fix{{Message: "Write " + want, Safe: true, Edits: []diag.Edit{{Span: m.Reason.Span, New: want}}}}
		return d
	}
	return nil
}

// httpNoReason reports a status without a phrase, and offers the one that the
// page's prose has for it, else the registered one.
func httpNoReason(p *rule.Pass, m *httpmsg.Message) *diag.Diagnostic {
	want := httpmsg.ReasonPhrase(m.Code)
	for _, par := range p.Page.Paragraphs {
		for _, s := range par.Statuses {
			if s.Code == m.Code && !s.Class && httpmsg.IsReason(s.Code, s.Reason) {
				want = s.Reason
			}
		}
	}
	d := p.Report(m.Status.Span, "status %d has no reason phrase", m.Code)
	d.Help = "Write " + want + " behind the code"
	at := m.Status.Span.End
	d.Fixes = []diag.Fix{{Message: "Insert " + want, Safe: true, Edits: []diag.Edit{{Span: text.Span{Start: at, End: at}, New: " " + want}}}}
	return d
}

func httpReasonInProse(p *rule.Pass, s *page.Status) {
	if s.Class || s.Reason == "" || httpmsg.IsReason(s.Code, s.Reason) || !httpIsMeant(s.Code, s.Reason) {
		return
	}
	n := len(s.Reason)
	if !strings.HasSuffix(p.Page.Source.Slice(s.Span), s.Reason) {
		n = s.Span.Len() // wrapped over two lines
	}
	httpWrongReason(p, s.Code, s.Reason, text.Span{Start: s.Span.End - n, End: s.Span.End})
}

// httpIsMeant reports whether words behind a code in prose were meant as its
// phrase: they are the phrase of another code, or its own misspelt. Else they may
// be the name of an error: "404 ItemNotFound", "404 NotFound".
func httpIsMeant(code int, words string) bool {
	if httpCodeOf(words) != 0 || strings.HasPrefix(words, "Success") {
		return true
	}
	want := httpmsg.ReasonPhrase(code)
	if strings.Contains(want, " ") && !strings.ContainsAny(words, " -") {
		return false
	}
	return schema.Closest(words, []string{want}) != ""
}

// httpWrongReason reports a phrase that is not the code's. Where the phrase
// belongs to another code, either half may be the wrong one, so the fix is not safe.
func httpWrongReason(p *rule.Pass, code int, got string, sp text.Span) *diag.Diagnostic {
	want := httpmsg.ReasonPhrase(code)
	d := p.Report(sp, "reason phrase %q does not belong to %s", got, strconv.Itoa(code))
	d.Help = "The phrase of this code is " + want
	other := httpCodeOf(got)
	if other != 0 {
		d.Help += "; " + httpmsg.ReasonPhrase(other) + " is the phrase of " + strconv.Itoa(other)
	}
	if p.Page.Source.LineAt(sp.Start) == p.Page.Source.LineAt(sp.End) {
		d.Fixes = []diag.Fix{{Message: "Write " + want, Safe: other == 0, Edits: []diag.Edit{{Span: sp, New: want}}}}
	}
	return d
}

// httpCodeOf returns the code that a phrase belongs to, or 0.
func httpCodeOf(phrase string) int {
	for code := 100; code < 512; code++ {
		if httpmsg.IsReason(code, phrase) {
			return code
		}
	}
	return 0
}
