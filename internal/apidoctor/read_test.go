package apidoctor

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/page"

	"github.com/google/go-cmp/cmp"
)

// read reads files of the root "harbor/v1", given as name and content in turn.
func read(files ...string) (*Config, []Problem) {
	var list []File
	for i := 0; i < len(files); i += 2 {
		list = append(list, File{Path: files[i], Bytes: []byte(files[i+1])})
	}
	return Read("harbor/v1", list)
}

// drawConfig writes each setting as "place name value", then each problem.
func drawConfig(c *Config, problems []Problem) string {
	var sb strings.Builder
	if c != nil {
		for _, s := range c.Settings {
			fmt.Fprintf(&sb, "%s %s %s\n", s.At, s.Name, s.Value)
		}
	}
	for _, p := range problems {
		fmt.Fprintf(&sb, "! %s\n", p)
	}
	return sb.String()
}

func TestRead(t *testing.T) {
	const schemaFile, linkFile = "harbor/v1/config/schema-config.json", "harbor/v1/config/link-validation-config.json"
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"none", nil, ""},
		{"lists", []string{schemaFile, `{"schemaConfig": {"requiredYamlHeaders": ["title", "pier"],` + "\n" + ` "notLowerCamel": []}}`}, `
harbor/v1/config/schema-config.json:1:42 schemaConfig.requiredYamlHeaders ["title","pier"]
harbor/v1/config/schema-config.json:2:19 schemaConfig.notLowerCamel []
`},
		{"byte order mark", []string{linkFile, "\xef\xbb\xbf{\"pathsToIgnore\": [\"/sea\"]}"}, `
harbor/v1/config/link-validation-config.json:1:19 pathsToIgnore ["/sea"]
`},
		{"letter case of keys, and null", []string{schemaFile, `{"SchemaConfig": {"RequiredYAMLHeaders": ["title"], "filesToSkip": null}}`}, `
harbor/v1/config/schema-config.json:1:42 schemaConfig.requiredYamlHeaders ["title"]
`},
		{"unknown keys", []string{schemaFile, `{"schemaConfig": {"folderToSkip": ["a"], "tide": 1}, "schemaDifConfig": {}, "$schema": "x"}`}, `
! harbor/v1/config/schema-config.json:1:19: unknown key "folderToSkip"; did you mean "foldersToSkip"?
! harbor/v1/config/schema-config.json:1:42: unknown key "tide"
! harbor/v1/config/schema-config.json:1:54: unknown key "schemaDifConfig"; did you mean "schemaDiffConfig"?
`},
		{"keys of publishing say nothing", []string{schemaFile, `{"schemaDiffConfig": {"any": 1}, "schemaConfig": {"supportedTags": ["a"]}}`}, `
harbor/v1/config/schema-config.json:1:22 schemaDiffConfig {"any":1}
harbor/v1/config/schema-config.json:1:68 schemaConfig.supportedTags ["a"]
`},
		{"malformed, and the rest", []string{linkFile, "{\n  'pathsToIgnore': [\"/sea\", \"/pier\",],\n}"}, `
harbor/v1/config/link-validation-config.json:2:20 pathsToIgnore ["/sea","/pier"]
! harbor/v1/config/link-validation-config.json:2:3: single quotes around pathsToIgnore; JSON strings stand in straight double quotes
! harbor/v1/config/link-validation-config.json:2:36: trailing comma before ]
! harbor/v1/config/link-validation-config.json:2:38: trailing comma before }
`},
		{"wrong types", []string{schemaFile, `{"schemaConfig": {"filesToSkip": "a.md", "foldersToSkip": ["b", 7], "defaultNamespace": ["x"]}}`}, `
harbor/v1/config/schema-config.json:1:59 schemaConfig.foldersToSkip ["b",7]
! harbor/v1/config/schema-config.json:1:34: "schemaConfig.filesToSkip" is a string, where an array of strings belongs
! harbor/v1/config/schema-config.json:1:65: "schemaConfig.foldersToSkip[1]" is a number, where a string belongs
! harbor/v1/config/schema-config.json:1:89: "schemaConfig.defaultNamespace" is an array, where a string belongs
`},
		{"not an object", []string{linkFile, `["/sea"]`}, "! harbor/v1/config/link-validation-config.json:1:1: an array, where an object belongs\n"},
		{"empty", []string{linkFile, "\n"}, "! harbor/v1/config/link-validation-config.json:1:1: the file is empty\n"},
		{"no setting", []string{linkFile, "{}"}, "! harbor/v1/config/link-validation-config.json:1:1: no setting in it\n"},
		{"key in another file", []string{schemaFile, `{"pathsToIgnore": ["/sea"]}`}, "harbor/v1/config/schema-config.json:1:19 pathsToIgnore [\"/sea\"]\n"},
		{"twice below the root", []string{"harbor/v1/old/link-validation-config.json", `{"pathsToIgnore": ["/b"]}`, linkFile, `{"pathsToIgnore": ["/a"]}`}, `
harbor/v1/config/link-validation-config.json:1:19 pathsToIgnore ["/a"]
! harbor/v1/old/link-validation-config.json:1:19: "pathsToIgnore" is set in harbor/v1/config/link-validation-config.json:1:19 already, and that counts; Keep one of the two
`},
		{"above the root, nearest first", []string{
			"link-validation-config.json", `{"pathsToIgnore": ["/c"]}`, "harbor/config/link-validation-config.json",
			`{"pathsToIgnore": ["/b"]}`, schemaFile, `{"schemaConfig": {"filesToSkip": ["a.md"]}}`,
		}, `
harbor/v1/config/schema-config.json:1:34 schemaConfig.filesToSkip ["a.md"]
harbor/config/link-validation-config.json:1:19 pathsToIgnore ["/b"]
`},
		{"design", []string{"harbor/v1/oneapi-design-v1.json", `{"api-requirements": {"httpRequest": {"maxUrlLength": "80", "httpMethods": ["GET"]}, "caseSensativeHeaders": "True", "caseSensitiveHeaders": true}}`}, `
harbor/v1/oneapi-design-v1.json:1:55 api-requirements.httpRequest.maxUrlLength "80"
harbor/v1/oneapi-design-v1.json:1:76 api-requirements.httpRequest.httpMethods ["GET"]
harbor/v1/oneapi-design-v1.json:1:110 api-requirements.caseSensativeHeaders "True"
! harbor/v1/oneapi-design-v1.json:1:118: unknown key "caseSensitiveHeaders"; did you mean "caseSensativeHeaders"?
`},
		{"length out of range", []string{"harbor/v1/oneapi-design-v1.json", `{"api-requirements": {"httpRequest": {"maxUrlLength": 0}, "httpResponse": []}}`}, `
! harbor/v1/oneapi-design-v1.json:1:55: "api-requirements.httpRequest.maxUrlLength" is 0, where a whole number from 1 to 1073741824 belongs
! harbor/v1/oneapi-design-v1.json:1:75: "api-requirements.httpResponse" is an array, where an object belongs
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := drawConfig(read(tt.files...))
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestIsConfig(t *testing.T) {
	tests := map[string]bool{
		"a/config/document-outline.json": true, "Table-Header-Config.json": true, "link-validation-config.json": true,
		"schema-config.json": true, "oneapi-design-v1.json": true, "oneapi-design.json": true,
		"config.json": false, "document-outline.json/x.md": false, "document-outline.yml": false, "my-schema-config.json": false,
	}
	for name, want := range tests {
		if got := IsConfig(name); got != want {
			t.Errorf("IsConfig(%q) = %t", name, got)
		}
	}
}

func TestPaths(t *testing.T) {
	c, problems := read("harbor/v1/schema-config.json", `{"schemaConfig": {
		"foldersToSkip": ["templates", "includes", "harbor"], "filesToSkip": ["ReadMe.md"], "treatErrorsAsWarningsWorkloads": ["Dredge"]}}`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for file, want := range map[string][2]bool{
		"harbor/v1/api/berth.md":               {},
		"harbor/v1/includes/tide.md":           {true, false},
		"harbor/v1/api/my-templates-2/tide.md": {true, false},
		"harbor/v1/api/templates.md":           {},
		"harbor/v1/README.md":                  {true, false},
		"harbor/v1/api/dredger-list.md":        {false, true},
		"harbor/v1/dredge/x.md":                {false, true},
	} {
		if got := [2]bool{c.Skips(file), c.Downgrades(file)}; got != want {
			t.Errorf("%s: skips, downgrades = %t, want %t", file, got, want)
		}
	}
	if outside := (&Config{Root: ".", Schema: c.Schema}); !outside.Skips("includes/x.md") || outside.Downgrades("x.md") {
		t.Error("the root . is not the paths' start")
	}
}

func TestQuestions(t *testing.T) {
	c, _ := read(
		"harbor/v1/link-validation-config.json", `{"pathsToIgnore": ["/sea", ""]}`,
		"harbor/v1/oneapi-design-v1.json", `{"api-requirements": {"ignorableProperties": ["@odata.id", "tide"], "jsonSerialization": {"collectionPropertyNames": ["items"]}}}`,
		"harbor/v1/schema-config.json", `{"schemaConfig": {"defaultNamespace": "harbor", "baseUrls": ["https://harbor.example/v1", "https://harbor.example/v1/tides/", "/"]}}`,
	)
	for target, want := range map[string]bool{"/sea": true, "/SEA/map": true, "/seaside": true, "/land": false, "sea": false, "": false} {
		if got := c.IgnoresLink(target); got != want {
			t.Errorf("IgnoresLink(%q) = %t", target, got)
		}
	}
	for name, want := range map[string]bool{"@odata.id": true, "berth@odata.id": true, "tide": true, "Tide": false, "tide@odata.type": false, "id": false} {
		if got := c.Ignorable(name); got != want {
			t.Errorf("Ignorable(%q) = %t", name, got)
		}
	}
	if diff := cmp.Diff([]any{[]string{"items"}, "harbor"}, []any{c.CollectionNames(), c.DefaultNamespace()}); diff != "" {
		t.Error(diff)
	}
	for target, want := range map[string]int{
		"https://harbor.example/v1": 25, "HTTPS://harbor.example/V1/x": 25, "https://harbor.example/v1?a": 25, "https://harbor.example/v12": 0,
		"https://harbor.example/v1/tides/x": 31, "/x": 0, "": 0,
	} {
		if got := c.BaseURL(target); got != want {
			t.Errorf("BaseURL(%q) = %d, want %d", target, got, want)
		}
	}
}

// TestNil asks a doc set without configuration.
func TestNil(t *testing.T) {
	var c *Config
	if c.Skips("x.md") || c.Downgrades("x.md") || c.IgnoresLink("/x") || c.Ignorable("x") || c.Outline("apiPageType") != nil ||
		c.PageOptions() != nil || c.CollectionNames() != nil || c.DefaultNamespace() != "" || c.BaseURL("/x") != 0 || c.StandardHeaders() != nil {
		t.Error("nil says something")
	}
}

func TestTables(t *testing.T) {
	c, problems := read("harbor/v1/table-header-config.json", `{"tableDefinitions": {
  "tables": [
    {"type": "EnumerationValues", "titles": ["{x} colours", "Flags"], "parents": ["{x} palette"], "parseAs": "EnumerationDefinition"},
    {"type": "HttpHeaders", "titles": ["Fields sent", "Response fields"]},
    {"type": "ErrorCodes", "titles": ["Storms"]},
    {"type": "ResponseObjectProperties", "titles": ["What comes back"]},
    {"type": "PathParameter", "titles": ["Route"]},
    {"titles": ["Nothing"]},
    7
  ],
  "parsingRules": [
    {"type": "ParameterDefinition", "columns": {"name": ["Field", "Name"], "type": ["Sort"], "colour": ["x"]}},
    {"type": "EnumerationDefinition", "columns": {"memberName": ["Colour"], "numericValue": ["No."]}},
    {"type": "TideDefinition"}
  ]
}}`)
	want := &page.Options{
		Titles: []page.TableTitle{
			{Kind: page.MemberTable, Role: page.Members, Text: "colours", Suffix: true},
			{Kind: page.MemberTable, Role: page.Members, Text: "Flags"},
			{Kind: page.MemberTable, Role: page.Members, Text: "palette", Suffix: true, Parent: true},
			{Kind: page.HeaderTable, Role: page.RequestHeaders, Text: "Fields sent"},
			{Kind: page.HeaderTable, Text: "Response fields"},
			{Role: page.Errors, Text: "Storms"},
		},
		Columns: map[string][]string{"name": {"Field"}, "type": {"Sort"}, "member": {"Colour"}},
	}
	if diff := cmp.Diff(want, c.PageOptions()); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
	wantProblems := `! harbor/v1/table-header-config.json:7:14: unknown type "PathParameter"; did you mean "PathParameters"?
! harbor/v1/table-header-config.json:8:5: tableDefinitions.tables[5] has no type
! harbor/v1/table-header-config.json:9:5: "tableDefinitions.tables[6]" is a number, where an object belongs
! harbor/v1/table-header-config.json:12:94: unknown key "colour"
! harbor/v1/table-header-config.json:14:14: unknown type "TideDefinition"
`
	if diff := cmp.Diff(wantProblems, drawConfig(nil, problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Of a list that is too long the first items count, and the user is told.
func TestLongList(t *testing.T) {
	text := `{"pathsToIgnore": [` + strings.Repeat(`"x", `, maxItems) + `"y"]}`
	cfg, problems := Read("v1.0", []File{{Path: "v1.0/link-validation-config.json", Bytes: []byte(text)}})
	if got := len(cfg.ignoredLinks); got != maxItems {
		t.Errorf("%d items count, want %d", got, maxItems)
	}
	if len(problems) != 1 || !strings.Contains(problems[0].Message, `"pathsToIgnore" has more than 1000 items`) {
		t.Errorf("problems: %v", problems)
	}
}
