package config

import "docgauge/internal/rule"

// Keys returns the keys of the mappings in a configuration: of the whole, and of
// the entries of its lists.
func Keys() map[string][]string {
	f := &file{loader: &loader{Reader: &Reader{}}}
	keys := map[string][]string{}
	for where, fields := range map[string][]field{
		"":          f.tops(),
		"docsets":   docsetFields(&Docset{}, f),
		"overrides": overrideFields(&Override{}, f),
		"owners":    ownerFields(&Owner{}, f),
	} {
		for _, fd := range fields {
			keys[where] = append(keys[where], fd.name)
		}
	}
	return keys
}

// RuleKeys returns the keys of the mapping under a rule's id.
func RuleKeys(r *rule.Rule) (keys []string) {
	f := &file{loader: &loader{Reader: &Reader{Rules: []*rule.Rule{r}}}}
	for _, fd := range f.settingFields(&RuleSetting{Exact: true, Rules: []string{r.ID}}) {
		keys = append(keys, fd.name)
	}
	return keys
}
