package baseline

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

const id = "0123456789abcdef0123456789abcdef"

// entryOf writes an entry with some of its text replaced.
func entryOf(replace ...string) string {
	line := `{"path":"a.md","rule":"r-x","identity":"` + id + `","count":2,"message":"m"}`
	return strings.NewReplacer(replace...).Replace(line)
}

func read(content string) (*Baseline, []string) {
	b, problems := Read(text.NewSource("b.jsonl", []byte(content)))
	var lines []string
	for _, d := range problems {
		at, end := d.Source.Position(d.Span.Start), d.Source.Position(d.Span.End)
		lines = append(lines, fmt.Sprintf("%d:%d-%d %s", at.Line, at.Column, end.Column, d.Message))
	}
	return b, lines
}

func TestReadProblems(t *testing.T) {
	tests := []struct {
		name, line string // the second line of the file, behind the one that says what it is
		want       string
	}{
		{"not JSON", `path: a.md`, `2:1-11 line is no JSON object: not JSON: path: a.md`},
		{"an array", `[1]`, `2:1-4 line is no JSON object`},
		{"cut off", `{"path":"a.md","ru`, `2:16-19 line is no JSON object: missing quote at the end of "ru`},
		{"no closing brace", strings.TrimSuffix(entryOf(), "}"), `2:1-2 line is no JSON object: { is not closed`},
		{"no colon", `{"path" "a.md"}`, `2:7-8 line is no JSON object: missing colon after "path"`},
		{"two entries on a line", `{"path":"a"} {"path":"b"}`, `2:14-15 line is no JSON object: second JSON value after the first`},
		{"a trailing comma", `{"path":"a",}`, `2:12-13 line is no JSON object: trailing comma before }`},
		{"a bad escape", `{"path":"\q"}`, `2:10-12 line is no JSON object: \q is not a JSON escape`},
		{"a number with a fraction", entryOf("2,", "2.5,"), `2:83-86 "count" is no whole number from 1 to 1000000000`},
		{"an unknown key", entryOf("message", "severity"), `2:85-95 unknown key "severity"`},
		{"a key twice", entryOf(`"message":"m"`, `"rule":"r-y"`), `2:85-91 line is no JSON object: duplicate name "rule"`},
		{"no count", entryOf(`,"count":2`, ""), `2:1-89 entry lacks "count"`},
		{"a count below none", entryOf("2,", "-1,"), `2:83-85 "count" is no whole number from 1 to 1000000000`},
		{"a count of none", entryOf("2,", "0,"), `2:83-84 "count" is no whole number from 1 to 1000000000`},
		{"a count beyond all", entryOf("2,", "2000000000,"), `2:83-93 "count" is no whole number from 1 to 1000000000`},
		{"a count in quotes", entryOf("2,", `"2",`), `2:83-86 "count" is no whole number from 1 to 1000000000`},
		{"a path that is a number", entryOf(`"a.md"`, "7"), `2:9-10 "path" is no text`},
		{"an empty path", entryOf(`"a.md"`, `""`), `2:9-11 "path" is no text`},
		{"an odd identity", entryOf("f0123", "x0123"), `2:40-74 "identity" is none that docgauge writes`},
		{"no identity", entryOf(id, " "), `2:40-43 "identity" is none that docgauge writes`},
		{"the mark of a conflict", `<<<<<<< HEAD`, `2:1-13 line is the mark of a merge conflict`},
		{"the parting of a conflict", `=======`, `2:1-8 line is the mark of a merge conflict`},
		{"a later version", `{"docgauge":"baseline","version":2}`, `2:34-35 version 2 of the file is one that a later docgauge wrote`},
		{"version nought", `{"docgauge":"baseline","version":0}`, `2:34-35 "version" is not what a baseline says here`},
		{"another file of docgauge", `{"docgauge":"report","version":1}`, `2:13-21 "docgauge" is not what a baseline says here`},
	}
	for _, tt := range tests {
		b, problems := read(firstLine + "\n" + tt.line + "\n" + entryOf() + "\n")
		if d := cmp.Diff([]string{tt.want}, problems); d != "" || b != nil {
			t.Errorf("%s: -want +got\n%s", tt.name, d)
		}
	}
}

func TestReadOtherFiles(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "blank": "\n \n", "entries alone": entryOf() + "\n", "half a mark": `{"docgauge":"baseline"}` + "\n",
	} {
		_, problems := read(content)
		if len(problems) != 1 || !strings.Contains(problems[0], "file is no baseline of docgauge") {
			t.Errorf("%s: %q", name, problems)
		}
	}
	if _, problems := read(strings.Repeat("no\n", 1000)); len(problems) != maxProblems {
		t.Errorf("%d problems of 1,000 are reported, want %d", len(problems), maxProblems)
	}
}

// TestReadMerged wants a file in any order, with repetitions, blank lines and the
// line ends of another system to be what it was, and the larger count to hold.
func TestReadMerged(t *testing.T) {
	lines := []string{
		entryOf("a.md", "z.md"), firstLine, entryOf(), "", entryOf("2,", "5,"), entryOf("a.md", "z.md"), firstLine,
		" " + strings.ReplaceAll(entryOf("a.md", "b.md"), ":", ": "), entryOf(id, "ff"+id[2:]+" "+id),
	}
	b, problems := read(text.BOM + strings.Join(lines, "\r\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := strings.Join([]string{
		firstLine, entryOf("2,", "5,"), entryOf(id, id+" ff"+id[2:]), entryOf("a.md", "b.md"), entryOf("a.md", "z.md"), "",
	}, "\n")
	if d := cmp.Diff(want, bytesOf(t, b)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// FuzzRead reads what it is given, and wants what it understands to be the same
// when it is written and read again.
func FuzzRead(f *testing.F) {
	f.Add(firstLine + "\n" + entryOf() + "\n" + entryOf("a.md", `\u00e9 \\ \"`, "2,", "1,") + "\n")
	f.Add("<<<<<<< ours\n" + firstLine)
	f.Add(`{"docgauge":"baseline","version":99}`)
	f.Add("{\"path\":\"\xff\",")
	f.Fuzz(func(t *testing.T, content string) {
		b, problems := Read(text.NewSource("b", []byte(content)))
		if (b == nil) != (len(problems) > 0) {
			t.Fatalf("baseline %v and %d problems", b, len(problems))
		}
		for _, d := range problems {
			if d.Span.Start < 0 || d.Span.End > len(content) || d.Span.Start > d.Span.End || d.Message == "" {
				t.Fatalf("problem %q at %v", d.Message, d.Span)
			}
		}
		if b == nil {
			return
		}
		once := bytesOf(t, b)
		again, problems := Read(text.NewSource("b", []byte(once)))
		if len(problems) > 0 {
			t.Fatalf("what was written is not understood: %s\n%s", problems[0].Message, once)
		}
		if twice := bytesOf(t, again); twice != once {
			t.Errorf("written twice:\n%s\n%s", once, twice)
		}
	})
}
