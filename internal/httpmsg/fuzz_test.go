package httpmsg

import (
	"slices"
	"strings"
	"testing"

	"docgauge/internal/text"
)

func seed(f *testing.F) {
	for _, s := range []string{
		"POST https://api.example.com/v1.0/a HTTP/1.1\nContent-Type: application/json\n\n{\n}\n",
		"get  /a\n\nHost : h\n {\n}", "HTTP code: 20O, OK\r\nAccept text/plain\r\n\r\n<a/>",
		"PUT /a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nX: y\n\nz\n--b\n\n--b--",
		"PUT /a\nContent-Type: multipart/mixed\n\nb\nX: y\n\nz\nb--", "GET /a\n  ?b=c\n&d HTTP1.1\nor\nGET HTTP/2 /b\n/c x",
		"- GET\u00a0/a\n* Accept:\n  */*\n\"Host\": \"h\",\n: x\n\n\nETag: 1", "400 Bad Request\nx y: z\n\n[]\n\nHTTP/1.1 200OK",
	} {
		f.Add(s, "")
		f.Add(s, "> ")
	}
}

// prefixed returns one of the prefixes a fence has in a quote or list, so that
// the fuzzer need not find out what a prefix is.
func prefixed(s string) string {
	switch len(s) % 4 {
	case 1:
		return "   "
	case 2:
		return "> "
	case 3:
		return "> > "
	}
	return ""
}

// cut returns the fragment of a file whose lines all have the prefix, which may
// lack its final space in an empty line.
func cut(t *testing.T, prefix, file string) (*text.Source, text.Fragment) {
	t.Helper()
	src := text.NewSource("page.md", []byte(file))
	var spans []text.Span
	for at := 0; at < len(file); {
		end := len(file)
		if i := strings.IndexByte(file[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := file[at:end]
		switch bare := strings.TrimRight(prefix, " "); {
		case strings.HasPrefix(line, prefix):
			spans = append(spans, text.Span{Start: at + len(prefix), End: end})
		case strings.HasPrefix(line, bare) && strings.TrimSpace(line[len(bare):]) == "":
			spans = append(spans, text.Span{Start: at + len(bare), End: end})
		default:
			t.Fatalf("line %q lacks the prefix %q", line, prefix)
		}
		at = end
	}
	return src, text.JoinFragment(src, spans)
}

func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s, p string) {
		prefix := prefixed(p)
		src, frag := inQuote(prefix, s)
		m := Parse(frag)
		checkSpans(t, src, frag, m)
		checkSettled(t, src, m, prefix)
	})
}

// checkSettled applies the safe fixes until none is left. One fault may hide
// another, so it may take a few rounds, as it does for a user; it must end, and
// the message must stay what it is.
func checkSettled(t *testing.T, src *text.Source, m *Message, prefix string) {
	t.Helper()
	const rounds = 5
	kind, original := m.Kind, src.Bytes
	for range rounds {
		if !slices.ContainsFunc(m.Problems, func(p Problem) bool { return p.Fix != nil && p.Fix.Safe }) {
			return
		}
		after, frag := cut(t, prefix, mend(t, src, m, false))
		src, m = after, Parse(frag)
		checkSpans(t, src, frag, m)
		if m.Kind != kind && !IsRoutes(frag) {
			t.Fatalf("kind %d became %d\nbefore: %q\nafter:  %q", kind, m.Kind, original, src.Bytes)
		}
	}
	t.Fatalf("after %d rounds of fixes: %v\nbefore: %q\nafter:  %q", rounds, m.Problems, original, src.Bytes)
}

func checkSpans(t *testing.T, src *text.Source, f text.Fragment, m *Message) {
	t.Helper()
	all := f.All()
	inside := func(what string, sp text.Span) {
		if sp.Start > sp.End || !all.Contains(sp) {
			t.Fatalf("%s %v outside of %v", what, sp, all)
		}
	}
	if m.Kind == None {
		if len(m.Problems) > 0 || len(m.Headers) > 0 {
			t.Fatal("no message has problems")
		}
		return
	}
	parts := []Part{m.Version, m.Status, m.Reason}
	if m.Kind == Request {
		parts = []Part{m.Version, m.Method, m.Target}
	}
	for _, p := range parts {
		inside("part "+p.Text, p.Span)
	}
	for _, h := range m.Headers {
		inside("header", h.Span)
		if !h.Span.Contains(h.Name.Span) || !h.Span.Contains(h.Value.Span) {
			t.Fatalf("header %v does not hold its name and value", h)
		}
		if src.Slice(h.Name.Span) != h.Name.Text {
			t.Fatalf("name %q at %q", h.Name.Text, src.Slice(h.Name.Span))
		}
	}
	inside("body", m.Body.All())
	for _, p := range m.Parts {
		if !m.Body.All().Contains(p.Body.All()) {
			t.Fatalf("part %v outside of the body %v", p.Body.All(), m.Body.All())
		}
	}
	last := 0
	for _, p := range m.Problems {
		inside(p.Message, p.Span)
		if p.Span.Start < last {
			t.Fatalf("%s: not in order", p.Message)
		}
		last = p.Span.Start
	}
}

func FuzzRoutes(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s, p string) {
		src, frag := inQuote(prefixed(p), s)
		routes := Routes(frag)
		last := 0
		for _, r := range routes {
			if !frag.All().Contains(r.Target.Span) || !frag.All().Contains(r.Method.Span) || r.Method.Span.Start < last {
				t.Fatalf("route %v outside of the block, or not in order", r)
			}
			if src.Slice(r.Method.Span) != r.Method.Text || strings.ContainsRune(r.Target.Text, '\n') {
				t.Fatalf("route %q %q", r.Method.Text, r.Target.Text)
			}
			last = r.Method.Span.Start
		}
		if IsRoutes(frag) && (len(routes) < 2 || Parse(frag).Kind != None) {
			t.Fatalf("list of %d routes", len(routes))
		}
	})
}

func FuzzSplitTarget(f *testing.F) {
	for _, s := range []string{"https://h.example/v1.0/a(b='c')?d=e&f", "/root:/a/b:/{c|d}/<e>", "{{h}}/beta/x?$filter=a eq 'b&c'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkTarget(t, s, SplitTarget(s)) })
}
