package jsondoc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/edit"
	"docgauge/internal/text"
)

// prefix is what a quote in a list item puts before each line of a fence.
const prefix = "  > "

// parsed is a text with its reading, as a file of its own or in a quote.
type parsed struct {
	src *text.Source
	doc *Document
}

func parseText(s string) parsed {
	// One byte stands before the text so that a byte order mark in it is not the file's.
	src := text.NewSource("t.json", []byte("\n"+s))
	return parsed{src, Parse(text.NewFragment(src, text.Span{Start: 1, End: 1 + len(s)}))}
}

// parseQuoted puts every line of s behind a prefix, as a quote in a list item does.
func parseQuoted(s string) parsed {
	var file bytes.Buffer
	var spans []text.Span
	for _, line := range strings.SplitAfter("\n"+s, "\n") {
		file.WriteString(prefix)
		start := file.Len()
		file.WriteString(line)
		spans = append(spans, text.Span{Start: start, End: file.Len()})
	}
	src := text.NewSource("t.md", file.Bytes())
	f := text.JoinFragment(src, spans)
	return parsed{src, Parse(f.Slice(1, len(f.Bytes)))}
}

func FuzzParse(f *testing.F) {
	for _, row := range faults {
		f.Add(unmark(row.text))
	}
	for _, s := range strictTexts {
		f.Add(s)
	}
	for _, s := range hostileSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 {
			t.Skip()
		}
		start := time.Now()
		p := parseText(s)
		if took := time.Since(start); took > 5*time.Second {
			t.Fatalf("%v for %d bytes", took, len(s))
		}
		checkSpans(t, p)
		checkStrict(t, s, p.doc)
		checkFixes(t, s, p)
		checkQuoted(t, s, p)
	})
}

// hostileSeeds start the fuzzer where the heuristics are.
var hostileSeeds = []string{
	"", " \n", "{", "[[[[", `{"a":{"a":{"a":`, `""""""""`, "'''", "{{{}}", "]]]", "{\"a\n\"b\n\"c", "1 2 3", "\\", "\"\\", "\"\\u", "//", "/*", "<!--", "...",
	"{\"a\": \"b\nc\n}\n]\nd\", \"e\": 1}", "[\"a\"b\"c\",\"d\"e]", "{\"a\":[}]", "{\"a\":1]}", "\xff\xfe", "\xef\xbb\xbf{}", "\x00{}\x00", "{\"\xff\": \"\xe9\"}",
	"\u00a0\u200b{\u00a0\"a\"\u200b:\u2028 1\u3000}", `{"a": “b", ‘c': 'd’}`, "{\"a\":1,\r\n\r\n}\r\n", "[1,,,]", "[,,,1]", `{"a" "b" "c": }`, "{\"a\": \"x\\\",\n\"b\": 1}",
	"\"a\": {...}, \"b\"\x00\x00… ]}", "{0:{}\n\"\"\a:0}", "\"”:\"", "{„:‘’\"", "0,,", "{\xff\":0", "\"\":,\x000\x00:", "\"0\"\u200b:\"0\x800",
}

// checkSpans checks that spans are in bounds, children in parents and names
// before values, and problems ascending and visible.
func checkSpans(t *testing.T, p parsed) {
	t.Helper()
	all := p.doc.Text.All()
	var check func(v *Value, in text.Span)
	check = func(v *Value, in text.Span) {
		if v.Span.Start > v.Span.End || !in.Contains(v.Span) {
			t.Fatalf("value %v (kind %d) is not in %v", v.Span, v.Kind, in)
		}
		last := v.Span.Start
		for _, m := range v.Members {
			if m.NameSpan.Start < last || m.NameSpan.Len() == 0 || m.Value.Span.Start < m.NameSpan.End {
				t.Fatalf("name %v after %d, value %v", m.NameSpan, last, m.Value.Span)
			}
			check(m.Value, v.Span)
			last = m.Value.Span.End
		}
		for _, item := range v.Items {
			if item.Span.Start < last {
				t.Fatalf("item %v after %d", item.Span, last)
			}
			check(item, v.Span)
			last = item.Span.End
		}
	}
	if p.doc.Root != nil {
		check(p.doc.Root, all)
	}
	for _, v := range p.doc.Extra {
		check(v, all)
	}
	last := 0
	for _, pr := range p.doc.Problems {
		if pr.Span.Start < last || pr.Span.Len() <= 0 || !all.Contains(pr.Span) {
			t.Fatalf("problem %q at %v, after %d, in %v", pr.Message, pr.Span, last, all)
		}
		last = pr.Span.Start
		if pr.First != nil && (pr.First.Len() == 0 || !all.Contains(*pr.First)) {
			t.Fatalf("problem %q: first place %v", pr.Message, *pr.First)
		}
		if pr.Message == "" || !utf8.ValidString(pr.Message) || strings.ContainsAny(pr.Message, "\n\r\x00\x1b") {
			t.Fatalf("message %q", pr.Message)
		}
		checkFix(t, p, pr.Fix)
	}
}

func checkFix(t *testing.T, p parsed, fix *diag.Fix) {
	t.Helper()
	if fix == nil {
		return
	}
	if len(fix.Edits) == 0 || fix.Message == "" {
		t.Fatalf("empty fix %+v", fix)
	}
	last := 0
	for _, e := range fix.Edits {
		if e.Span.Start < last || e.Span.End < e.Span.Start || !p.doc.Text.All().Contains(e.Span) {
			t.Fatalf("fix %q: edit %v after %d in %v", fix.Message, e.Span, last, p.doc.Text.All())
		}
		last = e.Span.End
	}
}

// checkStrict compares with encoding/json: what it takes, and what it reads.
func checkStrict(t *testing.T, s string, d *Document) {
	t.Helper()
	for _, pr := range d.Problems {
		if pr.Kind == TooDeep { // documented: not read to the bottom
			return
		}
	}
	want := json.Valid([]byte(s)) && utf8.ValidString(s)
	if d.Strict() != want {
		t.Fatalf("strict %v, encoding/json says %v: %s\n%s", d.Strict(), want, clip(s), told(d))
	}
	if !want {
		return
	}
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var plain any
	if err := dec.Decode(&plain); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	if got := d.Root.Plain(); !reflect.DeepEqual(got, plain) {
		t.Fatalf("%s\ntree %s\nencoding/json reads %s", clip(s), clip(fmt.Sprintf("%#v", got)), clip(fmt.Sprintf("%#v", plain)))
	}
}

// clip quotes the start of a text: a hostile one is long.
func clip(s string) string { return fmt.Sprintf("%.500q", s) }

// told lists the first problems of a document.
func told(d *Document) string {
	var b strings.Builder
	for _, pr := range d.Problems[:min(20, len(d.Problems))] {
		fmt.Fprintf(&b, "  %v %s\n", pr.Span, pr.Message)
	}
	return b.String()
}

// checkFixes applies the safe fixes: the text is better, and says the same. When
// every problem has one, it is strict JSON then.
func checkFixes(t *testing.T, s string, p parsed) {
	t.Helper()
	var safe []diag.Fix
	whole := true
	for _, pr := range p.doc.Problems {
		if pr.Fix != nil && pr.Fix.Safe {
			safe = append(safe, *pr.Fix)
		} else if pr.Kind != DuplicateName && pr.Kind != LoneSurrogate {
			whole = false
		}
	}
	if len(safe) == 0 || len(p.doc.Problems) > MaxProblems {
		return
	}
	edits, taken := edit.Merge(safe)
	slices.SortStableFunc(edits, byPlace)
	out, err := edit.Apply(p.src.Bytes, edits)
	if err != nil {
		t.Fatal(err)
	}
	fixed := parseText(s1(out))
	checkSpans(t, fixed)
	if len(fixed.doc.Problems) > len(p.doc.Problems) {
		t.Fatalf("%s\n%safter the safe fixes %s\n%s", clip(s), told(p.doc), clip(s1(out)), told(fixed.doc))
	}
	if slices.Contains(taken, false) {
		return
	}
	if len(fixed.doc.Problems) == len(p.doc.Problems) || whole && p.doc.Root != nil && !fixed.doc.Strict() {
		t.Fatalf("%s\n%safter the safe fixes %s\n%s", clip(s), told(p.doc), clip(s1(out)), told(fixed.doc))
	}
	if !same(p.doc.Root, fixed.doc.Root) {
		t.Fatalf("%s says %#v\nafter the safe fixes %s says %#v", clip(s), p.doc.Root.Plain(), clip(s1(out)), fixed.doc.Root.Plain())
	}
}

// checkQuoted reads the same text in a quote: the same problems at the same
// places of the text, and repairs that do the same to it.
func checkQuoted(t *testing.T, s string, flat parsed) {
	t.Helper()
	quoted := parseQuoted(s)
	checkSpans(t, quoted)
	if len(quoted.doc.Problems) != len(flat.doc.Problems) {
		t.Fatalf("%d problems in a quote, %d without", len(quoted.doc.Problems), len(flat.doc.Problems))
	}
	for i, pr := range quoted.doc.Problems {
		same := flat.doc.Problems[i]
		if pr.Message != same.Message || pr.Pointer != same.Pointer {
			t.Fatalf("in a quote %q %s, without %q %s", pr.Message, pr.Pointer, same.Message, same.Pointer)
		}
		if a, b := unquote(quoted.src.Slice(pr.Span)), flat.src.Slice(same.Span); a != b {
			t.Fatalf("%s: span %q in a quote, %q without", pr.Message, a, b)
		}
		if pr.Fix == nil || strings.HasPrefix(pr.Fix.Message, "Add ") {
			continue // closing brackets get lines of their own only outside of quotes
		}
		a, err := edit.Apply(quoted.src.Bytes, pr.Fix.Edits)
		b, err2 := edit.Apply(flat.src.Bytes, same.Fix.Edits)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if got := strings.TrimPrefix(unquote(string(a)), prefix); got != string(b) {
			t.Fatalf("%s: repaired in a quote %q, without %q", pr.Message, got, b)
		}
	}
}

// unquote takes the prefix off every line but the first.
func unquote(s string) string { return strings.ReplaceAll(s, "\n"+prefix, "\n") }
