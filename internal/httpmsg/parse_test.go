package httpmsg

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// want splits the expected dump of a message, one line per part.
func want(s string) []string { return strings.Split(s, "\n") }

func TestParseWellFormed(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{
			"request", "POST https://api.example.com/v1.0/vessels HTTP/1.1\nContent-Type: application/json\nPrefer:wait=5\n\n{\n  \"a\": 1\n}\n",
			"request\nmethod POST\ntarget https://api.example.com/v1.0/vessels\nversion HTTP/1.1\nname Content-Type\nvalue application/json\nname Prefer\nvalue wait=5\nbody \"{\\n  \\\"a\\\": 1\\n}\"",
		},
		{"response", "HTTP/1.1 201 Created\nLocation: /vessels/7\n", "response\nversion HTTP/1.1\nstatus 201\nreason Created\nname Location\nvalue /vessels/7"},
		{"no reason", "HTTP/1.1 204", "response\nversion HTTP/1.1\nstatus 204"},
		{"HTTP/2, trailing space", "HTTP/2 200 OK \n", "response\nversion HTTP/2\nstatus 200\nreason OK"},
		{"class of codes", "HTTP/1.1 4xx Client Error", "response\nversion HTTP/1.1\nstatus 4xx\nreason Client Error"},
		{"placeholder for the code", "HTTP/1.1 {status} {reason}", "response\nversion HTTP/1.1\nstatus {status}\nreason {reason}"},
		{"spaces in the query", "GET /vessels?$filter=name eq 'Ada B' and draft gt 3\n", "request\nmethod GET\ntarget /vessels?$filter=name eq 'Ada B' and draft gt 3"},
		{"relative target", "GET me/vessels HTTP/1.1", "request\nmethod GET\ntarget me/vessels\nversion HTTP/1.1"},
		{"one word", "GET vessels", "request\nmethod GET\ntarget vessels"},
		{"host placeholder", "PATCH {{host}}/berths/{id | name}\n\n{}", "request\nmethod PATCH\ntarget {{host}}/berths/{id | name}\nbody \"{}\""},
		{"other registered method", "PROPFIND /berths", "request\nmethod PROPFIND\ntarget /berths"},
		{"blank lines first and last", "\n \nGET /berths\n\n\n", "request\nmethod GET\ntarget /berths"},
		{"body without headers", "PATCH /berths/1\n\n\n{ }\n\n", "request\nmethod PATCH\ntarget /berths/1\nbody \"{ }\""},
		{"indented block", "  POST /berths\n  Host: h\n\n  {}\n", "request\nmethod POST\ntarget /berths\nname Host\nvalue h\nbody \"  {}\""},
		{"CRLF", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\r\n}\r\n", "response\nversion HTTP/1.1\nstatus 200\nreason OK\nname Content-Type\nvalue application/json\nbody \"{\\r\\n}\""},
		{"headers as text body", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nDate: x\nharbor: y", "response\nversion HTTP/1.1\nstatus 200\nreason OK\nname Content-Type\nvalue text/plain\nbody \"Date: x\\nharbor: y\""},
		{"text body", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n42", "response\nversion HTTP/1.1\nstatus 200\nreason OK\nname Content-Type\nvalue text/plain\nbody \"42\""},
		{"mail as body", "HTTP/1.1 200 OK\n\nFrom: a@example.com\nDate: today\nContent-Language: en\n\nHi", "response\nversion HTTP/1.1\nstatus 200\nreason OK\nbody \"From: a@example.com\\nDate: today\\nContent-Language: en\\n\\nHi\""},
		{"card as body", "HTTP/1.1 200 OK\n\nBEGIN:VCARD\nFN:Ada\n", "response\nversion HTTP/1.1\nstatus 200\nreason OK\nbody \"BEGIN:VCARD\\nFN:Ada\""},
		{"YAML as body", "POST /berths\nContent-Type: application/yaml\n\nDate: 1\nLink: x\n", "request\nmethod POST\ntarget /berths\nname Content-Type\nvalue application/yaml\nbody \"Date: 1\\nLink: x\""},
		{"remarks between headers", "GET /berths\nAccept: */*\n# more\n...\n", "request\nmethod GET\ntarget /berths\nname Accept\nvalue */*"},
		{"header placeholder", "GET /berths\n{name}: {value}\n", "request\nmethod GET\ntarget /berths\nname {name}\nvalue {value}"},
		{"messages in a text body", "POST /$batch\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/http\n\nGET /a HTTP/1.1\n\n--b--", "request\nmethod POST\ntarget /$batch\nname Content-Type\nvalue multipart/mixed; boundary=b\nbody \"--b\\nContent-Type: application/http\\n\\nGET /a HTTP/1.1\\n\\n--b--\"\npart\n- name Content-Type\n- value application/http\n- body \"GET /a HTTP/1.1\""},
		{"target on the next line", "GET\nhttps://api.example.com/berths\n", "request\nmethod GET\ntarget https://api.example.com/berths"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src, f := block(tt.in)
			if diff := cmp.Diff(want(tt.want), dump(src, Parse(f))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestParseWrappedTarget(t *testing.T) {
	tests := []struct{ name, in, target string }{
		{"before ?", "GET https://h.example/v1.0/berths\n?$top=5\n&$skip=1\nPrefer: a\n", "https://h.example/v1.0/berths?$top=5&$skip=1"},
		{"after ?", "GET https://h.example/berths?\nid=1&\nname=x HTTP/1.1\n", "https://h.example/berths?id=1&name=x"},
		{"indented", "GET /berths?$filter=a eq 1 and\n    b eq 2\n", "/berths?$filter=a eq 1 and b eq 2"},
		{"indented path", "GET https://h.example\n   /berths/{id}\n\n", "https://h.example/berths/{id}"},
		{"padding is none", "GET /berths/AAMk==\n- Accept: text/plain", "/berths/AAMk=="},
		{"a header is none", "GET /berths?\nPrefer: x", "/berths?"},
		{"a body is none", "PUT /berths?\n{}", "/berths?"},
		{"a header without colon is none", "GET /berths\n  Authorization Bearer x", "/berths"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src, f := block(tt.in)
			m := Parse(f)
			if m.Target.Text != tt.target {
				t.Errorf("target %q, want %q", m.Target.Text, tt.target)
			}
			at := strings.Join(strings.Fields(src.Slice(m.Target.Span)), "")
			if at != strings.ReplaceAll(tt.target, " ", "") {
				t.Errorf("span holds %q", at)
			}
		})
	}
}

func TestParseNone(t *testing.T) {
	for _, in := range []string{
		"", "\n \n", "{\n}", "Get the berth by its number", "DELETE FROM berths WHERE id = 1", "GETs /a", "get well/ill soon", "PUT the anchor down",
		"SET /a x=1", "SEE https://api.example.com/help", "OPTIONS\n  --force", "HEAD\n", "HTTP is a protocol", "HTTP 404 errors mean that the berth is gone, so stop",
		"http://api.example.com/berths", "200 vessels", "200", "404 times", "Status: open", "Status of 200 OK", "Prefer: a=b", "- berth\n- vessel",
		"curl https://api.example.com", "GET // nothing", "/berths\n/vessels", "GET /a\nGET /b", "GET /a\nor\nPOST /a\n",
	} {
		t.Run(in, func(t *testing.T) {
			_, f := block(in)
			if m := Parse(f); m.Kind != None || m.Problems != nil {
				t.Errorf("kind %d, problems %v", m.Kind, m.Problems)
			}
		})
	}
}

// Fragments of quotes and lists have their spans in the file, without the marks.
func TestParsePrefixed(t *testing.T) {
	src, f := inQuote("> - ", "POST /berths\n\nHost: h\n{\n}\n")
	got := dump(src, Parse(f))
	w := want("request\nmethod POST\ntarget /berths\nname Host\nvalue h\nbody \"{\\n}\"\n" +
		"2:5 blank \"\\n\": blank line between start line and header \"Host\"\n4:5 noblank \"{\": no blank line before the body")
	if diff := cmp.Diff(w, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
