package rules_test

import (
	"strings"
	"testing"

	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// TestPlaces puts one body with three faults into everything that can hold a
// block, and wants the same three findings on the same three characters. The
// faults stand between « and », which the page does not hold.
func TestPlaces(t *testing.T) {
	block := `<!-- { "blockType": "response", "truncated": true, "@odata.type": "harbor.berth" } -->
~~~http
HTTP/1.1 200 OK
Content-Type: application/json

{
  "naïve": "ö«"» "dry": true,
  "depth": «+7»,
  "crew": ["a"«,»]
}
~~~`
	indent := func(first, rest string) func(string) string {
		return func(s string) string { return first + strings.ReplaceAll(s, "\n", "\n"+rest) }
	}
	places := map[string]func(string) string{
		"plain":                   indent("", ""),
		"list item":               indent("- ", "  "),
		"numbered, nested":        indent("1. Call it:\n\n   - ", "     "),
		"quote":                   indent("> ", "> "),
		"quote without a space":   indent(">", ">"),
		"list in a quote":         indent("> - ", ">   "),
		"quote in a list":         indent("- > ", "  > "),
		"below a byte order mark": indent(text.BOM, ""),
		"tab":                     func(s string) string { return "# [HTTP](#tab/http)\n" + s + "\n---" },
		"below front matter":      indent("---\ntitle: x\n---\n\n", ""),
		"Windows": func(s string) string {
			return text.BOM + strings.ReplaceAll("# Get a berth\n\n- "+indent("", "  ")(s), "\n", "\r\n")
		},
	}
	for name, put := range places {
		t.Run(name, func(t *testing.T) {
			content, want := unmark(put(block) + "\n")
			pg := page.Build(text.NewSource("api/x.md", []byte(content)))
			var got []text.Position
			for _, r := range rules.All() {
				if strings.HasPrefix(r.ID, "json-") {
					for _, d := range r.Run(rule.NewSubject(pg, nil)) {
						got = append(got, pg.Source.Position(d.Span.Start), pg.Source.Position(d.Span.End))
					}
				}
			}
			if d := cmp.Diff(positions(content, want), got); d != "" {
				t.Errorf("-want +got\n%s\n%s", d, content)
			}
		})
	}
}

// unmark takes the marks out and returns the offsets at which they stood.
func unmark(s string) (content string, at []int) {
	var sb strings.Builder
	for _, r := range s {
		if r == '«' || r == '»' {
			at = append(at, sb.Len())
		} else {
			sb.WriteRune(r)
		}
	}
	return sb.String(), at
}

// positions counts lines and columns the slow way.
func positions(content string, offsets []int) []text.Position {
	var out []text.Position
	for _, at := range offsets {
		above := strings.TrimPrefix(content[:at], text.BOM)
		line := above[strings.LastIndexByte(above, '\n')+1:]
		out = append(out, text.Position{Line: 1 + strings.Count(above, "\n"), Column: 1 + len([]rune(line)), Offset: at})
	}
	return out
}
