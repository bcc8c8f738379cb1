package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"syscall"

	"docgauge/internal/baseline"
	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/lint"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
)

// scope tells what a run can say about the entries of a baseline: those of the
// pages that it checked, and of the rules that it ran on them. gone reports
// whether there is no page at an absolute path.
func (p *baselinePlace) scope(s *sources, result lint.Result, gone func(abs string) bool) baseline.Scope {
	locations := map[string]string{} // of the pages that were checked, by path in the baseline
	for _, file := range s.job.Files {
		if !file.Context {
			locations[baseline.Encode(p.path(file.Location))] = file.Location
		}
	}
	ran, known := map[string]bool{}, map[string]bool{}
	for _, r := range s.job.Rules {
		ran[r.ID] = true
	}
	for _, r := range rules.All() {
		known[r.ID] = true
	}
	failed := map[[2]string]bool{} // by path in the baseline, and rule or ""
	for _, f := range result.Failures {
		failed[[2]string{baseline.Encode(p.path(s.finder.location(s.finder.absolute(f.Path)))), f.Rule}] = true
	}
	var last string // page whose settings these are: entries come page by page
	var settings rule.Settings
	return func(page, id string) baseline.Fate {
		location, checked := locations[page]
		switch {
		case (ran[id] || !known[id]) && !checked && gone(p.abs(page)):
			return baseline.Gone
		case !ran[id]:
			return baseline.Kept
		case !checked, failed[[2]string{page, ""}], failed[[2]string{page, id}]:
			return baseline.Kept
		}
		if page != last {
			last, settings = page, s.job.Settings(location)
		}
		if s := settings[id]; s.Set && s.Severity == diag.Off {
			return baseline.Kept // it may be turned on again
		}
		return baseline.Compared
	}
}

// outdated says how many known findings are no longer there, for all that the run
// could see, unless only some of the rules were asked for.
func (plan *checkPlan) outdated(result lint.Result) (notes []string) {
	if plan.baseline == nil || len(plan.job.Rules) < len(rules.All()) {
		return nil
	}
	k := plan.baseline
	scope := k.scope(&plan.sources, result, func(abs string) bool {
		return plan.finder.vanished(abs) && !plan.finder.sparse(abs)
	})
	gone := 0
	for _, c := range k.Changes(k.Prune(baseline.Of(result.Diagnostics, k.pathOf), scope)) {
		gone += c.Removed + c.Changed
	}
	switch {
	case gone == 1:
		return []string{"1 finding in the baseline is no longer there; docgauge baseline prune takes it out"}
	case gone > 1:
		return []string{fmt.Sprintf("%d findings in the baseline are no longer there; docgauge baseline prune takes them out", gone)}
	}
	return nil
}

// vanished reports whether nothing is at a path, by the folders that were listed.
func (f *finder) vanished(abs string) bool {
	for {
		dir := path.Dir(abs)
		if l := f.folders[dir]; l != nil {
			name := path.Base(abs)
			return !l.partial && !slices.ContainsFunc(l.entries, func(e docset.Entry) bool { return e.Name == name })
		}
		if dir == abs {
			return false
		}
		abs = dir
	}
}

// isGone reports whether nothing is at a path, as the file system says.
func isGone(abs string) bool {
	_, err := os.Lstat(abs)
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
