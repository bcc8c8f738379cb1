package changes

import (
	"slices"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// about is a finding on a line that is about something.
func about(src *text.Source, rule string, line int, key string) *diag.Diagnostic {
	d := on(src, rule, line, line)
	d.Key = key
	return d
}

// lacking is a finding on the first line that names are missing.
func lacking(src *text.Source, names ...string) *diag.Diagnostic {
	d := on(src, "r", 1, 1)
	d.Lacks(names...)
	return d
}

func TestArisen(t *testing.T) {
	now, before := berths("a.md", 12), berths("a.md", 9)
	moved, wasAt := berths("new/c.md", 5), berths("old/c.md", 5)
	same := berths("same.md", 5)
	windows := text.NewSource("same.md", []byte("line 1\r\nline 2\r\n"))
	c := New([]*File{
		{Old: "a.md", New: "a.md", Hunks: []Hunk{{2, 0, 3, 3}}},
		{Old: "old/c.md", New: "new/c.md"},
		{New: "old/c.md"}, // another file has the old name now
	}, sameName)
	type list = []*diag.Diagnostic
	tests := []struct {
		name          string
		found, before list
		want          []int
	}{
		{"nothing", nil, nil, nil},
		{"nothing before", list{about(now, "r", 1, "k")}, nil, []int{0}},
		{"nothing now", nil, list{about(before, "r", 1, "k")}, nil},
		{"there before", list{about(now, "r", 1, "k")}, list{about(before, "r", 1, "k")}, nil},
		{"other rule", list{about(now, "r", 1, "k")}, list{about(before, "s", 1, "k")}, []int{0}},
		{"about something else", list{about(now, "r", 1, "k")}, list{about(before, "r", 1, "l")}, []int{0}},
		{"other text", list{about(now, "r", 1, "k")}, list{about(before, "r", 2, "k")}, []int{0}},
		{"other page", list{about(now, "r", 1, "k")}, list{about(same, "r", 1, "k")}, []int{0}},
		{"one more", list{about(now, "r", 1, "k"), about(now, "r", 1, "l"), about(now, "r", 1, "k")}, list{about(before, "r", 1, "k"), about(before, "r", 1, "l")}, []int{2}},
		{"one less", list{about(now, "r", 1, "k")}, list{about(before, "r", 1, "k"), about(before, "r", 1, "k")}, nil},
		{"renamed", list{about(moved, "r", 2, "k")}, list{about(wasAt, "r", 2, "k")}, nil},
		{"renamed, and new", list{about(moved, "r", 2, "k")}, list{about(wasAt, "r", 3, "k")}, []int{0}},
		{"page that has not changed", list{about(same, "r", 2, "k"), about(same, "r", 3, "k")}, list{about(same, "r", 3, "k")}, []int{0}},
		{"other line ends", list{on(windows, "r", 1, 2)}, list{on(same, "r", 1, 2)}, nil},
		{"another is missing", list{lacking(now, "berth", "quay")}, list{lacking(before, "quay")}, []int{0}},
		{"one of them is there now", list{lacking(now, "quay")}, list{lacking(before, "berth", "quay")}, nil},
		{"one of them is another", list{lacking(now, "berth", "pier")}, list{lacking(before, "berth", "quay")}, []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []int
			for _, d := range c.Arisen(tt.found, tt.before) {
				got = append(got, slices.Index(tt.found, d))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}
