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
// "3 errors, 1 warning in 2 of 14 files (2 fixable, 5 on unchanged lines)".
// Fixable are those with a safe fix.
func Summary(w io.Writer, run Run) error {
	_, err := fmt.Fprintln(w, run.summary())
	return err
}

func (run Run) summary() string {
	n := count(run.Diagnostics)
	line := "no findings in " + Plural(run.Files, "file")
	if found := n.listing(); found != "" {
		line = fmt.Sprintf("%s in %d of %s", found, n.files, Plural(run.Files, "file"))
	}
	var apart []string
	for _, c := range []struct {
		n    int
		what string
	}{{n.fixable, "fixable"}, {run.Suppressed, "suppressed"}, {run.Baselined, "in the baseline"}, {run.Unchanged, "on unchanged lines"}} {
		if c.n > 0 {
			apart = append(apart, strconv.Itoa(c.n)+" "+c.what)
		}
	}
	if len(apart) > 0 {
		line += " (" + strings.Join(apart, ", ") + ")"
	}
	return line
}

// Statistics prints a table of findings by rule, the worst first: by severity,
// then by number.
func Statistics(w io.Writer, run Run) error {
	var table bytes.Buffer
	rows := byRule(run.Diagnostics)
	if len(rows) > 0 {
		fmt.Fprintf(&table, "%8s %8s  %-8s  %s\n", "findings", "files", "severity", "rule")
	}
	for _, r := range rows {
		fmt.Fprintf(&table, "%8d %8d  %-8s  %s\n", r.findings, len(r.files), r.level, r.rule)
	}
	_, err := table.WriteTo(w)
	return err
}

// ruleCount is how often a rule reports at one severity.
type ruleCount struct {
	rule     string
	level    diag.Severity
	findings int
	files    map[*text.Source]bool
}

// byRule counts findings by rule and severity, the worst first.
func byRule(ds []*diag.Diagnostic) (rows []*ruleCount) {
	type key struct {
		rule  string
		level diag.Severity
	}
	rules := map[key]*ruleCount{}
	for _, d := range ds {
		k := key{d.Rule, d.Severity}
		if rules[k] == nil {
			rules[k] = &ruleCount{rule: d.Rule, level: d.Severity, files: map[*text.Source]bool{}}
			rows = append(rows, rules[k])
		}
		rules[k].findings++
		rules[k].files[d.Source] = true
	}
	slices.SortFunc(rows, func(a, b *ruleCount) int {
		return cmp.Or(cmp.Compare(b.level, a.level), cmp.Compare(b.findings, a.findings), cmp.Compare(a.rule, b.rule))
	})
	return rows
}

// counts are the numbers of a run's findings.
type counts struct{ errors, warnings, infos, files, fixable int }

// listing is the counts as "3 errors, 1 warning", empty if there is nothing.
func (n counts) listing() string {
	var found []string
	for _, c := range []struct {
		n    int
		noun string
	}{{n.errors, "error"}, {n.warnings, "warning"}, {n.infos, "info"}} {
		if c.n > 0 {
			found = append(found, Plural(c.n, c.noun))
		}
	}
	return strings.Join(found, ", ")
}

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

// Plural returns "1 file", "2 files".
func Plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
