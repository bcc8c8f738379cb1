package rule

import "docgauge/internal/diag"

// LatestEpoch is the newest rule set, that of a run without a configuration.
const LatestEpoch = 1

// Settings are what a configuration says of rules on a page, by rule id. A rule
// without an entry is run as it is.
type Settings map[string]Setting

// Setting is what a configuration says of one rule.
type Setting struct {
	// Severity is that of all findings; Off: the rule is not run. It counts if Set.
	Severity diag.Severity
	Set      bool
	Options  map[string]any // by name, of the type of the option's default
}

// Given reports whether the configuration sets an option on this page, be it to
// nothing: what an option replaces then counts no more.
func (p *Pass) Given(option string) bool {
	_, ok := p.Settings[p.rule.ID].Options[option]
	return ok
}

// Strings returns the value of an option that is a list of strings. Nobody changes it.
func (p *Pass) Strings(option string) []string { return optionOf[[]string](p, option) }

// Int returns the value of an option that is a number.
func (p *Pass) Int(option string) int { return optionOf[int](p, option) }

// Bool returns the value of an option that is true or false.
func (p *Pass) Bool(option string) bool { return optionOf[bool](p, option) }

// optionOf returns the value of an option of the rule on this page. The rule must
// declare it, with a default of type T.
func optionOf[T any](p *Pass, name string) T {
	if v, ok := p.Settings[p.rule.ID].Options[name].(T); ok {
		return v
	}
	for _, o := range p.rule.Options {
		if o.Name == name {
			return o.Default.(T)
		}
	}
	panic("rule " + p.rule.ID + " declares no option " + name)
}
