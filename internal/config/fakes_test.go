package config_test

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
)

// fakes are rules of a made-up linter, two of them of a later rule set.
func fakes() []*rule.Rule {
	options := []rule.Option{
		{Name: "allowed", Doc: "Names that are let pass", Default: []string{"x"}},
		{Name: "limit", Doc: "How long a name may be", Default: 80},
		{Name: "strict", Doc: "Whether letter case counts", Default: false},
	}
	return []*rule.Rule{
		{ID: "berth-name", Title: "Names of berths", Severity: diag.Error, Options: options},
		{ID: "berth-name-case", Title: "Letter case of names", Severity: diag.Warning, Epoch: 1},
		{ID: "berth-name-length", Title: "Length of names", Severity: diag.Warning, Options: options[1:2]},
		{ID: "berth-depth", Title: "Depths of berths", Severity: diag.Info},
		{ID: "vessel-flag", Title: "Flags of vessels", Severity: diag.Error},
		{ID: "vessel-draught", Title: "Draughts of vessels", Severity: diag.Warning, Epoch: 2, Options: options},
		{ID: "quay-number", Title: "Numbers of quays", Severity: diag.Info, Epoch: 2},
	}
}
