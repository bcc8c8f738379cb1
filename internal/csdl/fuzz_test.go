package csdl

import (
	"os"
	"strings"
	"testing"

	"docgauge/internal/httpmsg"
	"docgauge/internal/schema"
)

// Whatever the document says: no panic, an error or a model that is fit for use.
func FuzzRead(f *testing.F) {
	b, err := os.ReadFile("testdata/harbor.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(b))
	for _, s := range []string{
		"", "<a/>", in(""), in("<EntityType Name='a' BaseType='p.a'/>"), in("<EnumType Name='a' IsFlags='true'><Member Name='b'/></EnumType>"),
		in("<Action Name='a' IsBound='1'><Parameter Name='b' Type='Collection(p.c)'/></Action>"), "<!DOCTYPE a>", in("<![CDATA[x]]>"),
		in("<EntityContainer><EntitySet Name='s' EntityType='p.a'/></EntityContainer><EntityType Name='a'/>"),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := Read(strings.NewReader(s), "m.xml")
		if err != nil {
			if m != nil || !strings.HasPrefix(err.Error(), "m.xml:") {
				t.Fatalf("model %v beside error %v", m, err)
			}
			return
		}
		for _, p := range m.Problems {
			if p.At.Line < 1 || p.At.Column < 1 || p.At.Offset > len(s) {
				t.Fatalf("a problem at %v: %s", p.At, p.Message)
			}
		}
		r, err := schema.New(m.Source())
		if err != nil {
			t.Fatal(err)
		}
		for _, ty := range r.Types() {
			if err := ty.Compile(); err != nil {
				t.Fatal(err)
			}
		}
		for _, res := range m.Resources {
			m.Resolve(httpmsg.SplitTarget("/" + res.Name + "/x/y").Resource())
		}
	})
}

// Whatever the path says: no panic, spans within the text, steps in order.
func FuzzResolve(f *testing.F) {
	m := harbor(f)
	for _, s := range []string{
		"/vessels/{id}/cargo(lot=1,ownerTown='a')/owner", "/vessels/arrivals(day={day},hour=7)/$count", "/office/flagship:/a b/c.txt:/cargo",
		"/Vessels/port.harbor.Tug/$ref", "/berths/{id}/vesels", "/tide(at='x''y,',b=(1))", "/vessels/{id}/moor/x", "/$entity/a", "/vessels/{id}/distance?To=1",
		"/vessels(','),=/x[1]", "/close/.../:a/$", "/vessels/{id}/home/town/$value/x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		target := httpmsg.SplitTarget(s)
		segments := target.Resource()
		r := m.Resolve(segments, target.Options...)
		if len(r.Steps) > len(segments) || r.Whole != (len(r.Steps) == len(segments) && !stopped(r)) {
			t.Fatalf("%d steps of %d, whole: %v", len(r.Steps), len(segments), r.Whole)
		}
		for i, step := range r.Steps {
			if step.Index != i {
				t.Fatalf("step %d is of segment %d", i, step.Index)
			}
			for _, a := range step.Arguments {
				if a.Start < segments[i].Start || a.End > segments[i].End || a.Start > a.End {
					t.Fatalf("argument %v outside %v", a, segments[i])
				}
			}
		}
		for _, fault := range r.Faults {
			if s[fault.Start:fault.End] != fault.Name {
				t.Fatalf("fault of %q at %q", fault.Name, s[fault.Start:fault.End])
			}
		}
	})
}

// stopped reports whether the reading of a path ended before it did.
func stopped(r Resolution) bool {
	if n := len(r.Faults); n > 0 && r.Faults[n-1].Kind < WrongCase {
		return true
	}
	return r.Limit != NoLimit
}
