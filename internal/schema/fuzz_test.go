package schema

import (
	"strings"
	"testing"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// FuzzValidate checks that no text makes validation panic, and that every span
// and edit lies in the text.
func FuzzValidate(f *testing.F) {
	for _, seed := range []string{
		`{"id": 1, "roles": ["x"], "link": {"type": "view"}}`,
		`{"value": [{"@odata.type": "#microsoft.graph.identity"}, {"grantedTo": {"User": {"id": null}}}], "@x": 1}`,
		`{"value": {"roels": [1e999999999, -0, 01]}, "a~/%41": {"a": [}`,
		`{'error': {"code": "x", ...}, "id": "String", "id": {}}`,
		"{\"id\": \"1\", \"roles\": [\"" + strings.Repeat("\xbf", 70) + "\"]}",
		`{"@odata.type": "#yard.thing", "reach": "5", "cabins": [{"id": 1}, null], "flags": "lit, dry", "spot": {"rwo": 1e400}}`,
		"[\"\xff\", {\"expirationDateTime\": \"\\ud800\"}, [[[[", `{"":{"":[{"@odata.type":"graph.SHARINGLINK"}]}}`,
	} {
		f.Add([]byte(seed))
	}
	r := with(f, compiled(f, harbor), source("derived", true, yard...))
	f.Fuzz(func(t *testing.T, b []byte) {
		src := text.NewSource("page.md", b)
		doc := jsondoc.Parse(text.NewFragment(src, text.Span{Start: 0, End: len(b)}))
		if doc.Root == nil {
			return
		}
		check := func(vs []Violation) {
			for i, v := range vs {
				if v.Span.Start < 0 || v.Span.End > len(b) || v.Span.Start > v.Span.End || v.Message == "" {
					t.Fatalf("%+v in %d bytes", v, len(b))
				}
				if v.Fix != nil && !doc.Root.Span.Contains(v.Fix.Edits[0].Span) {
					t.Fatalf("fix outside the value: %+v", v.Fix)
				}
				if i > 0 && vs[i-1].Span.Start > v.Span.Start {
					t.Fatalf("out of order: %+v before %+v", vs[i-1], v)
				}
			}
		}
		for _, use := range []Use{Response, Request, Notation} {
			for _, name := range []string{"permission", "tug", "load", "crane"} {
				typ, _ := r.Lookup(name)
				check(r.Validate(typ, doc.Root, Options{Use: use}))
				check(r.ValidateBody(doc.Root, name, use == Request, Options{Use: use, Truncated: true}))
				check(r.ValidateBody(doc.Root, name, use != Request, Options{Use: use}))
			}
		}
	})
}
