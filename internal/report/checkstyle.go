package report

import (
	"encoding/xml"
	"io"

	"docgauge/internal/diag"
)

type (
	checkstyleFile struct {
		XMLName xml.Name          `xml:"file"`
		Name    string            `xml:"name,attr"`
		Errors  []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"` // in characters
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// checkstyle prints the XML of Checkstyle's XMLLogger, which Jenkins, SonarQube,
// reviewdog and many others read: the pages with findings and those in them.
func checkstyle(w io.Writer, run Run, _ Options) error {
	root := xml.StartElement{Name: xml.Name{Local: "checkstyle"}, Attr: attributes("version", "5.0")}
	return xmlDocument(w, root, func(element func(any) error) error {
		for _, found := range byPage(run.Diagnostics) {
			file := checkstyleFile{Name: Printable(found[0].Source.Path)}
			for _, d := range found {
				at := d.Source.Position(d.Span.Start)
				file.Errors = append(file.Errors, checkstyleError{
					Line: at.Line, Column: at.Column, Severity: d.Severity.String(),
					Message: Printable(d.Message), Source: "docgauge." + d.Rule,
				})
			}
			if err := element(file); err != nil {
				return err
			}
		}
		return nil
	})
}

// byPage splits findings, which are sorted by path, into those of each page.
func byPage(ds []*diag.Diagnostic) (pages [][]*diag.Diagnostic) {
	start := 0
	for i := range ds {
		if i+1 == len(ds) || ds[i+1].Source.Path != ds[i].Source.Path {
			pages = append(pages, ds[start:i+1])
			start = i + 1
		}
	}
	return pages
}
