// Package golden compares what a test got with a file, and rewrites the file
// when the tests run with -update. Only tests import it.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Update reports whether this run rewrites golden files.
func Update() bool { return *update }

// Compare fails the test unless the file holds exactly got.
func Compare(t testing.TB, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s is not what was expected (-want +got; -update accepts):\n%s", file, d)
	}
}

// NoOrphans fails the test for each file that matches the pattern and is not in
// used, or with -update removes it: what no test produces any more says nothing.
func NoOrphans(t testing.TB, pattern string, used map[string]bool) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch {
		case used[f]:
		case *update:
			if err := os.Remove(f); err != nil {
				t.Error(err)
			}
		default:
			t.Errorf("%s belongs to no test (-update removes it)", f)
		}
	}
}
