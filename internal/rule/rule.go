// Package rule is the contract between the engine and a rule. A rule is a value
// without state: it reads the page and the schemas it is given, reports findings,
// and does no I/O.
package rule

import (
	"fmt"
	"regexp"
	"slices"

	"docgauge/internal/diag"
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
	// Needs reports whether that is there which the rule holds the page against:
	// metadata, the other pages of the doc set. Where it is not, it says nothing that
	// the rule finds nothing. Nil: the page is enough.
	Needs func(*Subject) bool
	// Epoch is the rule set that the rule came with, the "version" of a
	// configuration: a project with an earlier one has it off. Zero is 1.
	Epoch int
	// Options are what a configuration may say of the rule besides its severity.
	Options []Option
	// Last rules run when the findings of all others, and what is silenced of
	// them, are known: Subject.Directives are then complete. No comment in a page
	// silences what they find.
	Last bool
}

// Pass is one rule's view of one page. One goroutine uses it.
type Pass struct {
	*Subject
	rule  *Rule
	found []*diag.Diagnostic
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

// Validate reports the first malformed or duplicate rule or option.
func Validate(rules []*Rule) error {
	id := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	option := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
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
		if err := r.validateOptions(option); err != nil {
			return err
		}
		seen[r.ID] = true
	}
	return nil
}
