package report

import (
	"bytes"
	"encoding/xml"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCheckstyleReads checks that a parser finds every finding once, in order, in
// the file that it is on.
func TestCheckstyleReads(t *testing.T) {
	type place struct {
		File, Severity, Message, Source string
		Line, Column                    int
	}
	for name, run := range runs(t) {
		var out bytes.Buffer
		if err := checkstyle(&out, run, Options{}); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			XMLName xml.Name `xml:"checkstyle"`
			Version string   `xml:"version,attr"`
			Files   []struct {
				Name   string `xml:"name,attr"`
				Errors []struct {
					Line     int    `xml:"line,attr"`
					Column   int    `xml:"column,attr"`
					Severity string `xml:"severity,attr"`
					Message  string `xml:"message,attr"`
					Source   string `xml:"source,attr"`
				} `xml:"error"`
			} `xml:"file"`
		}
		readXML(t, out.Bytes(), &doc)
		var got, want []place
		seen := map[string]bool{}
		for _, f := range doc.Files {
			if seen[f.Name] {
				t.Errorf("%s: file %q is there twice", name, f.Name)
			}
			seen[f.Name] = true
			for _, e := range f.Errors {
				got = append(got, place{f.Name, e.Severity, e.Message, e.Source, e.Line, e.Column})
			}
		}
		for _, d := range run.Diagnostics {
			at := d.Source.Position(d.Span.Start)
			want = append(want, place{
				Printable(d.Source.Path), d.Severity.String(), Printable(d.Message), "docgauge." + d.Rule, at.Line, at.Column,
			})
		}
		if d := cmp.Diff(want, got); d != "" || doc.Version != "5.0" {
			t.Errorf("%s: version %s: -want +got\n%s", name, doc.Version, d)
		}
	}
}
