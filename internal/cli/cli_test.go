package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"docgauge/internal/golden"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(plain{m}, map[string]func(){
		"docgauge": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// plain runs the tests of this process without what CI and terminals say: a test
// that wants it sets it. The processes that scripts start have their own environment.
type plain struct{ *testing.M }

func (p plain) Run() int {
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "GITHUB_") || slices.Contains([]string{"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"}, name) {
			if err := os.Unsetenv(name); err != nil {
				panic(err)
			}
		}
	}
	return p.M.Run()
}

// TestScripts runs docgauge as users do. Each script is a file in testdata/cli.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/cli",
		UpdateScripts:       golden.Update(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ESC", "\x1b")
			env.Setenv("NL", "\n")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code":        wantCode,
			"grow":        grow,
			"manypages":   manyPages,
			"manyconfigs": manyConfigs,
		},
	})
}

// wantCode runs a command that must end with an exit code: code N COMMAND [ARG…].
func wantCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	got := 0
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// grow makes a file larger by so many spaces: grow FILE BYTES.
func grow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: grow FILE BYTES")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	content := ts.ReadFile(args[0]) + strings.Repeat(" ", n)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content), 0o644))
}

// manyPages writes N pages, every third with findings: manypages DIR N.
func manyPages(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: manypages DIR N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	for i := range n {
		dir := ts.MkAbs(filepath.Join(args[0], strconv.Itoa(i%7)))
		ts.Check(os.MkdirAll(dir, 0o755))
		page := "# Berth\n\nA berth.\n"
		if i%3 == 0 {
			page = strings.Repeat("TODO: a berth\n\n", 1+i%5)
		}
		ts.Check(os.WriteFile(filepath.Join(dir, fmt.Sprintf("berth-%d.md", i)), []byte(page), 0o644))
	}
}
