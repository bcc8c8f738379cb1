package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"docgauge/internal/diag"
)

// There is no specification of JUnit's XML; these are the elements and attributes
// that GitLab, Jenkins and the common readers agree on.
type (
	junitSuite struct {
		XMLName  xml.Name    `xml:"testsuite"`
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Time    string        `xml:"time,attr"`
		Failure *junitFailure `xml:"failure"`
		Error   *junitFailure `xml:"error"`
		Out     *junitOutput  `xml:"system-out"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",cdata"`
	}
	junitOutput struct {
		Text string `xml:",cdata"`
	}
)

// incomplete says that a run is.
const incomplete = "a page could not be read or a rule failed; the log says which"

// junit prints a suite for each page and a case for each finding, or one that
// passes where there is none. A finding that does not fail the run passes too, with
// the finding as its output.
func junit(w io.Writer, run Run, _ Options) error {
	suites := run.suites()
	tests, failures, broken := 0, 0, 0
	for _, s := range suites {
		tests += s.Tests
		failures += s.Failures
		broken += s.Errors
	}
	root := xml.StartElement{Name: xml.Name{Local: "testsuites"}, Attr: attributes(
		"name", "docgauge", "tests", strconv.Itoa(tests),
		"failures", strconv.Itoa(failures), "errors", strconv.Itoa(broken), "time", "0",
	)}
	return xmlDocument(w, root, func(element func(any) error) error {
		for _, s := range suites {
			if err := element(s); err != nil {
				return err
			}
		}
		return nil
	})
}

// suites are the pages of a run, by path.
func (run Run) suites() (suites []junitSuite) {
	found := byPage(run.Diagnostics)
	for _, p := range run.Pages {
		for len(found) > 0 && found[0][0].Source.Path < p.Path { // on a page that is not listed
			suites = append(suites, run.suite(found[0]))
			found = found[1:]
		}
		if len(found) > 0 && found[0][0].Source.Path == p.Path {
			suites = append(suites, run.suite(found[0]))
			found = found[1:]
			continue
		}
		passed := junitCase{Name: "no findings", Class: className(p.Path), File: Printable(p.Location), Time: "0"}
		suites = append(suites, junitSuite{Name: Printable(p.Path), Tests: 1, Time: "0", Cases: []junitCase{passed}})
	}
	for _, ds := range found {
		suites = append(suites, run.suite(ds))
	}
	if run.Incomplete {
		failed := &junitFailure{Message: incomplete, Type: "incomplete", Text: incomplete}
		suites = append(suites, junitSuite{Name: "docgauge", Tests: 1, Errors: 1, Time: "0", Cases: []junitCase{
			{Name: "every page is checked", Class: "docgauge", Time: "0", Error: failed},
		}})
	}
	return suites
}

// suite is the page that the findings are on. The name of a case has no line in it:
// readers compare runs by name, and a finding that has only moved is not a new one.
func (run Run) suite(ds []*diag.Diagnostic) junitSuite {
	src := ds[0].Source
	s := junitSuite{Name: Printable(src.Path), Tests: len(ds), Time: "0"}
	class, file := className(src.Path), Printable(src.Location)
	seen := map[string]int{}
	for _, d := range ds {
		name := d.Rule + ": " + Printable(d.Message)
		if seen[name]++; seen[name] > 1 {
			name += fmt.Sprintf(" (%d)", seen[name])
		}
		c := junitCase{
			Name: name, Class: class, File: file, Time: "0",
			Line: src.Position(d.Span.Start).Line,
		}
		said := fmt.Sprintf("%s: %s [%s]\n%s\n", place(src, d.Span.Start), d.Severity, d.Rule, guidance(d))
		if run.FailOn != diag.Off && d.Severity >= run.FailOn {
			s.Failures++
			c.Failure = &junitFailure{Message: Printable(d.Message), Type: d.Rule, Text: said}
		} else {
			c.Out = &junitOutput{said}
		}
		s.Cases = append(s.Cases, c)
	}
	return s
}

// className is a path as the name of a class, which readers split at the last dot
// into package and class.
func className(file string) string {
	file = strings.TrimSuffix(file, path.Ext(file))
	return Printable(strings.NewReplacer(".", "_", "/", ".").Replace(file))
}

// xmlDocument writes an XML 1.0 document: root, and in it what elements passes on.
func xmlDocument(w io.Writer, root xml.StartElement, elements func(element func(any) error) error) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString(xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(out)
	enc.Indent("", "  ")
	if err := enc.EncodeToken(root); err != nil {
		return err
	}
	if err := elements(enc.Encode); err != nil {
		return err
	}
	if err := enc.EncodeToken(root.End()); err != nil {
		return err
	}
	if err := enc.Close(); err != nil {
		return err
	}
	if err := out.WriteByte('\n'); err != nil {
		return err
	}
	return out.Flush()
}

// attributes makes attributes of names and values in turn.
func attributes(pairs ...string) (as []xml.Attr) {
	for i := 0; i+1 < len(pairs); i += 2 {
		as = append(as, xml.Attr{Name: xml.Name{Local: pairs[i]}, Value: pairs[i+1]})
	}
	return as
}
