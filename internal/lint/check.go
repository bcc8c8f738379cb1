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
}

// check runs the rules on a page of the set, and sorts out what the page or the
// filter has a suppression for.
func (job *Job) check(pg *page.Page, set *docset.Set, filter *apidoctor.Filter) (s slot) {
	c := checker{
		slot: &s, job: job, subject: rule.NewSubject(pg, set), filter: filter,
		downgrade: set.Conventions.Downgrades(pg.Source.Location),
	}
	c.subject.Directives = suppress.Read(pg)
	if job.Settings != nil {
		c.subject.Settings = job.Settings(pg.Source.Location)
	}
	if job.Owner != nil {
		s.owner = job.Owner(pg)
	}
	c.run(func(r *rule.Rule) bool { return !r.Last })
	s.found = job.withoutYielding(s.found)
	c.silence()
	c.run(func(r *rule.Rule) bool { return r.Last })
	return s
}

// run runs those of the job's rules.
func (c *checker) run(which func(*rule.Rule) bool) {
	for _, r := range c.job.Rules {
		if setting := c.subject.Settings[r.ID]; !which(r) || setting.Set && setting.Severity == diag.Off {
			continue
		}
		fail := contain(c.subject.Page.Source.Path, r.ID, func() {
			for _, d := range c.apply(r) {
				if by := c.filter.Match(d); len(by) > 0 {
					c.suppressed = append(c.suppressed, Suppressed{Diagnostic: d, By: by})
				} else {
					c.found = append(c.found, d)
				}
			}
		})
		if fail != nil {
			c.failures = append(c.failures, *fail)
		}
	}
}

// silence takes out what the page's own comments silence.
func (c *checker) silence() {
	if len(c.subject.Directives) == 0 {
		return
	}
	kept := c.found[:0]
	for _, d := range c.found {
		if by := suppress.Match(c.subject.Directives, d); by != nil {
			c.suppressed = append(c.suppressed, Suppressed{Diagnostic: d, Directive: by})
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
