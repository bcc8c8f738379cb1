package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/lint"
	"docgauge/internal/rule"

	"github.com/spf13/cobra"
)

// ruleJob returns a job with the rules and severities that --select, --ignore
// and --severity come to.
func ruleJob(all []*rule.Rule, selected, ignored, severities []string) (lint.Job, error) {
	job := lint.Job{Rules: all, Severity: map[string]diag.Severity{}}
	if len(selected) > 0 {
		chosen, err := matchRules("select", all, selected)
		if err != nil {
			return job, err
		}
		job.Rules = slices.DeleteFunc(slices.Clone(all), func(r *rule.Rule) bool { return !chosen[r.ID] })
	}
	dropped, err := matchRules("ignore", all, ignored)
	if err != nil {
		return job, err
	}
	job.Rules = slices.DeleteFunc(slices.Clone(job.Rules), func(r *rule.Rule) bool { return dropped[r.ID] })
	if len(job.Rules) == 0 {
		return job, errors.New("--select and --ignore leave no rule to check")
	}
	for _, s := range severities {
		name, level, ok := strings.Cut(s, "=")
		if !ok {
			return job, fmt.Errorf("--severity: %q: want RULE=LEVEL, as in json-comment=warning", s)
		}
		severity, err := diag.ParseSeverity(level)
		if err != nil {
			return job, fmt.Errorf("--severity %s: %w", s, err)
		}
		set, err := matchRules("severity", all, []string{name})
		if err != nil {
			return job, err
		}
		for id := range set {
			job.Severity[id] = severity
		}
	}
	return job, nil
}

// matchRules returns the ids that the names mean: an id, or a family, which is
// the first words of ids with or without "-*". A name that means none is an error.
func matchRules(flag string, all []*rule.Rule, names []string) (map[string]bool, error) {
	matched := map[string]bool{}
	for _, name := range names {
		family := strings.TrimSuffix(strings.TrimSuffix(name, "*"), "-") + "-"
		known := false
		for _, r := range all {
			if r.ID == name || strings.HasPrefix(r.ID+"-", family) {
				matched[r.ID] = true
				known = true
			}
		}
		if !known {
			return nil, fmt.Errorf("--%s: %w", flag, unknownRule(all, name))
		}
	}
	return matched, nil
}

func unknownRule(all []*rule.Rule, name string) error {
	var names []string
	for _, r := range all {
		names = append(names, r.ID)
	}
	for _, r := range all {
		family, _, _ := strings.Cut(r.ID, "-")
		names = append(names, family)
	}
	return fmt.Errorf("unknown rule %q%s", name, didYouMean(name, names, "docgauge rules lists them"))
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
