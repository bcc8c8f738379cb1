// Package report prints findings, one small file per output format. A format is
// a pure function of the run and the options: it asks no clock, no environment
// and no terminal, so the same run gives the same bytes everywhere.
package report

import (
	"bufio"
	"fmt"
	"io"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
)

// Run is what a check found, as a format prints it.
type Run struct {
	Version     string             // of docgauge
	Files       int                // pages checked
	Pages       []Page             // those pages, by path
	Rules       []*rule.Rule       // that were asked for
	FailOn      diag.Severity      // a finding of this severity fails the run; Off: none does
	Diagnostics []*diag.Diagnostic // in the order of diag.Compare
	Suppressed  int                // findings that a comment in their page silences
	Baselined   int                // findings that the baseline knows
	Unchanged   int                // findings on lines that did not change
	Owners      map[string]string  // who owns a page, by path
	Incomplete  bool               // a page could not be read or a rule failed: there may be more findings
}

// Page is a page that was checked, with or without findings.
type Page struct {
	Path     string // as reported, relative to the working directory
	Location string // relative to the top of the work tree
}

// Options are what a format needs to know of where it prints.
type Options struct {
	Color bool // a machine format ignores it
	// Note tells the user something that is not part of the report, such as that
	// findings were left out.
	Note func(format string, args ...any)
	// Link is the URL of the pages' folder at a forge, "https://host/x/blob/SHA/",
	// to which a location is added; empty if there is none.
	Link string
	// Limit bounds the report, in bytes, where a format can leave something out; 0: no limit.
	Limit int
}

func (o Options) note(format string, args ...any) {
	if o.Note != nil {
		o.Note(format, args...)
	}
}

// Format is one way to print a run.
type Format struct {
	Name  string // as in --format NAME
	Title string // one line for the help text, no full stop
	Human bool   // read by people: a summary may follow it on the terminal
	Write func(io.Writer, Run, Options) error
}

// Formats returns every format, the default first.
func Formats() []Format {
	return []Format{
		{Name: "full", Title: "each finding with its place in the page", Human: true, Write: full},
		{Name: "concise", Title: "one line for each finding", Human: true, Write: concise},
		{Name: "json", Title: "one JSON object, version 1", Write: jsonReport},
		{Name: "jsonl", Title: "a JSON object a line for each finding", Write: jsonLines},
		{Name: "sarif", Title: "SARIF 2.1.0, for GitHub code scanning", Write: sarif},
		{Name: "github", Title: "annotations in GitHub Actions, ten of a kind", Write: github},
		{Name: "gitlab", Title: "GitLab Code Quality report", Write: gitlab},
		{Name: "junit", Title: "JUnit XML, a suite for each page", Write: junit},
		{Name: "checkstyle", Title: "Checkstyle XML", Write: checkstyle},
		{Name: "rdjsonl", Title: "Reviewdog Diagnostic Format, a line for each finding", Write: rdjsonl},
		{Name: "markdown", Title: "Markdown for a step summary or a comment", Write: markdown},
		{Name: "csv", Title: "a table for spreadsheets", Write: csvReport},
	}
}

// each writes what render makes of every finding in turn, and stops at the first failing write.
func each(w io.Writer, ds []*diag.Diagnostic, render func(*diag.Diagnostic) (string, error)) error {
	out := bufio.NewWriter(w)
	for _, d := range ds {
		s, err := render(d)
		if err != nil {
			return err
		}
		if _, err := out.WriteString(s); err != nil {
			return err
		}
	}
	return out.Flush()
}

// header is the line that every human format begins a finding with; editors and
// CI logs link its path.
func header(d *diag.Diagnostic, paint palette) string {
	return fmt.Sprintf("%s %s %s %s",
		paint.path(place(d.Source, d.Span.Start)+":"),
		paint.severity(d.Severity, d.Severity.String()+":"),
		paint.strong(Printable(d.Message)),
		paint.faint("["+d.Rule+"]"))
}
