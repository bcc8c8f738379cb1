package config_test

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/rule"
	"docgauge/internal/rules"

	"github.com/google/go-cmp/cmp"
)

// TestOptionPatterns checks that patterns among a rule's options are relative to the
// folder of the file that has them, wherever that lies.
func TestOptionPatterns(t *testing.T) {
	files := map[string]string{
		"docs/.docgauge.yaml": "version: 1\nextends: ../shared.yaml\nrules:\n  link-target: { ignore: [generated/, /api/x.md, '!y.md'] }\n",
		"shared.yaml":         "version: 1\nrules:\n  link-include: { ignore: [includes/made/] }\n",
	}
	for _, c := range []struct {
		name            string
		location        func(string) string
		target, include []string
	}{
		{
			"below the top", func(abs string) string { return strings.TrimPrefix(strings.TrimPrefix(abs+"/", top+"/"), "/") },
			[]string{"/docs/**/generated/", "/docs/api/x.md", "!/docs/**/y.md"},
			[]string{"includes/made/"},
		},
		{
			"elsewhere", func(abs string) string { return abs },
			[]string{"generated/", "/api/x.md", "!y.md"},
			[]string{"includes/made/"},
		},
		{
			"nobody knows", nil,
			[]string{"generated/", "/api/x.md", "!y.md"},
			[]string{"includes/made/"},
		},
	} {
		r := reader(rules.All(), inMemory(files))
		if c.location != nil {
			r.Location = func(abs string) string { return strings.TrimSuffix(c.location(abs), "/") }
		}
		cfg, problems := r.Load(top + "/docs/.docgauge.yaml")
		if len(problems) > 0 {
			t.Fatalf("%s", dump(problems))
		}
		want := rule.Settings{
			"link-target":  {Options: map[string]any{"ignore": c.target}},
			"link-include": {Options: map[string]any{"ignore": c.include}},
		}
		if d := cmp.Diff(want, cfg.Settings(top+"/docs/api/a.md")); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
	}
}

// TestOptionBounds checks that a list of values has an end, and so has a value.
func TestOptionBounds(t *testing.T) {
	yaml := func(n, length int) string {
		word := strings.Repeat("x", length)
		return fmt.Sprintf("version: 1\nrules:\n  placeholder-todo:\n    words: [%s]\n", strings.TrimSuffix(strings.Repeat(word+",", n), ","))
	}
	for _, c := range []struct {
		n, length int
		want      string
	}{
		{rule.MostValues, 4, ""},
		{rule.MostValues + 1, 4, "4:12-4:1298: 257 values, and 256 are the most"},
		{1, rule.LongestValue, ""},
		{1, rule.LongestValue + 1, "4:13-4:270: text of 257 bytes, and 256 are the most"},
	} {
		_, problems := reader(rules.All(), inMemory(map[string]string{"x.yaml": yaml(c.n, c.length)})).Load(top + "/x.yaml")
		got := ""
		for _, p := range problems {
			got += where(p.Source, p.Span) + ": " + p.Message
		}
		if got != c.want {
			t.Errorf("%d of %d: got %q, want %q", c.n, c.length, got, c.want)
		}
	}
}

// TestEmptyOption checks that an empty list is not the same as no list.
func TestEmptyOption(t *testing.T) {
	cfg := load(t, rules.All(), "version: 1\nrules:\n  page-front-matter: { required: [] }\n")
	want := rule.Settings{"page-front-matter": {Options: map[string]any{"required": []string{}}}}
	if d := cmp.Diff(want, cfg.Settings(top+"/a.md")); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
