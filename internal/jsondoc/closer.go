package jsondoc

import (
	"strings"

	"docgauge/internal/diag"
)

// mismatch handles a closing bracket c at pos that does not close the frame on
// top. It returns true when that frame ends here. Three readings are tried on
// the brackets that follow, and the one that fits best wins: the frame's own
// bracket is missing and c closes one further out; c stands in place of the
// frame's own; c is one too many.
func (p *parser) mismatch(c byte) bool {
	if p.leave == p.pos+1 {
		return true
	}
	depth := len(p.frames)
	outer := depth - 1
	for outer > 0 && p.frames[outer-1].closer != c {
		outer--
	}
	wrong, stray := p.fit(p.pos+1, depth-1), p.fit(p.pos+1, depth)
	missing := -1
	if outer > 0 {
		missing = p.fit(p.pos+1, outer-1)
	}
	switch {
	case missing >= 0 && (missing > wrong || missing == wrong && !p.aligned()) && missing >= stray:
		p.leave = p.pos + 1
		p.missingCloser(outer, c)
		return true
	case stray > wrong:
		p.strayCloser()
		p.top().state = loose
		return false
	}
	fr := p.top()
	p.trailing(c)
	fr.child = false
	want := string(fr.closer)
	pr := p.report(Syntax, p.pos, p.pos+1, string(c)+" in place of "+want, "")
	pr.First = p.bracket(fr)
	pr.Fix = &diag.Fix{Message: "Write " + want, Edits: []diag.Edit{p.replace(p.pos, p.pos+1, want)}}
	p.pos++
	p.end = p.pos
	p.closed = true
	return true
}

// fitWindow bounds how far fit looks.
const fitWindow = 1 << 15

// fit tells how well the brackets from i on fit when the innermost open frame is
// number depth (from 1), and within it those that the bytes of open close: the
// offset of the first that does not fit, or more than the length of the text
// when all fit and nothing stays open.
func (p *parser) fit(i, depth int, open ...byte) int {
	stop := min(len(p.s), i+fitWindow)
	for ; i < stop && p.budget > 0; i++ {
		p.budget--
		switch c := p.s[i]; c {
		case '"':
			i = p.stringSkip(i)
		case '{':
			open = append(open, '}')
		case '[':
			open = append(open, ']')
		case '}', ']':
			switch n := len(open); {
			case n > 0 && open[n-1] == c:
				open = open[:n-1]
			case n == 0 && depth > 0 && p.frames[depth-1].closer == c:
				depth--
			default:
				return i
			}
		}
	}
	if i < len(p.s) {
		return len(p.s)
	}
	if len(open) == 0 && (depth == 0 || depth == 1 && p.frames[0].implicit) {
		return len(p.s) + 1
	}
	return len(p.s) - 1
}

// stringSkip returns the place of the quote that closes the string at i, or the
// last byte before its line ends.
func (p *parser) stringSkip(i int) int {
	for i++; i < len(p.s) && p.s[i] != '"'; i++ {
		p.budget--
		if p.s[i] == '\n' {
			return i - 1
		}
		if p.s[i] == '\\' && i+1 < len(p.s) && p.s[i+1] != '\n' {
			i++
		}
	}
	return i
}

// aligned tells whether the closing bracket at pos stands first on its line and
// as far in as the line that opens the frame on top: then it was meant for that frame.
func (p *parser) aligned() bool {
	closing, ok := p.indent(p.pos)
	opening, _ := p.indent(p.top().at)
	return ok && closing == opening
}

// indent returns the width of the white space that starts the line of i, in
// bytes, and whether nothing else stands before i.
func (p *parser) indent(i int) (int, bool) {
	start := strings.LastIndexByte(p.s[max(0, i-fitWindow):i], '\n') + max(0, i-fitWindow) + 1
	p.budget -= i - start
	end := p.skipBlanks(start)
	return end - start, end == i
}

// missingCloser reports the frames above the one at index outer-1: the closing
// bracket c at pos closes that one, and theirs are missing.
func (p *parser) missingCloser(outer int, c byte) {
	p.trailing(c)
	fr := p.top()
	fr.child = false
	want := p.closers(outer)
	pr := p.report(Syntax, p.pos, p.pos+1, "missing "+want+" before "+string(c), "")
	pr.First = p.bracket(fr)
	pr.Fix = &diag.Fix{Message: "Insert " + want, Edits: []diag.Edit{p.insert(p.end, want)}}
}

// closers are the closing brackets of the frames from index on, innermost first.
func (p *parser) closers(from int) string {
	var b strings.Builder
	for i := len(p.frames) - 1; i >= from; i-- {
		if !p.frames[i].implicit {
			b.WriteByte(p.frames[i].closer)
		}
	}
	return b.String()
}

// strayCloser reports and skips closing brackets that close nothing.
func (p *parser) strayCloser() {
	at := p.pos
	for p.pos++; p.pos < len(p.s) && len(p.frames) == 0 && (p.s[p.pos] == '}' || p.s[p.pos] == ']'); p.pos++ {
	}
	p.end = p.pos
	marks := p.s[at:p.pos]
	pr := p.report(Syntax, at, p.pos, shown(marks)+" closes nothing", "")
	pr.Fix = &diag.Fix{Message: "Delete " + shown(marks), Edits: []diag.Edit{p.replace(at, p.pos, "")}}
}

// surplus handles a closing bracket c behind which the value it would close
// goes on: a comma and a name follow the end of an object in an array, or more
// of the text the outermost value. One bracket too many stands here or above.
func (p *parser) surplus(c byte) bool {
	depth := len(p.frames)
	if depth > 1 && (c == ']' || p.frames[depth-2].closer == '}') {
		return false
	}
	i := p.pos + 1
	for i < len(p.s) && isBlank(p.s[i]) {
		i++
	}
	if i == len(p.s) || p.s[i] != ',' || p.top().implicit {
		return false
	}
	comma := i
	for i++; i < len(p.s) && isBlank(p.s[i]); {
		i++
	}
	if i == len(p.s) || c == '}' && (p.s[i] == '{' || p.nameAt(i) == 0 || p.known(i)) {
		return false
	}
	stray := p.fit(comma, depth)
	if stray <= p.fit(comma, depth-1) || depth > 1 && stray <= p.fit(comma, depth-2) {
		return false
	}
	p.trailing(c)
	p.strayCloser()
	p.top().state = loose
	return true
}

// known tells whether the name at the offset stands in the object on top
// already: then it belongs to another one, whose opening brace is missing.
func (p *parser) known(i int) bool {
	end := p.quoteAfter(i + 1)
	if p.s[i] != '"' || end < 0 {
		return false
	}
	members := p.members[p.top().first:]
	return indexName(members[:min(len(members), maxKnown)], p.s[i+1:end]) >= 0
}

// maxKnown bounds the names that known compares.
const maxKnown = 64
