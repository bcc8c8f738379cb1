package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// apidoctorCase is the situation of one of API Doctor's unit tests, under that
// test's name, in pages of our own. See internal/docs/parity.md.
type apidoctorCase struct {
	name  string
	files string   // a txtar archive; "~~~" are its code fences
	want  []string // "rule file:line" of all findings, in order
}

// TestAPIDoctorCases runs all rules over the situations that API Doctor tests. Its
// tests of live services, scenarios, generators and publishing have no
// counterpart: JsonPathTest, JsonRewriteTests, ObjectGraphMergerTests,
// TruncatedExampleWithRequiredPropertiesTest and TruncatedExampleSelectStatement…
// (which compare with a service's answer), DocumentationGeneration.
func TestAPIDoctorCases(t *testing.T) {
	cases := slices.Concat(apidoctorExamples(), apidoctorSchemas(), apidoctorPages())
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			pages, index := apidoctorIndex(t, c.files)
			var found []*diag.Diagnostic
			for _, pg := range pages {
				for _, r := range rules.All() {
					found = append(found, r.Run(rule.NewSubject(pg, index.Of(pg)))...)
				}
			}
			slices.SortStableFunc(found, diag.Compare)
			var got, said []string
			for _, d := range found {
				if d.Rule == "page-outline" || d.Message == "page has no front matter" {
					continue // the cases are no whole pages
				}
				at := fmt.Sprintf("%s %s:%d", d.Rule, d.Source.Path, d.Source.LineAt(d.Span.Start))
				got, said = append(got, at), append(said, at+" "+d.Message)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s\n%s", diff, strings.Join(said, "\n"))
			}
		})
	}
}

// apidoctorIndex reads the pages of an archive as one doc set.
func apidoctorIndex(t *testing.T, files string) ([]*page.Page, *docset.Index) {
	t.Helper()
	var pages []*page.Page
	var names []string
	for _, f := range txtar.Parse([]byte(strings.TrimLeft(files, "\n"))).Files {
		pages = append(pages, page.Build(text.NewSource(f.Name, f.Data)))
		names = append(names, f.Name)
	}
	if len(pages) == 0 {
		t.Fatal("the case has no page")
	}
	index, err := docset.New(pages, docset.Options{Bundled: schema.Bundled(), Tree: docset.NewTree(names)})
	if err != nil {
		t.Fatal(err)
	}
	return pages, index
}

// TestAPIDoctorRequests has the cases of API Doctor's HTTP parser.
func TestAPIDoctorRequests(t *testing.T) {
	for _, c := range []struct {
		name, body, method, target, version string
		problems                            int
	}{
		{
			"ParseOdataUrl", "GET https://harbor.example/berths?$filter=size eq harbor.size'large'",
			"GET", "https://harbor.example/berths?$filter=size eq harbor.size'large'", "", 0,
		},
		{
			"ParseOdataMethod", "GET https://harbor.example/berths?$filter=size eq harbor.size'large'",
			"GET", "https://harbor.example/berths?$filter=size eq harbor.size'large'", "", 0,
		},
		{"HttpVersionShouldBeRespected", "GET https://harbor.example/berths HTTP/2.0", "GET", "https://harbor.example/berths", "HTTP/2.0", 0},
		// API Doctor's own test has the version in the wrong place (RFC 9112 section 3).
		{"HttpVersionShouldBeRespected, before the target", "GET HTTP/2.0 https://harbor.example/berths", "GET", "https://harbor.example/berths", "HTTP/2.0", 1},
		// API Doctor makes a version up; docgauge has none where the page has none.
		{"HttpVersionShouldDefaultToHttp1", "GET https://harbor.example/berths", "GET", "https://harbor.example/berths", "", 0},
		{
			"ParseHttpRequest", "POST https://harbor.example/v1.0/reviews('7f1c')/reviewers\nContent-Type: application/json\n\n{ \"id\": \"3c2f\" }",
			"POST", "https://harbor.example/v1.0/reviews('7f1c')/reviewers", "", 0,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			pg := page.Build(text.NewSource("api/x.md", []byte("~~~http\n"+c.body+"\n~~~\n")))
			m := pg.Blocks[0].HTTP
			got := []any{m.Method.Text, m.Target.Text, m.Version.Text, len(m.Problems)}
			if diff := cmp.Diff([]any{c.method, c.target, c.version, c.problems}, got); diff != "" {
				t.Errorf("method, target, version, problems: -want +got\n%s", diff)
			}
			if hasBody := strings.Contains(c.body, "{ "); hasBody != (pg.Blocks[0].JSON != nil) {
				t.Errorf("JSON body: %v, want %v", !hasBody, hasBody)
			}
		})
	}
}

// TestAPIDoctorMultipart is RoundtripTest: both parts come out as they went in.
func TestAPIDoctorMultipart(t *testing.T) {
	const one, two = "{ \"name\": \"chart.pdf\" }", "depth  in\tmetres"
	body := "--tide\nContent-ID: <metadata>\nContent-Type: application/json\n\n" + one +
		"\n--tide\nContent-ID: <content>\nContent-Type: text/plain\n\n" + two + "\n--tide--"
	pg := page.Build(text.NewSource("api/x.md", []byte("~~~http\nPOST /charts\nContent-Type: multipart/related; boundary=tide\n\n"+body+"\n~~~\n")))
	var got []string
	for _, p := range pg.Blocks[0].HTTP.Parts {
		got = append(got, string(p.Body.Bytes))
	}
	if diff := cmp.Diff([]string{one, two}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if n := len(pg.Blocks[0].Parts); n != 1 {
		t.Errorf("%d JSON parts, want 1", n)
	}
}
