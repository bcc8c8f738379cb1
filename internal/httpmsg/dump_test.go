package httpmsg

import (
	"fmt"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/edit"
	"docgauge/internal/text"
)

// block is a whole file that holds one message and nothing else.
func block(s string) (*text.Source, text.Fragment) {
	src := text.NewSource("page.md", []byte(s))
	return src, text.NewFragment(src, text.Span{Start: 0, End: len(s)})
}

// inQuote is a file whose every line is prefixed; the fragment lacks the prefixes.
func inQuote(prefix, s string) (*text.Source, text.Fragment) {
	var file []byte
	var spans []text.Span
	for len(s) > 0 {
		n := len(s)
		for i := range len(s) {
			if s[i] == '\n' {
				n = i + 1
				break
			}
		}
		file = append(file, prefix...)
		spans = append(spans, text.Span{Start: len(file), End: len(file) + n})
		file = append(file, s[:n]...)
		s = s[n:]
	}
	src := text.NewSource("page.md", file)
	return src, text.JoinFragment(src, spans)
}

// dump renders a message: every part with the file's text at its span, so that
// a span which lies elsewhere than the part shows.
func dump(src *text.Source, m *Message) []string {
	var out []string
	show := func(name string, p Part) {
		if at := src.Slice(p.Span); at != p.Text {
			out = append(out, fmt.Sprintf("%s %s @ %q", name, p.Text, at))
		} else if p.Text != "" {
			out = append(out, name+" "+p.Text)
		}
	}
	out = append(out, [...]string{"none", "request", "response"}[m.Kind])
	show("method", m.Method)
	show("target", m.Target)
	show("version", m.Version)
	show("status", m.Status)
	show("reason", m.Reason)
	for _, h := range m.Headers {
		show("name", h.Name)
		show("value", h.Value)
	}
	if len(m.Body.Bytes) > 0 {
		out = append(out, fmt.Sprintf("body %q", m.Body.Bytes))
	}
	for _, p := range m.Parts {
		out = append(out, "part")
		for _, h := range p.Headers {
			show("- name", h.Name)
			show("- value", h.Value)
		}
		out = append(out, fmt.Sprintf("- body %q", p.Body.Bytes))
	}
	for _, p := range m.Problems {
		at := src.Position(p.Span.Start)
		out = append(out, fmt.Sprintf("%d:%d %s %q: %s", at.Line, at.Column, kindName(p.Kind), src.Slice(p.Span), p.Message))
	}
	return out
}

func kindName(k ProblemKind) string {
	return [...]string{"start", "blank", "header", "noblank", "multipart"}[k]
}

// mend applies the safe fixes of all problems, or all fixes.
func mend(t testing.TB, src *text.Source, m *Message, unsafe bool) string {
	t.Helper()
	var fixes []diag.Fix
	for _, p := range m.Problems {
		if p.Fix != nil && (p.Fix.Safe || unsafe) {
			fixes = append(fixes, *p.Fix)
		}
	}
	edits, taken := edit.Merge(fixes)
	for i, ok := range taken {
		if !ok {
			t.Errorf("fix %q does not fit with the others", fixes[i].Message)
		}
	}
	out, err := edit.Apply(src.Bytes, edits)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
