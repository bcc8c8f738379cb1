package httpmsg

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplitTarget(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://api.example.com:8080/v1.0/me/x?$top=5&$filter=a eq 'b&c'", "https api.example.com:8080 | *v1.0 me x | $top=5 $filter=a eq 'b&c'"},
		{"/me/x", " | me x |"},
		{"me/x", " | me x |"},
		{"/beta/berths/", " | *beta berths |"},
		{"{{host}}/v1.0/berths", " {{host}} | *v1.0 berths |"},
		{"{base}/v2/berths", " {base} | *v2 berths |"},
		{"api.example.com/v1.0/berths", " api.example.com | *v1.0 berths |"},
		{"berth.list/x", " | berth.list x |"},
		{"https://files.example.com/_api/v2.0/drive", "https files.example.com | _api *v2.0 drive |"},
		{"/reports/getTides(period='D7')", " | reports getTides[period='D7'] |"},
		{"/reports/getTides(path='a/b(c',n={x/y})/next", " | reports getTides[path='a/b(c',n={x/y}] next |"},
		{"/find(ids=['a','b'])?x", " | find[ids=['a','b']] | x="},
		{"/tides()", " | tides[] |"},
		{"/users/{id|name}/{a/b}", " | users {id|name}! {a/b}! |"},
		{"/users/<id>/:key", " | users <id>! :key! |"},
		{"/drive/root:/path/to/file.txt:/createLink", " | drive root<:/path/to/file.txt> createLink |"},
		{"/drive/root:/file.txt", " | drive root<:/file.txt> |"},
		{"/drive/items/{id}:/{name}:/content?x=1", " | drive items {id}<:/{name}> content | x=1"},
		{"/chats/19:ab@thread.v2/tabs", " | chats 19:ab@thread.v2 tabs |"},
		{"/find(q='{text?}')?a=b", " | find[q='{text?}'] | a=b"},
		{"/a(b/c", " | a(b c |"},
		{"/a?b='c&d", " | a | b='c d="},
		{"?a=b&&c", " | | a=b c="},
		{"//a///b", " | a b |"},
		{"https://", "https | |"},
		{"", " | |"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			target := SplitTarget(tt.in)
			if diff := cmp.Diff(tt.want, dumpTarget(target)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			checkTarget(t, tt.in, target)
		})
	}
}

func dumpTarget(t Target) string {
	var b strings.Builder
	b.WriteString(t.Scheme)
	if t.Host != "" {
		b.WriteString(" " + t.Host)
	}
	b.WriteString(" |")
	for i, s := range t.Segments {
		b.WriteByte(' ')
		if i == t.Version {
			b.WriteByte('*')
		}
		b.WriteString(s.Name)
		switch {
		case s.Call:
			b.WriteString("[" + s.Args + "]")
		case s.File != "":
			b.WriteString("<:" + s.File + ">")
		case s.Placeholder():
			b.WriteByte('!')
		}
	}
	b.WriteString(" |")
	for _, o := range t.Options {
		fmt.Fprintf(&b, " %s=%s", o.Name, o.Value)
	}
	return b.String()
}

// checkTarget verifies that the offsets are those of the texts, in order.
func checkTarget(t *testing.T, s string, target Target) {
	t.Helper()
	last := 0
	at := func(what string, start, end int, text string) {
		if start < last || end > len(s) || s[start:end] != text {
			t.Errorf("%s [%d,%d) is not %q", what, start, end, text)
		}
		last = end
	}
	if target.Host != "" {
		at("host", target.HostAt, target.HostAt+len(target.Host), target.Host)
	}
	at("path", target.PathAt, target.PathAt+len(target.Path), target.Path)
	last = target.PathAt
	for _, g := range target.Segments {
		at("segment", g.Start, g.End, g.Text)
	}
	at("query", target.QueryAt, target.QueryAt+len(target.Query), target.Query)
	last = target.QueryAt
	for _, o := range target.Options {
		if !strings.HasPrefix(s[o.Start:o.End], o.Name) {
			t.Errorf("option %q is not at [%d,%d)", o.Name, o.Start, o.End)
		}
		at("option", o.Start, o.End, s[o.Start:o.End])
	}
}

func TestResource(t *testing.T) {
	for in, want := range map[string]string{
		"https://api.example.com/v1.0/a/b": "a b",
		"/a/b":                             "a b",
		"/api/v2.0/a":                      "a",
		"/beta":                            "",
	} {
		var got []string
		for _, s := range SplitTarget(in).Resource() {
			got = append(got, s.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", in, got)
		}
	}
}
