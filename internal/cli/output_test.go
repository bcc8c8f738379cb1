package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"docgauge/internal/lint"
)

func TestWantColor(t *testing.T) {
	cases := []struct {
		mode     string
		env      map[string]string
		terminal bool
		want     bool
	}{
		{"auto", nil, false, false},
		{"auto", nil, true, true},
		{"auto", map[string]string{"TERM": "dumb"}, true, false},
		{"auto", map[string]string{"NO_COLOR": "1"}, true, false},
		{"auto", map[string]string{"NO_COLOR": ""}, true, true},
		{"auto", map[string]string{"FORCE_COLOR": "1"}, false, true},
		{"auto", map[string]string{"FORCE_COLOR": "0"}, false, false},
		{"auto", map[string]string{"CLICOLOR_FORCE": "1", "TERM": "dumb"}, false, true},
		{"auto", map[string]string{"NO_COLOR": "1", "FORCE_COLOR": "1"}, true, false},
		{"always", map[string]string{"NO_COLOR": "1"}, false, true},
		{"never", map[string]string{"FORCE_COLOR": "1"}, true, false},
	}
	for _, c := range cases {
		if got := wantColor(c.mode, func(name string) string { return c.env[name] }, c.terminal); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}

// TestReplaceFile checks that a file is written whole, keeps its mode, and stays
// as it was if writing fails, with no temporary file left.
func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out.json")
	put := func(s string, err error) error {
		return replaceFile(name, func(w io.Writer) error {
			_, e := io.WriteString(w, s)
			return errors.Join(e, err)
		})
	}
	check := func(want string, mode os.FileMode) {
		t.Helper()
		b, err := os.ReadFile(name)
		if err != nil || string(b) != want {
			t.Fatalf("got %q, %v; want %q", b, err, want)
		}
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != mode {
			t.Errorf("got mode %v, %v; want %v", info.Mode().Perm(), err, mode)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	if err := put("one", nil); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	if err := put("two", full); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	check("one", 0o640)
	if err := put("three", nil); err != nil {
		t.Fatal(err)
	}
	check("three", 0o640)

	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	name, link = link, name
	if err := put("four", nil); err != nil {
		t.Fatal(err)
	}
	name = link
	check("four", 0o640)
	if err := replaceFile(dir, func(io.Writer) error { return nil }); err == nil {
		t.Error("a directory was replaced")
	}
}

// TestReadPage checks the bound on what is read, for files that say their size
// and for streams that do not.
func TestReadPage(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(name, []byte("12345"), 0o644); err != nil {
		t.Fatal(err)
	}
	if b, err := readPage(name, 5); err != nil || string(b) != "12345" {
		t.Errorf("got %q, %v", b, err)
	}
	if b, err := readPage(name, 4); err == nil {
		t.Errorf("got %q, want an error", b)
	}
	if b, err := readAll(strings.NewReader("12345"), 0, 4); err == nil {
		t.Errorf("got %q, want an error", b)
	}
	if err := os.Truncate(name, maxPage+1); err != nil {
		t.Fatal(err)
	}
	var out, errOut bytes.Buffer
	code := Main([]string{"check", name}, nil, &out, &errOut)
	if want := "a.md: cannot read the file: larger than 256 MB; leave it out with --exclude\n"; code != 2 || !strings.HasSuffix(errOut.String(), want) {
		t.Errorf("got %d, %q; want 2, %q", code, errOut.String(), want)
	}
}

// TestBrokenOutput checks that findings that cannot be printed are never a success.
func TestBrokenOutput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(name, []byte("TODO\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{syscall.EPIPE, ""},
		{syscall.ENOSPC, "docgauge: write to standard output: no space left on device\n"},
	} {
		for _, args := range [][]string{
			{"check", "-q", "--select", "placeholder-todo", "--fail-on", "never", name},
			{"check", "-q", "--format", "json", "--fail-on", "never", name},
			{"rules"},
			{"explain", "placeholder-todo"},
			{"version"},
		} {
			var errOut bytes.Buffer
			code := Main(args, nil, failing{&os.PathError{Op: "write", Path: "/dev/stdout", Err: c.err}}, &errOut)
			if code != 2 || errOut.String() != c.want {
				t.Errorf("%v, %v: got %d, %q; want 2, %q", args, c.err, code, errOut.String(), c.want)
			}
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestProgress checks that the line waits a second, is not drawn too often, and goes away.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	p := newProgress(&out, 7, 5, func() time.Time { return now })
	at := func(ms int, phase lint.Phase, n int) {
		now = time.Unix(0, 0).Add(time.Duration(ms) * time.Millisecond)
		p.done(phase, n)
	}
	at(900, lint.Reading, 1)
	p.finish()
	if out.Len() > 0 {
		t.Fatalf("drawn before a second: %q", out.String())
	}
	at(1000, lint.Reading, 2)
	at(1050, lint.Reading, 3)
	at(1100, lint.Checking, 4)
	p.finish()
	if want := "\rreading: 2 of 7 pages\x1b[K\rchecking: 4 of 5 pages\x1b[K\r\x1b[K"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestDescribe(t *testing.T) {
	vcs := []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"}}
	cases := []struct {
		release string
		info    debug.BuildInfo
		want    string
	}{
		{"0.1.0", debug.BuildInfo{Settings: vcs[:1]}, "docgauge 0.1.0 (0123456789ab), "},
		{"", debug.BuildInfo{Main: debug.Module{Version: "v0.2.0"}}, "docgauge v0.2.0, "},
		{"", debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: vcs}, "docgauge devel (0123456789ab, modified), "},
		{"", debug.BuildInfo{}, "docgauge devel, "},
	}
	for _, c := range cases {
		if got := describe(c.release, &c.info).String(); !strings.HasPrefix(got, c.want) {
			t.Errorf("got %q, want %q…", got, c.want)
		}
	}
}

// TestFailures checks how what went wrong in the engine is said.
func TestFailures(t *testing.T) {
	boom := errors.New("boom")
	for _, c := range []struct {
		fail lint.Failure
		want string
	}{
		{lint.Failure{Path: "a.md", Rule: "json-syntax", Err: boom, Stack: []byte("x")}, "internal error: rule json-syntax on page a.md: boom; please report it"},
		{lint.Failure{Path: "a.md", Err: boom, Stack: []byte("x")}, "internal error: reading page a.md: boom; please report it"},
		{lint.Failure{Path: "a.md", Err: &os.PathError{Op: "open", Path: "/x/a.md", Err: boom}}, "a.md: cannot read the file: boom"},
	} {
		if got := failure(c.fail).Error(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestInterrupted checks that an interrupted run prints no half of a report.
func TestInterrupted(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(name, []byte("TODO\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errOut bytes.Buffer
	a := &app{out: &out, err: &errOut}
	flags := checkFlags{failOn: "error", color: "auto", sourceFlags: sourceFlags{jobs: 1}}
	flags.changes.given = func() bool { return false }
	err := a.runCheck(ctx, flags, []string{name})
	if err != nil || a.code != exitInterrupted || out.Len() > 0 || errOut.String() != "docgauge: interrupted\n" {
		t.Errorf("got %v, code %d, %q, %q", err, a.code, out.String(), errOut.String())
	}
}
