//go:build corpus

package cli

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/lint"
	"docgauge/internal/rules"
)

// TestCorpusIdentities edits all real pages in ways that leave their faults as
// they are, and wants the findings to keep their identities. A few may not, because
// the edit does change what is found: of a thousand, so many may be taken for new.
// DOCGAUGE_SHOW lists them.
func TestCorpusIdentities(t *testing.T) {
	t.Chdir(unpackCorpus(t, os.Getenv("DOCGAUGE_CORPUS")))
	before := corpusIdentities(t, nil)
	for _, edit := range []struct {
		name string
		edit func(lines []string) []string
		most float64
	}{
		{"Windows line ends", windowsLines, 0},
		{"a paragraph behind the title", paragraphBelowTitle, 0.5},
		{"blank lines and a comment above the title", commentAboveTitle, 0},
		{"sections swapped", swapSections, 1},
	} {
		after := corpusIdentities(t, edit.edit)
		all, lost, fresh := 0, map[string]int{}, map[string]int{}
		for at, n := range before {
			all += len(n)
			if less := len(n) - len(after[at]); less > 0 {
				lost[at.rule] += less
				show(t, edit.name+": lost", at, n[0])
			}
		}
		sum := 0
		for at, n := range after {
			if more := len(n) - len(before[at]); more > 0 {
				sum += more
				fresh[at.rule] += more
				show(t, edit.name+": taken for new", at, n[0])
			}
		}
		t.Logf("%s: of %d faults %d are taken for new: %v; lost %v", edit.name, all, sum, fresh, lost)
		if float64(sum) > edit.most*float64(all)/1000 {
			t.Errorf("%s: %d of %d faults are taken for new", edit.name, sum, all)
		}
	}
}

// faultAt is a fault as a baseline knows it.
type faultAt struct{ page, rule, identity string }

func show(t *testing.T, what string, at faultAt, message string) {
	t.Helper()
	if os.Getenv("DOCGAUGE_SHOW") != "" {
		t.Logf("%s %s [%s] %s", what, at.page, at.rule, message)
	}
}

// corpusIdentities checks the pages below the working directory, edited line by
// line, and returns the messages by fault.
func corpusIdentities(t *testing.T, edit func([]string) []string) map[faultAt][]string {
	t.Helper()
	a := &app{in: strings.NewReader(""), out: os.Stderr, err: os.Stderr}
	s, err := a.sources(sourceFlags{jobs: 2}, []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	s.choose(choice{rules: rules.All()})
	for i := range s.job.Files {
		read := s.job.Files[i].Read
		s.job.Files[i].Read = func() ([]byte, error) {
			b, err := read()
			if edit == nil || err != nil {
				return b, err
			}
			return []byte(strings.Join(edit(strings.SplitAfter(string(b), "\n")), "")), nil
		}
	}
	result, err := lint.Run(context.Background(), s.job)
	if err != nil {
		t.Fatal(err)
	}
	found := map[faultAt][]string{}
	for _, d := range result.Diagnostics {
		for _, id := range d.Identities() {
			at := faultAt{d.Source.Path, d.Rule, id}
			found[at] = append(found[at], d.Message)
		}
	}
	return found
}

func windowsLines(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.Replace(strings.ReplaceAll(line, "\r\n", "\n"), "\n", "\r\n", 1)
	}
	return out
}

// headingsOf returns the numbers of the lines that begin headings of a level.
func headingsOf(lines []string, level int) (at []int) {
	fence := false
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimLeft(line, " >"), "```") {
			fence = !fence
		}
		if !fence && strings.HasPrefix(line, strings.Repeat("#", level)+" ") {
			at = append(at, i)
		}
	}
	return at
}

func paragraphBelowTitle(lines []string) []string {
	return insertBelow(lines, 1, "\n\nThis page was read again in spring.\n\n\n")
}

func commentAboveTitle(lines []string) []string {
	return insertBelow(lines, 0, "\n\n<!-- This page was read again in spring. -->\n\n\n")
}

// insertBelow inserts text behind, or in front of, the page's title.
func insertBelow(lines []string, by int, text string) []string {
	at := headingsOf(lines, 1)
	if len(at) == 0 {
		return lines
	}
	i := at[0] + by
	return append(append(append([]string{}, lines[:i]...), text), lines[i:]...)
}

// swapSections exchanges the last two sections of level 2 of a resource's page,
// and the last two examples of a method's: other orders have a meaning.
func swapSections(lines []string) []string {
	at := headingsOf(lines, 2)
	for _, i := range at {
		if strings.HasPrefix(strings.ToLower(lines[i]), "## http request") {
			at = slices.DeleteFunc(headingsOf(lines, 3), func(i int) bool { return !strings.HasPrefix(lines[i], "### Example ") })
			break
		}
	}
	if len(at) < 2 {
		return lines
	}
	a, b, end := at[len(at)-2], at[len(at)-1], len(lines)
	for _, i := range headingsOf(lines, 2) {
		if i > b {
			end = i
			break
		}
	}
	out := append(append(append([]string{}, lines[:a]...), lines[b:end]...), "\n")
	return append(append(out, lines[a:b]...), lines[end:]...)
}
