package httpmsg

import (
	"bytes"
	"unicode"

	"docgauge/internal/text"
)

// Route is one line of a list of routes, as "HTTP request" sections show them.
type Route struct {
	Method, Target Part // the method is empty where the list gives only a path or URL
}

// Routes reads a list of routes, one per line: a method and a target, without
// the HTTP version and text behind the target. It skips blank lines, comments,
// headers and words such as "or", and joins targets that are wrapped.
func Routes(f text.Fragment) []Route {
	p := &parser{reader: read(f), f: f}
	var routes []Route
	p.scanRoutes(p.skipBlank(0), func(method rng, t target) {
		t = p.cutRemark(t)
		routes = append(routes, Route{p.part(method), Part{t.text, p.f.Span(t.at.lo, t.at.hi)}})
	})
	return routes
}

// IsRoutes reports whether a block is a list of routes and not a message: it has
// more than one request line and no body. Headers that apply to all of the
// routes may follow them.
func IsRoutes(f text.Fragment) bool {
	p := &parser{reader: read(f), f: f}
	first := p.skipBlank(0)
	return !first.blank() && p.isRoutes(first)
}

func (p *parser) isRoutes(first line) bool {
	methods, paths := 0, 0
	other := p.scanRoutes(first, func(method rng, _ target) {
		if method.empty() {
			paths++
		} else {
			methods++
		}
	})
	return !other && methods > 0 && methods+paths > 1
}

// scanRoutes calls visit for each route from the line on and reports whether it
// met a line that belongs to no list of routes. It stops where a body starts.
func (p *parser) scanRoutes(l line, visit func(method rng, t target)) (other bool) {
	indent, inHeader := l.indent(), false
	for ; !l.blank() || l.next < len(p.b); l = p.line(l.next) {
		if l.blank() || p.comment(l) || p.isJoiner(l) {
			continue
		}
		method, rest, ok := p.route(l)
		switch {
		case ok:
			t := p.target(rest, l)
			visit(method, t)
			l.next = t.next
		case p.bodyStart(l):
			return true
		default:
			inHeader = p.fieldName(l) != "" || inHeader && l.indent() > indent // folded
			other = other || !inHeader
		}
	}
	return other
}

// route splits a line that holds a route, with or without a method.
func (r reader) route(l line) (method, rest rng, ok bool) {
	if q, ok := r.request(l); ok {
		if w := r.word(q.rest); w.hi < q.rest.hi && readVersion(r.str(w)) != noVersion {
			return q.method, r.after(w, q.rest), true
		}
		return q.method, q.rest, true
	}
	rest = rng{r.bullet(l).hi, l.last}
	return rng{rest.lo, rest.lo}, rest, r.strictTarget(rest)
}

// isJoiner reports whether the line is only a word between alternatives: "or", "- OR -".
func (r reader) isJoiner(l line) bool {
	word := bytes.TrimFunc(r.b[l.first:l.last], func(c rune) bool { return !unicode.IsLetter(c) })
	return bytes.EqualFold(word, []byte("or")) || bytes.EqualFold(word, []byte("and"))
}

// cutRemark drops text behind a route's target: "GET /berths   (preview)". A
// space inside brackets belongs to the target, and so does a single one in a
// query or in a file path ("root:/My files/x").
func (r reader) cutRemark(t target) target {
	if t.text != r.str(t.at) {
		return t // wrapped over lines
	}
	depth, spaced := 0, false
	for i := t.at.lo; i < t.at.hi; i++ {
		switch c := r.b[i]; c {
		case '{', '(', '[', '<':
			depth++
		case '}', ')', ']', '>':
			depth = max(0, depth-1)
		case '?':
			spaced = true
		case ':':
			after := r.b[i+1 : t.at.hi]
			spaced = spaced || bytes.HasPrefix(after, []byte("/")) && !bytes.HasPrefix(after, []byte("//"))
		default:
			if blankAt(r.b[i:t.at.hi]) == 0 || depth > 0 {
				continue
			}
			rest := r.trim(rng{i, t.at.hi})
			remark := bytes.HasPrefix(r.b[rest.lo:rest.hi], []byte("//")) || r.b[rest.lo] == '#' || r.b[rest.lo] == '<'
			if !spaced || remark || rest.lo > i+1 {
				t.at.hi = i
				t.text = r.str(t.at)
				return t
			}
		}
	}
	return t
}
