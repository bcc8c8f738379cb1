package rule

import "strings"

// Match returns the rules that a name means, wherever users write one: the rule of
// that id, or all of a family, which is the first words of ids, with or without
// "-*" behind them ("json", "json-*"). A name that means none is unknown.
func Match(all []*Rule, name string) (matched []*Rule) {
	family := Family(name) + "-"
	for _, r := range all {
		if r.ID == name || len(family) > 1 && strings.HasPrefix(r.ID+"-", family) {
			matched = append(matched, r)
		}
	}
	return matched
}

// Family returns the words that the ids of a family begin with: "json" of "json-*".
func Family(name string) string { return strings.TrimSuffix(strings.TrimSuffix(name, "*"), "-") }

// Names lists what Match understands, to find the name that a misspelt one means:
// the ids, then the first words of them.
func Names(all []*Rule) (names []string) {
	for _, r := range all {
		names = append(names, r.ID)
	}
	for _, r := range all {
		family, _, _ := strings.Cut(r.ID, "-")
		names = append(names, family)
	}
	return names
}
