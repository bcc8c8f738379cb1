package httpmsg

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMultipart(t *testing.T) {
	const parts = "--m1\nContent-ID: <metadata>\nContent-Type: application/json\n\n{ \"a\": 1 }\n\n--m1\nContent-Type: text/plain\n\nAhoy\n--m1--"
	const start = "POST /cargo\nContent-Type: multipart/related; boundary="
	twoParts := want("part\n- name Content-ID\n- value <metadata>\n- name Content-Type\n- value application/json\n- body \"{ \\\"a\\\": 1 }\"\n" +
		"part\n- name Content-Type\n- value text/plain\n- body \"Ahoy\"")
	tests := []struct {
		name, in string
		parts    []string
		problems []string
		fixed    string
	}{
		{"well-formed", start + "m1\n\n" + parts, twoParts, nil, ""},
		{"quoted, CRLF", strings.ReplaceAll(start+"\"m1\"\n\n"+parts, "\n", "\r\n"), twoParts, nil, ""},
		{"preamble and epilogue", start + "m1\n\nignored\n" + parts + "\nignored", twoParts, nil, ""},
		{"part without headers", start + "m1\n\n--m1\n\nAhoy\n--m1--", want("part\n- body \"Ahoy\""), nil, ""},
		{"elided", start + "m1\n\n...", nil, nil, ""},
		{"one line", start + "m1\n\n<the file>", nil, nil, ""},
		{"elided end", start + "m1\n\n--m1\n\nAhoy\n...", want("part\n- body \"Ahoy\\n...\""), nil, ""},
		{
			"no boundary", "POST /cargo\nContent-Type: multipart/related\n\n" + parts, twoParts,
			[]string{`2:15 multipart "multipart/related": "multipart/related" names no boundary`},
			start + "m1\n\n" + parts,
		},
		{
			"no boundary, odd characters", "POST /cargo\nContent-Type: multipart/related;\n\n--a:b\n\nAhoy\n--a:b--", want("part\n- body \"Ahoy\""),
			[]string{`2:15 multipart "multipart/related;": "multipart/related" names no boundary`},
			"POST /cargo\nContent-Type: multipart/related; boundary=\"a:b\"\n\n--a:b\n\nAhoy\n--a:b--",
		},
		{
			"no boundary anywhere", "POST /cargo\nContent-Type: multipart/related\n\nAhoy\nthere", nil,
			[]string{`2:15 multipart "multipart/related": "multipart/related" names no boundary`},
			"",
		},
		{
			"another boundary", start + "m2\n\n" + parts, twoParts,
			[]string{`2:15 multipart "multipart/related; boundary=m2": boundary "m2" does not occur in the body`},
			"",
		},
		{
			"no delimiter", start + "m1\n\nAhoy\nthere", nil,
			[]string{`2:15 multipart "multipart/related; boundary=m1": boundary "m1" does not occur in the body`},
			"",
		},
		{
			"delimiters without hyphens", start + "m1\n\nm1\n\nAhoy\nm1--", want("part\n- body \"Ahoy\""),
			[]string{`4:1 multipart "m1": delimiter "m1" lacks its two hyphens`},
			start + "m1\n\n--m1\n\nAhoy\n--m1--",
		},
		{
			"last delimiter like the others", start + "m1\n\n--m1\n\nAhoy\n--m1\n", want("part\n- body \"Ahoy\""),
			[]string{`7:1 multipart "--m1": last delimiter is not marked as the last`},
			start + "m1\n\n--m1\n\nAhoy\n--m1--\n",
		},
		{
			"not closed", start + "m1\n\n--m1\n\nAhoy\n", want("part\n- body \"Ahoy\""),
			[]string{`6:1 multipart "Ahoy": no closing delimiter after the last part`},
			start + "m1\n\n--m1\n\nAhoy\n--m1--\n",
		},
		{
			"malformed part", start + "m1\n\n--m1\nContent-Type : text/plain\nHost: h\n{}\n--m1--",
			want("part\n- name Content-Type\n- value text/plain\n- name Host\n- value h\n- body \"{}\""),
			[]string{`5:13 header " ": space between header name "Content-Type" and colon`, `7:1 noblank "{": no blank line before the body`},
			start + "m1\n\n--m1\nContent-Type: text/plain\nHost: h\n\n{}\n--m1--",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src, f := block(tt.in)
			m := Parse(f)
			lines := dump(src, m)
			at := len(lines) - len(m.Problems)
			if diff := cmp.Diff(tt.problems, append([]string(nil), lines[at:]...)); diff != "" {
				t.Errorf("problems: -want +got:\n%s", diff)
			}
			var got []string
			for i, l := range lines[:at] {
				if l == "part" {
					got = lines[i:at]
					break
				}
			}
			if diff := cmp.Diff(tt.parts, got); diff != "" {
				t.Errorf("parts: -want +got:\n%s", diff)
			}
			if tt.fixed != "" {
				if diff := cmp.Diff(tt.fixed, mend(t, src, m, false)); diff != "" {
					t.Errorf("fixed: -want +got:\n%s", diff)
				}
			}
		})
	}
}

// The line that a fix inserts has the marks of the quote or list around it.
func TestFixKeepsPrefix(t *testing.T) {
	tests := []struct{ name, prefix, in, want string }{
		{"blank line inserted in a quote", "> ", "PUT /a\n{}\n", "> PUT /a\n>\n> {}\n"},
		{"blank line inserted in a list", "   ", "PUT /a\n{}\n", "   PUT /a\n\n   {}\n"},
		{"blank line deleted in a quote", "> ", "PUT /a\n\nHost: h\n\n{}\n", "> PUT /a\n> Host: h\n> \n> {}\n"},
		{"lines joined in a quote", "> ", "PUT /a\nHost: h\n  i\n\n{}\n", "> PUT /a\n> Host: h i\n> \n> {}\n"},
		{"value joined in a quote", "> ", "PUT /a\nHost:\nh\n\n{}\n", "> PUT /a\n> Host: h\n> \n> {}\n"},
		{"CRLF", "> ", "PUT /a\r\n\r\nHost: h\r\n{}\r\n", "> PUT /a\r\n> Host: h\r\n>\r\n> {}\r\n"},
		{"delimiter inserted in a quote", "> ", "PUT /a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n", "> PUT /a\n> Content-Type: multipart/mixed; boundary=b\n> \n> --b\n> \n> x\n> --b--\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src, f := inQuote(tt.prefix, tt.in)
			if diff := cmp.Diff(tt.want, mend(t, src, Parse(f), false)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
