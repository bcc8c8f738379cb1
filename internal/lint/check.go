package lint

import (
	"context"
	"slices"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/suppress"
)

// Suppressed is a finding that is not reported because a page says so.
type Suppressed struct {
	*diag.Diagnostic
	By        []*apidoctor.Suppression // of API Doctor's
	Directive *suppress.Directive      // or one of docgauge's own
}

// slot is one page's share of the result.
type slot struct {
	found      []*diag.Diagnostic
	suppressed []Suppressed
	failures   []Failure
	owner      string
}

// checker checks one page.
type checker struct {
	*slot
	job       *Job
	subject   *rule.Subject
	downgrade bool // errors are warnings here
	filter    *apidoctor.Filter
	// ran is the rules that were run and had what they need, by id; nil if the page
	// silences nothing.
	ran map[string]bool
}

// check runs the rules on a page of the set, and sorts out what the page or the
// filter has a suppression for.
func (job *Job) check(pg *page.Page, set *docset.Set, filter *apidoctor.Filter) (s slot) {
	c := checker{
		slot: &s, job: job, subject: rule.NewSubject(pg, set), filter: filter,
		downgrade: set.Conventions.Downgrades(pg.Source.Location),
	}
	if job.Settings != nil {
		c.subject.Settings = job.Settings(pg.Source.Location)
	}
	if job.Owner != nil {
		s.owner = job.Owner(pg)
	}
	c.contain("", c.readDirectives)
	c.run(func(r *rule.Rule) bool { return !r.Last })
	s.found = job.withoutYielding(s.found)
	c.contain("", c.silence)
	c.run(func(r *rule.Rule) bool { return r.Last })
	return s
}

// contain does something with the page, and notes it as a failure if that panics.
func (c *checker) contain(ruleID string, do func()) (ok bool) {
	fail := contain(c.subject.Page.Source.Path, ruleID, do)
	if fail != nil {
		c.failures = append(c.failures, *fail)
	}
	return fail == nil
}

// run runs those of the job's rules.
func (c *checker) run(which func(*rule.Rule) bool) {
	for _, r := range c.job.Rules {
		if setting := c.subject.Settings[r.ID]; !which(r) || setting.Set && setting.Severity == diag.Off {
			continue
		}
		ok := c.contain(r.ID, func() {
			for _, d := range c.apply(r) {
				if by := c.filter.Match(d); len(by) > 0 {
					c.suppressed = append(c.suppressed, Suppressed{Diagnostic: d, By: by})
				} else {
					c.found = append(c.found, d)
				}
			}
		})
		if ok && c.ran != nil {
			c.contain(r.ID, func() { c.ran[r.ID] = r.Needs == nil || r.Needs(c.subject) })
		}
	}
}

// readDirectives reads the page's own comments that silence findings.
func (c *checker) readDirectives() {
	known := c.job.Known
	if known == nil {
		known = c.job.Rules
	}
	c.subject.Known = known
	c.subject.Directives = suppress.Read(c.subject.Page, func(name string) (ids []string) {
		for _, r := range rule.Match(known, name) {
			if !r.Last {
				ids = append(ids, r.ID)
			}
		}
		return ids
	})
	if len(c.subject.Directives) > 0 {
		c.ran = map[string]bool{}
	}
}

// silence takes out what the page's own comments silence.
func (c *checker) silence() {
	if len(c.subject.Directives) == 0 {
		return
	}
	by := suppress.Silence(c.subject.Page, c.subject.Directives, c.found, func(id string) bool { return c.ran[id] })
	var kept []*diag.Diagnostic
	for i, d := range c.found {
		if by[i] != nil {
			c.suppressed = append(c.suppressed, Suppressed{Diagnostic: d, Directive: by[i]})
		} else {
			kept = append(kept, d)
		}
	}
	c.found = kept
}

// withoutYielding drops findings of rules that yield to others where these have
// a finding at the same place.
func (job *Job) withoutYielding(found []*diag.Diagnostic) []*diag.Diagnostic {
	drop := map[*diag.Diagnostic]bool{}
	for _, r := range job.Rules {
		if len(r.Yields) == 0 {
			continue
		}
		for _, d := range found {
			if d.Rule == r.ID && slices.ContainsFunc(found, func(other *diag.Diagnostic) bool {
				return other.Span == d.Span && slices.Contains(r.Yields, other.Rule)
			}) {
				drop[d] = true
			}
		}
	}
	if len(drop) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(d *diag.Diagnostic) bool { return drop[d] })
}

// apply runs one rule and settles the severity of what it found: as the settings
// say, else no worse than a warning where the set's conventions want it so.
func (c *checker) apply(r *rule.Rule) []*diag.Diagnostic {
	found := r.Run(c.subject)
	setting := c.subject.Settings[r.ID]
	for _, d := range found {
		switch {
		case setting.Set:
			d.Severity = setting.Severity
		case c.downgrade:
			d.Severity = min(d.Severity, diag.Warning)
		}
	}
	return slices.DeleteFunc(found, func(d *diag.Diagnostic) bool { return d.Severity == diag.Off })
}

// filters reads what the pages of each doc set suppress. Context pages count: a
// suppression may name another page than its own.
func (job *Job) filters(ctx context.Context, index *docset.Index) (map[*docset.Set]*apidoctor.Filter, error) {
	list := make([]*apidoctor.Filter, len(index.Sets)) // one writer each
	err := job.eachSet(ctx, index, func(i int) error {
		list[i] = apidoctor.NewFilter(index.Sets[i].Pages)
		return nil
	})
	filters := make(map[*docset.Set]*apidoctor.Filter, len(list))
	for i, f := range list {
		filters[index.Sets[i]] = f
	}
	return filters, err
}
