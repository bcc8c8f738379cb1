package apidoctor

import (
	"testing"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// FuzzRead reads any bytes as a configuration file and asks all that can be asked.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"schemaConfig": {"requiredYamlHeaders": ["title"], "foldersToSkip": ["a"], "treatErrorsAsWarningsWorkloads": ["b"]}}`,
		`{"apiPageType": [{"condition": "OR", "arguments": [{"title": "* a", "level": 1, "headers": [{"title": "b *", "level": 2}]}]}]}`,
		`{"tableDefinitions": {"tables": [{"type": "HttpHeaders", "titles": ["{x} a"]}], "parsingRules": [{"type": "ParameterDefinition", "columns": {"name": ["b"]}}]}}`,
		`{"api-requirements": {"httpRequest": {"maxUrlLength": 1}}, "pathsToIgnore": ["/a"],}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, problems := Read("v1", []File{{Path: "v1/config.json", Bytes: b}, {Path: "other.json", Bytes: b}})
		for _, p := range problems {
			if p.Message == "" || p.At.Span.Start < 0 || p.At.Span.End < p.At.Span.Start || p.At.Span.End > len(b) {
				t.Errorf("problem %+v", p)
			}
		}
		if c == nil {
			return
		}
		for _, s := range c.Settings {
			if s.Name == "" || s.At.Span.Len() == 0 || s.At.Span.End > len(b) {
				t.Errorf("setting %+v", s)
			}
		}
		for _, o := range c.Outlines {
			for _, n := range o.Nodes {
				n.Fits("Some title")
			}
		}
		c.Skips("v1/a/b.md")
		c.Downgrades("v1/a/b.md")
		c.IgnoresLink("/a")
		c.Ignorable("a@b")
		page.BuildWith(text.NewSource("v1/api/x.md", []byte("# A\n\n## Some a\n\n|b|c|\n|-|-|\n|1|2|\n")), c.PageOptions())
	})
}

// FuzzSuppression reads any text as a suppressed finding.
func FuzzSuppression(f *testing.F) {
	f.Add("Error: /api/x.md/get_x/a:\n Expected type A but actual was B. Property: a, actual value: '1'")
	f.Add("Warning: x: Found potential enums in resource example (a,b")
	f.Add("\xff0.md:") // longer in lower case
	f.Fuzz(func(t *testing.T, finding string) {
		subject, message := cutSubject(finding)
		s := &Suppression{Message: message}
		s.File, s.Subject = cutFile(subject)
		s.read()
		if len(s.Rules) == 0 && (s.Key != "" || s.Code != "") && message == "" {
			t.Errorf("a key without a message: %+v", s)
		}
	})
}
