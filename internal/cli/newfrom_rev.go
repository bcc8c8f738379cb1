package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"docgauge/internal/schema"
)

// fetchHistory is the remedy for a clone without the history that is asked for.
const fetchHistory = `fetch it first: "fetch-depth: 0" for actions/checkout, "GIT_DEPTH: 0" for GitLab CI, git fetch --unshallow elsewhere`

// checkRevision rejects what can be no revision.
func checkRevision(rev string) error {
	name := strings.TrimSpace(rev)
	switch {
	case name == "":
		return errors.New("the revision is empty; is the variable set? Name a branch, tag or commit")
	case name != rev:
		return fmt.Errorf("there are blanks around the revision; did you mean %s?", name)
	case strings.HasPrefix(rev, "-"):
		return errors.New("begins with a hyphen, as no revision does")
	case len(rev) >= 40 && strings.Trim(rev, "0") == "":
		return errors.New("stands for no commit, as GitHub's github.event.before on a new branch; name the branch that the change is for, such as origin/main")
	case strings.Contains(rev, "..") || strings.HasPrefix(rev, "^"):
		return errors.New("is a range; name the revision that the change is for, such as main: its merge base with HEAD is found by itself")
	case strings.HasSuffix(rev, "/") && !strings.Contains(rev, ":"): // "HEAD:docs/" is a tree
		return errors.New("ends with a slash, as if the name of the branch were missing; is the variable set? GitHub's github.base_ref is, for pull requests only")
	}
	if of := severalOf(rev); of != "" {
		return fmt.Errorf("is a range or a list of commits; name one, such as %s^, the commit before", of)
	}
	return nil
}

// severalOf returns the revision that one stands for several commits of, or "":
// REV^@, REV^! and REV^-N (gitrevisions(7), "Other <rev>^ Parent Shorthand Notations").
func severalOf(rev string) string {
	i := strings.LastIndexByte(rev, '^')
	if i < 0 || len(rev) == i+1 {
		return ""
	}
	switch rest := rev[i+1:]; {
	case rest == "@", rest == "!", rest[0] == '-' && strings.Trim(rest[1:], "0123456789") == "":
		return rev[:i]
	}
	return ""
}

// mergeBase returns the commit that the work tree is compared with: the merge base
// of the revision and HEAD. Its errors say what to do.
func (g git) mergeBase(ctx context.Context, rev string) (commit string, err error) {
	shallow, err := g.begin(ctx)
	if err != nil {
		return "", err
	}
	if _, err := g.resolve(ctx, "HEAD^{commit}"); err != nil {
		return "", or(ctx, err, "there is no commit yet, so that everything is new; leave out --new-from")
	}
	if commit, err = g.commit(ctx, rev, shallow); err != nil {
		return "", err
	}
	base, _, err := g.output(ctx, "merge-base", commit, "HEAD")
	base = strings.TrimSpace(base)
	failed := (*gitError)(nil)
	switch {
	case errors.As(err, &failed) && failed.code == 1 && shallow:
		return "", errors.New("its merge base with HEAD is not in this shallow clone; " + fetchHistory)
	case errors.As(err, &failed) && failed.code == 1:
		return "", errors.New("has no commit in common with HEAD; name a revision of the same history")
	case err == nil && !isObjectID(base):
		return "", fmt.Errorf("git merge-base: want a commit, got %.100q", base)
	}
	return base, err
}

// begin makes sure that git has the same idea of the work tree as we, and returns
// whether its history is cut off.
func (g git) begin(ctx context.Context) (shallow bool, err error) {
	out, _, err := g.output(ctx, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
	failed := (*gitError)(nil)
	switch {
	case errors.As(err, &failed) && failed.says("dubious ownership", "unsafe repository"):
		return false, fmt.Errorf("git does not trust %s, which another user owns; if you do: git config --global --add safe.directory %[1]s", g.dir)
	case errors.As(err, &failed) && failed.says("must be run in a work tree", "not a git repository", "cannot use bare repository"):
		return false, fmt.Errorf("%s is no repository that git can read (%w)", path.Join(g.dir, ".git"), err)
	case err != nil:
		return false, err
	}
	says := strings.Split(out, "\n")
	if len(says) < 3 || says[0] != "true" || says[2] != "" {
		return false, fmt.Errorf("git does not take %s for the top of a work tree; see the variables GIT_DIR and GIT_WORK_TREE, and core.worktree in its configuration", g.dir)
	}
	return says[1] == "true", nil
}

// commit returns the id of the commit that a revision names.
func (g git) commit(ctx context.Context, rev string, shallow bool) (id string, err error) {
	object, err := g.resolve(ctx, rev)
	if err == nil {
		if id, err = g.resolve(ctx, object+"^{commit}"); err == nil {
			return id, nil
		}
		if kind, _, err := g.output(ctx, "cat-file", "-t", object); err == nil {
			return "", fmt.Errorf("names a %s, not a commit", strings.TrimSpace(kind))
		}
	}
	failed := (*gitError)(nil)
	switch {
	case errors.Is(err, errAmbiguous):
		return "", errors.New("names both a branch and a tag, or the like; write refs/heads/… or refs/tags/…")
	case !errors.As(err, &failed):
		return "", err
	case failed.says("no upstream configured"):
		return "", errors.New("the branch has no upstream; name the branch that the change is for, such as origin/main, or set it: git branch --set-upstream-to=origin/main")
	case failed.says("HEAD does not point to a branch"):
		return "", errors.New("no branch is checked out, as in most CI jobs, so that there is no upstream; name the branch that the change is for, such as origin/main")
	case failed.says("is ambiguous"):
		return "", errors.New("several objects have ids that begin so; write more digits")
	}
	return "", g.unknown(ctx, rev, shallow)
}

var errAmbiguous = errors.New("ambiguous")

// resolve returns the id of the object that a revision names.
func (g git) resolve(ctx context.Context, rev string) (string, error) {
	out, warnings, err := g.output(ctx, "rev-parse", "--verify", rev)
	out = strings.TrimSpace(out)
	switch {
	case err != nil:
		return "", err
	case strings.Contains(warnings, "is ambiguous"):
		return "", errAmbiguous
	case !isObjectID(out):
		return "", &gitError{command: "rev-parse", stderr: "not one revision"}
	}
	return out, nil
}

// unknown says what is probably wrong with a revision that git does not know.
func (g git) unknown(ctx context.Context, rev string, shallow bool) error {
	if i := strings.IndexAny(rev, "~^"); i > 0 && !shallow {
		if _, err := g.resolve(ctx, rev[:i]); err == nil {
			return fmt.Errorf("the history of %s does not go back so far", rev[:i])
		}
	}
	list, _, err := g.output(ctx, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads", "refs/remotes", "refs/tags")
	if err != nil {
		return err
	}
	names := strings.Fields(list)
	for _, name := range names {
		if strings.HasSuffix(name, "/"+rev) {
			return fmt.Errorf("no such revision; did you mean %s?", name)
		}
	}
	switch best := schema.Closest(rev, names); {
	case shallow:
		return errors.New("not in this shallow clone; " + fetchHistory)
	case best != "":
		return fmt.Errorf("no such revision; did you mean %s?", best)
	case exists(rev):
		return errors.New("no revision, but a file or directory; write --new-from REV PATH")
	}
	return errors.New("no such revision; git branch --all lists the branches, and git fetch gets those of the remote")
}

// lacking explains the error of git where a clone was made without old files, or git
// cannot compare files because a program is missing.
func lacking(err error, rev string) error {
	failed := (*gitError)(nil)
	if !errors.As(err, &failed) {
		return err
	}
	if failed.says("filter 'lfs' failed", "git-lfs: not found", "git-lfs: command not found", "git-lfs': No such file") {
		return fmt.Errorf("git needs git-lfs to compare files, and it is missing or fails; install git-lfs (%w)", err)
	}
	if failed.says("promisor remote", "lazy fetching disabled", "missing blob", "unable to read") {
		return fmt.Errorf(`this clone was made without old versions of files (--filter), and docgauge fetches nothing; run git diff --merge-base %s, which does`, rev)
	}
	return err
}

// or returns an error with another text, unless it is git that could not be asked.
func or(ctx context.Context, err error, text string) error {
	if failed := (*gitError)(nil); ctx.Err() == nil && errors.As(err, &failed) {
		return errors.New(text)
	}
	return err
}

// isObjectID reports whether a string is an id as git prints it: SHA-1 or SHA-256 in full.
func isObjectID(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}
