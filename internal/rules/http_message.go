package rules

import (
	"bytes"
	"fmt"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var httpMessage = rule.Rule{
	ID:       "http-message",
	Title:    "HTTP messages are well formed",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `A reader pastes a request into a client, and tools take a message apart to check it.
A message is a start line, header lines, a blank line and the body (RFC 9112 section 2.1).
Where the blank line is missing, the body is read as headers; where one stands too early,
the headers are read as the body.

Reported, at the exact place and most of them with a fix: a start line without a target,
version or status code, or with something else in their place; a blank line between start
line and headers, or none before the body; a header line without a name, colon or value,
indented or folded; a second message in one block; a multipart body whose parts cannot be
told apart; a block that its annotation calls a request or response and that is neither.

Not reported: a request line without an HTTP version, which documentation leaves out; header
names and methods that are merely unusual; a request annotated as a response, which is
[annotation-block-type](annotation-block-type.md). Surplus spaces, which clients let pass, are
a warning; in a block marked ignored every finding is one step less severe.`,
	Check: func(p *rule.Pass) {
		for _, blk := range p.Page.Blocks {
			if blk.HTTP != nil {
				for i := range blk.HTTP.Problems {
					httpProblem(p, blk, &blk.HTTP.Problems[i])
				}
			}
			if blk.HTTP == nil || blk.HTTP.Kind == httpmsg.None {
				httpNeither(p, blk)
			}
		}
	},
}

func httpProblem(p *rule.Pass, blk *page.Block, pr *httpmsg.Problem) {
	d := p.Report(pr.Span, "%s", rule.Aside(pr.Message))
	d.Help = pr.Help
	if pr.Fix != nil {
		d.Fixes = []diag.Fix{*pr.Fix}
	}
	if pr.Kind == httpmsg.StartLine && pr.Span.Len() > 1 && strings.Trim(p.Page.Source.Slice(pr.Span), " ") == "" {
		d.Severity = diag.Warning // surplus spaces, which clients let pass
	}
	httpLower(d, blk)
}

// httpLower makes a finding in a block marked ignored one step less severe: its
// author took it out of what tools read, and shows it to people only.
func httpLower(d *diag.Diagnostic, blk *page.Block) {
	if blk.Ignored() && d.Severity > diag.Info {
		d.Severity--
	}
}

// httpNeither reports a block that its annotation calls a message and that has no start line.
func httpNeither(p *rule.Pass, blk *page.Block) {
	what, wants := blk.BlockType(), "a method and a target"
	switch what {
	case "request":
	case "response", "simulatedresponse":
		what, wants = "response", "HTTP version and status"
	default:
		return
	}
	raw := blk.Body.Bytes
	switch routes := httpmsg.Routes(blk.Body); {
	case len(bytes.TrimSpace(raw)) == 0:
		httpNeitherAt(p, blk, blk.Span, "block annotated as a "+what+" is empty")
	case blk.JSON != nil:
		d := httpNeitherAt(p, blk, httpFirstLine(blk), "block annotated as a "+what+" has no start line, only a body")
		d.Help = fmt.Sprintf("Begin with the start line, %s, and a blank line below it", wants)
	case len(routes) > 1:
		first := routes[0].Target.Span
		if routes[0].Method.Text != "" {
			first.Start = routes[0].Method.Span.Start
		}
		d := httpNeitherAt(p, blk, first, fmt.Sprintf("block annotated as a %s lists %d routes", what, len(routes)))
		d.Help = `Mark a list of routes "ignored", and show one request`
	default:
		httpNeitherAt(p, blk, httpFirstLine(blk), fmt.Sprintf("block annotated as a %s has no start line", what)).Help = "A " + what + " begins with " + wants
	}
}

func httpNeitherAt(p *rule.Pass, blk *page.Block, sp text.Span, message string) *diag.Diagnostic {
	d := p.Report(sp, "%s", rule.Aside(message))
	if v := blk.Annotation.Get("blockType"); v != nil {
		d.Related = []diag.Related{p.Related(v.Span, "the annotation")}
	}
	return d
}

// httpFirstLine returns the place of a block's first line that is not blank.
func httpFirstLine(blk *page.Block) text.Span {
	raw := blk.Body.Bytes
	start := len(raw) - len(bytes.TrimLeft(raw, " \t\r\n"))
	end := len(raw)
	if i := bytes.IndexByte(raw[start:], '\n'); i >= 0 {
		end = start + i
	}
	return blk.Body.Span(start, start+len(bytes.TrimRight(raw[start:end], " \t\r")))
}

// httpIsPlaceholder reports whether a value stands for another: "{n}", "<len>", "xxx", "...".
func httpIsPlaceholder(v string) bool {
	return strings.ContainsAny(v, "{<[…") || strings.Contains(v, "...") || strings.Trim(v, "xX#n?") == ""
}
