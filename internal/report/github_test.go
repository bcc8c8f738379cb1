package report

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// command is a workflow command as a runner understands it.
type command struct {
	name       string
	properties map[string]string
	message    string
}

// runnerReads splits a log into lines and decodes their commands as GitHub's runner
// does (actions/runner, ActionCommand.TryParseV2). A line that is no command fails the test.
func runnerReads(t testing.TB, log string) (commands []command) {
	t.Helper()
	unescape := func(s string, tokens ...string) string {
		for _, token := range append(tokens, "%") { // in turn, the percent sign last
			s = strings.ReplaceAll(s, "%"+strings.ToUpper(strconv.FormatInt(int64(token[0])+0x100, 16)[1:]), token)
		}
		return s
	}
	isLineEnd := func(r rune) bool { return r == '\n' || r == '\r' }
	for _, line := range strings.FieldsFunc(log, isLineEnd) {
		rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t\u00a0\u3000"), "::")
		info, message, closed := strings.Cut(rest, "::")
		if !ok || !closed {
			t.Fatalf("no command: %q", line)
		}
		name, list, _ := strings.Cut(info, " ")
		c := command{name: name, properties: map[string]string{}, message: unescape(message, "\r", "\n")}
		for _, pair := range strings.Split(strings.TrimSpace(list), ",") {
			key, value, ok := strings.Cut(pair, "=")
			if !ok {
				t.Fatalf("%q: no property: %q", line, pair)
			}
			c.properties[key] = unescape(value, "\r", "\n", ":", ",")
		}
		commands = append(commands, c)
	}
	return commands
}

// TestGithubDecodes checks that a runner reads the findings that there are, worst
// first, and nothing else, whatever is in them.
func TestGithubDecodes(t *testing.T) {
	for name, run := range runs(t) {
		var out bytes.Buffer
		if err := github(&out, run, Options{}); err != nil {
			t.Fatal(err)
		}
		var want []command
		for _, level := range []diag.Severity{diag.Error, diag.Warning, diag.Info} {
			for _, d := range run.Diagnostics {
				if d.Severity == level {
					want = append(want, annotationOf(d))
				}
			}
		}
		if diff := cmp.Diff(want, runnerReads(t, out.String()), cmp.AllowUnexported(command{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// annotationOf is what a finding comes to, worked out from the text of its page.
func annotationOf(d *diag.Diagnostic) command {
	lines := strings.Split(strings.TrimSuffix(strings.TrimPrefix(string(d.Source.Bytes), text.BOM), "\n"), "\n")
	start, end := d.Source.Position(d.Span.Start), d.Source.Position(d.Span.End)
	if last := lines[len(lines)-1]; start.Line > len(lines) {
		start.Line, start.Column = len(lines), len([]rune(last))+1
		end = start
	}
	c := command{
		name: map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "notice"}[d.Severity],
		properties: map[string]string{
			"file": Printable(d.Source.Location), "title": d.Rule,
			"line": strconv.Itoa(start.Line), "endLine": strconv.Itoa(end.Line),
		},
		message: Printable(d.Message),
	}
	if start.Line == end.Line {
		c.properties["col"], c.properties["endColumn"] = strconv.Itoa(start.Column), strconv.Itoa(end.Column)
	}
	if d.Help != "" {
		c.message += "\n"
		for i, line := range strings.Split(d.Help, "\n") {
			if i > 0 {
				c.message += "\n"
			}
			c.message += Printable(strings.TrimSuffix(line, "\r"))
		}
	}
	return c
}

// TestGithubLimit checks that nothing is printed that GitHub would drop, and that
// what is not printed is counted.
func TestGithubLimit(t *testing.T) {
	for _, c := range []struct {
		errors, warnings, infos int    // found
		want                    [3]int // printed
		note                    string
	}{
		{0, 0, 0, [3]int{}, ""},
		{10, 10, 10, [3]int{10, 10, 10}, ""},
		{11, 0, 0, [3]int{10, 0, 0}, "not shown here: 1 error"},
		{0, 12, 0, [3]int{0, 10, 0}, "not shown here: 2 warnings"},
		{0, 0, 11, [3]int{0, 0, 9}, "not shown here: 2 infos"},
		{11, 3, 10, [3]int{10, 3, 9}, "not shown here: 1 error, 1 info"},
		{4000, 5000, 60000, [3]int{10, 10, 9}, "not shown here: 3990 errors, 4990 warnings, 59991 infos"},
	} {
		var out bytes.Buffer
		if err := github(&out, many(c.errors, c.warnings, c.infos), Options{}); err != nil {
			t.Fatal(err)
		}
		got, note := map[string]int{}, ""
		commands := runnerReads(t, out.String())
		for i, cmd := range commands {
			if cmd.properties["title"] == "docgauge" {
				note, _, _ = strings.Cut(cmd.message, ";")
				if i != len(commands)-1 || cmd.name != "notice" {
					t.Errorf("%+v: the note is %s %d of %d", c, cmd.name, i+1, len(commands))
				}
				continue
			}
			if want := cmd.name + " " + strconv.Itoa(got[cmd.name]); cmd.message != want {
				t.Errorf("%+v: got %q, want %q", c, cmd.message, want)
			}
			got[cmd.name]++
		}
		if note != c.note || [3]int{got["error"], got["warning"], got["notice"]} != c.want {
			t.Errorf("%+v: got %v, %q", c, got, note)
		}
	}
}

// many makes a run with so many findings over a hundred pages, in the order of reports.
// Each message is the kind of annotation and its number among them.
func many(errs, warnings, infos int) Run {
	run := Run{FailOn: diag.Error}
	var pages []*text.Source
	for i := range 100 {
		path := "berth-" + strconv.Itoa(1000+i) + ".md"
		src := text.NewSource(path, []byte("x\n"))
		src.Location = "docs/" + path
		pages = append(pages, src)
		run.Pages = append(run.Pages, Page{path, src.Location})
	}
	run.Files = len(pages)
	perPage := (errs+warnings+infos)/len(pages) + 1
	seen := map[string]int{}
	for n := range errs + warnings + infos {
		d := &diag.Diagnostic{Rule: "berth-many", Severity: diag.Error, Source: pages[n/perPage], Span: text.Span{End: 1}}
		kind := "error"
		switch { // the least first, so that order is worth something
		case n < infos:
			d.Severity, kind = diag.Info, "notice"
		case n < infos+warnings:
			d.Severity, kind = diag.Warning, "warning"
		}
		d.Message = kind + " " + strconv.Itoa(seen[kind])
		seen[kind]++
		run.Diagnostics = append(run.Diagnostics, d)
	}
	return run
}

// TestShortWrites checks for every format that an output which takes only so many
// bytes makes an error, wherever it ends: no report is cut off without one.
func TestShortWrites(t *testing.T) {
	for _, f := range Formats() {
		for name, run := range map[string]Run{"mixed": mixed(t), "many": many(40, 40, 40)} {
			var whole bytes.Buffer
			if err := f.Write(&whole, run, Options{}); err != nil {
				t.Fatal(err)
			}
			for _, room := range ends(whole.Len()) {
				w := &narrow{room: room}
				if err := f.Write(w, run, Options{}); !errors.Is(err, errNoRoom) {
					t.Fatalf("%s, %s: %d of %d bytes: got %v", f.Name, name, room, whole.Len(), err)
				}
				if !bytes.HasPrefix(whole.Bytes(), w.got.Bytes()) {
					t.Fatalf("%s, %s: %d of %d bytes: wrote something else", f.Name, name, room, whole.Len())
				}
			}
			if err := f.Write(&narrow{room: whole.Len()}, run, Options{}); err != nil {
				t.Errorf("%s, %s: got %v with just enough room", f.Name, name, err)
			}
		}
	}
}

// ends are places to cut size bytes at: everywhere near the ends and where buffers
// usually do, and here and there between.
func ends(size int) (at []int) {
	for i := range size {
		if i < 4 || i >= size-4 || (i+1)%4096 < 3 || i%(size/30+1) == 0 {
			at = append(at, i)
		}
	}
	return at
}

var errNoRoom = errors.New("no space left on device")

// narrow is an output that holds so many bytes.
type narrow struct {
	got  bytes.Buffer
	room int
}

func (n *narrow) Write(b []byte) (int, error) {
	if fits := n.room - n.got.Len(); len(b) > fits {
		n.got.Write(b[:fits])
		return fits, errNoRoom
	}
	return n.got.Write(b)
}
