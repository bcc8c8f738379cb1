package csdl

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docgauge/internal/jsondoc"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

func registry(t testing.TB, m *Model) *schema.Registry {
	t.Helper()
	r, err := schema.New(m.Source())
	if err != nil {
		t.Fatal(err)
	}
	for _, ty := range r.Types() {
		if err := ty.Compile(); err != nil {
			t.Error(err)
		}
	}
	return r
}

func TestSource(t *testing.T) {
	m := harbor(t)
	r := registry(t, m)
	if len(r.Types()) != len(m.Types) {
		t.Errorf("%d types, want %d", len(r.Types()), len(m.Types))
	}
	tug, _ := r.Lookup("port.harbor.tug")
	vessel, _ := r.Lookup("port.harbor.vessel")
	if tug.Base() != vessel || tug.Source != "metadata" || !strings.HasPrefix(tug.Origin, "harbor.xml:") {
		t.Errorf("tug: base %v, source %s, origin %s", tug.Base(), tug.Source, tug.Origin)
	}
	if n := len(tug.Properties()); n != 27 {
		t.Errorf("%d properties, want 27", n)
	}
	if s := (*Model)(nil).Source(); s.Name != "metadata" || s.Definitions != nil {
		t.Errorf("nil: %v", s)
	}
}

// The text of a schema, for whoever reads "schema show".
func TestSchemaText(t *testing.T) {
	r := registry(t, harbor(t))
	for name, want := range map[string]string{
		"tug": `{"$id": "docgauge:///schemas/port.harbor.tug.json", "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "tug",
			"type": "object", "allOf": [{"$ref": "port.harbor.vessel.json"}], "patternProperties": {"@": true}, "unevaluatedProperties": false,
			"properties": {"pull": {"type": ["number", "string"], "format": "double"},
				"assists": {"type": "array", "items": {"$ref": "port.harbor.vessel.json"}}}}`,
		"thing": `{"$id": "docgauge:///schemas/port.harbor.thing.json", "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "thing",
			"type": "object", "patternProperties": {"@": true}, "additionalProperties": false,
			"properties": {"id": {"type": "string", "nullable": false, "readOnly": true, "description": "Tells it apart"}}}`,
		"berth": `{"$id": "docgauge:///schemas/port.harbor.berth.json", "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "berth",
			"type": "object", "allOf": [{"$ref": "port.harbor.thing.json"}], "additionalProperties": true,
			"properties": {"number": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647},
				"vessels": {"type": "array", "items": {"$ref": "port.harbor.vessel.json"}}}}`,
		"blob":   `{"$id": "docgauge:///schemas/port.harbor.blob.json", "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "blob"}`,
		"metres": `{"$id": "docgauge:///schemas/port.harbor.metres.json", "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "metres", "type": ["number", "string"], "format": "double"}`,
		"vesselKind": `{"$id": "docgauge:///schemas/port.harbor.vesselKind.json", "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "vesselKind",
			"type": "string", "enum": ["ferry", "barge", "tug", "unknownFutureValue"]}`,
	} {
		ty, _ := r.Lookup(name)
		b, err := ty.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var got, wanted any
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(want), &wanted); err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestValidate(t *testing.T) {
	r := registry(t, harbor(t))
	tests := []struct {
		typ, in string
		want    []string // value and message
	}{
		{"vessel", `{"id": "1", "name": null, "berth": {"id": "b", "depth": 9}, "cargo": [{"lot": 1, "owner": {"town": "Kiel"}}], "x@y": 1}`, nil},
		{"tug", `{"id": "1", "name": "a", "pull": 3.5, "assists": [{"@odata.type": "#port.harbor.tug", "pull": 1}]}`, nil},
		{"vessel", `{}`, nil},
		{"vessel", `{"mast": 1}`, []string{`"mast": unknown property "mast" of port.harbor.vessel`}},
		{"tug", `{"mast": 1, "nme": 2}`, []string{`"mast": unknown property "mast" of port.harbor.tug`, `"nme": unknown property "nme" of port.harbor.tug; did you mean "name"?`}},
		{"berth", `{"anything": {"x": 1}}`, nil},
		{"vessel", `{"id": null}`, []string{`null: "id" is null, want string`}},
		{"vessel", `{"kind": "ferry", "duties": "rescue,escort"}`, nil},
		{"vessel", `{"kind": "Ferry"}`, []string{`"Ferry": "Ferry" is not a value of "kind"`}},
		{"vessel", `{"duties": "rescue, towing"}`, []string{`"rescue, towing": "rescue, towing" is not a value of "duties"`}},
		{"vessel", `{"kind": 1}`, []string{`1: "kind" is a number, want string`}},
		{"vessel", `{"draught": 2.5, "speed": "-INF", "tonnage": "9007199254740993", "price": "1.50", "crew": 255}`, nil},
		{"vessel", `{"draught": "INF", "speed": 1e3, "tonnage": -1, "price": 1, "crew": 0}`, nil},
		{"vessel", `{"speed": "fast"}`, []string{`"fast": "speed" is a string, want number`}},
		{"vessel", `{"tonnage": 1.5}`, []string{`1.5: "tonnage" is a number, want integer or string`}},
		{"vessel", `{"tonnage": "many", "price": "1,50"}`, []string{`"many": "tonnage" is a string, want integer`, `"1,50": "price" is a string, want number`}},
		{"vessel", `{"crew": 256}`, []string{`256: 256 breaks the limit maximum 255 of "crew"`}},
		{"vessel", `{"launched": "1999-12-31", "seen": "2020-02-02T02:02:02.1234567Z", "voyage": "P1D", "token": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "stamp": "AAEC"}`, nil},
		{"vessel", `{"launched": "31.12.1999", "seen": "yesterday"}`, []string{`"31.12.1999": "31.12.1999" is not a valid date`, `"yesterday": "yesterday" is not a valid date-time`}},
		{"vessel", `{"voyage": "1 day", "token": "1", "stamp": "?"}`, []string{`"1 day": "1 day" is not a valid duration`, `"1": "1" is not a valid GUID`, `"?": "?" is not a valid base64`}},
		{"vessel", `{"place": {"type": "Point", "coordinates": [1, 2]}, "extra": [1, {"a": "b"}], "photo": "x", "papers": 7, "forecast": {"wind": 3}}`, nil},
		{"vessel", `{"place": "here"}`, []string{`"here": "place" is a string, want object`}},
		{"vessel", `{"flags": ["a", "b"], "formerHomes": [{"town": "Kiel"}], "home": {"street": "x"}}`, []string{`"street": unknown property "street" of port.harbor.address`}},
		{"vessel", `{"flags": "a"}`, []string{`"a": "flags" is a string, want array`}},
		{"pilotReport", `{"pilot": "a", "wind": 3}`, nil},
		{"note", `{"text": "a", "wind": 3}`, []string{`"wind": unknown property "wind" of port.office.note`}},
	}
	for _, tt := range tests {
		t.Run(tt.typ+" "+tt.in, func(t *testing.T) {
			ty, _ := r.Lookup(tt.typ)
			src := text.NewSource("page.md", []byte(tt.in))
			doc := jsondoc.Parse(text.NewFragment(src, text.Span{End: len(tt.in)}))
			var got []string
			for _, v := range r.Validate(ty, doc.Root, schema.Options{}) {
				got = append(got, fmt.Sprintf("%s: %s", src.Slice(v.Span), v.Message))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A registry takes no two types whose names differ in letter case only; CSDL does.
func TestSourceLetterCase(t *testing.T) {
	m, err := Read(strings.NewReader(in("<ComplexType Name='a'><Property Name='x' Type='Edm.String'/></ComplexType><ComplexType Name='A'/>"+
		"<ComplexType Name='b' BaseType='p.A'><Property Name='a' Type='p.A'/></ComplexType>")), "m.xml")
	if err != nil {
		t.Fatal(err)
	}
	r := registry(t, m)
	if len(r.Types()) != 2 {
		t.Errorf("%d types, want 2", len(r.Types()))
	}
	b, _ := r.Lookup("b")
	doc := jsondoc.Parse(text.NewFragment(text.NewSource("p.md", []byte(`{"a": {"y": 1}, "z": 2}`)), text.Span{End: 23}))
	if vs := r.Validate(b, doc.Root, schema.Options{}); len(vs) != 0 {
		t.Errorf("a type that is left out is checked: %v", vs[0].Message)
	}
}

// The body of a call is checked as the types are; what is no parameter is not its business.
func TestParameters(t *testing.T) {
	m := harbor(t)
	r := registry(t, m)
	ops, _ := m.Overloads("moor")
	ty := r.Unlisted("metadata", m.Parameters(ops[0]))
	if ty.Name != "port.harbor.moor" || !strings.HasPrefix(ty.Origin, "harbor.xml:") {
		t.Errorf("name %s, origin %s", ty.Name, ty.Origin)
	}
	if found, _ := r.Lookup("port.harbor.moor"); found != nil {
		t.Error("the registry lists the parameters of an action")
	}
	for in, want := range map[string]string{
		`{"berth": {"number": 1}, "lines": 2}`: "",
		`{"lines": null, "mast": true}`:        "",
		`{"lines": "2"}`:                       `"lines" is a string, want integer`,
		`{"berth": {"number": "1"}}`:           `"number" is a string, want integer`,
	} {
		doc := jsondoc.Parse(text.NewFragment(text.NewSource("p.md", []byte(in)), text.Span{End: len(in)}))
		var got string
		for _, v := range r.Validate(ty, doc.Root, schema.Options{Use: schema.Request}) {
			got += v.Message
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}
