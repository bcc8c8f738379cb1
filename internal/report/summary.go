package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// Summary prints one line that counts the findings:
// "3 errors, 1 warning in 2 of 14 files (2 fixable)".
// Fixable are those with a safe fix.
func Summary(w io.Writer, run Run) error {
	n := count(run.Diagnostics)
	var found []string
	for _, c := range []struct {
		n    int
		noun string
	}{{n.errors, "error"}, {n.warnings, "warning"}, {n.infos, "info"}} {
		if c.n > 0 {
			found = append(found, plural(c.n, c.noun))
		}
	}
	line := "no findings in " + plural(run.Files, "file")
	if len(found) > 0 {
		line = fmt.Sprintf("%s in %d of %s", strings.Join(found, ", "), n.files, plural(run.Files, "file"))
	}
	var apart []string
	for _, c := range []struct {
		n    int
		what string
	}{{n.fixable, "fixable"}, {run.Suppressed, "suppressed"}, {run.Baselined, "in the baseline"}} {
		if c.n > 0 {
			apart = append(apart, strconv.Itoa(c.n)+" "+c.what)
		}
	}
	if len(apart) > 0 {
		line += " (" + strings.Join(apart, ", ") + ")"
	}
	_, err := fmt.Fprintln(w, line)
	return err
}

// Statistics prints a table of findings by rule, the worst first: by severity,
// then by number.
func Statistics(w io.Writer, run Run) error {
	type key struct {
		rule  string
		level diag.Severity
	}
	type row struct {
		key
		findings int
		files    map[*text.Source]bool
	}
	byRule := map[key]*row{}
	for _, d := range run.Diagnostics {
		k := key{d.Rule, d.Severity}
		if byRule[k] == nil {
			byRule[k] = &row{key: k, files: map[*text.Source]bool{}}
		}
		byRule[k].findings++
		byRule[k].files[d.Source] = true
	}
	var rows []*row
	for _, r := range byRule {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b *row) int {
		return cmp.Or(cmp.Compare(b.level, a.level), cmp.Compare(b.findings, a.findings), cmp.Compare(a.rule, b.rule))
	})
	var table bytes.Buffer
	if len(rows) > 0 {
		fmt.Fprintf(&table, "%8s %8s  %-8s  %s\n", "findings", "files", "severity", "rule")
	}
	for _, r := range rows {
		fmt.Fprintf(&table, "%8d %8d  %-8s  %s\n", r.findings, len(r.files), r.level, r.rule)
	}
	_, err := table.WriteTo(w)
	return err
}

// counts are the numbers of a run's findings.
type counts struct{ errors, warnings, infos, files, fixable int }

func count(ds []*diag.Diagnostic) counts {
	var n counts
	var last *text.Source
	for _, d := range ds {
		switch d.Severity {
		case diag.Error:
			n.errors++
		case diag.Warning:
			n.warnings++
		default:
			n.infos++
		}
		if d.Source != last { // sorted by path: each file's findings stand together
			n.files++
			last = d.Source
		}
		if slices.ContainsFunc(d.Fixes, func(f diag.Fix) bool { return f.Safe }) {
			n.fixable++
		}
	}
	return n
}

// plural returns "1 file", "2 files".
func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
