package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"

	"docgauge/internal/schema"
)

// stagingPrefix begins the name of the folder in which an export is put together.
const stagingPrefix = ".docgauge-export-"

// writeExport writes the files, whose paths are relative to dir. All are written
// in a folder of their own first, so that a full disk leaves dir as it was.
func writeExport(dir string, files map[string][]byte, force bool) (err error) {
	_, statErr := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return cause(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return cause(err)
	}
	defer func() {
		err = errors.Join(err, root.Close())
		if err != nil && errors.Is(statErr, fs.ErrNotExist) {
			_ = os.Remove(dir) // it was made for this, and goes if nothing is in it
		}
	}()
	earlier, foreign, err := exportedBefore(root.FS())
	switch {
	case err != nil:
		return cause(err)
	case len(foreign) > 0 && !force:
		return fmt.Errorf("there are files that no export wrote: %s; choose an empty directory, or --force", firstOf(foreign))
	}
	staging := fmt.Sprintf("%s%08x", stagingPrefix, rand.Uint32())
	if err := stage(root, staging, files); err != nil {
		return errors.Join(cause(err), root.RemoveAll(staging))
	}
	return errors.Join(replaceExport(root, staging, files, earlier), root.RemoveAll(staging))
}

// exportedBefore lists the files of an earlier export and all others. Hidden ones
// count as neither, but for what an interrupted export left.
func exportedBefore(fsys fs.FS) (earlier, foreign []string, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return err
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(d.Name(), "."), d.IsDir():
			return nil
		case !d.Type().IsRegular() || path.Ext(name) != ".json":
			foreign = append(foreign, name)
			return nil
		}
		ours, err := isExport(fsys, name)
		if ours {
			earlier = append(earlier, name)
		} else {
			foreign = append(foreign, name)
		}
		return err
	})
	return earlier, foreign, err
}

// isExport reports whether a file says in its first lines that an export wrote it.
func isExport(fsys fs.FS, name string) (bool, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return false, err
	}
	defer func() { _ = file.Close() }() // it was only read
	head := make([]byte, 512)
	n, _ := file.Read(head) // an empty file, or one that cannot be read, is not ours
	return bytes.Contains(head[:n], []byte(schema.ExportMark)), nil
}

// firstOf names the first few of the files.
func firstOf(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// stage writes the files into a new folder of root.
func stage(root *os.Root, staging string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		at := path.Join(staging, name)
		if err := root.MkdirAll(path.Dir(at), 0o777); err != nil {
			return err
		}
		if err := root.WriteFile(at, files[name], 0o666); err != nil {
			return err
		}
	}
	return nil
}

// replaceExport moves the files to their places, and deletes those of an earlier
// export that are in the way of nothing any more.
func replaceExport(root *os.Root, staging string, files map[string][]byte, earlier []string) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
			return cause(err)
		}
		if err := root.Rename(path.Join(staging, name), name); err != nil {
			return fmt.Errorf("%s: %w", name, cause(err))
		}
	}
	for _, name := range earlier {
		if _, again := files[name]; again {
			continue
		}
		if err := root.Remove(name); err != nil {
			return fmt.Errorf("%s: %w", name, cause(err))
		}
		for dir := path.Dir(name); dir != "." && root.Remove(dir) == nil; dir = path.Dir(dir) {
			continue // it was empty
		}
	}
	return removeStaging(root)
}

// removeStaging removes what an earlier export left that was interrupted.
func removeStaging(root *os.Root) error {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return cause(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), stagingPrefix) && e.IsDir() {
			err = errors.Join(err, root.RemoveAll(e.Name()))
		}
	}
	return err
}
