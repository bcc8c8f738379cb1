package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"docgauge/internal/golden"

	"github.com/google/go-cmp/cmp"
)

// runDocgauge runs docgauge in the working directory.
func runDocgauge(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = Main(args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

// harbor makes a work tree with all that "config init" looks for.
func harbor(t *testing.T) {
	t.Helper()
	page := func(body string) []byte { return []byte("---\ntitle: x\nauthor: mina\n---\n" + body) }
	annotated := "# Get berth\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_berth\" } -->\n```http\nGET /berths\n```\n"
	t.Chdir(tree(t, ".git/"))
	for name, content := range map[string][]byte{
		"README.md":                        []byte("# Harbor\n"),
		"docs/v1.0/api/berth-get.md":       page(annotated),
		"docs/v1.0/resources/berth.md":     page("# berth\n\nTODO\n"),
		"docs/v1.0/includes/note.md":       []byte("A note.\n"),
		"docs/v1.0/includes/deep/note.md":  []byte("A note.\n"),
		"docs/beta/api/berth-get.md":       page(annotated),
		"docs/beta/includes/note.md":       []byte("A note.\n"),
		"docs/de-de/v1.0/api/berth-get.md": page(annotated),
		"docs/to-do/list.md":               page("# To-do\n"),
		"docs/odd [1] #x/api/a.md":         page("# Odd\n"),
		"docs/v1.0/schema-config.json":     []byte(`{"schemaConfig": {"foldersToSkip": ["old"]}}`),
		"data/harbor-beta.csdl":            []byte(metadataXML),
		"data/harbor.csdl":                 []byte(metadataXML),
		"shared/docgauge.yaml":             []byte("version: 1\n"),
		"schemas/harbor.pier.json":         []byte(`{"title": "harbor.pier", "type": "object"}`),
	} {
		write(t, name, content)
	}
}

const metadataXML = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="harbor" xmlns="http://docs.oasis-open.org/odata/ns/edm"/></edmx:DataServices></edmx:Edmx>`

// TestInit checks what is suggested for a tree, that it is right, and that the file
// as it is written changes nothing.
func TestInit(t *testing.T) {
	expected, err := filepath.Abs("testdata/config-init.yaml")
	if err != nil {
		t.Fatal(err)
	}
	harbor(t)
	_, before, _ := runDocgauge(t, "check", "--format", "json", ".")
	code, out, errs := runDocgauge(t, "config", "init", "--stdout")
	if code != exitClean || errs != "" {
		t.Fatalf("exit code %d, standard error %s", code, errs)
	}
	golden.Compare(t, expected, out)
	if code, o, errs := runDocgauge(t, "config", "init"); code != exitClean || o != "" || !strings.Contains(errs, "wrote .docgauge.yaml") {
		t.Fatalf("exit code %d, standard output %q, standard error %q", code, o, errs)
	}
	if b, err := os.ReadFile(".docgauge.yaml"); err != nil || string(b) != out {
		t.Errorf("the file is not what --stdout prints: %v\n%s", err, b)
	}
	_, after, errs := runDocgauge(t, "check", "--format", "json", ".")
	if d := cmp.Diff(before, after); d != "" || strings.Contains(errs, "config") {
		t.Errorf("findings change: -before +after\n%s\n%s", d, errs)
	}
	write(t, ".docgauge.yaml", uncommented(out))
	if code, out, errs := runDocgauge(t, "config", "show", "docs/v1.0/api/berth-get.md"); code != exitClean || !strings.Contains(out, `owner = "mina"`) {
		t.Errorf("with all suggestions: exit code %d\n%s%s", code, out, errs)
	}
}

// uncommented sets all that a configuration suggests.
func uncommented(yaml string) []byte {
	return regexp.MustCompile(`(?m)^#(\S|  )`).ReplaceAll([]byte(yaml), []byte("$1"))
}

// TestInitSample checks that a configuration for the sample pages changes nothing about them.
func TestInitSample(t *testing.T) {
	sample, err := filepath.Abs("../../testdata/sample")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(tree(t, ".git/"))
	if err := os.CopyFS("sample", os.DirFS(sample)); err != nil {
		t.Fatal(err)
	}
	code, before, _ := runDocgauge(t, "check", "--format", "json", "sample")
	if code != exitFindings {
		t.Fatalf("exit code %d", code)
	}
	for _, dir := range []string{".", "sample"} {
		if code, _, errs := runDocgauge(t, "config", "init", dir); code != exitClean {
			t.Fatalf("exit code %d, standard error %s", code, errs)
		}
		_, after, errs := runDocgauge(t, "check", "--format", "json", "sample")
		if d := cmp.Diff(before, after); d != "" {
			t.Errorf("%s: -before +after\n%s%s", dir, d, errs)
		}
		if err := os.Remove(filepath.Join(dir, ".docgauge.yaml")); err != nil {
			t.Fatal(err)
		}
	}
}

// TestInitLoose checks the suggestion for pages that lie in no doc set.
func TestInitLoose(t *testing.T) {
	annotated := []byte("# Get berth\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_berth\" } -->\n```http\nGET /berths\n```\n")
	t.Chdir(tree(t, ".git/"))
	write(t, "guide/rest/berths/get.md", annotated)
	write(t, "guide/rest/piers/get.md", annotated)
	write(t, "guide/start.md", []byte("# Start\n"))
	write(t, ".docgauge.schema.json", []byte("{}"))
	code, out, errs := runDocgauge(t, "config", "init", "--stdout")
	if code != exitClean || errs != "" {
		t.Fatalf("exit code %d, standard error %s", code, errs)
	}
	for _, want := range []string{
		"# yaml-language-server: $schema=.docgauge.schema.json\n# The configuration",
		"#docsets:\n#  - root: guide/rest\n#    version: v1.0\n",
		"#include:\n#  - /guide/rest/berths/\n#  - /guide/rest/piers/\n",
		"#exclude:\n#  - drafts/\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// TestInitAbove checks that a configuration above is not forgotten.
func TestInitAbove(t *testing.T) {
	harbor(t)
	write(t, ".docgauge.yaml", []byte("version: 1\n"))
	code, out, _ := runDocgauge(t, "config", "init", "docs/v1.0", "--stdout")
	if code != exitClean || !strings.Contains(out, "# So far that file is in force here, and this one takes its place.\n#extends: ../../.docgauge.yaml\n") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if code, _, errs := runDocgauge(t, "config", "init", "docs/v1.0"); code != exitClean {
		t.Fatalf("exit code %d, standard error %s", code, errs)
	}
	write(t, "docs/v1.0/.docgauge.yaml", bytes.Replace([]byte(out), []byte("#extends"), []byte("extends"), 1))
	t.Chdir("docs/v1.0")
	if code, out, errs := runDocgauge(t, "config", "show"); code != exitClean || !strings.Contains(out, "configuration .docgauge.yaml, extends ") {
		t.Errorf("exit code %d\n%s%s", code, out, errs)
	}
}

// TestInitTarget checks when a file is written, and when not.
func TestInitTarget(t *testing.T) {
	t.Chdir(tree(t, ".git/", "dir/.docgauge.yaml/", "both/.docgauge.yaml", "both/.docgauge.yml", "old/", "file.txt"))
	write(t, "old/.docgauge.yml", []byte("version: 1\nrules: {json: off}\n"))
	write(t, "victim.txt", []byte("precious"))
	for _, dir := range []string{"linked", "dangling"} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"linked": "../victim.txt", "dangling": "../gone.txt"} {
		if err := os.Symlink(target, filepath.Join(link, ".docgauge.yaml")); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args, want string
		code       int
	}{
		{"old", "old/.docgauge.yml: exists; --force replaces it, --stdout prints what would be written", exitError},
		{"old --force", "wrote old/.docgauge.yml, ", exitClean},
		{"both --force", "beside it is .docgauge.yml", exitError},
		{"dir --force", "exists and is no regular file; delete it first", exitError},
		{"linked --force", "linked/.docgauge.yaml: exists and is no regular file; delete it first", exitError},
		{"dangling", "dangling/.docgauge.yaml: exists and is no regular file; delete it first", exitError},
		{"gone", "gone: no such directory; ", exitError},
		{"file.txt", "file.txt: not a directory", exitError},
		{"old both", `config init takes one directory, got "old" and "both"`, exitError},
		{"old --force --stdout", "--stdout: replaces no file; leave out --force", exitError},
		{"--force", "wrote .docgauge.yaml, ", exitClean},
	} {
		code, out, errs := runDocgauge(t, append([]string{"config", "init"}, strings.Fields(c.args)...)...)
		if code != c.code || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit code %d, standard output %q, standard error %q", c.args, code, out, errs)
		}
	}
	if b, err := os.ReadFile("victim.txt"); err != nil || string(b) != "precious" {
		t.Errorf("what a link leads to was written: %q, %v", b, err)
	}
	if b, err := os.ReadFile("old/.docgauge.yml"); err != nil || !strings.Contains(string(b), "#rules:") {
		t.Errorf("not replaced: %q, %v", b, err)
	}
	if exists("old/.docgauge.yaml") || exists("gone.txt") {
		t.Error("another file was written")
	}
}
