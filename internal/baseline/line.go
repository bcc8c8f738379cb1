package baseline

import (
	"encoding/json"
	"strconv"
)

// line is one line of JSON that is being read. Only what a baseline holds is
// understood, an object of texts and whole numbers, so that every fault has its
// place.
type line struct {
	s     string
	at    int    // offset in bytes; of the fault, if there is one
	fault string // what is missing at that place
}

// field is a member of the object. Offsets are bytes in the line.
type field struct {
	key              string
	text             string // the value, or n
	n                int
	number           bool
	keyStart, keyEnd int
	start, end       int // of the value
}

// object reads the whole line. The members are added to fields.
func (l *line) object(fields []field) ([]field, bool) {
	if !l.want('{') {
		return nil, false
	}
	if l.space(); l.next() != '}' {
		for {
			f, ok := l.member()
			if !ok {
				return nil, false
			}
			fields = append(fields, f)
			if l.space(); l.next() != ',' {
				break
			}
			l.at++
		}
	}
	if !l.want('}') {
		return nil, false
	}
	if l.space(); l.at < len(l.s) {
		return nil, l.fail("text behind the object")
	}
	return fields, true
}

func (l *line) fail(fault string) bool {
	l.fault = fault
	return false
}

// next is the byte at the place, or 0 at the end.
func (l *line) next() byte {
	if l.at < len(l.s) {
		return l.s[l.at]
	}
	return 0
}

func (l *line) space() {
	for l.next() == ' ' || l.next() == '\t' {
		l.at++
	}
}

// want reads a mark and the space before it.
func (l *line) want(mark byte) bool {
	if l.space(); l.next() != mark {
		return l.fail("want " + strconv.QuoteRune(rune(mark)) + " here")
	}
	l.at++
	return true
}

// member reads a name and its value.
func (l *line) member() (f field, ok bool) {
	l.space()
	f.keyStart = l.at
	if f.key, ok = l.text(); !ok {
		return f, false
	}
	f.keyEnd = l.at
	if !l.want(':') {
		return f, false
	}
	l.space()
	f.start = l.at
	if c := l.next(); c >= '0' && c <= '9' {
		f.number = true
		f.n, ok = l.digits()
	} else {
		f.text, ok = l.text()
	}
	f.end = l.at
	return f, ok
}

// digits reads a whole number.
func (l *line) digits() (n int, ok bool) {
	start := l.at
	for c := l.next(); c >= '0' && c <= '9'; c = l.next() {
		l.at++
	}
	n, err := strconv.Atoi(l.s[start:l.at])
	if err != nil || l.s[start] == '0' && l.at > start+1 {
		l.at = start
		return 0, l.fail("want a whole number here")
	}
	return n, true
}

// text reads a string.
func (l *line) text() (string, bool) {
	start := l.at
	if l.next() != '"' {
		return "", l.fail("want a text in double quotes here")
	}
	plain := true
	for l.at++; l.next() != '"'; l.at++ {
		switch c := l.next(); {
		case l.at >= len(l.s):
			l.at = start
			return "", l.fail("the text has no closing quote")
		case c == '\\':
			plain = false
			l.at++
		case c < ' ' || c >= 0x80:
			plain = false
		}
	}
	l.at++
	raw := l.s[start:l.at]
	if plain {
		return raw[1 : len(raw)-1], true
	}
	var s string
	if err := json.Unmarshal([]byte(raw), &s); err != nil {
		l.at = start
		return "", l.fail("the text is no JSON string")
	}
	return s, true
}
