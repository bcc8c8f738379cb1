package apidoctor

import (
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// suppressing makes a page whose annotation suppresses findings, as it would
// stand in JSON: with \n for line ends.
func suppressing(location, body string, findings ...string) *page.Page {
	var list []string
	for _, f := range findings {
		list = append(list, `    "`+strings.ReplaceAll(f, `"`, `\"`)+`"`)
	}
	content := body + "\n<!--\n{\n  \"type\": \"#page.annotation\",\n  \"suppressions\": [\n" + strings.Join(list, ",\n") + "\n  ]\n}\n-->\n"
	return page.Build(text.NewSource(location, []byte(content)))
}

func TestSuppressions(t *testing.T) {
	tests := []struct {
		text, file string
		subject    []string
		rules      string // the first
		key        string
	}{
		{`Error: get_berth/depth:\r\n      Expected type Single but actual was Int64. Property: depth, actual value: '1'`, "", []string{"get_berth", "depth"}, "schema-type", "depth"},
		{`Warning: /harbor/v1/api/berth-get.md/get_berth/depth:\n  Inconsistent types between parameter (Object) and table (None)`, "/api/berth-get.md", []string{"get_berth", "depth"}, "table-resource", "depth"},
		{` Warning: /harbor/v1/resources/berth.md:\n Property 'depth' found in resource definition for 'harbor.berth', but not described in markdown table.`, "/resources/berth.md", nil, "table-resource", "depth"},
		{`Error: harbor.pier/berths:\n Referenced type harbor.berth is not defined in the doc set! Potential suggestion: UNKNOWN`, "", []string{"harbor.pier", "berths"}, "schema-unknown-type", "berths"},
		{`Error: C:\\docs\\api\\x.md/get_x:\n Type mismatch between example and table. Parameter name: tide; example type (A) is a collection`, "/api/x.md", []string{"get_x"}, "table-resource", "tide"},
		{`Warning: get_x: Undocumented property 'tide' [String] was not expected on resource harbor.pier.`, "", []string{"get_x"}, "schema-property", "tide"},
		{`Error: tide/level: Schemas type was 'Custom' which is not supported. Add a resource type to the definition of property: level`, "", []string{"tide", "level"}, "schema-type", "level"},
		{`Warning: Link Definition was null. Link text: !IMPORTANT`, "", nil, "link-reference", "!IMPORTANT"},
		{`Error: FileNotFound: '[tides](tides.md)'. Did you mean: tide.md (score: 1)`, "", nil, "link-target", "tides.md"},
		{`Warning: /api/x.md: Missing value for YAML header: ms.prod`, "/api/x.md", nil, "page-front-matter", "ms.prod"},
		{`Error: /api/x.md: A required document header is missing from the document: * values`, "/api/x.md", nil, "page-outline", "* values"},
		{`Warning: get_x: Request includes a non-standard header: Tide-Level`, "", []string{"get_x"}, "http-header", "Tide-Level"},
		{`Warning: get_x: Request content-type header value is not in the supported list of content-types: application/zip`, "", []string{"get_x"}, "http-media-type", "application/zip"},
		{`Warning: harbor.pier: Could not find key property id on harbor.pier. Assuming doc bug, and ignoring.`, "", []string{"harbor.pier"}, "annotation-property", "id"},
		{`Error: Duplicate method identifier detected: get_x in /api/x.md and /api/y.md`, "", nil, "annotation-name", "get_x"},
		{`Warning: /api/x.md: Found potential enums in parameter description declared as a string: (A,B) are in enum c`, "/api/x.md", nil, "", ""},
		{`Something else: that nobody knows`, "", nil, "", ""},
		{``, "", nil, "", ""},
	}
	for _, tt := range tests {
		found := Suppressions(suppressing("harbor/v1/api/x.md", "# X", tt.text))
		if len(found) != 1 {
			t.Fatalf("%s: %d suppressions", tt.text, len(found))
		}
		s := found[0]
		got := []any{s.File, s.Subject, first(s.Rules), s.Key}
		if diff := cmp.Diff([]any{tt.file, tt.subject, tt.rules, tt.key}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestSuppressionPlace also reads an annotation that is no strict JSON, as many are.
func TestSuppressionPlace(t *testing.T) {
	src := "# X\n\n<!-- { \"type\": \"#page.annotation\",\n \"suppressions\": [\n  \"Warning: a:\n     Undocumented property 'b'\"],\n} -->\n"
	found := Suppressions(page.Build(text.NewSource("api/x.md", []byte(src))))
	if len(found) != 1 || found[0].At.String() != "api/x.md:5:3" || found[0].Text != "Warning: a: Undocumented property 'b'" || found[0].Key != "b" {
		t.Errorf("got %+v", found)
	}
}

// suppressedPage has two requests; [n] in the body below are places of findings.
const suppressedPage = "# Berth\n\n## Tide table\n\n" +
	"<!-- { \"blockType\": \"request\", \"name\": \"get_a\" } -->\n```http\nGET /a\n```\n\n" +
	"<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 200 OK\n\n{ \"depth\": 1, \"tide\": 2 }\n```\n\n" +
	"<!-- { \"blockType\": \"response\", \"name\": [\"get_b\"] } -->\n```http\nHTTP/1.1 201 Created\n\n{ \"depth\": 3, \"kind\": \"low|high\" }\n```\n\n" +
	"```json\n{ \"depth\": 4 }\n```\n\n`depth` again\n"

func TestMatch(t *testing.T) {
	const typed = ":\\n Expected type Single but actual was Int64. Property: depth, actual value: '1'"
	tests := []struct {
		name, finding string
		rule          string
		flagged       string // the first such text on the page
		pointer       string
		message       string
		want          bool
	}{
		{"request and property", "Error: get_a/depth" + typed, "schema-type", "1, ", "/depth", "", true},
		{"in an array", "Error: get_a/depth" + typed, "schema-type", "1, ", "/value/0/depth", "", true},
		{"index at the end", "Error: get_a/depth" + typed, "schema-type", "1, ", "/depth/0", "", true},
		{"another rule", "Error: get_a/depth" + typed, "schema-required", "1, ", "/depth", "", false},
		{"another property", "Error: get_a/depth" + typed, "schema-type", "2 }", "/tide", "", false},
		{"another request", "Error: get_a/depth" + typed, "schema-type", "3, ", "/depth", "", false},
		{"named response", "Error: get_b/depth" + typed, "schema-type", "3, ", "/depth", "", true},
		{"block without a name", "Error: get_b/depth" + typed, "schema-type", "4 }", "/depth", "", true},
		{"outside blocks, by the text", "Error: get_b/depth" + typed, "param-type", "`depth`", "", "", true},
		{"by the message", "Error: get_b/depth" + typed, "param-type", "again", "", `"depth" is odd`, true},
		{"neither", "Error: get_b/depth" + typed, "param-type", "again", "", "depth is odd", false},
		{"file named", "Error: /other/api/berth.md/get_a/depth" + typed, "schema-type", "1, ", "/depth", "", true},
		{"another file named", "Error: /v1/api/my-berth.md/get_a/depth" + typed, "schema-type", "1, ", "/depth", "", false},
		{"heading", "Warning: /api/berth.md:\\n An extra document header was found: Tide table", "page-outline", "## Tide table", "", "", true},
		{"code", "Warning: /api/berth.md:\\n Missing metadata for code block: { \\\"depth\\\": 4", "annotation-missing", "```json", "", "", true},
		{"other code", "Warning: /api/berth.md:\\n Missing metadata for code block: { \\\"depth\\\": 5", "annotation-missing", "```json", "", "", false},
		{"values", "Warning: /api/berth.md:\\n Found potential enums in resource example that weren't defined in a table:(high,low,...) are in resource, but () are in table", "table-resource", `"low|high"`, "", "", true},
		{"other values", "Warning: /api/berth.md:\\n Found potential enums in resource example that weren't defined in a table:(high,none) are in resource, but () are in table", "table-resource", `"low|high"`, "", "", false},
		{"the whole page", "Error: /api/berth.md:\\n Tab group #1 should be within the examples section", "page-tabs", "again", "", "", true},
		{"no counterpart", "Error: /api/berth.md:\\n Unable to map some markdown elements into schema.", "page-tabs", "again", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			finding := strings.ReplaceAll(tt.finding, `\"`, `"`)
			pg := suppressing("harbor/v1/api/berth.md", suppressedPage, finding)
			f := NewFilter([]*page.Page{pg})
			at := strings.Index(string(pg.Source.Bytes), tt.flagged)
			d := &diag.Diagnostic{Rule: tt.rule, Source: pg.Source, Span: text.Span{Start: at, End: at + len(strings.TrimRight(tt.flagged, ", }"))}, Pointer: tt.pointer, Message: tt.message}
			if got := f.Match(d); (len(got) > 0) != tt.want {
				t.Errorf("got %+v, want a match: %t", got, tt.want)
			}
		})
	}
}

// TestMatchElsewhere suppresses on one page what is found on others.
func TestMatchElsewhere(t *testing.T) {
	own := suppressing("v1/api/own.md", "# Own",
		`Error: harbor.pier/berths:\n Referenced type harbor.berth is not defined in the doc set! Potential suggestion: UNKNOWN`,
		`Error: get_pier/tide:\n Undocumented property 'tide' [String] was not expected on resource harbor.pier.`)
	build := func(location, content string) *page.Page {
		return page.Build(text.NewSource(location, []byte(content)))
	}
	pier := build("v1/resources/pier.md", "# Pier\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.pier\" } -->\n```json\n{ \"berths\": 1 }\n```\n")
	get := build("v1/api/pier-get.md", "# Get\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_pier\" } -->\n```http\nGET /pier\n```\n")
	f := NewFilter([]*page.Page{get, own, pier})
	if len(f.All) != 2 {
		t.Fatalf("%d suppressions", len(f.All))
	}
	for _, tt := range []struct {
		pg        *page.Page
		rule, key string
		want      *Suppression
	}{
		{pier, "schema-unknown-type", "berths", f.All[0]},
		{own, "schema-unknown-type", "berths", f.All[0]},
		{get, "schema-unknown-type", "berths", nil},
		{get, "schema-property", "tide", f.All[1]},
		{pier, "schema-property", "tide", nil},
		{build("v2/api/own.md", "# Own"), "schema-property", "tide", nil},
	} {
		d := &diag.Diagnostic{Rule: tt.rule, Source: tt.pg.Source, Pointer: "/" + tt.key}
		got := f.Match(d)
		if tt.want == nil && len(got) > 0 || tt.want != nil && (len(got) != 1 || got[0] != tt.want) {
			t.Errorf("%s, %s: got %+v", tt.pg.Source.Path, tt.rule, got)
		}
	}
	if len((*Filter)(nil).Match(&diag.Diagnostic{})) > 0 {
		t.Error("no filter suppresses")
	}
}

// TestMatchSeveral suppresses a finding that names two properties.
func TestMatchSeveral(t *testing.T) {
	const missing = "Warning: /api/berth.md:\\n Property '%s' found in resource definition for 'harbor.berth', but not described in markdown table."
	for _, tt := range []struct {
		names []string
		want  int
	}{{[]string{"depth"}, 0}, {[]string{"tide"}, 0}, {[]string{"tide", "depth"}, 2}} {
		var list []string
		for _, n := range tt.names {
			list = append(list, strings.ReplaceAll(missing, "%s", n))
		}
		pg := suppressing("v1/api/berth.md", "# Berth\n\n`depth` and `tide`", list...)
		d := &diag.Diagnostic{
			Rule: "table-resource", Source: pg.Source, Span: text.Span{Start: 9, End: 16}, Message: `"depth" and "tide" are in no table`,
			Related: []diag.Related{{Source: pg.Source, Span: text.Span{Start: 21, End: 27}, Message: `and "tide"`}, {Source: pg.Source, Message: "the tables"}},
		}
		if got := NewFilter([]*page.Page{pg}).Match(d); len(got) != tt.want {
			t.Errorf("%v: got %+v", tt.names, got)
		}
	}
}
