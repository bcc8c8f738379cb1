// Package rules holds the rules, one file each, and the list of them.
package rules

import "docgauge/internal/rule"

// All returns every rule, in the order of the catalogue (DESIGN section 8).
func All() []*rule.Rule {
	return []*rule.Rule{
		&placeholderTodo,
	}
}
