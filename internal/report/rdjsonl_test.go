package report

import (
	"bufio"
	"encoding/json"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// readRD reads as reviewdog does: by lines of less than 64 KiB.
func readRD(t testing.TB, run Run) (list []rdDiagnostic) {
	t.Helper()
	lines := bufio.NewScanner(strings.NewReader(written(t, rdjsonl, run)))
	for lines.Scan() {
		var d rdDiagnostic
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	if err := lines.Err(); err != nil || len(list) != len(run.Diagnostics) {
		t.Fatalf("%d of %d findings, %v", len(list), len(run.Diagnostics), err)
	}
	return list
}

// TestRDSchema holds every line against reviewdog's schema.
func TestRDSchema(t *testing.T) {
	proto := compiled(t, "testdata", "rdjsonl", "Diagnostic.json")
	for name, run := range allRuns(t) {
		for _, line := range strings.Split(strings.TrimSuffix(written(t, rdjsonl, run), "\n"), "\n") {
			if line == "" && len(run.Diagnostics) == 0 {
				continue
			}
			if err := proto.Validate(decoded(t, line)); err != nil {
				t.Fatalf("%s: %#v in %s", name, err, line)
			}
		}
	}
	if proto.Validate(decoded(t, `{"severity":"error"}`)) == nil {
		t.Error("the schema accepts an unknown severity")
	}
}

func rdSpan(t testing.TB, src *text.Source, r rdRange) text.Span {
	t.Helper()
	page := string(src.Bytes)
	return text.Span{
		Start: lineStart(t, page, r.Start.Line) + r.Start.Column - 1,
		End:   lineStart(t, page, r.End.Line) + r.End.Column - 1,
	}
}

// TestRDPlaces finds every range's text again, and compares what a suggestion
// makes of the page with what the fix makes of it.
func TestRDPlaces(t *testing.T) {
	suggestions := 0
	for name, run := range allRuns(t) {
		for i, rd := range readRD(t, run) {
			d := run.Diagnostics[i]
			if got, want := rdSpan(t, d.Source, rd.Location.Range), onLines(d.Source, d.Span); got != want {
				t.Errorf("%s: finding %d lies at %v, want %v", name, i, got, want)
			}
			for k, rel := range rd.Related {
				if got, want := rdSpan(t, d.Related[k].Source, rel.Location.Range), onLines(d.Related[k].Source, d.Related[k].Span); got != want {
					t.Errorf("%s: related place %d lies at %v, want %v", name, k, got, want)
				}
			}
			fixes := map[string]bool{}
			for _, f := range applicable(d) {
				fixes[afterEdits(string(d.Source.Bytes), f.Edits)] = true
			}
			for _, s := range rd.Suggestions {
				suggestions++
				sp := rdSpan(t, d.Source, s.Range)
				if got := afterEdits(string(d.Source.Bytes), []diag.Edit{{Span: sp, New: s.Text}}); !fixes[got] {
					t.Errorf("%s: finding %d: %+v is none of the fixes", name, i, s)
				}
				if a, b := s.Range, rd.Suggestions[0].Range; a.Start.Line != b.Start.Line || a.End.Line != b.End.Line {
					t.Errorf("%s: finding %d has suggestions on other lines: %+v", name, i, rd.Suggestions)
				}
			}
		}
	}
	if suggestions < 100 {
		t.Errorf("only %d suggestions", suggestions)
	}
}

// afterEdits applies edits from the last to the first.
func afterEdits(page string, edits []diag.Edit) string {
	for i := len(edits) - 1; i >= 0; i-- {
		page = page[:edits[i].Span.Start] + edits[i].New + page[edits[i].Span.End:]
	}
	return page
}

func TestRDSuggestions(t *testing.T) {
	const page = "one\r\ntwo\nthree\n"
	edit := func(start, end int, s string) diag.Edit {
		return diag.Edit{Span: text.Span{Start: start, End: end}, New: s}
	}
	at := func(line, column, toLine, toColumn int, s string) rdSuggestion {
		return rdSuggestion{rdRange{rdPosition{line, column}, rdPosition{toLine, toColumn}}, s}
	}
	for name, c := range map[string]struct {
		fixes []diag.Fix
		want  []rdSuggestion
	}{
		"none":                 {nil, nil},
		"no edits":             {[]diag.Fix{{}}, nil},
		"no UTF-8":             {[]diag.Fix{{Edits: []diag.Edit{edit(0, 1, "\xff")}}}, nil},
		"insertion":            {[]diag.Fix{{Edits: []diag.Edit{edit(6, 6, "x")}}}, []rdSuggestion{at(2, 2, 2, 2, "x")}},
		"two edits":            {[]diag.Fix{{Edits: []diag.Edit{edit(0, 1, "O"), edit(2, 3, "E")}}}, []rdSuggestion{at(1, 1, 1, 4, "OnE")}},
		"edits of many lines":  {[]diag.Fix{{Edits: []diag.Edit{edit(1, 3, ""), edit(9, 9, "x")}}}, []rdSuggestion{at(1, 2, 3, 1, "\r\ntwo\nx")}},
		"a line":               {[]diag.Fix{{Edits: []diag.Edit{edit(5, 9, "2\n")}}}, []rdSuggestion{at(2, 1, 2, 4, "2")}},
		"a line, CRLF":         {[]diag.Fix{{Edits: []diag.Edit{edit(0, 5, "1\r\n")}}}, []rdSuggestion{at(1, 1, 1, 4, "1")}},
		"a line, other ending": {[]diag.Fix{{Edits: []diag.Edit{edit(0, 5, "1\n")}}}, []rdSuggestion{at(1, 1, 1, 5, "1")}},
		"a deleted line":       {[]diag.Fix{{Edits: []diag.Edit{edit(5, 9, "")}}}, []rdSuggestion{at(2, 1, 3, 1, "")}},
		"alternatives": {
			[]diag.Fix{{Edits: []diag.Edit{edit(5, 6, "a")}}, {Edits: []diag.Edit{edit(9, 10, "b")}}, {Edits: []diag.Edit{edit(6, 7, "c")}}},
			[]rdSuggestion{at(2, 1, 2, 2, "a"), at(2, 2, 2, 3, "c")},
		},
	} {
		d := &diag.Diagnostic{Source: text.NewSource("a.md", []byte(page)), Fixes: c.fixes}
		if diff := cmp.Diff(c.want, rdSuggestions(d)); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// TestRDLongLines checks that no finding is so long that reviewdog stops reading.
func TestRDLongLines(t *testing.T) {
	long := strings.Repeat("\"\x1b\xff世", 40_000)
	page := strings.Repeat("x\n", 9)
	run := one(strings.Repeat("\x01", 4096), page, text.Span{Start: 0, End: 1}, func(d *diag.Diagnostic) {
		d.Message, d.Help = long, long
		d.Fixes = []diag.Fix{{Message: "x", Edits: []diag.Edit{{New: strings.Repeat("x", 70_000)}}}}
	})
	short := *run.Diagnostics[0]
	short.Message, short.Help = "m", "" // and still a fix that is too long
	plain := short
	plain.Fixes = []diag.Fix{{Message: "x", Edits: []diag.Edit{{New: "y"}}}}
	run.Diagnostics = append(run.Diagnostics, &short, &plain)
	got := readRD(t, run)
	if m := got[0].Message; len(m) > 4000 || !strings.HasPrefix(m, `"\x1b\xff世"`) || !strings.HasSuffix(m, "…") {
		t.Errorf("message of %d bytes: %.40q", len(m), m)
	}
	if got[1].Message != "m" || got[1].Suggestions != nil || len(got[2].Suggestions) != 1 {
		t.Errorf("got %+v, %+v", got[1], got[2])
	}
}
