//go:build corpus

package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/text"
)

// TestCorpus checks the thousands of real pages that DOCGAUGE_CORPUS names, a
// tar.gz: no page may end in an error, and the result must not depend on how
// many are checked at a time. It prints how many findings each rule has.
func TestCorpus(t *testing.T) {
	t.Chdir(unpackCorpus(t, os.Getenv("DOCGAUGE_CORPUS")))
	check := func(jobs string) (string, string) {
		var out, errOut bytes.Buffer
		code := Main([]string{"check", "--format", "json", "--statistics", "-j", jobs, "."}, nil, &out, &errOut)
		if code != exitClean && code != exitFindings {
			t.Fatalf("-j %s: exit code %d: %s", jobs, code, errOut.String())
		}
		return out.String(), errOut.String()
	}
	one, statistics := check("1")
	if eight, _ := check("8"); one != eight {
		t.Error("-j 1 and -j 8 print different reports")
	}
	head, _, _ := strings.Cut(one, "\n")
	t.Logf("%s\n%s", head, statistics)
}

// TestSeeds compares the findings on the seed pages with their labels, as the
// script beside them has it. DOCGAUGE_SEEDS names its folder.
func TestSeeds(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	docgauge := filepath.Join(t.TempDir(), "docgauge") // this binary is docgauge under that name
	if err := os.Symlink(self, docgauge); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(filepath.Join(os.Getenv("DOCGAUGE_SEEDS"), "check"), docgauge).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}

// TestCorpusJSON holds every JSON text of the real pages against an independent
// strict decoder: the rules report one as malformed exactly when the decoder
// refuses it.
func TestCorpusJSON(t *testing.T) {
	dir := unpackCorpus(t, os.Getenv("DOCGAUGE_CORPUS"))
	files, err := walkMarkdown(dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("%d pages: %v", len(files), err)
	}
	texts, malformed := 0, 0
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pg := page.Build(text.NewSource(name, content))
		found := malformedFindings(pg)
		for _, blk := range pg.Blocks {
			for _, doc := range blk.Documents() {
				texts++
				strict := json.Valid(doc.Text.Bytes) && utf8.Valid(doc.Text.Bytes)
				if !strict {
					malformed++
				}
				if reported := reportedIn(found, doc); reported == strict {
					t.Errorf("%s:%d: strict JSON: %v, reported: %v", name, pg.Source.LineAt(doc.Text.All().Start), strict, reported)
				}
			}
		}
	}
	t.Logf("%d JSON texts, %d of them malformed", texts, malformed)
}

// malformedFindings runs the rules that together say "this is not JSON".
func malformedFindings(pg *page.Page) []*diag.Diagnostic {
	var found []*diag.Diagnostic
	for _, r := range rules.All() {
		if slices.Contains([]string{"json-syntax", "json-trailing-comma", "json-comment", "json-ellipsis"}, r.ID) {
			found = append(found, r.Run(rule.NewSubject(pg, nil))...)
		}
	}
	return found
}

func reportedIn(found []*diag.Diagnostic, doc *jsondoc.Document) bool {
	return slices.ContainsFunc(found, func(d *diag.Diagnostic) bool { return doc.Text.All().Contains(d.Span) })
}

func walkMarkdown(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(name) == ".md" {
			files = append(files, name)
		}
		return err
	})
	return files, err
}
