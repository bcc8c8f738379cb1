package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/docset"
	"docgauge/internal/gitignore"

	"github.com/bmatcuk/doublestar/v4"
)

// maxPage is the size, in bytes, beyond which a file is not read: no page is
// that large, and memory is finite.
const maxPage = 256 << 20

// selection says which files of a walk are wanted.
type selection struct {
	inside  bool   // all Markdown files
	glob    string // else what matches, relative to base
	base    string // absolute, with a final slash
	anyType bool   // the glob says which extension it wants
	depth   int    // levels below base that the glob can match, -1 for any
	exclude excluding
}

// folder is the listing of a directory.
type folder struct {
	entries     []docset.Entry  // by name
	conventions []string        // names of API Doctor's configuration files
	ig          *gitignore.List // for what is in it
	partial     bool            // it could not be listed to the end
	walked      bool            // all pages in and below it were added, but for what is left out
}

// list lists a directory, absolute and slash-separated, once. ig is what the
// directories above it ignore. A directory with more than limit names is an
// error, if limit is positive.
func (f *finder) list(dir string, ig *gitignore.List, limit int) (*folder, error) {
	if have := f.folders[dir]; have != nil {
		return have, nil
	}
	entries, err := readDir(dir, limit)
	ig = f.enter(dir, entries, ig)
	l := &folder{entries: make([]docset.Entry, len(entries)), ig: ig, partial: err != nil}
	prefix := strings.TrimSuffix(dir, "/") + "/"
	for i, e := range entries {
		kind := docset.IsFile
		switch {
		case e.IsDir():
			kind = docset.IsFolder
		case e.Type()&fs.ModeSymlink != 0:
			kind = docset.IsLink
		case !e.Type().IsRegular():
			kind = docset.IsSpecial
		}
		l.entries[i] = docset.Entry{Name: e.Name(), Kind: kind, Ignored: ig.Ignored(prefix+e.Name(), e.IsDir())}
		if kind == docset.IsFile && !l.entries[i].Ignored && apidoctor.IsConfig(e.Name()) {
			l.conventions = append(l.conventions, e.Name())
		}
		if isConfigName(e.Name()) {
			f.strays = append(f.strays, prefix+e.Name())
		}
	}
	f.folders[dir] = l
	return l, err
}

// errMore begins the error about a directory with more names than wanted.
var errMore = errors.New("more")

// readDir is os.ReadDir with a limit to the number of names, unless that is 0.
func readDir(dir string, limit int) ([]os.DirEntry, error) {
	if limit == 0 {
		return os.ReadDir(dir)
	}
	file, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	entries, err := file.ReadDir(limit + 1)
	switch {
	case len(entries) > limit:
		return nil, fmt.Errorf("%w than %d files in it", errMore, limit)
	case errors.Is(err, io.EOF): // an empty directory
		return nil, nil
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// walk adds the wanted files in and below dir, absolute and slash-separated,
// leaving out what the ignore files, ig and those met on the way, --exclude and the
// configuration say.
func (f *finder) walk(dir string, ig *gitignore.List, want selection) {
	l, err := f.list(dir, ig, 0)
	if err != nil {
		f.problem("%s: cannot list the directory: %w; make it readable or leave it out with --exclude", f.shown(dir), cause(err))
	}
	l.walked = l.walked || want.inside
	prefix := strings.TrimSuffix(dir, "/") + "/"
	for _, e := range l.entries {
		at := prefix + e.Name
		switch e.Kind {
		case docset.IsFolder:
			if !skipped(e.Name) && !f.leftOut(at, e, want) {
				f.descend(at, l.ig, want)
			}
		case docset.IsFile:
			if want.file(at) && !f.leftOut(at, e, want) {
				f.add(at)
			}
		}
	}
}

// enter returns the ignore rules for a directory's contents. A work tree inside
// another, a submodule, starts anew.
func (f *finder) enter(dir string, entries []os.DirEntry, ig *gitignore.List) *gitignore.List {
	if f.noGitignore {
		return nil
	}
	has := func(name string) bool {
		return slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == name })
	}
	if has(".git") {
		ig = repoIgnores(dir)
	}
	if has(ignoreFile) {
		ig = dirIgnores(dir, ig)
	}
	return ig
}

// leftOut reports whether an entry is not looked at, and counts it.
func (f *finder) leftOut(at string, e docset.Entry, want selection) bool {
	dir := e.Kind == docset.IsFolder
	why := want.exclude.says(func(list *gitignore.List) bool { return list.Ignored(at, dir) })
	switch {
	case why != wanted:
		f.refused[why]++
	case e.Ignored:
		f.ignored++
	case !dir && !f.config.Includes(at):
		f.refused[byInclude]++
	default:
		return false
	}
	return true
}

// descend walks a directory of a walk, unless nothing below it can be wanted.
func (f *finder) descend(dir string, ig *gitignore.List, want selection) {
	if !want.inside {
		rel := strings.TrimPrefix(dir, want.base)
		want.inside = doublestar.MatchUnvalidated(want.glob, rel)
		if !want.inside && want.depth >= 0 && strings.Count(rel, "/")+1 >= want.depth {
			return
		}
	}
	f.walk(dir, ig, want)
}

// file reports whether a file is wanted.
func (want *selection) file(at string) bool {
	if want.inside && isMarkdown(at) {
		return true
	}
	return want.glob != "" && (want.anyType || isMarkdown(at)) &&
		doublestar.MatchUnvalidated(want.glob, strings.TrimPrefix(at, want.base))
}

// skipped reports whether a directory holds no pages of this project: version
// control's, packages', editors'.
func skipped(name string) bool {
	return name == "node_modules" || strings.HasPrefix(name, ".")
}

// readPage reads a file of at most limit bytes.
func readPage(name string, limit int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, tooLarge(limit)
	}
	return readAll(file, info.Size(), limit)
}

// readAll reads what is expected to have size bytes, and never more than limit.
func readAll(r io.Reader, size, limit int64) ([]byte, error) {
	b := make([]byte, size+1) // one allocation, and no room left, for a file that keeps its size
	n, err := io.ReadFull(r, b)
	switch err {
	case io.EOF, io.ErrUnexpectedEOF:
		return b[:n], nil
	case nil:
	default:
		return nil, err
	}
	longer := bytes.NewBuffer(b)
	if _, err := longer.ReadFrom(io.LimitReader(r, limit-size)); err != nil {
		return nil, err
	}
	if int64(longer.Len()) > limit {
		return nil, tooLarge(limit)
	}
	return longer.Bytes(), nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("larger than %d MB; leave it out with --exclude", limit>>20)
}
