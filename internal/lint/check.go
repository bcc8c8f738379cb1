package lint

import (
	"context"
	"slices"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

// Suppressed is a finding that is not reported because a page says so.
type Suppressed struct {
	*diag.Diagnostic
	By []*apidoctor.Suppression
}

// slot is one page's share of the result.
type slot struct {
	found      []*diag.Diagnostic
	suppressed []Suppressed
	failures   []Failure
}

// check runs the rules on a page of the set, and sorts out what the filter has a
// suppression for.
func (job *Job) check(pg *page.Page, set *docset.Set, filter *apidoctor.Filter) (s slot) {
	subject := rule.NewSubject(pg, set)
	downgrade := set.Conventions.Downgrades(pg.Source.Location)
	for _, r := range job.Rules {
		fail := contain(pg.Source.Path, r.ID, func() {
			for _, d := range job.apply(r, subject, downgrade) {
				if by := filter.Match(d); len(by) > 0 {
					s.suppressed = append(s.suppressed, Suppressed{d, by})
				} else {
					s.found = append(s.found, d)
				}
			}
		})
		if fail != nil {
			s.failures = append(s.failures, *fail)
		}
	}
	s.found = job.withoutYielding(s.found)
	return s
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

// apply runs one rule and settles the severity of what it found: as the job says,
// else no worse than a warning where the set's conventions want it so.
func (job *Job) apply(r *rule.Rule, s *rule.Subject, downgrade bool) []*diag.Diagnostic {
	found := r.Run(s)
	level, set := job.Severity[r.ID]
	for _, d := range found {
		switch {
		case set:
			d.Severity = level
		case downgrade:
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
