package cli

import (
	"bytes"
	"os"
	"path"
	"strings"
	"testing"

	"docgauge/internal/config"
	"docgauge/internal/diag"
	"docgauge/internal/rule"

	"github.com/google/go-cmp/cmp"
)

// TestConfigBase checks what locations are relative to, and which configuration is
// in force: the same with a work tree and without where a configuration says where
// the project is.
func TestConfigBase(t *testing.T) {
	root := tree(t,
		"git/.git/", "git/docs/v1.0/api/a.md", "git/.docgauge.yaml", "git/docs/deep/.docgauge.yaml", "git/docs/deep/x.md",
		"plain/.docgauge.yaml", "plain/docs/v1.0/api/a.md", "plain/api/b.md", "plain/notes/c.md",
		"version/v1.0/.docgauge.yaml", "version/v1.0/api/a.md", "bare/v1.0/api/a.md",
		"shared/strict.yaml", "other/.git/", "other/d.md",
	)
	for _, file := range []string{"git", "git/docs/deep", "plain", "version/v1.0"} {
		write(t, path.Join(root, file, ".docgauge.yaml"), []byte("version: 1\n"))
	}
	write(t, path.Join(root, "shared/strict.yaml"), []byte("version: 1\n"))
	for _, c := range []struct {
		cwd, args string
		config    string // relative to root
		base      string // relative to root
		locations string
	}{
		{"git", "docs/v1.0/api/a.md", "git/.docgauge.yaml", "git", "docs/v1.0/api/a.md"},
		{"git/docs/v1.0/api", "a.md", "git/.docgauge.yaml", "git", "docs/v1.0/api/a.md"},
		{"git/docs/deep", "x.md", "git/docs/deep/.docgauge.yaml", "git", "docs/deep/x.md"},
		{"plain", "docs/v1.0/api/a.md", "plain/.docgauge.yaml", "plain", "docs/v1.0/api/a.md"},
		{"plain/api", "b.md", "plain/.docgauge.yaml", "plain", "api/b.md"}, // not "plain/api/b.md"
		{"plain/docs/v1.0/api", "a.md", "", "plain/docs", "v1.0/api/a.md"}, // nothing ties it to the configuration
		{"plain/docs/v1.0/api", "a.md --config ../../../.docgauge.yaml", "plain/.docgauge.yaml", "plain", "docs/v1.0/api/a.md"},
		{"plain", "docs/v1.0/api/a.md --config ../shared/strict.yaml", "shared/strict.yaml", "", "plain/docs/v1.0/api/a.md"}, // the folder that holds the set with plain/api
		{"version/v1.0/api", "a.md", "version/v1.0/.docgauge.yaml", "version", "v1.0/api/a.md"},                              // the version stays
		{"bare/v1.0/api", "a.md", "", "bare", "v1.0/api/a.md"},
		{"", "git/docs/v1.0/api/a.md", "git/.docgauge.yaml", "git", "docs/v1.0/api/a.md"},
		{"", "git/docs/v1.0/api/a.md --no-config", "", "git", "docs/v1.0/api/a.md"},
		{"", "git/docs/v1.0/api/a.md other/d.md", "git/.docgauge.yaml", "", "git/docs/v1.0/api/a.md other/d.md"},
		{"other", "../plain/notes/c.md", "", "plain/notes", "c.md"},
		{"other", "../plain/api/b.md", "plain/.docgauge.yaml", "plain", "api/b.md"},
		{"other", "d.md ../git/docs/v1.0/api/a.md", "", "other", "/git/docs/v1.0/api/a.md d.md"},
	} {
		t.Chdir(path.Join(root, c.cwd))
		f := sourceFlags{jobs: 1}
		words := strings.Fields(c.args)
		var args []string
		for i := 0; i < len(words); i++ {
			switch words[i] {
			case "--config":
				i++
				f.config = words[i]
			case "--no-config":
				f.noConfig = true
			default:
				args = append(args, words[i])
			}
		}
		var out bytes.Buffer
		s, err := (&app{out: &out, err: &out}).sources(f, args)
		if err != nil {
			t.Errorf("%s in %s: %v %s", c.args, c.cwd, err, out.String())
			continue
		}
		var locations []string
		for _, file := range s.job.Files {
			if !file.Context {
				locations = append(locations, strings.TrimPrefix(file.Location, root))
			}
		}
		file := ""
		if s.config != nil {
			file = strings.TrimPrefix(s.finder.absolute(s.config.Files[0].Path), root+"/")
		}
		base := strings.Trim(strings.TrimPrefix(s.finder.base, root), "/")
		got := []string{file, base, strings.Join(locations, " ")}
		if d := cmp.Diff([]string{c.config, c.base, c.locations}, got); d != "" {
			t.Errorf("%s in %s: -want +got\n%s", c.args, c.cwd, d)
		}
	}
}

// TestLaterRules checks that rules which are newer than the configuration are off,
// and that this is said once, unless a flag turns them on.
func TestLaterRules(t *testing.T) {
	project(t)
	write(t, ".docgauge.yaml", []byte("version: 1\n"))
	check := func(*rule.Pass) {}
	all := []*rule.Rule{
		{ID: "tide-high", Severity: diag.Error, Epoch: 2, Check: check},
		{ID: "tide-low", Severity: diag.Error, Epoch: 1, Check: check},
		{ID: "tide-neap", Severity: diag.Error, Epoch: 2, Check: check},
	}
	reader := config.Reader{Rules: all, Shown: path.Base, Read: os.ReadFile, Top: "/"}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	cfg, problems := reader.Load(path.Join(dir, ".docgauge.yaml"))
	if len(problems) > 0 {
		t.Fatal(problems[0].Message)
	}
	for selected, want := range map[string]struct {
		note string
		off  string
	}{
		"":                    {".docgauge.yaml:1:10: newer than version 1 of the rules, and off: tide-high, tide-neap; raise the version, or name a rule under rules", "tide-high tide-neap"},
		"tide":                {".docgauge.yaml:1:10: newer than version 1 of the rules, and off: tide-high, tide-neap; raise the version, or name a rule under rules", "tide-high tide-neap"},
		"tide-high":           {"", "tide-neap"},
		"tide-high,tide-neap": {"", ""},
		"tide-low":            {"", "tide-high tide-neap"},
	} {
		f, err := newFinder(false, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := sources{finder: f, config: cfg}
		c, err := chooseRules(all, strings.FieldsFunc(selected, func(r rune) bool { return r == ',' }), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.choose(c)
		if got := strings.Join(f.notes, "\n"); got != want.note {
			t.Errorf("--select %q: note %q, want %q", selected, got, want.note)
		}
		var off []string
		settings := s.job.Settings("berth.md")
		for _, r := range all {
			if set := settings[r.ID]; set.Set && set.Severity == diag.Off {
				off = append(off, r.ID)
			}
		}
		if got := strings.Join(off, " "); got != want.off {
			t.Errorf("--select %q: off are %q, want %q", selected, got, want.off)
		}
	}
}
