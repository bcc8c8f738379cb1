package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"docgauge/internal/diag"

	"github.com/google/go-cmp/cmp"
)

// TestJSONHidesNothing checks that what a format made of JSON prints may be looked
// at in a terminal, and decodes to what the finding says.
func TestJSONHidesNothing(t *testing.T) {
	for _, f := range Formats() {
		if !slices.Contains([]string{"json", "jsonl", "sarif", "rdjsonl", "gitlab"}, f.Name) {
			continue
		}
		for name, run := range runs(t) {
			out := written(t, f.Write, run)
			if i := strings.IndexFunc(strings.ReplaceAll(out, "\n", ""), hidden); i >= 0 || !utf8.ValidString(out) {
				t.Errorf("%s, %s: a hidden character at %d in %q", f.Name, name, i, out)
			}
		}
	}
	var got jsonDiagnostic
	lines := strings.Split(written(t, jsonLines, hostile(t)), "\n")
	if err := json.Unmarshal([]byte(lines[1]), &got); err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(strings.ReplaceAll(hostileText, "\xe9", "\ufffd"), "\xff", "\ufffd")
	if got.Message != want || got.Help != want || got.Path != hostilePath || got.Pointer != "/a~1b/\"é\"\n/\x00" {
		t.Errorf("-want +got\n%s", cmp.Diff([]string{want, hostilePath}, []string{got.Message, got.Path}))
	}
}

func TestEscapeHidden(t *testing.T) {
	for in, want := range map[string]string{
		"a\u200d\u200cb é🚢": "\"a\u200d\u200cb é🚢\"", // joiners are part of words and emoji
		"\u202e\u2066":      `"\u202e\u2066"`,
		"\x7f\u009b\ufeff":  `"\u007f\u009b\ufeff"`,
		"\U000e0041":        `"\udb40\udc41"`, // a tag character
		"\x00\x1b\n":        `"\u0000\u001b\n"`,
		"<&>\\u0041":        `"<&>\\u0041"`,
	} {
		got, err := compact(in)
		if err != nil || got != want {
			t.Errorf("%+q: got %s, want %s, %v", in, got, want, err)
		}
		var back string
		if err := json.Unmarshal([]byte(got), &back); err != nil || back != in {
			t.Errorf("%+q: decodes to %+q, %v", in, back, err)
		}
	}
}

// TestJSONOwner checks that a page's owner is a member if there is one.
func TestJSONOwner(t *testing.T) {
	run := mixed(t)
	for i, line := range strings.SplitN(written(t, jsonLines, run), "\n", len(run.Diagnostics)) {
		if got, want := strings.Contains(line, `"owner":"Harbors"`), run.Diagnostics[i].Source.Path == "a/berth.md"; got != want {
			t.Errorf("owner is there: %v, in %s", got, line)
		}
		if strings.Contains(line, `"owner":""`) {
			t.Errorf("an empty owner in %s", line)
		}
	}
}

func TestApplicable(t *testing.T) {
	d := &diag.Diagnostic{Fixes: []diag.Fix{
		{Message: "a", Edits: []diag.Edit{{New: "é"}}},
		{Message: "no edit"},
		{Message: "no UTF-8", Edits: []diag.Edit{{New: "x"}, {New: "\xe9"}}},
		{Message: "b", Edits: []diag.Edit{{New: ""}}},
	}}
	got := ""
	for _, f := range applicable(d) {
		got += f.Message
	}
	if got != "ab" || len(d.Fixes) != 4 {
		t.Errorf("got %s, and the finding has %s", got, fmt.Sprint(d.Fixes))
	}
}
