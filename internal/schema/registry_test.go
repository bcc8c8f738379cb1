package schema

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLookup(t *testing.T) {
	r := registry(t, map[string]string{
		"harbor.api.berth": `true`, "harbor.api.Vessel": `true`, "orchard.vessel": `true`, "orchard.identity": `true`,
	})
	tests := []struct {
		name, want string
		exact      bool
	}{
		{"microsoft.graph.permission", "microsoft.graph.permission", true},
		{"#microsoft.graph.permission", "microsoft.graph.permission", true},
		{"graph.permission", "microsoft.graph.permission", true},
		{"permission", "microsoft.graph.permission", true},
		{"Microsoft.Graph.permission", "microsoft.graph.permission", false},
		{"microsoft.graph.Permission", "microsoft.graph.permission", false},
		{"graph.Permission", "microsoft.graph.permission", false},
		{"Permission", "microsoft.graph.permission", false},
		{"#SHAREPOINTIDS", "microsoft.graph.sharepointIds", false},
		{"berth", "harbor.api.berth", true},
		{"BERTH", "harbor.api.berth", false},
		{"identity", "microsoft.graph.identity", true}, // the namespace of the docs goes first
		{"vessel", "", false}, // two could be meant
		{"api.berth", "", false},
		{"harbor.api.vessel", "harbor.api.Vessel", false},
		{"microsoft.graph.ghost", "", false},
		{"Collection(microsoft.graph.permission)", "", false},
		{"İdentity", "", false}, // only ASCII letters are folded
		{"", "", false},
		{"#", "", false},
	}
	for _, test := range tests {
		typ, exact := r.Lookup(test.name)
		got := ""
		if typ != nil {
			got = typ.Name
		}
		if got != test.want || exact != test.exact {
			t.Errorf("Lookup(%q) = %q, %v; want %q, %v", test.name, got, exact, test.want, test.exact)
		}
	}
}

func body(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }

func TestPrecedence(t *testing.T) {
	user := Source{Name: "user", Definitions: []Definition{
		{Name: "microsoft.graph.Permission", Origin: "mine.json", Schema: body(`{"properties": {"id": {"type": "integer"}}}`)},
		{Name: "harbor.grant", Schema: body(`{"properties": {"permission": {"$ref": "microsoft.graph.Permission.json"}}}`)},
	}}
	metadata := Source{Name: "metadata", Definitions: []Definition{
		{Name: "microsoft.graph.permission", Schema: body(`false`)},
		{Name: "harbor.berth", Schema: body(`true`)},
	}}
	r, err := New(user, Bundled(), metadata)
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range map[string]string{"permission": "user", "sharingLink": "bundled", "harbor.berth": "metadata"} {
		if typ, _ := r.Lookup(name); typ == nil || typ.Source != source {
			t.Errorf("%s is %+v, want it from %s", name, typ, source)
		}
	}
	grant, _ := r.Lookup("harbor.grant")
	src, v := parse(`{"permission": {"id": "1", "roles": 5}}`)
	want := []string{"1:23 type `\"1\"` /permission/id: \"id\" is a string, want integer | unsafe: 1"}
	if diff := cmp.Diff(want, render(src, r.Validate(grant, v, Options{}))); diff != "" {
		t.Errorf("the user's type is not in force (-want +got):\n%s", diff)
	}
	var names []string
	for _, typ := range r.Types() {
		names = append(names, typ.Name)
	}
	if n := len(names); n != 13 || names[0] != "harbor.berth" || names[n-1] != "microsoft.graph.sharingLink" {
		t.Errorf("Types: %q", names)
	}
}

func TestNewErrors(t *testing.T) {
	tests := []struct {
		names []string
		want  string
	}{
		{[]string{"harbor.berth", "harbor.Berth"}, "user schemas: type harbor.Berth is defined twice, in harbor.berth.json and in harbor.Berth.json"},
		{[]string{""}, `user schemas: "" is no type name`},
		{[]string{"harbor/berth"}, `user schemas: "harbor/berth" is no type name`},
	}
	for _, test := range tests {
		s := Source{Name: "user"}
		for _, name := range test.names {
			s.Definitions = append(s.Definitions, Definition{Name: name, Origin: name + ".json", Schema: body(`true`)})
		}
		_, err := New(s)
		if err == nil || err.Error() != test.want {
			t.Errorf("New(%q): %v, want %s", test.names, err, test.want)
		}
	}
}

func TestBase(t *testing.T) {
	r := registry(t, map[string]string{
		"harbor.vessel": `{"properties": {"name": true}}`,
		"harbor.tug":    `{"allOf": [{"title": "t"}, {"$ref": "harbor.vessel.json"}], "then": {"properties": {"pull": true}}}`,
		"harbor.round":  `{"allOf": [{"$ref": "harbor.about.json"}], "properties": {"a": true}}`,
		"harbor.about":  `{"allOf": [{"$ref": "harbor.round.json"}], "properties": {"b": true}}`,
	})
	get := func(name string) *Type { typ, _ := r.Lookup(name); return typ }
	if got := get("tug").Base(); got != get("vessel") {
		t.Errorf("base of tug is %v", got)
	}
	if got := get("vessel").Base(); got != nil {
		t.Errorf("base of vessel is %v", got)
	}
	if !get("tug").Is(get("vessel")) || !get("tug").Is(get("tug")) || get("vessel").Is(get("tug")) || get("round").Is(get("tug")) {
		t.Error("Is does not follow the base types")
	}
	for name, want := range map[string][]string{"tug": {"name", "pull"}, "round": {"a", "b"}} {
		if diff := cmp.Diff(want, get(name).Properties()); diff != "" {
			t.Errorf("properties of %s (-want +got):\n%s", name, diff)
		}
	}
}

// TestCompileErrors checks that a schema that cannot be used says why, and that
// no reference leaves the registry.
func TestCompileErrors(t *testing.T) {
	const remote, local = "http://127.0.0.1:1/x.json", "file:///etc/hostname"
	tests := []struct {
		name, body string
		want       []string // in the message
	}{
		{"http", `{"properties": {"a": {"$ref": "` + remote + `"}}}`, []string{"#/properties/a", remote, "nothing is fetched"}},
		{"http in a condition", `{"if": {"$ref": "` + remote + `#/a"}}`, []string{"#/if", remote, "nothing is fetched"}},
		{"http in definitions", `{"$defs": {"a/b": {"$ref": "` + remote + `"}}}`, []string{"#/$defs/a~1b", remote, "nothing is fetched"}},
		{"dynamic", `{"$dynamicRef": "` + remote + `"}`, []string{remote, "nothing is fetched"}},
		{"metaschema", `{"$schema": "` + remote + `"}`, []string{remote, "nothing is fetched"}},
		{"id", `{"$id": "` + remote + `", "properties": {"a": {"$id": "http://127.0.0.1:1/y/", "$ref": "z.json"}}}`, []string{"http://127.0.0.1:1/y/z.json", "nothing is fetched"}},
		{"file", `{"items": {"$ref": "` + local + `"}}`, []string{"#/items", local, "nothing is fetched"}},
		{"path", `{"items": {"$ref": "/etc/hostname"}}`, []string{"/etc/hostname", "nothing is fetched"}},
		{"upwards", `{"items": {"$ref": "../../etc/hostname"}}`, []string{"../../etc/hostname", "nothing is fetched"}},
		{"unknown type", `{"items": {"$ref": "harbor.ghost.json"}}`, []string{"#/items", "no schema for harbor.ghost"}},
		{"unknown place", `{"items": {"$ref": "microsoft.graph.identity.json#/nowhere"}}`, []string{"#/nowhere not found"}},
		{"no URI", `{"items": {"$ref": "::"}}`, []string{`"::"`}},
		{"not JSON", `{"type": `, []string{"not JSON"}},
		{"two values", `{} {}`, []string{"text after the value"}},
		{"no schema", `[]`, []string{"a schema is an object"}},
		{"wrong keyword", `{"type": "text"}`, []string{"type"}},
		{"pattern", `{"properties": {"a": {"pattern": "(?<x"}}}`, []string{"pattern"}},
		{"pattern of another dialect", `{"properties": {"a": {"pattern": "(?!x)y"}}}`, []string{"(?!x)y"}},
		{"circle", `{"allOf": [{"$ref": "#"}]}`, []string{"infinite loop"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := registry(t, map[string]string{"harbor.x": test.body})
			typ, _ := r.Lookup("harbor.x")
			err := typ.Compile()
			if err == nil {
				t.Fatal("compiles")
			}
			for _, want := range append(test.want, "schema of harbor.x (harbor.x.json): ") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\ndoes not say %q", err, want)
				}
			}
			_, v := parse(`{"a": 1}`)
			if got := r.Validate(typ, v, Options{}); got != nil {
				t.Errorf("finds %v", got)
			}
		})
	}
	boom := errors.New("boom")
	r, err := New(Source{Name: "user", Definitions: []Definition{{Name: "harbor.x", Schema: func() ([]byte, error) { return nil, boom }}}})
	if err != nil {
		t.Fatal(err)
	}
	if typ, _ := r.Lookup("harbor.x"); !errors.Is(typ.Compile(), boom) {
		t.Errorf("an error of the source is lost: %v", typ.Compile())
	}
}

// TestConcurrent compiles and validates from many goroutines at once; run with -race.
func TestConcurrent(t *testing.T) {
	r := registry(t, harbor)
	src, v := parse(`{"id": 1, "roles": ["captain"], "link": {"tpye": 1}, "grantedToV2": {"siteUser": {"loginName": 5}}, "x": {"@odata.type": "harbor.tug", "berth": {"number": "1"}}}`)
	typ, _ := r.Lookup("permission")
	results := make([][]string, 16)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { results[i] = render(src, r.Validate(typ, v, Options{})) })
	}
	wg.Wait()
	if len(results[0]) != 6 {
		t.Errorf("found %d: %q", len(results[0]), results[0])
	}
	for i := range results {
		if diff := cmp.Diff(results[0], results[i]); diff != "" {
			t.Fatalf("run %d differs:\n%s", i, diff)
		}
	}
}

// TestRoot checks that a schema is read from its root where there is one, and that
// its text is written only for those who read it.
func TestRoot(t *testing.T) {
	root := func() map[string]any {
		return map[string]any{"type": List([]string{"integer", "null"}), "maximum": Number(9)}
	}
	written := 0
	text := func() ([]byte, error) {
		written++
		return []byte(`{"maximum": 9}`), nil
	}
	r, err := New(Source{Name: "derived", Generated: true, Definitions: []Definition{
		{Name: "harbor.draft", Root: root}, {Name: "harbor.depth", Root: root, Schema: text},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"draft": "{\n  \"maximum\": 9,\n  \"type\": [\n    \"integer\",\n    \"null\"\n  ]\n}", "depth": `{"maximum": 9}`,
	} {
		ty, _ := r.Lookup(name)
		if err := ty.Ready(); err != nil || ty.plan() == nil || written != 0 {
			t.Errorf("%s: not ready, or written: %v", name, err)
		}
		written = 0
		if js, err := ty.JSON(); err != nil || string(js) != want {
			t.Errorf("%s: %s, %v", name, js, err)
		}
		if name == "depth" && written != 1 {
			t.Errorf("written %d times, want 1", written)
		}
		written = 0
		if err := ty.Compile(); err != nil || written != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
