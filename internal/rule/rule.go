// Package rule is the contract between the engine and a rule. A rule is a value
// without state: it reads the page and the schemas it is given, reports findings,
// and does no I/O.
package rule

import (
	"fmt"
	"regexp"
	"slices"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// Rule is one check and its documentation.
type Rule struct {
	ID       string // kebab-case; also the file's, the testdata folder's and the page's name
	Title    string // one line, no full stop
	Severity diag.Severity
	Since    string // version that introduced it
	Doc      string // Markdown: why it matters, what is reported and what is not
	Check    func(*Pass)
	// Yields names rules that know better: a finding is dropped where one of
	// theirs has the same place.
	Yields []string
	// Epoch is the rule set that the rule came with, the "version" of a
	// configuration: a project with an earlier one has it off. Zero is 1.
	Epoch int
	// Options are what a configuration may say of the rule besides its severity.
	Options []Option
	// Last rules run when the findings of all others, and what is silenced of
	// them, are known: Subject.Directives are then complete.
	Last bool
}

// Pass is one rule's view of one page. One goroutine uses it.
type Pass struct {
	*Subject
	rule  *Rule
	found []*diag.Diagnostic
}

// Report records a finding at sp and returns it, so that a rule can add help,
// related places, fixes, a JSON pointer or a lower severity.
func (p *Pass) Report(sp text.Span, format string, args ...any) *diag.Diagnostic {
	d := &diag.Diagnostic{
		Rule: p.rule.ID, Severity: p.rule.Severity,
		Source: p.Page.Source, Span: sp, Message: fmt.Sprintf(format, args...),
	}
	p.found = append(p.found, d)
	return d
}

// Related makes a related place on the page of this pass.
func (p *Pass) Related(sp text.Span, message string) diag.Related {
	return diag.Related{Source: p.Page.Source, Span: sp, Message: message}
}

// Run applies the rule to one page.
func (r *Rule) Run(s *Subject) []*diag.Diagnostic {
	p := &s.pass // one for all rules, one after the other
	*p = Pass{Subject: s, rule: r}
	r.Check(p)
	found := p.found
	p.found = nil
	return found
}

// Validate reports the first malformed or duplicate rule.
func Validate(rules []*Rule) error {
	id := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	seen := map[string]bool{}
	known := func(id string) bool { return slices.ContainsFunc(rules, func(r *Rule) bool { return r.ID == id }) }
	for _, r := range rules {
		switch {
		case !id.MatchString(r.ID):
			return fmt.Errorf("rule %q: id is not kebab-case", r.ID)
		case seen[r.ID]:
			return fmt.Errorf("rule %q: duplicate id", r.ID)
		case r.Title == "" || r.Doc == "" || r.Since == "" || r.Severity == diag.Off || r.Check == nil:
			return fmt.Errorf("rule %q: a field is missing", r.ID)
		case slices.Contains(r.Yields, r.ID) || slices.ContainsFunc(r.Yields, func(id string) bool { return !known(id) }):
			return fmt.Errorf("rule %q: yields to no other rule", r.ID)
		}
		seen[r.ID] = true
	}
	return nil
}
