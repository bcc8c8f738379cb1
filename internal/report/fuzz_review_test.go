package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// FuzzReview checks that the formats for forges and review tools stay valid and
// find the same text again, whatever the page, the path, the message and the span.
func FuzzReview(f *testing.F) {
	f.Add("a.md", []byte(berth), "message", "new", 40, 90)
	f.Add(hostilePath, []byte(hostilePage), hostileText, "\r\n", 40, 49)
	f.Add("/\xff:", []byte("\xff\x00\r\n\t\u202e\r"), "[x](y)\n::error::", "\xff", 0, 100)
	f.Add("", []byte(""), "", "", -5, -9)
	f.Add("C:/x", []byte(text.BOM+"\r\n\r\r\n"), "m", "\n", 1, 2)
	f.Add("../x", []byte("🚢\n\n"), "m.", "a\n", 4, 6)
	f.Fuzz(func(t *testing.T, path string, page []byte, message, replacement string, start, end int) {
		src := text.NewSource(path, page)
		start = max(0, min(start, len(page)))
		sp := text.Span{Start: start, End: max(start, min(end, len(page)))}
		d := &diag.Diagnostic{
			Rule: "berth-fuzz", Severity: diag.Warning, Source: src, Span: sp, Message: message, Help: message, Pointer: message,
			Related: []diag.Related{{Source: src, Span: sp, Message: message}},
			Fixes:   []diag.Fix{{Message: message, Edits: []diag.Edit{{Span: sp, New: replacement}}}},
		}
		run := Run{Version: message, Files: 1, Diagnostics: []*diag.Diagnostic{d, d}}
		for _, out := range []string{written(t, jsonReport, run), written(t, gitlab, run), written(t, sarif, run), written(t, jsonLines, run)} {
			if i := strings.IndexFunc(strings.ReplaceAll(out, "\n", ""), hidden); i >= 0 || !utf8.ValidString(out) {
				t.Errorf("a hidden character at %d in %q", i, out)
			}
			var v any
			if err := json.NewDecoder(strings.NewReader(out)).Decode(&v); err != nil {
				t.Errorf("%v in %q", err, out)
			}
		}
		rd := readRD(t, run)[0]
		want := onLines(src, sp)
		if want.End > want.Start && src.LineAt(want.End) > src.Lines() || !sp.Contains(want) && sp.Start <= src.Line(src.Lines()).End {
			t.Errorf("%v of %q: shown at %v", sp, page, want)
		}
		if got := rdSpan(t, src, rd.Location.Range); got != want {
			t.Errorf("rdjsonl: %v of %q: got %v, want %v", sp, page, got, want)
		}
		for _, s := range rd.Suggestions {
			got := afterEdits(string(page), []diag.Edit{{Span: rdSpan(t, src, s.Range), New: s.Text}})
			if want := afterEdits(string(page), d.Fixes[0].Edits); got != want {
				t.Errorf("rdjsonl: the page becomes %q, want %q", got, want)
			}
		}
		if wholeCharacters(src, want) {
			if got := sarifSpan(t, src, readSARIF(t, run, Options{}).Runs[0].Results[0].Locations[0].Physical.Region); got != want {
				t.Errorf("sarif: %v of %q: got %v, want %v", sp, page, got, want)
			}
		}
	})
}

// wholeCharacters reports whether the ends of a span lie between characters, and
// not in a byte order mark: only such places have a column of their own.
func wholeCharacters(src *text.Source, sp text.Span) bool {
	for _, at := range []int{sp.Start, sp.End} {
		line := src.Line(src.LineAt(at)).Start
		if at < line || utf8.RuneCount(src.Bytes[line:at])+utf8.RuneCount(src.Bytes[at:]) != utf8.RuneCount(src.Bytes[line:]) {
			return false
		}
	}
	return true
}
