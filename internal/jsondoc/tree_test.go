package jsondoc

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const treeText = `{"value": [{"id": "b-1", "a/b~c": {"": null}}, [true, 2.50]], "name": "x", "name": "y", "bad": Boolean, "gap": }`

func TestWalk(t *testing.T) {
	p := parseText(treeText)
	var got []string
	p.doc.Walk(func(c *Cursor) bool {
		name := "-"
		if c.Member != nil {
			name = p.src.Slice(c.Member.NameSpan)
		}
		got = append(got, fmt.Sprintf("%s %s %q", c.Pointer(), name, p.src.Slice(c.Value.Span)))
		return !strings.HasSuffix(c.Pointer(), "/1") // nothing below the second item
	})
	want := []string{
		" - " + fmt.Sprintf("%q", treeText),
		`/value "value" ` + fmt.Sprintf("%q", `[{"id": "b-1", "a/b~c": {"": null}}, [true, 2.50]]`),
		`/value/0 - ` + fmt.Sprintf("%q", `{"id": "b-1", "a/b~c": {"": null}}`),
		`/value/0/id "id" "\"b-1\""`,
		`/value/0/a~1b~0c "a/b~c" "{\"\": null}"`,
		`/value/0/a~1b~0c/ "" "null"`,
		`/value/1 - "[true, 2.50]"`,
		`/name "name" "\"x\""`,
		`/name "name" "\"y\""`,
		`/bad "bad" "Boolean"`,
		`/gap "gap" ""`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("walked\n%q\nwant\n%q", got, want)
	}
	var none *Value
	none.Walk(func(*Cursor) bool { t.Error("walked nothing"); return true })
}

// TestWalkAllocates keeps pointers lazy.
func TestWalkAllocates(t *testing.T) {
	d := parseText(string(harbor(100))).doc
	n := 0
	if got := testing.AllocsPerRun(10, func() { d.Walk(func(*Cursor) bool { n++; return true }) }); got > 8 {
		t.Errorf("%v allocations for %d values", got, n/11)
	}
}

func TestAt(t *testing.T) {
	p := parseText(treeText)
	for pointer, want := range map[string]struct{ name, value string }{
		"":                  {"", treeText},
		"/value":            {`"value"`, `[{"id": "b-1", "a/b~c": {"": null}}, [true, 2.50]]`},
		"/value/0/id":       {`"id"`, `"b-1"`},
		"/value/0/a~1b~0c":  {`"a/b~c"`, `{"": null}`},
		"/value/0/a~1b~0c/": {`""`, "null"},
		"/value/1/1":        {"", "2.50"},
		"/name":             {`"name"`, `"y"`}, // the last, as Plain has it
		"/bad":              {`"bad"`, "Boolean"},
		"/none":             {}, "/value/2": {}, "/value/01": {}, "/value/-1": {}, "/value/": {}, "/name/x": {}, "name": {}, "/value/0/id/x/y": {},
	} {
		name, value := "", ""
		if v := p.doc.At(pointer); v != nil {
			value = p.src.Slice(v.Span)
		}
		if m := p.doc.MemberAt(pointer); m != nil {
			name = p.src.Slice(m.NameSpan)
		}
		if name != want.name || value != want.value {
			t.Errorf("%q: %s %s, want %s %s", pointer, name, value, want.name, want.value)
		}
	}
	if v := parseText("").doc.At(""); v != nil {
		t.Errorf("blank text: %v", v)
	}
}

// TestAtFindsWhatWalkTells takes every pointer of a document there and back.
func TestAtFindsWhatWalkTells(t *testing.T) {
	d := parseText(string(harbor(3))).doc
	n := 0
	d.Walk(func(c *Cursor) bool {
		n++
		if got := d.At(c.Pointer()); got != c.Value {
			t.Errorf("%s leads to %v", c.Pointer(), got)
		}
		if got := d.MemberAt(c.Pointer()); got != c.Member {
			t.Errorf("%s leads to member %v", c.Pointer(), got)
		}
		return true
	})
	if n < 50 {
		t.Errorf("walked %d values", n)
	}
}

func TestPlain(t *testing.T) {
	want := map[string]any{
		"value": []any{map[string]any{"id": "b-1", "a/b~c": map[string]any{"": nil}}, []any{true, json.Number("2.50")}},
		"name":  "y", "bad": nil, "gap": nil,
	}
	if got := parseText(treeText).doc.Root.Plain(); !reflect.DeepEqual(got, want) {
		t.Errorf("plain %#v", got)
	}
	if got := parseText("[]").doc.Root.Plain(); !reflect.DeepEqual(got, []any{}) {
		t.Errorf("empty array: %#v", got)
	}
	var none *Value
	if got := none.Plain(); got != nil {
		t.Errorf("nil: %#v", got)
	}
}

func TestGet(t *testing.T) {
	root := parseText(treeText).doc.Root
	if got := root.Get("name"); got == nil || got.Text != "x" {
		t.Errorf("Get takes the first of two: %+v", got)
	}
	if root.Get("none") != nil || root.Get("value").Member("id") != nil || root.Get("none").Get("x") != nil {
		t.Error("Get found what is not there")
	}
}
