package changes

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// head is the first line of a file's part of a diff.
func head(before, now string) string {
	return `diff --git "\t` + before + `" "\t` + now + `"` + "\n"
}

const (
	oldID  = "5ded0a310fa5d5dbeac9d8de59be7c65f7248f1f"
	newID  = "0ddf2bae71d08623786db120996eea00b75f8237"
	noID   = "0000000000000000000000000000000000000000"
	update = "index " + oldID + ".." + newID + " 100644\n"
)

func parse(diff string) (files []*File, err error) {
	err = Parse(iotest.OneByteReader(strings.NewReader(diff)), func(f *File) { files = append(files, f) })
	return files, err
}

func TestParse(t *testing.T) {
	tests := []struct {
		name, diff string
		want       []*File
	}{
		{"nothing", "", nil},
		{
			"lines of two files",
			head("a.md", "a.md") + update + "--- \"\\ta.md\"\n+++ \"\\ta.md\"\n@@ -3 +3,2 @@ # Quay\n-x\n+y\n+z\n@@ -9,2 +10 @@\n-p\n-q\n+r\n" +
				head("b.md", "b.md") + update + "@@ -0,0 +1 @@\n+top\n",
			[]*File{
				{Old: "a.md", New: "a.md", Blob: oldID, Hunks: []Hunk{{3, 1, 3, 2}, {9, 2, 10, 1}}},
				{Old: "b.md", New: "b.md", Blob: oldID, Hunks: []Hunk{{0, 0, 1, 1}}},
			},
		},
		{
			"lines that look like headers",
			head("a.md", "a.md") + update + "@@ -1,2 +1,3 @@\n--- \"\\tb.md\"\n-@@ -1 +1 @@\n+++ \"\\tb.md\"\n+diff --git \"\\tb.md\" \"\\tb.md\"\n+\n",
			[]*File{{Old: "a.md", New: "a.md", Blob: oldID, Hunks: []Hunk{{1, 2, 1, 3}}}},
		},
		{
			"no newline at the end of either side",
			head("a.md", "a.md") + update + "@@ -4 +4 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n" + head("b.md", "b.md"),
			[]*File{{Old: "a.md", New: "a.md", Blob: oldID, Hunks: []Hunk{{4, 1, 4, 1}}}, {Old: "b.md", New: "b.md"}},
		},
		{
			"Windows line ends and a last line that is cut off",
			head("a.md", "a.md") + update + "@@ -1 +1 @@\n-x\r\n+y\r",
			[]*File{{Old: "a.md", New: "a.md", Blob: oldID, Hunks: []Hunk{{1, 1, 1, 1}}}},
		},
		{
			"renamed, with and without a change",
			head("a.md", "b.md") + "similarity index 90%\nrename from a.md\nrename to b.md\n" + update + "@@ -2 +1,0 @@\n-x\n" +
				head("c.md", "d.md") + "similarity index 100%\nrename from c.md\nrename to d.md\n",
			[]*File{{Old: "a.md", New: "b.md", Blob: oldID, Hunks: []Hunk{{2, 1, 1, 0}}}, {Old: "c.md", New: "d.md"}},
		},
		{
			"new, new and empty, deleted",
			head("a.md", "a.md") + "new file mode 100644\nindex " + noID + ".." + newID + "\n--- /dev/null\n+++ \"\\ta.md\"\n@@ -0,0 +1 @@\n+x\n" +
				head("b.md", "b.md") + "new file mode 100644\nindex " + noID + ".." + newID + "\n" +
				head("c.md", "c.md") + "deleted file mode 100644\nindex " + oldID + ".." + noID + "\n--- \"\\tc.md\"\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n",
			[]*File{{New: "a.md", Hunks: []Hunk{{0, 0, 1, 1}}}, {New: "b.md"}, {Old: "c.md", Blob: oldID, Hunks: []Hunk{{1, 1, 0, 0}}}},
		},
		{
			"a file becomes a link",
			head("a.md", "a.md") + "deleted file mode 100644\nindex " + oldID + ".." + noID + "\n@@ -1 +0,0 @@\n-x\n" +
				head("a.md", "a.md") + "new file mode 120000\nindex " + noID + ".." + newID + "\n@@ -0,0 +1 @@\n+b.md\n\\ No newline at end of file\n",
			[]*File{{Old: "a.md", Blob: oldID, Hunks: []Hunk{{1, 1, 0, 0}}}, {New: "a.md", Hunks: []Hunk{{0, 0, 1, 1}}}},
		},
		{
			"mode alone, and what is binary",
			head("a.md", "a.md") + "old mode 100644\nnew mode 100755\n" +
				head("b.md", "b.md") + update + "Binary files \"\\tb.md\" and \"\\tb.md\" differ\n",
			[]*File{{Old: "a.md", New: "a.md"}, {Old: "b.md", New: "b.md", Blob: oldID, Opaque: true}},
		},
		{
			"names with a tab, quotes, a backslash, a newline, bytes and blanks",
			head(`a\tb\"c\\\n.md`, `a/caf\303\251 x .md`) + head(`\a\b\v\f\r\001.md`, `\377`),
			[]*File{{Old: "a\tb\"c\\\n.md", New: "a/café x .md"}, {Old: "\a\b\v\f\r\x01.md", New: "\xff"}},
		},
		{
			"conflicts without a file",
			"* Unmerged path a.md\n" + head("b.md", "b.md") + update + "@@ -1 +1 @@\n-x\n+y\n* Unmerged path c.md\n" + head("d.md", "d.md") + "* Unmerged path e.md\n",
			[]*File{{Old: "b.md", New: "b.md", Blob: oldID, Hunks: []Hunk{{1, 1, 1, 1}}}, {Old: "d.md", New: "d.md"}},
		},
		{
			"lines longer than the buffer",
			head("a.md", "a.md") + update + "@@ -1 +1 @@\n-" + strings.Repeat("x", 200_000) + "\n+" + strings.Repeat("@", 65_535) + "\n" + head("b.md", "b.md"),
			[]*File{{Old: "a.md", New: "a.md", Blob: oldID, Hunks: []Hunk{{1, 1, 1, 1}}}, {Old: "b.md", New: "b.md"}},
		},
		{
			"ids of a repository with SHA-256",
			head("a.md", "a.md") + "index " + oldID + oldID[:24] + ".." + newID + newID[:24] + " 100644\n@@ -1 +0,0 @@\n-x\n",
			[]*File{{Old: "a.md", New: "a.md", Blob: oldID + oldID[:24], Hunks: []Hunk{{1, 1, 0, 0}}}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parse(tt.diff)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func TestParseRejects(t *testing.T) {
	start := head("a.md", "a.md")
	tests := []struct{ name, diff, want string }{
		{"no diff", "fatal: no\n", "line 1: want diff --git"},
		{"names without quotes", "diff --git a/x b/x\n", "line 1: want a quoted name"},
		{"another prefix", `diff --git "a/x" "b/x"` + "\n", "line 1: want two names"},
		{"one name", `diff --git "\tx"` + "\n", "want a blank between two names"},
		{"three names", `diff --git "\tx" "\tx" "\tx"` + "\n", "want two names"},
		{"no name", `diff --git "\t" "\t"` + "\n", "want two names"},
		{"an open quote", `diff --git "\tx" "\tx` + "\n", "want a quoted name"},
		{"an open escape", `diff --git "\tx\`, "want a quoted name"},
		{"an unknown escape", `diff --git "\tx\z" "\tx"`, "want a quoted name"},
		{"half an octal number", `diff --git "\tx\30`, "want a quoted name"},
		{"no octal number", `diff --git "\tx\389" "\tx"`, "want a quoted name"},
		{"a large octal number", `diff --git "\tx\777" "\tx"`, "want a quoted name"},
		{"a name too long", "diff --git \"\\t" + strings.Repeat("x", 70_000) + "\"\n", "want diff --git"},
		{"no numbers", start + "@@ -a +1 @@\n", "line 2: malformed hunk header"},
		{"no count", start + "@@ -1, +1 @@\n-x\n+y\n", "malformed hunk header"},
		{"negative", start + "@@ --1 +1 @@\n", "malformed hunk header"},
		{"no signs", start + "@@ 1 1 @@\n", "malformed hunk header"},
		{"a combined diff", start + "@@@ -1 -1 +1 @@@\n@@ -1 -1 +1 @@@\n", "malformed hunk header"},
		{"line 0", start + "@@ -0 +1 @@\n-x\n+y\n", "malformed hunk header"},
		{"numbers that overflow", start + "@@ -99999999999 +1 @@\n", "malformed hunk header"},
		{"lines that both sides have", start + "@@ -1,2 +1,2 @@\n x\n-y\n+z\n", "line 3: want a line with -"},
		{"a hunk with too few lines", start + "@@ -1 +1 @@\n-x\n" + start, "line 4: want a line with +"},
		{"a hunk that is cut off", start + "@@ -1 +1,2 @@\n-x\n+y\n", "unexpected EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files, err := parse(tt.diff)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %d files and error %v, want one with %q", len(files), err, tt.want)
			}
		})
	}
}

func TestParseReportsWhatTheReaderSays(t *testing.T) {
	broken := errors.New("broken pipe")
	r := io.MultiReader(strings.NewReader(head("a.md", "a.md")), iotest.ErrReader(broken))
	if err := Parse(r, func(*File) {}); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

func TestParseForgetsTooManyHunks(t *testing.T) {
	part := func(n int) string { return head("a.md", "a.md") + update + strings.Repeat("@@ -1 +0,0 @@\n-x\n", n) }
	var got []File
	err := Parse(strings.NewReader(part(mostHunks)+part(mostHunks+2)+part(1)), func(f *File) {
		got = append(got, File{Opaque: f.Opaque, Hunks: make([]Hunk, len(f.Hunks))})
	})
	want := []File{{Hunks: make([]Hunk, mostHunks)}, {Opaque: true, Hunks: []Hunk{}}, {Hunks: make([]Hunk, 1)}}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v; -want +got\n%.1000s", err, d)
	}
}

// FuzzParse: whatever git prints, it is read to the end or rejected in few words,
// and lines that came have changed.
func FuzzParse(f *testing.F) {
	f.Add(head("a.md", "b.md") + update + "@@ -3 +3,2 @@ # Quay\n-x\n+y\n+z\n@@ -9,2 +10 @@\n-p\n-q\n+r\n\\ No newline at end of file\n")
	f.Add(head(`a\303\251\n`, "b") + "new file mode 100644\n@@ -0,0 +1 @@\n+x\n* Unmerged path x\n")
	f.Add(head("a", "a") + "deleted file mode 100644\n" + update + "Binary files differ\n@@ -2 +1,0 @@\n-\n")
	f.Fuzz(func(t *testing.T, diff string) {
		files, err := parse(diff)
		if err != nil && len(err.Error()) > 1000 {
			t.Errorf("error of %d bytes", len(err.Error()))
		}
		for _, f := range files {
			if f.Old == "" && f.New == "" && !strings.Contains(diff, "deleted file mode") {
				t.Errorf("file without names")
			}
			for _, h := range f.Hunks {
				if h.Old < 0 || h.New < 0 || h.OldCount < 0 || h.NewCount < 0 {
					t.Errorf("hunk %v", h)
				}
				if h.NewCount > 0 && !f.touches(h.New, h.New) && len(f.Hunks) == 1 {
					t.Errorf("line %d of hunk %v has not changed", h.New, h)
				}
			}
		}
		if strings.Count(diff, "\n") < len(files)-1 {
			t.Errorf("%d files in %d lines", len(files), strings.Count(diff, "\n"))
		}
	})
}
