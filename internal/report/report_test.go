package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/golden"
	"docgauge/internal/rule"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// berth is the page that most cases flag a part of.
const berth = `# Get a berth

If successful, this method returns ` + "`201 Created`" + `.

` + "```http" + `
HTTP/1.1 200 OK
Content-Type: application/json

{
	"name": "north",
	"depth": 12,	// metres
  "crane": { "reach": 40, },
  "ships": [
    "Aurora",
    "Borealis"
  ]
}
` + "```" + `
`

// sel finds the nth (from 0) occurrence of part in the page. Tests may search; the program must not.
func sel(t testing.TB, page, part string, nth int) text.Span {
	t.Helper()
	at := 0
	for i := 0; ; i++ {
		k := strings.Index(page[at:], part)
		if k < 0 {
			t.Fatalf("no %q in the page", part)
		}
		at += k
		if i == nth {
			return text.Span{Start: at, End: at + len(part)}
		}
		at += len(part)
	}
}

// one makes a run of one finding.
func one(path, page string, sp text.Span, change func(*diag.Diagnostic)) Run {
	d := &diag.Diagnostic{
		Rule: "json-berth", Severity: diag.Error,
		Source: text.NewSource(path, []byte(page)), Span: sp, Message: "berth is odd",
	}
	if change != nil {
		change(d)
	}
	return Run{Version: "1.2.3", Files: 1, Diagnostics: []*diag.Diagnostic{d}}
}

func TestFull(t *testing.T) {
	mark := func(page, part string, nth int) Run { return one("api/berth.md", page, sel(t, page, part, nth), nil) }
	wide := "| 名前 | \"値\" |\n"
	long := strings.Repeat("a bollard ", 30) + "FAULT" + strings.Repeat(" a fender", 30)
	cases := map[string]Run{
		"word":                  mark(berth, "200", 0),
		"after-tab":             mark(berth, `"north"`, 0),
		"tab-inside-line":       mark(berth, "// metres", 0),
		"tab-inside-span":       mark(berth, "12,\t//", 0),
		"several-from-start":    mark(berth, "\"ships\": [\n    \"Aurora\",\n    \"Borealis\"\n  ]", 0),
		"several-from-middle":   mark(berth, "[\n    \"Aurora\",\n    \"Borealis\"\n  ]", 0),
		"many-lines":            mark(berth, berth[strings.Index(berth, "{\n"):strings.LastIndex(berth, "}")+1], 0),
		"line-with-newline":     mark(berth, "# Get a berth\n", 0),
		"two-lines-wholly":      mark(berth, "HTTP/1.1 200 OK\nContent-Type: application/json\n", 0),
		"wide-characters":       mark(wide, "値", 0),
		"behind-wide":           mark(wide, "|", 2),
		"emoji":                 mark("👩‍👩‍👧 é 🚢 x\n", "x", 0),
		"long-line":             mark(long, "FAULT", 0),
		"long-line-start":       mark(long, "a bollard", 0),
		"long-line-end":         mark(long, "fender", 29),
		"long-span":             mark(long, long[100:400], 0),
		"long-last-line":        mark("x\n"+long+"\ny\n", "x\n"+long, 0),
		"crlf":                  mark("one\r\ntwo, \r\nthree\r\n", "two, ", 0),
		"crlf-newline":          mark("one\r\ntwo\r\n", "one\r\n", 0),
		"bom":                   mark(text.BOM+"---\ntitle:\n---\n", "---", 0),
		"end-of-file":           one("a.md", "one\ntwo\n", text.Span{Start: 8, End: 8}, nil),
		"end-without-newline":   one("a.md", "one\ntwo", text.Span{Start: 7, End: 7}, nil),
		"empty-file":            one("a.md", "", text.Span{}, nil),
		"empty-span":            one("a.md", "one two\n", text.Span{Start: 4, End: 4}, nil),
		"control-characters":    mark("a\x1b[31mred\x00 \u202eright\u2028 b\n", "right", 0),
		"invalid-bytes":         mark("caf\xe9 \xff\xfe end\n", "\xff\xfe", 0),
		"invisible-is-the-span": mark("a\u200bb\n", "\u200b", 0),
		"odd-path-and-message": one("a \x1b]0;x\x07\nb.md", "x\n", text.Span{End: 1}, func(d *diag.Diagnostic) {
			d.Message, d.Help = "quotes \"\x1b[2J\"\r\n::error::x", "see\tthis"
		}),
		"help-and-fixes": one("a.md", berth, sel(t, berth, ", }", 0), func(d *diag.Diagnostic) {
			d.Severity, d.Help = diag.Warning, "strict JSON has no trailing comma\nand no comment"
			d.Fixes = []diag.Fix{{Message: "Delete the comma", Safe: true}, {Message: "Add a member"}}
		}),
		"related": one("a.md", berth, sel(t, berth, "200 OK", 0), func(d *diag.Diagnostic) {
			d.Severity = diag.Info
			other := text.NewSource("b.md", []byte("# Other\n"))
			d.Related = []diag.Related{
				{Source: d.Source, Span: sel(t, berth, "`201 Created`", 0), Message: "the prose names 201"},
				{Source: other, Span: text.Span{Start: 2, End: 7}, Message: "defined here"},
			}
		}),
		"related-many": one("a.md", berth, sel(t, berth, "Aurora", 0), func(d *diag.Diagnostic) {
			for range 5 {
				d.Related = append(d.Related, diag.Related{Source: d.Source, Span: sel(t, berth, "Borealis", 0), Message: "and this"})
			}
		}),
		"nothing": {Files: 3},
	}
	used := map[string]bool{}
	for name, run := range cases {
		file := filepath.Join("testdata", "full", name+".txt")
		used[file] = true
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := full(&out, run, Options{}); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, file, out.String())
		})
	}
	golden.NoOrphans(t, filepath.Join("testdata", "full", "*"), used)
}

// mixed is a run over two files with findings of every severity.
func mixed(t *testing.T) Run {
	a, b := text.NewSource("a/berth.md", []byte(berth)), text.NewSource("b/<é>.md", []byte("x & y\n"))
	comma := sel(t, berth, ", }", 0)
	comma.End = comma.Start + 1
	pages := []Page{{"a/berth.md", "docs/a/berth.md"}, {"a/clean.md", "docs/a/clean.md"}, {"b/<é>.md", "docs/b/<é>.md"}}
	a.Location, b.Location = pages[0].Location, pages[2].Location
	run := Run{Version: "1.2.3", Files: 14, Pages: pages, FailOn: diag.Error, Owners: map[string]string{"a/berth.md": "Harbors"}}
	for _, r := range []rule.Rule{ // ids that no rule has, so that no test depends on what its page says
		{ID: "berth-comma", Title: "No comma", Severity: diag.Error, Doc: "A comma separates.\n\nReported: `,`."},
		{ID: "berth-comment", Title: "No comment", Severity: diag.Warning, Doc: "Say it in the text."},
		{ID: "berth-missing", Title: "A status", Severity: diag.Info, Doc: "Name one."},
		{ID: "berth-quiet", Title: "Never fires", Severity: diag.Error, Doc: "It is silent."},
		{ID: "berth-status", Title: "The right status", Severity: diag.Error, Doc: "As the text says."},
	} {
		r.Since = "0.1.0"
		run.Rules = append(run.Rules, &r)
	}
	run.Diagnostics = []*diag.Diagnostic{
		{
			Rule: "berth-comma", Severity: diag.Error, Source: a, Span: comma, Message: "trailing comma before }",
			Help: "strict JSON has none", Pointer: "/crane",
			Related: []diag.Related{{Source: a, Span: sel(t, berth, "{", 1), Message: "opened here"}},
			Fixes:   []diag.Fix{{Message: "Delete the comma", Safe: true, Edits: []diag.Edit{{Span: comma}}}},
		},
		{Rule: "berth-status", Severity: diag.Error, Source: a, Span: sel(t, berth, "200", 0), Message: "200 is not 201"},
		{Rule: "berth-comment", Severity: diag.Warning, Source: b, Span: text.Span{Start: 2, End: 3}, Message: "& is <odd>"},
		{
			Rule: "berth-comment", Severity: diag.Warning, Source: b, Span: text.Span{Start: 4, End: 5}, Message: "y",
			Fixes: []diag.Fix{{Message: "Replace", Edits: []diag.Edit{{Span: text.Span{Start: 4, End: 5}, New: "<z>"}}}},
		},
		{Rule: "berth-missing", Severity: diag.Info, Source: b, Span: text.Span{Start: 6, End: 6}, Message: "no status"},
	}
	return run
}

// runs are those that every format has golden files for.
func runs(t *testing.T) map[string]Run {
	clean := Run{Version: "1.2.3", Files: 2, FailOn: diag.Error, Pages: []Page{{"a.md", "docs/a.md"}, {"b.md", "docs/b.md"}}}
	return map[string]Run{"mixed": mixed(t), "clean": clean, "hostile": hostile(t)}
}

func TestFormats(t *testing.T) {
	used := map[string]bool{}
	for _, f := range Formats() {
		for name, run := range runs(t) {
			var out bytes.Buffer
			if err := f.Write(&out, run, Options{}); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "formats", f.Name+"-"+name+".txt")
			used[file] = true
			golden.Compare(t, file, out.String())
		}
	}
	golden.NoOrphans(t, filepath.Join("testdata", "formats", "*"), used)
}

func TestJSONIsValid(t *testing.T) {
	for name, run := range map[string]Run{"mixed": mixed(t), "clean": {}} {
		var out bytes.Buffer
		if err := jsonReport(&out, run, Options{}); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Version     int
			Summary     map[string]int
			Diagnostics []map[string]any
		}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatalf("%s: %v in %s", name, err, out.String())
		}
		if got.Version != 1 || got.Diagnostics == nil || len(got.Diagnostics) != len(run.Diagnostics) || len(got.Summary) != 6 {
			t.Errorf("%s: got %+v", name, got)
		}
		for _, d := range got.Diagnostics {
			for _, list := range []string{"related", "fixes"} {
				if _, ok := d[list].([]any); !ok {
					t.Errorf("%s: %s is %v, want an array", name, list, d[list])
				}
			}
		}
	}
}

// TestColor checks that colour adds escape sequences and changes nothing else.
func TestColor(t *testing.T) {
	for _, f := range Formats() {
		if !f.Human {
			continue
		}
		var plain, colored bytes.Buffer
		if err := errors.Join(f.Write(&plain, mixed(t), Options{}), f.Write(&colored, mixed(t), Options{Color: true})); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(colored.String(), "\x1b[1;31merror:\x1b[0m") {
			t.Errorf("%s: no red error in %q", f.Name, colored.String())
		}
		if d := cmp.Diff(plain.String(), withoutSGR(colored.String())); d != "" {
			t.Errorf("%s: colour changes the layout (-plain +coloured):\n%s", f.Name, d)
		}
	}
}

// withoutSGR drops "ESC [ … m".
func withoutSGR(s string) string {
	for {
		at := strings.Index(s, "\x1b[")
		if at < 0 {
			return s
		}
		s = s[:at] + s[at+strings.IndexByte(s[at:], 'm')+1:]
	}
}

func TestSummary(t *testing.T) {
	src := text.NewSource("a.md", []byte("x"))
	find := func(levels ...diag.Severity) (ds []*diag.Diagnostic) {
		for _, l := range levels {
			ds = append(ds, &diag.Diagnostic{Rule: "r", Severity: l, Source: src})
		}
		return ds
	}
	cases := []struct {
		run  Run
		want string
	}{
		{Run{}, "no findings in 0 files"},
		{Run{Files: 1}, "no findings in 1 file"},
		{Run{Files: 2, Suppressed: 1, Baselined: 3}, "no findings in 2 files (1 suppressed, 3 in the baseline)"},
		{Run{Files: 9, Unchanged: 5}, "no findings in 9 files (5 on unchanged lines)"},
		{Run{Files: 1, Diagnostics: find(diag.Error)}, "1 error in 1 of 1 file"},
		{Run{Files: 3, Diagnostics: find(diag.Info, diag.Info)}, "2 infos in 1 of 3 files"},
		{Run{Files: 3, Diagnostics: find(diag.Warning, diag.Info)}, "1 warning, 1 info in 1 of 3 files"},
		{mixed(t), "2 errors, 2 warnings, 1 info in 2 of 14 files (1 fixable)"},
	}
	for _, c := range cases {
		var out bytes.Buffer
		if err := Summary(&out, c.run); err != nil || out.String() != c.want+"\n" {
			t.Errorf("got %q, %v; want %q", out.String(), err, c.want)
		}
	}
}

func TestStatistics(t *testing.T) {
	var out bytes.Buffer
	if err := Statistics(&out, mixed(t)); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, filepath.Join("testdata", "statistics.txt"), out.String())
	out.Reset()
	if err := Statistics(&out, Run{Files: 1}); err != nil || out.Len() > 0 {
		t.Errorf("clean run: got %q, %v", out.String(), err)
	}
}

// TestWriteErrors checks that no format swallows a full disk.
func TestWriteErrors(t *testing.T) {
	full := errors.New("no space left")
	for _, f := range Formats() {
		if err := f.Write(failing{full}, mixed(t), Options{}); !errors.Is(err, full) {
			t.Errorf("%s: got %v", f.Name, err)
		}
	}
	for name, write := range map[string]func(io.Writer, Run) error{"summary": Summary, "statistics": Statistics} {
		if err := write(failing{full}, mixed(t)); !errors.Is(err, full) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
