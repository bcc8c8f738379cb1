//go:build corpus

package cli

import (
	"os"
	"strings"
	"testing"
)

// peerRow is one finding of the peer.
type peerRow struct {
	code    string
	pages   []string // empty if the peer does not say
	where   string   // request or type, and the way to a member
	message string
}

// peerVerdict is a judgement about rows that docgauge does not report. An empty
// field fits every row; "*" in a field stands for any text.
type peerVerdict struct {
	code, page, where, message string
	outcome                    peerOutcome
	line, used                 int
}

// peerLines returns the lines of a tab-separated file below its head, and their numbers.
func peerLines(t *testing.T, file string, columns int) (lines [][]string, numbers []int) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		if i == 0 || strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != columns {
			t.Fatalf("%s:%d: %d fields, want %d", file, i+1, len(fields), columns)
		}
		lines, numbers = append(lines, fields), append(numbers, i+1)
	}
	return lines, numbers
}

func readPeerRows(t *testing.T, file string) (rows []peerRow) {
	t.Helper()
	lines, _ := peerLines(t, file, 5)
	for _, f := range lines {
		row := peerRow{code: f[1], where: f[3], message: f[4]}
		if f[2] != "" {
			row.pages = strings.Split(f[2], ",")
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		t.Fatalf("%s has no rows", file)
	}
	return rows
}

func readPeerVerdicts(t *testing.T, file string) (verdicts []*peerVerdict) {
	t.Helper()
	lines, numbers := peerLines(t, file, 6)
	for i, f := range lines {
		v := &peerVerdict{code: f[0], page: f[1], where: f[2], message: f[3], line: numbers[i]}
		switch f[4] {
		case "wrong":
			v.outcome = peerWrong
		case "outside":
			v.outcome = peerOutside
		default:
			t.Fatalf("%s:%d: verdict %q", file, v.line, f[4])
		}
		if len(strings.Fields(f[5])) < 3 {
			t.Fatalf("%s:%d: a verdict needs a reason", file, v.line)
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

// fits reports whether the verdict is about the row.
func (v *peerVerdict) fits(row peerRow) bool {
	return v.code == row.code && wildMatch(v.page, strings.Join(row.pages, ",")) &&
		wildMatch(v.where, row.where) && wildMatch(v.message, row.message)
}

// wildMatch reports whether the whole of s fits a pattern in which "*" stands for
// any text. The empty pattern fits everything.
func wildMatch(pattern, s string) bool {
	if pattern == "" {
		return true
	}
	parts := strings.Split(pattern, "*")
	first, rest := parts[0], parts[1:]
	if len(rest) == 0 {
		return s == pattern
	}
	s, ok := strings.CutPrefix(s, first)
	for _, p := range rest[:len(rest)-1] {
		if !ok {
			return false
		}
		_, s, ok = strings.Cut(s, p)
	}
	return ok && strings.HasSuffix(s, rest[len(rest)-1])
}
