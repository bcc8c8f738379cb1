package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"docgauge/internal/apidoctor"
	"docgauge/internal/lint"
	"docgauge/internal/report"
)

// shownWidth is how many characters of a value are printed for people; JSON has all.
const shownWidth = 160

// configText writes the settings for people.
func configText(sets []shownSet) string {
	if len(sets) == 0 {
		return "no configuration: docgauge found no file of API Doctor below or above the doc sets of these pages, and no suppressions in them\n"
	}
	var b bytes.Buffer
	for i, set := range sets {
		if i > 0 {
			b.WriteByte('\n')
		}
		line(&b, "doc set %s", set.Root)
		for _, s := range set.Settings {
			line(&b, "  %s = %s", s.Name, shortened(string(s.Value)))
			line(&b, "      from %s:%d; %s", s.Path, s.Line, cmp.Or(s.Use, "decides nothing in docgauge"))
		}
		if len(set.Problems) > 0 {
			line(&b, "  not understood")
		}
		for _, p := range set.Problems {
			line(&b, "      %s:%d:%d: %s", p.Path, p.Line, p.Column, strings.TrimSuffix(p.Message+"; "+p.Help, "; "))
		}
		if len(set.Suppressions) > 0 {
			line(&b, "  suppressed findings of API Doctor")
		}
		for _, s := range set.Suppressions {
			line(&b, "    %s", shortened(s.Text))
			line(&b, "      from %s:%d; %s", s.Path, s.Line, effect(s))
		}
	}
	return b.String()
}

// line writes a line; what comes from files must not play with the terminal.
func line(b *bytes.Buffer, format string, args ...any) {
	b.WriteString(report.Printable(fmt.Sprintf(format, args...)))
	b.WriteByte('\n')
}

func shortened(s string) string {
	if utf8.RuneCountInString(s) <= shownWidth {
		return s
	}
	return string([]rune(s)[:shownWidth-1]) + "…"
}

// effect says what a suppression does.
func effect(s shownSuppression) string {
	rules := strings.Join(s.Rules, ", ")
	switch {
	case len(s.Rules) == 0:
		return "docgauge has no such check"
	case s.Findings == 0:
		return "hides nothing that docgauge finds (" + rules + ")"
	case s.Findings == 1:
		return "hides 1 finding (" + rules + ")"
	}
	return fmt.Sprintf("hides %d findings (%s)", s.Findings, rules)
}

// suppressionStatistics prints a line that counts the suppressions of a run by
// what they do. Without any there is no line.
func suppressionStatistics(w io.Writer, result lint.Result) error {
	if len(result.Suppressions) == 0 {
		return nil
	}
	used := map[*apidoctor.Suppression]bool{}
	for _, d := range result.Suppressed {
		for _, by := range d.By {
			used[by] = true
		}
	}
	foreign := 0
	for _, s := range result.Suppressions {
		if len(s.Rules) == 0 {
			foreign++
		}
	}
	idle := len(result.Suppressions) - len(used) - foreign
	_, err := fmt.Fprintf(w, "API Doctor suppressions: %d in use, %d without effect, %d of checks that docgauge does not have; docgauge config show lists them\n",
		len(used), idle, foreign)
	return err
}
