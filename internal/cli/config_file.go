package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docgauge/internal/config"

	"github.com/bmatcuk/doublestar/v4"
)

// configNames are the names of the configuration file.
var configNames = [...]string{".docgauge.yaml", ".docgauge.yml"}

// isConfigName reports whether a file is a configuration by its name.
func isConfigName(name string) bool { return name == configNames[0] || name == configNames[1] }

// project returns the folder at which to begin looking for what belongs to the
// whole project: the working directory, or if the first of the paths lies in no
// project of it, the folder of that path.
func (f *finder) project(paths []string) string {
	if len(paths) == 0 {
		return f.cwd
	}
	dir := f.absolute(paths[0])
	switch info, err := os.Stat(dir); {
	case err == nil && info.IsDir():
	case err != nil && isGlob(paths[0]):
		base, _ := doublestar.SplitPattern(filepath.ToSlash(paths[0]))
		dir = f.absolute(base)
	default:
		dir = path.Dir(dir)
	}
	top := f.workTree(f.cwd)
	if top != "" && below(dir, top) || top == "" && f.workTree(dir) == "" && below(dir, f.base) {
		return f.cwd
	}
	return dir
}

// rebase makes the project around a folder the one that locations are relative to,
// if all paths lie in it.
func (f *finder) rebase(dir string, paths []string) {
	base := f.baseOf(dir)
	if !slices.ContainsFunc(paths, func(name string) bool { return !below(f.absolute(name), base) }) {
		f.base = base
	}
}

// below reports whether a path is the folder or lies below it; both are absolute.
func below(abs, dir string) bool {
	return abs == dir || strings.HasPrefix(abs, strings.TrimSuffix(dir, "/")+"/")
}

// nearestConfig returns the configuration file in a folder or the nearest above it
// in the same project, or "".
func (f *finder) nearestConfig(dir string) (string, error) {
	top := f.baseOf(dir)
	for at := dir; ; at = path.Dir(at) {
		file, err := configIn(at)
		switch {
		case file != "" || err != nil:
			return file, err
		case at == top || at == path.Dir(at):
			f.noteAbove(at)
			return "", nil
		}
	}
}

// noteAbove says of a configuration above a folder that nothing ties to it. In a
// work tree everybody knows where the project ends.
func (f *finder) noteAbove(dir string) {
	if f.workTree(dir) != "" {
		return
	}
	for at := dir; at != path.Dir(at); {
		at = path.Dir(at)
		if file, err := configIn(at); file != "" && err == nil {
			f.note("%s is not in force: nothing says that it belongs to this project, which is no git work tree; name it with --config", f.shown(file))
			return
		}
	}
}

// configIn returns the configuration file in a folder, or "".
func configIn(dir string) (string, error) {
	found := ""
	for _, name := range configNames {
		file := path.Join(dir, name)
		switch {
		case !exists(file):
		case found != "":
			return "", fmt.Errorf("%s: beside it is %s, and only one can be in force; delete the other", found, name)
		default:
			found = file
		}
	}
	return found, nil
}

// givenConfig returns the absolute path of the file that --config names.
func (f *finder) givenConfig(name string) (string, error) {
	abs := f.absolute(name)
	if !exists(abs) {
		return "", fmt.Errorf("--config: %s: no such file; %s", filepath.ToSlash(name), nearby(name))
	}
	if f.treeOf(path.Dir(abs)) != "" {
		return abs, nil
	}
	if target, err := filepath.EvalSymlinks(abs); err == nil {
		abs = filepath.ToSlash(target) // it is the user's own
	}
	return abs, nil
}

// treeOf returns the folder that nothing which a configuration in dir names may lie
// outside of: the work tree's top, or the project's folder, or "".
func (f *finder) treeOf(dir string) string {
	if top := f.workTree(dir); top != "" {
		return top
	}
	if below(dir, f.base) {
		return f.base
	}
	return ""
}

// baseAt makes the folder of a configuration, one around the project's folder, the
// base where no work tree says what that is, so that locations are the same as in a
// work tree with the configuration at its top. A folder between that says the API
// version stays in them.
func (f *finder) baseAt(dir string) {
	if f.workTree(f.base) != "" {
		return
	}
	for at := dir; below(at, f.base) && at != f.base; at = path.Dir(at) {
		if isVersion(path.Base(at)) {
			return
		}
	}
	f.base = dir
}

// isVersion reports whether a folder of that name says the API version of the
// pages in it.
func isVersion(name string) bool { return name == "v1.0" || name == "beta" }

// readInside reads a small regular file in the tree at top. What a configuration
// or a link in a stranger's project leads to outside of it is not read: messages
// quote files, and the tree's author may read them. Errors say why, not which file.
func readInside(abs, top string, limit int64) ([]byte, error) {
	info, err := statInside(abs, top)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("no such file")
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("a directory, not a file")
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > limit:
		return nil, fmt.Errorf("larger than %d MB", limit>>20)
	}
	b, err := readPage(abs, limit)
	if err != nil {
		return nil, cause(err)
	}
	return b, nil
}

// statInside is os.Stat for what lies in the tree at top, wherever links lead.
func statInside(abs, top string) (fs.FileInfo, error) {
	info, err := os.Stat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist) && exists(abs):
		return nil, errors.New("symbolic link to what does not exist")
	case err != nil:
		return nil, cause(err)
	}
	target, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return nil, cause(err)
	}
	inside, err := filepath.EvalSymlinks(top)
	if err != nil {
		return nil, cause(err)
	}
	switch target, inside := filepath.ToSlash(target), filepath.ToSlash(inside); {
	case !below(target, inside):
		return nil, fmt.Errorf("a symbolic link out of %s, and nothing outside is read", top)
	case config.InGit(target, inside) && !config.InGit(abs, top):
		return nil, errors.New("a symbolic link into .git, and nothing in there is read or written")
	}
	return info, nil
}
