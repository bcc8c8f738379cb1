package config_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"docgauge/internal/config"
	"docgauge/internal/gitignore"
	"docgauge/internal/page"
	"docgauge/internal/rules"
	"docgauge/internal/text"
)

// TestNone asks a nil configuration everything.
func TestNone(t *testing.T) {
	var c *config.Config
	pg := page.Build(text.NewSource("a.md", nil))
	outer := gitignore.Parse(top, []byte("drafts/"), nil)
	got := []any{
		c.Settings(top + "/a.md"), c.Owner(pg, top+"/a.md"), c.OwnerAt(pg, top+"/a.md").Set(), c.Includes(top + "/a.md"),
		c.Excluded(outer) == outer, c.Later(fakes()), c.All(), c.RulesFor(top + "/a.md"), text.Place{}.String(),
	}
	if want := "[map[]  false true true [] [] [] ]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestUnreadable gives the reader no file at all.
func TestUnreadable(t *testing.T) {
	denied := func(string) ([]byte, error) { return nil, errors.New("permission denied") }
	c, problems := reader(fakes(), denied).Load(top + "/docs/.docgauge.yaml")
	sound(t, problems)
	want := "docs/.docgauge.yaml:1:1-1:1: cannot read the configuration: permission denied\n  text: \n"
	if got := dump(problems); c != nil || got != want {
		t.Errorf("got %v and\n%swant\n%s", c, got, want)
	}
}

// TestManyFiles extends more files than it may, each with one problem.
func TestManyFiles(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("%d.yaml", i)] = fmt.Sprintf("version: 1\nextends: %d.yaml\nx: 1\n", i+1)
	}
	_, problems := reader(fakes(), inMemory(files)).Load(top + "/0.yaml")
	sound(t, problems)
	last := problems[len(problems)-2]
	if got := last.Source.Path + " " + last.Message; len(problems) != 33 || got != "31.yaml more than 32 files in all" {
		t.Errorf("%d problems, the last but one %q", len(problems), got)
	}
}

// TestShared checks that pages share settings where they can, so that 26,000 pages
// need no map each, and that asking from several goroutines is no race.
func TestShared(t *testing.T) {
	c := load(t, fakes(), "version: 1\nrules: {berth: off}\noverrides:\n- {files: a/, rules: {vessel: off}}\n- {files: \"*.x.md\", rules: {berth: info}}\n")
	same := func(a, b string) bool {
		return reflect.ValueOf(c.Settings(top+a)).Pointer() == reflect.ValueOf(c.Settings(top+b)).Pointer()
	}
	if !same("/b.md", "/b/c.md") || !same("/a/b.md", "/a/c/d.md") || same("/a/b.md", "/b.md") || same("/a/b.x.md", "/a/c.x.md") {
		t.Error("settings are shared otherwise than thought")
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, name := range []string{"/a/b.md", "/a/b.x.md", "/c.md"} {
				c.Settings(top + name)
				c.RulesFor(top + name)
			}
		})
	}
	wg.Wait()
}

// TestOutside places the top, and files in and beside it.
func TestOutside(t *testing.T) {
	for _, tt := range []struct {
		top, schemas string
		inside       bool
	}{
		{"/harbor", ".", true},
		{"/harbor", "/harbor", true},
		{"/harbor", "/harbor/../harbor/x", true},
		{"/harbor", "/harbors", false},
		{"/harbor", "../harbor-old", false},
		{"/harbor", "a/../../b", false},
		{"/", "../../etc", true},
		{"C:/harbor", "C:/harbor/x", true},
		{"C:/harbor", "D:/harbor/x", false},
	} {
		r := reader(fakes(), func(string) ([]byte, error) { return []byte("version: 1\nschemas: " + tt.schemas + "\n"), nil })
		r.Top = tt.top
		_, problems := r.Load(strings.TrimSuffix(tt.top, "/") + "/x.yaml")
		if len(problems) == 0 != tt.inside {
			t.Errorf("%s below %s: inside is not %v: %s", tt.schemas, tt.top, tt.inside, dump(problems))
		}
	}
}

// TestAbsolutePattern tells a path from the root of the file system from a pattern
// that a slash anchors to the folder of the file.
func TestAbsolutePattern(t *testing.T) {
	const yaml = "version: 1\nexclude: /docs/berth/drafts\n"
	for dir, want := range map[string]string{
		"/docs":       "",
		"/docs/berth": "x.yaml:2:10-2:28: \"/docs/berth/drafts\" is an absolute path\n  text: /docs/berth/drafts\n  help: Write \"/drafts\": patterns are relative to the folder of this file\n",
	} {
		r := reader(fakes(), func(string) ([]byte, error) { return []byte(yaml), nil })
		r.Top, r.Shown = dir, func(abs string) string { return strings.TrimPrefix(abs, dir+"/") }
		_, problems := r.Load(dir + "/x.yaml")
		if got := dump(problems); got != want {
			t.Errorf("in %s: got\n%swant\n%s", dir, got, want)
		}
	}
}

// BenchmarkSettings asks for the settings of a page, as each of 26,000 pages does.
func BenchmarkSettings(b *testing.B) {
	var sb strings.Builder
	sb.WriteString("version: 1\nrules: {json: warning, link-case: off}\noverrides:\n")
	for i := range 20 {
		fmt.Fprintf(&sb, "- {files: [docs/team%d/, 'berth%d-*.md'], rules: {http: off, schema-type: info}}\n", i, i)
	}
	c, problems := reader(rules.All(), inMemory(map[string]string{"x.yaml": sb.String()})).Load(top + "/x.yaml")
	if len(problems) > 0 {
		b.Fatal(dump(problems))
	}
	for name, abs := range map[string]string{"none": "/docs/v1.0/api/vessel-list.md", "one": "/docs/team7/api/vessel-list.md", "two": "/docs/team7/api/berth9-get.md"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(c.Settings(top+abs)) == 0 {
					b.Fatal("no settings")
				}
			}
		})
	}
}
