package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ignorePatterns are lines of ignore files, each tried alone and all together.
var ignorePatterns = []string{
	"pier.md", "*.md", "/pier.md", "api/pier.md", "/api/pier.md", "api/", "/api/", "api", "a*/", "**/pier.md", "api/**",
	"api/**/pier.md", "**/v1/**", "**", "*", "/*", "*/pier.md", "api/*", "?ier.md", "[op]ier.md", "[!p]ier.md", "[^p]ier.md",
	"[[:alpha:]]ier.md", "[a-z]*.md", "pier", "pi{e,x}r.md", `pier\.md`, `\*.md`, `\#x.md`, "#x.md", `\!x.md`, "!pier.md",
	"pier.md ", `sp\ `, "sp ace.md", " pier.md", "\tpier.md", "api//pier.md", "//pier.md", "/", "!", "", "[", "[z", "a[", `\`, `pier.md\`,
	"foo**bar.md", "a**", "**.md", "api/**.md", "***", "**/", "/**", "/**/pier.md", "api/v1/*.md", "*.MD", "v?", "x/../pier.md", "./pier.md",
	"api/v1", "v1/pier.md", "!api/v1/pier.md", "!api/", "!/api/v1/", "*.m[d]", "[]]x.md", "[!]]x.md", "[]a]x.md", "[{]x.md", "x{.md", "[a-]x.md", `[\]]x.md`, "pier.md/", "pier.md/**",
	"api/*/pier.md", "**/api/*", "x*y*z.md", "*é.md", "pier.md\r", "api/\r",
}

var ignoreFiles = []string{
	"pier.md", "oier.md", "zier.md", "#x.md", "!x.md", "*.md", "sp ace.md", "sp ", "-x.md", "]x.md", "ax.md", "x{.md", "fooxbar.md", "xaybz.md", "café.md",
	"PIER.MD", "pie,r.md", "pi{e,x}r.md", "api/pier.md", "api/v1/pier.md", "api/v1/lock.md", "api/v1/api/pier.md", "v1/pier.md", "abc/x.md", "d/pier.md/x.md",
}

// TestIgnoredAsGit compares the matching of ignore files with git's own, which is the specification.
func TestIgnoredAsGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Fatal("this test compares with git: ", err)
	}
	dir := filepath.ToSlash(t.TempDir())
	run := func(args ...string) *exec.Cmd {
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "HOME="+dir, "XDG_CONFIG_HOME="+dir)
		return cmd
	}
	if out, err := run("init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("git init: %v: %s", err, out)
	}
	for _, f := range ignoreFiles {
		name := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files := []string{strings.Join(ignorePatterns, "\n")}
	files = append(files, ignorePatterns...)
	for i, p := range ignorePatterns { // pairs, so that one overrides the other
		files = append(files, p+"\n"+ignorePatterns[(i*7+3)%len(ignorePatterns)])
	}
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte(file+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := run("ls-files", "-o", "--exclude-standard", "-z")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("git ls-files with %q: %v", file, err)
		}
		ig := parseIgnores(dir, []byte(file+"\n"), nil)
		for _, f := range ignoreFiles {
			want := !slices.ContainsFunc(bytes.Split(out, []byte{0}), func(b []byte) bool { return string(b) == f })
			if got := ig.ignoredAbove(dir+"/"+f, false); got != want {
				t.Errorf(".gitignore %q: %s ignored is %v, git says %v", file, f, got, want)
			}
		}
	}
}

func TestExcludesFile(t *testing.T) {
	for config, want := range map[string]string{
		"":                                    "",
		"[core]\n\texcludesfile = ~/ignore\n": "~/ignore",
		"[user]\nexcludesfile=a\n[Core]\n ExcludesFile=\"b c\"\n":                "b c",
		"[core]\nexcludesfile=a\nexcludesfile=b\n[core \"x\"]\nexcludesfile=c\n": "b",
	} {
		if got := excludesFile([]byte(config)); got != want {
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
