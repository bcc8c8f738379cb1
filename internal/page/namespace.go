package page

import (
	"bytes"
	"strings"

	"docgauge/internal/text"
)

// namespace finds the line that says which namespace the page's types are in.
func namespace(paragraphs []*Paragraph) text.Span {
	for _, par := range paragraphs {
		from := 0 // of the line, in the paragraph
		for line := range bytes.Lines(par.Raw.Bytes) {
			if start, end, ok := namespaceIn(line); ok {
				return par.Raw.Span(from+start, from+end)
			}
			from += len(line)
		}
	}
	return text.Span{}
}

// namespaceIn returns where on a line the namespace stands that it gives: behind
// "Namespace:" or, in another language, behind a short label.
func namespaceIn(line []byte) (from, to int, ok bool) {
	colon, width := bytes.IndexByte(line, ':'), 1
	if wide := bytes.Index(line, []byte("：")); wide >= 0 && (colon < 0 || wide < colon) {
		colon, width = wide, len("：")
	}
	if colon <= 0 || colon > 60 {
		return 0, 0, false
	}
	rest := line[colon+width:]
	value := bytes.Trim(rest, " \t\r\n*_`")
	if len(value) == 0 || bytes.ContainsAny(value, " \t<>()/[]") {
		return 0, 0, false
	}
	label := string(bytes.Trim(line[:colon], " \t*_`>"))
	if !strings.EqualFold(label, "namespace") && !bytes.HasPrefix(value, []byte("microsoft.")) {
		return 0, 0, false
	}
	from = colon + width + bytes.Index(rest, value)
	return from, from + len(bytes.TrimRight(value, ".*_`")), true
}
