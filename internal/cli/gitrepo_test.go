package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestCoreSetting(t *testing.T) {
	for config, want := range map[string]string{
		"":                                    "",
		"[core]\n\texcludesfile = ~/ignore\n": "~/ignore",
		"[user]\nexcludesfile=a\n[Core]\n ExcludesFile=\"b c\"\n":                "b c",
		"[core]\nexcludesfile=a\nexcludesfile=b\n[core \"x\"]\nexcludesfile=c\n": "b",
	} {
		if got := coreSetting([]byte(config), "excludesfile"); got != want {
			t.Errorf("%q: got %q, want %q", config, got, want)
		}
	}
}

// TestLinkedWorkTree checks that a linked work tree, whose .git is a file, has
// the repository's info/exclude.
func TestLinkedWorkTree(t *testing.T) {
	root := t.TempDir()
	t.Setenv("HOME", root)
	t.Setenv("XDG_CONFIG_HOME", "")
	for name, content := range map[string]string{
		"main/.git/info/exclude":             "secret.md\n",
		"main/.git/worktrees/side/commondir": "../..\n",
		"side/.git":                          "gitdir: ../main/.git/worktrees/side\n",
		"side/docs/secret.md":                "TODO",
		"side/docs/pier.md":                  "TODO",
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := newFinder(false, nil)
	if err != nil {
		t.Fatal(err)
	}
	f.argument(filepath.Join(root, "side"))
	var got []string
	for _, file := range f.files() {
		got = append(got, filepath.Base(file.Path))
	}
	if want := "[pier.md]"; fmt.Sprint(got) != want || f.ignored != 1 {
		t.Errorf("got %v with %d ignored, want %s with 1", got, f.ignored, want)
	}
}
