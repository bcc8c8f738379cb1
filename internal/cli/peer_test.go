//go:build corpus

package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// peerShare is how many of the peer's findings that are right docgauge has to
// report too.
const peerShare = 0.97

// TestCorpusPeer compares docgauge with API Doctor, row by row: DOCGAUGE_PEER
// names a table of what that program reports on the real pages. A row counts as
// reported if docgauge says the same of the same page (peer_match_test.go), or
// else has a verdict in testdata/peer-verdicts.tsv, whose reasons were found by
// reading the pages: "wrong" if the page is right, "outside" if it is about
// something that docgauge does not judge. What is left is missed.
func TestCorpusPeer(t *testing.T) {
	if os.Getenv("DOCGAUGE_PEER") == "" {
		t.Skip("DOCGAUGE_PEER names no table of the peer's findings")
	}
	rows := readPeerRows(t, os.Getenv("DOCGAUGE_PEER"))
	verdicts := readPeerVerdicts(t, filepath.Join("testdata", "peer-verdicts.tsv"))
	report := peerRun(t, unpackCorpus(t, os.Getenv("DOCGAUGE_CORPUS")))

	tallies := map[string]*peerTally{}
	total := &peerTally{}
	for _, row := range rows {
		if tallies[row.code] == nil {
			tallies[row.code] = &peerTally{}
		}
		outcome := report.judge(row, verdicts)
		if outcome == peerMissed {
			t.Logf("missed: %s\t%s\t%s\t%s", row.code, strings.Join(row.pages, ","), row.where, row.message)
		}
		tallies[row.code][outcome]++
		total[outcome]++
	}
	t.Log(peerTable(tallies, total))
	for _, v := range verdicts {
		if v.used == 0 {
			t.Errorf("peer-verdicts.tsv:%d: the verdict matches no finding of the peer that docgauge does not report", v.line)
		}
	}
	if share := total.share(); share < peerShare {
		t.Errorf("docgauge reports %.1f %% of the peer's findings that are right, want %.0f %%", 100*share, 100*peerShare)
	}
}

// peerOutcome is what became of a row.
type peerOutcome int

const (
	peerReported peerOutcome = iota
	peerWrong
	peerOutside
	peerMissed
	peerOutcomes
)

// peerTally counts rows by outcome.
type peerTally [peerOutcomes]int

func (t *peerTally) rows() (n int) {
	for _, k := range t {
		n += k
	}
	return n
}

// share is how much of what the peer is right about docgauge reports.
func (t *peerTally) share() float64 {
	right := t[peerReported] + t[peerMissed]
	if right == 0 {
		return 1
	}
	return float64(t[peerReported]) / float64(right)
}

func peerTable(tallies map[string]*peerTally, total *peerTally) string {
	codes := make([]string, 0, len(tallies))
	for code := range tallies {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b string) int {
		if n := tallies[b].rows() - tallies[a].rows(); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	var sb strings.Builder
	line := func(code string, t *peerTally) {
		fmt.Fprintf(&sb, "\n%-29s %5d %9d %11d %8d %7d", code, t.rows(), t[peerReported], t[peerWrong], t[peerOutside], t[peerMissed])
	}
	fmt.Fprintf(&sb, "\n%-29s %5s %9s %11s %8s %7s", "code", "rows", "reported", "peer wrong", "outside", "missed")
	for _, code := range codes {
		line(code, tallies[code])
	}
	line("all", total)
	fmt.Fprintf(&sb, "\nreported of what the peer is right about: %.2f %%", 100*total.share())
	return sb.String()
}

// peerRun checks the unpacked pages and reads the report as a script would.
func peerRun(t *testing.T, dir string) *peerReport {
	t.Helper()
	t.Chdir(dir)
	var out, errOut bytes.Buffer
	if code := Main([]string{"check", "--format", "json", "."}, nil, &out, &errOut); code != exitClean && code != exitFindings {
		t.Fatalf("exit code %d: %s", code, errOut.String())
	}
	var report struct{ Diagnostics []peerFinding }
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	r := &peerReport{byPage: map[string][]*peerFinding{}}
	for i := range report.Diagnostics {
		f := &report.Diagnostics[i]
		content, err := os.ReadFile(filepath.FromSlash(f.Path))
		if err != nil {
			t.Fatal(err)
		}
		for _, place := range append(f.Related, f.peerPlace) {
			if place.Path == f.Path {
				f.texts = append(f.texts, place.text(content))
				f.below = append(f.below, place.below(content))
			}
			f.messages = append(f.messages, place.Message)
		}
		page := strings.TrimPrefix(f.Path, peerRoot)
		r.byPage[page] = append(r.byPage[page], f)
	}
	return r
}
