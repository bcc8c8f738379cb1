package derived

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func notation(json string) Notation {
	return notations{}.read(jsondoc.Parse(text.NewFragment(text.NewSource("x.json", []byte(json)), text.Span{End: len(json)})).Root)
}

// drawNotation writes what a notation says: type, JSON kind, array, sample, values.
func drawNotation(n Notation) string {
	out := []string{n.Type.String(), [...]string{"any", "string", "number", "boolean", "object", "array"}[n.Kind]}
	for mark, on := range map[string]bool{"array": n.Array} {
		if on {
			out = append(out, mark)
		}
	}
	switch {
	case n.Number:
		out = append(out, "a number")
	case n.Sample && n.Word != "":
		out = append(out, "word "+n.Word)
	case n.Sample:
		out = append(out, "sample")
	}
	if n.Exact {
		out = append(out, "exact")
	}
	if n.Values != nil {
		out = append(out, fmt.Sprint(n.Values))
	}
	return strings.TrimSpace(strings.Join(out, " "))
}

func TestNotation(t *testing.T) {
	for json, want := range map[string]string{
		`"String"`:                           "Edm.String string exact",
		`"string (identifier)"`:              "Edm.String string exact",
		`"String (timestamp)"`:               "Edm.DateTimeOffset string exact",
		`"string (Time of  day)"`:            "Edm.TimeOfDay string exact",
		`"String (ISO 8601 duration)"`:       "Edm.Duration string exact",
		`"String (binary)"`:                  "Edm.Binary string exact",
		`"String (GUID)"`:                    "Edm.Guid string exact",
		`"String (date)"`:                    "Edm.Date string exact",
		`"String (URL)"`:                     "Edm.String string exact",
		`"url"`:                              "Edm.String string",
		`"timestamp"`:                        "Edm.DateTimeOffset string",
		`"Int32"`:                            "Edm.Int32 number exact",
		`"Edm.Int64"`:                        "Edm.Int64 number exact",
		`"integer"`:                          "Edm.Int64 number",
		`"Boolean"`:                          "Edm.Boolean boolean exact",
		`"Stream"`:                           "Edm.Stream any exact",
		`"json"`:                             "any",
		`1024`:                               "number sample",
		`true`:                               "boolean sample",
		`null`:                               "any sample",
		`"4.2"`:                              "string a number",
		`"The Gull"`:                         "string sample",
		`"gull"`:                             "string word gull",
		`"#harbor.berth"`:                    "string sample",
		`"harbor.berth"`:                     "harbor.berth any",
		`"@odata.type: harbor.berth"`:        "harbor.berth any",
		`"Collection(harbor.berth)"`:         "Collection(harbor.berth) any array",
		`"String collection"`:                "Collection(Edm.String) string array",
		`"low | high"`:                       "string [low high]",
		`"low|high|..."`:                     "string [low high]",
		`"string | null"`:                    "Edm.String string",
		`"low | the highest"`:                "string sample",
		`{"@odata.type":"harbor.berth"}`:     "harbor.berth any",
		`{"@odata.type":"#Edm.Stream"}`:      "Edm.Stream any",
		`{"@odata.type":"Collection(x.y)"}`:  "Collection(x.y) any array",
		`{"@odata.type":""}`:                 "object",
		`{"depth":1}`:                        "object",
		`[]`:                                 "any array",
		`["String"]`:                         "Collection(Edm.String) string array exact",
		`[{"@odata.type":"x.y"}]`:            "Collection(x.y) any array",
		`["low | high"]`:                     "string array [low high]",
		`["red","green"]`:                    "string array word red",
		`["red",7]`:                          "any array",
		`["String","Int32"]`:                 "any array",
		`[{"depth":1},{"depth":2,"size":3}]`: "object array",
	} {
		if d := cmp.Diff(want, drawNotation(notation(json))); d != "" {
			t.Errorf("%s (-want +got)\n%s", json, d)
		}
	}
}

const comparedPages = `
-- resources/types.md --
Namespace: harbor

<!-- { "blockType": "resource", "@odata.type": "harbor.place" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
<!-- { "blockType": "resource", "@odata.type": "harbor.berth", "baseType": "place" } -->
` + "```json" + `
{ "depth": 1.5 }
` + "```" + `
<!-- { "blockType": "resource", "@odata.type": "harbor.rope" } -->
` + "```json" + `
{ "length": 1.5 }
` + "```" + `

### tide values

|Member|
|:---|
|low|
`

func TestCompare(t *testing.T) {
	types := collect(comparedPages)
	tests := []struct {
		table, json string
		want        Difference
	}{
		{"String", `"String"`, Same},
		{"String", `"red"`, Same},
		{"String", `"String (timestamp)"`, Narrower},
		{"DateTimeOffset", `"String"`, Same},
		{"DateTimeOffset", `"datetime"`, Same},
		{"Date", `"String (timestamp)"`, Primitive},
		{"Date", `"timestamp"`, Same},
		{"Int32", `"Int64"`, Primitive},
		{"Int32", `"integer"`, Same},
		{"Int32", `7`, Same},
		{"Int32", `"4"`, Same},
		{"Int32", `"four"`, Kind},
		{"Int32", `"String"`, Kind},
		{"Boolean", `"true"`, Kind},
		{"String", `true`, Kind},
		{"String", `["String"]`, Arity},
		{"String collection", `"String"`, Arity},
		{"String collection", `["Int32"]`, Kind},
		{"String collection", `["a", 7]`, Same},
		{"String collection", `[]`, Same},
		{"String collection", `null`, Same},
		{"Stream", `["String"]`, Same},
		{"Stream", `"String"`, Same},
		{"rope", `{"@odata.type":"harbor.rope"}`, Same},
		{"rope", `{"@odata.type":"#Harbor.Rope"}`, Same},
		{"rope", `{"@odata.type":"harbor.berth"}`, Named},
		{"place", `{"@odata.type":"harbor.berth"}`, Same},
		{"berth", `{"@odata.type":"harbor.place"}`, Same},
		{"chain", `{"@odata.type":"harbor.rope"}`, Named},
		{"chain", `{"@odata.type":"dock.chain"}`, Same},
		{"chain", `"String"`, Same},
		{"chain", `["String"]`, Same},
		{"rope", `["String"]`, Arity},
		{"rope", `"String"`, Kind},
		{"rope", `"the long rope"`, Kind},
		{"rope", `"rope"`, Same},
		{"rope", `"tide"`, Named},
		{"rope", `{"length":1}`, Same},
		{"rope collection", `["rope"]`, Same},
		{"tide", `"low"`, Same},
		{"tide", `"low | high"`, Same},
		{"tide", `7`, Kind},
		{"tide", `{"at":1}`, Kind},
		{"String", `{"@odata.type":"harbor.tide"}`, Same},
		{"String", `{"@odata.type":"harbor.rope"}`, Kind},
		{"String", `"rope"`, Same},
		{"String or Int32", `true`, Same},
		{"what is written there", `true`, Same},
	}
	for _, tt := range tests {
		if got := types.Compare(odata.Parse(tt.table), notation(tt.json), "harbor"); got != tt.want {
			t.Errorf("%s in the table, %s in the block: %d, want %d", tt.table, tt.json, got, tt.want)
		}
	}
}

func TestCompareTables(t *testing.T) {
	types := collect(comparedPages)
	for _, tt := range []struct {
		a, b string
		want Difference
	}{
		{"String", "Edm.String", Same},
		{"String", "Int32", Kind},
		{"String", "Guid", Narrower},
		{"Int32", "Int64", Primitive},
		{"rope collection", "[rope](rope.md)", Arity},
		{"rope", "place", Named},
		{"rope", "String", Kind},
		{"tide", "String", Same},
		{"String", "String or Int32", Same},
	} {
		if got := types.Compare(odata.Parse(tt.a), Of(odata.Parse(tt.b)), "harbor"); got != tt.want {
			t.Errorf("%s and %s: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
