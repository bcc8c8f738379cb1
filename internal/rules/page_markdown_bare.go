package rules

import (
	"bytes"

	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// mdBareExamples reports examples that stand in the prose: once for a message
// and the JSON below it.
func mdBareExamples(p *rule.Pass) {
	message := text.Span{Start: -1, End: -1}
	for _, para := range p.Page.Paragraphs {
		raw := bytes.TrimSpace(para.Raw.Bytes)
		if len(raw) == 0 {
			continue
		}
		what := ""
		switch {
		case mdIsJSON(raw):
			if mdOnlySpace(p.Page, message.End, para.Span.Start) {
				continue // the body of the message above
			}
			what = "JSON"
		case mdIsMessage(para.Raw):
			message = para.Span
			what = "HTTP message"
		default:
			continue
		}
		first := p.Page.Source.Line(p.Page.Source.LineAt(para.Span.Start))
		sp := text.Span{Start: para.Span.Start, End: min(para.Span.End, first.End)}
		p.Report(sp, "%s outside a code fence", rule.Aside(what)).Help = "Put it between ``` lines: readers see its line breaks, indentation and quotes changed"
	}
}

func mdOnlySpace(pg *page.Page, from, to int) bool {
	return from >= 0 && from <= to && len(bytes.TrimSpace(pg.Source.Bytes[from:to])) == 0
}

// mdIsJSON reports whether prose begins as an object with a member does, or an
// array of them.
func mdIsJSON(raw []byte) bool {
	if raw[0] == '[' {
		raw = bytes.TrimSpace(raw[1:])
	}
	if len(raw) == 0 || raw[0] != '{' {
		return false
	}
	name, ok := bytes.CutPrefix(bytes.TrimSpace(raw[1:]), []byte{'"'})
	if !ok {
		return false
	}
	end := bytes.IndexByte(name, '"')
	return end > 0 && bytes.HasPrefix(bytes.TrimSpace(name[end+1:]), []byte{':'})
}

// mdIsMessage reports whether prose is an HTTP message: a status line, or a
// method and a target with nothing but a version behind them.
func mdIsMessage(raw text.Fragment) bool {
	first, _, _ := bytes.Cut(bytes.TrimSpace(raw.Bytes), []byte{'\n'})
	status := false
	for word := range bytes.FieldsSeq(first) { // most prose ends here
		if status = bytes.HasPrefix(word, []byte("HTTP/")); !status && !httpmsg.IsMethod(string(word)) {
			return false
		}
		break
	}
	words := bytes.Fields(first)
	switch {
	case len(words) < 2:
		return false
	case status:
		return len(words[1]) == 3 && words[1][0] >= '1' && words[1][0] <= '5' && len(words) <= 5
	}
	target := words[1]
	versioned := len(words) == 3 && bytes.HasPrefix(words[2], []byte("HTTP/"))
	return (len(words) == 2 || versioned) && (target[0] == '/' || bytes.HasPrefix(target, []byte("http")))
}
