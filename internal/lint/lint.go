// Package lint runs rules over pages: read, parse, index, check, sort. It is the
// only package that starts goroutines; the result does not depend on how many.
package lint

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

// File is one page.
type File struct {
	Path string // as reported: slash-separated, relative to the working directory
	// Location is the path that doc sets, links and the file tree know the page
	// by (text.Source.Location); empty if it is Path.
	Location string
	// Read is called once, and for context possibly once more, from any goroutine.
	Read func() ([]byte, error)
	// Context files are read for what they say about their doc set, and not checked.
	Context bool
}

// Job is what to check and how.
type Job struct {
	Files []File
	Rules []*rule.Rule
	// Known is all rules there are, which comments in pages may name; nil: Rules.
	Known []*rule.Rule
	// Settings are what the configuration and the user say of the rules on the page
	// at a location, from any goroutine; nil: nothing.
	Settings func(location string) rule.Settings
	// Owner is who owns a page, from any goroutine; nil: nobody.
	Owner   func(pg *page.Page) string
	Docset  docset.Options
	Workers int // at least 1
	// Progress is told how many pages have gone through a phase, from any
	// goroutine; it may be nil.
	Progress func(phase Phase, done int)
}

// Phase is a part of a run.
type Phase uint8

// The phases, one after the other: all files are read and parsed, then the pages
// that are not context are checked.
const (
	Reading Phase = iota
	Checking
)

// Failure is a file that could not be read or checked, wholly or by one rule. It
// is never a finding about the page.
type Failure struct {
	Path  string
	Rule  string // the rule that panicked; empty if the file could not be read or parsed
	Err   error
	Stack []byte // of a panic
}

// Error makes a Failure the error of a run that a fault of docgauge's own ended:
// Path is then the doc set's root.
func (f *Failure) Error() string { return fmt.Sprintf("%s: %v; please report it", f.Path, f.Err) }

// Result is what a run found, in the order of diag.Compare.
type Result struct {
	Files       int // pages checked
	Diagnostics []*diag.Diagnostic
	Suppressed  []Suppressed
	// Suppressions are all that pages of the run's doc sets hold, used or not.
	Suppressions []*apidoctor.Suppression
	Failures     []Failure
	Unread       []Failure         // context files that could not be read: what they define is unknown
	Undefined    []string          // docset.Index.Undefined
	Owners       map[string]string // by path, of the pages checked that have one
}

// Run reads and parses every file of the job, then checks them, each against the
// doc set it belongs to. When ctx is cancelled it stops between files, and the
// error says so.
func Run(ctx context.Context, job Job) (Result, error) {
	loaded, err := Load(ctx, job)
	if err != nil {
		return Result{}, err
	}
	filters, err := job.filters(ctx, loaded.Index)
	if err != nil {
		return Result{}, err
	}
	slots := make([]slot, len(loaded.Pages)) // one writer each, so that order is the job's
	var done atomic.Int64
	err = each(ctx, job.Workers, len(slots), func(i int) {
		set := loaded.Index.Of(loaded.Pages[i])
		slots[i] = job.check(loaded.Pages[i], set, filters[set])
		job.progress(Checking, &done)
	})
	if err != nil {
		return Result{}, err
	}
	r := Result{Files: len(slots), Failures: loaded.Failures, Unread: loaded.Unread, Owners: map[string]string{}}
	r.Undefined = loaded.Index.Undefined(job.Docset.User)
	for _, set := range loaded.Index.Sets {
		r.Suppressions = append(r.Suppressions, filters[set].All...)
	}
	for i, s := range slots {
		if s.owner != "" {
			r.Owners[loaded.Pages[i].Source.Path] = s.owner
		}
		r.Diagnostics = append(r.Diagnostics, s.found...)
		r.Suppressed = append(r.Suppressed, s.suppressed...)
		r.Failures = append(r.Failures, s.failures...)
	}
	slices.SortStableFunc(r.Diagnostics, diag.Compare)
	slices.SortStableFunc(r.Suppressed, func(a, b Suppressed) int { return diag.Compare(a.Diagnostic, b.Diagnostic) })
	return r, nil
}

func (job *Job) progress(phase Phase, done *atomic.Int64) {
	if n := done.Add(1); job.Progress != nil {
		job.Progress(phase, int(n))
	}
}

// each calls do for every number below n, several at a time, until ctx is cancelled.
func each(ctx context.Context, workers, n int, do func(i int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(workers, n)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	return nil
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
