package httpmsg

import "strings"

// Target is a request target taken apart for comparison. Offsets are bytes in
// the text that was split. It is a reading of what documentation writes, not of
// RFC 3986: nothing is decoded, and nothing is an error.
type Target struct {
	Scheme string // "https"; empty in a relative target
	Host   string // with port; may be a placeholder, "{{host}}"
	HostAt int
	Path   string // from the first slash behind the host to the query
	PathAt int
	Query  string // behind the question mark
	// QueryAt is the offset of Query; it is len(text) if there is no question mark.
	QueryAt  int
	Segments []Segment // of the path; empty ones are left out
	Version  int       // index in Segments of the API version ("v1.0", "beta"), or -1
	Options  []Option  // of the query
}

// Segment is one step of a path: "vessels", "{id}", "getReport(period='D7')",
// "root:/My files/a.txt:".
type Segment struct {
	Text       string
	Start, End int
	Name       string // before a parenthesis or a path in colons: "getReport", "root"
	Args       string // in the parentheses: "period='D7'"
	Call       bool   // has parentheses, maybe empty ones
	File       string // path behind a colon ("root:/a/b:"), without the closing one
}

// Placeholder reports whether the segment as a whole stands for a value: "{id}",
// "<id>", "{id | name}", ":id".
func (s Segment) Placeholder() bool {
	t := s.Text
	return len(t) > 1 && (t[0] == '{' && t[len(t)-1] == '}' || t[0] == '<' && t[len(t)-1] == '>' || t[0] == ':')
}

// Option is one name and value of a query.
type Option struct {
	Name, Value string
	Start, End  int
}

// Resource returns the segments behind the API version, or all of them.
func (t Target) Resource() []Segment { return t.Segments[t.Version+1:] }

// SplitTarget takes a request target apart. Brackets keep what they hold in one
// segment if they are closed.
func SplitTarget(s string) Target {
	t := Target{Version: -1, QueryAt: len(s)}
	rest := t.splitHost(s)
	end := len(s)
	for i := rest; i < len(s); {
		if s[i] == '?' {
			end, t.QueryAt, t.Query = i, i+1, s[i+1:]
			break
		}
		i = skipGroup(s, i)
	}
	t.Path, t.PathAt = s[rest:end], rest
	t.splitPath(s[:end], rest)
	t.splitQuery()
	t.findVersion()
	return t
}

// splitHost reads scheme and host and returns where the path starts.
func (t *Target) splitHost(s string) int {
	at := 0
	if i := strings.Index(s, "://"); i > 0 && allToken(s[:i]) {
		t.Scheme = s[:i]
		at = i + 3
	}
	end := at
	for end < len(s) && s[end] != '/' && s[end] != '?' {
		end = skipGroup(s, end)
	}
	first := s[at:end]
	if t.Scheme == "" && !strings.HasPrefix(first, "{{") && !bareHost(first, s[end:]) {
		return 0
	}
	t.Host, t.HostAt = first, at
	return end
}

// bareHost reports whether the first step of a relative target is a host whose
// scheme was left out: a dotted name or a placeholder before an API version.
func bareHost(first, rest string) bool {
	if !strings.Contains(first, ".") && !strings.HasPrefix(first, "{") || !strings.HasPrefix(rest, "/") {
		return false
	}
	next, _, _ := strings.Cut(rest[1:], "/")
	next, _, _ = strings.Cut(next, "?")
	return isVersion(next)
}

// skipGroup returns the offset behind the character at i, or behind the bracket
// that it opens. In parentheses a quoted string may hold brackets; a quote is
// doubled inside it (OData 4.01 ABNF, SQUOTE-in-string). An unclosed bracket is
// a character like others.
func skipGroup(s string, i int) int {
	var closer [8]byte
	depth := 0
	for k := i; k < len(s); k++ {
		switch c := s[k]; c {
		case '(', '{', '[':
			if depth == len(closer) {
				return i + 1
			}
			closer[depth] = closerOf(c)
			depth++
		case ')', '}', ']':
			if depth > 0 && closer[depth-1] == c {
				depth--
			}
		case '\'':
			if depth > 0 && closer[depth-1] == ')' {
				k += 1 + strings.IndexByte(s[k+1:], '\'') // stays where it is if the quote is not closed
			}
		}
		if depth == 0 {
			return k + 1
		}
	}
	return i + 1
}

func closerOf(opener byte) byte {
	switch opener {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}

// splitPath cuts the path, which starts at the offset, at its slashes.
func (t *Target) splitPath(s string, at int) {
	t.Segments = make([]Segment, 0, min(strings.Count(s[at:], "/"), 8))
	for at < len(s) {
		if s[at] == '/' {
			at++
			continue
		}
		end := at
		for end < len(s) && s[end] != '/' {
			end = skipGroup(s, end)
		}
		if end < len(s) && s[end-1] == ':' {
			end = filePath(s, end)
		}
		t.Segments = append(t.Segments, segment(s[at:end], at))
		at = end
	}
}

// filePath returns the end of a segment that goes on with a path in colons:
// "root:/a/b.txt:". The offset is that of the slash behind the first colon.
func filePath(s string, slash int) int {
	for i := slash; i < len(s); {
		if s[i] == ':' && (i+1 == len(s) || s[i+1] == '/') {
			return i + 1
		}
		i = skipGroup(s, i)
	}
	return len(s)
}

func segment(s string, at int) Segment {
	g := Segment{Text: s, Start: at, End: at + len(s), Name: s}
	if i := strings.Index(s, ":/"); i >= 0 {
		g.Name, g.File = s[:i], strings.TrimSuffix(s[i+1:], ":")
		return g
	}
	if i := strings.IndexByte(s, '('); i > 0 && s[len(s)-1] == ')' && skipGroup(s, i) == len(s) {
		g.Name, g.Args, g.Call = s[:i], s[i+1:len(s)-1], true
	}
	return g
}

// splitQuery cuts the query at "&". One inside a quoted string is text if the
// string is closed: $filter=name eq 'a&b'.
func (t *Target) splitQuery() {
	q := t.Query
	for at := 0; at < len(q); {
		end := at
		for end < len(q) && q[end] != '&' {
			if q[end] == '\'' {
				if quote := strings.IndexByte(q[end+1:], '\''); quote >= 0 {
					end += quote + 1
				}
			}
			end++
		}
		if end > at {
			name, value, _ := strings.Cut(q[at:end], "=")
			t.Options = append(t.Options, Option{name, value, t.QueryAt + at, t.QueryAt + end})
		}
		at = end + 1
	}
}

// findVersion marks the API version: the first segment, or the second behind "api" or "_api".
func (t *Target) findVersion() {
	for i, s := range t.Segments[:min(2, len(t.Segments))] {
		if isVersion(s.Text) {
			t.Version = i
			return
		}
		if s.Text != "api" && s.Text != "_api" {
			return
		}
	}
}

// isVersion reports whether a segment is an API version: "beta", "v1.0", "v2".
func isVersion(s string) bool {
	if s == "beta" {
		return true
	}
	if len(s) < 2 || s[0]|0x20 != 'v' || !isDigit(s[1]) {
		return false
	}
	for i := 1; i < len(s); i++ {
		if !isDigit(s[i]) && s[i] != '.' {
			return false
		}
	}
	return true
}
