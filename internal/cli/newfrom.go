package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"docgauge/internal/changes"
	"docgauge/internal/diag"

	"github.com/spf13/cobra"
)

// changesFlags are the flags of check about what is new.
type changesFlags struct {
	newFrom    string
	wholeFiles bool
	given      func() bool // an empty revision, say of a variable that is not set, is given too
}

func (f *changesFlags) define(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.newFrom, "new-from", "", "report only what is new since the merge base with this `REV`: on changed lines, or not there before")
	cmd.Flags().BoolVar(&f.wholeFiles, "whole-files", false, "with --new-from, report all of a changed file")
	f.given = func() bool { return cmd.Flags().Changed("new-from") }
}

// newFrom tells new findings from old ones: by what has changed, and by what was
// found before.
type newFrom struct {
	*changes.Changes
	rev    string
	finder *finder
	trees  []*workTree
	dirs   map[string]string         // real paths of folders
	arisen map[*diag.Diagnostic]bool // findings on lines that have not changed, but new
}

// workTree is a work tree with pages of the run.
type workTree struct {
	git
	top   string          // absolute, without symbolic links
	shown string          // absolute, as the user got there
	pages map[string]bool // names relative to top, of the pages that git has not mentioned
	files []*changes.File // by real absolute names
}

// read asks git what has changed; nil if nobody wants to know.
func (f *changesFlags) read(ctx context.Context, s *sources, args []string) (*newFrom, error) {
	given := f.given != nil && f.given()
	switch {
	case !given && f.wholeFiles:
		return nil, errors.New("--whole-files: says which findings --new-from REV counts as new, which is not given")
	case !given:
		return nil, nil
	case slices.Contains(args, "-"):
		return nil, errors.New("--new-from: nobody knows what is new on standard input; name the file instead")
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	n := &newFrom{rev: f.newFrom, finder: s.finder, dirs: map[string]string{}}
	err := checkRevision(n.rev)
	if err == nil {
		err = n.findTrees()
	}
	for i := 0; err == nil && i < len(n.trees); i++ {
		if err = n.trees[i].compare(ctx, n); err != nil && len(n.trees) > 1 {
			err = fmt.Errorf("in %s: %w", n.finder.shown(n.trees[i].shown), err)
		}
	}
	if err != nil {
		return nil, n.failure(err)
	}
	n.Changes = changes.New(n.files(), func(location string) string { return n.real(n.finder.at(location)) })
	n.WholeFiles = f.wholeFiles
	return n, nil
}

// failure says what an error is about.
func (n *newFrom) failure(err error) error {
	flag := strings.TrimSuffix("--new-from "+n.rev, " ")
	if strings.ContainsFunc(n.rev, unicode.IsSpace) {
		flag = fmt.Sprintf("--new-from %q", n.rev)
	}
	return fmt.Errorf("%s: %w", flag, err)
}

// findTrees finds the work trees that pages to check lie in, and the other pages in
// them: a finding may have a place on one, and it may be new.
func (n *newFrom) findTrees() error {
	own := n.realDir(n.finder.workTree(n.finder.cwd))
	byTop := map[string]*workTree{}
	for _, file := range n.finder.found {
		if file.Context {
			continue
		}
		top := n.finder.workTree(path.Dir(n.real(n.finder.absolute(file.Path))))
		if top == "" {
			return fmt.Errorf("%s lies in no work tree of git, so that nobody knows what is new on it", file.Path)
		}
		if byTop[top] == nil {
			g, err := newGit(top, top == own)
			if err != nil {
				return err
			}
			byTop[top] = &workTree{git: g, top: top, shown: top, pages: map[string]bool{}}
		}
	}
	for _, file := range n.finder.found {
		abs := n.finder.absolute(file.Path)
		at := n.real(abs)
		if t := byTop[n.finder.workTree(path.Dir(at))]; t != nil {
			t.pages[strings.TrimPrefix(strings.TrimPrefix(at, t.top), "/")] = true
			if shown := n.finder.workTree(path.Dir(abs)); n.realDir(shown) == t.top {
				t.shown = shown
			}
		}
	}
	for _, top := range slices.Sorted(maps.Keys(byTop)) {
		t := byTop[top]
		n.trees = append(n.trees, t)
		if top != own && len(byTop) > 1 {
			n.finder.note("%s is a work tree of its own: what is new in it is told from its own %s", n.finder.shown(t.shown), n.rev)
		}
	}
	return nil
}

// files are all that differ.
func (n *newFrom) files() (all []*changes.File) {
	for _, t := range n.trees {
		all = append(all, t.files...)
	}
	return all
}

// compare asks git how the work tree differs from the revision's merge base with
// HEAD: committed, staged or neither, and what git does not know at all.
func (t *workTree) compare(ctx context.Context, n *newFrom) error {
	base, err := t.mergeBase(ctx, n.rev)
	if err != nil {
		return err
	}
	args := append([]string{"diff-index"}, changes.DiffOptions()...)
	warnings, err := t.stream(ctx, nil, func(r io.Reader) error {
		return changes.Parse(r, func(f *changes.File) {
			f.Old, f.New = t.inside(f.Old), t.inside(f.New)
			t.files = append(t.files, f)
		})
	}, append(args, base, "--")...)
	if err != nil {
		return lacking(err, n.rev)
	}
	if strings.Contains(warnings, "rename detection was skipped") {
		n.finder.note("too many files are new for git to find those that were moved: all of them count as new")
	}
	if _, err := t.stream(ctx, nil, t.tracked, "ls-files", "-z"); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(t.pages)) {
		t.files = append(t.files, &changes.File{New: t.inside(name)})
	}
	return nil
}

// inside returns the absolute name of a file by its name in the work tree.
func (t *workTree) inside(name string) string {
	if name == "" {
		return ""
	}
	return path.Join(t.top, name)
}

// tracked reads the names of all files that git knows, and leaves in t.pages what
// is none of them. Ignored files are not asked for, since a page may be one.
func (t *workTree) tracked(r io.Reader) error {
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		name, err := in.ReadSlice(0)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		delete(t.pages, string(bytes.TrimSuffix(name, []byte{0})))
	}
}

// keep returns the findings that are new.
func (n *newFrom) keep(found []*diag.Diagnostic) []*diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(found), func(d *diag.Diagnostic) bool { return !n.isNew(d) })
}

func (n *newFrom) isNew(d *diag.Diagnostic) bool { return n.arisen[d] || n.Touches(d) }

// real returns an absolute path without symbolic links, as git knows it. The file
// need not exist.
func (n *newFrom) real(abs string) string {
	if info, err := os.Lstat(abs); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if at, err := filepath.EvalSymlinks(abs); err == nil {
			return filepath.ToSlash(at)
		}
	}
	return path.Join(n.realDir(path.Dir(abs)), path.Base(abs))
}

// realDir is real for a folder, or for none.
func (n *newFrom) realDir(dir string) string {
	if at, known := n.dirs[dir]; known || dir == "" {
		return at
	}
	at, err := filepath.EvalSymlinks(dir)
	if parent := path.Dir(dir); err != nil && parent != dir {
		at = path.Join(n.realDir(parent), path.Base(dir))
	}
	n.dirs[dir] = filepath.ToSlash(at)
	return n.dirs[dir]
}
