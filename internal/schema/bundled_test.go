package schema

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docgauge/schemas"
)

func TestBundledSchemas(t *testing.T) {
	files, err := schemas.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(Bundled())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".json")
		names = append(names, name)
		typ, exact := r.Lookup(name)
		if typ == nil || !exact {
			t.Errorf("%s: no type of that name", f.Name())
			continue
		}
		// Compile checks the file against the metaschema of draft 2020-12, and every $ref.
		if err := typ.Compile(); err != nil {
			t.Error(err)
		}
		b, err := typ.JSON()
		if err != nil {
			t.Error(err)
			continue
		}
		var root map[string]any
		if err := json.Unmarshal(b, &root); err != nil {
			t.Error(err)
			continue
		}
		if got := root["$id"]; got != typ.uri() {
			t.Errorf("%s: $id is %v, want %s", f.Name(), got, typ.uri())
		}
		if got := root["$schema"]; got != "https://json-schema.org/draft/2020-12/schema" {
			t.Errorf("%s: $schema is %v", f.Name(), got)
		}
		if _, says := root["additionalProperties"]; !says {
			t.Errorf("%s: does not say whether further properties are allowed", f.Name())
		}
		describe(t, f.Name(), root, true)
	}
	want := []string{
		"driveRecipient", "identity", "identitySet", "itemReference", "permission", "sharePointGroupIdentity",
		"sharePointIdentity", "sharePointIdentitySet", "sharepointIds", "sharingInvitation", "sharingLink",
	}
	for i := range want {
		want[i] = "microsoft.graph." + want[i]
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("bundled types (-want +got):\n%s", diff)
	}
}

// describe fails unless the type, each of its properties and each constraint
// have a description, and each constraint a title, without a full stop where it is a message.
func describe(t *testing.T, file string, schema map[string]any, root bool) {
	t.Helper()
	if d, _ := schema["description"].(string); d == "" || !strings.HasSuffix(d, ".") {
		t.Errorf("%s: description %q is no sentence", file, d)
	}
	props, _ := schema["properties"].(map[string]any)
	for name, p := range props {
		describe(t, path.Join(file, name), p.(map[string]any), false)
	}
	parts, _ := schema["allOf"].([]any)
	for _, part := range parts {
		part := part.(map[string]any)
		if _, isRef := part["$ref"]; isRef {
			continue
		}
		for _, key := range []string{"title", "description"} {
			if s, _ := part[key].(string); s == "" || strings.HasSuffix(s, ".") {
				t.Errorf("%s: %s of a constraint is %q", file, key, s)
			}
		}
	}
	if root && len(props) == 0 {
		t.Errorf("%s: no properties", file)
	}
}

// TestConstraints holds, for every constraint of the bundled schemas, documents
// that break it and documents that come close and do not.
func TestConstraints(t *testing.T) {
	type docs struct {
		typ        string
		fail, pass []string
	}
	tests := map[string]docs{
		`a "view" link does not carry the role "write"`: {
			typ: "permission",
			fail: []string{
				`{"id": "1", "roles": ["write"], "link": {"type": "view"}}`,
				`{"id": "1", "roles": ["read", "write"], "link": {"type": "view", "scope": "users"}}`,
			},
			pass: []string{
				`{"id": "1", "roles": ["read"], "link": {"type": "view"}}`,
				`{"id": "1", "roles": ["write"], "link": {"type": "view", "scope": "existingAccess"}}`,
				`{"id": "1", "roles": ["write"], "link": {"webUrl": "https://harbor.example/x"}}`,
				`{"id": "1", "roles": ["write"], "link": null}`,
				`{"id": "1", "roles": ["write"], "link": {"type": null}}`,
				`{"id": "1", "roles": ["write"], "link": {"type": "review"}}`,
				`{"id": "1", "roles": null, "link": {"type": "view"}}`,
			},
		},
		`an "embed" link does not carry the role "write"`: {
			typ:  "permission",
			fail: []string{`{"id": "1", "roles": ["write"], "link": {"type": "embed"}}`},
			pass: []string{`{"id": "1", "roles": ["read"], "link": {"type": "embed", "webHtml": "<iframe>"}}`},
		},
		`a "blocksDownload" link does not carry the role "write"`: {
			typ:  "permission",
			fail: []string{`{"id": "1", "roles": ["write"], "link": {"type": "blocksDownload"}}`},
			pass: []string{`{"id": "1", "roles": ["read"], "link": {"type": "blocksDownload"}}`},
		},
		`an "edit" link carries the role "write"`: {
			typ:  "permission",
			fail: []string{`{"id": "1", "roles": ["read"], "link": {"type": "edit"}}`},
			pass: []string{
				`{"id": "1", "roles": ["write"], "link": {"type": "edit"}}`,
				`{"id": "1", "roles": ["sp.harbor master"], "link": {"type": "edit"}}`,
				`{"id": "1", "roles": ["read"], "link": {"type": "edit", "scope": "existingAccess"}}`,
				`{"id": "1", "roles": [], "link": {"type": "edit"}}`,
			},
		},
		`"webHtml" belongs to a link of type "embed"`: {
			typ:  "sharingLink",
			fail: []string{`{"type": "view", "webHtml": "<iframe>"}`, `{"type": "adminDefault", "webHtml": ""}`},
			pass: []string{`{"type": "embed", "webHtml": "<iframe>"}`, `{"type": "view", "webHtml": null}`, `{"webHtml": "<iframe>"}`},
		},
		`an "edit" link cannot prevent downloads`: {
			typ:  "sharingLink",
			fail: []string{`{"type": "edit", "preventsDownload": true}`},
			pass: []string{`{"type": "edit", "preventsDownload": false}`, `{"type": "view", "preventsDownload": true}`},
		},
		`a driveRecipient needs one of "email", "alias" or "objectId"`: {
			typ:  "driveRecipient",
			fail: []string{`{"@odata.type": "microsoft.graph.driveRecipient", "name": "Ada"}`},
			pass: []string{
				`{"email": "ada@harbor.example"}`, `{"alias": "pilots"}`, `{"objectId": "7"}`,
				`{"@odata.type": "microsoft.graph.driveRecipient"}`, `{}`,
				`{"emial": "ada@harbor.example"}`,
				`{"name": "Ada", ...}`,
			},
		},
	}
	r := compiled(t, nil)
	if diff := cmp.Diff(titles(t, r), slices.Sorted(maps.Keys(tests))); diff != "" {
		t.Errorf("constraints in the schemas and in this test differ (-schemas +test):\n%s", diff)
	}
	broken := func(typ, doc, title string) bool {
		tt, _ := r.Lookup(typ)
		_, v := parse(doc)
		// Requests may leave out properties, and constraints hold all the same.
		return slices.ContainsFunc(r.Validate(tt, v, Options{Use: Request}), func(v Violation) bool {
			return v.Kind == Consistency && v.Message == title
		})
	}
	for title, d := range tests {
		for _, doc := range d.fail {
			if !broken(d.typ, doc, title) {
				t.Errorf("%s: not reported in %s", title, doc)
			}
		}
		for _, doc := range d.pass {
			if broken(d.typ, doc, title) {
				t.Errorf("%s: reported in %s", title, doc)
			}
		}
	}
}

// titles lists the titles of all constraints.
func titles(t *testing.T, r *Registry) []string {
	t.Helper()
	var out []string
	for _, typ := range r.Types() {
		root, err := typ.schema()
		if err != nil {
			t.Fatal(err)
		}
		parts, _ := root.(map[string]any)["allOf"].([]any)
		for _, part := range parts {
			if title, ok := part.(map[string]any)["title"].(string); ok {
				out = append(out, title)
			}
		}
	}
	slices.Sort(out)
	return out
}
