package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"docgauge/internal/report"
)

// severities are runs over one page with at most one finding.
func severities(t *testing.T) map[string][]string {
	dir := t.TempDir()
	clean, odd := filepath.Join(dir, "clean.md"), filepath.Join(dir, "odd.md")
	writeFile(t, clean, "# Berths\n", 0o644)
	writeFile(t, odd, "TODO\n", 0o644)
	runs := map[string][]string{"none": {"check", "--select", "placeholder-todo", clean}}
	for _, level := range []string{"info", "warning", "error"} {
		runs[level] = []string{"check", "--select", "placeholder-todo", "--severity", "placeholder-todo=" + level, odd}
	}
	return runs
}

// TestExitCodes checks that the exit code depends on the findings and --fail-on, and
// on no format, wherever it goes.
func TestExitCodes(t *testing.T) {
	rank := map[string]int{"none": 0, "info": 1, "warning": 2, "error": 3, "never": 4}
	runs := severities(t)
	for _, f := range report.Formats() {
		file := filepath.Join(t.TempDir(), "out")
		for level, args := range runs {
			for _, failOn := range []string{"info", "warning", "error", "never"} {
				want := exitClean
				if rank[level] >= rank[failOn] {
					want = exitFindings
				}
				for _, formats := range [][]string{
					{"--format", f.Name}, {"--format", f.Name + "=" + file}, {"--format", f.Name, "--format", f.Name + "=" + file},
				} {
					var out, errOut bytes.Buffer
					code := Main(slices.Concat(args, []string{"--fail-on", failOn}, formats), nil, &out, &errOut)
					if code != want || strings.Contains(errOut.String(), "docgauge: ") {
						t.Errorf("%v, %s, fail on %s: exit code %d, want %d; %s", formats, level, failOn, code, want, errOut.String())
					}
					written, err := os.ReadFile(file)
					if len(formats) == 4 && (err != nil || !bytes.Equal(written, out.Bytes())) {
						t.Errorf("%v, %s: the file is not what standard output got: %v", formats, level, err)
					}
				}
			}
		}
	}
}

// TestBrokenReports checks that a report that cannot be written is an error in every
// format, unless there is nothing to write, and that what was there stays.
func TestBrokenReports(t *testing.T) {
	args := severities(t)["error"]
	locked := filepath.Join(t.TempDir(), "locked")
	writeFile(t, filepath.Join(locked, "out"), "before", 0o644)
	if err := os.Chmod(locked, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(locked, 0o755); err != nil {
			t.Error(err)
		}
	})
	probe, err := os.Create(filepath.Join(locked, "x"))
	writable := err == nil // by root
	if writable {
		t.Logf("the read-only directory is none for this user: %v", probe.Close())
	}
	for _, f := range report.Formats() {
		var out, errOut bytes.Buffer
		with := func(format string) []string {
			return slices.Concat(args, []string{"--fail-on", "never", "--format", format})
		}
		full := failing{&os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}}
		if code := Main(with(f.Name), nil, full, &errOut); code != exitError ||
			!strings.HasPrefix(errOut.String(), "docgauge: write to standard output: no space left on device\n") {
			t.Errorf("%s, full disk: exit code %d, %q", f.Name, code, errOut.String())
		}
		errOut.Reset()
		if code := Main(with(f.Name), nil, failing{syscall.EPIPE}, &errOut); code != exitError || strings.Contains(errOut.String(), "docgauge") {
			t.Errorf("%s, closed pipe: exit code %d, %q", f.Name, code, errOut.String())
		}
		errOut.Reset()
		if code := Main(with(f.Name+"="+locked), nil, &out, &errOut); code != exitError || out.Len() > 0 ||
			!strings.HasPrefix(errOut.String(), fmt.Sprintf("docgauge: write %s: is a directory\n", locked)) {
			t.Errorf("%s, directory: exit code %d, %q", f.Name, code, errOut.String())
		}
		if writable {
			continue
		}
		errOut.Reset()
		if code := Main(with(f.Name+"="+filepath.Join(locked, "out")), nil, &out, &errOut); code != exitError ||
			!strings.HasPrefix(errOut.String(), fmt.Sprintf("docgauge: write %s: permission denied\n", filepath.Join(locked, "out"))) {
			t.Errorf("%s, read-only directory: exit code %d, %q", f.Name, code, errOut.String())
		}
		if got := readText(t, filepath.Join(locked, "out")); got != "before" {
			t.Errorf("%s, read-only directory: the file now says %q", f.Name, got)
		}
	}
}

// TestBrokenLog checks that in GitHub Actions, where two reports go to standard
// output, one complaint about it is enough.
func TestBrokenLog(t *testing.T) {
	t.Setenv("GITHUB_ACTIONS", "true")
	var errOut bytes.Buffer
	code := Main(severities(t)["error"], nil, failing{syscall.ENOSPC}, &errOut)
	if code != exitError || strings.Count(errOut.String(), "docgauge: ") != 1 {
		t.Errorf("exit code %d, %q", code, errOut.String())
	}
}
