package schema

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

var kindNames = map[Kind]string{
	WrongType: "type", Property: "property", Required: "required", Enum: "enum", Format: "format",
	Consistency: "consistency", ODataType: "odata-type", ODataCase: "odata-case", Collection: "collection",
}

// registry makes a registry of schemas given by type name, and the bundled ones.
func registry(t testing.TB, defs map[string]string) *Registry {
	t.Helper()
	user := Source{Name: "user"}
	for name, body := range defs {
		user.Definitions = append(user.Definitions, Definition{
			Name: name, Origin: name + ".json",
			Schema: func() ([]byte, error) { return []byte(body), nil },
		})
	}
	r, err := New(user, Bundled())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// compiled is registry, and fails unless every schema compiles.
func compiled(t testing.TB, defs map[string]string) *Registry {
	t.Helper()
	r := registry(t, defs)
	for _, typ := range r.Types() {
		if err := typ.Compile(); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func parse(js string) (*text.Source, *jsondoc.Value) {
	// Spans have to be those of the file, not of the text parsed.
	const before = "intro\n"
	src := text.NewSource("page.md", []byte(before+js))
	return src, jsondoc.Parse(text.NewFragment(src, text.Span{Start: len(before), End: len(src.Bytes)})).Root
}

// render writes violations one to a line: line:column, kind, text under the span,
// pointer, message, fix. Line 1 is the first of the JSON.
func render(src *text.Source, vs []Violation) []string {
	var out []string
	for _, v := range vs {
		p := src.Position(v.Span.Start)
		s := fmt.Sprintf("%d:%d %s `%s` %s: %s", p.Line-1, p.Column, kindNames[v.Kind], src.Slice(v.Span), v.Pointer, v.Message)
		if v.Help != "" {
			s += " | " + v.Help
		}
		if v.Fix != nil {
			safe := "unsafe"
			if v.Fix.Safe {
				safe = "safe"
			}
			s += fmt.Sprintf(" | %s: %s", safe, v.Fix.Edits[0].New)
		}
		out = append(out, strings.ReplaceAll(s, "\n", "⏎"))
	}
	return out
}
