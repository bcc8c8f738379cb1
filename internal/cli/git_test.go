package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// fakeGit is a git that does what a shell script says.
func fakeGit(t *testing.T, script string) git {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	program := filepath.Join(t.TempDir(), "git")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	return git{program: program, dir: t.TempDir(), env: os.Environ()}
}

func TestGitEndsWithItsContext(t *testing.T) {
	for name, script := range map[string]string{
		"silent":                         "exec sleep 60",
		"one that has started something": "sleep 60 &\necho x\nwait",
		"one that prints on and on":      "while :; do echo x; done",
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
			defer cancel()
			start := time.Now()
			_, _, err := fakeGit(t, script).output(ctx, "diff-index")
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("error %v, want that of the context", err)
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("git ended after %v", took)
			}
		})
	}
}

// TestInterruptedWhileGitRuns: the run ends at once, and says so.
func TestInterruptedWhileGitRuns(t *testing.T) {
	t.Setenv("PATH", filepath.Dir(fakeGit(t, "sleep 60").program)+string(os.PathListSeparator)+os.Getenv("PATH"))
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, ".git"), 0o755), os.WriteFile(filepath.Join(dir, "a.md"), []byte("TODO\n"), 0o644)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	var out, errOut bytes.Buffer
	a := &app{out: &out, err: &errOut}
	root := a.root()
	root.SetArgs([]string{"check", "--new-from", "main", filepath.Join(dir, "a.md")})
	err := root.ExecuteContext(ctx)
	if err != nil || a.code != exitInterrupted || out.Len() > 0 || errOut.String() != "docgauge: interrupted\n" {
		t.Errorf("got %v, code %d, %q, %q", err, a.code, out.String(), errOut.String())
	}
}

func TestGitEndsWhenNobodyReads(t *testing.T) {
	failed := errors.New("no diff")
	_, err := fakeGit(t, "while :; do echo x; done").stream(t.Context(), nil, func(r io.Reader) error {
		_, err := io.ReadFull(r, make([]byte, 100))
		return errors.Join(failed, err)
	}, "diff-index")
	if !errors.Is(err, failed) || !strings.HasPrefix(err.Error(), "git diff-index: ") {
		t.Errorf("error %v, want %v", err, failed)
	}
}

func TestGitSaysWhatWentWrong(t *testing.T) {
	read := func(r io.Reader) error {
		if b, err := io.ReadAll(r); err != nil || len(b) > 0 {
			return errors.New("no diff")
		}
		return nil
	}
	tests := []struct {
		name, script, warnings, err string
	}{
		{"nothing", "true", "", ""},
		{"a warning", "echo warning: x >&2", "warning: x\n", ""},
		{"a fault", "echo warning: x >&2; echo 'fatal: no such index' >&2; echo hint >&2; exit 128", "", "git diff-index: no such index"},
		{"a fault after half of the output", "echo half; echo 'fatal: no memory' >&2; exit 128", "", "git diff-index: no memory"},
		{"a fault without words", "exit 3", "", "git diff-index: exit code 3"},
		{"words without fatal", "echo x: not found >&2; echo y >&2; exit 127", "", "git diff-index: x: not found"},
		{"output that is none", "echo x", "", "git diff-index: no diff"},
		{"killed", "kill -9 $$", "", "git diff-index: exit code -1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			warnings, err := fakeGit(t, tt.script).stream(t.Context(), nil, read, "diff-index")
			said := ""
			if err != nil {
				said = err.Error()
			}
			if warnings != tt.warnings || said != tt.err {
				t.Errorf("got %q and error %q, want %q and %q", warnings, said, tt.warnings, tt.err)
			}
		})
	}
}

func TestGitPrintsTooMuch(t *testing.T) {
	flood := fakeGit(t, "yes x | head -c 3000000; yes x | head -c 300000 >&2")
	out, warnings, err := flood.output(t.Context(), "for-each-ref")
	if err != nil || len(out) != 1<<20 || len(warnings) != 64<<10 {
		t.Errorf("%d bytes and %d of warnings are kept (%v)", len(out), len(warnings), err)
	}
}

// TestGitEnvironment: what hooks say of their repository holds for no other one.
func TestGitEnvironment(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	for name, value := range map[string]string{
		"GIT_DIR": "x", "GIT_INDEX_FILE": "x", "GIT_EXTERNAL_DIFF": "x", "GIT_DIFF_OPTS": "-u3",
		"GIT_CONFIG_COUNT": "0", "LC_ALL": "de_DE.UTF-8", "GIT_ALLOW_PROTOCOL": "https",
	} {
		t.Setenv(name, value)
	}
	tests := []struct {
		own        bool
		have, lack []string
	}{
		{true, []string{"GIT_DIR=x", "GIT_INDEX_FILE=x", "GIT_CONFIG_COUNT=0"}, []string{"GIT_EXTERNAL_DIFF=", "GIT_DIFF_OPTS="}},
		{false, []string{"GIT_CONFIG_COUNT=0"}, []string{"GIT_DIR=", "GIT_INDEX_FILE=", "GIT_EXTERNAL_DIFF=", "GIT_DIFF_OPTS="}},
	}
	for _, tt := range tests {
		g, err := newGit(t.TempDir(), tt.own)
		if err != nil {
			t.Fatal(err)
		}
		all := "\n" + strings.Join(g.command(t.Context(), []string{"version"}).Environ(), "\n") + "\n"
		for _, v := range append(tt.have, "LC_ALL=C", "GIT_ALLOW_PROTOCOL=none", "GIT_OPTIONAL_LOCKS=0") {
			if !strings.Contains(all, "\n"+v+"\n") {
				t.Errorf("own %v: no %s", tt.own, v)
			}
		}
		for _, v := range append(tt.lack, "LC_ALL=de", "GIT_ALLOW_PROTOCOL=https") {
			if strings.Contains(all, "\n"+v) {
				t.Errorf("own %v: %s is there", tt.own, v)
			}
		}
	}
}
