//go:build hook

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestHook commits pages in a scratch repository under the pre-commit
// configuration that the README shows, with the hook of this checkout's last
// commit: pre-commit installs it, and passes or fails as it should.
func TestHook(t *testing.T) {
	here, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	s := scratch{t: t, dir: t.TempDir(), cache: t.TempDir()}
	head := strings.TrimSpace(s.must(here, "git", "rev-parse", "HEAD"))
	hooks := replaceOnce(t, snippet(t, "pre-commit"), `(?m)^( *- repo: ).*$`, "${1}"+here)
	hooks = replaceOnce(t, hooks, `(?m)^( *rev: ).*$`, "${1}"+head)

	s.must(s.dir, "git", "init", "-q")
	s.write(".pre-commit-config.yaml", hooks)
	s.write(".docgauge.yaml", "version: 1\nexclude: drafts/\n")
	if err := os.CopyFS(filepath.Join(s.dir, "v1.0"), os.DirFS(filepath.Join(here, "testdata", "sample", "v1.0"))); err != nil {
		t.Fatal(err)
	}
	s.must(s.dir, "git", "add", "-A")
	s.must(s.dir, "git", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "Pages, some with faults")

	const changed = "v1.0/api/berth-get.md"
	page := readText(t, filepath.Join(s.dir, changed))
	s.write(changed, page+"\nThe tides are in another table.\n")
	s.must(s.dir, "git", "add", "-A")
	s.must(s.dir, "pre-commit", "run", "--color", "never")

	s.write(changed, page+"\nTODO: describe the tides\n")
	s.write("drafts/berth-sink.md", "TODO: write the page\n")
	s.must(s.dir, "git", "add", "-A")
	out, code := s.run(s.dir, "pre-commit", "run", "--color", "never")
	if code != 1 || !strings.Contains(out, changed+":") || !strings.Contains(out, "[placeholder-todo]") {
		t.Errorf("exit code %d, want 1 and the fault:\n%s", code, out)
	}
	if strings.Contains(out, "drafts/") || strings.Contains(out, "berth-update.md:") {
		t.Errorf("a page that is excluded or unchanged is reported:\n%s", out)
	}
	s.write(changed, page)
	s.must(s.dir, "git", "add", "-A")
	s.must(s.dir, "pre-commit", "run", "--color", "never") // the excluded page alone
}

// scratch is a repository to try things in.
type scratch struct {
	t          *testing.T
	dir, cache string
}

func (s *scratch) write(name, content string) {
	writeFile(s.t, filepath.Join(s.dir, filepath.FromSlash(name)), content, 0o644)
}

// run runs a command and returns what it printed and its exit code.
func (s *scratch) run(dir, name string, args ...string) (string, int) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PRE_COMMIT_HOME="+s.cache, "GIT_CONFIG_GLOBAL=/dev/null")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// must is run for a command that has to succeed.
func (s *scratch) must(dir, name string, args ...string) string {
	s.t.Helper()
	out, code := s.run(dir, name, args...)
	s.t.Logf("%s %s\n%s", name, strings.Join(args, " "), out)
	if code != 0 {
		s.t.Fatalf("exit code %d", code)
	}
	return out
}

func replaceOnce(t *testing.T, s, pattern, by string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	if n := len(re.FindAllString(s, -1)); n != 1 {
		t.Fatalf("%q occurs %d times in\n%s", pattern, n, s)
	}
	return re.ReplaceAllString(s, by)
}
