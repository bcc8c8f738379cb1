package cli

import (
	"docgauge/internal/baseline"
	"docgauge/internal/diag"

	"github.com/spf13/cobra"
)

// baselineFlags are the flags of check about the baseline.
type baselineFlags struct {
	file string
	none bool
}

func (f *baselineFlags) define(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "baseline", "", "`FILE` of known findings, which are not reported")
	cmd.Flags().BoolVar(&f.none, "no-baseline", false, "report known findings too")
}

// knownFindings is a baseline and where its pages lie.
type knownFindings struct {
	baseline.Baseline
}

// read reads the baseline that flags and configuration name; nil if there is none.
func (f *baselineFlags) read(s *sources) (*knownFindings, error) { return nil, nil }

func (k *knownFindings) split(found []*diag.Diagnostic) (fresh []*diag.Diagnostic, known int) {
	return k.Split(found, func(d *diag.Diagnostic) string { return d.Source.Location })
}
