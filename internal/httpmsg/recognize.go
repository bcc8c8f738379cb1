package httpmsg

import (
	"strconv"
	"strings"
)

// requestLine is what a request line consists of before its target is read.
type requestLine struct {
	bullet rng // a list mark before the method
	method rng
	colon  rng // "GET: /x"
	rest   rng // target and version
}

// statusLine is what a status line consists of. Ranges of absent parts are empty.
type statusLine struct {
	version rng
	junk    rng // between version and status: ",", "code:"
	status  rng
	glued   bool // no space between version and status
	tail    rng  // characters stuck to the status: "200OK", "200,"
	reason  rng
}

// request recognises a request line, well-formed or not. It must not take a
// sentence for one ("Get the item", "DELETE FROM t"), so the less the method is
// written like a method, the more the rest has to look like a target.
func (r reader) request(l line) (requestLine, bool) {
	var q requestLine
	q.bullet = r.bullet(l)
	end := q.bullet.hi
	for end < l.last && (isLetter(r.b[end]) || r.b[end] == '-' && end > q.bullet.hi) {
		end++
	}
	q.method = rng{q.bullet.hi, end}
	q.colon = rng{end, end}
	if end < l.last && r.b[end] == ':' {
		q.colon.hi++
	}
	if q.method.hi-q.method.lo < 3 || q.method.hi-q.method.lo > 20 {
		return q, false
	}
	q.rest = r.trim(rng{q.colon.hi, l.last})
	if q.rest.lo == end && !q.rest.empty() {
		return q, false // "GETs"
	}
	return q, r.isRequest(q, l)
}

func (r reader) isRequest(q requestLine, l line) bool {
	m := r.str(q.method)
	switch strict := r.strictTarget(q.rest); {
	case IsMethod(m) && q.colon.empty():
		return strict || r.looseTarget(q.rest) || q.rest.empty() && r.targetMayFollow(m, l)
	case IsMethod(strings.ToUpper(m)), isRegistered(m) && q.colon.empty():
		first := r.word(q.rest) // "get vessels/{id}", but not "get well/ill soon"
		rest := r.str(r.after(first, q.rest))
		return strict || strings.Contains(r.str(first), "/") && (rest == "" || readVersion(rest) != noVersion)
	case m != strings.ToUpper(m) || !strict || !q.colon.empty():
		return false
	case nearMethod(m) != "" || readVersion(r.str(r.lastWord(q.rest))) == goodVersion:
		return true
	}
	h, ok := r.header(r.lineAfter(l))
	return ok && isField(r.str(h.name))
}

// bullet returns the range of a list mark and the space after it at the line's start.
func (r reader) bullet(l line) rng {
	at := rng{l.first, l.first}
	for _, mark := range [...]string{"-", "*", "+", "•"} {
		end := l.first + len(mark)
		if end < l.last && r.str(rng{l.first, end}) == mark && blankAt(r.b[end:l.last]) > 0 {
			at.hi = r.trim(rng{end, l.last}).lo
		}
	}
	return at
}

// lineAfter returns the line below l, empty at the end of the text.
func (r reader) lineAfter(l line) line { return r.line(l.next) }

// strictTarget reports whether the text begins as only a target does.
func (r reader) strictTarget(g rng) bool {
	s := r.b[g.lo:g.hi]
	if len(s) == 0 {
		return false
	}
	if s[0] == '/' {
		return len(s) == 1 || s[1] != '/' && s[1] != '*' && (blankAt(s[1:]) == 0 || readVersion(r.str(r.word(rng{g.lo + 1, g.hi}))) != noVersion)
	}
	head := string(s[:min(len(s), 8)])
	return hasPrefixFold(head, "https://") || hasPrefixFold(head, "http://") || strings.HasPrefix(head, "{{")
}

// looseTarget reports whether the text may be a target after a method in capitals.
func (r reader) looseTarget(g rng) bool {
	if g.empty() {
		return false
	}
	first := r.word(g)
	rest := r.after(first, g)
	return rest.empty() || strings.ContainsAny(r.str(first), "/{?$<") && r.str(first) != "//" || readVersion(r.str(first)) != noVersion ||
		readVersion(r.str(rest)) != noVersion
}

// targetMayFollow reports whether a method alone on its line starts a request:
// "OPTIONS" and "HEAD" are headings too.
func (r reader) targetMayFollow(method string, l line) bool {
	switch method {
	case "GET", "POST", "PUT", "PATCH", "DELETE":
	default:
		return false
	}
	next := r.lineAfter(l)
	if next.blank() || r.strictTarget(rng{next.first, next.last}) || r.bodyStart(next) {
		return true
	}
	if _, ok := r.header(next); ok {
		return true
	}
	return isField(strings.Trim(r.str(r.word(rng{next.first, next.last})), `:"`))
}

// status recognises a status line, well-formed or not.
func (r reader) status(l line) (statusLine, bool) {
	first := r.word(rng{l.first, l.last})
	if first.empty() {
		return statusLine{}, false
	}
	if c := r.b[first.lo]; isDigit(c) || c|0x20 == 's' {
		return r.bareStatus(l, first)
	}
	return r.httpStatus(l, first)
}

func (r reader) httpStatus(l line, first rng) (s statusLine, ok bool) {
	w := r.str(first)
	if !hasPrefixFold(w, "http") {
		return s, false
	}
	s.version = first
	if len(w) >= 11 && readVersion(w[:8]) == goodVersion && isDigits(w[8:11]) {
		s.version.hi, s.glued = first.lo+8, true
		return r.readStatus(s, rng{s.version.hi, l.last}), true
	}
	if bare := strings.TrimRight(w, ",;:"); len(bare) < len(w) {
		s.version.hi = first.lo + len(bare)
	}
	exact := readVersion(r.str(s.version)) == goodVersion
	if !exact && readVersion(r.str(s.version)) == noVersion {
		return s, false
	}
	at := first
	for range 3 { // "HTTP status code: 200"
		next := r.word(rng{at.hi, l.last})
		if !isStatusWord(r.str(next)) {
			break
		}
		at = next
	}
	s.junk = rng{s.version.hi, at.hi}
	rest := r.trim(rng{at.hi, l.last})
	if exact && (rest.empty() || !isDigit(r.b[rest.lo])) {
		s.status = rng{rest.lo, rest.lo}
		if !rest.empty() && strings.IndexByte("{<", r.b[rest.lo]) >= 0 {
			s.status = r.word(rest)
		}
		s.tail = rng{s.status.hi, s.status.hi}
		s.reason = r.after(s.status, rest)
		return s, true
	}
	s = r.readStatus(s, rest)
	return s, exact || r.readsLikeStatus(s)
}

// isStatusWord tells the words and marks that people put between "HTTP" and a code.
func isStatusWord(w string) bool {
	switch strings.ToLower(strings.TrimRight(w, ":=")) {
	case "status", "code", "response", "status-code", "statuscode", "", "-", "–":
		return w != ""
	}
	return false
}

// readStatus splits what stands from the status on.
func (r reader) readStatus(s statusLine, g rng) statusLine {
	w := r.word(g)
	s.status = w
	n := 0
	for w.lo+n < w.hi && isDigit(r.b[w.lo+n]) {
		n++
	}
	s.tail = rng{w.hi, w.hi}
	if n == 3 && w.hi > w.lo+3 {
		tail := rng{w.lo + 3, w.hi}
		marks := strings.Trim(r.str(tail), ",;:.-") == ""
		if marks || IsReason(r.code(rng{w.lo, w.lo + 3}), r.str(rng{tail.lo, max(tail.hi, g.hi)})) {
			s.status.hi, s.tail = tail.lo, tail
		}
	}
	s.reason = r.after(w, g)
	if !s.tail.empty() && isLetter(r.b[s.tail.lo]) {
		s.reason = rng{s.tail.lo, max(s.tail.hi, g.hi)}
		s.tail.hi = s.tail.lo
	}
	return s
}

// readsLikeStatus tells "HTTP 201 Created" from a sentence about HTTP.
func (r reader) readsLikeStatus(s statusLine) bool {
	if r.code(s.status) == 0 {
		return false
	}
	return s.reason.empty() || r.b[s.reason.lo] >= 'A' && r.b[s.reason.lo] <= 'Z' && len(strings.Fields(r.str(s.reason))) <= 5
}

// bareStatus recognises a status line without version, "400 Bad Request" or
// "Status: 400 Bad Request", only by a phrase that belongs to the code.
func (r reader) bareStatus(l line, first rng) (s statusLine, ok bool) {
	s.version = rng{first.lo, first.lo}
	at := rng{first.lo, first.lo}
	for range 3 {
		next := r.word(rng{at.hi, l.last})
		if len(r.str(next)) < 4 || !isStatusWord(r.str(next)) {
			break
		}
		at = next
	}
	s.junk = rng{s.version.hi, at.hi}
	s = r.readStatus(s, r.trim(rng{at.hi, l.last}))
	return s, IsReason(r.code(s.status), r.str(s.reason))
}

// code returns the number of a status from 100 to 599, or 0.
func (r reader) code(g rng) int { return codeOf(r.str(g)) }

func codeOf(s string) int {
	if len(s) != 3 || !isDigits(s) {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 100 || n > 599 {
		return 0
	}
	return n
}

func isDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
