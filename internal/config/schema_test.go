package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/config"
	"docgauge/internal/golden"
	"docgauge/internal/rule"
	"docgauge/internal/rules"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

type object = map[string]any

// schemaOf builds the JSON Schema of a configuration for the editors' sake: each
// key described, and each rule, family and option by name, so that they can be
// completed. It is what schemas/docgauge/config.json holds.
func schemaOf(all []*rule.Rule) object {
	latest := rule.LatestEpoch
	for _, r := range all {
		latest = max(latest, r.Epoch)
	}
	list := func(of, description string) object {
		return object{"description": description, "type": "array", "items": object{"$ref": "#/$defs/" + of}}
	}
	with := func(of, description string) object {
		return object{"description": description, "$ref": "#/$defs/" + of}
	}
	return object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "Configuration of docgauge",
		"description":          "A .docgauge.yaml file. Paths and patterns in it are relative to its folder.",
		"type":                 "object",
		"additionalProperties": false,
		"required":             []string{"version"},
		"properties": object{
			"version": object{
				"description": "The rule set that the file was written for. Rules that came later are off until it is raised, unless \"rules\" names them.",
				"type":        "integer", "minimum": 1, "maximum": latest,
			},
			"extends":   with("paths", "Configuration files that this one builds on: a path, or a list of which later ones win. What this file says wins over them."),
			"include":   with("pages", "Pages to check, as gitignore patterns. Without it all Markdown files are."),
			"exclude":   with("patterns", "Files and folders to leave out, as gitignore patterns, even if they are named on the command line."),
			"docsets":   list("docset", "Doc sets, where their folders do not say it."),
			"schemas":   with("path", "Folder with JSON Schemas that override or add types."),
			"metadata":  with("metadata", "OData metadata of the service (CSDL XML): one file, or one for each API version."),
			"rules":     with("rules", "Severities and options of rules, by id or family. Ids win over families."),
			"overrides": list("override", "What holds for some pages only. Later entries win."),
			"baseline":  with("path", "File with the findings that are known and not reported."),
			"owners":    list("owner", "Who owns which pages. The first entry that gives an owner counts."),
		},
		"$defs": defsOf(all, with),
	}
}

func defsOf(all []*rule.Rule, with func(of, description string) object) object {
	closed := func(required []string, properties object) object {
		o := object{"type": "object", "additionalProperties": false, "properties": properties}
		if len(required) > 0 {
			o["required"] = required
		}
		return o
	}
	owner := closed(nil, object{
		"files":        with("pages", "Pages that the entry is for, as gitignore patterns. Without it it is for all."),
		"owner":        with("text", "Their owner, such as the name of a team."),
		"front-matter": with("text", "Front matter key that names the owner, such as ms.author."),
	})
	owner["oneOf"] = []any{object{"required": []string{"owner"}}, object{"required": []string{"front-matter"}}}
	version := object{"type": []string{"string", "number"}, "pattern": `\S`, "description": "API version of its pages, such as v1.0 or beta."}
	return object{
		"text":     object{"type": "string", "pattern": `\S`},
		"texts":    oneOrMore("text", 0),
		"path":     object{"type": "string", "pattern": `\S`, "not": object{"pattern": `://|\\`}},
		"paths":    oneOrMore("path", 0),
		"pattern":  object{"type": "string", "pattern": `^!?[^#\s]`, "not": object{"pattern": `^!?\.\.?/|/\.\./|\{[^}]*,.*\}|\\[A-Za-z0-9]`}},
		"patterns": oneOrMore("pattern", 0),
		"pages":    oneOrMore("pattern", 1),
		"docset": closed([]string{"root"}, object{
			"root":    with("path", "Folder that the doc set's api and resources folders are in."),
			"version": version,
		}),
		"metadata": object{"anyOf": []any{object{"$ref": "#/$defs/path"}, object{"type": "object", "additionalProperties": object{"$ref": "#/$defs/path"}}}},
		"override": closed([]string{"files", "rules"}, object{
			"files": with("pages", "The pages, as gitignore patterns."),
			"rules": with("rules", "What holds for them."),
		}),
		"owner":    owner,
		"severity": object{"enum": []any{"error", "warning", "info", "off", false}},
		"setting": object{"anyOf": []any{
			object{"$ref": "#/$defs/severity"},
			closed([]string{"severity"}, object{"severity": object{"$ref": "#/$defs/severity"}}),
		}},
		"rules": rulesSchema(all),
	}
}

// oneOrMore is a value, or a list of at least so many.
func oneOrMore(of string, least int) object {
	items := object{"type": "array", "items": object{"$ref": "#/$defs/" + of}}
	if least > 0 {
		items["minItems"] = least
	}
	return object{"anyOf": []any{object{"$ref": "#/$defs/" + of}, items}}
}

// rulesSchema lists rules and families.
func rulesSchema(all []*rule.Rule) object {
	properties, members := object{}, map[string][]string{}
	for _, r := range all {
		properties[r.ID] = settingSchema(r)
		for i, c := range r.ID {
			if c == '-' {
				members[r.ID[:i]] = append(members[r.ID[:i]], r.ID)
			}
		}
	}
	var families, ids []string // names of families, and those that are ids too
	for _, family := range slices.Sorted(maps.Keys(members)) {
		switch {
		case properties[family] != nil:
			ids = append(ids, family)
			continue
		case len(members[family]) > 1: // one of one rule helps nobody to choose
			properties[family] = object{"description": "All of " + strings.Join(members[family], ", "), "$ref": "#/$defs/setting"}
		}
		families = append(families, family)
	}
	patterns := object{"^(" + strings.Join(families, "|") + `)-?\*?$`: object{"$ref": "#/$defs/setting"}}
	if len(ids) > 0 {
		patterns["^("+strings.Join(ids, "|")+`)-\*$`] = object{"$ref": "#/$defs/setting"}
	}
	return object{"type": "object", "additionalProperties": false, "properties": properties, "patternProperties": patterns}
}

// settingSchema is of the value of a rule.
func settingSchema(r *rule.Rule) object {
	s := object{"description": fmt.Sprintf("%s (%s)", r.Title, r.Severity)}
	if len(r.Options) == 0 {
		s["$ref"] = "#/$defs/setting"
		return s
	}
	keys := object{"severity": object{"$ref": "#/$defs/severity"}}
	for _, o := range r.Options {
		keys[o.Name] = optionSchema(o)
	}
	s["anyOf"] = []any{object{"$ref": "#/$defs/severity"}, object{
		"type": "object", "additionalProperties": false, "minProperties": 1, "properties": keys,
	}}
	return s
}

func optionSchema(o rule.Option) object {
	s := object{"description": o.Doc}
	if !o.Unset() {
		s["default"] = o.Default
	}
	switch o.Default.(type) {
	case bool:
		s["type"] = "boolean"
	case int:
		s["type"], s["minimum"] = "integer", 0
	case []string:
		s["$ref"] = "#/$defs/texts"
		if o.Paths {
			s["$ref"] = "#/$defs/patterns"
		}
	}
	return s
}

const schemaFile = "../../schemas/docgauge/config.json"

// TestSchemaFile fails when a key, a rule, a family or an option is not in the
// published schema, or is no longer what it says.
func TestSchemaFile(t *testing.T) {
	golden.Compare(t, schemaFile, encode(t, schemaOf(rules.All())))
}

func encode(t testing.TB, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSchemaKeys holds the schema against the keys that the reader knows.
func TestSchemaKeys(t *testing.T) {
	s := schemaOf(fakes())
	keys := func(o any) []string {
		var names []string
		for name := range o.(object)["properties"].(object) {
			names = append(names, name)
		}
		slices.Sort(names)
		return names
	}
	defs := s["$defs"].(object)
	for where, def := range map[string]any{"": s, "docsets": defs["docset"], "overrides": defs["override"], "owners": defs["owner"]} {
		if d := cmp.Diff(slices.Sorted(slices.Values(config.Keys()[where])), keys(def)); d != "" {
			t.Errorf("keys of %q (-read +in the schema):\n%s", where, d)
		}
	}
	properties := defs["rules"].(object)["properties"].(object)
	for _, r := range fakes() {
		setting := properties[r.ID].(object)
		if setting["$ref"] == "#/$defs/setting" {
			setting = defs["setting"].(object)
		}
		if d := cmp.Diff(slices.Sorted(slices.Values(config.RuleKeys(r))), keys(setting["anyOf"].([]any)[1])); d != "" {
			t.Errorf("keys of %s (-read +in the schema):\n%s", r.ID, d)
		}
	}
	for name := range properties {
		load(t, fakes(), "version: 1\nrules: {\""+name+"\": off}\n") // the reader takes what the schema offers
	}
}

// TestSchemaAgrees gives every case to the schema: good files must pass, bad ones
// must not, but for what no schema can tell.
func TestSchemaAgrees(t *testing.T) {
	beyond := []string{ // bad files that it passes
		"dash-without-blank", "tag", "text-over-lines", "two-documents", "version-decimal", // the data is good
		"extends-cycle", "extends-itself", "extends-missing", "extends-outside", "extends-twice", // so is the file alone
		"git-folder",           // what no folder of a docs repository is called
		"include-only-negated", // it knows no order
	}
	good, err := filepath.Glob("testdata/good/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s := compile(t, encode(t, schemaOf(fakes())))
	for _, name := range good {
		files, _ := archive(t, name)
		for file, text := range files {
			if v, ok := decode(t, text); strings.HasSuffix(file, ".yaml") && (!ok || s.Validate(v) != nil) {
				t.Errorf("%s: %s: %#v", name, file, s.Validate(v))
			}
		}
	}
	bad, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	published, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	s = compile(t, string(published))
	for _, name := range bad {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		v, ok := decode(t, string(b))
		passes := ok && s.Validate(v) == nil
		if want := slices.Contains(beyond, strings.TrimSuffix(filepath.Base(name), ".yaml")); passes != want {
			t.Errorf("%s passes: %v, want %v", name, passes, want)
		}
	}
}

func compile(t *testing.T, schema string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	if err := c.AddResource("config.json", strings.NewReader(schema)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// decode reads YAML as JSON data; ok is false if it is none.
func decode(t *testing.T, text string) (v any, ok bool) {
	t.Helper()
	var data any
	if err := yaml.Unmarshal([]byte(text), &data); err != nil {
		return nil, false
	}
	b, err := json.Marshal(data)
	if err != nil {
		return nil, false
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v, true
}
