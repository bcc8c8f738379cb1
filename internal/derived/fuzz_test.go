package derived

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzCollect checks that whatever pages say, every place lies in its page, every
// schema is JSON and no chain of base types is followed for ever.
func FuzzCollect(f *testing.F) {
	for _, pattern := range []string{"testdata/collect/*.txtar", "testdata/schema/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			a, err := txtar.ParseFile(file)
			if err != nil {
				f.Fatal(err)
			}
			for _, p := range a.Files {
				f.Add(p.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		pg := page.Build(text.NewSource("v1.0/resources/x.md", b))
		types := Collect([]*page.Page{pg}, "harbor")
		whole := text.Span{End: len(b)}
		for _, of := range types.All() {
			for _, q := range of.Properties {
				for _, u := range q.Uses {
					if !whole.Contains(u.Span()) {
						t.Fatalf("%s of %s lies at %v", q.Name, of.Name, u.Span())
					}
				}
			}
			types.IsOpen(of)
			s, err := types.Schema(of, nil)
			if err != nil || !json.Valid(s) {
				t.Fatalf("schema of %s: %v\n%s", of.Name, err, s)
			}
			if d := cmp.Diff(uncommented(t, s), types.root(of, nil)); d != "" && utf8.Valid(b) {
				t.Fatalf("schema of %s: -written +root\n%s", of.Name, d)
			}
		}
		for _, l := range pg.Links {
			types.LinkAt(pg, l.Span, "x")
		}
	})
}
