package csdl

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLookup(t *testing.T) {
	m := harbor(t)
	tests := []struct {
		in, want string
		exact    bool
	}{
		{"port.harbor.vessel", "port.harbor.vessel", true},
		{"#port.harbor.vessel", "port.harbor.vessel", true},
		{"harbor.vessel", "port.harbor.vessel", true},
		{"vessel", "port.harbor.vessel", true},
		{"desk", "port.office.desk", true},
		{"office.desk", "port.office.desk", true},
		{"port.harbor.Vessel", "port.harbor.vessel", false},
		{"Harbor.vessel", "port.harbor.vessel", false},
		{"VESSEL", "port.harbor.vessel", false},
		{"Desk", "port.office.desk", false},
		{"vesel", "", false},
		{"harbor.desk", "", false},
		{"sea.weather.buoy", "", false},
		{"Edm.String", "", false},
		{"", "", false},
	}
	for _, tt := range tests {
		got := ""
		ty, exact := m.Lookup(tt.in)
		if ty != nil {
			got = ty.Name
		}
		if got != tt.want || exact != tt.exact {
			t.Errorf("Lookup(%q) = %q, %v, want %q, %v", tt.in, got, exact, tt.want, tt.exact)
		}
	}
	if ty, _ := (*Model)(nil).Lookup("vessel"); ty != nil {
		t.Error("nil has a type")
	}
	two, err := Read(strings.NewReader(in("</Schema><Schema Namespace='a' xmlns='"+nsEdm+"'><ComplexType Name='x'/></Schema>"+
		"<Schema Namespace='b' xmlns='"+nsEdm+"'><ComplexType Name='x'/><ComplexType Name='X'/>")), "m.xml")
	if err != nil {
		t.Fatal(err)
	}
	if ty, _ := two.Lookup("x"); ty != nil {
		t.Errorf("x may mean several types, got %s", ty.Name)
	}
	if ty, exact := two.Lookup("b.X"); ty == nil || ty.Name != "b.X" || !exact {
		t.Errorf("b.X: got %v, %v", ty, exact)
	}
}

func TestTypeLookups(t *testing.T) {
	m := harbor(t)
	tug, _ := m.Lookup("tug")
	for _, tt := range []struct {
		in, owner string
		exact     bool
	}{
		{"pull", "port.harbor.tug", true},
		{"name", "port.harbor.vessel", true},
		{"id", "port.harbor.thing", true},
		{"Berth", "port.harbor.vessel", false},
		{"mast", "", false},
	} {
		p, exact := tug.Property(tt.in)
		owner := ""
		if p != nil {
			owner = p.Owner.Name
		}
		if owner != tt.owner || exact != tt.exact {
			t.Errorf("Property(%q): %q, %v", tt.in, owner, exact)
		}
	}
	var names []string
	for p := range tug.All() {
		names = append(names, p.Name)
	}
	if len(names) != 27 || names[0] != "pull" || names[2] != "name" || names[26] != "id" {
		t.Errorf("%d properties: %v", len(names), names)
	}
	thing, _ := m.Lookup("thing")
	var derived []string
	for _, d := range thing.Derived() {
		derived = append(derived, d.Local())
	}
	if diff := cmp.Diff([]string{"vessel", "berth", "tug", "deepBerth"}, derived); diff != "" {
		t.Errorf("Derived: -want +got:\n%s", diff)
	}
	if !tug.Is(thing) || thing.Is(tug) || !tug.Is(tug) {
		t.Error("Is: a tug is a thing, and not the reverse")
	}
	if k := tug.Key(); len(k) != 1 || k[0].Name() != "id" {
		t.Errorf("Key: %v", k)
	}
	if k := tug.AlternateKeys(); len(k) != 2 || k[0][0].Name() != "sign" || k[1][1].Name() != "name" {
		t.Errorf("AlternateKeys: %v", k)
	}
	kind, _ := m.Lookup("vesselKind")
	if v, exact := kind.Member("barge"); v == nil || v.Value != 5 || !exact {
		t.Errorf("Member(barge) = %v, %v", v, exact)
	}
	if v, exact := kind.Member("Barge"); v == nil || v.Name != "barge" || exact {
		t.Errorf("Member(Barge) = %v, %v", v, exact)
	}
	if v, _ := kind.Member("raft"); v != nil {
		t.Errorf("Member(raft) = %v", v)
	}
}

func TestBound(t *testing.T) {
	m := harbor(t)
	on := func(name string) Ref {
		inner, collection := strings.CutPrefix(name, "*")
		ty, _ := m.Lookup(inner)
		return Ref{Name: "port.harbor." + inner, Type: ty, Collection: collection}
	}
	for _, tt := range []struct {
		name, on string
		want     int
		exact    bool
	}{
		{"moor", "vessel", 1, true},
		{"moor", "tug", 1, true},
		{"moor", "berth", 0, false},
		{"moor", "*vessel", 0, false},
		{"harbor.moor", "tug", 1, true},
		{"port.harbor.moor", "tug", 1, true},
		{"office.moor", "tug", 0, false},
		{"Moor", "tug", 1, false},
		{"harbor.Moor", "tug", 1, false},
		{"tow", "vessel", 0, false},
		{"tow", "tug", 1, true},
		{"arrivals", "*vessel", 2, true},
		{"arrivals", "*tug", 2, true},
		{"distance", "deepBerth", 1, true},
		{"tide", "vessel", 0, false},
		{"nothing", "vessel", 0, false},
	} {
		ops, exact := m.Bound(tt.name, on(tt.on))
		if len(ops) != tt.want || exact != tt.exact {
			t.Errorf("Bound(%q, %s): %d, %v, want %d, %v", tt.name, tt.on, len(ops), exact, tt.want, tt.exact)
		}
	}
	if ops, exact := m.Overloads("arrivals"); len(ops) != 2 || !exact {
		t.Errorf("Overloads(arrivals): %v, %v", ops, exact)
	}
}

// Of overloads that take a value the one of the nearest base type comes first.
func TestBoundNearest(t *testing.T) {
	m, err := Read(strings.NewReader(in("<EntityType Name='a'/><EntityType Name='b' BaseType='p.a'/>"+
		"<Action Name='go' IsBound='true'><Parameter Name='it' Type='p.a'/><Parameter Name='far' Type='Edm.String'/></Action>"+
		"<Action Name='go' IsBound='true'><Parameter Name='it' Type='p.b'/></Action>")), "m.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := m.Lookup("b")
	if ops, _ := m.Bound("go", Ref{Name: b.Name, Type: b}); len(ops) != 2 || ops[0].Binding.Type.Type != b {
		t.Errorf("got %d overloads, first %v", len(ops), ops[0])
	}
}

func TestParameter(t *testing.T) {
	ops, _ := harbor(t).Overloads("distance")
	for name, want := range map[string]string{"To": "To true", "to": "To false", "it": "nil false", "x": "nil false"} {
		p, exact := ops[0].Parameter(name)
		got := "nil"
		if p != nil {
			got = p.Name
		}
		if got += fmt.Sprint(" ", exact); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
