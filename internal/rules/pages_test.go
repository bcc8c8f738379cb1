package rules_test

import (
	"bytes"
	"context"
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
	"docgauge/internal/lint"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/rogpeppe/go-internal/txtar"
)

// testPage is a page on disk, or an archive of a doc set: pages and the names of
// other files, "metadata.xml" being the service's description and ".docgauge.yaml"
// the configuration.
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

// bench returns the runner. Rules that run last are run behind all others.
func bench(t *testing.T) runner {
	t.Helper()
	return func(r *rule.Rule, p testPage) (found []*diag.Diagnostic) {
		if r.Last {
			return slices.DeleteFunc(lintPage(t, p, rules.All()).Diagnostics, func(d *diag.Diagnostic) bool { return d.Rule != r.ID })
		}
		return subjectsOf(t, p).run(r)
	}
}

// subjects are the pages of a test, ready for any rule.
type subjects struct {
	pages    []*page.Page
	index    *docset.Index
	settings func(location string) rule.Settings
}

func subjectsOf(t *testing.T, p testPage) subjects {
	t.Helper()
	pages, index := testIndex(t, p)
	return subjects{pages, index, testSettings(t, p)}
}

// run applies a rule to the pages, as if it were the only one.
func (s subjects) run(r *rule.Rule) (found []*diag.Diagnostic) {
	for _, pg := range s.pages {
		one := rule.NewSubject(pg, s.index.Of(pg))
		one.Settings = s.settings(pg.Source.Location)
		found = append(found, r.Run(one)...)
	}
	slices.SortStableFunc(found, diag.Compare)
	return found
}

// lintPage checks a test's pages with some rules, as the program would.
func lintPage(t *testing.T, p testPage, some []*rule.Rule) lint.Result {
	t.Helper()
	job := lint.Job{Rules: some, Known: rules.All(), Settings: testSettings(t, p), Docset: testOptions(t, p), Workers: 1}
	for _, f := range p.memory {
		if isPage(f.Name) {
			job.Files = append(job.Files, lint.File{Path: f.Name, Read: func() ([]byte, error) { return f.Data, nil }})
		}
	}
	result, err := lint.Run(context.Background(), job)
	if err != nil {
		t.Fatalf("%s: %v", p.file, err)
	}
	for _, f := range result.Failures {
		t.Fatalf("%s: %s: %v\n%s", p.file, f.Rule, f.Err, f.Stack)
	}
	return result
}

// testOptions is what a test says besides its pages: metadata, configuration files
// and the names of files.
func testOptions(t *testing.T, p testPage) docset.Options {
	t.Helper()
	opts := docset.Options{Bundled: schema.Bundled(), Conventions: testConventions(t, p), Roots: testRoots(t, p)}
	var names []string
	for _, f := range p.memory {
		names = append(names, f.Name)
		if path.Base(f.Name) == "metadata.xml" {
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
	return opts
}

// testIndex reads a test's pages as one run of the program would.
func testIndex(t *testing.T, p testPage) ([]*page.Page, *docset.Index) {
	t.Helper()
	opts := testOptions(t, p)
	var pages []*page.Page
	for _, f := range p.memory {
		if isPage(f.Name) {
			root, _ := opts.Roots.Of(f.Name)
			how := opts.Conventions[root].PageOptions()
			if v := opts.Roots.Version(root); v != "" {
				how = how.WithVersion(v)
			}
			pages = append(pages, page.BuildWith(text.NewSource(f.Name, f.Data), how))
		}
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
	for _, root := range testRoots(t, p).All() {
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
