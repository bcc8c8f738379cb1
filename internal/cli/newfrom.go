package cli

import (
	"docgauge/internal/changes"

	"github.com/spf13/cobra"
)

// changesFlags are the flags of check about what is new.
type changesFlags struct {
	newFrom    string
	wholeFiles bool
}

func (f *changesFlags) define(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.newFrom, "new-from", "", "report only what lies on lines changed since the merge base with this `REV`")
	cmd.Flags().BoolVar(&f.wholeFiles, "whole-files", false, "with --new-from, report all of a changed file")
}

// read asks git what has changed; nil if nobody wants to know.
func (f *changesFlags) read(s *sources) (*changes.Changes, error) { return nil, nil }
