package odata

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// dump renders a reference: type, the text at the name's place, alternatives,
// and each fault with what replaces which text.
func dump(s string, t TypeRef) string {
	var b strings.Builder
	b.WriteString(t.String())
	if t.Name != "" && s[t.Start:t.End] != t.Name {
		fmt.Fprintf(&b, " @ %q", s[t.Start:t.End])
	}
	for _, o := range t.Or {
		b.WriteString(" or " + o.String())
	}
	for _, f := range t.Faults {
		fmt.Fprintf(&b, " | %q %s", s[f.Start:f.End], f.Message)
		if f.Fixable {
			fmt.Fprintf(&b, " -> %q", f.New)
		}
	}
	return b.String()
}

// What OData and annotations write: no fault in the well-formed ones, precise
// places in the others.
func TestParseQualified(t *testing.T) {
	tests := []struct{ in, want string }{
		{"microsoft.graph.permission", "microsoft.graph.permission"},
		{"#microsoft.graph.permission", "microsoft.graph.permission"},
		{"Collection(microsoft.graph.permission)", "Collection(microsoft.graph.permission)"},
		{"#Collection(microsoft.graph.permission)", "Collection(microsoft.graph.permission)"},
		{"microsoft.graph.callRecords.segment", "microsoft.graph.callRecords.segment"},
		{"harbor.tuple_2Of_x", "harbor.tuple_2Of_x"},
		{"berth", "berth"},
		{"Edm.String", "Edm.String"},
		{"Collection(Edm.String)", "Collection(Edm.String)"},
		{"#Collection(String)", `Collection(Edm.String) @ "String"`},
		{"#Int64", `Edm.Int64 @ "Int64"`},
		{"stream", `Edm.Stream @ "stream"`},
		{"Edm.GeographyPoint", "Edm.GeographyPoint"},
		{"Edm.EntityType", "Edm.EntityType"},

		{"collection(harbor.berth)", `Collection(harbor.berth) | "collection" "collection" instead of Collection -> "Collection"`},
		{"COLLECTION (harbor.berth)", `Collection(harbor.berth) | "COLLECTION" "COLLECTION" instead of Collection -> "Collection" | " " space before the parenthesis -> ""`},
		{"Collection(harbor.berth", `Collection(harbor.berth) | "" no closing parenthesis -> ")"`},
		{"Collection(#harbor.berth)", `Collection(harbor.berth) | "#" "#" inside the parentheses -> ""`},
		{"Collection(harbor.berth).", `Collection(harbor.berth) | "." "." behind the type -> ""`},
		{"harbor.berth.", `harbor.berth | "." "." behind the type -> ""`},
		{"Collection(harbor.berth.)", `Collection(harbor.berth) | "." "." behind the type -> ""`},
		{"harbor. berth", `harbor.berth @ "harbor. berth" | "harbor. berth" space in a type name -> "harbor.berth"`},
		{" harbor.berth ", `harbor.berth | " " space before the type name -> "" | " " space behind the type name -> ""`},
		{"edm.string", `Edm.String @ "edm.string" | "edm.string" "edm.string" instead of Edm.String -> "Edm.String"`},
		{"Edm.Text", `Edm.Text | "Edm.Text" no such OData type`},
		{"graph.user", `microsoft.graph.user @ "graph.user" | "graph.user" words or Markdown instead of a type name -> "microsoft.graph.user"`},
		{"Collection(Collection(x.y))", ` | "Collection(Collection(x.y))" no type name`},
		{"Collection()", ` | "Collection()" no type name`},
		{"Collection", ` | "Collection" no type name`},
		{"", ` | "" empty type name`},
		{" \t", ` | " \t" empty type name`},
		{"harbor..berth", ` | "harbor..berth" no type name`},
		{"{type}", ` | "{type}" no type name`},
		{"https://api.example.com", ` | "https://api.example.com" no type name`},
		{strings.Repeat("a", longest+1), " | \"" + strings.Repeat("a", longest) + "\" no type name"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, dump(tt.in, Parse(tt.in))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// What table cells write. The faults are not shown: rules overlook them there.
func TestParseCells(t *testing.T) {
	tests := []struct{ in, want string }{
		{"String", `Edm.String @ "String"`},
		{"string", `Edm.String @ "string"`},
		{"`DateTimeOffset`", `Edm.DateTimeOffset @ "DateTimeOffset"`},
		{"**dateTimeTimeZone**", `dateTimeTimeZone`},
		{"_berth_", "berth"},
		{"berth_no", "berth_no"},
		{"[berth](berth.md)", "berth"},
		{"[berth](../resources/berth.md) collection", "Collection(berth)"},
		{"[berth](berth.md) Collection", "Collection(berth)"},
		{"[Collection(berth)](berth.md)", "Collection(berth)"},
		{"Collection([Berth][])", "Collection(Berth)"},
		{"[berth][] collection", "Collection(berth)"},
		{"[**berth**][b]", "berth"},
		{"[berth][] resource", "berth"},
		{"[berth](berth.md", "berth"},
		{"Collection of [berth](berth.md)", "Collection(berth)"},
		{"A collection of berth", "Collection(berth)"},
		{"berth collection. Holds what is moored", "Collection(berth)"},
		{"berth[]", "Collection(berth)"},
		{"String array", `Collection(Edm.String) @ "String"`},
		{"List<string>", `Collection(Edm.String) @ "string"`},
		{"String (identifier)", `Edm.String @ "String"`},
		{"String (timestamp)", `Edm.DateTimeOffset @ "String"`},
		{"(Optional) String", `Edm.String @ "String"`},
		{"Required. String", `Edm.String @ "String"`},
		{"String, maximum size 20", `Edm.String @ "String"`},
		{"String.", `Edm.String @ "String"`},
		{"String (collection)", `Collection(Edm.String) @ "String"`},
		{"bool", `Edm.Boolean @ "bool"`},
		{"int", `Edm.Int32 @ "int"`},
		{"Integer", `Edm.Int64 @ "Integer"`},
		{"long", `Edm.Int64 @ "long"`},
		{"numeric", `Edm.Double @ "numeric"`},
		{"Float", `Edm.Double @ "Float"`},
		{"Single", `Edm.Single @ "Single"`},
		{"datetime", `Edm.DateTimeOffset @ "datetime"`},
		{"timestamp", `Edm.DateTimeOffset @ "timestamp"`},
		{"[timestamp](timestamp.md)", "timestamp"},
		{"[String](x.md)", `Edm.String @ "String"`},
		{"GUID collection", `Collection(Edm.Guid) @ "GUID"`},
		{"base64-encoded string", `Edm.Binary @ "base64-encoded string"`},
		{"TimeOfDay", `Edm.TimeOfDay @ "TimeOfDay"`},
		{"JSON object", `Edm.ComplexType @ "JSON object"`},
		{"Json", "Json"},
		{"enum", `Edm.String @ "enum"`},
		{"string enumeration", `Edm.String @ "string enumeration"`},
		{"String (enum)", `Edm.String @ "String"`},
		{"tide", "tide"},
		{"tide flags", "tide"},
		{"flagged enum", `Edm.String @ "flagged enum"`},
		{"tide (flags)", "tide"},
		{"error object", "error"},
		{"string/number", `Edm.String @ "string" or Edm.Double`},
		{"[berth](b.md) or [buoy](c.md)", "berth or buoy"},
		{"berth, buoy, or quay", "berth or buoy or quay"},
		{"berth, buoy or a quay. None else", "berth or buoy or quay"},
		{"An instance: berth or quay", ""},
		{"String: its name", `Edm.String @ "String"`},
		{"A harbor resource instance", ""},
		{"berth \\| buoy", "berth or buoy"},
		{"berth&#124;buoy collection", "berth or Collection(buoy)"},
		{"string or null", `Edm.String @ "string"`},
		{"String&nbsp;", `Edm.String @ "String"`},
		{"String<br/>", `Edm.String @ "String"`},
		{"TODO", ""},
		{"[todo](todo.md)", "todo"},
		{"None", ""},
		{"None.", ""},
		{"No content", ""},
		{"application/json", ""},
		{"GET /berths/{id}", ""},
		{"The type of [berth](b.md) requested", ""},
		{"download link", ""},
		{"One or a collection of berths, or none", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			ref := Parse(tt.in)
			ref.Faults = nil
			if diff := cmp.Diff(tt.want, dump(tt.in, ref)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// In words the whole is replaced.
func TestParseWordedFault(t *testing.T) {
	for in, want := range map[string]string{
		"harbor.berth collection": "Collection(harbor.berth)",
		"`harbor.berth`":          "harbor.berth",
		" [x.y](y.md) ":           " x.y ",
		"collection( x.y )":       "Collection(x.y)",
		"Collection(x.y) or so":   "",
		"x or y":                  "",
	} {
		got := ""
		if f := Parse(in).Faults; len(f) == 1 && f[0].Fixable {
			got = in[:f[0].Start] + f[0].New + in[f[0].End:]
		} else if len(f) != 1 {
			t.Errorf("%q: %d faults", in, len(f))
		}
		if got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestTypeRefMethods(t *testing.T) {
	ref := Parse("Collection(microsoft.graph.callRecords.session)")
	if ref.Local() != "session" || ref.Namespace() != "microsoft.graph.callRecords" || ref.Primitive() {
		t.Errorf("local %q, namespace %q, primitive %v", ref.Local(), ref.Namespace(), ref.Primitive())
	}
	if ref := Parse("berth"); ref.Local() != "berth" || ref.Namespace() != "" {
		t.Errorf("local %q, namespace %q", ref.Local(), ref.Namespace())
	}
	if !Parse("int").Primitive() {
		t.Error("int is no primitive")
	}
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"harbor.Berth", "#Harbor.berth", true},
		{"harbor.berth", "Collection(harbor.berth)", false},
		{"String collection", "Collection(Edm.String)", true},
		{"harbor.berth", "harbor.berths", false},
		{"k", "\u212a", false}, // the Kelvin sign folds to k in Unicode only
	} {
		if got := Parse(tt.a).Equal(Parse(tt.b)); got != tt.want {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"Collection(microsoft.graph.x)", "[x](x.md) collection", "Collection([X][])", "`String` (identifier)", "x \\| y or z", "**a** &nbsp;<br/>",
		"collection ( #Edm.string", "string/number", "_x_y_", "List<int>", "graph. user flags", "x[][]", "(Optional) JSON object", "Required. enum.", "[timestamp](a)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ref := Parse(s)
		if ref.Start > ref.End || ref.Start < 0 || ref.End > len(s) {
			t.Fatalf("name at [%d,%d) of %d bytes", ref.Start, ref.End, len(s))
		}
		last := 0
		for _, f := range ref.Faults {
			if f.Start > f.End || f.Start < last || f.End > len(s) {
				t.Fatalf("fault %v not in the text, or not in order", f)
			}
			last = f.End
		}
		if ref.Name == "" {
			if len(ref.Faults) != 1 || ref.Faults[0].Kind != NoName || ref.Collection || ref.Or != nil {
				t.Fatalf("no name, yet %+v", ref)
			}
			return
		}
		again := Parse(ref.String())
		linked := !ref.Primitive() && again.Primitive() // "[timestamp](x)" and "timestamp" differ
		marked := emphasized(ref.Name)                  // and so do "`_x_`" and "_x_", which is emphasis
		if !linked && !marked && (again.String() != ref.String() || len(again.Faults) > 0 && again.Faults[0].Kind != Unknown) {
			t.Fatalf("%q became %q with %v", ref.String(), again.String(), again.Faults)
		}
		checkFixed(t, s, ref)
	})
}

// checkFixed makes the replacements and reads the result: the same type, no more to fix.
func checkFixed(t *testing.T, s string, ref TypeRef) {
	out, at := "", 0
	for _, f := range ref.Faults {
		if !f.Fixable {
			return
		}
		out += s[at:f.Start] + f.New
		at = f.End
	}
	if len(ref.Faults) == 0 {
		return
	}
	out += s[at:]
	again := Parse(out)
	if !ref.Primitive() && again.Primitive() || emphasized(ref.Name) {
		return
	}
	if again.String() != ref.String() {
		t.Fatalf("fixed %q is %q, not %q", out, again.String(), ref.String())
	}
	for _, f := range again.Faults {
		if f.Fixable && f.Kind != Blank {
			t.Fatalf("fixed %q has %v", out, f)
		}
	}
}

// Every other word that pages use for a primitive type.
func TestNicknames(t *testing.T) {
	for want, words := range map[string][]string{
		"Edm.Int16": {"short", "Int16"}, "Edm.Int64": {"Long", "integer"}, "Edm.Double": {"number", "real", "floating point"},
		"Edm.DateTimeOffset": {"date-time", "Date Time", "date/time"}, "Edm.Duration": {"TimeSpan", "time span"},
		"Edm.TimeOfDay": {"time of day", "timeOfDay"}, "Edm.Guid": {"uuid", "guid"}, "Edm.Binary": {"base64", "byte array", "bytes", "binary"},
		"Edm.String": {"text", "url", "URI", "etag", "flags", "string value"}, "Edm.ComplexType": {"object", "Untyped JSON object"}, "Edm.Untyped": {"any", "untyped"},
		"Edm.SByte": {"sbyte"}, "Edm.Decimal": {"decimal"}, "Edm.Stream": {"Stream"}, "range": {"range"}, "json": {"json"}, "time": {"time"},
	} {
		for _, w := range words {
			if got := Parse(w).Name; got != want {
				t.Errorf("%q is %q, want %q", w, got, want)
			}
		}
	}
}

func TestParseMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"<b>berth</b>": "berth", "<code>String</code>": "Edm.String", "berth &amp; buoy": "", "&#91;x&#93;": "", "a < b": "", "<berth>": "",
		"[berth]": "berth", "[berth] [b]": "", "[]": "", "[ ](x)": "", "[[berth]](b)": "", "[x][y": "", "be*r*th": "berth", "\xff": "", "Ünion": "Ünion",
		"_": "_", "__": "__", "__berth__": "berth", "x-y": "", "2x": "", "edm.": "edm", "Edm.a b": "", "Edm._": "Edm._", "null": "", "null or null": "",
		"(Optional)": "", "(x": "", "Collection(x) or y": "x", "list of berths": "berths", "Optional: [berth](b)": "berth",
	} {
		if got := Parse(in).Name; got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// TestPlainNames checks that the names Parse does not look into are what it would find in them.
func TestPlainNames(t *testing.T) {
	for _, local := range []string{"pier", "x", "Pier2", "collection", "String", "none", "enum", "TODO", "Array", "berthCollection", "flags"} {
		s := "microsoft.graph." + local
		if !isPlain(s) {
			t.Errorf("%s is not plain", s)
		}
		if d := cmp.Diff(parse(s), Parse(s)); d != "" {
			t.Errorf("%s: -slow +fast\n%s", s, d)
		}
	}
	for _, s := range primitives {
		if d := cmp.Diff(parse(s), Parse(s)); d != "" {
			t.Errorf("%s: -slow +fast\n%s", s, d)
		}
	}
	for _, s := range []string{"", "microsoft.graph.", "microsoft.graph.2x", "microsoft.graph.a.b", "microsoft.graph.a_b", "microsoft.graph.a ", "#microsoft.graph.a", "graph.a", "microsoft.graph.é"} {
		if isPlain(s) {
			t.Errorf("%q is plain", s)
		}
	}
}
