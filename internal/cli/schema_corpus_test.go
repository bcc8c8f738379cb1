//go:build corpus

package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCorpusSchemaExport exports the types of all real pages and compiles every
// file with nothing but the folder to load from.
func TestCorpusSchemaExport(t *testing.T) {
	pages := unpackCorpus(t, os.Getenv("DOCGAUGE_CORPUS"))
	dir := filepath.Join(t.TempDir(), "export")
	export(t, dir, pages)
	n := compileFolder(t, dir)
	t.Logf("%d schemas compile", n)
	if n < 1000 {
		t.Errorf("only %d types", n)
	}
	first := contents(t, dir)
	export(t, dir, pages, "-j", "1")
	if diff := cmp.Diff(first, contents(t, dir)); diff != "" {
		t.Errorf("a second export differs\n%s", diff)
	}
}
