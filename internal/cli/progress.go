package cli

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"docgauge/internal/lint"
)

// progress is one line on a terminal that says how far a long run is. Nothing is
// drawn in the first second, and finish removes the line.
type progress struct {
	w     io.Writer
	total [2]int // pages in each phase
	now   func() time.Time
	start time.Time
	next  atomic.Int64 // nanoseconds after start at which to draw again
	busy  atomic.Bool  // one goroutine draws
}

const (
	progressAfter = time.Second
	progressEvery = 100 * time.Millisecond
)

// newProgress makes a line for a run that reads some pages and checks some of them.
func newProgress(w io.Writer, reads, checks int, now func() time.Time) *progress {
	p := &progress{w: w, total: [...]int{lint.Reading: reads, lint.Checking: checks}, now: now, start: now()}
	p.next.Store(int64(progressAfter))
	return p
}

// done takes the number of pages that are through a phase. Any goroutine may call it.
func (p *progress) done(phase lint.Phase, n int) {
	at := int64(p.now().Sub(p.start))
	if at < p.next.Load() || !p.busy.CompareAndSwap(false, true) {
		return
	}
	if at >= p.next.Load() { // nobody drew since
		p.next.Store(at + int64(progressEvery))
		doing := [...]string{lint.Reading: "reading", lint.Checking: "checking"}[phase]
		_, _ = fmt.Fprintf(p.w, "\r%s: %d of %d pages\x1b[K", doing, n, p.total[phase])
	}
	p.busy.Store(false)
}

// finish erases the line if it was drawn. No other goroutine may be left.
func (p *progress) finish() {
	if p.next.Load() > int64(progressAfter) {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
	}
}
