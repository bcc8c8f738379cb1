package rules

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// Chains of base types that are too long, and long circles, are told without
// naming all of their types.
func TestLongBases(t *testing.T) {
	tests := []struct {
		name  string
		types int
		last  int // number of the last type's base
		found int
		want  string
	}{
		{"short", 60, 60, 0, ""},
		{"long", 100, 100, 1, "harbor.t34 has more than 64 base types, and this one does not count"},
		{"circle", 300, 0, 300, "the base types of harbor.t0 never end: harbor.t1, harbor.t2, "},
	}
	for _, test := range tests {
		var pages []*page.Page
		for i := range test.types {
			base := i + 1
			if base == test.types {
				base = test.last
			}
			content := fmt.Sprintf("# t%d\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.t%d\", \"baseType\": \"harbor.t%d\" } -->\n```json\n{ \"p%d\": \"String\" }\n```\n", i, i, base, i)
			pages = append(pages, page.Build(text.NewSource(fmt.Sprintf("v1.0/resources/t%03d.md", i), []byte(content))))
		}
		index, err := docset.New(pages, docset.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var messages []string
		for _, pg := range pages {
			for _, d := range tableResource.Run(rule.NewSubject(pg, index.Of(pg))) {
				if d.Pointer == "/baseType" {
					messages = append(messages, d.Message)
				}
			}
		}
		if len(messages) != test.found || !strings.HasPrefix(strings.Join(messages, "\n"), test.want) {
			t.Errorf("%s: %d findings, want %d beginning %q: %.200q", test.name, len(messages), test.found, test.want, messages)
		}
		for _, m := range messages {
			if len(m) > 2000 {
				t.Errorf("%s: a message of %d bytes", test.name, len(m))
			}
		}
	}
}
