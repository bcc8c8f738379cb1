package report

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCSVReads checks that a parser finds every finding in a record of its own, with
// nothing that a spreadsheet would calculate.
func TestCSVReads(t *testing.T) {
	for name, run := range runs(t) {
		var out bytes.Buffer
		if err := csvReport(&out, run, Options{}); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(out.Bytes())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		want := [][]string{{
			"file", "line", "column", "end_line", "end_column", "severity", "rule",
			"message", "help", "pointer", "owner", "fix", "fingerprint",
		}}
		for _, d := range run.Diagnostics {
			start, end := d.Source.Position(d.Span.Start), d.Source.Position(d.Span.End)
			fix := ""
			for _, f := range d.Fixes {
				if fix != "safe" {
					fix = map[bool]string{true: "safe", false: "unsafe"}[f.Safe]
				}
			}
			want = append(want, []string{
				Printable(d.Source.Path), strconv.Itoa(start.Line), strconv.Itoa(start.Column), strconv.Itoa(end.Line), strconv.Itoa(end.Column),
				d.Severity.String(), d.Rule, Printable(d.Message), Printable(d.Help), Printable(d.Pointer),
				Printable(run.Owners[d.Source.Path]), fix, d.Fingerprint(),
			})
		}
		for i, record := range records {
			for k, field := range record {
				if strings.ContainsAny(field[:min(1, len(field))], "=+-@\t\r") {
					t.Errorf("%s: record %d: %q begins like a formula", name, i, field)
				}
				records[i][k] = strings.TrimPrefix(field, "'")
			}
		}
		if d := cmp.Diff(want, records); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
		lines := strings.SplitAfter(out.String(), "\r\n")
		if len(lines) != len(want)+1 || strings.Contains(strings.ReplaceAll(out.String(), "\r\n", ""), "\n") {
			t.Errorf("%s: %d lines for %d records, or a line end within one", name, len(lines)-1, len(want))
		}
	}
}

func TestCSVField(t *testing.T) {
	for in, want := range map[string]string{
		"":         "",
		"berth":    "berth",
		"a=1":      "a=1",
		"=1+1":     "'=1+1",
		"+1":       "'+1",
		"-x":       "'-x",
		"@SUM(A1)": "'@SUM(A1)",
		"\t=1":     "'\t=1",
		"\rx":      "'\rx",
		"  =1":     "'  =1",
		"\n=1":     "'\n=1",
		"\u00a0-1": "'\u00a0-1",
		"＝1+1":     "'＝1+1",
		"＠x":       "'＠x",
		"'=1":      "'=1",
		"   ":      "   ",
		"\tx":      "'\tx",
	} {
		if got := CSVField(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
