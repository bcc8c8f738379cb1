package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"docgauge/internal/config"
	"docgauge/internal/gitignore"
	"docgauge/internal/lint"
	"docgauge/internal/schema"

	"github.com/bmatcuk/doublestar/v4"
)

// finder turns the arguments of a command into pages: files, the Markdown files in
// and below directories, and what globs match. Symbolic links met on the way are
// not followed, so that neither a loop nor a file outside the tree is read; an
// argument may be one.
type finder struct {
	cwd          string   // absolute, slash-separated
	base         string   // the folder that locations are relative to
	noGitignore  bool     // check what .gitignore leaves out
	exclude      []string // gitignore patterns of --exclude; they win over everything
	config       *config.Config
	given        bool            // the user says which configuration is in force, or that none is
	declared     map[string]bool // roots of the doc sets that the configuration declares, absolute
	here         *excluding      // what leaves out paths in the working directory; nil: not asked yet
	seen         map[string]bool
	found        []lint.File
	folders      map[string]*folder   // all that were listed, by absolute path
	trees        map[string]string    // work trees by the folder in them
	sparseTrees  map[string]bool      // whether the work tree at a top is a sparse checkout
	problems     []error              // arguments and directories that could not be looked at
	notes        []string             // what the user should know that is no error
	context      int                  // files found that are context
	listed       int                  // names in folders that were listed for context alone
	contextBytes atomic.Int64         // of context read so far
	added        int                  // files found, repetitions included
	ignored      int                  // entries left out by an ignore file
	refused      [byAPIDoctor + 1]int // entries left out otherwise, by the reason
	doctorBytes  int                  // of API Doctor's configuration files read so far
	strays       []string             // configuration files in the folders listed
}

func newFinder(noGitignore bool, exclude []string) (*finder, error) {
	for _, p := range exclude {
		if !gitignore.Valid(p) {
			return nil, fmt.Errorf("--exclude: %q is no pattern that can match", p)
		}
	}
	cwd, err := os.Getwd()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("the working directory does not exist any more; change to one that does")
	}
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	f := &finder{
		cwd: filepath.ToSlash(cwd), noGitignore: noGitignore, exclude: exclude,
		seen: map[string]bool{}, folders: map[string]*folder{}, trees: map[string]string{}, sparseTrees: map[string]bool{},
	}
	f.base = f.baseOf(f.cwd)
	return f, nil
}

// files returns what was found, in the order of the report.
func (f *finder) files() []lint.File {
	slices.SortFunc(f.found, func(a, b lint.File) int { return cmp.Compare(a.Path, b.Path) })
	return f.found
}

// argument adds what one argument names. One that names nothing is a problem.
func (f *finder) argument(arg string) {
	abs := f.absolute(arg)
	info, err := os.Stat(arg)
	switch {
	case arg == "":
		f.problem(`"" is no path; is the variable set?`)
	case err == nil && f.refuses(abs, info.IsDir()):
	case err == nil && info.IsDir():
		f.walk(abs, f.ignoresAbove(abs), selection{inside: true, exclude: f.excludes(abs)})
	case err == nil:
		f.add(abs)
	case errors.Is(err, fs.ErrNotExist) && isGlob(arg):
		f.glob(arg)
	case errors.Is(err, fs.ErrNotExist) && exists(arg):
		f.problem("%s: symbolic link to what does not exist", arg)
	case errors.Is(err, fs.ErrNotExist):
		f.problem("%s: no such file or directory; %s", arg, nearby(arg))
	default:
		f.problem("%s: %w", arg, cause(err))
	}
}

// stdin adds the page on standard input, which is at the path as far as reports
// and rules go. It is read at once, while an interrupt still ends the process.
func (f *finder) stdin(in io.Reader, name string) {
	abs := f.absolute(cmp.Or(name, "<stdin>"))
	switch {
	case name != "" && f.refuses(abs, false): // without a name there is nothing to match
	case f.seen[abs]:
		f.problem("%s: named twice, as a file and by --stdin-filename", f.shown(abs))
	default:
		f.seen[abs] = true
		b, err := readAll(in, 0, maxPage)
		f.found = append(f.found, lint.File{
			Path: f.shown(abs), Location: f.location(abs),
			Read: func() ([]byte, error) { return b, err },
		})
	}
}

// absolute returns the absolute, slash-separated form of a path.
func (f *finder) absolute(name string) string {
	name = filepath.ToSlash(name)
	if filepath.IsAbs(name) {
		return path.Clean(name)
	}
	return path.Join(f.cwd, name)
}

// shown is the path as reported: relative to the working directory, or absolute outside it.
func (f *finder) shown(abs string) string {
	return strings.TrimPrefix(abs, strings.TrimSuffix(f.cwd, "/")+"/")
}

// add adds a file that was named or found, once.
func (f *finder) add(abs string) {
	f.added++
	if !f.seen[abs] {
		f.seen[abs] = true
		f.found = append(f.found, lint.File{
			Path: f.shown(abs), Location: f.location(abs),
			Read: func() ([]byte, error) { return readPage(abs, maxPage) },
		})
	}
}

// glob adds the files that a pattern matches, and the Markdown files below the
// directories that it matches. Files without a Markdown extension count if the
// pattern says an extension.
func (f *finder) glob(arg string) {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(arg))
	before := f.added + f.left()
	abs := f.absolute(base)
	if info, err := os.Stat(base); err == nil && info.IsDir() && !f.refuses(abs, true) {
		f.walk(abs, f.ignoresAbove(abs), selection{
			exclude: f.excludes(abs),
			glob:    rest, base: strings.TrimSuffix(abs, "/") + "/",
			anyType: strings.ContainsFunc(path.Ext(rest), isAlphanumeric),
			depth:   depth(rest),
		})
	}
	if before == f.added+f.left() {
		f.problem("%s: no file matches%s", arg, f.hint())
	}
}

func (f *finder) problem(format string, args ...any) {
	f.problems = append(f.problems, fmt.Errorf(format, args...))
}

func (f *finder) ignoresAbove(abs string) *gitignore.List {
	if f.noGitignore {
		return nil
	}
	return ignoresAbove(abs)
}

// nothing says why there is no page to check and what to do about it.
func (f *finder) nothing(args []string) error {
	return fmt.Errorf("%s: no Markdown file (*.md, *.markdown)%s", strings.Join(args, ", "), f.hint())
}

// hint says that ignore files may be why nothing was found.
func (f *finder) hint() string {
	if f.ignored == 0 {
		return ""
	}
	return "; git ignores some of the files there, and --no-gitignore checks them"
}

func isGlob(arg string) bool {
	return strings.ContainsAny(arg, "*?[{") && doublestar.ValidatePattern(filepath.ToSlash(arg))
}

func isMarkdown(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

func isAlphanumeric(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// depth is how many levels below its base a pattern can match, or -1 for any.
func depth(glob string) int {
	if strings.Contains(glob, "**") || strings.Contains(glob, "{") {
		return -1
	}
	return strings.Count(glob, "/") + 1
}

// nearby says what to do about a path that does not exist: the name it probably means.
func nearby(arg string) string {
	dir, name := filepath.Split(filepath.Clean(arg))
	entries, err := os.ReadDir(cmp.Or(dir, "."))
	if err != nil {
		return "check the path"
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	if best := schema.Closest(name, names); best != "" {
		return fmt.Sprintf("did you mean %s?", filepath.ToSlash(filepath.Join(dir, best)))
	}
	return "check the path"
}

// cause is what went wrong, without the operation and path that a *fs.PathError repeats.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
