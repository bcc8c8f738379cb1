package derived

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"docgauge/internal/golden"
	"docgauge/internal/jsondoc"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func schemaOf(t *testing.T, types *Types, name string) string {
	t.Helper()
	others, err := schema.New(schema.Bundled())
	if err != nil {
		t.Fatal(err)
	}
	b, err := types.Schema(types.Lookup(name), others)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestSchema compares the schemas of the harbor's types with the files.
func TestSchema(t *testing.T) {
	pages := readFile(t, "testdata/schema/harbor.txtar")
	types := collect(pages)
	for _, of := range types.All() {
		got := schemaOf(t, types, of.Name)
		golden.Compare(t, "testdata/schema/"+of.Name+".json", got)
		if again := schemaOf(t, collect(pages), of.Name); again != got {
			t.Errorf("%s: another text the second time", of.Name)
		}
		others, err := schema.New(schema.Bundled())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(uncommented(t, []byte(got)), types.root(of, others)); d != "" {
			t.Errorf("%s: -written +root\n%s", of.Name, d)
		}
	}
}

// uncommented decodes a schema and takes every "$comment" out.
func uncommented(t *testing.T, js []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(js))
	d.UseNumber()
	var root any
	if err := d.Decode(&root); err != nil {
		t.Fatal(err)
	}
	var strip func(schema any)
	strip = func(schema any) {
		switch v := schema.(type) {
		case []any:
			for _, part := range v {
				strip(part)
			}
		case map[string]any:
			if _, ok := v["$comment"].(string); ok {
				delete(v, "$comment")
			}
			for _, part := range v {
				strip(part)
			}
		}
	}
	strip(root)
	return root
}

func TestPrimitives(t *testing.T) {
	for name, want := range map[string]string{
		"Edm.Boolean": "boolean", "Edm.Byte": "integer 0 255", "Edm.SByte": "integer -128 127", "Edm.Int16": "integer -32768 32767",
		"Edm.DateTimeOffset": "string date-time", "Edm.TimeOfDay": "string time", "Edm.Duration": "string duration", "Edm.Guid": "string uuid",
		"Edm.Binary": "string base64", "Edm.ComplexType": "object", "Edm.GeographyPoint": "object", "Edm.Untyped": "",
	} {
		p := primitive(name)
		got, _ := p.Type.(string)
		if p.Format != "" {
			got += " " + p.Format
		}
		if p.Minimum != nil {
			got += strings.Join([]string{"", number(*p.Minimum), number(*p.Maximum)}, " ")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestValidation checks values against the types as the rules do.
func TestValidation(t *testing.T) {
	types := collect(readFile(t, "testdata/schema/harbor.txtar") + `
-- resources/tug.md --
<!-- { "blockType": "resource", "@odata.type": "harbor.tug", "baseType": "sea.ship" } -->
` + "```json" + `
{ "power": 5 }
` + "```" + `
-- resources/ring.md --
<!-- { "blockType": "resource", "@odata.type": "harbor.ring", "baseType": "harbor.ring" } -->
` + "```json" + `
{ "power": 5 }
` + "```" + `
-- resources/recipient.md --
<!-- { "blockType": "resource", "@odata.type": "harbor.recipient", "baseType": "microsoft.graph.driveRecipient" } -->
` + "```json" + `
{ "badge": 5 }
` + "```" + `
-- resources/hook.md --
<!-- { "blockType": "resource", "@odata.type": "harbor.hook", "baseType": "harbor.rope" } -->
` + "```json" + `
{ "weight": 5 }
` + "```" + `
`)
	others, err := schema.New(schema.Bundled())
	if err != nil {
		t.Fatal(err)
	}
	registry, err := schema.New(schema.Bundled(), types.Source(others))
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range registry.Types() {
		if err := typ.Compile(); err != nil {
			t.Error(err)
		}
	}
	for _, tt := range []struct{ name, json, want string }{
		{"crane", `{"id": "7", "load": 5, "quarrel": {}, "note": [1], "x@y": 1, "reach": 2, "state": "idle"}`, ""},
		{"crane", `{"id": "7", "load": "5", "quarrel": 1}`, `"load" is a string, want integer`},
		{"crane", `{"id": "7", "load": 5, "quarrel": 1, "boat": 1}`, `unknown property "boat" of harbor.crane`},
		{"crane", `{"load": 5, "quarrel": 1}`, `"id" is missing from this harbor.crane`},
		{"crane", `{"id": "7", "load": 5, "quarrel": 1, "gear": ["hook", "line"]}`, `"line" is not`},
		{"crane", `{"id": "7", "load": 5, "quarrel": 1, "signals": "bell, horn"}`, ""},
		{"crane", `{"id": "7", "load": 5, "quarrel": 1, "signals": "bell,gong"}`, `"bell,gong" is not`},
		{"crane", `{"id": "7", "load": 5, "quarrel": 1, "rope": {"length": "x"}}`, `"length" is a string, want number`},
		{"asset", `{"id": "7", "bought": "yesterday"}`, "date"},
		{"rope", `{"length": 1, "color": "red"}`, ""},
		{"hook", `{"weight": 1, "color": "red"}`, ""},
		{"tug", `{"power": 5, "crew": 3}`, ""},
		{"ring", `{"power": 5, "crew": 3}`, ""},
		{"recipient", `{"badge": 5, "email": "jo@harbor.example", "crew": 3}`, ""},
		{"blob", `[1, "x"]`, ""},
	} {
		typ, _ := registry.Lookup("harbor." + tt.name)
		root := jsondoc.Parse(text.NewFragment(text.NewSource("x.json", []byte(tt.json)), text.Span{End: len(tt.json)})).Root
		var got []string
		for _, v := range registry.Validate(typ, root, schema.Options{}) {
			got = append(got, v.Message)
		}
		if all := strings.Join(got, "; "); len(got) > 1 || (all == "") != (tt.want == "") || !strings.Contains(all, tt.want) {
			t.Errorf("%s %s: %q, want %q", tt.name, tt.json, all, tt.want)
		}
	}
}

func TestNoNamespace(t *testing.T) {
	types := collect(`
-- resources/nameless.md --
<!-- { "blockType": "resource", "@odata.type": "nameless" } -->
` + "```json" + `
{ "weight": 5 }
` + "```" + `
`)
	if s := types.Source(nil); len(types.All()) != 1 || len(s.Definitions) != 0 {
		t.Errorf("%d types and %d definitions, want 1 and 0: the name is no type's for others", len(types.All()), len(s.Definitions))
	}
}
