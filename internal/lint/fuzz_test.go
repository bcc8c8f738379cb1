package lint

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"docgauge/internal/csdl"
	"docgauge/internal/docset"
	"docgauge/internal/rules"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzRun runs all rules over two pages of a doc set and a metadata document,
// whatever they say: no rule panics, and every finding lies in its page.
func FuzzRun(f *testing.F) {
	files, err := filepath.Glob("../../testdata/rules/*/*/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no pages to begin with", err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var pages [2][]byte
		var metadata []byte
		n := 0
		for _, of := range a.Files {
			switch {
			case of.Name == "metadata.xml":
				metadata = of.Data
			case n < len(pages) && filepath.Ext(of.Name) == ".md":
				pages[n] = of.Data
				n++
			}
		}
		f.Add(pages[0], pages[1], metadata)
	}
	silencing, err := filepath.Glob("../../testdata/rules/suppression-*/*/*.md")
	if err != nil || len(silencing) == 0 {
		f.Fatal("no pages that silence findings", err)
	}
	for _, name := range silencing {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, b, []byte(nil))
	}
	f.Fuzz(func(t *testing.T, method, resource, metadata []byte) {
		if len(method)+len(resource)+len(metadata) > 64<<10 {
			return // for speed: large pages have tests of their own
		}
		job := Job{
			Files: []File{file("v1.0/api/get.md", string(method)), file("v1.0/resources/it.md", string(resource))},
			Rules: rules.All(), Workers: 1, Docset: docset.Options{Bundled: schema.Bundled()},
		}
		if m, err := csdl.Read(bytes.NewReader(metadata), "metadata.xml"); err == nil {
			job.Docset.Metadata = func(string) *csdl.Model { return m }
		}
		r, err := Run(context.Background(), job)
		if err != nil {
			t.Fatal(err)
		}
		for _, fail := range r.Failures {
			t.Errorf("rule %s on %s: %v\n%s", fail.Rule, fail.Path, fail.Err, fail.Stack)
		}
		for _, d := range r.Diagnostics {
			if whole := (text.Span{End: len(d.Source.Bytes)}); !whole.Contains(d.Span) {
				t.Errorf("%s at %v of %d bytes: %s", d.Rule, d.Span, whole.End, d.Message)
			}
		}
	})
}
