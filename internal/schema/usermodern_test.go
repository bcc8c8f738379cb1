package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// TestUserModern checks what schemas of each draft become in draft 2020-12. The
// lines "$schema" and "$id" that begin every schema are left out.
func TestUserModern(t *testing.T) {
	tests := []struct{ name, files, want string }{
		{"draft 4", `-- harbor.a.json --
{
  "$schema": "http://json-schema.org/draft-04/schema#", "id": "https://harbor.example/a.json", "$id": "kept", "title": "A",
  "minimum": 1, "exclusiveMinimum": true, "maximum": 5, "exclusiveMaximum": false, "const": 3, "if": {"type": "null"},
  "properties": {"id": {"type": "string"}, "self": {"$ref": "#", "type": "string"}},
  "items": [{"type": "string"}, {"$ref": "a.json#/items/0"}], "additionalItems": {"$ref": "#/properties/id"},
  "dependencies": {"b": ["c"], "d": {"$ref": "#/additionalItems"}}
}`, `{
  "title": "A",
  "exclusiveMinimum": 1,
  "maximum": 5,
  "properties": {
    "id": {"type": "string"},
    "self": {"$ref": "docgauge:///schemas/harbor.a.json"}
  },
  "prefixItems": [{"type": "string"}, {"$ref": "docgauge:///schemas/harbor.a.json#/prefixItems/0"}],
  "items": {"$ref": "docgauge:///schemas/harbor.a.json#/properties/id"},
  "dependentRequired": {"b": ["c"]},
  "dependentSchemas": {"d": {"$ref": "docgauge:///schemas/harbor.a.json#/items"}}
}
`},
		{"additionalItems without effect", `-- harbor.a.json --
{"$schema": "http://json-schema.org/draft-07/schema#", "items": {"type": "string"}, "additionalItems": false, "$comment": "x"}`, `{
  "items": {"type": "string"},
  "$comment": "x"
}
`},
		{"keywords of later drafts", `-- harbor.a.json --
{"$schema": "http://json-schema.org/draft-06/schema#", "const": 5, "contains": {}, "if": {"type": "null"}, "then": false,
 "unevaluatedProperties": false, "prefixItems": [false], "dependentRequired": {"a": ["b"]}, "format": "date"}`, `{
  "const": 5,
  "contains": {},
  "format": "date"
}
`},
		{"anchors in $id", `-- harbor.a.json --
{"$schema": "http://json-schema.org/draft-07/schema", "properties": {"n": {"$ref": "#name"}}, "definitions": {"x/y": {"$id": "#name", "type": "string"}}}`, `{
  "properties": {
    "n": {"$ref": "docgauge:///schemas/harbor.a.json#/definitions/x~1y"}
  },
  "definitions": {"x/y": {"type": "string"}}
}
`},
		{"embedded resources", `-- harbor.a.json --
{"$id": "https://harbor.example/a", "properties": {
  "b": {"$id": "sub/b", "properties": {"c": {"$ref": "#/$defs/c"}, "a": {"$ref": "../a"}}, "$defs": {"c": {"type": "string"}}},
  "again": {"$ref": "sub/b#/$defs/c"}, "whole": {"$ref": "https://harbor.example/sub/b"}
}}`, `{
  "properties": {
    "b": {
      "properties": {
        "c": {"$ref": "docgauge:///schemas/harbor.a.json#/properties/b/$defs/c"},
        "a": {"$ref": "docgauge:///schemas/harbor.a.json"}
      },
      "$defs": {"c": {"type": "string"}}
    },
    "again": {"$ref": "docgauge:///schemas/harbor.a.json#/properties/b/$defs/c"},
    "whole": {"$ref": "docgauge:///schemas/harbor.a.json#/properties/b"}
  }
}
`},
		{"draft 2019-09", `-- harbor.a.json --
{"$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveAnchor": true, "$anchor": "top",
 "items": [{"type": "string"}], "additionalItems": {"$recursiveRef": "#"}, "dependencies": {"a": ["b"]},
 "properties": {"x": {"$ref": "#top", "description": "kept"}}}`, `{
  "prefixItems": [{"type": "string"}],
  "items": {"$ref": "docgauge:///schemas/harbor.a.json"},
  "properties": {
    "x": {"$ref": "docgauge:///schemas/harbor.a.json", "description": "kept"}
  }
}
`},
		{"dynamic references", `-- harbor.a.json --
{"properties": {"next": {"$dynamicRef": "#node"}}, "$defs": {"n": {"$dynamicAnchor": "node", "type": "object"}}}`, `{
  "properties": {
    "next": {"$ref": "docgauge:///schemas/harbor.a.json#/$defs/n"}
  },
  "$defs": {"n": {"type": "object"}}
}
`},
		{"a root that is a reference", `-- harbor.a.json --
{"$schema": "http://json-schema.org/draft-07/schema#", "title": "harbor.a", "$ref": "#/definitions/A", "type": "string",
 "definitions": {"A": {"title": "x", "$ref": "#/definitions/B"}, "B": {"type": "object", "properties": {"next": {"$ref": "#/definitions/A"}}}}}`, `{
  "title": "harbor.a",
  "definitions": {
    "A": {"title": "x", "$ref": "docgauge:///schemas/harbor.a.json#/definitions/B"},
    "B": {"type": "object", "properties": {"next": {"$ref": "docgauge:///schemas/harbor.a.json#/definitions/A"}}}
  },
  "type": "object",
  "properties": {
    "next": {"$ref": "docgauge:///schemas/harbor.a.json#/definitions/A"}
  }
}
`},
		{"places that no keyword makes schemas", `-- harbor.a.json --
{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"x": {"$ref": "#/components/schemas/X"}},
 "components": {"schemas": {"X": {"items": [{"$ref": "#/components/schemas/Y"}]}, "Y": {"type": "string"}}},
 "default": {"$ref": "nowhere.json"}, "enum": [{"$ref": "nowhere.json"}]}`, `{
  "properties": {
    "x": {"$ref": "docgauge:///schemas/harbor.a.json#/$defs/X"}
  },
  "components": {"schemas": {"X": {}, "Y": {}}},
  "default": {"$ref": "nowhere.json"},
  "enum": [{"$ref": "nowhere.json"}],
  "$defs": {"X": {"prefixItems": [{"$ref": "docgauge:///schemas/harbor.a.json#/$defs/Y"}]}, "Y": {"type": "string"}}
}
`},
		{"other files and types", `-- sub/harbor.a.json --
{"$id": "https://harbor.example/schemas/a.json", "properties": {
  "byPath": {"$ref": "../harbor.b.json#/$defs/x"}, "byId": {"$ref": "b.json"}, "beside": {"$ref": "harbor.c.json"},
  "own": {"$ref": "docgauge:///schemas/Harbor.b.json#/$defs/x"}, "other": {"$ref": "docgauge:///schemas/microsoft.graph.user.json"},
  "was": {"$ref": "docgauge:///replaced/harbor.b.json"}
}, "title": "harbor.a"}
-- harbor.b.json --
{"$id": "https://harbor.example/schemas/b.json", "title": "harbor.b", "$defs": {"x": {"type": "string"}}}
-- sub/harbor.c.json --
{"type": "object"}`, `{
  "properties": {
    "byPath": {"$ref": "docgauge:///schemas/harbor.b.json#/$defs/x"},
    "byId": {"$ref": "docgauge:///schemas/harbor.b.json"},
    "beside": {"$ref": "docgauge:///schemas/harbor.c.json"},
    "own": {"$ref": "docgauge:///schemas/harbor.b.json#/$defs/x"},
    "other": {"$ref": "docgauge:///schemas/microsoft.graph.user.json"},
    "was": {"$ref": "docgauge:///replaced/harbor.b.json"}
  },
  "title": "harbor.a"
}
`},
	}
	const head = "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": \"docgauge:///schemas/harbor.a.json\",\n"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, d := range readUser(t, test.files).Definitions {
				if d.Name != "harbor.a" {
					continue
				}
				got, err := d.Schema()
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.want, strings.Replace(string(got), head, "", 1)); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
			}
		})
	}
}

// TestUserValidate checks documents against schemas that refer to each other, to
// types of other sources, and to what they replace.
func TestUserValidate(t *testing.T) {
	const files = `-- harbor.berth.json --
{"$schema": "http://json-schema.org/draft-04/schema#", "type": "object", "properties": {"number": {"type": "integer", "minimum": 0, "exclusiveMinimum": true}}, "additionalProperties": false}
-- harbor.vessel.json --
{"type": "object", "properties": {"berth": {"$ref": "harbor.berth.json"}, "master": {"$ref": "docgauge:///schemas/harbor.person.json"}, "owner": {"$ref": "docgauge:///schemas/harbor.ghost.json"}}}
-- identity.json --
{"allOf": [{"$ref": "docgauge:///replaced/microsoft.graph.identity.json"}], "properties": {"badge": {"type": "integer"}}, "unevaluatedProperties": false}
-- harbor.crane.json --
{"allOf": [{"$ref": "docgauge:///replaced/harbor.crane.json"}], "required": ["reach"]}
`
	derived := Source{Name: "derived", Definitions: []Definition{
		{Name: "harbor.person", Schema: func() ([]byte, error) { return []byte(`{"properties": {"age": {"type": "integer"}}}`), nil }},
		{Name: "harbor.crane", Schema: func() ([]byte, error) { return []byte(`{"properties": {"reach": {"type": "number"}}}`), nil }},
	}}
	r, err := New(readUser(t, files), Bundled())
	if err != nil {
		t.Fatal(err)
	}
	set, err := r.With(derived)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		registry *Registry
		typ, doc string
		want     []string
	}{
		{set, "harbor.vessel", `{"berth": {"number": 0}}`, []string{`1:22 format ` + "`0`" + ` /berth/number: 0 breaks the limit exclusiveMinimum 0 of "number"`}},
		{set, "harbor.vessel", `{"master": {"age": "x"}, "owner": 5}`, []string{"1:20 type `\"x\"` /master/age: \"age\" is a string, want integer"}},
		{r, "harbor.vessel", `{"master": {"age": "x"}}`, nil},
		{set, "identity", `{"id": 5, "badge": "x", "other": 1}`, []string{
			"1:8 type `5` /id: \"id\" is a number, want string | unsafe: \"5\"",
			"1:20 type `\"x\"` /badge: \"badge\" is a string, want integer",
			"1:25 property `\"other\"` /other: unknown property \"other\" of microsoft.graph.identity",
		}},
		{set, "harbor.crane", `{"reach": "far"}`, []string{"1:11 type `\"far\"` /reach: \"reach\" is a string, want number"}},
		{set, "harbor.crane", `{}`, nil}, // an empty object shows nothing
		{set, "harbor.crane", `{"name": "x"}`, []string{"1:1 required `{` : \"reach\" is missing from this harbor.crane | add it, or say \"truncated\": true in the annotation"}},
	}
	for _, test := range tests {
		typ, _ := test.registry.Lookup(test.typ)
		src, v := parse(test.doc)
		if diff := cmp.Diff(test.want, render(src, test.registry.Validate(typ, v, Options{}))); diff != "" {
			t.Errorf("%s %s (-want +got)\n%s", test.typ, test.doc, diff)
		}
	}
}

func TestPrint(t *testing.T) {
	long := strings.Repeat("long ", 22)
	tests := []struct{ in, want string }{
		{`{}`, "{}\n"},
		{`[1,2.50,true,null,"a\u003cé\n"]`, "[1, 2.50, true, null, \"a<é\\n\"]\n"},
		{`{"a":{"b":[]},"properties":{"c":{"d":1}}}`, "{\n  \"a\": {\"b\": []},\n  \"properties\": {\n    \"c\": {\"d\": 1}\n  }\n}\n"},
		{
			`{"a":{"properties":{"c":"` + long + `"}},"b":[1,"` + long + `"]}`,
			"{\n  \"a\": {\n    \"properties\": {\n      \"c\": \"" + long + "\"\n    }\n  },\n  \"b\": [\n    1,\n    \"" + long + "\"\n  ]\n}\n",
		},
	}
	for _, test := range tests {
		src := text.NewSource("x", []byte(test.in))
		got := string(Print(jsondoc.Parse(text.NewFragment(src, text.Span{End: len(test.in)})).Root))
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.in, diff)
		}
	}
}
