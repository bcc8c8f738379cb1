package httpmsg

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestFixesSettle puts messages together from lines in every state, in quotes
// and lists too, and checks that the safe fixes leave nothing to fix.
func TestFixesSettle(t *testing.T) {
	starts := []string{
		"GET /a", "POST https://h.example/v1.0/a HTTP/1.1", "get  /a", "PUT: /a http/1.1", "- PATCH /a", "GET HTTP/2 /a", "DELETE /a HTTP",
		"POST\t/a?$filter=b eq 'c' HTTP/1,1", "GET", "PSOT /a", "https://h.example/a", "HTTP/1.1 200 OK", "HTTP 204", "HTTP code: 200 OK",
		"http/1.1, 20O, OK", "HTTP/1.1200OK", "404 Not Found", "Status:  201  Created", "HTTP/1.1 200: OK", "  GET /a", "HTTP/1.1 OK", "GET HTTP/1.1",
	}
	lines := []string{
		"", "", " ", "Host: h", "Content-Type: application/json", "Content-Type: multipart/mixed; boundary=b", "Content-Type: multipart/mixed",
		"Content-Type : text/plain", "content type: text/plain", "Accept", "Authorization", "Authorization Bearer x", "  more", "ETag:", "Date:\u00a0x",
		"* Vary: a", `"Host": "h",`, ": x", "x y z", "...", "# remark", "{", "}", "[]", "<a/>", "--b", "--b--", "b", "GET /b", "/c", "  ?d=e", "&f",
		"HTTP/1.1 200 OK", "From: a", "harbor-x: y", "or", "  Prefer: z", "--", "- Via = a", `":`, `"":"`, "`:x", `"Host:"`,
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var b strings.Builder
		nl := []string{"\n", "\r\n"}[rnd.IntN(2)]
		b.WriteString(starts[rnd.IntN(len(starts))])
		for range rnd.IntN(10) {
			b.WriteString(nl)
			b.WriteString(lines[rnd.IntN(len(lines))])
		}
		s := b.String()
		prefix := []string{"", "  ", "> "}[rnd.IntN(3)]
		src, frag := inQuote(prefix, s)
		m := Parse(frag)
		checkSpans(t, src, frag, m)
		checkSettled(t, src, m, prefix)
	}
}

// TestLargeBlocks reads blocks in which some line comes very often. What costs
// time for each pair of lines would not end here.
func TestLargeBlocks(t *testing.T) {
	const n = 20000
	tests := []struct {
		name, head, line string
		headers, parts   int
		problems         int
	}{
		{"headers", "GET /a\n", "Host: h\n", n, 0, 0},
		{"folded value", "GET /a\nHost:\n", "  x\n", 1, 0, n},
		{"blank lines between headers", "GET /a\n", "\nHost: h\n", n, 0, n},
		{"malformed headers", "GET /a\n", "Host : h\n", n, 0, n},
		{"remarks", "GET /a\nHost: h\n", "# x\n", 1, 0, 0},
		{"second start lines", "GET /a\nHost: h\n{\n}\n\n", "{\n\nGET /b\n", 1, 0, 2},
		{"wrapped target", "GET /a?\n", "b=c&\n", 0, 0, 0},
		{"parts", "GET /a\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 1, n, 1},
		{"open parts", "GET /a\nContent-Type: multipart/mixed; boundary=b\n\n", "b\nx\n", 1, n, n + 2},
		{"text", "GET /a\n\n", "lorem ipsum: dolor\n", 0, 0, 0},
		{"brackets", "GET /a(", "({[", 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tt.head + strings.Repeat(tt.line, n)
			_, f := inQuote("> ", s)
			m := Parse(f)
			if len(m.Headers) != tt.headers || len(m.Parts) != tt.parts || len(m.Problems) != tt.problems {
				t.Errorf("%d headers, %d parts, %d problems", len(m.Headers), len(m.Parts), len(m.Problems))
			}
			IsRoutes(f)
			checkTarget(t, m.Target.Text, SplitTarget(m.Target.Text))
		})
	}
}
