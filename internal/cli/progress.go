package cli

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// progress is one line on a terminal that says how far a long run is. Nothing is
// drawn in the first second, and finish removes the line.
type progress struct {
	w     io.Writer
	total int
	now   func() time.Time
	start time.Time
	next  atomic.Int64 // nanoseconds after start at which to draw again
	busy  atomic.Bool  // one goroutine draws
}

const (
	progressAfter = time.Second
	progressEvery = 100 * time.Millisecond
)

func newProgress(w io.Writer, total int, now func() time.Time) *progress {
	p := &progress{w: w, total: total, now: now, start: now()}
	p.next.Store(int64(progressAfter))
	return p
}

// done takes the number of pages finished. Any goroutine may call it.
func (p *progress) done(n int) {
	at := int64(p.now().Sub(p.start))
	if at < p.next.Load() || !p.busy.CompareAndSwap(false, true) {
		return
	}
	if at >= p.next.Load() { // nobody drew since
		p.next.Store(at + int64(progressEvery))
		_, _ = fmt.Fprintf(p.w, "\rchecking: %d of %d pages", n, p.total)
	}
	p.busy.Store(false)
}

// finish erases the line if it was drawn. No other goroutine may be left.
func (p *progress) finish() {
	if p.next.Load() > int64(progressAfter) {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
	}
}
