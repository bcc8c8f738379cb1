package report

import (
	"io"

	"docgauge/internal/diag"
)

// concise prints one line for each finding.
func concise(w io.Writer, run Run, opts Options) error {
	return each(w, run.Diagnostics, func(d *diag.Diagnostic) (string, error) {
		return header(d, palette{opts.Color}) + "\n", nil
	})
}
