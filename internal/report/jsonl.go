package report

import (
	"io"

	"docgauge/internal/diag"
)

// jsonLines prints one object a line, each as in the "diagnostics" of the JSON
// report, and nothing without findings.
func jsonLines(w io.Writer, run Run, _ Options) error {
	return each(w, run.Diagnostics, func(d *diag.Diagnostic) (string, error) {
		line, err := compact(jsonFinding(d, run.Owners))
		return line + "\n", err
	})
}
