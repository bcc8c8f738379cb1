package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// The documents as a reader takes them, attributes and elements by name.
type (
	readSuites struct {
		XMLName  xml.Name `xml:"testsuites"`
		Tests    int      `xml:"tests,attr"`
		Failures int      `xml:"failures,attr"`
		Errors   int      `xml:"errors,attr"`
		Suites   []struct {
			Name     string     `xml:"name,attr"`
			Tests    int        `xml:"tests,attr"`
			Failures int        `xml:"failures,attr"`
			Errors   int        `xml:"errors,attr"`
			Cases    []readCase `xml:"testcase"`
		} `xml:"testsuite"`
	}
	readCase struct {
		Name    string    `xml:"name,attr"`
		Class   string    `xml:"classname,attr"`
		File    string    `xml:"file,attr"`
		Line    int       `xml:"line,attr"`
		Failure *readFail `xml:"failure"`
		Error   *readFail `xml:"error"`
		Out     string    `xml:"system-out"`
	}
	readFail struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// readXML decodes a document and checks that there is nothing behind it, and
// nothing in it that XML 1.0 forbids or a terminal would obey.
func readXML(t testing.TB, doc []byte, into any) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(doc))
	if err := dec.Decode(into); err != nil {
		t.Fatalf("%v in\n%s", err, doc)
	}
	if rest, err := dec.Token(); err == nil {
		if _, space := rest.(xml.CharData); !space {
			t.Errorf("behind the document: %v", rest)
		}
		_, err = dec.Token()
		if !errors.Is(err, io.EOF) {
			t.Errorf("behind the document: %v", err)
		}
	}
	if !utf8.Valid(doc) || bytes.ContainsRune(doc, utf8.RuneError) {
		t.Error("the document is not the text that was meant")
	}
	for _, line := range strings.Split(string(doc), "\n") {
		if line != Printable(line) {
			t.Errorf("a line has what is not printable: %q", line)
		}
	}
}

// TestJUnitReads checks that a parser finds every finding once, on its page, failed
// or not as the exit code has it, and a case for each page.
func TestJUnitReads(t *testing.T) {
	for name, run := range runs(t) {
		for _, failOn := range []diag.Severity{diag.Error, diag.Warning, diag.Info, diag.Off} {
			run.FailOn = failOn
			var out bytes.Buffer
			if err := junit(&out, run, Options{}); err != nil {
				t.Fatal(err)
			}
			var got readSuites
			readXML(t, out.Bytes(), &got)
			checkSuites(t, fmt.Sprintf("%s, fail on %s", name, failOn), run, got)
		}
	}
}

func checkSuites(t *testing.T, name string, run Run, got readSuites) {
	t.Helper()
	tests, failures, at := 0, 0, 0
	for i, p := range run.Pages {
		s := got.Suites[i]
		if s.Name != Printable(p.Path) || s.Tests != len(s.Cases) {
			t.Errorf("%s: suite %q has %d cases, says %d; want that of %q", name, s.Name, len(s.Cases), s.Tests, p.Path)
		}
		names, failed := map[string]bool{}, 0
		for _, c := range s.Cases {
			names[c.Class+"\n"+c.Name] = true
			if c.File != Printable(p.Location) {
				t.Errorf("%s: %q is in file %q", name, c.Name, c.File)
			}
			if c.Failure != nil {
				failed++
			}
			if c.Line == 0 {
				continue // no findings
			}
			d := run.Diagnostics[at]
			at++
			checkCase(t, name, run, d, c)
		}
		if len(names) != len(s.Cases) || failed != s.Failures {
			t.Errorf("%s: suite %q has %d names for %d cases, and %d failures, says %d", name, s.Name, len(names), len(s.Cases), failed, s.Failures)
		}
		tests, failures = tests+s.Tests, failures+s.Failures
	}
	if at != len(run.Diagnostics) || len(got.Suites) != len(run.Pages) || tests != got.Tests || failures != got.Failures || got.Errors != 0 {
		t.Errorf("%s: %d of %d findings, %d suites, %d tests and %d failures: %+v", name, at, len(run.Diagnostics), len(got.Suites), tests, failures, got)
	}
}

func checkCase(t *testing.T, name string, run Run, d *diag.Diagnostic, c readCase) {
	t.Helper()
	fails := run.FailOn != diag.Off && d.Severity >= run.FailOn
	if fails != (c.Failure != nil) || fails == (c.Out != "") || c.Error != nil {
		t.Errorf("%s: a finding of severity %s is %+v", name, d.Severity, c)
	}
	said := c.Out
	if fails {
		said = c.Failure.Text
		if c.Failure.Message != Printable(d.Message) || c.Failure.Type != d.Rule {
			t.Errorf("%s: failure %+v of %q", name, c.Failure, d.Message)
		}
	}
	want := place(d.Source, d.Span.Start) + ": " + d.Severity.String() + " [" + d.Rule + "]\n" + guidance(d) + "\n"
	if diff := cmp.Diff(want, said); diff != "" || !strings.HasPrefix(c.Name, d.Rule+": "+Printable(d.Message)) {
		t.Errorf("%s: case %q: -want +got\n%s", name, c.Name, diff)
	}
}

// TestJUnitNames checks what readers tell cases of two runs apart by: it stays when
// a page grows above the finding, and what readers take for package and class.
func TestJUnitNames(t *testing.T) {
	for file, want := range map[string]string{
		"api/berth-get.md":       "api.berth-get",
		"v1.0/api/berth.list.md": "v1_0.api.berth_list",
		"../x/README":            "__.x.README",
		"<stdin>":                "<stdin>",
	} {
		if got := className(file); got != want {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
	}
	names := func(page string) (all []string) {
		src := text.NewSource("a.md", []byte(page))
		at := strings.Index(page, "!")
		d := &diag.Diagnostic{Rule: "berth-x", Severity: diag.Error, Source: src, Span: text.Span{Start: at, End: at + 1}, Message: "odd"}
		for _, s := range (Run{Diagnostics: []*diag.Diagnostic{d, d, d}}).suites() {
			for _, c := range s.Cases {
				all = append(all, c.Name)
			}
		}
		return all
	}
	want := []string{"berth-x: odd", "berth-x: odd (2)", "berth-x: odd (3)"}
	if d := cmp.Diff(want, names("!")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(names("!"), names("one\n\ntwo !")); d != "" {
		t.Errorf("a finding that moves has other names: %s", d)
	}
}

// TestJUnitIncomplete checks that a run which could not check everything is no run without faults.
func TestJUnitIncomplete(t *testing.T) {
	var out bytes.Buffer
	if err := junit(&out, Run{Incomplete: true, Pages: []Page{{"a.md", "a.md"}}}, Options{}); err != nil {
		t.Fatal(err)
	}
	var got readSuites
	readXML(t, out.Bytes(), &got)
	if got.Errors != 1 || got.Tests != 2 || len(got.Suites) != 2 || got.Suites[1].Errors != 1 || got.Suites[1].Cases[0].Error.Text != incomplete {
		t.Errorf("got %+v", got)
	}
}

// TestJUnitUnlistedPages checks that a finding on a page that the run does not list is not lost.
func TestJUnitUnlistedPages(t *testing.T) {
	run := many(3, 0, 0)
	run.Pages = []Page{{"a.md", "a.md"}, {"berth-1001.md", "x"}, {"z.md", "z.md"}}
	var got []string
	for _, s := range run.suites() {
		got = append(got, s.Name+" "+s.Cases[0].Name)
	}
	want := []string{
		"a.md no findings", "berth-1000.md berth-many: error 0", "berth-1001.md berth-many: error 1",
		"berth-1002.md berth-many: error 2", "z.md no findings",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
