package config

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

// rules reads what is said of rules and families of rules. The result is in the
// order in which it applies: larger families before smaller ones before ids.
func (f *file) rules(n *node) []RuleSetting {
	if n.kind != mapping {
		f.wrong(n, `"rules"`, "a mapping")
		return nil
	}
	var found []RuleSetting
	for _, p := range n.pairs {
		if !f.count(1, p.keySpan) {
			break
		}
		s, ok := f.named(p)
		if !ok {
			continue
		}
		if i := slices.IndexFunc(found, func(o RuleSetting) bool { return o.Exact == s.Exact && rule.Family(o.Name.V) == rule.Family(s.Name.V) }); i >= 0 {
			d := f.problem(p.keySpan, fmt.Sprintf("%s stands here a second time", quote(p.key)), "Keep one of the two")
			d.Related = append(d.Related, diag.Related{Source: f.src, Span: found[i].Name.At.Span, Message: "it is here first"})
		}
		f.setting(p.value, &s)
		found = append(found, s)
	}
	slices.SortStableFunc(found, func(a, b RuleSetting) int { return a.rank() - b.rank() })
	return found
}

// rank orders settings: larger families come first, ids last.
func (s *RuleSetting) rank() int {
	if s.Exact {
		return math.MaxInt
	}
	return strings.Count(rule.Family(s.Name.V), "-")
}

// named finds the rules that a key means: an id one, the first words of ids all of
// these, as on the command line.
func (f *file) named(p pair) (s RuleSetting, ok bool) {
	s.Name = Value[string]{p.key, f.at(p.keySpan)}
	for _, r := range rule.Match(f.Rules, p.key) {
		if r.ID == p.key {
			s.Exact, s.Rules = true, []string{r.ID}
			return s, true
		}
		s.Rules = append(s.Rules, r.ID)
	}
	if len(s.Rules) > 1 || len(s.Rules) == 1 && s.Rules[0] != rule.Family(p.key) { // "json-syntax-*" is no family
		return s, true
	}
	help := "docgauge rules lists them"
	if near := schema.Closest(p.key, rule.Names(f.Rules)); near != "" {
		help = didYouMean(near)
	}
	f.problem(p.keySpan, fmt.Sprintf("unknown rule %s", quote(p.key)), help)
	return s, false
}

// setting reads the value of a rule: a severity, or a mapping.
func (f *file) setting(n *node, s *RuleSetting) {
	switch {
	case n.kind == null:
		f.problem(n.span, fmt.Sprintf("%s has no value", quote(s.Name.V)), severityHelp)
	case n.kind != mapping:
		s.Severity = f.severity(n)
	case len(n.pairs) == 0:
		f.problem(n.span, fmt.Sprintf("nothing is said of %s", quote(s.Name.V)), severityHelp)
	default:
		s.Options = map[string]Value[any]{}
		f.object(n, quote(s.Name.V), f.settingFields(s))
	}
}

// settingFields are the keys of a rule: its severity and its options. A family has
// no options of its own.
func (f *file) settingFields(s *RuleSetting) []field {
	fields := []field{{"severity", func(n *node) { s.Severity = f.severity(n) }}}
	for _, r := range f.Rules {
		if !slices.Contains(s.Rules, r.ID) {
			continue
		}
		for _, o := range r.Options {
			if s.Exact {
				fields = append(fields, field{o.Name, func(n *node) { f.option(n, o, s.Options) }})
			} else if !slices.ContainsFunc(fields, func(fd field) bool { return fd.name == o.Name }) {
				fields = append(fields, field{o.Name, func(n *node) {
					f.problem(n.span, fmt.Sprintf("%s is an option of %s, and %s is a family", quote(o.Name), r.ID, quote(s.Name.V)), "Write it under "+r.ID)
				}})
			}
		}
	}
	return fields
}

const severityHelp = "Write error, warning, info or off"

// severity reads a severity. In YAML 1.1 "off" is a boolean, and some editors
// write it as one.
func (f *file) severity(n *node) Value[diag.Severity] {
	switch n.kind {
	case bad:
		return Value[diag.Severity]{}
	case boolean:
		if n.value == "false" {
			return Value[diag.Severity]{diag.Off, f.at(n.span)}
		}
	case str:
		if level, err := diag.ParseSeverity(n.value); err == nil {
			return Value[diag.Severity]{level, f.at(n.span)}
		}
	default:
		f.problem(n.span, "want a severity, not "+n.kind.String(), severityHelp)
		return Value[diag.Severity]{}
	}
	help := severityHelp
	if near := severityMeant(n.value); near != "" {
		help = didYouMean(near)
	}
	f.problem(n.span, fmt.Sprintf("unknown severity %s", quote(n.value)), help)
	return Value[diag.Severity]{}
}

// severityMeant returns the severity that another word stands for in other tools.
func severityMeant(word string) string {
	switch strings.ToLower(word) {
	case "warn":
		return "warning"
	case "err", "fatal", "critical":
		return "error"
	case "note", "notice", "hint", "information", "suggestion":
		return "info"
	case "none", "disable", "disabled", "ignore", "no", "never":
		return "off"
	}
	return schema.Closest(word, []string{"error", "warning", "info", "off"})
}

// option reads the value of an option, which has the type of the option's default.
func (f *file) option(n *node, o rule.Option, into map[string]Value[any]) {
	what := quote(o.Name)
	at := f.at(n.span)
	switch o.Default.(type) {
	case bool:
		if n.kind != boolean {
			f.wrong(n, what, "a boolean")
			return
		}
		into[o.Name] = Value[any]{n.value == "true", at}
	case int:
		v, err := strconv.Atoi(n.value)
		if n.kind != integer || err != nil {
			f.wrong(n, what, wholeNumber)
			return
		}
		if f.sound(&o, n, v) {
			into[o.Name] = Value[any]{v, at}
		}
	case []string:
		words := []string{}
		f.each(n, o.Name, true, func(n *node, what string) {
			if v, ok := f.text(n, what); ok && f.sound(&o, n, v.V) {
				words = append(words, v.V)
			}
		})
		if len(words) > rule.MostValues {
			f.sound(&o, n, words)
		}
		into[o.Name] = Value[any]{words, at}
	}
}
