package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// FuzzLoad reads anything as a configuration that a part of itself may extend:
// it must end, with a configuration that answers or with problems that can be shown.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/bad/*.yaml", "testdata/good/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(b))
		}
	}
	f.Add("\ufeffversion: 1\r\nrules:\r\n  berth: off # ü\r\n")
	f.Add("version: 1\nextends: half.yaml\nexclude: |\n  a\n")
	pg := page.Build(text.NewSource("a.md", []byte("---\nms.author: mina\n---\n# A\n")))
	f.Fuzz(func(t *testing.T, yaml string) {
		files := map[string]string{"x.yaml": yaml, "half.yaml": yaml[len(yaml)/2:]}
		c, problems := reader(fakes(), inMemory(files)).Load(top + "/x.yaml")
		if (c == nil) != (len(problems) > 0) {
			t.Fatalf("configuration %v with %d problems", c, len(problems))
		}
		sound(t, problems)
		for _, abs := range []string{top + "/docs/berth/a.md", top + "/a.md", "/a.md"} {
			settings := c.Settings(abs)
			for _, s := range c.RulesFor(abs) {
				id, option, isOption := strings.Cut(s.Name, ".")
				if set := settings[id]; !isOption && !set.Set || isOption && set.Options[option] == nil {
					t.Errorf("%s: %q is shown, and not set: %+v", abs, s.Name, set)
				}
			}
			c.Owner(pg, abs)
			c.Includes(abs)
			c.Excluded(nil).IgnoredAbove(abs, false)
		}
		for _, s := range c.All() {
			if sp := s.At.Span; s.At.Source == nil || sp.Start >= sp.End || sp.End > len(s.At.Source.Bytes) || s.Value == "" {
				t.Errorf("shown %+v without a place", s)
			}
		}
	})
}
