//go:build corpus

package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
