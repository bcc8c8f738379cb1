package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"docgauge/internal/gitignore"
	"docgauge/internal/schema"
)

// several is errors that are told one by one.
type several []error

func (s several) Error() string { return errors.Join(s...).Error() }

func (s several) Unwrap() []error { return s }

// userSchemas reads the JSON Schemas in a folder, but for what --exclude leaves
// out. Nothing outside the folder is read, whatever links in it say.
func userSchemas(dir string, exclude *gitignore.List) (schema.Source, error) {
	shown := filepath.ToSlash(filepath.Clean(dir))
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return schema.Source{}, fmt.Errorf("--schemas: %s: not a directory; name the one that the schema is in", shown)
	}
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return schema.Source{}, fmt.Errorf("--schemas: %s: no such directory; %s", shown, nearby(dir))
	case err != nil:
		return schema.Source{}, fmt.Errorf("--schemas: %s: %w", shown, cause(err))
	}
	defer func() { _ = root.Close() }() // it was only read
	abs, err := filepath.Abs(dir)
	if err != nil {
		return schema.Source{}, fmt.Errorf("--schemas: %s: %w", shown, err)
	}
	s, err := schema.ReadUser(schemaFolder{root.FS(), filepath.ToSlash(abs), exclude}, shown)
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return s, several(joined.Unwrap())
	}
	if err != nil {
		return s, fmt.Errorf("--schemas: %w", err)
	}
	return s, nil
}

// schemaFolder is a folder without what --exclude leaves out.
type schemaFolder struct {
	fs.FS
	dir     string // absolute, slash-separated
	exclude *gitignore.List
}

// Stat implements fs.StatFS: to open a pipe would wait for who writes to it.
func (f schemaFolder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.FS, name) }

// ReadDir implements fs.ReadDirFS, which fs.WalkDir uses.
func (f schemaFolder) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return f.exclude.Ignored(path.Join(f.dir, name, e.Name()), e.IsDir())
	}), err
}
