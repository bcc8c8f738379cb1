package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/rules"

	"github.com/spf13/cobra"
)

// choice is what --select, --ignore and --severity come to.
type choice struct {
	rules    []*rule.Rule
	named    map[string]bool // rules that --select names by their whole id
	severity map[string]diag.Severity
}

// everyRule is the choice of all rules, as they are.
func everyRule() choice { return choice{rules: rules.All()} }

// chooseRules reads the values of --select, --ignore and --severity.
func chooseRules(all []*rule.Rule, selected, ignored, severities []string) (choice, error) {
	c := choice{rules: all, named: map[string]bool{}, severity: map[string]diag.Severity{}}
	if len(selected) > 0 {
		chosen, err := matchRules("select", all, selected)
		if err != nil {
			return c, err
		}
		c.rules = slices.DeleteFunc(slices.Clone(all), func(r *rule.Rule) bool { return !chosen[r.ID] })
		for _, r := range c.rules {
			c.named[r.ID] = slices.Contains(selected, r.ID)
		}
	}
	dropped, err := matchRules("ignore", all, ignored)
	if err != nil {
		return c, err
	}
	c.rules = slices.DeleteFunc(slices.Clone(c.rules), func(r *rule.Rule) bool { return dropped[r.ID] })
	if len(c.rules) == 0 {
		return c, errors.New("--select and --ignore leave no rule to check")
	}
	for _, s := range severities {
		name, level, ok := strings.Cut(s, "=")
		if !ok {
			return c, fmt.Errorf("--severity: %q: want RULE=LEVEL, as in json-comment=warning", s)
		}
		severity, err := diag.ParseSeverity(level)
		if err != nil {
			return c, fmt.Errorf("--severity %s: %w", s, err)
		}
		set, err := matchRules("severity", all, []string{name})
		if err != nil {
			return c, err
		}
		for id := range set {
			c.severity[id] = severity
		}
	}
	return c, nil
}

// over returns the settings of a configuration with what the flags say over it: a
// rule that --select names is on, at its own severity if it was off.
func (c *choice) over(base rule.Settings) rule.Settings {
	if len(c.named) == 0 && len(c.severity) == 0 {
		return base
	}
	merged := maps.Clone(base)
	if merged == nil {
		merged = rule.Settings{}
	}
	for id, named := range c.named {
		if s := merged[id]; named && s.Set && s.Severity == diag.Off {
			s.Set = false
			merged[id] = s
		}
	}
	for id, level := range c.severity {
		s := merged[id]
		s.Set, s.Severity = true, level
		merged[id] = s
	}
	return merged
}

// matchRules returns the ids that the names mean. A name that means none is an error.
func matchRules(flag string, all []*rule.Rule, names []string) (map[string]bool, error) {
	matched := map[string]bool{}
	for _, name := range names {
		found := rule.Match(all, name)
		if len(found) == 0 {
			return nil, fmt.Errorf("--%s: %w", flag, unknownRule(all, name))
		}
		for _, r := range found {
			matched[r.ID] = true
		}
	}
	return matched, nil
}

func unknownRule(all []*rule.Rule, name string) error {
	return fmt.Errorf("unknown rule %q%s", name, didYouMean(name, rule.Names(all), "docgauge rules lists them"))
}

// parseFailOn reads the value of --fail-on; Off stands for never.
func parseFailOn(name string) (diag.Severity, error) {
	if name == "never" {
		return diag.Off, nil
	}
	level, err := diag.ParseSeverity(name)
	if err != nil || level == diag.Off {
		return diag.Off, fmt.Errorf("--fail-on: unknown level %q: want error, warning, info or never", name)
	}
	return level, nil
}

// oneOf checks the value of a flag that has a few.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("--%s: unknown value %q: want %s or %s", flag, value,
		strings.Join(allowed[:len(allowed)-1], ", "), allowed[len(allowed)-1])
}

// noArguments rejects arguments to a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, got %q", cmd.CommandPath(), args[0])
	}
	return nil
}
