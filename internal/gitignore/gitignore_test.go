package gitignore

import (
	"bytes"
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
		ig := Parse(dir, []byte(file+"\n"), nil)
		for _, f := range ignoreFiles {
			want := !slices.ContainsFunc(bytes.Split(out, []byte{0}), func(b []byte) bool { return string(b) == f })
			if got := ig.IgnoredAbove(dir+"/"+f, false); got != want {
				t.Errorf(".gitignore %q: %s ignored is %v, git says %v", file, f, got, want)
			}
		}
	}
}
