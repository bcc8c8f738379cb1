package jsondoc

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/edit"
	"docgauge/internal/text"
)

// row is a text with its faults: ⟦ and ⟧ mark the span of each, in the order of want.
type row struct {
	name, text string
	want       []want
}

// want is a problem. fix starts with + for a safe repair and ? for another, and
// goes on with the text after that repair alone, or stops there where the text
// is too long to repeat; it is empty when there is none.
type want struct {
	kind                  ProblemKind
	message, pointer, fix string
}

var faults = slices.Concat(commaFaults, colonFaults, commentFaults, elisionFaults, quoteFaults, stringFaults,
	bracketFaults, literalFaults, spaceFaults, documentFaults, severalFaults)

// unmark takes the marks out of a row's text.
func unmark(s string) string { return strings.NewReplacer("⟦", "", "⟧", "").Replace(s) }

// marks returns the text without marks and the spans that they enclose, by start and end.
func marks(t *testing.T, s string) (string, []text.Span) {
	t.Helper()
	var spans []text.Span
	var open []int
	at := 0
	for _, part := range strings.SplitAfter(s, "") {
		switch part {
		case "⟦":
			open = append(open, at)
		case "⟧":
			spans = append(spans, text.Span{Start: open[len(open)-1], End: at})
			open = open[:len(open)-1]
		default:
			at += len(part)
		}
	}
	if len(open) > 0 {
		t.Fatalf("open mark in %q", s)
	}
	slices.SortFunc(spans, func(a, b text.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	return unmark(s), spans
}

func TestFaults(t *testing.T) {
	for _, row := range faults {
		t.Run(row.name, func(t *testing.T) {
			s, spans := marks(t, row.text)
			p := parseText(s)
			if len(spans) != len(row.want) {
				t.Fatalf("%d marks for %d problems", len(spans), len(row.want))
			}
			var got []want
			for i, pr := range p.doc.Problems {
				got = append(got, want{pr.Kind, pr.Message, pr.Pointer, repaired(t, p, pr, row.want, i)})
				at := text.Span{Start: pr.Span.Start - 1, End: pr.Span.End - 1} // parseText puts one byte before the text
				if i < len(spans) && at != spans[i] {
					t.Errorf("%s: at %v %q, want %v %q", pr.Message, at, p.src.Slice(pr.Span), spans[i], s[spans[i].Start:spans[i].End])
				}
			}
			if len(got) != len(row.want) || len(got) > 0 && !reflect.DeepEqual(got, row.want) {
				t.Errorf("problems\n%swant\n%s", list(got), list(row.want))
			}
			checkSpans(t, p)
			checkStrict(t, s, p.doc)
			checkFixes(t, s, p)
			checkQuoted(t, s, p)
		})
	}
}

// repaired is what a want says about the repair of the problem at index i.
func repaired(t *testing.T, p parsed, pr Problem, wants []want, i int) string {
	t.Helper()
	if pr.Fix == nil {
		return ""
	}
	out, err := edit.Apply(p.src.Bytes, pr.Fix.Edits)
	if err != nil {
		t.Fatal(err)
	}
	mark := "?"
	if pr.Fix.Safe {
		mark = "+"
	}
	if i < len(wants) && len(wants[i].fix) == 1 && s1(out) != "" {
		return mark
	}
	return mark + s1(out)
}

// s1 is the text without the byte that parseText puts before it.
func s1(b []byte) string { return string(b[1:]) }

func list(problems []want) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "  %d %s at %s, repaired %q\n", p.kind, p.message, p.pointer, p.fix)
	}
	return b.String()
}

func TestBlankText(t *testing.T) {
	for _, s := range []string{"", " ", "\n\t\r\n"} {
		if d := parseText(s).doc; d.Root != nil || len(d.Problems) > 0 || d.Strict() {
			t.Errorf("%q: root %v, problems %v, strict %v", s, d.Root, d.Problems, d.Strict())
		}
	}
	if d := Parse(text.Fragment{}); d.Root != nil || len(d.Problems) > 0 {
		t.Errorf("no fragment: root %v, problems %v", d.Root, d.Problems)
	}
}

// strictTexts are JSON of every shape.
var strictTexts = []string{
	`{"berths": [1, -0, 2.50, 1e9, 1E-9, -1.5e+3], "open": true, "closed": false, "note": null}`,
	`{"": {}, "a": [], "\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00": "Größe 😀 “x” 'y' ... // # /* */"}`,
	" \t\r\n[\r\n\t[ ] , { } ]\r\n", `"text"`, `0`, `-12.5`, `true`, `null`, "{\"a\":\"\u00a0\u200b\ufeff\x7f\u2028\"}",
	`{"a": {"a": {"a": 1}}, "A": "{\"k\": [1, 2,]}"}`, `["a","b"]`, `[{"a":1},{"a":2}]`,
	"\"”: x\"", "{\"a\":\n\"b”: c\"}", "{\"a\":\n\"b”: c" + strings.Repeat(" and so on", 100) + "\"}", "[\"a\",\n\"b”: c\"]",
	`{"text": "it says \"so\", then: {x}, [y]", "url": "https://api.example.org/berths('id')/$value?a=b&c=d"}`,
}

func TestStrictTexts(t *testing.T) {
	for _, s := range append(strictTexts, string(harbor(20))) {
		p := parseText(s)
		if !p.doc.Strict() || len(p.doc.Problems) > 0 {
			t.Errorf("%q: strict %v, problems %+v", s, p.doc.Strict(), p.doc.Problems)
		}
		checkSpans(t, p)
		checkStrict(t, s, p.doc)
	}
}

// TestTree checks what is read of faulty texts.
func TestTree(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"pier": 1, "depth": 9,}`, `{"pier": 1, "depth": 9}`},
		{`{pier: 1 'depth': .5; “open”: True, "tags": ['a' "b",]`, `{"pier": 1, "depth": 0.5, "open": true, "tags": ["a", "b"]}`},
		{`{"pier": 0x1F, "n": None, "u": undefined, "x": NaN, "y": Boolean}`, `{"pier": 31, "n": null, "u": null, "x": null, "y": null}`},
		{`{"a": "the "Heron" is in", "b": "x"", "c": ""y"}`, `{"a": "the \"Heron\" is in", "b": "x", "c": "y"}`},
		{"{\"a\": \"in\r\n out\tside\", \"b\": \"C:\\pier\"}", `{"a": "in\n out\tside", "b": "C:\\pier"}`},
		{"{\"a\": \"Heron,\n\"b: 2,\n\"c\": 3}", `{"a": "Heron", "b": 2, "c": 3}`},
		{"{\"a\": \"GET”,\n\"b\": 'it\\'s'}", `{"a": "GET", "b": "it's"}`},
		{`{"a": [1, 2}`, `{"a": [1, 2]}`},
		{`{"a": [1, 2, "b": 3}`, `{"a": [1, 2], "b": 3}`},
		{`{"v": [{"a": 1, {"a": 2}]}`, `{"v": [{"a": 1}, {"a": 2}]}`},
		{`{"v": {"a": {"x": 1}}, "b": 2}}`, `{"v": {"a": {"x": 1}}, "b": 2}`},
		{`{"v": {"a": 1}}, "b": 2}`, `{"v": {"a": 1}, "b": 2}`},
		{`{"v": [{"a": {"x": 1}}, "b": 2}], "c": 3}`, `{"v": [{"a": {"x": 1}, "b": 2}], "c": 3}`},
		{`"a": 1, "b": {"c": 2}`, `{"a": 1, "b": {"c": 2}}`},
		{`{"a": {"b": [1, {"c": 2`, `{"a": {"b": [1, {"c": 2}]}}`},
		{`{"a": 1, ..., "b": [..., 2, ...]}`, `{"a": 1, "b": [2]}`},
		{`{"a": , "b" 2, "c", "d":: 4}`, `{"a": null, "b": 2, "c": null, "d": 4}`},
		{`{"a": 1, "a": 2}`, `{"a": 2}`},
		{`["a": 1, 2]`, `[null, 2]`},
		{"HTTP/1.1 200 OK\n\n{\"a\": 1}\nand more", `{"a": 1}`},
		{`{"flag": "\ud83d\u0041"}`, `{"flag": "\ufffdA"}`},
		{`{"a": "x" | "y", "b": 12 KB}`, `{"a": "x", "b": 12}`},
	} {
		var want any
		dec := json.NewDecoder(strings.NewReader(c.want))
		dec.UseNumber()
		if err := dec.Decode(&want); err != nil {
			t.Fatalf("%s: %v", c.want, err)
		}
		if got := parseText(c.text).doc.Root.Plain(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n got %v\nwant %v", c.text, got, want)
		}
	}
}

func TestElided(t *testing.T) {
	for s, want := range map[string]bool{
		`{"a": 1}`: false, `{"a": "..."}`: false, `{"a": {...}}`: false, `{"a": ...}`: false,
		`{...}`: true, `{"a": 1, ...}`: true, `[1, …]`: true, `{"a": 1, "..."}`: true, "{\"a\": 1, // ...\n}": true,
		"{\"a\": 1, // more\n}": false, `[{id}, {id}...]`: true,
	} {
		if got := parseText(s).doc.Root.Elided; got != want {
			t.Errorf("%s: elided %v", s, got)
		}
	}
}

// TestSafeFixesAreTried has a fix that would be safe if another fault were not
// next to it: to escape the line break behind a stray backslash gives two backslashes.
func TestSafeFixesAreTried(t *testing.T) {
	s := "{\"note\": \"in \\\n out\"}"
	if alone := read(piece([]byte(s), 1)); !slices.ContainsFunc(alone.Problems, isSafe) {
		t.Errorf("not tried: %+v", alone.Problems)
	}
	if p := parseText(s); len(p.doc.Problems) != 2 || slices.ContainsFunc(p.doc.Problems, isSafe) {
		t.Errorf("tried: %+v", p.doc.Problems)
	}
}

// TestFixesBehindAByteOrderMark applies a safe fix to a text at the start of its file.
func TestFixesBehindAByteOrderMark(t *testing.T) {
	s := text.BOM + `{"a": 1,}`
	src := text.NewSource("t.json", []byte(s))
	d := Parse(text.NewFragment(src, text.Span{End: len(s)}))
	if len(d.Problems) != 1 || !isSafe(d.Problems[0]) {
		t.Fatalf("problems %+v", d.Problems)
	}
	out, err := edit.Apply(src.Bytes, d.Problems[0].Fix.Edits)
	if err != nil || string(out) != text.BOM+`{"a": 1}` {
		t.Errorf("repaired %q, %v", out, err)
	}
}

func TestExtraValues(t *testing.T) {
	d := parseText("{\"a\": 1}\n[2]\nthree\n{\"d\": 4}").doc
	if len(d.Extra) != 2 || d.Extra[0].Kind != Array || d.Extra[1].Get("d").Text != "4" {
		t.Errorf("extra values %+v", d.Extra)
	}
	if len(d.Problems) != 1 {
		t.Errorf("problems %+v", d.Problems)
	}
}

func TestByteOrderMarkOfTheFile(t *testing.T) {
	s := text.BOM + `{"a": 1}`
	src := text.NewSource("t.json", []byte(s))
	d := Parse(text.NewFragment(src, text.Span{End: len(s)}))
	if !d.Strict() || len(d.Problems) > 0 || d.Root.Span.Start != len(text.BOM) {
		t.Errorf("root %+v, problems %+v", d.Root, d.Problems)
	}
}

func TestDuplicateNameTellsTheFirst(t *testing.T) {
	var b strings.Builder
	for i := range 30 { // more than are compared pair by pair
		fmt.Fprintf(&b, `"n%d": %d, `, i, i)
	}
	for _, s := range []string{`{"n3": 0, "m": 1, "n3": 2}`, "{" + b.String() + `"n3": 2}`} {
		p := parseText(s)
		if len(p.doc.Problems) != 1 || p.doc.Problems[0].First == nil {
			t.Fatalf("problems %+v", p.doc.Problems)
		}
		pr := p.doc.Problems[0]
		if p.src.Slice(pr.Span) != `"n3"` || pr.Span.Start < len(s)-10 || *pr.First != p.doc.Root.Member("n3").NameSpan {
			t.Errorf("%s: duplicate at %v, first at %v", s, pr.Span, *pr.First)
		}
		if !p.doc.Strict() {
			t.Error("a duplicate name made the text not strict")
		}
	}
}

// TestRepeatedFault checks that the count of a repeated fault stands in the
// help, not in the message, which identifies the finding.
func TestRepeatedFault(t *testing.T) {
	d := parseText("{\n\u00a0\u00a0\"a\": 1,\n\u00a0\u00a0\"b\": 2,\n\u00a0\u00a0\"c\": 3\n}").doc
	if len(d.Problems) != 1 {
		t.Fatalf("problems %+v", d.Problems)
	}
	pr := d.Problems[0]
	if pr.Message != "no-break space (U+00A0) used as white space" || !strings.HasSuffix(pr.Help, "the same stands in 2 other places") || len(pr.Fix.Edits) != 3 {
		t.Errorf("%s; %s; %v", pr.Message, pr.Help, pr.Fix)
	}
}
