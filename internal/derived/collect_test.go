package derived

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"docgauge/internal/golden"
	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// read makes pages of an archive.
func read(archive string) (pages []*page.Page) {
	for _, f := range txtar.Parse([]byte(archive)).Files {
		pages = append(pages, page.Build(text.NewSource(f.Name, f.Data)))
	}
	return pages
}

func collect(archive string) *Types { return Collect(read(archive), "") }

// draw writes types one a line, their properties below them: flags are o open,
// a abstract, c circle, e enumeration, f flags; of properties n navigation,
// ? optional, 0 nullable, ! disputed, * required.
func draw(types *Types) string {
	var sb strings.Builder
	flag := func(on bool, mark string) string {
		if on {
			return mark
		}
		return ""
	}
	for _, t := range types.All() {
		var parts []string
		for _, p := range t.Parts {
			parts = append(parts, path.Base(p.Page.Source.Path))
		}
		fmt.Fprintf(&sb, "%s (%s) %s <%s>\n", t.Name, strings.Join(parts, " "),
			flag(t.Open, "o")+flag(t.Abstract, "a")+flag(t.Circle, "c")+flag(t.Enum, "e")+flag(t.Flags, "f"), t.Base)
		for _, q := range t.Properties {
			var places []string
			for _, u := range q.Uses {
				kind := "row"
				if u.Field != nil {
					kind = "key"
				}
				places = append(places, fmt.Sprintf("%s%d", kind, u.Part.Page.Source.LineAt(u.Span().Start)))
			}
			fmt.Fprintf(&sb, "  %s %s %s %s\n", q.Name, q.Type,
				flag(q.Navigation, "n")+flag(q.Optional, "?")+flag(q.Nullable, "0")+flag(q.Disputed, "!")+flag(q.Required, "*"), strings.Join(places, " "))
		}
		for _, m := range t.Members {
			fmt.Fprintf(&sb, "  = %s\n", m.Name)
		}
	}
	return sb.String()
}

// TestCollect compares the types of each archive of pages with the file beside it.
func TestCollect(t *testing.T) {
	files, err := filepath.Glob("testdata/collect/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			golden.Compare(t, strings.TrimSuffix(file, ".txtar")+".out", draw(collect(readFile(t, file))))
		})
	}
}

func readFile(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestDefaultNamespace(t *testing.T) {
	pages := read(`
-- resources/a.md --
Namespace: dock

<!-- { "blockType": "resource", "@odata.type": "a" } -->
` + "```json" + `
{ }
` + "```" + `
-- resources/b.md --
<!-- { "blockType": "resource", "@odata.type": "b" } -->
` + "```json" + `
{ }
` + "```" + `
`)
	for namespace, want := range map[string]string{"": "dock.a dock.b", "harbor": "dock.a harbor.b"} {
		var names []string
		for _, t := range Collect(pages, namespace).All() {
			names = append(names, t.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("default namespace %q: types %s, want %s", namespace, got, want)
		}
	}
}

func TestPartsOfPage(t *testing.T) {
	pages := read(`
-- resources/a.md --
<!-- { "blockType": "resource", "@odata.type": "harbor.b" } -->
` + "```json" + `
{ "x": "String", ... }
` + "```" + `
<!-- { "blockType": "resource", "@odata.type": "harbor.a" } -->
` + "```json" + `
{ "kind": "sloop", "name": "The Gull", "id": "String" }
` + "```" + `
-- resources/b.md --
Nothing.
`)
	types := Collect(pages, "")
	var got []string
	for _, p := range types.On(pages[0]) {
		got = append(got, fmt.Sprint(p.Type.Name, p.Elided, p.Example, p.Field("x") != nil, p.Row("x") != nil))
	}
	want := []string{"harbor.btrue false true false", "harbor.afalse true false false"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got := types.On(pages[1]); got != nil {
		t.Errorf("a page without types has %d parts", len(got))
	}
	if got := (*Types)(nil).On(pages[0]); got != nil {
		t.Errorf("no types have %d parts", len(got))
	}
}
