package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"docgauge/internal/diag"

	"github.com/google/go-cmp/cmp"
)

// matcher is a problem matcher, as GitHub's runner and editors read it.
type matcher struct {
	Owner    string `json:"owner"`
	Severity string `json:"severity"`
	Pattern  []struct {
		Regexp   string `json:"regexp"`
		File     int    `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Severity int    `json:"severity"`
		Message  int    `json:"message"`
		Code     int    `json:"code"`
	} `json:"pattern"`
}

// TestProblemMatcher checks that the problem matcher finds every finding in what
// the formats for people print, with colour and without, and nothing else.
func TestProblemMatcher(t *testing.T) {
	b, err := os.ReadFile("problem-matcher.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ ProblemMatcher []matcher }
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	for name, run := range runs(t) {
		want := ""
		for _, d := range run.Diagnostics {
			at := d.Source.Position(d.Span.Start)
			level := d.Severity.String()
			if d.Severity == diag.Info {
				level = "notice"
			}
			want += fmt.Sprintf("%s %d %d %s %s %s\n", Printable(d.Source.Path), at.Line, at.Column, level, Printable(d.Message), d.Rule)
		}
		for _, color := range []bool{false, true} {
			for format, write := range map[string]func(io.Writer, Run, Options) error{"full": full, "concise": concise} {
				var out bytes.Buffer
				if err := write(&out, run, Options{Color: color}); err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(want, matched(file.ProblemMatcher, out.String())); d != "" {
					t.Errorf("%s, %s, color %v: -want +got\n%s", name, format, color, d)
				}
			}
		}
	}
}

// matched applies the matchers line by line.
func matched(matchers []matcher, out string) string {
	var found strings.Builder
	for line := range strings.Lines(out) {
		for _, m := range matchers {
			p := m.Pattern[0]
			g := regexp.MustCompile(p.Regexp).FindStringSubmatch(strings.TrimRight(line, "\r\n"))
			if g == nil {
				continue
			}
			level := m.Severity
			if p.Severity > 0 {
				level = g[p.Severity]
			}
			fmt.Fprintf(&found, "%s %s %s %s %s %s\n", g[p.File], g[p.Line], g[p.Column], level, g[p.Message], g[p.Code])
		}
	}
	return found.String()
}
