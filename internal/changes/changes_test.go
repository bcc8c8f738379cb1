package changes

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// berths is a page of n lines, "line 1" to "line n".
func berths(location string, n int) *text.Source {
	var sb strings.Builder
	for i := range n {
		fmt.Fprintf(&sb, "line %d\n", i+1)
	}
	src := text.NewSource("shown/"+location, []byte(sb.String()))
	src.Location = location
	return src
}

// on makes a finding of a rule that covers lines first to last of a page, without
// the last line's end. A last line of 0 makes it the empty span before first.
func on(src *text.Source, rule string, first, last int) *diag.Diagnostic {
	sp := text.Span{Start: src.Line(first).Start, End: src.Line(first).Start}
	if last > 0 {
		sp.End = src.Line(last).End
	}
	return &diag.Diagnostic{Rule: rule, Source: src, Span: sp, Message: "m"}
}

func sameName(location string) string { return location }

func TestTouches(t *testing.T) {
	src, other := berths("a.md", 12), berths("b.md", 12)
	hunks := []Hunk{
		{Old: 3, OldCount: 1, New: 3, NewCount: 2},   // lines 3 and 4 are new
		{Old: 7, OldCount: 2, New: 7, NewCount: 0},   // two lines between 7 and 8 are gone
		{Old: 12, OldCount: 0, New: 11, NewCount: 1}, // line 11 came
	}
	related := on(src, "r", 1, 1)
	related.Related = []diag.Related{{Source: other, Span: other.Line(1)}, {Source: other, Span: other.Line(2)}}
	parts := on(src, "r", 1, 1)
	parts.Parts = []diag.Part{{Span: src.Line(1)}, {Span: src.Line(4)}}
	wholeLine := on(src, "r", 2, 2)
	wholeLine.Span.End++ // the line end too, not the next line
	tests := []struct {
		name string
		file *File
		d    *diag.Diagnostic
		want bool
	}{
		{"file not in the diff", &File{Old: "c.md", New: "c.md", Hunks: hunks}, on(src, "r", 3, 3), false},
		{"line before", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 2, 2), false},
		{"line before with its end", &File{Old: "a.md", New: "a.md", Hunks: hunks}, wholeLine, false},
		{"first line", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 3, 3), true},
		{"second line", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 4, 4), true},
		{"line behind", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 5, 6), false},
		{"lines around", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 1, 5), true},
		{"empty span", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 3, 0), true},
		{"empty span before", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 2, 0), false},
		{"line above a deletion", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 7, 7), false},
		{"line below a deletion", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 8, 8), false},
		{"lines around a deletion", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 5, 10), false},
		{"lines around a deletion and a change", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 7, 11), true},
		{"two below a deletion", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 9, 10), false},
		{"a line that came", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 11, 12), true},
		{"behind everything", &File{Old: "a.md", New: "a.md", Hunks: hunks}, on(src, "r", 12, 12), false},
		{"deletion at the start", &File{Old: "a.md", New: "a.md", Hunks: []Hunk{{1, 3, 0, 0}}}, on(src, "r", 1, 1), false},
		{"last line, seen from the end of the file", &File{Old: "a.md", New: "a.md", Hunks: []Hunk{{12, 1, 12, 1}}}, on(src, "r", 99, 0), true},
		{"the end of the file, without a change", &File{Old: "a.md", New: "a.md", Hunks: []Hunk{{1, 1, 1, 1}}}, on(src, "r", 99, 0), false},
		{"part on a changed line", &File{Old: "a.md", New: "a.md", Hunks: hunks}, parts, true},
		{"new file", &File{New: "a.md"}, on(src, "r", 9, 9), true},
		{"no lines known", &File{Old: "a.md", New: "a.md", Opaque: true}, on(src, "r", 9, 9), false},
		{"mode or name alone", &File{Old: "c.md", New: "a.md"}, on(src, "r", 9, 9), false},
		{"related line", &File{Old: "b.md", New: "b.md", Hunks: []Hunk{{2, 1, 2, 1}}}, related, true},
		{"beside the related line", &File{Old: "b.md", New: "b.md", Hunks: []Hunk{{3, 1, 3, 1}}}, related, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := New([]*File{tt.file}, sameName).Touches(tt.d); got != tt.want {
				t.Errorf("touches: %v, want %v", got, tt.want)
			}
		})
	}
}

func TestTouchesWholeFiles(t *testing.T) {
	far := on(berths("a.md", 12), "r", 9, 9)
	tests := []struct {
		name string
		file *File
		want bool
	}{
		{"changed", &File{Old: "a.md", New: "a.md", Hunks: []Hunk{{1, 1, 1, 1}}}, true},
		{"renamed and changed", &File{Old: "b.md", New: "a.md", Hunks: []Hunk{{1, 1, 1, 1}}}, true},
		{"renamed", &File{Old: "b.md", New: "a.md"}, false},
		{"mode alone", &File{Old: "a.md", New: "a.md"}, false},
		{"no lines known", &File{Old: "a.md", New: "a.md", Opaque: true}, true},
		{"new", &File{New: "a.md"}, true},
		{"another", &File{New: "b.md"}, false},
	}
	for _, tt := range tests {
		c := New([]*File{tt.file}, sameName)
		c.WholeFiles = true
		if got := c.Touches(far); got != tt.want {
			t.Errorf("%s: touches: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestLines holds the lines of random edits against what a diff of them says.
func TestLines(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for round := range 500 {
		mark := map[int]bool{} // lines now that must count as changed
		var diff strings.Builder
		before, now := 0, 0
		for range 1 + rnd.IntN(8) {
			for range rnd.IntN(4) { // lines that stay
				before++
				now++
			}
			gone, came := rnd.IntN(3), rnd.IntN(3)
			if gone+came == 0 {
				continue
			}
			fmt.Fprintf(&diff, "@@ -%s +%s @@\n", sideOf(before, gone), sideOf(now, came))
			diff.WriteString(strings.Repeat("-x\n", gone) + strings.Repeat("+x\n", came))
			for i := range came {
				mark[now+1+i] = true
			}
			before += gone
			now += came
			before++
			now++ // git never has two hunks without a line between
		}
		files, err := parse(head("a.md", "a.md") + diff.String())
		if err != nil {
			t.Fatal(err)
		}
		for line := 1; line <= now; line++ {
			if got := files[0].touches(line, line); got != mark[line] {
				t.Fatalf("round %d, line %d: touches: %v, want %v\n%s", round, line, got, mark[line], diff.String())
			}
		}
	}
}

// sideOf writes a side of a hunk header: count lines behind a line.
func sideOf(line, count int) string {
	switch count {
	case 0:
		return fmt.Sprintf("%d,0", line)
	case 1:
		return fmt.Sprint(line + 1)
	}
	return fmt.Sprintf("%d,%d", line+1, count)
}
