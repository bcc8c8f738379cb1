package httpmsg

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIsReason(t *testing.T) {
	tests := []struct {
		code   int
		phrase string
		want   bool
	}{
		{200, "OK", true},
		{200, "ok", true},
		{201, "OK", false},
		{207, "Multi-Status", true},
		{226, "IM Used", true},
		{302, "Found", true},
		{302, "Moved Temporarily", true},
		{400, "Bad Request", true},
		{413, "Payload Too Large", true},
		{413, "Content Too Large", true},
		{413, "Request Entity Too Large", true},
		{414, "Request-URI Too Long", true},
		{416, "Requested Range Not Satisfiable", true},
		{422, "Unprocessable Entity", true},
		{422, "Unprocessable Content", true},
		{421, "Misdirected Request", true},
		{425, "Too Early", true},
		{428, "Precondition Required", true},
		{429, "Too Many Requests", true},
		{431, "Request Header Fields Too Large", true},
		{451, "Unavailable For Legal Reasons", true},
		{506, "Variant Also Negotiates", true},
		{508, "Loop Detected", true},
		{511, "Network Authentication Required", true},
		{509, "Bandwidth Limit Exceeded", false},
		{509, "", false},
		{200, "", false},
		{0, "", false},
		{-1, "OK", false},
		{1200, "OK", false},
	}
	for _, tt := range tests {
		if got := IsReason(tt.code, tt.phrase); got != tt.want {
			t.Errorf("IsReason(%d, %q) is %v", tt.code, tt.phrase, got)
		}
	}
}

// The registered codes of the IANA registry, without 104 (temporary), 306 and
// 418 (unused), and 427, 430, 509 and others (unassigned).
func TestReasonPhraseCodes(t *testing.T) {
	var got []int
	for code := range 1000 {
		if ReasonPhrase(code) != "" {
			got = append(got, code)
		}
	}
	want := []int{
		100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308,
		400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451,
		500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestIsMethod(t *testing.T) {
	for m, want := range map[string]bool{"GET": true, "MERGE": true, "CONNECT": true, "get": false, "FETCH": false, "": false} {
		if IsMethod(m) != want {
			t.Errorf("IsMethod(%q) is %v", m, !want)
		}
	}
}

func TestMediaType(t *testing.T) {
	tests := []struct {
		in, typ string
		params  map[string]string
		json    bool
	}{
		{"application/json", "application/json", map[string]string{}, true},
		{"Application/Json ; charset=UTF-8", "application/json", map[string]string{"charset": "UTF-8"}, true},
		{"application/json;odata.metadata", "application/json", map[string]string{"odata.metadata": ""}, true},
		{"application/problem+json", "application/problem+json", map[string]string{}, true},
		{`multipart/form-data; boundary="a;\"b"; charset=x; charset=y;;`, "multipart/form-data", map[string]string{"boundary": `a;"b`, "charset": "x"}, false},
		{`multipart/related; boundary="open`, "multipart/related", map[string]string{"boundary": "open"}, false},
		{"json", "", map[string]string{}, false},
		{"application / json", "", map[string]string{}, false},
		{"", "", map[string]string{}, false},
	}
	for _, tt := range tests {
		typ, params := MediaType(tt.in)
		if typ != tt.typ || IsJSON(typ) != tt.json {
			t.Errorf("%q: type %q, JSON %v", tt.in, typ, IsJSON(typ))
		}
		if diff := cmp.Diff(tt.params, params); diff != "" {
			t.Errorf("%q: -want +got:\n%s", tt.in, diff)
		}
	}
}

func TestContentLength(t *testing.T) {
	for _, nl := range []string{"\n", "\r\n"} {
		_, f := block(strings.ReplaceAll("PUT /a\nHost: h\n\n{\n  \"a\": \"é\"\n}\n", "\n", nl))
		got := Parse(f).ContentLength()
		if want := (Length{LF: 15, CRLF: 17, LFFinal: 16, CRLFFinal: 19}); got != want {
			t.Errorf("with %q: %+v, want %+v", nl, got, want)
		}
		for n, want := range map[int]bool{14: false, 15: true, 16: true, 17: true, 18: false, 19: true, 20: false} {
			if got.Matches(n) != want {
				t.Errorf("Matches(%d) is %v", n, !want)
			}
		}
	}
	_, f := block("GET /a\nHost: h\n\n")
	if got := Parse(f).ContentLength(); got != (Length{}) {
		t.Errorf("empty body: %+v", got)
	}
}

func TestHeaderLookup(t *testing.T) {
	_, f := block("PUT /a\ncontent-type: multipart/mixed; boundary=b\nX: 1\nx: 2\n\n--b\nContent-ID: <7>\n\ny\n--b--")
	m := Parse(f)
	if h := m.Header("Content-Type"); h == nil || !strings.HasPrefix(h.Value.Text, "multipart/") {
		t.Errorf("Content-Type: %v", h)
	}
	if h := m.Header("X"); h == nil || h.Value.Text != "1" {
		t.Errorf("X: %v", h)
	}
	if h := m.Header("Y"); h != nil {
		t.Errorf("Y: %v", h)
	}
	if h := m.Parts[0].Header("content-id"); h == nil || h.Value.Text != "<7>" {
		t.Errorf("part's content-id: %v", h)
	}
}
