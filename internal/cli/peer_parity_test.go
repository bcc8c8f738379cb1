//go:build corpus

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCorpusParity holds parity.md against the study of API Doctor's source that
// lies beside the table of its findings: as many checks in each group, and every
// code that it reports on the real pages.
func TestCorpusParity(t *testing.T) {
	if os.Getenv("DOCGAUGE_PEER") == "" {
		t.Skip("DOCGAUGE_PEER names no table of the peer's findings")
	}
	b, err := os.ReadFile(filepath.Join("..", "docs", "parity.md"))
	if err != nil {
		t.Fatal(err)
	}
	parity := string(b)
	study, err := os.ReadFile(filepath.Join(filepath.Dir(os.Getenv("DOCGAUGE_PEER")), "apidoctor.md"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(studiedChecks(string(study)), parityChecks(parity)); diff != "" {
		t.Errorf("checks by group: -study +parity.md\n%s", diff)
	}
	for _, row := range readPeerRows(t, os.Getenv("DOCGAUGE_PEER")) {
		if !hasWord(parity, row.code) {
			t.Fatalf("parity.md does not name %s", row.code)
		}
	}
}

// studiedChecks counts the checks without a service in each group of the study.
func studiedChecks(study string) (counts []int) {
	in := false
	for _, line := range strings.Split(study, "\n") {
		if strings.HasPrefix(line, "#") {
			if in = strings.HasPrefix(line, "### 1") && !strings.HasPrefix(line, "### 1j"); in {
				counts = append(counts, 0)
			}
			continue
		}
		cells := strings.Split(strings.TrimSpace(line), "|")
		if !in || len(cells) < 4 {
			continue
		}
		scope := strings.TrimSpace(cells[len(cells)-2])
		if strings.HasPrefix(scope, "D") || strings.Contains(scope, "(d)") || strings.Contains(scope, "/d)") {
			counts[len(counts)-1]++
		}
	}
	return counts
}

// parityChecks counts the rows in each section of parity.md.
func parityChecks(parity string) (counts []int) {
	in := false
	for _, line := range strings.Split(parity, "\n") {
		switch {
		case strings.HasPrefix(line, "| API Doctor |"):
			counts, in = append(counts, 0), true
		case strings.HasPrefix(line, "#"):
			in = false
		case in && strings.HasPrefix(line, "| "):
			counts[len(counts)-1]++
		}
	}
	return counts
}
