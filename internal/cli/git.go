package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// git runs git in a work tree to ask it something. It writes nothing, fetches
// nothing and, but for the filters that .git/config names for files that
// .gitattributes lists, executes nothing that a repository's configuration names:
// a pull request may change .gitattributes, but not .git/config.
type git struct {
	program string
	dir     string // top of the work tree
	env     []string
}

// gitConfig is what the user's and the repository's configuration must not change.
var gitConfig = [...]string{
	"core.fsmonitor=", "core.hooksPath=/dev/null", "safe.bareRepository=explicit", "core.warnAmbiguousRefs=true",
}

// gitEnvironment is what git shall not ask, lock, translate or fetch. Before
// version 2.45, which knows GIT_NO_LAZY_FETCH, the last keeps it from fetching.
var gitEnvironment = [...]string{
	"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "LANGUAGE=", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none",
}

// diffVariables change what git diff prints.
var diffVariables = [...]string{"GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF"}

// repositoryVariables say where a repository is, whatever the directory: hooks get
// them. They are those of git rev-parse --local-env-vars, but for configuration.
var repositoryVariables = [...]string{
	"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE",
	"GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_COMMON_DIR",
}

// newGit returns git for the work tree with that top. The environment may say
// where the repository of the user's own work tree is, but not that of another.
func newGit(top string, own bool) (git, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return git{}, errors.New("git is not installed, or not in PATH; it knows what has changed")
	}
	g := git{program: program, dir: top}
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if !slices.Contains(diffVariables[:], name) && (own || !slices.Contains(repositoryVariables[:], name)) {
			g.env = append(g.env, v)
		}
	}
	g.env = append(g.env, gitEnvironment[:]...)
	return g, nil
}

// gitError is what git says when it fails.
type gitError struct {
	command string
	code    int // -1 if it was killed
	stderr  string
}

func (e *gitError) Error() string {
	said := strings.TrimSpace(e.stderr)
	for line := range strings.Lines(said) { // warnings come before what ended it
		if text, ok := strings.CutPrefix(line, "fatal: "); ok {
			said = text
			break
		}
	}
	first, _, _ := strings.Cut(said, "\n")
	if first == "" {
		first = fmt.Sprintf("exit code %d", e.code)
	}
	return fmt.Sprintf("git %s: %s", e.command, first)
}

// says reports whether one of the texts is in what git printed.
func (e *gitError) says(texts ...string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(e.stderr, t) })
}

// stream runs a command of git on the input and lets read its output. It returns
// what git printed as warnings, or a *gitError. When ctx is cancelled it ends git.
func (g git) stream(ctx context.Context, input io.Reader, read func(io.Reader) error, args ...string) (warnings string, err error) {
	own, stop := context.WithCancel(ctx)
	defer stop()
	cmd := g.command(own, args)
	stderr := &head{limit: 64 << 10}
	cmd.Stdin, cmd.Stderr = input, stderr
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return "", fmt.Errorf("run git: %w", cause(err))
	}
	failed := read(stdout)
	if failed != nil {
		stop() // git may have more to print
	}
	_ = cmd.Wait() // its error may be that we have ended git
	code := cmd.ProcessState.ExitCode()
	if code < 0 && failed == nil { // an interrupt at the terminal ends git too, and may do so first
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("run git: %w", ctx.Err())
	case failed != nil && code <= 0:
		return "", fmt.Errorf("git %s: %w", args[0], failed)
	case code != 0:
		return "", &gitError{command: args[0], code: code, stderr: stderr.text.String()}
	}
	return stderr.text.String(), nil
}

// command is a command of git that nobody has started.
func (g git) command(ctx context.Context, args []string) *exec.Cmd {
	var all []string
	for _, c := range gitConfig {
		all = append(all, "-c", c)
	}
	cmd := exec.CommandContext(ctx, g.program, append(all, args...)...)
	cmd.Dir, cmd.Env = g.dir, g.env
	cmd.WaitDelay = time.Second // then what git has started may keep its output open no longer
	return cmd
}

// output runs a command of git and returns its output, up to a megabyte.
func (g git) output(ctx context.Context, args ...string) (out, warnings string, err error) {
	var b bytes.Buffer
	warnings, err = g.stream(ctx, nil, func(r io.Reader) error {
		if _, err := b.ReadFrom(io.LimitReader(r, 1<<20)); err != nil {
			return err
		}
		_, err := io.Copy(io.Discard, r)
		return err
	}, args...)
	return b.String(), warnings, err
}

// head keeps the start of what is written to it.
type head struct {
	text  bytes.Buffer
	limit int
}

func (h *head) Write(p []byte) (int, error) {
	h.text.Write(p[:min(len(p), h.limit-h.text.Len())])
	return len(p), nil
}
