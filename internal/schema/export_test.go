package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// exported returns the files of a registry by name.
func exported(t *testing.T, r *Registry) map[string]string {
	t.Helper()
	files, err := r.Export()
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range files {
		m[f.Name] = string(f.Text)
	}
	return m
}

// compileFiles compiles every file with nothing but the files to load.
func compileFiles(t *testing.T, files map[string]string) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = func(at string) (io.ReadCloser, error) {
		b, ok := files[strings.TrimPrefix(at, "mem:///")]
		if !ok {
			return nil, fmt.Errorf("%s is not among the files", at)
		}
		return io.NopCloser(strings.NewReader(b)), nil
	}
	schemas := map[string]*jsonschema.Schema{}
	for name := range files {
		s, err := c.Compile("mem:///" + name)
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, files[name])
		}
		schemas[name] = s
	}
	return schemas
}

// harborSet is a registry with all sources.
func harborSet(t *testing.T) *Registry {
	t.Helper()
	definition := func(name, js string) Definition {
		return Definition{Name: name, Schema: func() ([]byte, error) { return []byte(js), nil }}
	}
	user := readUser(t, `-- harbor.crane.json --
{"allOf": [{"$ref": "docgauge:///replaced/harbor.crane.json"}], "properties": {"reach": {"type": "number", "nullable": false}, "lost": {"$ref": "docgauge:///schemas/harbor.lost.json"}, "part": {"$ref": "#/parts/x"}},
 "parts": {"x": {"type": "object", "properties": {"dock": {"$ref": "docgauge:///schemas/harbor.dock.json"}}, "additionalProperties": false}}, "unevaluatedProperties": false}
`)
	r, err := New(user, Bundled(), Source{Name: "metadata", Definitions: []Definition{
		definition("harbor.place", `{"type": "object", "properties": {"id": {"type": "string", "nullable": false}, "size": {"type": ["integer", "string"], "pattern": "^[0-9]+$"}},
			"patternProperties": {"@": true}, "additionalProperties": false}`),
	}}, Source{Name: "derived", Generated: true, Definitions: []Definition{
		definition("harbor.dock", `{"$comment": "a.md:1", "title": "dock", "type": "object", "allOf": [{"$ref": "harbor.place.json"}], "required": ["open"], "properties": {
			"open": {"$comment": "a.md:2", "type": "string", "format": "time"}, "stay": {"type": "string", "format": "duration"}, "since": {"type": "string", "format": "date-time"},
			"photo": {"type": "string", "format": "base64"}, "length": {"type": ["number", "string"], "format": "double"},
			"kind": {"type": "string", "enum": ["dry", "wet"]}, "flag": {"type": "string", "enum": ["a"], "x-docgauge-partial": true},
			"next": {"$ref": "harbor.dock.json", "description": "The next."}, "near": {"type": "array", "items": {"$ref": "harbor.place.json"}},
			"any": {"anyOf": [{"type": "number"}, {"const": "INF"}]}}, "patternProperties": {"@": true}, "additionalProperties": false}`),
		definition("harbor.crane", `{"type": "object", "properties": {"lift": {"type": "integer"}}, "additionalProperties": false}`),
		definition("harbor.box", `{"type": "object", "properties": {"lid": {"type": "boolean"}}, "additionalProperties": true}`),
		definition("harbor.bigBox", `{"type": "object", "allOf": [{"$ref": "harbor.box.json"}], "properties": {"lock": {"type": "boolean"}}, "unevaluatedProperties": false}`),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestExportText(t *testing.T) {
	files := exported(t, harborSet(t))
	for name, want := range map[string]string{
		"harbor.place.json": `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "harbor.place.json",
  "$comment": "written by docgauge schema export",
  "if": {"properties": {"@odata.type": {"enum": ["#harbor.place", "harbor.place"]}}},
  "then": {"$ref": "#/$defs/open", "unevaluatedProperties": false},
  "else": {"$ref": "#/$defs/open"},
  "$defs": {
    "open": {
      "type": "object",
      "properties": {"id": {"type": "string"}, "size": {"type": ["integer", "string", "null"], "pattern": "^[0-9]+$"}},
      "patternProperties": {"@": true}
    }
  }
}
`,
		"harbor.dock.json": `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "harbor.dock.json",
  "$comment": "written by docgauge schema export",
  "title": "dock",
  "type": "object",
  "allOf": [{"$ref": "harbor.place.json#/$defs/open"}],
  "required": ["open"],
  "properties": {
    "open": {"type": ["string", "null"], "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?$"},
    "stay": {
      "type": ["string", "null"],
      "pattern": "^[+-]?P([0-9]+([.,][0-9]+)?[YMWD])*(T([0-9]+([.,][0-9]+)?[HMS])+)?$"
    },
    "since": {"type": ["string", "null"], "format": "date-time"},
    "photo": {"type": ["string", "null"], "contentEncoding": "base64"},
    "length": {"type": ["number", "string", "null"]},
    "kind": {"type": ["string", "null"], "enum": ["dry", "wet", null]},
    "flag": {"type": ["string", "null"], "examples": ["a"]},
    "next": {"description": "The next.", "anyOf": [{"$ref": "#"}, {"type": "null"}]},
    "near": {"type": ["array", "null"], "items": {"anyOf": [{"$ref": "harbor.place.json"}, {"type": "null"}]}},
    "any": {"anyOf": [{"type": "number"}, {"const": "INF"}, {"type": "null"}]}
  },
  "patternProperties": {"@": true},
  "unevaluatedProperties": false
}
`,
		"harbor.crane.json": `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "harbor.crane.json",
  "$comment": "written by docgauge schema export",
  "allOf": [{"$ref": "harbor.crane.replaced.json#/$defs/open"}],
  "properties": {
    "reach": {"type": "number"},
    "lost": {},
    "part": {"anyOf": [{"$ref": "#/$defs/x"}, {"type": "null"}]}
  },
  "parts": {"x": {}},
  "unevaluatedProperties": false,
  "$defs": {
    "x": {
      "type": "object",
      "properties": {"dock": {"anyOf": [{"$ref": "harbor.dock.json"}, {"type": "null"}]}},
      "additionalProperties": false,
      "patternProperties": {"@": true}
    }
  },
  "patternProperties": {"@": true}
}
`,
	} {
		if diff := cmp.Diff(want, files[name]); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// TestExportAgrees checks that the exported files say of documents what the
// registry says.
func TestExportAgrees(t *testing.T) {
	r := harborSet(t)
	schemas := compileFiles(t, exported(t, r))
	for _, test := range []struct {
		typ, doc string
		valid    bool
	}{
		{"harbor.place", `{"id": "1", "size": null, "@odata.etag": "x", "size@odata.type": "y"}`, true},
		{"harbor.place", `{"id": null}`, false},
		{"harbor.place", `{"id": "1", "name": "x"}`, false},
		{"harbor.place", `{"id": "1", "@odata.type": "#harbor.dock", "open": "10:30"}`, true},
		{"harbor.dock", `{"id": "1", "open": "10:30:00.5", "stay": "P1DT2.5H", "photo": "aGk=", "length": "INF", "kind": "wet", "flag": "b", "any": "INF"}`, true},
		{"harbor.dock", `{"open": "25:00"}`, false},
		{"harbor.dock", `{"open": "10:00", "stay": "1 day"}`, false},
		{"harbor.dock", `{"open": "10:00", "kind": "deep"}`, false},
		{"harbor.dock", `{"open": null, "kind": null, "next": null, "near": [null], "any": null}`, true},
		{"harbor.dock", `{"open": "10:00", "next": {"open": 5}}`, false},
		{"harbor.dock", `{"open": "10:00", "near": [{"id": "1", "@odata.type": "#harbor.dock", "open": "10:00"}]}`, true},
		{"harbor.dock", `{"open": "10:00", "colour": "red"}`, false},
		{"harbor.crane", `{"lift": 5, "reach": 2.5, "lost": [1], "part": {"dock": null, "@x": 1}}`, true},
		{"harbor.crane", `{"lift": "5"}`, false},
		{"harbor.crane", `{"lift": 5, "reach": null}`, false},
		{"harbor.crane", `{"lift": 5, "part": {"deck": 1}}`, false},
		{"harbor.crane", `{"lift": 5, "colour": "red"}`, false},
		{"harbor.bigBox", `{"lid": true, "lock": null}`, true},
		{"harbor.bigBox", `{"lid": true, "lock": true, "colour": "red"}`, false},
		{"harbor.box", `{"lid": true, "colour": "red"}`, true},
		{"microsoft.graph.permission", `{"id": "1", "roles": ["read"], "link": {"type": "view", "webHtml": null}, "grantedTo": null}`, true},
		{"microsoft.graph.permission", `{"id": "1", "roles": ["write"], "link": {"type": "view"}}`, false},
	} {
		typ, _ := r.Lookup(test.typ)
		_, v := parse(test.doc)
		found := slices.DeleteFunc(r.Validate(typ, v, Options{}), func(v Violation) bool { return v.Partial })
		if (len(found) == 0) != test.valid {
			t.Errorf("registry: %s %s: %v", test.typ, test.doc, found)
		}
		var doc any
		d := json.NewDecoder(bytes.NewReader([]byte(test.doc)))
		d.UseNumber()
		if err := d.Decode(&doc); err != nil {
			t.Fatal(err)
		}
		if err := schemas[test.typ+".json"].Validate(doc); (err == nil) != test.valid {
			t.Errorf("export: %s %s: %v", test.typ, test.doc, err)
		}
	}
}

func TestExportNames(t *testing.T) {
	odd := []Definition{
		{Name: `..\up`, Schema: func() ([]byte, error) { return []byte(`{"properties": {"é": {"$ref": "h%C3%A1.json"}}}`), nil }},
		{Name: "há", Schema: func() ([]byte, error) { return []byte(`true`), nil }},
	}
	r, err := New(Source{Name: "derived", Definitions: odd})
	if err != nil {
		t.Fatal(err)
	}
	files := exported(t, r)
	compileFiles(t, map[string]string{"%252E.%255Cup.json": files["%2E.%5Cup.json"], "h%25C3%25A1.json": files["h%C3%A1.json"]})
	if !strings.Contains(files["%2E.%5Cup.json"], `{"$ref": "h%25C3%25A1.json"}`) {
		t.Errorf("got %v", files)
	}
}
