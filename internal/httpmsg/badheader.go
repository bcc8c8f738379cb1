package httpmsg

import "strings"

// badHeader reads a malformed header line in the shapes that people write, and
// reports it. A line that may as well be text needs a name that is a header's.
func (p *parser) badHeader(l line) (field, bool) {
	for _, read := range [...]func(line) (field, bool){p.bulleted, p.quoted, p.nameless, p.spaced, p.colonless} {
		if f, ok := read(l); ok {
			return f, true
		}
	}
	return field{}, false
}

// fieldName returns the name of a header line, also of a malformed one if the
// name is known, or "".
func (p *parser) fieldName(l line) string {
	if h, ok := p.header(l); ok {
		return p.str(h.name)
	}
	trial := *p
	trial.m = &Message{} // what badHeader reports is dropped
	if h, ok := trial.badHeader(l); ok {
		if name := strings.Join(strings.Fields(p.str(h.name)), "-"); isField(name) {
			return name
		}
	}
	return ""
}

const lineHelp = "a header line is name, colon, value (RFC 9112 section 5)"

// bulleted reads "- Content-Type: application/json".
func (p *parser) bulleted(l line) (field, bool) {
	mark := p.bullet(l)
	if mark.empty() {
		return field{}, false
	}
	rest := l
	rest.first = mark.hi
	f, ok := p.header(rest)
	if !ok || !isField(p.str(f.name)) {
		return field{}, false
	}
	p.report(HeaderLine, mark, fix(true, "Delete the list mark", p.edit(mark, "")), lineHelp, "list mark before header %s", quote(p.str(f.name)))
	return f, true
}

// quoted reads `"Content-Type": "application/json",` and "`Content-Type: x`".
func (p *parser) quoted(l line) (field, bool) {
	c := p.b[l.first]
	if c != '"' && c != '\'' && c != '`' {
		return field{}, false
	}
	s := p.str(rng{l.first, l.last})
	at := strings.IndexByte(s, ':')
	if at < 2 {
		return field{}, false
	}
	name, value := rng{l.first + 1, l.first + at}, p.trim(rng{l.first + at + 1, l.last})
	if p.b[name.hi-1] == c {
		name.hi--
	}
	if !value.empty() && p.b[value.hi-1] == ',' {
		value.hi--
	}
	if inner := (rng{value.lo + 1, value.hi - 1}); inner.lo <= inner.hi && p.b[value.lo] == c && p.b[inner.hi] == c {
		value = inner
	} else if name.hi == l.first+at && !value.empty() && p.b[value.hi-1] == c {
		value.hi-- // the quotes are around the whole line
	}
	name, value = p.trim(name), p.trim(value)
	if !isField(p.str(name)) {
		return field{}, false
	}
	p.report(HeaderLine, rng{l.first, l.last}, fix(true, "Delete the quotes", p.edit(rng{l.first, l.last}, strings.TrimSpace(p.str(name)+": "+p.str(value)))),
		lineHelp, "header %s is written in quotes", quote(p.str(name)))
	return field{name: name, colon: l.first + at, value: value, settled: !value.empty()}, true
}

// nameless reads ": application/json".
func (p *parser) nameless(l line) (field, bool) {
	if p.b[l.first] != ':' {
		return field{}, false
	}
	p.report(HeaderLine, rng{l.first, l.last}, nil, lineHelp, "header line has no name: %s", quote(p.str(rng{l.first, l.last})))
	return field{name: rng{l.first, l.first}, value: p.trim(rng{l.first + 1, l.last}), settled: true}, true
}

// spaced reads "Content-Type : application/json" and "Content Type: application/json".
func (p *parser) spaced(l line) (field, bool) {
	s := p.str(rng{l.first, l.last})
	at := strings.IndexByte(s, ':')
	if at <= 0 {
		return field{}, false
	}
	name := p.trim(rng{l.first, l.first + at})
	f := field{name: name, colon: l.first + at, value: p.trim(rng{l.first + at + 1, l.last})}
	words := strings.Fields(p.str(name))
	switch {
	case len(words) == 1 && allToken(words[0]) && isLetter(words[0][0]) && name.hi < l.first+at:
		gap := rng{name.hi, l.first + at}
		p.report(HeaderLine, gap, fix(true, "Delete the space", p.edit(gap, "")), "no space may stand there (RFC 9112 section 5.1)",
			"space between header name %s and colon", quote(words[0]))
		return f, true
	case len(words) > 1 && isField(strings.Join(words, "-")):
		good := strings.Join(words, "-")
		p.report(HeaderLine, name, fix(true, "Write "+good, p.edit(rng{name.lo, l.first + at}, good)), "a header name has no spaces (RFC 9110 section 5.1)",
			"header name %s has a space", quote(p.str(name)))
		return f, true
	}
	return field{}, false
}

// colonless reads "Content-Type application/json", "Content-Type=application/json"
// and a name alone.
func (p *parser) colonless(l line) (field, bool) {
	i := l.first
	for i < l.last && (isLetter(p.b[i]) || isDigit(p.b[i]) || p.b[i] == '-') {
		i++
	}
	name := rng{l.first, i}
	rest := p.trim(rng{i, l.last})
	if !isWordlessField(p.str(name)) && !p.readsLikeValue(name, rest) {
		return field{}, false
	}
	if rest.empty() {
		p.report(HeaderLine, name, nil, lineHelp, "header %s has no colon and no value", quote(p.str(name)))
		return field{name: name, value: rest, settled: true}, true
	}
	sep := rng{i, rest.lo}
	if p.b[rest.lo] == '=' || p.b[rest.lo] == ';' || p.b[rest.lo] == ',' {
		rest = p.trim(rng{rest.lo + 1, rest.hi})
		sep.hi = rest.lo
	}
	if sep.empty() || rest.empty() {
		return field{}, false
	}
	p.report(HeaderLine, name, fix(true, "Insert a colon", p.edit(sep, ": ")), lineHelp, "no colon after header name %s", quote(p.str(name)))
	return field{name: name, value: rest, settled: true}, true
}

// readsLikeValue reports whether a known name that is also a word of English is
// followed by one word that no sentence goes on with: "Location /berths/7".
func (p *parser) readsLikeValue(name, rest rng) bool {
	return isField(p.str(name)) && !rest.empty() && p.word(rest) == rest && strings.ContainsAny(p.str(rest), "/=")
}
