package schema

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// yard is a made-up API as generated schemas describe one.
var yard = []string{
	"yard.thing", `{"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "nullable": false}}, "patternProperties": {"@": true}, "additionalProperties": false}`,
	"yard.crane", `{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "docgauge:///schemas/yard.crane.json", "title": "crane", "$comment": "x.md:3",
		"type": "object", "allOf": [{"$ref": "yard.thing.json"}], "required": ["reach"],
		"properties": {
			"reach": {"type": "integer", "minimum": 0, "maximum": 100, "description": "metres"},
			"load": {"type": ["number", "string"], "format": "double"},
			"count": {"type": ["integer", "string"], "format": "int64"},
			"built": {"type": "string", "format": "date"},
			"state": {"$ref": "yard.state.json"},
			"flags": {"$ref": "yard.flags.json"},
			"colour": {"type": "string", "enum": ["red", "blue"], "x-docgauge-partial": true},
			"tags": {"type": "array", "items": {"type": "string"}},
			"cabins": {"type": "array", "items": {"$ref": "yard.thing.json"}},
			"cabin": {"$ref": "yard.thing.json", "readOnly": true},
			"spot": {"type": "object", "properties": {"row": {"type": "integer"}}, "additionalProperties": false},
			"free": {}
		},
		"patternProperties": {"@": true}, "unevaluatedProperties": false}`,
	"yard.state", `{"type": "string", "enum": ["idle", "busy"]}`,
	"yard.flags", `{"type": "string", "anyOf": [{"enum": ["lit", "wet"]}, {"pattern": "^(lit|wet)(, ?(lit|wet))+$"}]}`,
	"yard.loose", `{"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": true}`,
}

// yards returns two registries of the same generated types: one checks by plans,
// the other by the library.
func yards(t *testing.T, pairs ...string) (plans, library *Registry) {
	t.Helper()
	plans = with(t, nil, source("derived", true, pairs...))
	library = with(t, nil, source("derived", true, pairs...))
	for _, typ := range library.Types() {
		if typ.plan() == nil {
			t.Errorf("%s has no plan", typ.Name)
		}
	}
	for _, typ := range library.Types() {
		typ.thePlan = nil
		if err := typ.Compile(); err != nil {
			t.Fatal(err)
		}
	}
	return plans, library
}

func TestPlan(t *testing.T) {
	const crane = `{"id": "1", "reach": 5`
	tests := []struct {
		name, doc string
		opts      Options
		want      []string
	}{
		{name: "sound", doc: crane + `, "@odata.type": "#yard.crane", "load": 1.5, "count": "12", "built": "2024-02-29", "state": "idle", "flags": "lit, wet", "colour": "red",
			"tags": ["a"], "cabins": [{"id": "x"}], "spot": {"row": 1}, "free": {"any": [1]}, "load@odata.y": 1}`},
		{name: "null is allowed", doc: crane + `, "load": null, "state": null, "tags": null, "cabins": [null], "spot": null}`},
		{
			name: "unless the schema says otherwise", doc: `{"id": null, "reach": 5}`,
			want: []string{"1:8 type `null` /id: \"id\" is null, want string"},
		},
		{
			name: "types", doc: crane + `, "load": true, "tags": {}, "cabins": [5], "spot": "x", "built": 5, "state": {}}`,
			want: []string{
				"1:33 type `true` /load: \"load\" is a boolean, want number or string",
				"1:47 type `{}` /tags: \"tags\" is an object, want array",
				"1:62 type `5` /cabins/0: item 1 of \"cabins\" is a number, want object",
				"1:74 type `\"x\"` /spot: \"spot\" is a string, want object",
				"1:88 type `5` /built: \"built\" is a number, want string | unsafe: \"5\"",
				"1:100 type `{}` /state: \"state\" is an object, want string",
			},
		},
		{
			name: "numbers as strings", doc: crane + `, "load": "heavy", "count": "1.5"}`,
			want: []string{
				"1:33 type `\"heavy\"` /load: \"load\" is a string, want number",
				"1:51 type `\"1.5\"` /count: \"count\" is a string, want integer",
			},
		},
		{name: "numbers that have no JSON form", doc: crane + `, "load": "INF", "count": "-9007199254740993"}`},
		{
			name: "a fraction, and limits", doc: `{"id": "1", "reach": 5.5}`,
			want: []string{"1:22 type `5.5` /reach: \"reach\" is a number, want integer"},
		},
		{name: "a fraction that is none", doc: `{"id": "1", "reach": 5.0}`},
		{
			name: "limits", doc: `{"id": "1", "reach": 101}`,
			want: []string{"1:22 format `101` /reach: 101 breaks the limit maximum 100 of \"reach\""},
		},
		{
			name: "enumerations", doc: crane + `, "state": "Idle", "flags": "lit, dry", "colour": "green"}`,
			want: []string{
				"1:34 enum `\"Idle\"` /state: \"Idle\" is not a value of \"state\" | want one of \"idle\" or \"busy\" | safe: \"idle\"",
				"1:51 enum `\"lit, dry\"` /flags: \"lit, dry\" is not a value of \"flags\" | want one of \"lit\" or \"wet\", or several of them with commas between",
				"1:73 enum `\"green\"` /colour: \"green\" is not a value of \"colour\" | want one of \"red\" or \"blue\" (partial)",
			},
		},
		{name: "several values of a list that prose gives", doc: crane + `, "colour": "red,blue"}`},
		{
			name: "formats", doc: crane + `, "built": "2023-02-29"}`,
			want: []string{"1:34 format `\"2023-02-29\"` /built: \"2023-02-29\" is not a valid date | want a date such as 2024-05-31"},
		},
		{
			name: "unknown properties, and of an object without a type", doc: crane + `, "raech": 1, "cabin": {"id": "1", "reach": 1}, "spot": {"rwo": 1}}`,
			want: []string{
				"1:25 property `\"raech\"` /raech: unknown property \"raech\" of yard.crane",
				"1:58 property `\"reach\"` /cabin/reach: unknown property \"reach\" of yard.thing",
				"1:80 property `\"rwo\"` /spot/rwo: unknown property \"rwo\" of \"spot\"; did you mean \"row\"? | unsafe: \"row\"",
			},
		},
		{
			name: "what is missing from the body", doc: `{"cabin": {}}`,
			want: []string{
				"1:1 required `{` : \"id\" is missing from this yard.crane | add it, or say \"truncated\": true in the annotation",
				"1:1 required `{` : \"reach\" is missing from this yard.crane | add it, or say \"truncated\": true in the annotation",
			},
		},
		{name: "nothing is missing from what is truncated", doc: `{"cabin": {}}`, opts: Options{Truncated: true}},
		{
			name: "of equal names the last counts", doc: `{"id": 1, "id": "1", "reach": 5}`,
		},
		{
			name: "notation", doc: `{"id": "Boolean", "reach": "Int32", "load": "String", "tags": ["String"], "state": "idle | busy", "built": "Date", "spot": "Double"}`, opts: Options{Use: Notation},
			want: []string{
				"1:8 type `\"Boolean\"` /id: \"id\" is noted as \"Boolean\", want string",
				"1:124 type `\"Double\"` /spot: \"spot\" is noted as \"Double\", want object",
			},
		},
		{name: "what cannot be read", doc: crane + `, "load": oops, "count": 1e999999999, "spot": {"row": }}`},
	}
	plans, _ := yards(t, yard...)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src, v := parse(test.doc)
			found := plans.Validate(lookup(t, plans, "crane"), v, test.opts)
			got := render(src, found)
			for i := range found {
				if found[i].Partial {
					got[i] += " (partial)"
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.doc, diff)
			}
		})
	}
}

// TestPlanRefuses checks that a schema that says more than a plan can hold goes
// to the library.
func TestPlanRefuses(t *testing.T) {
	for _, text := range []string{
		`true`, `{"if": {}}`, `{"properties": {"a": {"const": 1}}}`, `{"enum": [1]}`, `{"format": "hostname"}`, `{"pattern": "("}`,
		`{"patternProperties": {"^x-": true}}`, `{"additionalProperties": {"type": "string"}}`, `{"$ref": "yard.base.json"}`,
		`{"allOf": [{"$ref": "yard.base.json", "title": "t"}]}`, `{"allOf": [{"$ref": "yard.ghost.json"}]}`, `{"allOf": [{"properties": {}}]}`,
		`{"allOf": [{"$ref": "yard.base.json"}], "additionalProperties": false}`, `{"anyOf": [{"type": "string"}, {"type": "number"}]}`,
		`{"allOf": [{"$ref": "yard.typ.json"}]}`, `{"properties": {"a": true}}`, `{"items": [{}]}`, `{"minimum": "1"}`,
	} {
		r := with(t, nil, source("derived", true, "yard.base", `{}`, "yard.typ", text))
		if lookup(t, r, "yard.typ").plan() != nil {
			t.Errorf("%s has a plan", text)
		}
	}
	written := with(t, nil, source("user", false, "yard.typ", `{}`))
	if lookup(t, written, "yard.typ").plan() != nil {
		t.Error("a schema that somebody wrote has a plan: nobody would say what is wrong with it")
	}
}

// TestPlanAgrees holds plans against the library, on generated values of
// generated schemas: both must find the same kinds of fault in the same places.
func TestPlanAgrees(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	differ := 0
	for range 100 {
		pairs := append([]string{"rand.typ", randomType(random), "rand.base", randomSchema(random, 0)}, yard...)
		plans, library := yards(t, pairs...)
		for range 30 {
			doc := randomValue(random, 0)
			src, v := parse(doc)
			for _, opts := range []Options{{}, {Use: Request}, {Truncated: true}, {Use: Notation}} {
				got := outline(plans.Validate(lookup(t, plans, "rand.typ"), v, opts))
				want := outline(library.Validate(lookup(t, library, "rand.typ"), v, opts))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%s\n%s\n%+v (-library +plan):\n%s", pairs[1], src.Bytes, opts, diff)
				}
				differ += len(got)
			}
		}
	}
	if differ < 1000 {
		t.Errorf("only %d faults in all values: the test tests little", differ)
	}
}

func outline(vs []Violation) (out []string) {
	for _, v := range vs {
		out = append(out, fmt.Sprint(kindNames[v.Kind], " ", v.Span, " ", v.Pointer))
	}
	return out
}

var randomNames = []string{"id", "reach", "state", "row", "free"}

// randomType is an object type, half of them with a base type.
func randomType(r *rand.Rand) string {
	closing := []string{`"unevaluatedProperties": false`, `"unevaluatedProperties": true`, `"title": "t"`}[r.IntN(3)]
	base := []string{`"description": "d"`, `"allOf": [{"$ref": "yard.thing.json"}]`, `"allOf": [{"$ref": "yard.crane.json"}]`}[r.IntN(3)]
	return `{"type": "object", ` + base + `, ` + closing + `, "properties": ` + randomProperties(r, 0) + `}`
}

func randomProperties(r *rand.Rand, depth int) string {
	parts := []string{}
	for _, name := range randomNames {
		if r.IntN(3) > 0 {
			parts = append(parts, fmt.Sprintf("%q: %s", name, randomSchema(r, depth+1)))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func randomSchema(r *rand.Rand, depth int) string {
	choices := []string{
		`{}`, `{"type": "string"}`, `{"type": "integer", "minimum": 2}`, `{"type": ["number", "string"], "format": "double"}`,
		`{"type": "string", "format": "date"}`, `{"type": "string", "enum": ["idle", "x"]}`,
		`{"type": "string", "enum": ["lit", "wet"], "x-docgauge-partial": true}`, `{"type": "boolean", "nullable": false}`,
		`{"type": "string", "pattern": "^i"}`, `{"$ref": "yard.state.json"}`, `{"$ref": "yard.flags.json"}`, `{"$ref": "yard.crane.json"}`, `{"$ref": "rand.base.json"}`,
	}
	if depth == 0 {
		choices = choices[:9] // a type that is another type is no plan's business
	}
	switch n := r.IntN(len(choices) + 4); {
	case n < len(choices):
		return choices[n]
	case depth > 2:
		return `{"type": "object"}`
	case n < len(choices)+2:
		return `{"type": "array", "items": ` + randomSchema(r, depth+1) + `}`
	default:
		return `{"type": "object", "properties": ` + randomProperties(r, depth+1) + `, "additionalProperties": ` + []string{"true", "false"}[r.IntN(2)] + `}`
	}
}

func randomValue(r *rand.Rand, depth int) string {
	scalars := []any{nil, true, 1, 2.5, -7, "idle", "Idle", "x", "lit, wet", "2024-05-31", "INF", "String", "Int32", "yard.crane"}
	n := r.IntN(10)
	if depth == 0 {
		n = 9
	}
	switch {
	case n < 5 || depth > 3:
		b, err := json.Marshal(scalars[r.IntN(len(scalars))])
		if err != nil {
			return "null"
		}
		return string(b)
	case n < 7:
		return "[" + randomValue(r, depth+1) + ", " + randomValue(r, depth+1) + "]"
	}
	parts := []string{}
	for _, name := range append([]string{"@odata.type", "other"}, randomNames...) {
		switch r.IntN(4) {
		case 0:
		case 1:
			if name == "@odata.type" {
				parts = append(parts, `"@odata.type": "#yard.thing"`)
			}
		default:
			if name != "@odata.type" {
				parts = append(parts, fmt.Sprintf("%q: %s", name, randomValue(r, depth+1)))
			}
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
