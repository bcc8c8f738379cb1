package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/edit"
	"docgauge/internal/golden"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/text"
)

// root holds a folder for each rule with its test pages: ok/ must be silent,
// err/ must not. The path below ok/ or err/ is the path that the rule sees.
const root = "../../testdata/rules"

func TestRegistry(t *testing.T) {
	if err := rule.Validate(rules.All()); err != nil {
		t.Fatal(err)
	}
}

// TestRules runs each rule, and only it, on every page of its own folder.
func TestRules(t *testing.T) {
	known := map[string]bool{}
	for _, r := range rules.All() {
		known[r.ID] = true
		t.Run(r.ID, func(t *testing.T) { testRule(t, r) })
	}
	folders, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if !known[f.Name()] {
			t.Errorf("%s/%s belongs to no rule", root, f.Name())
		}
	}
}

func testRule(t *testing.T, r *rule.Rule) {
	run := bench(t)
	used := map[string]bool{}
	for _, kind := range []string{"ok", "err"} {
		pages := testPages(t, r.ID, kind)
		if len(pages) == 0 {
			t.Errorf("no page in %s/%s/%s", root, r.ID, kind)
		}
		for _, p := range pages {
			used[p.file], used[p.beside(".out")], used[p.beside(".fixed")] = true, kind == "err", kind == "err"
			t.Run(kind+"/"+p.path, func(t *testing.T) {
				found := run(r, p)
				if kind == "ok" {
					if len(found) > 0 {
						t.Errorf("unexpected findings:\n%s", render(found, p.archive))
					}
					return
				}
				if len(found) == 0 {
					t.Error("want a finding, got none")
				}
				golden.Compare(t, p.beside(".out"), render(found, p.archive))
				testFixes(t, r, p, found, run)
			})
		}
	}
	noStrayFiles(t, filepath.Join(root, r.ID), used)
}

// testFixes applies the first fix of every finding, compares the page with the
// golden one, and goes on until nothing is left to fix.
func testFixes(t *testing.T, r *rule.Rule, p testPage, found []*diag.Diagnostic, run runner) {
	fixed, left := applyFixes(t, p, found)
	if left == nil {
		if _, err := os.Stat(p.beside(".fixed")); err == nil {
			t.Errorf("%s exists, and nothing has a fix", p.beside(".fixed"))
		}
		return
	}
	golden.Compare(t, p.beside(".fixed"), string(fixed.text()))
	for range 10 {
		found = run(r, fixed)
		for _, d := range found {
			if left[d.Message]--; left[d.Message] < 0 && len(d.Fixes) > 0 {
				t.Fatalf("the fix does not fix this; after it:\n%s", render([]*diag.Diagnostic{d}, p.archive))
			}
		}
		if fixed, left = applyFixes(t, fixed, found); left == nil {
			return
		}
	}
	t.Error("the fixes never end")
}

// applyFixes makes the edits of each finding's first fix. The second result
// counts, by message, the findings that may be there again: those without a fix
// and those whose fix had to wait for another. It is nil if there is no fix.
func applyFixes(t *testing.T, p testPage, found []*diag.Diagnostic) (testPage, map[string]int) {
	t.Helper()
	fixes := map[string][]diag.Fix{} // by page
	owner := map[string][]string{}
	left := map[string]int{}
	for _, d := range found {
		left[d.Message]++
		if len(d.Fixes) > 0 {
			fixes[d.Source.Path] = append(fixes[d.Source.Path], d.Fixes[0])
			owner[d.Source.Path] = append(owner[d.Source.Path], d.Message)
		}
	}
	if len(fixes) == 0 {
		return p, nil
	}
	files := p.files()
	for i, f := range files {
		edits, taken := edit.Merge(fixes[f.Name])
		for k, t := range taken {
			if t {
				left[owner[f.Name][k]]--
			}
		}
		b, err := edit.Apply(f.Data, edits)
		if err != nil {
			t.Fatal(err)
		}
		files[i].Data = b
	}
	return p.with(files), left
}

// TestEveryRuleOnEveryPage looks for panics and malformed findings where the
// rule's own pages do not lead.
func TestEveryRuleOnEveryPage(t *testing.T) {
	for _, r := range rules.All() {
		for _, kind := range []string{"ok", "err"} {
			for _, p := range testPages(t, r.ID, kind) {
				pages := subjectsOf(t, p)
				for _, other := range rules.All() {
					if other.Last {
						continue // they see what is left of the others
					}
					if bad := malformed(pages.run(other)); bad != "" {
						t.Errorf("%s on %s: %s", other.ID, p.file, bad)
					}
				}
				if bad := malformed(lintPage(t, p, rules.All()).Diagnostics); bad != "" {
					t.Errorf("all rules on %s: %s", p.file, bad)
				}
			}
		}
	}
}

// TestWindowsPages checks that a byte order mark and CRLF line ends move no finding.
func TestWindowsPages(t *testing.T) {
	run := bench(t)
	places := func(found []*diag.Diagnostic) (lines []string) {
		for _, d := range found {
			at := d.Source.Position(d.Span.Start)
			lines = append(lines, fmt.Sprintf("%d:%d %s", at.Line, at.Column, d.Severity))
		}
		return lines
	}
	for _, r := range rules.All() {
		for _, p := range testPages(t, r.ID, "err") {
			files := p.files()
			for i, f := range files {
				unix := strings.ReplaceAll(strings.TrimPrefix(string(f.Data), text.BOM), "\r\n", "\n") // some pages are Windows files already
				if isPage(f.Name) {
					files[i].Data = []byte(text.BOM + strings.ReplaceAll(unix, "\n", "\r\n"))
				}
			}
			found := run(r, testPage{path: p.path, archive: p.archive, memory: files})
			if want, got := places(run(r, p)), places(found); !slices.Equal(want, got) {
				t.Errorf("%s: as a Windows file %v, want %v", p.file, got, want)
			}
			if bad := malformed(found); bad != "" {
				t.Errorf("%s as a Windows file: %s", p.file, bad)
			}
		}
	}
}

// noStrayFiles fails for files that no page owns: a golden file without its page says nothing.
func noStrayFiles(t *testing.T, dir string, used map[string]bool) {
	t.Helper()
	for _, file := range filesBelow(t, dir) {
		if !used[file] {
			t.Errorf("%s belongs to no page in ok/ or err/", file)
		}
	}
}

// render writes findings as the golden files have them.
func render(found []*diag.Diagnostic, several bool) string {
	var sb strings.Builder
	where := func(src *text.Source) string {
		if !several {
			return ""
		}
		return src.Path + ":"
	}
	for _, d := range found {
		a, z := d.Source.Position(d.Span.Start), d.Source.Position(d.Span.End)
		fmt.Fprintf(&sb, "%s%d:%d-%d:%d %s %s\n", where(d.Source), a.Line, a.Column, z.Line, z.Column, d.Severity, d.Message)
		if d.Help != "" {
			fmt.Fprintf(&sb, "    help: %s\n", d.Help)
		}
		if d.Pointer != "" {
			fmt.Fprintf(&sb, "    pointer: %s\n", d.Pointer)
		}
		for _, r := range d.Related {
			at := r.Source.Position(r.Span.Start)
			fmt.Fprintf(&sb, "    related %s%d:%d %s\n", where(r.Source), at.Line, at.Column, r.Message)
		}
		for _, f := range d.Fixes {
			safety := "unsafe"
			if f.Safe {
				safety = "safe"
			}
			fmt.Fprintf(&sb, "    fix (%s): %s\n", safety, f.Message)
		}
	}
	return sb.String()
}

// malformed says what is wrong with the form of a finding: a bug of the rule.
func malformed(found []*diag.Diagnostic) string {
	for _, d := range found {
		switch {
		case d.Rule == "" || d.Severity == diag.Off:
			return fmt.Sprintf("no rule or severity: %+v", d)
		case !sound(d.Source, d.Span):
			return fmt.Sprintf("span %v does not lie in the file, between characters: %s", d.Span, d.Message)
		case d.Message == "" || strings.HasSuffix(d.Message, ".") || strings.ContainsAny(d.Message, "\r\n"):
			return fmt.Sprintf("message is empty, ends with a full stop or has several lines: %q", d.Message)
		}
		for _, r := range d.Related {
			if !sound(r.Source, r.Span) || r.Message == "" {
				return fmt.Sprintf("bad related place %v %q: %s", r.Span, r.Message, d.Message)
			}
		}
		for _, f := range d.Fixes {
			if bad := malformedFix(d.Source, f); bad != "" {
				return bad + ": " + d.Message
			}
		}
	}
	return ""
}

func malformedFix(src *text.Source, f diag.Fix) string {
	if f.Message == "" || strings.HasSuffix(f.Message, ".") || len(f.Edits) == 0 {
		return fmt.Sprintf("fix %q has no message, a full stop or no edits", f.Message)
	}
	last := -1
	for _, e := range f.Edits {
		if !sound(src, e.Span) || e.Span.Start < last {
			return fmt.Sprintf("fix %q: edit %v is out of place or order", f.Message, e.Span)
		}
		last = e.Span.End
	}
	return ""
}

// sound reports whether a span lies in the file and cuts no character in two.
func sound(src *text.Source, sp text.Span) bool {
	b := src.Bytes
	boundary := func(i int) bool { return i == len(b) || utf8.RuneStart(b[i]) || !utf8.Valid(b) }
	return 0 <= sp.Start && sp.Start <= sp.End && sp.End <= len(b) && boundary(sp.Start) && boundary(sp.End)
}
