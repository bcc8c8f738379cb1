package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"docgauge/internal/diag"
)

// maxRelated is how many related places a finding shows, each with its line;
// beyond it only their number.
const maxRelated = 3

// full prints each finding with an excerpt of the page, help, fixes and related
// places, and a blank line behind it.
func full(w io.Writer, run Run, opts Options) error {
	paint := palette{opts.Color}
	return each(w, run.Diagnostics, func(d *diag.Diagnostic) (string, error) {
		return header(d, paint) + "\n" + drawSpan(d.Source, d.Span, d.Severity, paint) +
			footnotes(d, paint) + relatedPlaces(d, paint) + "\n", nil
	})
}

// footnotes are the lines below the excerpt: what to do, and what can do it for you.
func footnotes(d *diag.Diagnostic, paint palette) string {
	var notes [][2]string
	if d.Help != "" {
		notes = append(notes, [2]string{"help", d.Help})
	}
	for _, f := range d.Fixes {
		safety := "unsafe"
		if f.Safe {
			safety = "safe"
		}
		notes = append(notes, [2]string{"fix", f.Message + " (" + safety + ")"})
	}
	if len(notes) == 0 {
		return ""
	}
	at := d.Source.LineAt(max(d.Span.Start, d.Span.End-1))
	indent := strings.Repeat(" ", len(strconv.Itoa(at))+1)
	var sb strings.Builder
	sb.WriteString(paint.gutter(indent+"|") + "\n")
	for _, n := range notes {
		for i, line := range strings.Split(strings.TrimRight(n[1], "\n"), "\n") {
			label := paint.gutter("= ") + paint.strong(n[0]+":")
			if i > 0 {
				label = strings.Repeat(" ", len("= ")+len(n[0])+len(":"))
			}
			sb.WriteString(strings.TrimRight(indent+label+" "+Printable(line), " ") + "\n")
		}
	}
	return sb.String()
}

func relatedPlaces(d *diag.Diagnostic, paint palette) string {
	var sb strings.Builder
	for i, r := range d.Related {
		if i == maxRelated {
			fmt.Fprintf(&sb, "%s and %d more\n", paint.note("note:"), len(d.Related)-i)
			break
		}
		fmt.Fprintf(&sb, "%s %s %s\n", paint.path(place(r.Source, r.Span.Start)+":"), paint.note("note:"), Printable(r.Message))
		sb.WriteString(drawSpan(r.Source, r.Span, diag.Info, paint))
	}
	return sb.String()
}
