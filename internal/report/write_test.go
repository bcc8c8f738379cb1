package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// manyFindings is a run of n findings on pages of a hundred each.
func manyFindings(n int) Run {
	run := Run{Version: "1.2.3", FailOn: diag.Error}
	page := []byte(strings.Repeat("# Berth 🚢\n\nThe crane is out of order.\n\n", 100))
	var src *text.Source
	for i := range n {
		if i%100 == 0 {
			path := fmt.Sprintf("api/berth-%05d.md", i/100)
			src = text.NewSource(path, page)
			run.Pages = append(run.Pages, Page{path, "docs/" + path})
		}
		at := len(page) / 100 * (i % 100)
		sp := text.Span{Start: at + 2, End: at + 7}
		run.Diagnostics = append(run.Diagnostics, &diag.Diagnostic{
			Rule: "berth-many", Severity: diag.Severity(1 + i%3), Source: src, Span: sp, Message: "Berth is no pier",
			Help:    "Say what it is",
			Related: []diag.Related{{Source: src, Span: text.Span{Start: 0, End: 3}, Message: "the first"}},
			Fixes:   []diag.Fix{{Message: "Write Pier", Safe: true, Edits: []diag.Edit{{Span: sp, New: "Pier"}}}},
		})
	}
	run.Files = len(run.Pages)
	return run
}

// pieces notes the largest piece that was written.
type pieces struct{ total, largest int }

func (p *pieces) Write(b []byte) (int, error) {
	p.total, p.largest = p.total+len(b), max(p.largest, len(b))
	return len(b), nil
}

// TestStreams checks that a report of thousands of findings is written as it is
// made: no format that holds them all keeps it in memory.
func TestStreams(t *testing.T) {
	run := manyFindings(13_000)
	for _, f := range Formats() {
		if !slices.Contains([]string{"full", "concise", "json", "jsonl", "sarif", "rdjsonl", "gitlab"}, f.Name) {
			continue
		}
		var p pieces
		if err := f.Write(&p, run, Options{}); err != nil {
			t.Fatal(err)
		}
		if p.largest > 64<<10 || p.total < 1<<19 {
			t.Errorf("%s: %d bytes, as many as %d at once", f.Name, p.total, p.largest)
		}
	}
}

// TestNoteIsOptional checks that a format that leaves findings out works without
// somebody to tell.
func TestNoteIsOptional(t *testing.T) {
	run := manyFindings(maxResults + 1)
	for _, f := range Formats() {
		if err := f.Write(io.Discard, run, Options{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	run := manyFindings(5000)
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(io.Discard, run, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
