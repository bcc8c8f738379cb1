package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/config"
	"docgauge/internal/rules"

	"github.com/goccy/go-yaml"
)

// snippet returns the YAML that the README shows under a name.
func snippet(t *testing.T, name string) string {
	t.Helper()
	begin, end := "<!-- "+name+":begin -->\n```yaml\n", "```\n<!-- "+name+":end -->"
	_, rest, ok := strings.Cut(readText(t, "../../README.md"), begin)
	yaml, _, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("the README lacks %q … %q", begin, end)
	}
	return yaml
}

// TestReadmeCommands checks that every command the README shows is one: the
// command exists and its flags are known.
func TestReadmeCommands(t *testing.T) {
	line := regexp.MustCompile(`(?m)^(?:    |\$ |    - )(docgauge [^\n]*)`)
	shown := line.FindAllStringSubmatch(readText(t, "../../README.md"), -1)
	if len(shown) < 15 {
		t.Fatalf("found %d commands in the README, and there are more", len(shown))
	}
	t.Chdir(t.TempDir())
	writeFile(t, "docs/a.md", "", 0o644) // a path as the first argument is one that exists
	for _, m := range shown {
		command, _, _ := strings.Cut(m[1], " #")
		args := strings.Fields(strings.ReplaceAll(command, "'", ""))[1:]
		root := (&app{}).root()
		cmd, rest, err := root.Find(withCommand(root, args))
		if err == nil {
			err = cmd.ParseFlags(rest)
		}
		if err != nil || cmd == root || !cmd.Runnable() {
			t.Errorf("%s: command %s, %v", m[1], cmd.Name(), err)
		}
	}
}

// TestReadmeConfig checks that the configuration in the README is one.
func TestReadmeConfig(t *testing.T) {
	text := snippet(t, "config")
	r := config.Reader{
		Rules: rules.All(), Top: "/docs",
		Read:  func(string) ([]byte, error) { return []byte(text), nil },
		Shown: func(abs string) string { return abs },
	}
	cfg, problems := r.Load("/docs/.docgauge.yaml")
	for _, p := range problems {
		t.Errorf("line %d: %s", p.Source.LineAt(p.Span.Start), p.Message)
	}
	if cfg == nil || !cfg.Version.Set() || len(cfg.Rules) == 0 || len(cfg.Owners) == 0 {
		t.Errorf("got %+v", cfg)
	}
}

// TestReadmeAction checks that the workflow in the README passes only inputs, and
// uses only outputs, that the action has.
func TestReadmeAction(t *testing.T) {
	act := readAction(t)
	var flow struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses string            `yaml:"uses"`
				With map[string]string `yaml:"with"`
			} `yaml:"steps"`
		} `yaml:"jobs"`
	}
	text := snippet(t, "action")
	if err := yaml.Unmarshal([]byte(text), &flow); err != nil {
		t.Fatal(err)
	}
	uses := 0
	for _, step := range flow.Jobs["docgauge"].Steps {
		if strings.Contains(step.Uses, "/docgauge@") {
			uses++
			for name := range step.With {
				if _, ok := act.Inputs[name]; !ok {
					t.Errorf("the action has no input %s", name)
				}
			}
		}
	}
	for _, m := range regexp.MustCompile(`steps\.docgauge\.outputs\.([\w-]+)`).FindAllStringSubmatch(text, -1) {
		if _, ok := act.Outputs[m[1]]; !ok {
			t.Errorf("the action has no output %s", m[1])
		}
	}
	if uses != 1 {
		t.Errorf("the workflow uses docgauge %d times, want once", uses)
	}
}

// TestHooks checks that the hooks run commands that exist, and that the README's is one of them.
func TestHooks(t *testing.T) {
	var hooks []struct {
		ID     string `yaml:"id"`
		Entry  string `yaml:"entry"`
		Serial bool   `yaml:"require_serial"`
	}
	b, err := os.ReadFile(filepath.FromSlash("../../.pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.NewDecoder(bytes.NewReader(b)).Decode(&hooks); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range hooks {
		ids = append(ids, h.ID)
		if h.Entry != "docgauge check" || !h.Serial {
			t.Errorf("%s: %+v", h.ID, h)
		}
	}
	for _, m := range regexp.MustCompile(`- id: (\S+)`).FindAllStringSubmatch(snippet(t, "pre-commit"), -1) {
		if !slices.Contains(ids, m[1]) {
			t.Errorf("the README has the hook %s, which is none of %v", m[1], ids)
		}
	}
	if len(ids) == 0 {
		t.Error("no hook")
	}
}
