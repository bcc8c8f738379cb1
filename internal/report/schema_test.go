package report

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/docset"
	"docgauge/internal/lint"
	"docgauge/internal/rules"
	"docgauge/internal/schema"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

const ownSchemas = "../../schemas/docgauge"

// compiled reads a JSON Schema that refers to nothing but itself.
func compiled(t testing.TB, elem ...string) *jsonschema.Schema {
	t.Helper()
	content := readFile(t, filepath.Join(elem...))
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = func(url string) (io.ReadCloser, error) { return nil, os.ErrNotExist }
	if err := c.AddResource("test://schema.json", bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("test://schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// decoded is the JSON text as a schema's validator wants it.
func decoded(t testing.TB, text string) any {
	t.Helper()
	var v any
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if _, err := dec.Token(); err != io.EOF {
		t.Fatalf("text behind the JSON: %s", text)
	}
	return v
}

// written is what a format prints.
func written(t testing.TB, write func(io.Writer, Run, Options) error, run Run) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, run, Options{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// allRuns are the golden runs and one with findings of every rule.
func allRuns(t *testing.T) map[string]Run {
	all := runs(t)
	all["rules"] = ruleRun(t)
	return all
}

// ruleRun checks the pages that the rules are tested with, with all rules.
func ruleRun(t testing.TB) Run {
	t.Helper()
	var files []lint.File
	add := func(name string, content []byte) {
		files = append(files, lint.File{Path: name, Location: "docs/" + name, Read: func() ([]byte, error) { return content, nil }})
	}
	const root = "../../testdata/rules"
	for _, pattern := range []string{"*/err/*", "*/err/*/*", "*/err/*/*/*"} {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			rel, err := filepath.Rel(root, name)
			if err != nil {
				t.Fatal(err)
			}
			switch rel = filepath.ToSlash(rel); filepath.Ext(name) {
			case ".md":
				add(rel, readFile(t, name))
			case ".txtar":
				for _, f := range txtar.Parse(readFile(t, name)).Files {
					if filepath.Ext(f.Name) == ".md" {
						add(strings.TrimSuffix(rel, ".txtar")+"/"+f.Name, f.Data)
					}
				}
			}
		}
	}
	job := lint.Job{Files: files, Rules: rules.All(), Docset: docset.Options{Bundled: schema.Bundled()}, Workers: 2}
	result, err := lint.Run(t.Context(), job)
	if err != nil || len(result.Failures) > 0 {
		t.Fatalf("%v, %v", err, result.Failures)
	}
	return Run{Version: "1.2.3", Files: result.Files, Rules: job.Rules, Diagnostics: result.Diagnostics, Suppressed: len(result.Suppressed)}
}

// TestJSONSchema holds the JSON formats against the schemas that say what they are.
func TestJSONSchema(t *testing.T) {
	whole, line := compiled(t, ownSchemas, "report.json"), compiled(t, ownSchemas, "report-line.json")
	for name, run := range allRuns(t) {
		report := decoded(t, written(t, jsonReport, run))
		if err := whole.Validate(report); err != nil {
			t.Errorf("%s: json: %#v", name, err)
		}
		diagnostics := report.(map[string]any)["diagnostics"].([]any)
		lines := strings.SplitAfter(written(t, jsonLines, run), "\n")
		if lines = lines[:len(lines)-1]; len(lines) != len(run.Diagnostics) {
			t.Fatalf("%s: %d lines for %d findings", name, len(lines), len(run.Diagnostics))
		}
		for i, l := range lines {
			v := decoded(t, l)
			if err := line.Validate(v); err != nil {
				t.Fatalf("%s: jsonl: %#v in %s", name, err, l)
			}
			if d := cmp.Diff(diagnostics[i], v); d != "" {
				t.Fatalf("%s: line %d is not the diagnostic of the report (-json +jsonl):\n%s", name, i+1, d)
			}
		}
	}
}

// TestJSONSchemaIsStrict takes away, adds and changes each member in turn.
func TestJSONSchemaIsStrict(t *testing.T) {
	whole := compiled(t, ownSchemas, "report.json")
	report := decoded(t, written(t, jsonReport, mixed(t)))
	changes := 0
	var walk func(v any, at string)
	refused := func(at, what string) {
		if changes++; whole.Validate(report) == nil {
			t.Errorf("%s: %s, and the schema does not mind", at, what)
		}
	}
	walk = func(v any, at string) {
		switch v := v.(type) {
		case []any:
			for _, item := range v {
				walk(item, at+"/0")
			}
		case map[string]any:
			v["other"] = 1
			refused(at, "a member is added")
			delete(v, "other")
			for name, old := range v {
				if name != "owner" {
					delete(v, name)
					refused(at+"/"+name, "it is absent")
				}
				for _, wrong := range []any{nil, []any{1}, json.Number("-1"), json.Number("1.5")} {
					v[name] = wrong
					refused(at+"/"+name, "it is wrong")
				}
				v[name] = old
				walk(old, at+"/"+name)
			}
		}
	}
	walk(report, "")
	if err := whole.Validate(report); err != nil || changes < 300 {
		t.Errorf("after %d changes: %v", changes, err)
	}
}

// TestJSONSchemaHasAllMembers compares the schemas with the Go structures.
func TestJSONSchemaHasAllMembers(t *testing.T) {
	var whole, line map[string]any
	for file, v := range map[string]*map[string]any{"report.json": &whole, "report-line.json": &line} {
		if err := json.Unmarshal(readFile(t, filepath.Join(ownSchemas, file)), v); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(whole["$defs"], line["$defs"]); d != "" {
		t.Errorf("the two schemas define a diagnostic otherwise (-report +line):\n%s", d)
	}
	compareMembers(t, "report", whole, whole, reflect.TypeFor[struct {
		jsonHead
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}]())
	compareMembers(t, "line", line, line, reflect.TypeFor[jsonDiagnostic]())
}

// compareMembers checks that a schema within root has the members of a structure, and those of its members.
func compareMembers(t *testing.T, at string, root, s map[string]any, typ reflect.Type) {
	t.Helper()
	if ref, ok := s["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/$defs/")
		compareMembers(t, at, root, root["$defs"].(map[string]any)[name].(map[string]any), typ)
		return
	}
	switch typ.Kind() {
	case reflect.Slice:
		compareMembers(t, at+"/0", root, s["items"].(map[string]any), typ.Elem())
	case reflect.Struct:
		members, optional := map[string]reflect.Type{}, []string(nil)
		for _, f := range reflect.VisibleFields(typ) {
			name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" {
				continue // embedded
			}
			members[name] = f.Type
			if option == "omitempty" {
				optional = append(optional, name)
			}
		}
		properties := s["properties"].(map[string]any)
		var required []string
		for _, name := range s["required"].([]any) {
			required = append(required, name.(string))
		}
		for name := range properties {
			if members[name] == nil {
				t.Errorf("%s: the schema has %s, which the report has not", at, name)
			}
		}
		for name, typ := range members {
			if slices.Contains(required, name) == slices.Contains(optional, name) {
				t.Errorf("%s: required is %q, optional %q", at, required, optional)
			}
			if p, ok := properties[name].(map[string]any); ok {
				compareMembers(t, at+"/"+name, root, p, typ)
			} else {
				t.Errorf("%s: the schema lacks %s", at, name)
			}
		}
	}
}
