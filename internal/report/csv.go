package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
)

// csvReport prints a line for each finding below a line of names, as RFC 4180 has
// it. Positions are those of the JSON report; "fix" is safe, unsafe or empty.
func csvReport(w io.Writer, run Run, _ Options) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := []string{
		"file", "line", "column", "end_line", "end_column", "severity", "rule",
		"message", "help", "pointer", "owner", "fix", "fingerprint",
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, d := range run.Diagnostics {
		start, end := d.Source.Position(d.Span.Start), d.Source.Position(d.Span.End)
		record := []string{
			d.Source.Path,
			strconv.Itoa(start.Line), strconv.Itoa(start.Column), strconv.Itoa(end.Line), strconv.Itoa(end.Column),
			d.Severity.String(), d.Rule, d.Message, d.Help, d.Pointer, run.Owners[d.Source.Path], fixes(d), d.Fingerprint(),
		}
		for i, field := range record {
			record[i] = CSVField(Printable(field))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// fixes says which kind of fix there is for a finding.
func fixes(d *diag.Diagnostic) string {
	switch {
	case slices.ContainsFunc(d.Fixes, func(f diag.Fix) bool { return f.Safe }):
		return "safe"
	case len(d.Fixes) > 0:
		return "unsafe"
	}
	return ""
}

// CSVField is s as the field of a table that no spreadsheet takes for a formula (OWASP,
// "CSV Injection"): behind an apostrophe if it begins like one, blanks aside. The
// wide forms count because a spreadsheet may fold them.
func CSVField(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000\n"))
	if strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
		return "'" + s
	}
	return s
}
