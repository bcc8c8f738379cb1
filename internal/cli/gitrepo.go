package cli

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docgauge/internal/gitignore"
)

// ignoreFile is the file that leaves out what lies in and below its directory.
const ignoreFile = ".gitignore"

// repoIgnores returns what git ignores everywhere in the work tree at root: the
// user's core.excludesFile, and over it the repository's info/exclude.
func repoIgnores(root string) *gitignore.List {
	var ig *gitignore.List
	for _, file := range []string{globalExcludes(), path.Join(commonDir(root), "info", "exclude")} {
		if b := readSettings(file, os.Stat); b != nil {
			ig = gitignore.Parse(root, b, ig)
		}
	}
	return ig
}

// ignoresAbove returns what applies to the contents of dir, absolute and
// slash-separated, by the ignore files of the directories above it in its work
// tree. Outside a work tree, and at the top of one, there are none.
func ignoresAbove(dir string) *gitignore.List {
	var above []string // the nearest first
	for at := dir; !isWorkTree(at); {
		parent := path.Dir(at)
		if parent == at {
			return nil
		}
		above = append(above, parent)
		at = parent
	}
	var ig *gitignore.List
	for i, dir := range slices.Backward(above) {
		if i == len(above)-1 {
			ig = repoIgnores(dir)
		}
		ig = dirIgnores(dir, ig)
	}
	return ig
}

// dirIgnores adds the ignore file of dir, if it has one, to those of the directories above.
func dirIgnores(dir string, outer *gitignore.List) *gitignore.List {
	b := readSettings(path.Join(dir, ignoreFile), os.Lstat) // git does not follow a link here either
	if b == nil {
		return outer
	}
	return gitignore.Parse(dir, b, outer)
}

// readSettings reads a small file that need not exist: nil if it is absent,
// unreadable, no regular file or larger than any such file is.
func readSettings(file string, stat func(string) (os.FileInfo, error)) []byte {
	const most = 1 << 20
	info, err := stat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > most {
		return nil
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	return b
}

func isWorkTree(dir string) bool {
	_, err := os.Lstat(path.Join(dir, ".git"))
	return err == nil
}

// commonDir is the directory with a work tree's settings: .git itself, or for a
// linked work tree and a submodule what the file .git leads to
// (gitrepository-layout(5)).
func commonDir(root string) string {
	dir := gitDir(root)
	if b := readSettings(path.Join(dir, "commondir"), os.Lstat); b != nil {
		dir = resolve(dir, string(b))
	}
	return dir
}

// gitDir is the directory with what is a work tree's own: .git itself, or what the
// file .git leads to.
func gitDir(root string) string {
	dir := path.Join(root, ".git")
	if b := readSettings(dir, os.Lstat); b != nil {
		dir = resolve(root, strings.TrimPrefix(string(b), "gitdir:"))
	}
	return dir
}

// resolve reads a path as git writes it into a file: relative to dir, with a final newline.
func resolve(dir, name string) string {
	name = filepath.ToSlash(strings.TrimSpace(name))
	if filepath.IsAbs(name) {
		return name
	}
	return path.Join(dir, name)
}

// globalExcludes is the path of the user's own ignore file: core.excludesFile,
// by default git/ignore in the configuration directory (gitignore(5)).
func globalExcludes() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	config := os.Getenv("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	for _, file := range []string{filepath.Join(home, ".gitconfig"), filepath.Join(config, "git", "config")} {
		if name := coreSetting(readSettings(file, os.Stat), "excludesfile"); name != "" {
			if rest, ok := strings.CutPrefix(name, "~/"); ok {
				name = filepath.Join(home, rest)
			}
			return name
		}
	}
	return filepath.Join(config, "git", "ignore")
}

// coreSetting finds a key of the section core in a git configuration file
// (git-config(1), "Syntax"); includes are not followed.
func coreSetting(config []byte, name string) (value string) {
	section := ""
	for line := range bytes.Lines(config) {
		text := strings.TrimSpace(string(line))
		if strings.HasPrefix(text, "[") {
			section = strings.ToLower(strings.Trim(text, "[] \t"))
			continue
		}
		key, v, _ := strings.Cut(text, "=")
		if section == "core" && strings.EqualFold(strings.TrimSpace(key), name) {
			value = strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	return value
}

// sparse reports whether the work tree around a path is a sparse checkout, from
// which files are absent that the project has (git-sparse-checkout(1)).
func (f *finder) sparse(abs string) bool {
	top := f.workTree(path.Dir(abs))
	if top == "" {
		return false
	}
	is, known := f.sparseTrees[top]
	if !known {
		is = isSparse(top)
		f.sparseTrees[top] = is
	}
	return is
}

// isSparse is sparse for the top of a work tree.
func isSparse(top string) bool {
	for _, file := range []string{path.Join(gitDir(top), "config.worktree"), path.Join(commonDir(top), "config")} {
		if v := coreSetting(readSettings(file, os.Stat), "sparsecheckout"); v != "" {
			return strings.EqualFold(v, "true")
		}
	}
	return false
}
