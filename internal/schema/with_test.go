package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// source makes a source of schemas given as name, text, name, text ….
func source(name string, generated bool, pairs ...string) Source {
	s := Source{Name: name, Generated: generated}
	for i := 0; i < len(pairs); i += 2 {
		s.Definitions = append(s.Definitions, Definition{Name: pairs[i], Origin: name + ":" + pairs[i], Schema: body(pairs[i+1])})
	}
	return s
}

func with(t testing.TB, base *Registry, sources ...Source) *Registry {
	t.Helper()
	r, err := base.With(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func lookup(t *testing.T, r *Registry, name string) *Type {
	t.Helper()
	typ, _ := r.Lookup(name)
	if typ == nil {
		t.Fatalf("no type %s", name)
	}
	return typ
}

// TestWith checks that sets share what their base has, and differ in the rest.
func TestWith(t *testing.T) {
	base := with(t, nil, source("user", false, "harbor.crane", `{"properties": {"reach": {"type": "integer"}}}`))
	one := with(t, base, source("derived", true,
		"harbor.Crane", `{"properties": {"reach": {"type": "string"}}}`,
		"harbor.berth", `{"properties": {"crane": {"$ref": "harbor.crane.json"}}}`))
	two := with(t, base, source("derived", true, "harbor.berth", `{"properties": {"number": {"type": "integer"}}}`))

	if lookup(t, one, "harbor.crane") != lookup(t, two, "harbor.crane") {
		t.Error("the sets do not share the type of their base")
	}
	if lookup(t, one, "berth") == lookup(t, two, "berth") {
		t.Error("the sets share a type of their own")
	}
	if typ, _ := base.Lookup("berth"); typ != nil {
		t.Error("the base got a type of a set")
	}
	src, v := parse(`{"crane": {"reach": "5"}, "number": "5"}`)
	want := []string{"1:21 type `\"5\"` /crane/reach: \"reach\" is a string, want integer | unsafe: 5"}
	if diff := cmp.Diff(want, render(src, one.Validate(lookup(t, one, "berth"), v, Options{}))); diff != "" {
		t.Errorf("the base's type is not in force in the set (-want +got):\n%s", diff)
	}
	want = []string{"1:37 type `\"5\"` /number: \"number\" is a string, want integer | unsafe: 5"}
	if diff := cmp.Diff(want, render(src, two.Validate(lookup(t, two, "berth"), v, Options{}))); diff != "" {
		t.Errorf("the other set's type (-want +got):\n%s", diff)
	}
	var names []string
	for _, typ := range one.Types() {
		names = append(names, typ.Name+" "+typ.Source)
	}
	if diff := cmp.Diff([]string{"harbor.berth derived", "harbor.crane user"}, names); diff != "" {
		t.Errorf("Types (-want +got):\n%s", diff)
	}
	if _, err := base.With(source("derived", true, "harbor.pier", `{}`, "harbor.Pier", `{}`)); err == nil || !strings.Contains(err.Error(), "defined twice") {
		t.Errorf("a type twice in one source: %v", err)
	}
}

// TestReopen checks that a user's schema may refer to a type that only one doc
// set defines: there it is checked, elsewhere it admits anything.
func TestReopen(t *testing.T) {
	user := source("user", false, "harbor.crane", `{"properties": {"at": {"$ref": "harbor.berth.json"}, "on": {"$ref": "harbor.rail.json", "type": "object"}}}`,
		"harbor.rail", `{"properties": {"gauge": {"type": "integer"}}}`)
	user.Definitions[0].Open = true
	base := with(t, nil, user)
	set := with(t, base, source("derived", true, "harbor.berth", `{"properties": {"number": {"type": "integer"}}}`))
	other := with(t, base, source("derived", true, "harbor.pier", `{}`))

	src, v := parse(`{"at": {"number": "5"}, "on": {"gauge": "5"}}`)
	rail := "1:41 type `\"5\"` /on/gauge: \"gauge\" is a string, want integer | unsafe: 5"
	for name, test := range map[string]struct {
		r    *Registry
		want []string
	}{
		"base": {base, []string{rail}}, "without": {other, []string{rail}},
		"with": {set, []string{"1:19 type `\"5\"` /at/number: \"number\" is a string, want integer | unsafe: 5", rail}},
	} {
		crane := lookup(t, test.r, "harbor.crane")
		if err := crane.Compile(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(test.want, render(src, test.r.Validate(crane, v, Options{}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if n := len(set.Types()); n != 3 {
		t.Errorf("%d types: a reopened one counts twice", n)
	}
	if got, _ := set.Lookup("rail"); got == nil || !got.Is(lookup(t, base, "rail")) {
		t.Errorf("rail, by its last name, is %v", got)
	}
	strict := with(t, nil, source("user", false, "harbor.crane", `{"properties": {"at": {"$ref": "harbor.berth.json"}}}`))
	if err := lookup(t, strict, "harbor.crane").Compile(); err == nil || !strings.Contains(err.Error(), "no schema for harbor.berth") {
		t.Errorf("a reference to nothing: %v", err)
	}
}

// TestReplaced checks that a schema can extend the definition that it wins over.
func TestReplaced(t *testing.T) {
	const extending = `{"allOf": [{"$ref": "docgauge:///replaced/harbor.berth.json"}], "properties": {"quay": {"type": "string"}, "old": {"$ref": "docgauge:///replaced/harbor.berth.json"}}}`
	user := source("user", false, "harbor.berth", extending)
	user.Definitions[0].Open = true
	const bundledBerth = `{"properties": {"number": {"type": "integer"}, "next": {"$ref": "harbor.berth.json"}, "size": {"$ref": "#/$defs/size"}}, "additionalProperties": false, "$defs": {"size": {"type": "integer"}}}`
	const doc = `{"number": "1", "quay": 2, "size": "3", "next": {"quay": 4}, "old": {"quay": 5}}`
	want := []string{
		"1:12 type `\"1\"` /number: \"number\" is a string, want integer | unsafe: 1",
		"1:25 type `2` /quay: \"quay\" is a number, want string | unsafe: \"2\"",
		"1:36 type `\"3\"` /size: \"size\" is a string, want integer | unsafe: 3",
		"1:58 type `4` /next/quay: \"quay\" is a number, want string | unsafe: \"4\"",
		"1:70 property `\"quay\"` /old/quay: unknown property \"quay\" of harbor.berth",
	}
	for name, r := range map[string]*Registry{
		"one registry": with(t, nil, user, source("derived", false, "harbor.berth", bundledBerth)),
		"a set":        with(t, with(t, nil, user), source("derived", true, "harbor.berth", bundledBerth)),
	} {
		berth := lookup(t, r, "berth")
		if err := berth.Compile(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		src, v := parse(doc)
		if diff := cmp.Diff(want, render(src, r.Validate(berth, v, Options{}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if old := berth.Replaced(); old == nil || old.Source != "derived" || old.Replaced() != nil || berth.Base() != old {
			t.Errorf("%s: replaced is %+v", name, old)
		}
		if diff := cmp.Diff([]string{"next", "number", "old", "quay", "size"}, berth.Properties()); diff != "" {
			t.Errorf("%s: properties (-want +got):\n%s", name, diff)
		}
	}
	// Nothing to extend: with Open that admits anything, else it is an error.
	alone := with(t, nil, user)
	src, v := parse(doc)
	if diff := cmp.Diff([]string{want[1]}, render(src, alone.Validate(lookup(t, alone, "berth"), v, Options{}))); diff != "" {
		t.Errorf("alone (-want +got):\n%s", diff)
	}
	user.Definitions[0].Open = false
	if err := lookup(t, with(t, nil, user), "berth").Compile(); err == nil || !strings.Contains(err.Error(), "no schema for harbor.berth") {
		t.Errorf("nothing to extend: %v", err)
	}
}

func TestNearest(t *testing.T) {
	base := with(t, nil, Bundled())
	r := with(t, base, source("derived", true, "harbor.vessel", `{}`, "harbor.api.berth", `{}`, "orchard.tree", `{}`, "harbor.tree", `{}`))
	for name, want := range map[string]string{
		"Old.Services.Vessel":           "harbor.vessel",
		"#microsoft.graph.permision":    "microsoft.graph.permission",
		"microsoft.graph.berth":         "harbor.api.berth",
		"harbor.vesel":                  "harbor.vessel",
		"harbour.vesel":                 "harbor.vessel",
		"harbour.vessel":                "harbor.vessel",
		"pemission":                     "microsoft.graph.permission",
		"microsoft.graf.sharingInvite":  "",
		"microsoft.graph.tree":          "", // two could be meant
		"harbor.api.berht":              "harbor.api.berth",
		"micosoft.graph.sharingLinks":   "microsoft.graph.sharingLink",
		"microsoft.graph.driveRecepint": "microsoft.graph.driveRecipient",
		"":                              "",
	} {
		got := ""
		if typ := r.Nearest(name); typ != nil {
			got = typ.Name
		}
		if got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}
