package baseline

import (
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/diag"
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
	fields   []field // of the line before, for their memory
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
	raw := r.src.Slice(sp)
	if isConflict(raw) {
		r.problem(sp, "line is the mark of a merge conflict", "Delete the marks and keep the lines between them, of both sides: neither order nor repetition matters")
		return
	}
	l := line{s: raw}
	fields, ok := l.object(r.fields[:0])
	r.fields = fields
	switch {
	case !ok:
		r.problem(r.within(sp, l.at, l.at+1), "line is no JSON object: "+l.fault,
			"Restore the line, or write the file anew with docgauge baseline create --force")
	case len(fields) > 0 && slices.ContainsFunc(fields, func(f field) bool { return f.key == "docgauge" || f.key == "version" }):
		r.mark(sp, fields)
	default:
		r.entry(sp, fields)
	}
}

// within is a place in a line, which starts at sp; never empty unless the line is.
func (r *reader) within(sp text.Span, start, end int) text.Span {
	start = min(start, max(0, sp.Len()-1))
	return text.Span{Start: sp.Start + start, End: sp.Start + max(min(end, sp.Len()), min(start+1, sp.Len()))}
}

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
func (r *reader) mark(sp text.Span, fields []field) {
	said := 0
	for _, f := range fields {
		at := r.within(sp, f.start, f.end)
		switch {
		case f.key == "docgauge" && f.text == kind, f.key == "version" && f.number && f.n == version:
			said++
		case f.key == "version" && f.number && f.n > version:
			r.problem(at, fmt.Sprintf("version %d of the file is one that a later docgauge wrote", f.n),
				fmt.Sprintf("Use that docgauge: this one reads version %d", version))
			return
		default:
			r.problem(at, fmt.Sprintf("%q is not what a baseline says here", f.key), "Its first line is "+firstLine)
			return
		}
	}
	r.marked = r.marked || said == 2
}

// entry reads the line of an entry.
func (r *reader) entry(sp text.Span, fields []field) {
	var e Entry
	has := func(fields []field, key string) bool {
		return slices.ContainsFunc(fields, func(f field) bool { return f.key == key })
	}
	for i, f := range fields {
		message, help := e.set(f)
		at := r.within(sp, f.start, f.end)
		switch {
		case has(fields[:i], f.key):
			message = fmt.Sprintf("%q is there twice", f.key)
		case help != "":
			at = r.within(sp, f.keyStart, f.keyEnd)
		}
		if message != "" {
			r.problem(at, message, help)
			return
		}
	}
	for _, key := range [...]string{"path", "rule", "identity", "count"} {
		if !has(fields, key) {
			r.problem(sp, fmt.Sprintf("entry lacks %q", key), "Restore the line, or delete it")
			return
		}
	}
	if len(r.entries) == maxEntries {
		r.problem(sp, fmt.Sprintf("more than %d entries", maxEntries), "")
		return
	}
	r.entries = append(r.entries, e)
}

// set takes a member into the entry, or says what is wrong with it; help only
// comes with a key that is.
func (e *Entry) set(f field) (message, help string) {
	if f.key == "count" {
		if e.Count = f.n; !f.number || f.n < 1 || f.n > maxCount {
			return `"count" is no number of findings`, ""
		}
		return "", ""
	}
	var into *string
	switch f.key {
	case "path":
		into = &e.Path
	case "rule":
		into = &e.Rule
	case "identity":
		into = &e.Identity
	case "message":
		into = &e.Message
	default:
		return fmt.Sprintf("unknown key %q", f.key), "The keys of an entry are path, rule, identity, count and message"
	}
	switch {
	case f.number || f.text == "" && f.key != "message":
		return fmt.Sprintf("%q is no text", f.key), ""
	}
	if *into = f.text; f.key != "identity" {
		return "", ""
	}
	ids := strings.Fields(f.text)
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
