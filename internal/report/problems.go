package report

import (
	"io"

	"docgauge/internal/diag"
)

// Problems prints what is wrong with a configuration file, like findings in full.
func Problems(w io.Writer, problems []*diag.Diagnostic, color bool) error {
	return full(w, Run{Diagnostics: problems}, Options{Color: color})
}
