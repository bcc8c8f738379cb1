package report

import (
	"bytes"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// FuzzReports checks that no text makes a report in Markdown or for GitHub show or
// do anything else than it was meant to.
func FuzzReports(f *testing.F) {
	f.Add("message", "help", "a.md", "owner")
	f.Add(hostileText, hostileText, hostilePath, hostileName)
	f.Add("`a``b```", "\n\n", "[x](y)|`", "|`\\")
	f.Add("::error::x", "%0A::", "a,b:c=%2C", "-->")
	f.Fuzz(func(t *testing.T, message, help, path, owner string) {
		run := one(path, "x\n", text.Span{End: 1}, func(d *diag.Diagnostic) {
			d.Message, d.Help = message, help
			d.Source.Location = path
		})
		run.Owners = map[string]string{path: owner}
		var md, commands bytes.Buffer
		if err := markdown(&md, run, Options{Link: testLink}); err != nil {
			t.Fatal(err)
		}
		if got := render(t, md.Bytes()); len(got.headings) != 2 || len(got.items) != 1 || len(got.rows) < 1 || len(got.paragraphs) > 0 {
			t.Errorf("got %q from\n%s", got, md.String())
		}
		if err := github(&commands, run, Options{}); err != nil {
			t.Fatal(err)
		}
		got := runnerReads(t, commands.String())
		if len(got) != 1 || got[0].message != guidance(run.Diagnostics[0]) || got[0].properties["file"] != Printable(path) {
			t.Errorf("got %+v", got)
		}
	})
}
