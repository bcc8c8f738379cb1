package httpmsg

import (
	"bytes"
	"strings"
)

const versionHelp = "HTTP-version is HTTP/1.1 or the like, in capitals (RFC 9112 section 2.3)"

// readRequest reads the start line of a request, which may be wrapped over
// several lines, and returns where the line after it starts.
func (p *parser) readRequest(l line, q requestLine) (next int) {
	if !q.bullet.empty() {
		p.report(StartLine, q.bullet, fix(true, "Delete the list mark", p.edit(q.bullet, "")), "", "list mark before the request line")
	}
	p.m.Method = p.part(q.method)
	p.checkMethod(q.method, q.rest)
	rest := q.rest
	switch {
	case q.method.empty():
	case !q.colon.empty():
		p.report(StartLine, q.colon, fix(true, "Delete the colon", p.edit(rng{q.colon.lo, rest.lo}, " ")), "", "colon after the method %s", quote(p.str(q.method)))
	case !rest.empty():
		p.gap(StartLine, rng{q.method.hi, rest.lo}, "between method and target")
	}
	if w := p.word(rest); w.hi < rest.hi && readVersion(p.str(w)) != noVersion {
		return p.versionFirst(l, w, rest)
	}
	t := p.target(rest, l)
	p.m.Target = Part{t.text, p.f.Span(t.at.lo, t.at.hi)}
	p.m.Version = p.part(t.version)
	if t.at.empty() {
		p.report(StartLine, q.method, nil, "write the path or URL after the method", "request line has no target")
	}
	if !t.version.empty() {
		if !t.at.empty() {
			p.gap(StartLine, rng{t.at.hi, t.version.lo}, "between target and HTTP version")
		}
		p.checkVersion(t.version)
	}
	if !t.junk.empty() {
		p.report(StartLine, t.junk, fix(false, "Delete the text", p.edit(rng{t.version.hi, t.junk.hi}, "")), "",
			"text after the HTTP version: %s", quote(p.str(t.junk)))
	}
	return t.next
}

func (p *parser) checkMethod(g, rest rng) {
	m := p.str(g)
	upper := strings.ToUpper(m)
	switch {
	case g.empty():
		p.report(StartLine, rest, nil, "a request line is method, target, version (RFC 9112 section 3)", "request line has no method")
	case IsMethod(m) || isRegistered(m):
	case IsMethod(upper):
		p.report(StartLine, g, fix(true, "Write the method in capitals", p.edit(g, upper)),
			"methods are case-sensitive (RFC 9110 section 9.1)", "method %s is not in capitals", quote(m))
	default:
		near := nearMethod(m)
		if near == "" {
			p.report(StartLine, g, nil, "", "unknown method %s", quote(m))
			return
		}
		p.report(StartLine, g, fix(false, "Write "+near, p.edit(g, near)), "did you mean "+near+"?", "unknown method %s", quote(m))
	}
}

func (p *parser) checkVersion(g rng) {
	v := p.str(g)
	if readVersion(v) == goodVersion {
		return
	}
	good, certain := mendVersion(v)
	switch {
	case good == "":
		p.report(StartLine, g, nil, versionHelp, "malformed HTTP version %s", quote(v))
	case strings.EqualFold(v, "http"):
		p.report(StartLine, g, fix(true, "Write "+good, p.edit(g, good)), versionHelp, "%s without a version number", quote(v))
	default:
		p.report(StartLine, g, fix(certain, "Write "+good, p.edit(g, good)), versionHelp, "malformed HTTP version %s", quote(v))
	}
}

// versionFirst reads "GET HTTP/1.1 https://…".
func (p *parser) versionFirst(l line, version, rest rng) (next int) {
	t := p.target(p.after(version, rest), l)
	p.m.Target = Part{t.text, p.f.Span(t.at.lo, t.at.hi)}
	p.m.Version = p.part(version)
	end := p.lastWord(t.at) // replaced, not inserted behind: another fix may insert there
	good, certain := p.str(version), true
	if readVersion(good) != goodVersion {
		good, certain = mendVersion(good) // a misspelt one would be the next problem
	}
	move := fix(certain, "Move the version to the end", p.edit(rng{version.lo, t.at.lo}, ""), p.edit(end, p.str(end)+" "+good))
	if !t.version.empty() {
		move = fix(true, "Delete the first version", p.edit(rng{version.lo, t.at.lo}, ""))
	}
	if !p.strictTarget(t.at) || good == "" && t.version.empty() {
		move = nil // what is left would be no request line
	}
	p.report(StartLine, version, move, "a request line is method, target, version (RFC 9112 section 3)", "HTTP version %s stands before the target", quote(p.str(version)))
	return t.next
}

// target is a request's target with what follows it.
type target struct {
	text    string // wrapped lines joined
	at      rng    // from the first to the last of its bytes
	version rng    // at its end; empty if absent
	junk    rng    // text after the version
	next    int    // start of the line after it
}

// target reads a request target from the range in the line, and from the lines
// below that continue it. A long URL is wrapped before "?" and "&", after them,
// or indented.
func (p *parser) target(g rng, l line) target {
	t := target{at: g, next: l.next}
	var joined strings.Builder
	for {
		end, version, junk := p.cutVersion(g)
		t.version, t.junk = version, junk
		piece := p.str(rng{g.lo, end})
		if piece != "" || joined.Len() == 0 { // else the version has a line of its own
			t.at.hi = end
		}
		if joined.Len() > 0 && !joinsTight(joined.String(), piece) {
			joined.WriteByte(' ')
		}
		joined.WriteString(piece)
		below := p.line(t.next)
		if !t.version.empty() || !p.continues(joined.String(), below, l.indent()) {
			break
		}
		g = rng{below.first, below.last}
		t.next = below.next
		if t.at.empty() {
			t.at.lo = g.lo
		}
	}
	t.text = joined.String()
	return t
}

// joinsTight reports whether the wrapped parts of a URL meet without a space.
func joinsTight(before, after string) bool {
	return after == "" || before == "" || strings.IndexByte("?&/", after[0]) >= 0 || strings.IndexByte("?&=,(/", before[len(before)-1]) >= 0
}

// cutVersion separates the HTTP version, and text after it, from a target.
func (r reader) cutVersion(g rng) (end int, version, junk rng) {
	none := rng{g.hi, g.hi}
	if w := r.lastWord(g); readVersion(r.str(w)) != noVersion {
		return r.trim(rng{g.lo, w.lo}).hi, w, rng{w.hi, w.hi}
	}
	i := bytes.Index(r.b[g.lo:g.hi], []byte(" HTTP/"))
	if i < 0 {
		return g.hi, none, none
	}
	w := r.word(rng{g.lo + i, g.hi})
	if readVersion(r.str(w)) != goodVersion {
		return g.hi, none, none
	}
	return r.trim(rng{g.lo, w.lo}).hi, w, r.after(w, g)
}

// continues reports whether the line below continues the target so far.
func (p *parser) continues(before string, l line, indent int) bool {
	if l.blank() {
		return false
	}
	if c := p.b[l.first]; c == '?' || c == '&' {
		return true
	}
	if readVersion(p.str(rng{l.first, l.last})) == goodVersion {
		return before != "" // on a line of its own below a long URL
	}
	if p.startsMessage(l) || p.bodyStart(l) || p.comment(l) || p.fieldName(l) != "" {
		return false
	}
	if before == "" {
		return p.strictTarget(rng{l.first, l.last})
	}
	switch last := before[len(before)-1]; {
	case last == '?' || last == '&' || last == '(':
		return true
	case last == '=' || last == ',': // an identifier may end like this, "AAMk="
		return strings.ContainsAny(before, "?(") || l.indent() > indent
	}
	return l.indent() > indent
}

// startsMessage reports whether the line is a start line.
func (r reader) startsMessage(l line) bool {
	if l.blank() {
		return false
	}
	if _, ok := r.request(l); ok {
		return true
	}
	_, ok := r.status(l)
	return ok
}

// comment reports whether the line is a remark between header lines, or an
// ellipsis that stands for some: no HTTP, yet no slip either.
func (r reader) comment(l line) bool {
	s := r.b[l.first:l.last]
	for _, mark := range [...]string{"#", "//", "...", "…", "<!--"} {
		if bytes.HasPrefix(s, []byte(mark)) {
			return mark != "<!--" || bytes.HasSuffix(s, []byte("-->"))
		}
	}
	return false
}

// readResponse reads the start line of a response. A missing reason phrase is
// no problem: it may be empty (RFC 9112 section 4).
func (p *parser) readResponse(l line, s statusLine) {
	m := p.m
	m.Version, m.Status, m.Reason = p.part(s.version), p.part(s.status), p.part(s.reason)
	m.Code = p.code(s.status)
	p.readVersionPart(s)
	if s.status.empty() {
		p.report(StartLine, rng{l.first, l.last}, nil, "a status line is version, status, reason phrase (RFC 9112 section 4)", "status line has no status code")
		return
	}
	p.checkCode(s)
	switch {
	case !s.tail.empty():
		p.report(StartLine, s.tail, fix(true, "Delete it", p.edit(s.tail, "")), "", "%s after the status code", quote(p.str(s.tail)))
		if !s.reason.empty() {
			p.gap(StartLine, rng{s.tail.hi, s.reason.lo}, "between status code and reason phrase")
		}
	case !s.reason.empty():
		p.gap(StartLine, rng{s.status.hi, s.reason.lo}, "between status code and reason phrase")
	}
}

// readVersionPart checks the status line up to the status code.
func (p *parser) readVersionPart(s statusLine) {
	until := rng{s.version.lo, s.status.lo}
	v := p.str(s.version)
	switch good, certain := mendVersion(v); {
	case s.version.empty():
		p.report(StartLine, rng{until.lo, s.status.hi}, fix(true, "Insert the HTTP version", p.edit(until, "HTTP/1.1 ")), versionHelp, "status line has no HTTP version")
	case readVersion(v) != goodVersion && !s.junk.empty():
		mend := fix(certain, "Write "+good, p.edit(until, good+" "))
		if good == "" {
			mend = nil
		}
		p.report(StartLine, rng{until.lo, s.junk.hi}, mend, versionHelp, "%s instead of an HTTP version", quote(p.str(rng{until.lo, s.junk.hi})))
	case !s.junk.empty():
		p.report(StartLine, p.trim(s.junk), fix(true, "Delete it", p.edit(rng{s.junk.lo, s.status.lo}, " ")), "", "%s after the HTTP version", quote(p.str(p.trim(s.junk))))
	default:
		p.checkVersion(s.version)
		if !s.status.empty() {
			p.gap(StartLine, rng{s.version.hi, s.status.lo}, "between HTTP version and status code")
		}
	}
}

// checkCode judges the digits of the status.
func (p *parser) checkCode(s statusLine) {
	w := p.str(s.status)
	if p.m.Code != 0 || strings.IndexByte("{<", w[0]) >= 0 || len(w) == 3 && w[0] >= '1' && w[0] <= '5' && strings.EqualFold(w[1:], "xx") {
		return // a number, a placeholder, or a class: "4xx"
	}
	if isDigits(w) {
		p.report(StartLine, s.status, nil, "a status code has three digits, 100 to 599 (RFC 9110 section 15)", "status code %s is not between 100 and 599", quote(w))
		return
	}
	digits := strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1").Replace(w)
	if len(digits) == 3 && isDigits(digits) && (s.reason.empty() || IsReason(codeOf(digits), p.str(s.reason))) {
		p.report(StartLine, s.status, fix(true, "Write "+digits, p.edit(s.status, digits)), "", "status code %s is not a number", quote(w))
		return
	}
	p.report(StartLine, s.status, nil, "a status code has three digits (RFC 9110 section 15)", "status code %s is not a number", quote(w))
}
