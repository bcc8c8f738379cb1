package report

import (
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// hostileText has in it what means something to one of the readers of a report:
// to a terminal, a workflow's log, a spreadsheet, a browser, a Markdown renderer,
// an XML or a JSON parser. A format passes it on as text, or leaves out what its
// syntax cannot hold, but obeys none of it.
const hostileText = "=1+1 one\ntwo\r\n::error file=x::100%25 50% a,b;c \"d\" 'e' \\u0041 \x1b[31mred\x1b[0m " +
	"<script>alert(1)</script> &amp; ]]> --> nul\x00 bel\x07 us\x1f del\x7f csi\u009b caf\xe9 \xff " +
	"bidi\u202egnp.\u202c line\u2028par\u2029 nonchar\uffff bom\ufeff tab\t | `code` ```\n# heading [x](javascript:y) $(z) 🚢"

// hostilePath and hostileLocation name one page. No forge accepts the line break
// and the byte that is no UTF-8, but a file system does.
const (
	hostilePath     = "../a b/#1 100%25 it's \"q\", c:d;e&f<g>|`h`?é🚢.md"
	hostileLocation = "docs/a b/#1 100%25 it's \"q\", c:d;e&f<g>|`h`?é🚢.md"
	hostileName     = "-x\n::error::\x1b[2J\xff.md"
)

// hostilePage has, on its second line, characters of every length before what is flagged.
const hostilePage = text.BOM + "first | `x` <script>\r\n" +
	"é🚢世\u0301\t\xff\x00 \"FLAGGED\" 🚢 after\r\n" +
	"a second FLAGGED\r\n" +
	"last"

// hostile is a run whose every string is hostile.
func hostile(t testing.TB) Run {
	a := text.NewSource(hostilePath, []byte(hostilePage))
	a.Location = hostileLocation
	b := text.NewSource(hostileName, []byte("one\ntwo"))
	b.Location = hostileName
	flagged := sel(t, hostilePage, `"FLAGGED"`, 0)
	over := text.Span{Start: flagged.Start, End: strings.LastIndex(hostilePage, "FLAGGED") + len("FLAGGED")}
	return Run{
		Version: "1.2.3", Files: 2, FailOn: diag.Warning,
		Pages: []Page{{Path: hostileName, Location: hostileName}, {Path: hostilePath, Location: hostileLocation}},
		Rules: []*rule.Rule{
			{ID: "berth-hostile", Title: "No `<b>` | in a title", Severity: diag.Error, Since: "0.1.0", Doc: hostileText},
			{ID: "berth-long", Title: "Long", Severity: diag.Info, Since: "0.1.0", Doc: strings.Repeat("🚢 and é. ", 110)},
		},
		Owners: map[string]string{hostilePath: "Ports & \"Harbors\", <é>|\n=1+1"},
		Diagnostics: []*diag.Diagnostic{
			{ // a name that begins with "-", and what is flagged is the end of the file
				Rule: "berth-hostile", Severity: diag.Warning, Source: b, Span: text.Span{Start: 7, End: 7}, Message: "::warning::x",
			},
			{
				Rule: "berth-hostile", Severity: diag.Error, Source: a, Span: flagged,
				Message: hostileText, Help: hostileText, Pointer: "/a~1b/\"é\"\n/\x00",
				Related: []diag.Related{{Source: b, Span: text.Span{Start: 4, End: 7}, Message: hostileText}},
				Fixes: []diag.Fix{
					{Message: hostileText, Safe: true, Edits: []diag.Edit{{Span: flagged, New: strings.ToValidUTF8(hostileText, "?")}}},
					{Message: "Delete both", Edits: []diag.Edit{
						{Span: text.Span{Start: flagged.Start, End: flagged.Start + 1}}, {Span: text.Span{Start: over.End, End: over.End}, New: "\r\n\xff"},
					}},
				},
			},
			{ // the same once more, and over several lines
				Rule: "berth-long", Severity: diag.Info, Source: a, Span: over, Message: strings.Repeat("long 🚢 ", 40),
			},
			{
				Rule: "berth-long", Severity: diag.Info, Source: a, Span: over, Message: strings.Repeat("long 🚢 ", 40),
			},
		},
	}
}
