package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// harbor is a made-up API that uses what schemas of users may use.
var harbor = map[string]string{
	"harbor.vessel": `{
		"type": "object",
		"properties": {
			"name": {"type": "string", "minLength": 2},
			"berth": {"$ref": "harbor.berth.json"},
			"flags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": true},
			"draught": {"type": "number", "minimum": 0.5, "exclusiveMaximum": 30},
			"crew": {"type": ["integer", "string"]},
			"engine": {"type": "object", "properties": {"power": {"type": "integer"}}, "additionalProperties": false}
		},
		"additionalProperties": false
	}`,
	"harbor.tug": `{
		"allOf": [{"$ref": "harbor.vessel.json"}],
		"properties": {"pull": {"type": "integer"}, "tows": {"type": "array", "items": {"$ref": "harbor.vessel.json"}}},
		"unevaluatedProperties": false
	}`,
	"harbor.berth": `{
		"type": "object",
		"required": ["number"],
		"properties": {"number": {"type": "integer"}, "quay": {"type": "string", "pattern": "^[A-Z]$"}, "next": {"$ref": "#"}},
		"patternProperties": {"^x-": true},
		"dependentRequired": {"quay": ["side"]},
		"additionalProperties": false
	}`,
	"harbor.box": `{"type": "object", "required": ["length"], "properties": {"kind": {"const": "box"}, "length": {"type": "integer"}}}`,
	"harbor.oil": `{"type": "object", "required": ["litres"], "properties": {"kind": {"const": "oil"}, "litres": {"type": "integer"}, "tank": {"$ref": "harbor.berth.json"}}}`,
	"harbor.load": `{
		"type": "object",
		"properties": {
			"cargo": {"oneOf": [{"$ref": "harbor.box.json"}, {"$ref": "harbor.oil.json"}]},
			"parts": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "harbor.box.json"}]}},
			"weight": {"$ref": "#/$defs/amount"},
			"both": {"oneOf": [{"type": "string"}, {"enum": ["a", 1]}]},
			"tagged": {"oneOf": [
				{"properties": {"@odata.type": {"const": "#a"}, "deep": {"properties": {"x": {"type": "integer"}}}}},
				{"properties": {"@odata.type": {"const": "#b"}, "y": {"type": "integer"}}}
			]},
			"secret": false,
			"levels": {"type": "array", "contains": {"const": "full"}}
		},
		"$defs": {"amount": {"type": "object", "required": ["unit"], "properties": {"unit": {"enum": ["t", "kg"]}, "at": {"$ref": "harbor.berth.json"}}}}
	}`,
	"harbor.rule": `{
		"type": "object",
		"properties": {"berth": {"type": "object"}, "fee": {"type": "number"}, "free": {"type": "boolean"}},
		"allOf": [
			{"title": "a numbered berth has a fee", "description": "Add \"fee\"",
			 "if": {"required": ["berth"], "properties": {"berth": {"$ref": "harbor.berth.json"}}}, "then": {"required": ["fee"]}},
			{"title": "what is free costs nothing", "not": {"required": ["free"], "properties": {"free": {"const": true}, "fee": {"exclusiveMinimum": 0}}}}
		]
	}`,
	"harbor.old": `{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"berth": {"$ref": "harbor.berth.json", "type": "string"}, "pair": {"items": [{"type": "string"}, {"$ref": "harbor.berth.json"}]}}}`,
}

func TestEngine(t *testing.T) {
	tests := []struct {
		name, typ, doc string
		opts           Options
		want           []string
	}{
		{
			name: "a derived closed type, with a fault in a base property", typ: "tug",
			doc: `{"name": "Ada", "pull": 5, "berth": {"number": "7"}, "colour": 1}`,
			want: []string{
				"1:48 type `\"7\"` /berth/number: \"number\" is a string, want integer | unsafe: 7",
				"1:54 property `\"colour\"` /colour: unknown property \"colour\" of harbor.tug",
			},
		},
		{
			name: "derived types in items", typ: "tug", doc: `{"tows": [{"@odata.type": "#harbor.tug", "pull": 1}, {"pull": 1}]}`,
			want: []string{"1:55 property `\"pull\"` /tows/1/pull: unknown property \"pull\" of harbor.vessel"},
		},
		{
			name: "missing in a property: at its key", typ: "vessel", doc: `{"berth": {"quay": "A", "side": 1}}`,
			want: []string{
				"1:2 required `\"berth\"` /berth: \"number\" is missing from this harbor.berth | add it, or say \"truncated\": true in the annotation",
				"1:25 property `\"side\"` /berth/side: unknown property \"side\" of harbor.berth",
			},
		},
		{
			name: "missing in an item: at its brace", typ: "load", doc: `{"parts": ["a", {"kind": "box"}]}`,
			want: []string{"1:17 required `{` /parts/1: \"length\" is missing from this harbor.box | add it, or say \"truncated\": true in the annotation"},
		},
		{
			name: "patterns of names", typ: "berth", doc: `{"number": 1, "x-light": 1, "y-light": 1}`,
			want: []string{"1:29 property `\"y-light\"` /y-light: unknown property \"y-light\" of harbor.berth"},
		},
		{
			name: "a schema that refers to itself", typ: "berth", doc: `{"number": 1, "next": {"number": 2, "next": {"number": "3"}}}`,
			want: []string{"1:56 type `\"3\"` /next/next/number: \"number\" is a string, want integer | unsafe: 3"},
		},
		{
			name: "a closed object without a type of its own", typ: "vessel", doc: `{"engine": {"powr": 5}}`,
			want: []string{"1:13 property `\"powr\"` /engine/powr: unknown property \"powr\" of \"engine\"; did you mean \"power\"? | unsafe: \"power\""},
		},
		{
			name: "limits", typ: "vessel", doc: `{"name": "A", "flags": [], "draught": 0.25, "crew": 1.5}`,
			want: []string{
				"1:10 format `\"A\"` /name: \"A\" breaks the limit minLength 2 of \"name\"",
				"1:24 consistency `[]` /flags: \"flags\" breaks the limit minItems 1",
				"1:39 format `0.25` /draught: 0.25 breaks the limit minimum 0.5 of \"draught\"",
				"1:53 type `1.5` /crew: \"crew\" is a number, want integer or string | unsafe: \"1.5\"",
			},
		},
		{name: "limits on what is left out", typ: "vessel", doc: `{"flags": []}`, opts: Options{Truncated: true}},
		{
			name: "items that repeat", typ: "vessel", doc: `{"flags": ["a", "a"]}`,
			want: []string{"1:11 consistency `[\"a\", \"a\"]` /flags: \"flags\" breaks the limit uniqueItems true"},
		},
		{
			name: "oneOf: the alternative that fails deepest", typ: "load", doc: `{"cargo": {"litres": 5, "tank": {"number": "5"}}}`,
			want: []string{"1:44 type `\"5\"` /cargo/tank/number: \"number\" is a string, want integer | unsafe: 5"},
		},
		{
			name: "oneOf: else the one that fails least", typ: "load", doc: `{"cargo": {"kind": "oil"}}`,
			want: []string{"1:2 required `\"cargo\"` /cargo: \"litres\" is missing from this harbor.oil | add it, or say \"truncated\": true in the annotation"},
		},
		{name: "oneOf: an alternative that only lacks what is truncated", typ: "load", doc: `{"cargo": {"kind": "oil"}}`, opts: Options{Truncated: true}},
		{
			name: "oneOf: the one that @odata.type selects", typ: "load", doc: `{"tagged": {"@odata.type": "#b", "y": "1", "deep": {"x": "1"}}}`,
			want: []string{"1:39 type `\"1\"` /tagged/y: \"y\" is a string, want integer | unsafe: 1"},
		},
		{
			name: "oneOf: several fit", typ: "load", doc: `{"both": "a"}`,
			want: []string{"1:10 consistency `\"a\"` /both: \"both\" fits several alternatives of which only one may apply"},
		},
		{
			name: "anyOf: none fits", typ: "load", doc: `{"parts": [5]}`,
			want: []string{"1:12 type `5` /parts/0: item 1 of \"parts\" is a number, want string or object | unsafe: \"5\""},
		},
		{
			name: "definitions within a schema", typ: "load", doc: `{"weight": {"unit": "lb", "at": {"number": "1"}}}`,
			want: []string{
				"1:21 enum `\"lb\"` /weight/unit: \"lb\" is not a value of \"unit\" | want one of \"t\" or \"kg\"",
				"1:44 type `\"1\"` /weight/at/number: \"number\" is a string, want integer | unsafe: 1",
			},
		},
		{
			name: "a property that is ruled out", typ: "load", doc: `{"secret": 1}`,
			want: []string{"1:2 property `\"secret\"` /secret: \"secret\" does not belong here"},
		},
		{
			name: "an array that lacks an item", typ: "load", doc: `{"levels": ["half"]}`,
			want: []string{"1:12 consistency `[\"half\"]` /levels: \"levels\" lacks an item that the schema asks for"},
		},
		{
			name: "a condition that refers to a type", typ: "rule", doc: `{"berth": {"number": 1, "next": {"number": 2}}}`,
			want: []string{"1:1 consistency `{` : a numbered berth has a fee | Add \"fee\""},
		},
		{name: "a condition that does not hold", typ: "rule", doc: `{"berth": {"number": 1, "next": {"number": "2"}}}`},
		{
			name: "an exclusion", typ: "rule", doc: `{"free": true, "fee": 5}`,
			want: []string{"1:1 consistency `{\"free\": true, \"fee\": 5}` : what is free costs nothing"},
		},
		{
			name: "draft 7", typ: "old", doc: `{"berth": {"number": "1"}, "pair": [1, {"number": true}]}`,
			want: []string{
				"1:22 type `\"1\"` /berth/number: \"number\" is a string, want integer | unsafe: 1",
				"1:37 type `1` /pair/0: item 1 of \"pair\" is a number, want string | unsafe: \"1\"",
				"1:51 type `true` /pair/1/number: \"number\" is a boolean, want integer",
			},
		},
	}
	r := compiled(t, harbor)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			typ, _ := r.Lookup(test.typ)
			src, v := parse(test.doc)
			if diff := cmp.Diff(test.want, render(src, r.Validate(typ, v, test.opts))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.doc, diff)
			}
		})
	}
}

// TestAlternativesNested checks values in which each level has alternatives, or a
// type name that contradicts the schema: the work must not double with each.
func TestAlternativesNested(t *testing.T) {
	r := compiled(t, map[string]string{
		"harbor.a": `{"properties": {"n": {"anyOf": [{"$ref": "#"}, {"$ref": "harbor.b.json"}]}, "x": {"type": "integer"}}}`,
		"harbor.b": `{"properties": {"n": {"anyOf": [{"$ref": "#"}, {"$ref": "harbor.a.json"}]}, "x": {"type": "integer"}}}`,
		"harbor.c": `{"properties": {"n": {"$ref": "#"}, "x": {"type": "integer"}}}`,
		"harbor.d": `{"properties": {"n": {"$ref": "#"}, "x": {"type": "integer"}}}`,
		"harbor.e": `{"properties": {"n": {"$ref": "harbor.c.json"}, "x": {"type": "integer"}}}`,
	})
	const depth = 200
	nest := func(level string) string {
		return strings.Repeat(`{`+level+`"n": `, depth) + `{"x": "1"}` + strings.Repeat("}", depth)
	}
	for _, test := range []struct {
		typ, doc string
		want     int
	}{
		{"harbor.a", nest(""), 1},
		{"harbor.c", nest(`"@odata.type": "harbor.d", `), 2}, // as harbor.d only the outermost is wrong
		{"harbor.c", nest(`"@odata.type": "harbor.e", `), depth + 1},
	} {
		typ, _ := r.Lookup(test.typ)
		_, v := parse(test.doc)
		if got := r.Validate(typ, v, Options{}); len(got) != test.want {
			t.Errorf("%s: %d findings, want %d", test.typ, len(got), test.want)
		}
	}
}
