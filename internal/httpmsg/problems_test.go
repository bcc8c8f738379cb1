package httpmsg

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestProblems checks the place and message of each malformation, and what the
// fixes make of the block; after that it has no problem with a fix.
func TestProblems(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\n"
	tests := []struct {
		name, in string
		problems []string // line:column kind "text": message
		fixed    string   // empty: no fix
	}{
		{"method in small letters", "get /berths\n", []string{`1:1 start "get": method "get" is not in capitals`}, "GET /berths\n"},
		{"relative target after small letters", "get berths/{id}", []string{`1:1 start "get": method "get" is not in capitals`}, "GET berths/{id}"},
		{"misspelt method", "PSOT /berths\n", []string{`1:1 start "PSOT": unknown method "PSOT"`}, "POST /berths\n"},
		{"unknown method", "FETCH /berths HTTP/1.1\n", []string{`1:1 start "FETCH": unknown method "FETCH"`}, ""},
		{"unknown method above a header", "FETCH /berths\nAccept: */*\n", []string{`1:1 start "FETCH": unknown method "FETCH"`}, ""},
		{"no method", "https://api.example.com/a\nAccept: */*\n", []string{`1:1 start "https://api.example.com/a": request line has no method`}, ""},
		{"colon after the method", "GET: /berths", []string{`1:4 start ":": colon after the method "GET"`}, "GET /berths"},
		{"list mark", "- GET /berths", []string{`1:1 start "- ": list mark before the request line`}, "GET /berths"},
		{"two spaces", "GET  /berths  HTTP/1.1", []string{`1:4 start "  ": 2 spaces between method and target`, `1:13 start "  ": 2 spaces between target and HTTP version`}, "GET /berths HTTP/1.1"},
		{"no-break space", "GET\u00a0/berths", []string{`1:4 start "\u00a0": the character U+00A0 between method and target`}, "GET /berths"},
		{"tab", "GET\t/berths", []string{`1:4 start "\t": a tab between method and target`}, "GET /berths"},
		{"version first", "GET HTTP/2.0 https://api.example.com/a", []string{`1:5 start "HTTP/2.0": HTTP version "HTTP/2.0" stands before the target`}, "GET https://api.example.com/a HTTP/2.0"},
		{"version below a wrapped target", "GET /a?$filter=b\n &$top=5\n HTTP/1.1\nAccept: */*\n", nil, ""},
		{"version first and last", "GET HTTP/1.1 /a HTTP/1.1", []string{`1:5 start "HTTP/1.1": HTTP version "HTTP/1.1" stands before the target`}, "GET /a HTTP/1.1"},
		{"version without a minor number", "GET /a HTTP/1", []string{`1:8 start "HTTP/1": malformed HTTP version "HTTP/1"`}, "GET /a HTTP/1.1"},
		{"long text", "GET /a HTTP/1.1 " + strings.Repeat("x", 70), []string{`1:17 start "` + strings.Repeat("x", 70) + `": text after the HTTP version: "` + strings.Repeat("x", 60) + `…"`}, "GET /a HTTP/1.1"},
		{"words and an unknown version", "HTTP/7 status: 200 OK", []string{`1:1 start "HTTP/7 status:": "HTTP/7 status:" instead of an HTTP version`}, ""},
		{"version in small letters", "GET /a http/1.1", []string{`1:8 start "http/1.1": malformed HTTP version "http/1.1"`}, "GET /a HTTP/1.1"},
		{"version unknown", "GET /a HTTP/7.11", []string{`1:8 start "HTTP/7.11": malformed HTTP version "HTTP/7.11"`}, ""},
		{"text after the version", "GET /a HTTP/1.1 (preview)", []string{`1:17 start "(preview)": text after the HTTP version: "(preview)"`}, "GET /a HTTP/1.1"},
		{"no target", "GET\n\n", []string{`1:1 start "GET": request line has no target`}, ""},
		{"no target but version", "GET HTTP/1.1\n", []string{`1:1 start "GET": request line has no target`}, ""},
		{"no version", "HTTP 201 Created", []string{`1:1 start "HTTP": "HTTP" without a version number`}, "HTTP/1.1 201 Created"},
		{"words for the version", "HTTP status code: 200 OK", []string{`1:1 start "HTTP status code:": "HTTP status code:" instead of an HTTP version`}, "HTTP/1.1 200 OK"},
		{"bare status", "400 Bad Request\n", []string{`1:1 start "400": status line has no HTTP version`}, "HTTP/1.1 400 Bad Request\n"},
		{"labelled status", "Status: 404 Not Found", []string{`1:1 start "Status: 404": status line has no HTTP version`}, "HTTP/1.1 404 Not Found"},
		{"small letters in a response", "Http/1.1 200 OK", []string{`1:1 start "Http/1.1": malformed HTTP version "Http/1.1"`}, "HTTP/1.1 200 OK"},
		{"comma after the version", "HTTP/1.1, 200 OK", []string{`1:9 start ",": "," after the HTTP version`}, "HTTP/1.1 200 OK"},
		{"comma after the code", "HTTP/1.1 200, OK", []string{`1:13 start ",": "," after the status code`}, "HTTP/1.1 200 OK"},
		{"letter O", "HTTP/1.1 20O OK", []string{`1:10 start "20O": status code "20O" is not a number`}, "HTTP/1.1 200 OK"},
		{"no number", "HTTP/1.1 2?? OK", []string{`1:10 start "2??": status code "2??" is not a number`}, ""},
		{"code out of range", "HTTP/1.1 999 Odd", []string{`1:10 start "999": status code "999" is not between 100 and 599`}, ""},
		{"code of four digits", "HTTP/1.1 2000 OK", []string{`1:10 start "2000": status code "2000" is not between 100 and 599`}, ""},
		{"no code", "HTTP/1.1 OK", []string{`1:1 start "HTTP/1.1 OK": status line has no status code`}, ""},
		{"version runs into code", "HTTP/1.1200 OK", []string{`1:9 start "": no space between HTTP version and status code`}, "HTTP/1.1 200 OK"},
		{"code runs into reason", "HTTP/1.1 200OK", []string{`1:13 start "": no space between status code and reason phrase`}, "HTTP/1.1 200 OK"},
		{"two spaces in a response", "HTTP/1.1  200  OK", []string{`1:9 start "  ": 2 spaces between HTTP version and status code`, `1:14 start "  ": 2 spaces between status code and reason phrase`}, "HTTP/1.1 200 OK"},

		{"blank line before headers", "POST /a\n\n \nHost: h\n\n{}", []string{`2:1 blank "\n \n": blank line between start line and header "Host"`}, "POST /a\nHost: h\n\n{}"},
		{"blank line between headers", ok + "Content-Type: application/json\n\nContent-Length: 2\n\n{}", []string{`3:1 blank "\n": blank line between header "Content-Type" and header "Content-Length"`}, ok + "Content-Type: application/json\nContent-Length: 2\n\n{}"},
		{"blank line before an own header", "GET /a\n\nharbor-master: Ada\n", []string{`2:1 blank "\n": blank line between start line and header "harbor-master"`}, "GET /a\nharbor-master: Ada\n"},
		{"blank line before a plain response's header", "HTTP/1.1 302 Found\nContent-Type: text/plain\n\nLocation: /b\n", []string{`3:1 blank "\n": blank line between header "Content-Type" and header "Location"`}, "HTTP/1.1 302 Found\nContent-Type: text/plain\nLocation: /b\n"},
		{"blank line, CRLF", "POST /a\r\n\r\nHost: h\r\n\r\n{}", []string{`2:1 blank "\r\n": blank line between start line and header "Host"`}, "POST /a\r\nHost: h\r\n\r\n{}"},

		{"no blank line before JSON", ok + "Host: h\n{\n}", []string{`3:1 noblank "{": no blank line before the body`}, ok + "Host: h\n\n{\n}"},
		{"no headers and no blank line", "POST /a\n[1]\n", []string{`2:1 noblank "[": no blank line before the body`}, "POST /a\n\n[1]\n"},
		{"no blank line before XML, CRLF", ok[:len(ok)-1] + "\r\nHost: h\r\n<a/>\r\n", []string{`3:1 noblank "<a/>": no blank line before the body`}, ok[:len(ok)-1] + "\r\nHost: h\r\n\r\n<a/>\r\n"},
		{"no blank line before text", ok + "Content-Type: text/plain\nforty two\nvessels", []string{`3:1 noblank "forty": no blank line before the body`}, ok + "Content-Type: text/plain\n\nforty two\nvessels"},

		{"no colon", "POST /a\nContent-Type application/json\n\n{}", []string{`2:1 header "Content-Type": no colon after header name "Content-Type"`}, "POST /a\nContent-Type: application/json\n\n{}"},
		{"equals sign", "POST /a\nContent-Length = 2\n\n{}", []string{`2:1 header "Content-Length": no colon after header name "Content-Length"`}, "POST /a\nContent-Length: 2\n\n{}"},
		{"no colon after a word", "GET /a\nPrefer maxpagesize=2\n", []string{`2:1 header "Prefer": no colon after header name "Prefer"`}, "GET /a\nPrefer: maxpagesize=2\n"},
		{"no colon, unknown name", "POST /a\nharbor Ada\nContent-Length: 2\n\n{}", []string{`2:1 header "harbor Ada": header line has no colon: "harbor Ada"`}, ""},
		{"no colon, unknown name, last", "POST /a\nharbor Ada\n\n{}", []string{`2:1 header "harbor Ada": header line has no colon: "harbor Ada"`}, ""},
		{"name alone", "GET /a\nAuthorization\n", []string{`2:1 header "Authorization": header "Authorization" has no colon and no value`}, ""},
		{"no value", "GET /a\nAuthorization:\n\n", []string{`2:1 header "Authorization:": header "Authorization" has no value`}, ""},
		{"no name", "GET /a\n: application/json\n", []string{`2:1 header ": application/json": header line has no name: ": application/json"`}, ""},
		{"space before colon", "GET /a\nAccept : text/plain\n", []string{`2:7 header " ": space between header name "Accept" and colon`}, "GET /a\nAccept: text/plain\n"},
		{"space in the name", "GET /a\ncontent  type: text/plain\n", []string{`2:1 header "content  type": header name "content  type" has a space`}, "GET /a\ncontent-type: text/plain\n"},
		{"quotes", "GET /a\n\"Accept\": \"text/plain\",\n", []string{`2:1 header "\"Accept\": \"text/plain\",": header "Accept" is written in quotes`}, "GET /a\nAccept: text/plain\n"},
		{"quotes in quotes", "GET /a\n\"Prefer\": \"zone=\"CET\"\"\n", []string{`2:1 header "\"Prefer\": \"zone=\"CET\"\"": header "Prefer" is written in quotes`}, "GET /a\nPrefer: zone=\"CET\"\n"},
		{"backquotes", "GET /a\n`Accept: text/plain`\n", []string{"2:1 header \"`Accept: text/plain`\": header \"Accept\" is written in quotes"}, "GET /a\nAccept: text/plain\n"},
		{"bullet", "GET /a\n* Accept: text/plain\n", []string{`2:1 header "* ": list mark before header "Accept"`}, "GET /a\nAccept: text/plain\n"},
		{"folded", "GET /a\nAuthorization: Bearer\n  abc\n  def\nHost: h", []string{`3:3 header "abc": value of header "Authorization" continues on the next line`, `4:3 header "def": value of header "Authorization" continues on the next line`}, "GET /a\nAuthorization: Bearer abc def\nHost: h"},
		{"value below", "PUT /a\nContent-Type:\napplication/json\n\n{}", []string{`3:1 header "application/json": value of header "Content-Type" continues on the next line`}, "PUT /a\nContent-Type: application/json\n\n{}"},
		{"indented header", "GET /a\n  Host: h\n", []string{`2:1 header "  ": header line "Host" is indented`}, "GET /a\nHost: h\n"},
		{"no-break space before the value", "GET /a\nHost:\u00a0h\n", []string{`2:6 header "\u00a0": the character U+00A0 before the value of Host`}, "GET /a\nHost: h\n"},

		{"second request", "POST /a\nPOST /b\n\n{}", []string{`2:1 start "POST /b": second start line in one message: "POST /b"`}, ""},
		{"response behind the request", "POST /a\n\n{}\n\n" + ok + "\n{}", []string{`5:1 start "HTTP/1.1 200 OK": second start line in one message: "HTTP/1.1 200 OK"`}, ""},
		{"response behind a request without body", "GET /a\n\n" + ok, []string{`3:1 start "HTTP/1.1 200 OK": second start line in one message: "HTTP/1.1 200 OK"`}, ""},
		{"several", "post  /a\n\nContent-Type application/json\n{}", []string{`1:1 start "post": method "post" is not in capitals`, `1:5 start "  ": 2 spaces between method and target`, `2:1 blank "\n": blank line between start line and header "Content-Type"`, `3:1 header "Content-Type": no colon after header name "Content-Type"`, `4:1 noblank "{": no blank line before the body`}, "POST /a\nContent-Type: application/json\n\n{}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src, f := block(tt.in)
			m := Parse(f)
			var got []string
			fixes := false
			for i, line := range dump(src, m)[len(dump(src, m))-len(m.Problems):] {
				got = append(got, line)
				fixes = fixes || m.Problems[i].Fix != nil
			}
			if diff := cmp.Diff(tt.problems, got); diff != "" {
				t.Fatalf("-want +got:\n%s", diff)
			}
			if fixes != (tt.fixed != "") {
				t.Fatalf("has a fix: %v", fixes)
			}
			if !fixes {
				return
			}
			fixed := mend(t, src, m, true)
			if diff := cmp.Diff(tt.fixed, fixed); diff != "" {
				t.Errorf("fixed: -want +got:\n%s", diff)
			}
			src, f = block(fixed)
			if again := Parse(f); len(again.Problems) > 0 {
				t.Errorf("after the fix: %s", strings.Join(dump(src, again), "\n"))
			}
		})
	}
}
