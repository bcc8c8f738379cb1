package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"docgauge/internal/docset"
	"docgauge/internal/schema"
)

// compileFolder compiles every schema of a folder, with nothing but its files to
// load, and returns how many there are.
func compileFolder(t *testing.T, dir string) int {
	t.Helper()
	const base = "file:///export/"
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = func(at string) (io.ReadCloser, error) {
		name, ok := strings.CutPrefix(at, base)
		if !ok {
			return nil, fmt.Errorf("%s is outside the folder", at)
		}
		return os.Open(filepath.Join(dir, name))
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if path.Ext(e.Name()) != ".json" {
			continue
		}
		if _, err := c.Compile(base + e.Name()); err != nil {
			t.Errorf("%s: %v", e.Name(), err)
		}
		n++
	}
	return n
}

// contents returns the files below a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// export runs "schema export" and fails unless it succeeds.
func export(t *testing.T, args ...string) {
	t.Helper()
	var out, errOut bytes.Buffer
	if code := Main(append([]string{"schema", "export"}, args...), nil, &out, &errOut); code != exitClean || out.Len() > 0 {
		t.Fatalf("exit code %d, %q: %s", code, out.String(), errOut.String())
	}
}

// TestExportCompiles exports the types of the sample pages, with a user's schema,
// and compiles every file; the same pages give the same bytes.
func TestExportCompiles(t *testing.T) {
	own := t.TempDir()
	user := `{"allOf": [{"$ref": "docgauge:///replaced/microsoft.graph.sharingLink.json"}], "properties": {"dock": {"$ref": "docgauge:///schemas/microsoft.graph.identitySet.json"}}}`
	if err := os.WriteFile(filepath.Join(own, "sharingLink.json"), []byte(user), 0o644); err != nil {
		t.Fatal(err)
	}
	one, two := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	export(t, one, "../../testdata/sample", "--schemas", own)
	export(t, two, "../../testdata/sample", "--schemas", own, "-j", "1")
	files := contents(t, one)
	if diff := cmp.Diff(files, contents(t, two)); diff != "" {
		t.Errorf("two exports differ\n%s", diff)
	}
	if n := compileFolder(t, one); n < 12 || files["microsoft.graph.sharingLink.replaced.json"] == "" {
		t.Errorf("%d files: %v", n, slices.Sorted(maps.Keys(files)))
	}
}

func TestWriteExport(t *testing.T) {
	text := []byte(`{"$comment": "` + schema.ExportMark + `"}`)
	files := map[string][]byte{"v1/a.json": text, "v1/b.json": text}
	dir := filepath.Join(t.TempDir(), "new", "out")
	write := func(files map[string][]byte, force bool) error { return writeExport(dir, files, force) }
	if err := write(files, false); err != nil {
		t.Fatal(err)
	}
	// A second export deletes what the first one wrote and does not write again.
	if err := os.MkdirAll(filepath.Join(dir, stagingPrefix+"0"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".keep"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(map[string][]byte{"c.json": text}, false); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"c.json": string(text), ".keep": ""}, contents(t, dir)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("there are %v", entries)
	}
	// Other files stop it, unless it is forced; they stay.
	for _, name := range []string{"c.json", "package.json", "notes.txt", "x.md"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	before := contents(t, dir)
	err := write(files, false)
	if want := "there are files that no export wrote: c.json, notes.txt, package.json and 1 more; choose an empty directory, or --force"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("it changed something\n%s", diff)
	}
	if err := write(map[string][]byte{"c.json": text}, true); err != nil {
		t.Fatal(err)
	}
	before["c.json"] = string(text)
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("forced: -want +got\n%s", diff)
	}
}

// TestWriteExportFails checks that an export that cannot be written leaves nothing.
func TestWriteExportFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	err := writeExport(dir, map[string][]byte{"a.json": nil, strings.Repeat("x", 300) + ".json": nil}, false)
	if err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the directory is there: %v", err)
	}
	if err := writeExport(dir, map[string][]byte{"../a.json": nil}, false); err == nil {
		t.Error("a file outside the directory was written")
	}
}

func TestSetFolders(t *testing.T) {
	for _, c := range []struct{ roots, want []string }{
		{[]string{"docs/v1.0"}, []string{""}},
		{[]string{"docs/ref/beta", "docs/ref/v1.0"}, []string{"beta", "v1.0"}},
		{[]string{"docs", "docs/ref/v1.0"}, []string{"docs", "docs/ref/v1.0"}},
		{[]string{".", "v1.0"}, []string{".", "v1.0"}},
		{[]string{"../other", "/x/y"}, []string{"__/other", "x/y"}},
	} {
		var sets []typeSet
		for _, r := range c.roots {
			sets = append(sets, typeSet{name: r, set: &docset.Set{Root: r}})
		}
		if diff := cmp.Diff(c.want, setFolders(sets)); diff != "" {
			t.Errorf("%v: -want +got\n%s", c.roots, diff)
		}
	}
}
