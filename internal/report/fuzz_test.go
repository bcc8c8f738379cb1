package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// FuzzFull checks that no page, path, message or span makes the report panic,
// pass on a control character, or grow without bound.
func FuzzFull(f *testing.F) {
	f.Add("a.md", []byte(berth), "message", 40, 90)
	f.Add("\x1b[31m", []byte("\xff\x00\r\n\t\u202e"), "\n::error::", 0, 100)
	f.Add("", []byte(""), "", -5, -9)
	f.Add("x", []byte(text.BOM+"\r\n\r\r\n"), "m", 1, 2)
	f.Add("x", []byte(strings.Repeat("\t", 500)+"\n"+strings.Repeat("世", 500)), "m", 3, 1700)
	f.Fuzz(func(t *testing.T, path string, page []byte, message string, start, end int) {
		src, sp := text.NewSource(path, page), text.Span{Start: start, End: end}
		run := Run{Files: 1, Diagnostics: []*diag.Diagnostic{{
			Rule: "json-berth", Severity: diag.Error, Source: src, Span: sp, Message: message, Help: message,
			Related: []diag.Related{{Source: src, Span: sp, Message: message}},
			Fixes:   []diag.Fix{{Message: message}},
		}}}
		var out bytes.Buffer
		if err := full(&out, run, Options{}); err != nil {
			t.Fatal(err)
		}
		got := out.String()
		if !utf8.ValidString(got) {
			t.Errorf("output is no UTF-8: %q", got)
		}
		for _, r := range got {
			if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)) {
				t.Fatalf("output holds %U: %q", r, got)
			}
		}
		if most := 40000 + 50*(len(path)+len(message)); len(got) > most {
			t.Errorf("output has %d bytes", len(got))
		}
	})
}
