package cli

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"docgauge/internal/baseline"
)

// TestBaselineOddNames wants entries of pages whose names are not UTF-8 to be known
// and kept, and to go with their pages.
func TestBaselineOddNames(t *testing.T) {
	t.Chdir(t.TempDir())
	const odd = "berth\xff.md"
	for _, name := range []string{odd, "crane.md"} {
		if err := os.WriteFile(name, []byte("# Berths\n\nTODO\n"), 0o644); err != nil {
			t.Skip("names have to be UTF-8 here:", err)
		}
	}
	run := func(args ...string) string {
		var out bytes.Buffer
		a := &app{in: strings.NewReader(""), out: &out, err: &out}
		root := a.root()
		root.SetArgs(args)
		a.try(root.ExecuteContext(context.Background()))
		return out.String()
	}
	for _, step := range []struct{ command, want string }{
		{"create", "2 findings on 2 pages written to " + baseline.FileName},
		{"prune", "nothing to change; 2 findings"},
		{"update", "nothing to change; 2 findings"},
		{"update crane.md", "nothing to change; 2 findings"}, // the other page is there, and not checked
	} {
		if out := run(append([]string{"baseline"}, strings.Fields(step.command)...)...); !strings.Contains(out, step.want) {
			t.Errorf("%s: want %q in\n%s", step.command, step.want, out)
		}
	}
	if out := run("check", "--no-ci"); !strings.Contains(out, "(2 in the baseline)") || strings.Contains(out, "no longer there") {
		t.Errorf("check:\n%s", out)
	}
	created, err := os.ReadFile(baseline.FileName)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(odd, []byte("# Berths\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := run("baseline", "prune"); !strings.Contains(out, "0 added, 1 removed; 1 finding") {
		t.Errorf("prune without the fault:\n%s", out)
	}
	if err := os.WriteFile(baseline.FileName, created, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(odd); err != nil {
		t.Fatal(err)
	}
	if out := run("baseline", "prune"); !strings.Contains(out, "0 added, 1 removed; 1 finding") {
		t.Errorf("prune without the page:\n%s", out)
	}
}
