package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/gitignore"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// several is errors that are told one by one.
type several []error

func (s several) Error() string { return errors.Join(s...).Error() }

func (s several) Unwrap() []error { return s }

// readSchemas reads the schemas that --schemas or else the configuration names.
func (s *sources) readSchemas(a *app, dir string) (err error) {
	var at text.Place
	if dir == "" && s.config != nil && s.config.Schemas.Set() {
		at = s.config.Schemas.At
		dir = s.finder.shown(s.config.Schemas.V)
		if _, err := statInside(s.config.Schemas.V, s.top); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return a.blame(at, "schemas", fmt.Errorf("%s: %w", dir, err))
		}
	}
	if dir == "" {
		return nil
	}
	s.job.Docset.User, err = userSchemas(dir, s.finder.excludes(s.finder.absolute(dir)).flags)
	return a.blame(at, "schemas", err)
}

// metadataFile is a file with the service's metadata.
type metadataFile struct {
	version string // of the API; empty: for all
	name    string
	abs     string     // if the configuration names it
	at      text.Place // there
}

// readMetadata reads the files that --metadata or else the configuration names. What
// is wrong with single definitions in them is noted.
func (s *sources) readMetadata(a *app, flags []string) error {
	models := map[string]*csdl.Model{}
	for _, file := range s.metadataFiles(flags) {
		if file.name == "" {
			return errors.New("--metadata: no file name; is the variable set?")
		}
		if models[file.version] != nil {
			return fmt.Errorf("--metadata: two files for %s", cmp.Or(file.version, "all API versions; write v1.0=FILE and beta=FILE"))
		}
		m, err := file.read(s.top)
		if err != nil {
			return a.blame(file.at, "metadata", err)
		}
		models[file.version] = m
		for _, p := range m.Problems {
			s.finder.note("%s:%d:%d: %s", filepath.ToSlash(file.name), p.At.Line, p.At.Column, p.Message)
		}
	}
	if len(models) > 0 {
		s.job.Docset.Metadata = func(version string) *csdl.Model {
			if m := models[version]; m != nil {
				return m
			}
			return models[""]
		}
	}
	return nil
}

func (s *sources) metadataFiles(flags []string) (files []metadataFile) {
	for _, arg := range flags {
		file := metadataFile{name: arg}
		// A file may have such a name, too.
		if version, name, ok := strings.Cut(arg, "="); ok && slices.Contains(s.versions(), version) {
			file = metadataFile{version: version, name: name}
		}
		files = append(files, file)
	}
	if len(flags) > 0 || s.config == nil {
		return files
	}
	for _, version := range slices.Sorted(maps.Keys(s.config.Metadata)) {
		v := s.config.Metadata[version]
		files = append(files, metadataFile{version, s.finder.shown(v.V), v.V, v.At})
	}
	return files
}

// read reads the file. One that the configuration names lies in the tree at top.
func (f metadataFile) read(top string) (*csdl.Model, error) {
	shown := filepath.ToSlash(f.name)
	if f.abs != "" {
		info, err := statInside(f.abs, top)
		if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
			err = errors.New("not a regular file")
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", shown, err)
		}
	}
	file, err := os.Open(f.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file; %s", shown, nearby(f.name))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shown, cause(err))
	}
	defer func() { _ = file.Close() }() // it was only read
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: a directory; name the file in it", shown)
	}
	return csdl.Read(file, shown)
}

// userSchemas reads the JSON Schemas in a folder, but for what --exclude leaves
// out. Nothing outside the folder is read, whatever links in it say.
func userSchemas(dir string, exclude *gitignore.List) (schema.Source, error) {
	shown := filepath.ToSlash(filepath.Clean(dir))
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return schema.Source{}, fmt.Errorf("%s: not a directory; name the one that the schema is in", shown)
	}
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return schema.Source{}, fmt.Errorf("%s: no such directory; %s", shown, nearby(dir))
	case err != nil:
		return schema.Source{}, fmt.Errorf("%s: %w", shown, cause(err))
	}
	defer func() { _ = root.Close() }() // it was only read
	abs, err := filepath.Abs(dir)
	if err != nil {
		return schema.Source{}, fmt.Errorf("%s: %w", shown, err)
	}
	s, err := schema.ReadUser(schemaFolder{root.FS(), filepath.ToSlash(abs), exclude}, shown)
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return s, several(joined.Unwrap())
	}
	return s, err
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
