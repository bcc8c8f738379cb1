package rules_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/apidoctor"
	"docgauge/internal/csdl"
	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/rogpeppe/go-internal/txtar"
)

// testPage is a page on disk, or an archive of a doc set: pages and the names of
// other files, "metadata.xml" being the service's description.
type testPage struct {
	file, path string // on disk, and as the rule sees it
	archive    bool
	memory     []txtar.File // the content
}

// files returns a copy of the test's files: the page, or those of the archive.
func (p testPage) files() []txtar.File { return slices.Clone(p.memory) }

func (p testPage) with(files []txtar.File) testPage {
	p.memory = files
	return p
}

// text is what stands in the file on disk.
func (p testPage) text() []byte {
	if p.archive {
		return txtar.Format(&txtar.Archive{Files: p.memory})
	}
	return p.memory[0].Data
}

func (p testPage) beside(ext string) string {
	return strings.TrimSuffix(p.file, filepath.Ext(p.file)) + ext
}

func isPage(name string) bool { return path.Ext(name) == ".md" }

// testPages returns the pages and archives of a rule in order of their paths.
func testPages(t *testing.T, id, kind string) (pages []testPage) {
	t.Helper()
	dir := filepath.Join(root, id, kind)
	for _, file := range filesBelow(t, dir) {
		ext := filepath.Ext(file)
		if ext != ".md" && ext != ".txtar" {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		p := testPage{file: file, path: filepath.ToSlash(rel), archive: ext == ".txtar"}
		if p.archive {
			p.memory = txtar.Parse(b).Files
		} else {
			p.memory = []txtar.File{{Name: p.path, Data: b}}
		}
		pages = append(pages, p)
	}
	return pages
}

func filesBelow(t *testing.T, dir string) (files []string) {
	t.Helper()
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		return nil
	}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// runner applies one rule to one test.
type runner func(*rule.Rule, testPage) []*diag.Diagnostic

// bench returns the runner. It builds each doc set once for all rules.
func bench(t *testing.T) runner {
	t.Helper()
	return func(r *rule.Rule, p testPage) (found []*diag.Diagnostic) {
		pages, index := testIndex(t, p)
		for _, pg := range pages {
			found = append(found, r.Run(rule.NewSubject(pg, index.Of(pg)))...)
		}
		slices.SortStableFunc(found, diag.Compare)
		return found
	}
}

// testIndex reads a test's pages as one run of the program would.
func testIndex(t *testing.T, p testPage) ([]*page.Page, *docset.Index) {
	t.Helper()
	opts := docset.Options{Bundled: schema.Bundled(), Conventions: testConventions(t, p)}
	roots := docset.NewRoots(testLocations(p), nil)
	var pages []*page.Page
	var names []string
	for _, f := range p.memory {
		names = append(names, f.Name)
		switch {
		case isPage(f.Name):
			root, _ := roots.Of(f.Name)
			pages = append(pages, page.BuildWith(text.NewSource(f.Name, f.Data), opts.Conventions[root].PageOptions()))
		case path.Base(f.Name) == "metadata.xml":
			m, err := csdl.Read(bytes.NewReader(f.Data), f.Name)
			if err != nil {
				t.Fatalf("%s: %v", p.file, err)
			}
			opts.Metadata = func(string) *csdl.Model { return m }
		}
	}
	if p.archive {
		opts.Tree = docset.NewTree(names)
	}
	index, err := docset.New(pages, opts)
	if err != nil {
		t.Fatalf("%s: %v", p.file, err)
	}
	return pages, index
}

func testLocations(p testPage) (pages []string) {
	for _, f := range p.memory {
		if isPage(f.Name) {
			pages = append(pages, f.Name)
		}
	}
	return pages
}

// testConventions reads the archive's configuration files of API Doctor, which
// apply to all its doc sets.
func testConventions(t *testing.T, p testPage) map[string]*apidoctor.Config {
	t.Helper()
	var files []apidoctor.File
	for _, f := range p.memory {
		if apidoctor.IsConfig(f.Name) {
			files = append(files, apidoctor.File{Path: f.Name, Bytes: f.Data})
		}
	}
	if len(files) == 0 {
		return nil
	}
	found := map[string]*apidoctor.Config{}
	for _, root := range docset.NewRoots(testLocations(p), nil).All() {
		cfg, problems := apidoctor.Read(root, files)
		for _, pr := range problems {
			t.Errorf("%s: %s", p.file, pr)
		}
		found[root] = cfg
	}
	return found
}

// TestArchives checks that the archives of doc sets hold pages, and nothing
// outside their files, where nobody reads it.
func TestArchives(t *testing.T) {
	for _, r := range rules.All() {
		for _, kind := range []string{"ok", "err"} {
			for _, p := range testPages(t, r.ID, kind) {
				if p.archive && !slices.ContainsFunc(p.memory, func(f txtar.File) bool { return isPage(f.Name) }) {
					t.Errorf("%s has no page", p.file)
				}
			}
		}
	}
}
