package config_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"docgauge/internal/config"
	"docgauge/internal/golden"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"

	"github.com/rogpeppe/go-internal/txtar"
)

// archive reads a case of testdata/good: its files by name, and its pages.
func archive(t testing.TB, name string) (files map[string]string, pages []txtar.File) {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
		if strings.HasSuffix(f.Name, ".md") {
			pages = append(pages, f)
		}
	}
	return files, pages
}

func TestGood(t *testing.T) {
	cases, err := filepath.Glob("testdata/good/*.txtar")
	if err != nil || len(cases) < 8 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	used := map[string]bool{}
	for _, name := range cases {
		out := strings.TrimSuffix(name, ".txtar") + ".out"
		used[out] = true
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			files, pages := archive(t, name)
			c, problems := reader(fakes(), inMemory(files)).Load(top + "/.docgauge.yaml")
			if len(problems) > 0 {
				t.Fatalf("problems:\n%s", dump(problems))
			}
			golden.Compare(t, out, describe(t, c, pages))
		})
	}
	golden.NoOrphans(t, "testdata/good/*.out", used)
}

// describe writes what a configuration says, and what it says of each page.
func describe(t *testing.T, c *config.Config, pages []txtar.File) string {
	t.Helper()
	var sb strings.Builder
	for _, f := range c.Files {
		fmt.Fprintf(&sb, "file %s\n", f.Path)
	}
	fmt.Fprintf(&sb, "later: %v\n", c.Later(fakes()))
	show(&sb, "", c.All())
	excluded := c.Excluded(nil)
	for _, f := range pages {
		abs := top + "/" + f.Name
		owner := c.OwnerAt(page.Build(text.NewSource(f.Name, f.Data)), abs)
		fmt.Fprintf(&sb, "\npage %s: included %v, excluded %v, owner %q %v\n", f.Name, c.Includes(abs), excluded.IgnoredAbove(abs, false), owner.V, owner.At)
		show(&sb, "  ", c.RulesFor(abs))
		agree(t, f.Name, c.RulesFor(abs), c.Settings(abs))
	}
	return sb.String()
}

func show(sb *strings.Builder, indent string, list []config.Shown) {
	for _, s := range list {
		fmt.Fprintf(sb, "%s%s = %s from %s\n", indent, s.Name, s.Value, s.At)
	}
}

// agree fails the test unless settings are what is shown of them.
func agree(t *testing.T, name string, shown []config.Shown, settings rule.Settings) {
	t.Helper()
	n := 0
	for id, s := range settings {
		want := map[string]any{}
		if s.Set {
			want[id] = s.Severity.String()
		}
		for option, v := range s.Options {
			want[id+"."+option] = v
		}
		for key, v := range want {
			n++
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, sh := range shown {
				found = found || sh.Name == key && sh.Value == string(b)
			}
			if !found {
				t.Errorf("%s: %s = %s is in force and not shown", name, key, b)
			}
		}
	}
	if n != len(shown) {
		t.Errorf("%s: %d values shown, %d in force", name, len(shown), n)
	}
}
