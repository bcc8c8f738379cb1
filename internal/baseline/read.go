package baseline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// Limits of what is read.
const (
	// MaxBytes is the size beyond which a file is no baseline.
	MaxBytes   = 100 << 20
	maxEntries = 1_000_000
	maxCount   = 1_000_000_000
	// maxProblems is how many problems of one file are reported.
	maxProblems = 10
)

// Problem is the rule of what is wrong with a baseline.
const Problem = "baseline"

// Read reads what Bytes writes, with its lines in any order: of entries that are
// there several times, as after a merge that kept both sides, the largest count
// holds. With any problem, the baseline must not be used.
func Read(src *text.Source) (*Baseline, []*diag.Diagnostic) {
	r := reader{src: src}
	lines := src.Lines()
	for n := 1; n <= lines && len(r.problems) < maxProblems; n++ {
		if !src.Blank(n) {
			r.line(src.Line(n))
		}
	}
	if !r.marked && len(r.problems) == 0 {
		r.problem(src.Line(1), "file is no baseline of docgauge: no line says so",
			"Name the file that docgauge baseline create wrote; its first line is "+firstLine)
	}
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return of(r.entries, func(a, b int) int { return max(a, b) }), nil
}

// reader is a file that is being read.
type reader struct {
	src      *text.Source
	marked   bool // a line says what the file is
	entries  []Entry
	problems []*diag.Diagnostic
}

func (r *reader) problem(sp text.Span, message, help string) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, &diag.Diagnostic{
			Rule: Problem, Severity: diag.Error, Source: r.src, Span: sp, Message: message, Help: help,
		})
	}
}

// line reads one line.
func (r *reader) line(sp text.Span) {
	if isConflict(r.src.Slice(sp)) {
		r.problem(sp, "line is the mark of a merge conflict", "Delete the marks and keep the lines between them, of both sides: neither order nor repetition matters")
		return
	}
	doc := jsondoc.Parse(text.NewFragment(r.src, sp))
	switch {
	case len(doc.Problems) > 0:
		r.problem(doc.Problems[0].Span, "line is no JSON object: "+doc.Problems[0].Message, restore)
	case doc.Root == nil || doc.Root.Kind != jsondoc.Object:
		r.problem(sp, "line is no JSON object", restore)
	case doc.Root.Member("docgauge") != nil || doc.Root.Member("version") != nil:
		r.mark(doc.Root)
	default:
		r.entry(doc.Root)
	}
}

// restore is what to do about a line that nobody can read.
const restore = "Restore the line, or delete the file and write it anew with docgauge baseline create"

// isConflict reports whether a line is one that git writes into a file with
// conflicts (git-merge(1), "How conflicts are presented").
func isConflict(line string) bool {
	for _, mark := range [...]string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// mark reads the line that says what the file is.
func (r *reader) mark(line *jsondoc.Value) {
	said := 0
	for _, m := range line.Members {
		n, isNumber := number(m.Value)
		switch {
		case m.Name == "docgauge" && m.Value.Text == kind, m.Name == "version" && isNumber && n == version:
			said++
		case m.Name == "version" && isNumber && n > version:
			r.problem(m.Value.Span, fmt.Sprintf("version %d of the file is one that a later docgauge wrote", n),
				fmt.Sprintf("Use that docgauge: this one reads version %d", version))
			return
		default:
			r.problem(m.Value.Span, fmt.Sprintf("%q is not what a baseline says here", m.Name), "Its first line is "+firstLine)
			return
		}
	}
	r.marked = r.marked || said == 2
}

// number is the value of a whole number.
func number(v *jsondoc.Value) (n int, ok bool) {
	n, err := strconv.Atoi(v.Text)
	return n, err == nil && v.Kind == jsondoc.Number
}

// entry reads the line of an entry.
func (r *reader) entry(line *jsondoc.Value) {
	var e Entry
	for _, m := range line.Members {
		message, help := e.set(m)
		at := m.Value.Span
		if help != "" {
			at = m.NameSpan
		}
		if message != "" {
			r.problem(at, message, help)
			return
		}
	}
	for _, key := range [...]string{"path", "rule", "identity", "count"} {
		if line.Member(key) == nil {
			r.problem(line.Span, fmt.Sprintf("entry lacks %q", key), "Restore the line, or delete it")
			return
		}
	}
	if len(r.entries) == maxEntries {
		r.problem(line.Span, fmt.Sprintf("more than %d entries", maxEntries), "")
		return
	}
	r.entries = append(r.entries, e)
}

// set takes a member into the entry, or says what is wrong with it; help only
// comes with a key that is.
func (e *Entry) set(m jsondoc.Member) (message, help string) {
	var into *string
	switch m.Name {
	case "count":
		n, ok := number(m.Value)
		if e.Count = n; !ok || n < 1 || n > maxCount {
			return fmt.Sprintf(`"count" is no whole number from 1 to %d`, maxCount), ""
		}
		return "", ""
	case "path":
		into = &e.Path
	case "rule":
		into = &e.Rule
	case "identity":
		into = &e.Identity
	case "message":
		into = &e.Message
	default:
		return fmt.Sprintf("unknown key %q", m.Name), "The keys of an entry are path, rule, identity, count and message"
	}
	if m.Value.Kind != jsondoc.String || m.Value.Text == "" && m.Name != "message" {
		return fmt.Sprintf("%q is no text", m.Name), ""
	}
	if *into = m.Value.Text; m.Name != "identity" {
		return "", ""
	}
	ids := strings.Fields(e.Identity)
	if len(ids) == 0 || slices.ContainsFunc(ids, func(id string) bool { return !isIdentity(id) }) {
		return `"identity" is none that docgauge writes`, ""
	}
	slices.Sort(ids)
	e.Identity = strings.Join(ids, " ")
	return "", ""
}

// isIdentity reports whether s has the form of a diag.Diagnostic.Identity.
func isIdentity(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}
