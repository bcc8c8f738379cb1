package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "docgauge/"

// rows lists the packages bottom up (CONTRIBUTING, "One way down"). A package
// may import only packages on lower rows; one that is not listed fails the test.
var rows = [][]string{
	{"internal/text", "internal/golden", "internal/gitignore", "schemas"},
	{"internal/diag"},
	{"internal/jsondoc", "internal/httpmsg", "internal/odata", "internal/edit", "internal/changes"},
	{"internal/page", "internal/baseline"},
	{"internal/schema", "internal/suppress"},
	{"internal/apidoctor", "internal/csdl", "internal/derived"},
	{"internal/docset"},
	{"internal/rule"},
	{"internal/rules", "internal/config"},
	{"internal/lint", "internal/docs"},
	{"internal/report"},
	{"internal/inventory"},
	{"internal/cli"},
	{"cmd/docgauge"},
}

// only lists third-party and standard packages that a few of ours alone may import.
var only = map[string][]string{
	"github.com/yuin/goldmark":                 {"internal/page", "internal/baseline"},
	"github.com/santhosh-tekuri/jsonschema/v5": {"internal/schema"},
	"github.com/spf13/cobra":                   {"internal/cli"},
	"os":                                       {"internal/cli", "internal/golden", "cmd/docgauge"},
	"sync":                                     {"internal/docset", "internal/lint", "internal/schema"},
	"unsafe":                                   {"internal/text"},
	"net/http":                                 {},
	"os/exec":                                  {"internal/cli"},
}

func TestImportsPointDown(t *testing.T) {
	level := map[string]int{}
	for i, row := range rows {
		for _, p := range row {
			level[p] = i
		}
	}
	for name, file := range sources(t) {
		from := path.Dir(name)
		at, ok := level[from]
		if !ok {
			t.Errorf("%s: package %s is in no row", name, from)
			continue
		}
		for _, im := range file.Imports {
			to, _ := strconv.Unquote(im.Path.Value)
			if to, ours := strings.CutPrefix(to, module); ours && level[to] >= at {
				t.Errorf("%s imports %s, which is not below it", name, to)
			}
			for prefix, allowed := range only {
				if (to == prefix || strings.Contains(prefix, ".") && strings.HasPrefix(to, prefix+"/")) && !slices.Contains(allowed, from) {
					t.Errorf("%s imports %s; only %v may", name, to, allowed)
				}
			}
		}
	}
}

// TestNoHiddenState rejects what makes runs depend on each other: init
// functions, and goroutines outside the engine.
func TestNoHiddenState(t *testing.T) {
	for name, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					t.Errorf("%s has an init function", name)
				}
			case *ast.GoStmt:
				if path.Dir(name) != "internal/lint" {
					t.Errorf("%s starts a goroutine; only internal/lint may", name)
				}
			}
			return true
		})
	}
}

// sources parses every non-test Go file of the module, keyed by its path from the root.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	for _, top := range []string{"internal", "cmd", "schemas"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
			name, _ := filepath.Rel("..", p)
			files[filepath.ToSlash(name)] = file
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) == 0 {
		t.Fatal("found no source files")
	}
	return files
}
