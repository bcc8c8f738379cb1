// Package report prints findings, one small file per output format. A format is
// a pure function of the run and the options: it asks no clock, no environment
// and no terminal, so the same run gives the same bytes everywhere.
package report

import (
	"bufio"
	"fmt"
	"io"

	"docgauge/internal/diag"
)

// Run is what a check found, as a format prints it.
type Run struct {
	Version     string             // of docgauge
	Files       int                // pages read
	Diagnostics []*diag.Diagnostic // in the order of diag.Compare
	Suppressed  int                // findings that a comment in their page silences
	Baselined   int                // findings that the baseline knows
}

// Options are the choices a reader has. A machine format ignores them.
type Options struct {
	Color bool
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
	}
}

// each writes what render makes of every finding in turn, and stops at the first failing write.
func each(w io.Writer, ds []*diag.Diagnostic, render func(i int, d *diag.Diagnostic) (string, error)) error {
	out := bufio.NewWriter(w)
	for i, d := range ds {
		s, err := render(i, d)
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
