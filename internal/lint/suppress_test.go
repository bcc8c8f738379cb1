package lint

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/rule"

	"github.com/google/go-cmp/cmp"
)

// hygiene reports what it sees of the page's directives.
var hygiene = &rule.Rule{
	ID: "test-hygiene", Title: "t", Doc: "d", Since: "0", Severity: diag.Error, Last: true,
	Check: func(p *rule.Pass) {
		for _, d := range p.Directives {
			for _, n := range d.Names {
				p.Report(n.Span, "%s means %v, used %t, judged %t", n.Text, n.IDs, n.Used, n.Judged)
			}
		}
	},
}

// picky is headings for those who have metadata.
var picky = &rule.Rule{
	ID: "test-picky", Title: "t", Doc: "d", Since: "0", Severity: diag.Error,
	Check: func(*rule.Pass) {}, Needs: (*rule.Subject).HasMetadata,
}

// silencing is a page with two findings of headings, and a comment above the second.
func silencing(disabled string) string {
	return "# One\n\n<!-- docgauge-disable-next-line " + disabled + " -->\n## Two\n"
}

// TestSilence checks which findings comments silence, and what is then known of
// the comments.
func TestSilence(t *testing.T) {
	all := []*rule.Rule{headings, titles, picky, hygiene}
	for _, c := range []struct {
		name, page string
		job        Job
		want       []string
		suppressed int
	}{
		{"a rule", silencing("test-heading"), Job{Rules: all}, []string{
			`1 warning test-heading: heading "One"`, `3 error test-hygiene: test-heading means [test-heading], used true, judged true`,
		}, 1},
		{"a family, of which one rule has not what it needs", silencing("test"), Job{Rules: all}, []string{
			`1 warning test-heading: heading "One"`, `3 error test-hygiene: test means [test-heading test-title test-picky], used true, judged false`,
		}, 1},
		{"a rule that has not what it needs", silencing("test-picky"), Job{Rules: all}, []string{
			`1 warning test-heading: heading "One"`, `3 error test-hygiene: test-picky means [test-picky], used false, judged false`, `4 warning test-heading: heading "Two"`,
		}, 0},
		{"a rule that is known and not run", silencing("test-title"), Job{Rules: []*rule.Rule{headings, hygiene}, Known: all}, []string{
			`1 warning test-heading: heading "One"`, `3 error test-hygiene: test-title means [test-title], used false, judged false`, `4 warning test-heading: heading "Two"`,
		}, 0},
		{"a rule that is not known", silencing("test-title"), Job{Rules: []*rule.Rule{headings, hygiene}}, []string{
			`1 warning test-heading: heading "One"`, `3 error test-hygiene: test-title means [], used false, judged false`, `4 warning test-heading: heading "Two"`,
		}, 0},
		{"a rule that is off on the page", silencing("test-heading"), Job{Rules: all, Settings: func(string) rule.Settings {
			return rule.Settings{"test-heading": {Set: true}}
		}}, []string{`3 error test-hygiene: test-heading means [test-heading], used false, judged false`}, 0},
		{"a rule with another severity", silencing("test-heading"), Job{Rules: all, Settings: func(string) rule.Settings {
			return rule.Settings{"test-heading": {Set: true, Severity: diag.Info}, "test-hygiene": {Set: true, Severity: diag.Warning}}
		}}, []string{`1 info test-heading: heading "One"`, `3 warning test-hygiene: test-heading means [test-heading], used true, judged true`}, 1},
		{"a rule that runs last", silencing("test-hygiene"), Job{Rules: all}, []string{
			`1 warning test-heading: heading "One"`, `3 error test-hygiene: test-hygiene means [], used false, judged false`, `4 warning test-heading: heading "Two"`,
		}, 0},
		{"on another page", silencing("test-title"), Job{Rules: all, Files: []File{file("b.md", "text\n")}}, []string{
			`1 warning test-heading: heading "One"`, `3 error test-hygiene: test-title means [test-title], used false, judged true`, `4 warning test-heading: heading "Two"`,
			`1 error test-title: no title`,
		}, 0},
	} {
		c.job.Workers = 1
		c.job.Files = append([]File{file("a.md", c.page)}, c.job.Files...)
		got := run(t, c.job)
		var lines []string
		for _, line := range strings.Split(strings.TrimSpace(render(got)), "\n") {
			_, line, _ = strings.Cut(line, ":")
			lines = append(lines, line)
		}
		if d := cmp.Diff(c.want, lines); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
		if len(got.Suppressed) != c.suppressed {
			t.Errorf("%s: %d suppressed, want %d", c.name, len(got.Suppressed), c.suppressed)
		}
		for _, s := range got.Suppressed {
			if s.Directive == nil || s.By != nil {
				t.Errorf("%s: suppressed by %v, %v", c.name, s.Directive, s.By)
			}
		}
	}
}

// TestSilenceNoFailure checks that a comment hides no fault of docgauge's own, and
// that a rule which failed is not taken for one that finds nothing.
func TestSilenceNoFailure(t *testing.T) {
	got := run(t, Job{
		Files: []File{file("a.md", "<!-- docgauge-disable-file test-heading test-hygiene -->\n\n# panic\n")},
		Rules: []*rule.Rule{headings, hygiene}, Workers: 1,
	})
	want := "a.md:1 error test-hygiene: test-heading means [test-heading], used false, judged false\n" +
		"a.md:1 error test-hygiene: test-hygiene means [], used false, judged false\n" +
		"failure a.md test-heading: internal error: a test asked for it\n"
	if d := cmp.Diff(want, render(got)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	needy := *titles
	needy.Needs = func(*rule.Subject) bool { panic("needs too much") }
	got = run(t, Job{
		Files: []File{file("a.md", "<!-- docgauge-disable-file test-title -->\n"), file("b.md", "text\n")},
		Rules: []*rule.Rule{&needy, hygiene}, Workers: 1,
	})
	want = "a.md:1 error test-hygiene: test-title means [test-title], used true, judged false\n" +
		"b.md:1 error test-title: no title\n" +
		"failure a.md test-title: internal error: needs too much\n"
	if d := cmp.Diff(want, render(got)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestSilenceWithAPIDoctor checks that what API Doctor's suppressions hide is
// theirs: a comment that would hide it too is not used.
func TestSilenceWithAPIDoctor(t *testing.T) {
	tabs := *titles
	tabs.ID = "page-tabs"
	got := run(t, Job{
		Files: []File{file("v1.0/api/a.md", "text <!-- docgauge-disable-line page-tabs -->\n\n"+
			"<!-- { \"type\": \"#page.annotation\", \"suppressions\": [\"Error: /api/a.md:\\n Tab group #1 has one tab\"] } -->\n")},
		Rules: []*rule.Rule{&tabs, hygiene}, Workers: 1,
	})
	want := "v1.0/api/a.md:1 error test-hygiene: page-tabs means [page-tabs], used false, judged true\n"
	if d := cmp.Diff(want, render(got)); d != "" || len(got.Suppressed) != 1 || got.Suppressed[0].By == nil {
		t.Errorf("suppressed %v, -want +got\n%s", got.Suppressed, d)
	}
}

// TestSilenceDoesNotDependOnWorkers compares runs with any number of workers.
func TestSilenceDoesNotDependOnWorkers(t *testing.T) {
	job := Job{Rules: []*rule.Rule{headings, titles, hygiene}, Workers: 1}
	for i := range 60 {
		job.Files = append(job.Files, file(fmt.Sprintf("p%d.md", i), strings.Repeat(silencing("test-title test-heading")+"\n", i%7)))
	}
	one := run(t, job)
	job.Workers = 8
	many, err := Run(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(render(one), render(many)); d != "" || len(one.Suppressed) != len(many.Suppressed) || len(one.Suppressed) == 0 {
		t.Errorf("%d and %d suppressed, -one +many\n%s", len(one.Suppressed), len(many.Suppressed), d)
	}
}
