package jsondoc

import (
	"strings"
	"testing"
	"time"
)

// hostile are texts that cost a careless parser stack, memory or quadratic time:
// each is unit repeated, between head and tail.
var hostile = []struct{ name, head, unit, tail string }{
	{"arrays", "", "[", ""},
	{"objects", "", `{"a":`, ""},
	{"closed arrays", strings.Repeat("[", 500), "[],", "]"},
	{"objects in brackets", "", `[{"a":`, ""},
	{"closing brackets", "", "]", ""},
	{"wrong brackets", "", "[}", ""},
	{"more wrong brackets", "", `{"a":[}`, ""},
	{"brackets one by one", "[", "{]}[", "]"},
	{"missing brackets", `{"v":[`, `{"a":1,`, "]}"},
	{"missing array ends", "{", `"a":[1,`, "}"},
	{"surplus brackets", "{", `"a":{}},`, "}"},
	{"braces on lines", "{", "}\n,", ""},
	{"quotes", "", `"`, ""},
	{"quotes and letters", "[", `"a"x,`, "]"},
	{"quotes and quotes", "[", `"a""b"`, "]"},
	{"inner quotes", `{"a": "`, `x"y `, `"}`},
	{"quotes and commas", "[", `"",x"`, "]"},
	{"unclosed strings", "[", "\"a\n", "]"},
	{"unclosed names", "{", "\"a\n", "}"},
	{"wrapped strings", "[", "\"a\nb\n}\n", "]"},
	{"unclosed braces in a string", `{"a": "`, "}", "\n"},
	{"one long string", `"`, "x", `"`},
	{"one long line of escapes", `"`, `\u0041\"`, `"`},
	{"bad escapes", "[", `"\x",`, "]"},
	{"single quotes", "[", "'", "]"},
	{"single quotes and letters", "[", "'a'b,", "]"},
	{"single quotes in objects", "{", "'a':'b',", "}"},
	{"smart quotes", "[", "“a”,", "]"},
	{"backticks", "", "`", ""},
	{"open smart quotes", "{", "“a", "}"},
	{"escaped quotes", "[", `\"a\",`, "]"},
	{"entities", "{", "&quot;", "}"},
	{"commas", "[", ",", "]"},
	{"commas on lines", "[", ",\n", "]"},
	{"colons", "{", ":", "}"},
	{"doubled colons", `{"a"`, ":", "}"},
	{"dots", "", ".", ""},
	{"dots and spaces", "", ". ", ""},
	{"dots and words", "[", "...a,", "]"},
	{"comments", "[", "/**/", "]"},
	{"line comments", "[", "//\n", "]"},
	{"open comments", "[", "/* ", "]"},
	{"open HTML comments", "[", "<!--\n", "]"},
	{"hashes", "[", "#\n1,", "]"},
	{"slashes", "[", "/", "]"},
	{"words", "", "a ", ""},
	{"words in an array", "[", "a,", "]"},
	{"words in an object", "{", "a,", "}"},
	{"bare members", "{", "a:b,", "}"},
	{"missing commas", "{", `"a":1 `, "}"},
	{"missing commas on lines", "{", "\"a\":1\n", "}"},
	{"missing colons", "{", `"a" 1,`, "}"},
	{"members in arrays", "[", `"a":1,`, "]"},
	{"strings in objects", "{", `"a",`, "}"},
	{"strings on lines", "{", "\"a\"\n", "}"},
	{"open parentheses", "[", "(", "]"},
	{"open parentheses and commas", "[", "a(,", "]"},
	{"angle brackets", "[", "<,", "]"},
	{"placeholders", "[", "{a},", "]"},
	{"open placeholders", "[", "{a ", "]"},
	{"braces", "", "{{", ""},
	{"values", "", "1 ", ""},
	{"values on lines", "", "{}\n", ""},
	{"text and values", "", "x\n{}\n", ""},
	{"text lines", "", "x\n", ""},
	{"numbers", "[", "01,", "]"},
	{"long number", "[", "1", "]"},
	{"signs", "[", "-,", "]"},
	{"underscores", "[", "1_", "]"},
	{"no-break spaces", "[", "\u00a0", "]"},
	{"mixed spaces", "[", "\u00a0\u200b", "]"},
	{"spaces", "[1", " ", "1]"},
	{"newlines", "{\"a\"", "\n", ":1}"},
	{"NUL", "", "\x00", ""},
	{"colons in an array", `["a"`, ":1", "]"},
	{"unclosed strings before blanks", strings.Repeat("\"a\n", 1<<16), " ", ""},
	{"members in brackets", "[", `"a":{"b":`, ""},
	{"invalid UTF-8", "", "\xff", ""},
	{"invalid UTF-8 in strings", `"`, "\xff", `"`},
	{"control characters", `"`, "\x01", `"`},
	{"same names", "{", `"a":1,`, `"b":1}`},
	{"long lines of spaces behind quotes", "[", `"a"x` + strings.Repeat(" ", 200), "]"},
	{"long names", "{", `"` + strings.Repeat("n", 3000) + `":{`, ""},
	{"semicolons", "[", "1;", "]"},
	{"elided comments", "{", "// ...\n", "}"},
	{"carriage returns", "[", "\r", "]"},
}

// TestHostileTexts reads a quarter of a megabyte of each. Linear work takes some
// ten milliseconds; work that grows with the square would take a minute, so that
// the bound can be far from both.
func TestHostileTexts(t *testing.T) {
	const size, enough = 1 << 18, 10 * time.Second
	for _, h := range hostile {
		s := h.head + strings.Repeat(h.unit, size/len(h.unit)) + h.tail
		start := time.Now()
		p := parseText(s)
		took := time.Since(start)
		if took > enough {
			t.Errorf("%s: %v", h.name, took)
		}
		t.Logf("%s: %v", h.name, took.Round(time.Millisecond))
		if n := len(p.doc.Problems); n > MaxProblems+1 {
			t.Errorf("%s: %d problems", h.name, n)
		}
		total := 0
		for _, pr := range p.doc.Problems {
			total += len(pr.Message) + len(pr.Pointer) + len(pr.Help)
			if pr.Fix != nil {
				total += 40 * len(pr.Fix.Edits)
			}
		}
		if total > 8*size {
			t.Errorf("%s: problems of %d bytes for a text of %d", h.name, total, len(s))
		}
		checkSpans(t, p)
		checkStrict(t, s, p.doc)
	}
}

func TestDepth(t *testing.T) {
	nested := func(n int) string { return strings.Repeat(`[{"a":`, n/2) + "1" + strings.Repeat("}]", n/2) }
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"as deep as may be", nested(MaxDepth), 0},
		{"too deep", nested(MaxDepth + 2), 1},
		{"10,000 deep", nested(10_000), 1},
		{"10 million deep", strings.Repeat("[", 10_000_000), 1},
		{"too deep in several places", "[" + nested(MaxDepth) + "," + nested(MaxDepth) + "]", 1},
		{"behind it", `{"deep": ` + nested(MaxDepth+2) + `, "more": 1, "x": "y",}`, 2},
	} {
		d := parseText(c.text).doc
		if len(d.Problems) != c.want {
			t.Errorf("%s: problems %+v", c.name, d.Problems)
			continue
		}
		if c.want > 0 && (d.Problems[0].Kind != TooDeep || d.Strict()) {
			t.Errorf("%s: %+v", c.name, d.Problems[0])
		}
		if c.want == 2 && d.Root.Get("more").Text != "1" {
			t.Errorf("%s: tree %+v", c.name, d.Root)
		}
	}
}

func TestTooManyProblems(t *testing.T) {
	d := parseText("[" + strings.Repeat("x,", 3*MaxProblems) + `{"last": 1}]`).doc
	if len(d.Problems) != MaxProblems+1 || !strings.HasPrefix(d.Problems[MaxProblems].Message, "too many problems") {
		t.Fatalf("%d problems, the last %+v", len(d.Problems), d.Problems[len(d.Problems)-1])
	}
	if got := d.Root.Items; len(got) != 3*MaxProblems+1 || got[3*MaxProblems].Get("last").Text != "1" {
		t.Errorf("%d items", len(got))
	}
	if d := parseText("[" + strings.Repeat("x,", MaxProblems-1) + "1]").doc; len(d.Problems) != MaxProblems-1 {
		t.Errorf("%d problems", len(d.Problems))
	}
}

// TestLongPointers checks that the pointer of a problem in a deep or long-named
// place is cut to that of a value further out.
func TestLongPointers(t *testing.T) {
	name := strings.Repeat("n", maxPointer/2)
	s := `{"` + name + `":{"` + name + `":{"` + name + `":{"a": x}}}}`
	d := parseText(s).doc
	if len(d.Problems) != 1 || d.Problems[0].Pointer != "/"+name || d.At(d.Problems[0].Pointer) == nil {
		t.Errorf("%d problems, pointer of %d bytes", len(d.Problems), len(d.Problems[0].Pointer))
	}
}
