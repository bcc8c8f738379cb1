package rules_test

import (
	"testing"

	"docgauge/internal/apidoctor"
	"docgauge/internal/rules"
)

// TestSuppressedRules looks for rules that suppressions of API Doctor findings
// mean and that do not exist.
func TestSuppressedRules(t *testing.T) {
	known := map[string]bool{}
	for _, r := range rules.All() {
		known[r.ID] = true
	}
	ids := apidoctor.Rules()
	if len(ids) == 0 {
		t.Fatal("no rule")
	}
	for _, id := range ids {
		if !known[id] {
			t.Errorf("there is no rule %s", id)
		}
	}
}
