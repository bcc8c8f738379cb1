package rule

import (
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func sound(id string) *Rule {
	return &Rule{ID: id, Title: "t", Doc: "d", Since: "0.1.0", Severity: diag.Error, Check: func(p *Pass) {
		p.Report(p.Page.Start(), "100%% of %q", "it").Help = "h"
		p.Report(p.Page.Start(), "%s", "100%")
	}}
}

func yielding(id string, to ...string) *Rule {
	r := sound(id)
	r.Yields = to
	return r
}

func TestValidate(t *testing.T) {
	if err := Validate([]*Rule{sound("a-b"), yielding("a-c2-d", "a-b")}); err != nil {
		t.Error(err)
	}
	bad := map[string][]*Rule{
		"duplicate":      {sound("a-b"), sound("a-b")},
		"not kebab-case": {sound("aB")},
		"missing":        {{ID: "a-b"}},
		"no other rule":  {sound("a-b"), yielding("a-c", "a-b", "a-d")},
		`"a-e": yields`:  {sound("a-b"), yielding("a-e", "a-b", "a-e")},
	}
	for want, rules := range bad {
		if err := Validate(rules); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not say %q", err, want)
		}
	}
}

func TestRun(t *testing.T) {
	pg := page.Build(text.NewSource("a.md", []byte("# A\n")))
	got := sound("a-b").Run(NewSubject(pg, nil))
	if len(got) != 2 || got[0].Message != `100% of "it"` || got[0].Help != "h" || got[1].Message != "100%" {
		t.Fatalf("findings are wrong: %+v", got)
	}
	if d := got[0]; d.Rule != "a-b" || d.Severity != diag.Error || d.Source != pg.Source || d.Span != (text.Span{Start: 0, End: 3}) {
		t.Errorf("finding does not carry rule, severity, source and span: %+v", d)
	}
}

// TestSharedFacts checks that facts on a page are worked out once, and apart by name.
func TestSharedFacts(t *testing.T) {
	s := NewSubject(page.Build(text.NewSource("a.md", []byte("# A\n"))), nil)
	asked := 0
	find := func() *int {
		asked++
		return nil // nothing found is a fact, too
	}
	for range 2 {
		if got := Shared(s, "piers", find); got != nil || asked != 1 {
			t.Errorf("%v, worked out %d times, want 1", got, asked)
		}
	}
	if n := Shared(s, "berths", func() int { return 5 }); n != 5 {
		t.Errorf("%d berths, want 5", n)
	}
	const target = "https://harbor.example/v1.0/piers/{id}?$top=5"
	for range 2 {
		if d := cmp.Diff(httpmsg.SplitTarget(target), s.Target(target)); d != "" {
			t.Errorf("-split +kept\n%s", d)
		}
	}
	if kept := s.Target(target).Segments; cap(kept) != len(kept) {
		t.Error("who appends to what is kept would write into it")
	}
}
