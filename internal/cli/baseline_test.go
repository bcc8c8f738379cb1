package cli

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"docgauge/internal/baseline"
)

// TestBaselineInterrupted wants an interrupt to leave the baseline alone.
func TestBaselineInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("berth.md", []byte("# Berths\n\nTODO\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	run := func(ctx context.Context, args ...string) (int, string) {
		var errOut bytes.Buffer
		a := &app{in: strings.NewReader(""), out: &errOut, err: &errOut}
		root := a.root()
		root.SetArgs(append([]string{"baseline"}, args...))
		a.try(root.ExecuteContext(ctx))
		return a.code, errOut.String()
	}
	if code, out := run(ctx, "create"); code != exitInterrupted || exists(baseline.FileName) {
		t.Fatalf("create: exit code %d, baseline there %v: %s", code, exists(baseline.FileName), out)
	}
	if code, out := run(context.Background(), "create"); code != exitClean {
		t.Fatalf("create: exit code %d: %s", code, out)
	}
	before, err := os.ReadFile(baseline.FileName)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("berth.md", []byte("# Berths\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"update", "prune"} {
		code, out := run(ctx, command)
		if code != exitInterrupted || !strings.Contains(out, "interrupted") {
			t.Errorf("%s: exit code %d: %s", command, code, out)
		}
		after, err := os.ReadFile(baseline.FileName)
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s changes the baseline although it was interrupted: %v", command, err)
		}
	}
}

// TestNamed holds which gone pages the arguments of "baseline prune" are about.
func TestNamed(t *testing.T) {
	f := &finder{cwd: "/harbor"}
	for _, tt := range []struct {
		args []string
		abs  string
		want bool
	}{
		{[]string{"docs"}, "/harbor/docs/old/berth.md", true},
		{[]string{"docs/"}, "/harbor/docs/berth.md", true},
		{[]string{"docs"}, "/harbor/docs-old/berth.md", false},
		{[]string{"."}, "/harbor/docs/berth.md", true},
		{[]string{"."}, "/pier/berth.md", false},
		{[]string{".."}, "/pier/berth.md", true},
		{[]string{"docs/berth.md"}, "/harbor/docs/berth.md", true},
		{[]string{"docs/o*"}, "/harbor/docs/old/berth.md", true},
		{[]string{"docs/**/b*.md"}, "/harbor/docs/old/berth.md", true},
		{[]string{"docs/**/b*.md"}, "/harbor/docs/old/crane.md", false},
		{[]string{"cranes", "docs"}, "/harbor/docs/berth.md", true},
	} {
		if got := f.named(tt.args, tt.abs); got != tt.want {
			t.Errorf("%s is one of %v: %v", tt.abs, tt.args, got)
		}
	}
}
