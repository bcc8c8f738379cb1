package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

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
	exclude *ignores
}

// walk adds the wanted files in and below dir, absolute and slash-separated,
// leaving out what the ignore files, ig and those met on the way, and --exclude say.
func (f *finder) walk(dir string, ig *ignores, want selection) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		f.problem("%s: cannot list the directory: %w; make it readable or leave it out with --exclude", f.shown(dir), cause(err))
	}
	ig = f.enter(dir, entries, ig)
	prefix := strings.TrimSuffix(dir, "/") + "/"
	for _, e := range entries {
		at := prefix + e.Name()
		switch {
		case e.IsDir():
			if !skipped(e.Name()) && !f.leftOut(at, true, ig, want) {
				f.descend(at, ig, want)
			}
		case e.Type().IsRegular() && want.file(at) && !f.leftOut(at, false, ig, want):
			f.add(at)
		}
	}
}

// enter returns the ignore rules for a directory's contents. A work tree inside
// another, a submodule, starts anew.
func (f *finder) enter(dir string, entries []os.DirEntry, ig *ignores) *ignores {
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
func (f *finder) leftOut(at string, dir bool, ig *ignores, want selection) bool {
	switch {
	case want.exclude.ignored(at, dir):
		f.excluded++
	case ig.ignored(at, dir):
		f.ignored++
	default:
		return false
	}
	return true
}

// descend walks a directory of a walk, unless nothing below it can be wanted.
func (f *finder) descend(dir string, ig *ignores, want selection) {
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
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead) // one allocation for a file that keeps its size
	if n, err := b.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, err
	} else if n > limit {
		return nil, tooLarge(limit)
	}
	return b.Bytes(), nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("larger than %d MB; leave it out with --exclude", limit>>20)
}
