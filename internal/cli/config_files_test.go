package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"docgauge/internal/report"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// manyConfigs writes N folders with a page and a configuration each: manyconfigs DIR N.
func manyConfigs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: manyconfigs DIR N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	for i := range n {
		dir := ts.MkAbs(filepath.Join(args[0], strconv.Itoa(i)))
		ts.Check(os.MkdirAll(dir, 0o755))
		ts.Check(os.WriteFile(filepath.Join(dir, ".docgauge.yaml"), []byte("version: 1\n"), 0o644))
		ts.Check(os.WriteFile(filepath.Join(dir, "berth.md"), []byte("TODO\n"), 0o644))
	}
}

// project makes a work tree with a page the working directory.
func project(t *testing.T) {
	t.Helper()
	t.Chdir(tree(t, ".git/"))
	write(t, "berth.md", []byte("# Berth\n"))
}

// TestBadConfigs runs a check with each configuration that package config knows to
// be wrong: the exit code is 2, nothing goes to standard output, and the places and
// messages are those that package config gives.
func TestBadConfigs(t *testing.T) {
	const from = "../config/testdata/bad"
	bad, err := filepath.Abs(from)
	if err != nil {
		t.Fatal(err)
	}
	project(t)
	if err := os.CopyFS(".", os.DirFS(bad)); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	printed := regexp.MustCompile(`(?m)^(\S+:\d+:\d+): error: (.*) \[config\]$`)
	wanted := regexp.MustCompile(`(?m)^(\S+:\d+:\d+)-\d+:\d+: (.*)$`)
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			golden, err := os.ReadFile(strings.TrimSuffix(file, ".yaml") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			var want, got []string
			for _, m := range wanted.FindAllStringSubmatch(string(golden), -1) {
				want = append(want, m[1]+" "+report.Printable(m[2]))
			}
			var out, errs bytes.Buffer
			code := Main([]string{"check", "--config", file, "berth.md"}, strings.NewReader(""), &out, &errs)
			for _, m := range printed.FindAllStringSubmatch(errs.String(), -1) {
				got = append(got, m[1]+" "+m[2])
			}
			if d := cmp.Diff(want, got); d != "" || len(want) == 0 {
				t.Errorf("%d problems, -want +got\n%s", len(want), d)
			}
			if code != exitError || out.Len() > 0 {
				t.Errorf("exit code %d, standard output %q, standard error\n%s", code, out.String(), errs.String())
			}
		})
	}
}

// TestHostileConfigs runs a check with configurations that are meant to do harm:
// it ends soon, with an error and without a crash.
func TestHostileConfigs(t *testing.T) {
	project(t)
	for i := range 40 {
		write(t, fmt.Sprintf("chain-%d.yaml", i), fmt.Appendf(nil, "version: 1\nextends: chain-%d.yaml\n", i+1))
	}
	var laughs strings.Builder
	laughs.WriteString("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&laughs, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 8), i-1)
	}
	for name, content := range map[string]string{
		"flow sequences":   "version: 1\nexclude: " + strings.Repeat("[", 100_000),
		"flow mappings":    "version: 1\nrules: " + strings.Repeat("{a: ", 100_000),
		"block sequences":  "version: 1\nexclude:\n" + strings.Repeat("- ", 100_000) + "x",
		"block mappings":   "version: 1\n" + nested(700),
		"aliases":          laughs.String() + "exclude: *a11\n",
		"keys":             "version: 1\n" + strings.Repeat("k: 1\n", 100_000),
		"patterns":         "version: 1\nexcluded: [" + strings.Repeat("x, ", 200_000) + "x]\n",
		"one line":         "version: 1\nx" + strings.Repeat("y", 900_000),
		"quotes":           "version: 1\nexclude: " + strings.Repeat(`"`, 100_001),
		"anchors":          "version: 1\nexclude: " + strings.Repeat("&a ", 100_000),
		"stars":            "version: 1\nexclude: " + strings.Repeat("*", 100_000),
		"tags":             "version: 1\nexclude: " + strings.Repeat("!!str ", 50_000) + "x",
		"NUL":              "version: 1\x00\nexclude: x\n",
		"invalid UTF-8":    "version: 1\nexclude: \xff\xfe\n",
		"chain of extends": "version: 1\nextends: chain-0.yaml\n",
	} {
		t.Run(name, func(t *testing.T) {
			write(t, ".docgauge.yaml", []byte(content))
			var out, errs bytes.Buffer
			start := time.Now()
			code := Main([]string{"check", "berth.md"}, strings.NewReader(""), &out, &errs)
			if code != exitError || out.Len() > 0 || !strings.Contains(errs.String(), "error: ") {
				t.Errorf("exit code %d, standard output %q, standard error\n%.2000s", code, out.String(), errs.String())
			}
			if strings.Contains(errs.String(), "internal error") || strings.Contains(errs.String(), "goroutine ") {
				t.Errorf("it crashes:\n%.2000s", errs.String())
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("it takes %v", took)
			}
			if errs.Len() > 1<<20 {
				t.Errorf("it prints %d bytes", errs.Len())
			}
		})
	}
}

// nested is a block mapping of so many levels.
func nested(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
