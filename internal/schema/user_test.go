package schema

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// folder is a file system of the files of an archive.
func folder(archive string) fs.FS {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// readUser reads schemas that must be right.
func readUser(t *testing.T, archive string) Source {
	t.Helper()
	s, err := ReadUser(folder(archive), "own")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestUserNames(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"file", `-- harbor.berth.json --
{"type": "object"}`, "harbor.berth own/harbor.berth.json"},
		{"file in a folder, with .schema", `-- harbor/v1/harbor.berth.schema.json --
{"type": "object"}`, "harbor.berth own/harbor/v1/harbor.berth.schema.json"},
		{"upper-case extension", `-- harbor.berth.JSON --
{"type": "object"}`, "harbor.berth own/harbor.berth.JSON"},
		{"$id wins", `-- a.json --
{"$id": "https://harbor.example/schemas/harbor.berth.schema.json#", "title": "harbor.vessel", "type": "object"}`, "harbor.berth own/a.json"},
		{"$id with a query, and $schema", `-- a.json --
{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://harbor.example/schemas/harbor.berth?v=1"}`, "harbor.berth own/a.json"},
		{"urn", `-- a.json --
{"$id": "urn:harbor:harbor.berth", "type": "object"}`, "harbor.berth own/a.json"},
		{"id of draft 4", `-- a.json --
{"$schema": "http://json-schema.org/draft-04/schema#", "id": "https://harbor.example/harbor.berth", "$id": "harbor.other"}`, "harbor.berth own/a.json"},
		{"id is no name after draft 4", `-- harbor.a.json --
{"type": "object", "id": "https://harbor.example/harbor.berth"}`, "harbor.a own/harbor.a.json"},
		{"title", `-- a.json --
{"title": "harbor.berth", "type": "object"}`, "harbor.berth own/a.json"},
		{"title before file", `-- harbor.a.json --
{"title": "harbor.berth", "type": "object"}`, "harbor.berth own/harbor.a.json"},
		{"a namespace before none", `-- harbor.berth.json --
{"$id": "https://harbor.example/schema.json", "title": "berth", "type": "object"}`, "harbor.berth own/harbor.berth.json"},
		{"short", `-- a.json --
{"title": "berth", "type": "object"}`, "microsoft.graph.berth own/a.json"},
		{"a heading", `-- berth.json --
{"title": "Berth", "type": "object"}`, "microsoft.graph.berth own/berth.json"},
		{"a phrase", `-- berth.json --
{"title": "berth of a harbor", "type": "object"}`, "microsoft.graph.berth own/berth.json"},
		{"an $id without a name", `-- berth.json --
{"$id": "https://harbor.example/", "type": "object"}`, "microsoft.graph.berth own/berth.json"},
		{"hidden files, hidden folders, packages and other types are left out", `-- .vscode/settings.json --
{}
-- .hidden.json --
{}
-- node_modules/x/package.json --
{}
-- README.md --
berths
-- berth.json --
{"type": "object"}`, "microsoft.graph.berth own/berth.json"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, d := range readUser(t, test.file).Definitions {
				got = append(got, d.Name+" "+d.Origin)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestUserErrors(t *testing.T) {
	const sure = "; if it is no JSON Schema, move it out of the folder or leave it out with --exclude"
	tests := []struct {
		name, files string
		want        []string
	}{
		{"nothing", `-- README.md --
x`, []string{"own: no schema (*.json) in it"}},
		{"malformed", `-- a.json --
{
  "type": "object",
}
-- b.json --
{"type": 'object'}`, []string{
			`own/a.json:2:19: malformed JSON: trailing comma before }`,
			`own/b.json:1:10: malformed JSON: single quotes around object`,
		}},
		{"a key twice", `-- a.json --
{"type": "object", "type": "string"}`, []string{`own/a.json:1:20: malformed JSON: duplicate name "type"`}},
		{"empty", `-- a.json --
`, []string{"own/a.json:1:1: the file is empty; a schema is an object"}},
		{"not an object", `-- a.json --
[]
-- b.json --
true`, []string{
			"own/a.json:1:1: a schema is an object, and this is an array" + sure,
			"own/b.json:1:1: a schema is an object, and this is a boolean" + sure,
		}},
		{"not a schema", `-- package.json --
{"name": "harbor", "version": "1.0.0", "scripts": {}}
-- tsconfig.json --
{
  "$schema": "https://json.schemastore.org/tsconfig"
}`, []string{
			`own/package.json:1:1: no keyword of JSON Schema in it, such as "type" or "properties"` + sure,
			`own/tsconfig.json:2:14: "$schema" names no draft of JSON Schema that is known (4, 6, 7, 2019-09, 2020-12)` + sure,
		}},
		{"wrong values", `-- a.json --
{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a/b": {"type": "text"}}, "required": "a"}
-- package.json --
{"name": "x", "type": "module"}`, []string{
			`own/a.json:1:87: not a valid schema of draft 7 at /properties/a~1b/type: value must be one of "array", "boolean", "integer", "null", "number", "object", "string"`,
			`own/a.json:1:109: not a valid schema of draft 7 at /required: expected array, but got string`,
			`own/package.json:1:23: not a valid schema of draft 2020-12 at /type: value must be one of "array", "boolean", "integer", "null", "number", "object", "string"` + sure,
		}},
		{"patterns", `-- a.json --
{"properties": {"n": {"pattern": "^(?!x)"}}}
-- b.json --
{"$schema": "http://json-schema.org/draft-04/schema#", "patternProperties": {"^(?!x)": {}}}`, []string{
			`own/a.json:1:34: not a valid schema of draft 2020-12 at /properties/n/pattern: '^(?!x)' is no pattern that can be used; patterns have RE2 syntax, without look-ahead and back references` + sure,
			`own/b.json:1:77: not a valid schema of draft 4 at /patternProperties: '^(?!x)' is no pattern that can be used; patterns have RE2 syntax, without look-ahead and back references`,
		}},
		{"no name", `-- berth no 5.json --
{"type": "object"}`, []string{`own/berth no 5.json:1:1: no type name: neither "$id" nor "title" nor the name of the file is one; call the file NAMESPACE.TYPE.json`}},
		{"two for one type", `-- a.json --
{"type": "object", "title": "harbor.berth"}
-- b.json --
{
  "type": "object",
  "title": "harbor.Berth"
}`, []string{`own/b.json:3:12: a second schema for the type harbor.Berth; the first is in own/a.json`}},
		{"one URI for two", `-- a.json --
{"title": "harbor.a", "type": "object", "$id": "https://harbor.example/x"}
-- b.json --
{"title": "harbor.b", "type": "object", "$id": "https://harbor.example/x"}`, []string{
			`own/b.json:1:48: "https://harbor.example/x" names a schema that own/a.json has too, at line 1`,
		}},
		{"references out of the folder", `-- sub/harbor.a.json --
{
  "properties": {
    "up": {"$ref": "../../harbor.b.json"},
    "root": {"$ref": "/etc/passwd"},
    "file": {"$ref": "file:///etc/passwd"},
    "web": {"$ref": "https://harbor.example/harbor.b.json#/x"},
    "relative": {"$id": "http://harbor.example/x/", "$ref": "y.json"}
  }
}`, []string{
			`own/sub/harbor.a.json:3:20: $ref "../../harbor.b.json" leads out of the folder own, and nothing outside is read; copy the schema into it`,
			`own/sub/harbor.a.json:4:22: $ref "/etc/passwd": there is no such file in own`,
			`own/sub/harbor.a.json:5:22: $ref "file:///etc/passwd" is outside own, and nothing is fetched; copy that schema into the folder, where its "$id" is found`,
			`own/sub/harbor.a.json:6:21: $ref "https://harbor.example/harbor.b.json#/x" is outside own, and nothing is fetched; copy that schema into the folder, where its "$id" is found`,
			`own/sub/harbor.a.json:7:61: $ref "y.json" is outside own, and nothing is fetched; copy that schema into the folder, where its "$id" is found`,
		}},
		{"references that lead nowhere", `-- harbor.a.json --
{
  "properties": {
    "a": {"$ref": "#/$defs/x"},
    "b": {"$ref": "#anchor"},
    "c": {"$ref": "harbor.bb.json"},
    "d": {"$ref": "harbor.b.json#/definitions/x"},
    "e": {"$ref": "bert.json"},
    "f": {"$ref": "#/title"},
    "g": {"$ref": "microsoft.graph.identity.json"},
    "i": {"$ref": "docgauge:///schemas/microsoft.graph.identity.json#/properties/id"},
    "j": {"$ref": "docgauge:///replaced/microsoft.graph.identity.json"},
    "k": {"$ref": "docgauge:///schemas/identity"},
    "l": {"$ref": "docgauge:///types/identity.json"}
  },
  "title": "harbor.a"
}
-- harbor.b.json --
{"type": "object"}
-- berth.json --
{"type": "object"}`, []string{
			`own/harbor.a.json:3:19: $ref "#/$defs/x": there is no "#/$defs/x" in own/harbor.a.json`,
			`own/harbor.a.json:4:19: $ref "#anchor": there is no "#anchor" in own/harbor.a.json`,
			`own/harbor.a.json:5:19: $ref "harbor.bb.json": there is no such file in own; the type in force, whoever defines it, is docgauge:///schemas/harbor.bb.json`,
			`own/harbor.a.json:6:19: $ref "harbor.b.json#/definitions/x": there is no "#/definitions/x" in own/harbor.b.json`,
			`own/harbor.a.json:7:19: $ref "bert.json": there is no such file in own; did you mean berth.json?`,
			`own/harbor.a.json:8:19: $ref "#/title" leads to a string, which is no schema`,
			`own/harbor.a.json:9:19: $ref "microsoft.graph.identity.json": there is no such file in own; the type in force, whoever defines it, is docgauge:///schemas/microsoft.graph.identity.json`,
			`own/harbor.a.json:10:19: $ref "docgauge:///schemas/microsoft.graph.identity.json#/properties/id" leads into a type that other sources define; refer to the whole type`,
			`own/harbor.a.json:11:19: $ref "docgauge:///replaced/microsoft.graph.identity.json": no schema of own replaces microsoft.graph.identity; refer to docgauge:///schemas/microsoft.graph.identity.json`,
			`own/harbor.a.json:12:19: $ref "docgauge:///schemas/identity": want docgauge:///schemas/NAMESPACE.TYPE.json`,
			`own/harbor.a.json:13:19: $ref "docgauge:///types/identity.json" is outside own, and nothing is fetched; copy that schema into the folder, where its "$id" is found`,
		}},
		{"a circle", `-- harbor.a.json --
{"$ref": "#/$defs/b", "$defs": {"b": {"$ref": "#/$defs/c"}, "c": {"$ref": "#/$defs/b"}}}`, []string{
			"own/harbor.a.json:1:1: a $ref of the schema leads back to itself without end",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadUser(folder(test.files), "own")
			if err == nil {
				t.Fatal("no error")
			}
			if diff := cmp.Diff(test.want, strings.Split(err.Error(), "\n")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// failing is a file system whose files cannot be read.
type failing struct{ fstest.MapFS }

func (f failing) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".json") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}

func TestUserFiles(t *testing.T) {
	_, err := ReadUser(failing{fstest.MapFS{"a.json": {}}}, "own")
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "own/a.json") {
		t.Errorf("got %v", err)
	}
	big := fstest.MapFS{"a.json": {Data: make([]byte, maxUserFile+1)}}
	if _, err := ReadUser(big, "own"); err == nil || !strings.HasSuffix(err.Error(), "own/a.json: larger than 16 MB") {
		t.Errorf("got %v", err)
	}
	if _, err := ReadUser(os.DirFS("testdata/absent"), "own"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func FuzzReadUser(f *testing.F) {
	f.Add(`{"$id": "b.json", "properties": {"a": {"$ref": "b.json#/properties/b"}, "b": {"$anchor": "x", "$ref": "#x"}}}`, `{"type": "object"}`)
	f.Add(`{"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": true, "items": [{}], "additionalItems": {"$ref": "#"}}`, `true`)
	f.Add(`{"$ref": "b.json", "dependencies": {"a": ["b"], "c": {}}, "$schema": "http://json-schema.org/draft-07/schema#"}`, `{"$ref": "a.json"}`)
	f.Add(`{"allOf": [{"$ref": "docgauge:///replaced/harbor.a.json"}], "unevaluatedProperties": false}`, `{"$dynamicAnchor": "n", "not": {"$dynamicRef": "#n"}}`)
	f.Fuzz(func(t *testing.T, a, b string) {
		fsys := fstest.MapFS{"harbor.a.json": {Data: []byte(a)}, "b.json": {Data: []byte(b)}}
		s, err := ReadUser(fsys, "own")
		if err != nil {
			return
		}
		for _, d := range s.Definitions {
			js, err := d.Schema()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := decode(js); err != nil {
				t.Errorf("%s is no JSON: %v\n%s", d.Name, err, js)
			}
		}
	})
}
