package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/docset"

	"github.com/google/go-cmp/cmp"
)

// tree makes empty files, and folders for names that end with a slash, in a
// temporary folder, which it makes the working directory.
func tree(t *testing.T, names ...string) (root string) {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file := filepath.Join(root, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			err = os.MkdirAll(file, 0o755)
		} else {
			write(t, file, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", path.Join(root, "home"))
	t.Setenv("TMPDIR", path.Join(root, "tmp"))
	return filepath.ToSlash(root)
}

// TestSetAround checks where a doc set's root is looked for, and where it is not.
func TestSetAround(t *testing.T) {
	root := tree(t,
		"repo/.git/", "repo/docs/v1.0/api/", "repo/docs/v1.0/resources/", "repo/docs/v1.0/concepts/deep/", "repo/notes/",
		"repo/docs/v1.0/sub/.git/", "repo/docs/v1.0/sub/text/",
		"plain/v1.0/api/", "plain/v1.0/concepts/", "plain/notes/",
		"home/api/", "home/project/api/", "home/notes/", "tmp/resources/", "tmp/x/", "dir/api/.git/", "dir/api/text/",
	)
	for _, c := range []struct{ cwd, dir, root string }{
		{"repo", "repo/docs/v1.0/api", "repo/docs/v1.0"},
		{"repo", "repo/docs/v1.0/api/gone", "repo/docs/v1.0"},
		{"repo", "repo/docs/v1.0", "repo/docs/v1.0"},
		{"repo", "repo/docs/v1.0/concepts/deep", "repo/docs/v1.0"},
		{"repo/notes", "repo/docs/v1.0/concepts/deep", "repo/docs/v1.0"},
		{"repo", "repo/docs", ""},
		{"repo", "repo/notes", ""},
		{"repo", "repo/docs/v1.0/sub/text", ""}, // another work tree
		{"plain", "plain/v1.0/api", "plain/v1.0"},
		{"plain/v1.0/api", "plain/v1.0/api", "plain/v1.0"},
		{"plain", "plain/v1.0/concepts", "plain/v1.0"},
		{"plain/notes", "plain/v1.0", "plain/v1.0"},
		{"plain/notes", "plain/v1.0/concepts", ""}, // no work tree, and not below the working directory
		{"plain", "home/api", ""},
		{"home", "home/notes", ""},
		{"home", "home/project/api", "home/project"},
		{"plain", "tmp/x", ""},
		{"tmp", "tmp/x", ""},
		{"dir/api", "dir/api/text", ""}, // a work tree that is called api
	} {
		t.Chdir(path.Join(root, c.cwd))
		f, err := newFinder(false, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, flat := f.setAround(path.Join(root, c.dir))
		want := path.Join(root, c.root)
		if c.root == "" {
			want = path.Join(root, c.dir)
		}
		if got != want || flat != (c.root == "") {
			t.Errorf("%s from %s: got %s, flat %v", c.dir, c.cwd, strings.TrimPrefix(got, root+"/"), flat)
		}
	}
}

func TestLocation(t *testing.T) {
	root := tree(t, "repo/.git/", "repo/v1.0/api/", "plain/v1.0/api/", "plain/v1.0/concepts/", "plain/notes/")
	for _, c := range []struct{ cwd, file, want string }{
		{"repo", "repo/v1.0/api/x.md", "v1.0/api/x.md"},
		{"repo/v1.0/api", "repo/v1.0/api/x.md", "v1.0/api/x.md"},
		{"repo/v1.0/api", "repo", "."},
		{"plain", "plain/v1.0/api/x.md", "v1.0/api/x.md"},
		{"plain/v1.0", "plain/v1.0/api/x.md", "v1.0/api/x.md"},
		{"plain/v1.0/api", "plain/v1.0/api/x.md", "v1.0/api/x.md"},
		{"plain/v1.0/api", "plain/notes/x.md", "notes/x.md"},
		{"plain/notes", "plain/notes/x.md", "x.md"},
		{"plain/notes", "repo/v1.0/api/x.md", ""}, // absolute
	} {
		t.Chdir(path.Join(root, c.cwd))
		f, err := newFinder(false, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := c.want
		if want == "" {
			want = path.Join(root, c.file)
		}
		if got := f.location(path.Join(root, c.file)); got != want {
			t.Errorf("%s from %s: got %s, want %s", c.file, c.cwd, got, want)
		}
	}
}

// surrounded finds a page with what is around it, and returns the context's locations.
func surrounded(t *testing.T, f *finder, arg string) (context []string) {
	t.Helper()
	f.argument(arg)
	f.surround()
	for _, file := range f.files() {
		if file.Context {
			context = append(context, file.Location)
		}
	}
	return context
}

// TestSurround checks what is read around a page: the doc set, without what git
// ignores, what is hidden, and the pages of another set inside it.
func TestSurround(t *testing.T) {
	root := tree(t,
		".git/", "v1.0/api/a.md", "v1.0/api/b.md", "v1.0/api/c.png", "v1.0/resources/d.md", "v1.0/overview.md", "v1.0/.hidden/x.md",
		"v1.0/node_modules/x.md", "v1.0/gen/x.md", "v1.0/v2/api/x.md", "v1.0/v2/y.md", "beta/api/x.md", "x.md",
	)
	write(t, path.Join(root, ".gitignore"), []byte("gen/\n"))
	t.Chdir(root)
	f, err := newFinder(false, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"v1.0/api/b.md", "v1.0/overview.md", "v1.0/resources/d.md", "v1.0/v2/y.md"}
	if d := cmp.Diff(want, surrounded(t, f, "v1.0/api/a.md")); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	tree := f.tree()
	for file, want := range map[string]docset.Existence{
		"v1.0/api/c.png": docset.Exists, "v1.0/v2/api/x.md": docset.Exists, "v1.0/api/gone.md": docset.Missing, "v1.0/gone/x.md": docset.Missing,
		"v1.0/gen/x.md": docset.CannotTell, "v1.0/.hidden/x.md": docset.CannotTell, "beta/api/x.md": docset.CannotTell,
	} {
		if got := tree.Knows(file, "v1.0"); got != want {
			t.Errorf("%s: got %d, want %d", file, got, want)
		}
	}
}

// TestBounds checks that a page in a crowd is checked without most of the crowd, and that the user is told once.
func TestBounds(t *testing.T) {
	root := tree(t, ".git/", "v1.0/api/a.md", "v1.0/api/b.md", "v1.0/api/c.md", "v1.0/resources/d.md", "v1.0/resources/e.md")
	t.Chdir(root)
	for _, c := range []struct {
		name            string
		context, listed int // used up before
		want            []string
		note            string
	}{
		{"pages", maxContext - 1, 0, []string{"v1.0/api/b.md"}, "too many pages around those to check: v1.0/api/c.md and more are not read"},
		{"names", 0, maxListed - 3, nil, "v1.0/api: cannot list the directory: more than 1 files in it"},
		{"folders", 0, maxListed, nil, "too many files around the pages: v1.0 and more are not looked at"},
	} {
		f, err := newFinder(false, nil)
		if err != nil {
			t.Fatal(err)
		}
		f.context, f.listed = c.context, c.listed
		if d := cmp.Diff(c.want, surrounded(t, f, "v1.0/api/a.md")); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
		if len(f.notes) == 0 || !strings.HasPrefix(f.notes[0], c.note) || len(f.problems) > 0 {
			t.Errorf("%s: notes %q, problems %v", c.name, f.notes, f.problems)
		}
	}
}

// TestListTreesBounds checks that a page in a work tree of many names is not kept
// waiting, and that its user is told once.
func TestListTreesBounds(t *testing.T) {
	root := path.Join(tree(t, "repo/.git/", "repo/a.md", "repo/guide/b.md", "repo/guide/c.md", "repo/other/d.md", "repo/other/e.md"), "repo")
	t.Chdir(root)
	for listed, want := range map[int]string{
		maxListed - 8: "[]",
		maxListed - 7: "[too many files in the work tree: links into other and more are not checked]",
		maxListed - 5: "[too many files in the work tree: links into guide and more are not checked]",
		maxListed:     "[too many files in the work tree: links into " + root + " and more are not checked]",
	} {
		f, err := newFinder(false, nil)
		if err != nil {
			t.Fatal(err)
		}
		f.listed = listed
		f.argument("a.md")
		f.listTrees()
		if got := fmt.Sprint(f.notes); got != want {
			t.Errorf("%d names before: got %s, want %s", listed, got, want)
		}
	}
}

func TestReadDirLimit(t *testing.T) {
	root := tree(t, "some/b", "some/a", "some/c", "none/")
	for limit, want := range map[int]string{0: "[a b c] <nil>", 3: "[a b c] <nil>", 4: "[a b c] <nil>"} {
		entries, err := readDir(path.Join(root, "some"), limit)
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if got := fmt.Sprint(names, err); got != want {
			t.Errorf("at most %d: got %s, want %s", limit, got, want)
		}
	}
	if entries, err := readDir(path.Join(root, "some"), 2); err == nil || len(entries) > 3 {
		t.Errorf("at most 2: got %d entries, %v", len(entries), err)
	}
	if entries, err := readDir(path.Join(root, "none"), 2); err != nil || len(entries) != 0 {
		t.Errorf("empty: got %v, %v", entries, err)
	}
}

// TestReadAll checks that files are read to their end, whatever size was expected, and no farther than allowed.
func TestReadAll(t *testing.T) {
	content := strings.Repeat("berth ", 1000)
	for _, size := range []int64{0, 1, int64(len(content)) - 1, int64(len(content)), int64(len(content)) + 1, 10_000} {
		b, err := readAll(strings.NewReader(content), size, 100_000)
		if err != nil || string(b) != content {
			t.Errorf("size %d: %d bytes, %v", size, len(b), err)
		}
		if slices.Contains([]int64{0, 1}, size) {
			if _, err := readAll(strings.NewReader(content), size, int64(len(content))-1); err == nil {
				t.Errorf("size %d: a file that is too large was read", size)
			}
		}
	}
	if b, err := readAll(strings.NewReader(content), int64(len(content)), int64(len(content))); err != nil || len(b) != len(content) {
		t.Errorf("at the limit: %d bytes, %v", len(b), err)
	}
}
