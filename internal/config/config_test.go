package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docgauge/internal/config"
	"docgauge/internal/diag"
	"docgauge/internal/golden"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/text"
)

// top is the folder that the files of a test are in, as far as the reader knows.
const top = "/harbor"

// reader returns a reader of files by their path below top.
func reader(all []*rule.Rule, read func(name string) ([]byte, error)) *config.Reader {
	below := func(abs string) string { return strings.TrimPrefix(abs, top+"/") }
	return &config.Reader{
		Rules: all, Top: top, Shown: below,
		Read: func(abs string) ([]byte, error) { return read(below(abs)) },
	}
}

// inMemory reads from a map.
func inMemory(files map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if s, ok := files[name]; ok {
			return []byte(s), nil
		}
		return nil, errors.New("no such file")
	}
}

// onDisk reads from a folder of testdata.
func onDisk(dir string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, os.ErrNotExist) {
			return nil, errors.New("no such file")
		}
		return b, err
	}
}

// load reads .docgauge.yaml with that text, and fails the test for any problem.
func load(t *testing.T, all []*rule.Rule, yaml string) *config.Config {
	t.Helper()
	c, problems := reader(all, inMemory(map[string]string{".docgauge.yaml": yaml})).Load(top + "/.docgauge.yaml")
	if len(problems) > 0 {
		t.Fatalf("%q:\n%s", yaml, dump(problems))
	}
	return c
}

// dump writes problems with both ends of their spans, and the text in them.
func dump(problems []*diag.Diagnostic) string {
	var sb strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&sb, "%s:%s: %s\n  text: %s\n", p.Source.Path, where(p.Source, p.Span), p.Message, p.Source.Slice(p.Span))
		if p.Help != "" {
			fmt.Fprintf(&sb, "  help: %s\n", p.Help)
		}
		for _, r := range p.Related {
			fmt.Fprintf(&sb, "  note: %s:%s: %s\n", r.Source.Path, where(r.Source, r.Span), r.Message)
		}
	}
	return sb.String()
}

// where returns a span as "line:column-line:column".
func where(src *text.Source, sp text.Span) string {
	from, to := src.Position(sp.Start), src.Position(sp.End)
	return fmt.Sprintf("%d:%d-%d:%d", from.Line, from.Column, to.Line, to.Column)
}

func TestBad(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	used := map[string]bool{}
	for _, file := range files {
		name := filepath.Base(file)
		out := strings.TrimSuffix(file, ".yaml") + ".out"
		used[out] = true
		t.Run(strings.TrimSuffix(name, ".yaml"), func(t *testing.T) {
			c, problems := reader(rules.All(), onDisk("testdata/bad")).Load(top + "/" + name)
			if c != nil || len(problems) == 0 {
				t.Fatalf("got a configuration and %d problems", len(problems))
			}
			sound(t, problems)
			golden.Compare(t, out, dump(problems))
		})
	}
	golden.NoOrphans(t, "testdata/bad/*.out", used)
}

// sound fails the test for problems that could not be reported well.
func sound(t *testing.T, problems []*diag.Diagnostic) {
	t.Helper()
	for i, p := range problems {
		switch {
		case p.Message == "" || strings.HasSuffix(p.Message, ".") || strings.ContainsAny(p.Message, "\n\x00"):
			t.Errorf("problem %d: message %q", i, p.Message)
		case p.Severity != diag.Error || p.Rule != config.Problem || p.Source == nil:
			t.Errorf("problem %d: not an error of a configuration: %+v", i, p)
		case p.Span.Start < 0 || p.Span.Start > p.Span.End || p.Span.End > len(p.Source.Bytes):
			t.Errorf("problem %d: span %v of %d bytes", i, p.Span, len(p.Source.Bytes))
		}
	}
}
