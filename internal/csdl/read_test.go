package csdl

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// dump writes a type in one line for each of its facts.
func dump(t *Type) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", t.Kind, t.Name)
	if t.Base != nil {
		fmt.Fprintf(&b, " : %s", t.Base.Name)
	}
	for _, f := range []struct {
		is   bool
		word string
	}{{t.Abstract, "abstract"}, {t.Open, "open"}, {t.HasStream, "stream"}, {t.Flags, "flags"}, {t.Opaque(), "opaque"}, {t.Structured() && !t.Known(), "unknown"}} {
		if f.is {
			b.WriteString(" " + f.word)
		}
	}
	if t.Underlying != "" {
		b.WriteString(" of " + t.Underlying)
	}
	if t.Description != "" {
		fmt.Fprintf(&b, " %q", t.Description)
	}
	b.WriteString("\n")
	if len(t.Keys) > 0 {
		fmt.Fprintf(&b, "  key %v\n", t.Keys)
	}
	for _, k := range t.Alternate {
		fmt.Fprintf(&b, "  alternate key %v\n", k)
	}
	for _, p := range t.Properties {
		fmt.Fprintf(&b, "  %s %s", p.Name, p.Type)
		for _, f := range []struct {
			is   bool
			word string
		}{{p.Navigation, "navigation"}, {p.Contained, "contained"}, {!p.Nullable, "not null"}, {p.ReadOnly, "read-only"}} {
			if f.is {
				b.WriteString(" " + f.word)
			}
		}
		if p.Description != "" {
			fmt.Fprintf(&b, " %q", p.Description)
		}
		b.WriteString("\n")
	}
	for _, m := range t.Members {
		fmt.Fprintf(&b, "  %s=%d %q\n", m.Name, m.Value, m.Description)
	}
	return b.String()
}

func TestReadTypes(t *testing.T) {
	m := harbor(t)
	var b strings.Builder
	for _, name := range []string{"thing", "tug", "deepBerth", "cargo", "blob", "pilotReport", "vesselKind", "duties", "metres", "memo", "note", "desk"} {
		ty, _ := m.Lookup(name)
		if ty == nil {
			t.Fatalf("no type %s", name)
		}
		b.WriteString(dump(ty))
	}
	want := `entity type port.harbor.thing abstract
  key [{id }]
  id Edm.String not null read-only "Tells it apart"
entity type port.harbor.tug : port.harbor.vessel
  pull Edm.Single
  assists Collection(port.harbor.vessel) navigation
entity type port.harbor.deepBerth : port.harbor.berth open unknown
entity type port.harbor.cargo stream
  key [{lot } {owner/town ownerTown}]
  lot Edm.Int32 not null
  owner port.harbor.address
complex type port.harbor.blob opaque unknown
complex type port.harbor.pilotReport unknown
  pilot Edm.String
enumeration port.harbor.vesselKind of Edm.Int32
  ferry=0 "Carries people"
  barge=5 ""
  tug=6 "Pulls"
  unknownFutureValue=99 ""
enumeration port.harbor.duties flags of Edm.Int64
  none=0 ""
  rescue=1 ""
  escort=2 ""
type definition port.harbor.metres of Edm.Double
complex type port.office.memo abstract
complex type port.office.note : port.office.memo
  text Edm.String
entity type port.office.desk
  clerk port.harbor.address
  owned Collection(port.harbor.vessel) navigation
  flagship port.harbor.vessel navigation
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	vessel, _ := m.Lookup("vessel")
	text := dump(vessel)
	for _, line := range []string{
		`entity type port.harbor.vessel : port.harbor.thing "Floats"`,
		"  alternate key [{callSign sign}]", "  alternate key [{home/town town} {name }]",
		"  kind port.harbor.vesselKind not null", "  seen Edm.DateTimeOffset read-only", "  draught port.harbor.metres",
		"  flags Collection(Edm.String) not null", "  forecast sea.weather.forecast",
		"  berth port.harbor.berth navigation not null", "  cargo Collection(port.harbor.cargo) navigation contained",
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
	if strings.Contains(text, "foreign") {
		t.Errorf("an element of another XML namespace was read:\n%s", text)
	}
}

// signature writes an operation as a line of code.
func signature(op *Operation) string {
	var b strings.Builder
	word := "function"
	if op.Action {
		word = "action"
	}
	fmt.Fprintf(&b, "%s %s(", word, op.Name)
	if op.Binding != nil {
		fmt.Fprintf(&b, "%s %s;", op.Binding.Name, op.Binding.Type)
	}
	for _, p := range op.Parameters {
		fmt.Fprintf(&b, " %s %s", p.Name, p.Type)
		if !p.Nullable {
			b.WriteString("!")
		}
		if p.Optional {
			b.WriteString("?")
		}
	}
	fmt.Fprintf(&b, ") %s", op.Return)
	if op.Return.Name != "" && !op.Nullable {
		b.WriteString("!")
	}
	if op.Composable {
		b.WriteString(" composable")
	}
	if op.EntitySetPath != "" {
		b.WriteString(" in " + op.EntitySetPath)
	}
	if op.Description != "" {
		fmt.Fprintf(&b, " %q", op.Description)
	}
	return b.String()
}

func TestReadOperations(t *testing.T) {
	m := harbor(t)
	var got []string
	for _, op := range m.Operations {
		got = append(got, signature(op))
	}
	for _, r := range m.Resources {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %d", r.Kind, r.Name, r.Type, len(r.Operations))))
	}
	want := []string{
		"action port.harbor.moor(bindingParameter port.harbor.vessel; berth port.harbor.berth! lines Edm.Int32?) port.harbor.berth!",
		`action port.harbor.sink(it port.harbor.vessel;)  "Only when asked"`,
		"action port.harbor.tow(it port.harbor.tug;) Collection(port.harbor.vessel) in it/assists",
		"action port.harbor.register(all Collection(port.harbor.vessel);) port.harbor.vessel",
		"action port.harbor.closeHarbor( reason Edm.String) ",
		"function port.harbor.arrivals(all Collection(port.harbor.vessel);) Collection(port.harbor.vessel) composable",
		"function port.harbor.arrivals(all Collection(port.harbor.vessel); day Edm.Date hour Edm.Int32) Collection(port.harbor.vessel) composable",
		"function port.harbor.distance(it port.harbor.thing; To Edm.String unit Edm.String?) port.harbor.vessel",
		"function port.harbor.tide( at Edm.DateTimeOffset) port.harbor.address composable",
		"entity set vessels Collection(port.harbor.vessel) 0",
		"entity set berths Collection(port.harbor.berth) 0",
		"entity set cargos Collection(port.harbor.cargo) 0",
		"singleton office port.office.desk 0",
		"singleton buoy sea.weather.buoy 0",
		"action import close  1",
		"function import tide  1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if m.Version != "4.01" || len(m.Schemas) != 2 || *m.Schemas[1] != (Schema{"port.office", "office"}) {
		t.Errorf("version %s, schemas %v", m.Version, m.Schemas)
	}
}

// in wraps definitions into a document; they start in line 2.
func in(definitions string) string {
	return `<e:Edmx Version="4.0" xmlns:e="` + nsEdmx + `"><e:DataServices><Schema Namespace="port" Alias="p" xmlns="` + nsEdm + `">` +
		"\n" + definitions + "\n</Schema></e:DataServices></e:Edmx>"
}

func TestReadErrors(t *testing.T) {
	deep := strings.Repeat("<a>", maxDepth)
	tests := []struct{ name, in, want string }{
		{"empty", "", "m.xml:1:1: holds no XML element: this is no metadata document; save what the service returns"},
		{"only text", "page not found", "m.xml:1:1: holds no XML element"},
		{"HTML", "<html>\n</html>", "m.xml:1:1: the root element is <html>, not <edmx:Edmx>: this is no metadata document; save"},
		{"JSON", `{"$Version": "4.01"}`, "m.xml:1:1: holds no XML element"},
		{"OData 3", `<Edmx Version="1.0"/>`, `m.xml:1:1: metadata of version "1.0"; 4.0 and 4.01 can be read: ask the service for OData 4`},
		{"no schema", `<Edmx Version="4.0"/>`, "m.xml:1:1: holds no Schema element"},
		{"schema of OData 3", `<Edmx Version="4.0"><DataServices><Schema Namespace="a" xmlns="` + nsOld + `x"/></DataServices></Edmx>`, "m.xml:1:1: holds no Schema element"},
		{"unclosed", strings.SplitAfter(in("<EntityType Name='a'>"), "'a'>")[0], "m.xml:2:22: malformed XML: unexpected EOF"},
		{"wrong closer", in("<EntityType Name='é'>\n é</EnumType>"), "m.xml:3:3: malformed XML: element <EntityType> closed by </EnumType>"},
		{"stray text after the root", in("") + "<b/>", "m.xml:3:36: a second root element <b>"},
		{"attribute without value", "<Edmx Version>", "m.xml:1:14: malformed XML: attribute name without = in element"},
		{"unknown entity", in("<EntityType Name='&harbor;'/>"), "m.xml:2:26: malformed XML: invalid character entity &harbor;"},
		{"DTD", "<?xml version='1.0'?>\n  <!DOCTYPE a [<!ENTITY b 'c'>]>\n" + in(""), "m.xml:2:3: a document type declaration; CSDL has none, and it is not read: delete it"},
		{"other encoding", "<?xml version='1.0' encoding='iso-8859-1'?>" + in(""), "m.xml:1:1: the document is not in UTF-8: save it in that encoding"},
		{"invalid UTF-8", in("<a b='\xff'/>"), "m.xml:2:8: malformed XML: invalid UTF-8"},
		{"too deep", in(deep), "m.xml:2:184: elements nest deeper than 64 levels"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Read(strings.NewReader(tt.in), "m.xml")
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
			if m != nil {
				t.Error("a model beside an error")
			}
		})
	}
}

// slow is a reader that fails after its text, and gives a byte at a time.
type slow struct {
	text string
	err  error
}

func (s *slow) Read(p []byte) (int, error) {
	if s.text == "" {
		return 0, s.err
	}
	n := copy(p[:1], s.text)
	s.text = s.text[n:]
	return n, nil
}

func TestReadReader(t *testing.T) {
	if m, err := Read(&slow{in("<EntityType Name='vessel'/>"), io.EOF}, "m.xml"); err != nil || len(m.Types) != 1 {
		t.Errorf("got %v, %v", m, err)
	}
	broken := errors.New("disk on fire")
	if _, err := Read(&slow{in("")[:100], broken}, "m.xml"); !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "m.xml:1:") {
		t.Errorf("got %v", err)
	}
	d := newDecoder(io.MultiReader(strings.NewReader("<Edmx Version='4.0'>"), endless{}), "m.xml")
	d.in.limit = 100_000
	if err := d.document(); !errors.Is(err, errSize) || d.in.read > d.in.limit {
		t.Errorf("got %v after %d bytes", err, d.in.read)
	}
}

// endless is a document without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, "<a/>"), nil }
