package csdl

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestProblems(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"sound", "<EntityType Name='a'/>", nil},
		{
			"type twice", "<EntityType Name='a'/>\n <EnumType Name='a'/>",
			[]string{"3:2 the type port.a is defined twice, first in line 2; that one counts"},
		},
		{
			"property twice", "<EntityType Name='a'>\n<Property Name='b' Type='Edm.String'/>\n<NavigationProperty Name='b' Type='p.a'/></EntityType>",
			[]string{"4:1 port.a has two properties of the name b; the first counts"},
		},
		{
			"no name", "<EntityType/><Action Name='1a'/><EntityType Name='a.b'/>",
			[]string{
				`2:1 EntityType with Name="", which is no name; it is left out`, `2:14 Action with Name="1a", which is no name; it is left out`,
				`2:33 EntityType with Name="a.b", which is no name; it is left out`,
			},
		},
		{
			"unknown types", "<EntityType Name='a'><Property Name='b' Type='p.c'/><Property Name='d' Type='Collection(x.y)'/><Property Name='e' Type='f'/></EntityType>",
			[]string{
				"2:22 port.a/b has the type port.c, which the document neither defines nor includes; its values are not checked",
				"2:53 port.a/d has the type x.y, which the document neither defines nor includes; its values are not checked",
				"2:96 port.a/e has the type f, which the document neither defines nor includes; its values are not checked",
			},
		},
		{"no type", "<EntityType Name='a'><Property Name='b'/></EntityType>", []string{"2:22 port.a/b has no type; its values are not checked"}},
		{
			"no such primitive", "<EntityType Name='a'><Property Name='b' Type='Edm.Text'/></EntityType>",
			[]string{"2:22 port.a/b has the type Edm.Text, which OData does not have; its values are not checked"},
		},
		{
			"base unknown", "<EntityType Name='a' BaseType='p.b'/>",
			[]string{"2:1 the base of port.a has the type port.b, which the document neither defines nor includes; its values are not checked"},
		},
		{
			"base of another kind", "<EntityType Name='a' BaseType='p.b'/><ComplexType Name='b'/>",
			[]string{"2:1 entity type port.a cannot derive from complex type port.b; it stands alone"},
		},
		{
			"its own base", "<EntityType Name='a' BaseType='p.a'/>",
			[]string{"2:1 circular base types: port.a derives from port.a, which derives from it; it stands alone"},
		},
		{
			"circle", "<EntityType Name='a' BaseType='p.b'/>\n<EntityType Name='b' BaseType='p.c'/>\n<EntityType Name='c' BaseType='p.b'/>",
			[]string{"4:1 circular base types: port.c derives from port.b, which derives from it; it stands alone"},
		},
		{"not a boolean", "<EntityType Name='a' OpenType='yes'/>", []string{`2:1 OpenType="yes" on EntityType is neither true nor false`}},
		{
			"not a number", "<EnumType Name='a'><Member Name='b' Value='x'/></EnumType>",
			[]string{`2:20 member b of port.a has Value="x", which is no integer`},
		},
		{"bound to nothing", "<Action Name='a' IsBound='true'/>", []string{"2:1 port.a is bound but has no parameter; it is left out"}},
		{
			"types of operations", "<Function Name='a'><Parameter Name='b' Type='p.c'/><ReturnType Type='p.d'/></Function>",
			[]string{
				"2:1 the result of port.a has the type port.d, which the document neither defines nor includes; its values are not checked",
				"2:1 port.a/b has the type port.c, which the document neither defines nor includes; its values are not checked",
			},
		},
		{
			"definition of no primitive", "<TypeDefinition Name='a' UnderlyingType='p.b'/><ComplexType Name='b'/>",
			[]string{`2:1 the type definition port.a has UnderlyingType="p.b", which is no primitive type; its values are not checked`},
		},
		{
			"container", "<EntityType Name='a'/><EntityContainer Name='c'><EntitySet Name='s' EntityType='p.a'/>\n<Singleton Name='s' Type='p.a'/>\n" +
				"<ActionImport Name='i' Action='p.a'/><EntitySet Name='x' EntityType='p.x'/></EntityContainer>",
			[]string{
				"3:1 the entity container has two children of the name s; the first counts",
				"4:1 action import i is of port.a, which the document does not define as such",
				"4:38 entity set x has the type port.x, which the document neither defines nor includes; its values are not checked",
			},
		},
		{
			"alias taken", "</Schema><Schema Namespace='other' Alias='p' xmlns='" + nsEdm + "'>",
			[]string{"2:10 the alias p of namespace other already stands for port"},
		},
		{
			"schema without a name", "</Schema><Schema Alias='q' xmlns='" + nsEdm + "'><EntityType Name='a'/>",
			[]string{`2:10 Schema with Namespace="", which is no name; its definitions are left out`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Read(strings.NewReader(in(tt.in)), "m.xml")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range m.Problems {
				got = append(got, fmt.Sprintf("%d:%d %s", p.At.Line, p.At.Column, p.Message))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			for _, ty := range m.Types { // what is left is fit for use
				for b, n := ty, 0; b != nil; b, n = b.Base, n+1 {
					if n > maxBases {
						t.Fatalf("the base types of %s have no end", ty.Name)
					}
				}
			}
		})
	}
}

// A chain of base types is cut where it gets too long; all faults together are
// bounded in number.
func TestBounds(t *testing.T) {
	var b strings.Builder
	for i := range 3 * maxBases {
		fmt.Fprintf(&b, "<EntityType Name='t%d' BaseType='p.t%d'/>", i+1, i)
	}
	b.WriteString("<EntityType Name='t0'/>")
	for range 3 * maxProblems {
		b.WriteString("<EntityType/>")
	}
	m, err := Read(strings.NewReader(in(b.String())), "m.xml")
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Problems) != maxProblems {
		t.Errorf("%d problems, want %d", len(m.Problems), maxProblems)
	}
	for _, ty := range m.Types {
		n := 0
		for b := ty; b != nil; b = b.Base {
			n++
		}
		if n > maxBases {
			t.Errorf("%s has %d base types", ty.Name, n-1)
		}
	}
}

// Searches through long lists end when all together have taken too long.
func TestSearchBudget(t *testing.T) {
	l := &linker{decoder: newDecoder(strings.NewReader(""), "m.xml")}
	if !l.search(1 << 27) {
		t.Error("the first search may not go on")
	}
	for range 3 {
		if l.search(1 << 27) {
			t.Error("a search goes on beyond the budget")
		}
	}
	if len(l.problems) != 1 || !strings.HasPrefix(l.problems[0].Message, "too many annotations") {
		t.Errorf("got %v", l.problems)
	}
}
