package suppress

import (
	"strings"
	"testing"
	"time"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// TestLinear reads pages with thousands of directives or names: the time must not
// grow with the square, which would be ten seconds.
func TestLinear(t *testing.T) {
	const (
		next  = "<!-- docgauge-disable-next-line tide -->"
		block = "<!-- docgauge-disable-next-block tide berth -->"
		off   = "<!-- docgauge-disable tide -->\n"
		on    = "<!-- docgauge-enable tide-high -->\n"
	)
	for name, page := range map[string]func(n int) string{
		"directives":            func(n int) string { return strings.Repeat(next+"\nTODO\n\n", n) },
		"next lines of nothing": func(n int) string { return strings.Repeat(next+"\n", n) },
		"in one line":           func(n int) string { return "a " + strings.Repeat(next, n) + strings.Repeat("\n", n) },
		"on one line":           func(n int) string { return strings.Repeat(next+" ", n) + strings.Repeat("\n", n) + "TODO" },
		"far apart":             func(n int) string { return strings.Repeat(next+strings.Repeat("\n", 20), n/4) },
		"on one block": func(n int) string {
			return strings.Repeat(block+"\n", n) + "```\n" + strings.Repeat("TODO\n", n) + "```\n"
		},
		"on blocks": func(n int) string { return strings.Repeat(block+"\n```\nTODO\n```\n", n) },
		"ranges":    func(n int) string { return strings.Repeat(off, n) + strings.Repeat(on+"\nTODO\n\n", n) },
		"pairs":     func(n int) string { return strings.Repeat(off+"\nTODO\n\n"+on, n) },
		"names": func(n int) string {
			return "<!-- docgauge-disable-file " + strings.Repeat("tide, moon ", n) + "-->\n\nTODO\n"
		},
		"lines of one comment": func(n int) string {
			return "<!-- docgauge-disable-line tide" + strings.Repeat("\n", n) + "-->\n\nTODO\n"
		},
		"quoted lines": func(n int) string {
			return "> <!-- docgauge-disable-line tide --" + strings.Repeat("\n> ", n) + "-->\n"
		},
	} {
		content := page(20_000)
		pg := build(content)
		found := todos(pg)
		start := time.Now()
		Silence(pg, Read(pg, idsOf), found, func(string) bool { return true })
		took := time.Since(start)
		if took > 2*time.Second {
			t.Errorf("%s: %v for %d bytes", name, took, len(content))
		}
		t.Logf("%s: %v for %d bytes", name, took.Round(time.Millisecond), len(content))
	}
}

// todos is a finding of each rule at each "TODO", the last first.
func todos(pg *page.Page) (found []*diag.Diagnostic) {
	raw := string(pg.Source.Bytes)
	for at := strings.LastIndex(raw, "TODO"); at >= 0; at = strings.LastIndex(raw[:at], "TODO") {
		for _, rule := range rules {
			found = append(found, &diag.Diagnostic{Rule: rule, Source: pg.Source, Span: text.Span{Start: at, End: at + 4}})
		}
	}
	return found
}

// FuzzRead checks that any page is read without a panic, that everything lies where
// it should, and that whatever is silenced is so by a directive that holds there.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"<!-- docgauge-disable-next-block tide-high, berth -- why -->\n\n```\nTODO\n```\n",
		"> <!-- docgauge-disable\n> tide -- why\n> -->\nTODO\n<!-- docgauge-enable tide-low -->\nTODO <!-- docgauge-enable -->\nTODO",
		"|a|TODO <!-- docgauge-disable-line tide — why -->|\n|-|-|\n|TODO|\n\n|TODO|<!-- docgauge-disable-next-line tide -->\n",
		"---\na: TODO\n---\n<!--docgauge-disable-file tide--><!-- docgauge-disabel x -->\n<!-- { \"blockType\": \"TODO\" } -->\r\n```\r\nTODO",
		"<!-- docgauge: disable – -->\n<!--- docgauge-disable-line - --->\nTODO",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) > 1<<12 {
			t.Skip()
		}
		pg := build(content)
		ds := Read(pg, idsOf)
		last := 0
		for _, d := range ds {
			if d.Span.Start < last || !d.Span.Contains(d.Word) || !d.Span.Contains(d.Reason) || !d.Span.Contains(d.Separator) || d.Word.Len() == 0 {
				t.Fatalf("misplaced: %+v", d)
			}
			last = d.Span.End
			for at, i := d.Word.End, 0; i < len(d.Names); i++ {
				n := d.Names[i]
				if n.Span.Start < at || n.Span.End > d.Separator.Start || n.Span.Len() == 0 || strings.ContainsAny(n.Text, " ,\n") {
					t.Fatalf("misplaced: %+v", n)
				}
				at = n.Span.End
			}
			if d.Scope.Start < 0 || d.Scope.End > len(content)+1 || d.Scope.Len() < 0 {
				t.Fatalf("scope %v of %+v", d.Scope, d)
			}
		}
		found := todos(pg)
		for i, by := range Silence(pg, ds, found, func(string) bool { return true }) {
			at := found[i].Span.Start
			if by != nil && (at < by.Scope.Start || at >= by.Scope.End) && by.Verb != Disable {
				t.Fatalf("a finding at %d is silenced by %+v", at, by)
			}
		}
		for _, d := range ds {
			for _, n := range d.Names {
				if n.Used && d.Verb != Enable && len(found) == 0 || n.Used && n.By != nil {
					t.Fatalf("used, and nothing is found, or another is: %+v", n)
				}
			}
		}
	})
}
