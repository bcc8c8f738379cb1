// Package lint runs rules over pages: read, parse, check, sort. It is the only
// package that starts goroutines; the result does not depend on how many.
package lint

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// File is one page to check.
type File struct {
	Path string                 // as reported: slash-separated, relative to the working directory
	Read func() ([]byte, error) // called once
	// Context files are read for what they say about their doc set, and not checked.
	Context bool
}

// Job is what to check and how.
type Job struct {
	Files []File
	Rules []*rule.Rule
	// Severity overrides the severity of all findings of a rule, by rule id.
	Severity map[string]diag.Severity
	Docset   docset.Options
	Workers  int            // at least 1
	Progress func(done int) // called as files are finished, from any goroutine; may be nil
}

// Failure is a file that could not be checked, wholly or by one rule. It is
// never a finding about the page.
type Failure struct {
	Path  string
	Rule  string // the rule that panicked; empty if the file could not be read or parsed
	Err   error
	Stack []byte // of a panic
}

// Result is what a run found, in the order of diag.Compare.
type Result struct {
	Files       int // pages read
	Diagnostics []*diag.Diagnostic
	Failures    []Failure
}

// Run reads and parses every file of the job, then checks them, each against the
// doc set it belongs to. When ctx is cancelled it stops between files, and the
// error says so.
func Run(ctx context.Context, job Job) (Result, error) {
	slots := make([]slot, len(job.Files)) // one writer each, so that order is the job's
	job.each(ctx, func(i int) { slots[i].parse(job.Files[i]) })
	var pages []*page.Page
	for i := range slots {
		if slots[i].page != nil {
			pages = append(pages, slots[i].page)
		}
	}
	if err := ctx.Err(); err != nil {
		return Result{}, fmt.Errorf("check: %w", err)
	}
	index, err := docset.New(pages, job.Docset)
	if err != nil {
		return Result{}, err
	}
	var done atomic.Int64
	job.each(ctx, func(i int) {
		job.check(&slots[i], index)
		if n := done.Add(1); job.Progress != nil {
			job.Progress(int(n))
		}
	})
	if err := ctx.Err(); err != nil {
		return Result{}, fmt.Errorf("check: %w", err)
	}
	return collect(slots), nil
}

// each calls do for every file of the job, several at a time, until ctx is cancelled.
func (job *Job) each(ctx context.Context, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(job.Workers, len(job.Files))) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(job.Files) {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}

// slot is one file's share of the result.
type slot struct {
	page     *page.Page // nil if the file could not be read
	context  bool
	found    []*diag.Diagnostic
	failures []Failure
}

func collect(slots []slot) Result {
	var r Result
	for _, s := range slots {
		if s.page != nil && !s.context {
			r.Files++
		}
		r.Diagnostics = append(r.Diagnostics, s.found...)
		r.Failures = append(r.Failures, s.failures...)
	}
	slices.SortStableFunc(r.Diagnostics, diag.Compare)
	return r
}

// parse reads and parses the slot's file.
func (s *slot) parse(f File) {
	s.context = f.Context
	b, err := f.Read()
	if err != nil {
		s.failures = append(s.failures, Failure{Path: f.Path, Err: err})
		return
	}
	if fail := contain(f.Path, "", func() { s.page = page.Build(text.NewSource(f.Path, b)) }); fail != nil {
		s.failures = append(s.failures, *fail)
	}
}

// check runs the rules on the slot's page.
func (job *Job) check(s *slot, index *docset.Index) {
	if s.page == nil || s.context {
		return
	}
	subject := rule.NewSubject(s.page, index.Of(s.page))
	for _, r := range job.Rules {
		fail := contain(s.page.Source.Path, r.ID, func() { s.found = append(s.found, job.apply(r, subject)...) })
		if fail != nil {
			s.failures = append(s.failures, *fail)
		}
	}
}

// apply runs one rule and settles the severity of what it found.
func (job *Job) apply(r *rule.Rule, s *rule.Subject) []*diag.Diagnostic {
	found := r.Run(s)
	level, set := job.Severity[r.ID]
	if set {
		for _, d := range found {
			d.Severity = level
		}
	}
	return slices.DeleteFunc(found, func(d *diag.Diagnostic) bool { return d.Severity == diag.Off })
}

// contain turns a panic into a failure: one rule on one page must not end the run.
func contain(path, ruleID string, do func()) (fail *Failure) {
	defer func() {
		if p := recover(); p != nil {
			fail = &Failure{Path: path, Rule: ruleID, Err: fmt.Errorf("internal error: %v", p), Stack: debug.Stack()}
		}
	}()
	do()
	return nil
}
