package lint

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/rule"

	"github.com/google/go-cmp/cmp"
)

// headings reports every heading, the later ones first, and panics on a page
// whose title says so.
var headings = &rule.Rule{
	ID: "test-heading", Title: "t", Doc: "d", Since: "0", Severity: diag.Warning,
	Check: func(p *rule.Pass) {
		for i := len(p.Page.Sections) - 1; i >= 0; i-- {
			s := p.Page.Sections[i]
			if s.Title == "panic" {
				panic("a test asked for it")
			}
			p.Report(s.Text, "heading %q", s.Title)
		}
	},
}

var titles = &rule.Rule{
	ID: "test-title", Title: "t", Doc: "d", Since: "0", Severity: diag.Error,
	Check: func(p *rule.Pass) {
		if p.Page.Title == nil {
			p.Report(p.Page.Start(), "no title")
		}
	},
}

func file(path, content string) File {
	return File{Path: path, Read: func() ([]byte, error) { return []byte(content), nil }}
}

func run(t *testing.T, job Job) Result {
	t.Helper()
	r, err := Run(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func render(r Result) string {
	var sb strings.Builder
	for _, d := range r.Diagnostics {
		fmt.Fprintf(&sb, "%s:%d %s %s: %s\n", d.Source.Path, d.Source.Position(d.Span.Start).Line, d.Severity, d.Rule, d.Message)
	}
	for _, f := range r.Failures {
		fmt.Fprintf(&sb, "failure %s %s: %v\n", f.Path, f.Rule, f.Err)
	}
	return sb.String()
}

func TestRunOrdersFindings(t *testing.T) {
	job := Job{
		Files:   []File{file("b.md", "# B\n\n## Two\n"), file("a.md", "text\n")},
		Rules:   []*rule.Rule{headings, titles},
		Workers: 2,
	}
	want := "a.md:1 error test-title: no title\n" +
		"b.md:1 warning test-heading: heading \"B\"\n" +
		"b.md:3 warning test-heading: heading \"Two\"\n"
	got := run(t, job)
	if d := cmp.Diff(want, render(got)); d != "" || got.Files != 2 {
		t.Errorf("%d files, -want +got\n%s", got.Files, d)
	}
}

func TestRunDoesNotDependOnWorkers(t *testing.T) {
	var job Job
	for i := range 200 {
		job.Files = append(job.Files, file(fmt.Sprintf("p%d.md", i%150), strings.Repeat("# H\n\n", i%7)))
	}
	job.Rules = []*rule.Rule{headings, titles}
	job.Workers = 1
	want := render(run(t, job))
	for _, job.Workers = range []int{2, 8, 500} {
		if d := cmp.Diff(want, render(run(t, job))); d != "" {
			t.Errorf("%d workers: -one +many\n%s", job.Workers, d)
		}
	}
}

func TestPanicIsContained(t *testing.T) {
	job := Job{
		Files:   []File{file("a.md", "# panic\n"), file("b.md", "# fine\n")},
		Rules:   []*rule.Rule{headings, titles},
		Workers: 1,
	}
	got := run(t, job)
	want := "b.md:1 warning test-heading: heading \"fine\"\n" +
		"failure a.md test-heading: internal error: a test asked for it\n"
	if d := cmp.Diff(want, render(got)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if len(got.Failures) != 1 || !strings.Contains(string(got.Failures[0].Stack), "lint_test.go") {
		t.Error("the failure does not say where the rule panicked")
	}
}

func TestUnreadableFile(t *testing.T) {
	gone := File{Path: "gone.md", Read: func() ([]byte, error) { return nil, errors.New("no such file") }}
	got := run(t, Job{Files: []File{gone, file("a.md", "text")}, Rules: []*rule.Rule{titles}, Workers: 4})
	want := "a.md:1 error test-title: no title\nfailure gone.md : no such file\n"
	if d := cmp.Diff(want, render(got)); d != "" || got.Files != 1 {
		t.Errorf("%d files, -want +got\n%s", got.Files, d)
	}
}

func TestSeverityOverride(t *testing.T) {
	job := Job{
		Files: []File{file("a.md", "# A\n"), file("b.md", "text")}, Rules: []*rule.Rule{headings, titles}, Workers: 1,
		Settings: severities(rule.Settings{
			"test-heading": {Set: true, Severity: diag.Off}, "test-title": {Set: true, Severity: diag.Info},
		}),
	}
	if d := cmp.Diff("b.md:1 info test-title: no title\n", render(run(t, job))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// severities are the same settings for all pages.
func severities(s rule.Settings) func(string) rule.Settings {
	return func(string) rule.Settings { return s }
}

func TestCancelAndProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var files []File
	for i := range 50 {
		files = append(files, file(fmt.Sprint(i), "# A\n"))
	}
	var seen atomic.Int64
	job := Job{Files: files, Rules: []*rule.Rule{titles}, Workers: 1, Progress: func(phase Phase, done int) {
		if phase != Checking {
			return
		}
		seen.Store(int64(done))
		if done == 10 {
			cancel()
		}
	}}
	if _, err := Run(ctx, job); !errors.Is(err, context.Canceled) {
		t.Errorf("err is %v, want cancelled", err)
	}
	if seen.Load() != 10 {
		t.Errorf("%d files were checked after the cancellation at 10", seen.Load()-10)
	}
}

// TestYields checks that a rule which yields is silent only where a rule in force
// that it yields to has the same place.
func TestYields(t *testing.T) {
	all := &rule.Rule{
		ID: "test-all", Title: "t", Doc: "d", Since: "0", Severity: diag.Warning, Yields: []string{"test-long"},
		Check: func(p *rule.Pass) {
			for _, s := range p.Page.Sections {
				p.Report(s.Text, "heading %q", s.Title)
			}
		},
	}
	long := &rule.Rule{
		ID: "test-long", Title: "t", Doc: "d", Since: "0", Severity: diag.Warning,
		Check: func(p *rule.Pass) {
			for _, s := range p.Page.Sections {
				if len(s.Title) > 3 {
					p.Report(s.Text, "long heading %q", s.Title)
				}
			}
		},
	}
	files := []File{file("a.md", "# Pier\n\n## Sea\n")}
	both := render(run(t, Job{Files: files, Rules: []*rule.Rule{all, long}}))
	if want := "a.md:1 warning test-long: long heading \"Pier\"\na.md:3 warning test-all: heading \"Sea\"\n"; both != want {
		t.Errorf("both rules:\n%swant\n%s", both, want)
	}
	alone := render(run(t, Job{Files: files, Rules: []*rule.Rule{all}}))
	if want := "a.md:1 warning test-all: heading \"Pier\"\na.md:3 warning test-all: heading \"Sea\"\n"; alone != want {
		t.Errorf("the yielding rule alone:\n%swant\n%s", alone, want)
	}
}
