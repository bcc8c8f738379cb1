package httpmsg

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRoutes(t *testing.T) {
	tests := []struct {
		name, in string
		list     bool
		want     [][2]string
	}{
		{"one route", "GET /berths", false, [][2]string{{"GET", "/berths"}}},
		{"two routes", "GET /berths/{id}\nGET /berths/<id> HTTP/1.1\n", true, [][2]string{{"GET", "/berths/{id}"}, {"GET", "/berths/<id>"}}},
		{"blank lines, remarks, joiners", "GET /a\n\n# and:\n- OR -\nGET /b\nor\nGET /c\n", true, [][2]string{{"GET", "/a"}, {"GET", "/b"}, {"GET", "/c"}}},
		{"spaces in brackets", "GET /users/{id | name}/x\nPOST /range(rows={n}, columns={n})", true, [][2]string{{"GET", "/users/{id | name}/x"}, {"POST", "/range(rows={n}, columns={n})"}}},
		{"spaces in a query", "GET /a?$filter=b eq 'c d'\nGET /a", true, [][2]string{{"GET", "/a?$filter=b eq 'c d'"}, {"GET", "/a"}}},
		{"spaces in a file path", "GET /root:/My files/{name}:/content\nGET /a", true, [][2]string{{"GET", "/root:/My files/{name}:/content"}, {"GET", "/a"}}},
		{"text behind", "GET /a (preview)\nGET /a?b=c  lists\nGET /a?b=c // lists\nGET https://h.example/x y", true, [][2]string{{"GET", "/a"}, {"GET", "/a?b=c"}, {"GET", "/a?b=c"}, {"GET", "https://h.example/x"}}},
		{"bullets", "- GET /a\n* POST /a\n", true, [][2]string{{"GET", "/a"}, {"POST", "/a"}}},
		{"wrapped", "GET /a\n    ?$top=1\n    &$skip=2\nGET /b", true, [][2]string{{"GET", "/a?$top=1&$skip=2"}, {"GET", "/b"}}},
		{"without method", "GET /a\n/b\nhttps://h.example/c\n", true, [][2]string{{"GET", "/a"}, {"", "/b"}, {"", "https://h.example/c"}}},
		{"only paths", "/a\n/b", false, [][2]string{{"", "/a"}, {"", "/b"}}},
		{"relative", "GET a/b\nGET c/d", true, [][2]string{{"GET", "a/b"}, {"GET", "c/d"}}},
		{"version first", "GET HTTP/1.1 /a\nGET /b", true, [][2]string{{"GET", "/a"}, {"GET", "/b"}}},
		{"headers for all", "POST /a\nPOST /b\nsession-id: {id}\n", true, [][2]string{{"POST", "/a"}, {"POST", "/b"}}},
		{"with a body", "POST /a\nPOST /b\n\n{\n}\nGET /c", false, [][2]string{{"POST", "/a"}, {"POST", "/b"}}},
		{"message", "POST /a\nHost: h\n\n{}", false, [][2]string{{"POST", "/a"}}},
		{"prose", "GET /a\nThis lists all.\nGET /b", false, [][2]string{{"GET", "/a"}, {"GET", "/b"}}},
		{"empty", "", false, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src, f := block(tt.in)
			if got := IsRoutes(f); got != tt.list {
				t.Errorf("IsRoutes is %v", got)
			}
			var got [][2]string
			for _, r := range Routes(f) {
				got = append(got, [2]string{r.Method.Text, r.Target.Text})
				if at := src.Slice(r.Method.Span); at != r.Method.Text {
					t.Errorf("method span holds %q", at)
				}
				if at := src.Slice(r.Target.Span); tt.name != "wrapped" && at != r.Target.Text {
					t.Errorf("target span holds %q", at)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
