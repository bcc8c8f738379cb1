package docs_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"docgauge/internal/rules"

	"github.com/google/go-cmp/cmp"
)

// parityRows is how many checks API Doctor has that need no service, by the
// section of parity.md. "make corpus" compares it with the study of its source.
var parityRows = map[string]int{
	"Files and front matter": 10,
	"Sections and tabs":      7,
	"Annotations":            12,
	"Requests":               10,
	"Responses":              3,
	"JSON and types":         17,
	"Tables and types":       16,
	"Links":                  7,
	"Metadata":               8,
}

// TestParity checks that parity.md has a row for each of API Doctor's checks and
// names every rule there is, and no other.
func TestParity(t *testing.T) {
	b, err := os.ReadFile("parity.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	rows := map[string]int{}
	section := ""
	id := regexp.MustCompile("`([a-z]+(?:-[a-z]+)+)`")
	for _, line := range strings.Split(string(b), "\n") {
		if title, ok := strings.CutPrefix(line, "## "); ok {
			section = title
		}
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| API Doctor |") || strings.HasPrefix(line, "| rule |") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.ReplaceAll(line, `\|`, ""), "|"), "|")
		if strings.HasPrefix(section, "What docgauge") {
			cells = append(cells[1:], cells[0]) // the rule stands first
		} else if rows[section]++; len(cells) != 3 || strings.TrimSpace(cells[2]) == "" {
			t.Errorf("%s: want what API Doctor calls it, reports, and docgauge's answer: %s", section, line)
		}
		last := cells[len(cells)-1]
		for _, m := range id.FindAllStringSubmatch(last, -1) {
			named[m[1]] = true
		}
		if !strings.Contains(last, "`") && !strings.Contains(last, "none") && !strings.Contains(last, "exit code") && !strings.Contains(last, "a note") {
			t.Errorf("%s: neither a rule nor a reason: %s", section, line)
		}
	}
	if d := cmp.Diff(parityRows, rows); d != "" {
		t.Errorf("rows by section: -want +got\n%s", d)
	}
	known := map[string]bool{}
	for _, r := range rules.All() {
		known[r.ID] = true
		if !named[r.ID] {
			t.Errorf("parity.md does not name the rule %s: is it one of API Doctor's checks, or beyond them?", r.ID)
		}
	}
	for name := range named {
		if !known[name] {
			t.Errorf("parity.md names %s, which is no rule", name)
		}
	}
}
