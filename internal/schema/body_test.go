package schema

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidateBody(t *testing.T) {
	tests := []struct {
		name, typ, doc string
		collection     bool
		opts           Options
		want           []string
	}{
		{
			name: "collection", typ: "harbor.berth", collection: true,
			doc:  `{"@odata.nextLink": "x", "@odata.count": 2, "value": [{"number": 1}, null, {"number": "2"}]}`,
			want: []string{"1:87 type `\"2\"` /value/2/number: \"number\" is a string, want integer | unsafe: 2"},
		},
		{
			name: "collection of something that is no object", typ: "harbor.berth", collection: true, doc: `{"value": ["1"]}`,
			want: []string{"1:12 type `\"1\"` /value/0: item 1 of \"value\" is a string, want object"},
		},
		{
			name: "collection with one object in value", typ: "harbor.berth", collection: true, doc: `{"value": {"number": "1"}}`,
			want: []string{
				"1:2 collection `\"value\"` /value: \"value\" holds one object, but the declared type is a collection of harbor.berth | write an array: \"value\": [ … ]",
				"1:22 type `\"1\"` /value/number: \"number\" is a string, want integer | unsafe: 1",
			},
		},
		{
			name: "collection that is one object", typ: "harbor.berth", collection: true, doc: `{"number": 1}`,
			want: []string{"1:1 collection `{` : the body is one object, but the declared type is a collection of harbor.berth | put it into {\"value\": [ … ]}, or take the collection out of the annotation"},
		},
		{
			name: "collection that is a bare array", typ: "harbor.berth", collection: true, doc: `[{"number": 1}, {"quay": null}]`,
			want: []string{
				"1:1 collection `[` : a collection of harbor.berth is a bare array | put it into an object: {\"value\": [ … ]}",
				"1:17 required `{` /1: \"number\" is missing from this harbor.berth | add it, or say \"truncated\": true in the annotation",
				"1:17 required `{` /1: \"side\" is missing, which \"quay\" calls for",
			},
		},
		{name: "collection left out", typ: "harbor.berth", collection: true, doc: `{"@odata.context": "x"}`},
		{name: "collection elided", typ: "harbor.berth", collection: true, doc: `{"number": 1, ...}`},
		{
			name: "collection of a type nobody defines", typ: "harbor.ghost", collection: true, doc: `{"number": 1}`,
			want: []string{"1:1 collection `{` : the body is one object, but the declared type is a collection of harbor.ghost | put it into {\"value\": [ … ]}, or take the collection out of the annotation"},
		},
		{
			name: "collection of strings", typ: "Edm.String", collection: true, doc: `{"value": ["a", 1, null]}`,
			want: []string{"1:17 type `1` /value/1: item 2 of \"value\" is a number, but the declared type is Edm.String"},
		},
		{
			name: "a string where strings are declared", typ: "Edm.String", collection: true, doc: `{"value": "a"}`,
			want: []string{"1:2 collection `\"value\"` /value: \"value\" is a string, but the declared type is a collection of Edm.String | write an array"},
		},
		{
			name: "strings where one is declared", typ: "Edm.String", doc: `{"@odata.context": "x", "value": ["a"]}`,
			want: []string{"1:25 collection `\"value\"` /value: \"value\" holds an array, but the declared type is a single Edm.String | add \"isCollection\": true to the annotation"},
		},
		{name: "a 64-bit number in quotes", typ: "Edm.Int64", doc: `{"value": "9007199254740993"}`},
		{name: "a primitive that is not wrapped", typ: "Edm.Int32", doc: `"five"`},
		{
			name: "a collection in another property", typ: "harbor.berth", collection: true, opts: Options{Wrapper: "berths", Truncated: true},
			doc: `{"berths": {"number": "1"}}`,
			want: []string{
				"1:2 collection `\"berths\"` /berths: \"berths\" holds one object, but the declared type is a collection of harbor.berth | write an array: \"berths\": [ … ]",
				"1:23 type `\"1\"` /berths/number: \"number\" is a string, want integer | unsafe: 1",
			},
		},
		{
			name: "a collection declared to be empty", typ: "harbor.berth", collection: true, opts: Options{Empty: true},
			doc:  `{"value": [{"number": 1}]}`,
			want: []string{"1:2 collection `\"value\"` /value: \"value\" has items, but the annotation says that the collection is empty | take \"isEmpty\" out of the annotation"},
		},
		{name: "and it is", typ: "harbor.berth", collection: true, opts: Options{Empty: true}, doc: `{"value": []}`},
		{name: "single", typ: "#Harbor.Berth", doc: `{"@odata.context": "x", "number": 1}`},
		{
			name: "single in value", typ: "harbor.berth", doc: `{"@odata.context": "x", "value": {"number": "1"}}`,
			want: []string{
				"1:25 collection `\"value\"` /value: a single harbor.berth is wrapped in \"value\" | make the members of \"value\" those of the body",
				"1:45 type `\"1\"` /value/number: \"number\" is a string, want integer | unsafe: 1",
			},
		},
		{
			name: "single with an array in value", typ: "harbor.berth", doc: `{"value": [{"number": "1"}]}`,
			want: []string{
				"1:2 collection `\"value\"` /value: \"value\" holds an array, but the declared type is a single harbor.berth | add \"isCollection\": true to the annotation",
				"1:23 type `\"1\"` /value/0/number: \"number\" is a string, want integer | unsafe: 1",
			},
		},
		{
			name: "single that is an array", typ: "harbor.berth", doc: `[{"number": "1"}]`,
			want: []string{
				"1:1 collection `[` : the body is an array, but the declared type is a single harbor.berth | add \"isCollection\": true to the annotation, and put the array into {\"value\": [ … ]}",
				"1:13 type `\"1\"` /0/number: \"number\" is a string, want integer | unsafe: 1",
			},
		},
		{name: "a type with a property value", typ: "harbor.cell", doc: `{"value": {"a": 1}}`},
		{
			name: "value beside others", typ: "harbor.berth", doc: `{"number": 1, "value": {}}`,
			want: []string{"1:15 property `\"value\"` /value: unknown property \"value\" of harbor.berth"},
		},
		{
			name: "a scalar in value", typ: "harbor.berth", opts: Options{Truncated: true}, doc: `{"value": true}`,
			want: []string{"1:2 property `\"value\"` /value: unknown property \"value\" of harbor.berth"},
		},
		{name: "an error", typ: "harbor.berth", doc: `{"error": {"code": "notFound"}}`},
		{name: "an error where a collection was asked for", typ: "harbor.berth", collection: true, doc: `{"error": {"code": "notFound"}}`},
		{
			name: "a type with a property error", typ: "harbor.job", doc: `{"error": {"code": 5}}`,
			want: []string{"1:20 type `5` /error/code: \"code\" is a number, want string | unsafe: \"5\""},
		},
		{name: "a type nobody defines", typ: "harbor.ghost", doc: `[1]`},
		{
			name: "with an object in it that says what it is", typ: "harbor.ghost", doc: `{"at": {"@odata.type": "harbor.berth", "number": "1"}}`,
			want: []string{"1:50 type `\"1\"` /at/number: \"number\" is a string, want integer | unsafe: 1"},
		},
		{
			name: "a resource block is never wrapped", typ: "harbor.berth", collection: true, opts: Options{Use: Notation}, doc: `{"number": "Int32", "quay": "Boolean"}`,
			want: []string{"1:29 type `\"Boolean\"` /quay: \"quay\" is noted as \"Boolean\", want string"},
		},
		{name: "unreadable", typ: "harbor.berth", collection: true, doc: `oops`},
		{name: "null", typ: "harbor.berth", doc: `null`},
	}
	defs := map[string]string{
		"harbor.berth": harbor["harbor.berth"],
		"harbor.cell":  `{"properties": {"value": {"type": "object"}}}`,
		"harbor.job":   `{"properties": {"error": {"properties": {"code": {"type": "string"}}}}}`,
	}
	r := compiled(t, defs)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src, v := parse(test.doc)
			if diff := cmp.Diff(test.want, render(src, r.ValidateBody(v, test.typ, test.collection, test.opts))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.doc, diff)
			}
		})
	}
	if got := r.ValidateBody(nil, "harbor.berth", true, Options{}); got != nil {
		t.Errorf("no body: %v", got)
	}
}
