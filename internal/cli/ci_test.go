package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/report"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// TestRunnerOutputs checks what is printed where, by what the user asks for and who reads it.
func TestRunnerOutputs(t *testing.T) {
	regular, err := os.Create(filepath.Join(t.TempDir(), "out.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = regular.Close() }() // nothing is written
	var log bytes.Buffer
	for _, c := range []struct {
		actions string
		out     io.Writer
		noCI    bool
		formats []string
		want    string
	}{
		{"", &log, false, nil, "full"},
		{"", &log, false, []string{"json"}, "json"},
		{"", &log, false, []string{"sarif=x"}, "sarif=x"},
		{"false", &log, false, nil, "full"},
		{"true", &log, false, nil, "full github; summary"},
		{"true", &log, false, []string{"sarif=x"}, "full github sarif=x; summary"},
		{"true", &log, false, []string{"json", "sarif=x"}, "json sarif=x; summary"},
		{"true", &log, false, []string{"full"}, "full; summary"},
		{"true", &log, false, []string{"github"}, "github; summary"},
		{"true", regular, false, nil, "full; summary"},
		{"true", regular, false, []string{"csv=x"}, "csv=x; summary"},
		{"true", &log, true, nil, "full"},
		{"true", &log, true, []string{"sarif=x"}, "sarif=x"},
	} {
		given, err := parseOutputs(c.formats)
		if err != nil {
			t.Fatal(err)
		}
		env := map[string]string{"GITHUB_ACTIONS": c.actions, "GITHUB_STEP_SUMMARY": "summary.md"}
		r := findRunner(func(name string) string { return env[name] }, c.out, c.noCI)
		var got []string
		for _, o := range r.outputs(given) {
			got = append(got, strings.TrimSuffix(o.format.Name+"="+o.file, "="))
		}
		s := strings.Join(got, " ")
		if r.summary != "" {
			s += "; summary"
		}
		if s != c.want {
			t.Errorf("%+v: got %q", c, s)
		}
	}
}

// TestInert checks that a runner finds no command in what passes, and that all else stays.
func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		"a.md:1:2: error: x [y]\n":       "a.md:1:2: error: x [y]\n",
		"::error::x":                     `:\x3aerror::x`,
		"a\n::error::x\n":                "a\n:\\x3aerror::x\n",
		"a\r::x":                         "a\r:\\x3ax",
		" \t\u3000\u00a0::add-mask::x\n": " \t\u3000\u00a0:\\x3aadd-mask::x\n",
		"a ::x b::c":                     "a ::x b::c",
		": : :":                          ": : :",
		":#::x":                          ":#::x",
		"x ##[error]y":                   `x ##\x5berror]y`,
		"####[x]":                        `####\x5bx]`,
		"#[x] ## [x] ##x[":               "#[x] ## [x] ##x[",
		":##[x]":                         `:##\x5bx]`,
		":::":                            `:\x3a:`,
		"é 🚢 世\n":                        "é 🚢 世\n",
	} {
		for size := 1; size <= len(in); size++ {
			var out bytes.Buffer
			w := &inert{w: &out}
			for rest := in; rest != ""; {
				n := min(size, len(rest))
				if wrote, err := io.WriteString(w, rest[:n]); wrote != n || err != nil {
					t.Fatalf("%q: wrote %d of %d, %v", in, wrote, n, err)
				}
				rest = rest[n:]
			}
			if out.String() != want {
				t.Errorf("%q by %d: got %q, want %q", in, size, out.String(), want)
			}
		}
	}
	broken := errors.New("broken")
	if _, err := (&inert{w: failing{broken}}).Write([]byte("x")); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// TestFenced checks that no command in a report is obeyed, that those behind it are,
// and that nothing is printed where there is nothing to say.
func TestFenced(t *testing.T) {
	format, _ := findFormat("concise")
	write := fenced(format.Write)
	page := text.NewSource("::error::x.md", []byte("x"))
	run := report.Run{Diagnostics: []*diag.Diagnostic{
		{Rule: "berth-x", Severity: diag.Error, Source: page, Message: "##[error]x ::docgauge-0::"},
	}}
	var plain, out bytes.Buffer
	if err := errors.Join(format.Write(&plain, run, report.Options{}), write(&out, run, report.Options{})); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	token, ok := strings.CutPrefix(lines[0], "::stop-commands::")
	if !ok || lines[len(lines)-1] != "::"+token+"::" || len(token) < 32 || strings.Contains(plain.String(), token) {
		t.Errorf("got %q", lines)
	}
	if d := cmp.Diff(plain.String(), strings.Join(lines[1:len(lines)-1], "\n")+"\n"); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	other := report.Run{Diagnostics: []*diag.Diagnostic{{Rule: "berth-y", Severity: diag.Error, Source: page}}}
	var second bytes.Buffer
	if err := write(&second, other, report.Options{}); err != nil || strings.Contains(second.String(), token) {
		t.Errorf("another report, %v, has the same token: %q", err, second.String())
	}
	var nothing bytes.Buffer
	if err := write(&nothing, report.Run{}, report.Options{}); err != nil || nothing.Len() > 0 {
		t.Errorf("a report without findings: %q, %v", nothing.String(), err)
	}
	full := errors.New("full")
	if err := write(failing{full}, run, report.Options{}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

// TestStepSummary checks that what stands in the summary stays, that it never grows
// beyond what GitHub shows, and that the user is told when it cannot be written.
func TestStepSummary(t *testing.T) {
	page := text.NewSource("a.md", []byte("x\n"))
	run := report.Run{Files: 1}
	for range 20000 {
		run.Diagnostics = append(run.Diagnostics, &diag.Diagnostic{
			Rule: "berth-many", Severity: diag.Error, Source: page, Span: text.Span{End: 1}, Message: strings.Repeat("long ", 20),
		})
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "directory"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		before int // bytes; -1: no file
		want   string
		note   string
	}{
		"new":       {-1, "## docgauge: 20000 errors", ""},
		"empty":     {0, "## docgauge: 20000 errors", ""},
		"started":   {5000, "\n\n## docgauge: 20000 errors", ""},
		"near":      {maxStepSummary - 500, "\n\n## docgauge: 20000 errors", ""},
		"too-near":  {maxStepSummary - 50, "", "there is no room left for a summary in Markdown: 48 bytes"},
		"full":      {maxStepSummary - 1, "", "is full"},
		"over":      {maxStepSummary + 1000, "", "is full"},
		"directory": {-1, "", "the step summary lacks this run: "},
	} {
		file := filepath.Join(dir, name)
		before := bytes.Repeat([]byte{'b'}, max(0, c.before))
		if c.before >= 0 {
			if err := os.WriteFile(file, before, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var errOut bytes.Buffer
		a := &app{err: &errOut}
		runner{summary: file}.addSummary(run, report.Options{Note: a.noteOf})
		after, _ := os.ReadFile(file)
		added, ok := bytes.CutPrefix(after, before)
		if !ok || !strings.HasPrefix(string(added), c.want) || (c.want == "") != (len(added) == 0) {
			t.Errorf("%s: %d bytes added, kept: %v, beginning %.60q", name, len(added), ok, added)
		}
		if len(added) > 0 && (len(after) > maxStepSummary || !bytes.Contains(added, []byte("\n+"))) {
			t.Errorf("%s: %d bytes in all, ending %q", name, len(after), added[max(0, len(added)-100):])
		}
		if !strings.Contains(errOut.String(), c.note) || (c.note == "") != (errOut.Len() == 0) || a.code != exitClean {
			t.Errorf("%s: said %q, exit code %d", name, errOut.String(), a.code)
		}
	}
}

// TestForgeLink checks that pages are linked to only at the commit that is checked.
func TestForgeLink(t *testing.T) {
	const commit, other = "0123456789abcdef0123456789abcdef01234567", "89abcdef0123456789abcdef0123456789abcdef"
	for name, c := range map[string]struct {
		head, branch string
		env          []string // variables that are not set
		want         string
	}{
		"detached":         {head: commit + "\n", want: "https://forge.example/o/r/blob/" + commit + "/"},
		"branch":           {head: "ref: refs/heads/main\n", branch: commit + "\n", want: "https://forge.example/o/r/blob/" + commit + "/"},
		"another commit":   {head: other + "\n"},
		"branch elsewhere": {head: "ref: refs/heads/main\n", branch: other + "\n"},
		"unborn branch":    {head: "ref: refs/heads/main\n"},
		"no work tree":     {},
		"not in Actions":   {head: commit, env: []string{"GITHUB_ACTIONS"}},
		"no server":        {head: commit, env: []string{"GITHUB_SERVER_URL"}},
		"no repository":    {head: commit, env: []string{"GITHUB_REPOSITORY"}},
		"no commit":        {env: []string{"GITHUB_SHA"}},
	} {
		top := t.TempDir()
		if c.head != "" {
			writeFile(t, filepath.Join(top, ".git", "HEAD"), c.head, 0o644)
		}
		if c.branch != "" {
			writeFile(t, filepath.Join(top, ".git", "refs", "heads", "main"), c.branch, 0o644)
		}
		env := map[string]string{
			"GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://forge.example", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": commit,
		}
		for _, name := range c.env {
			delete(env, name)
		}
		if got := forgeLink(func(name string) string { return env[name] }, filepath.ToSlash(top)); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
