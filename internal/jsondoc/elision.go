package jsondoc

import (
	"strings"
	"unicode/utf8"
)

const elisionHelp = "A reader understands it, a parser does not: show whole values, or say below the example that it is shortened"

// elision reads and reports the mark at pos that stands for entries left out of
// the frame on top.
func (p *parser) elision() bool {
	end := p.elisionEnd(p.pos)
	if end == 0 {
		return false
	}
	fr := p.top()
	fr.elided, fr.child = true, false
	what := "members"
	if fr.closer == ']' {
		what = "items"
	}
	p.elide(end, what)
	return true
}

// elide reports the elision mark from pos to end and goes on behind it.
func (p *parser) elide(end int, what string) {
	start := p.pos
	p.pos, p.end = end, end
	mark := p.s[start:end]
	if strings.IndexByte(mark, '\n') >= 0 {
		mark = "..."
	}
	p.report(Ellipsis, start, end, shown(mark)+" stands for "+what+" left out", elisionHelp)
}

// elisionEnd returns the end of the elision mark at i, or 0: two or more dots,
// which may stand one below the other, or a dots character, with the words that
// follow it on its line ("... and so on").
func (p *parser) elisionEnd(i int) int {
	end := p.dotsEnd(i)
	if end == 0 {
		return 0
	}
	j := p.skipBlanks(end)
	if j < len(p.s) && (isLetter(p.s[j]) || p.s[j] == '(') {
		if e := p.junkEnd(j); !strings.ContainsAny(p.s[j:e], "\":{[") && p.wordsOnly(e) {
			return e
		}
	}
	return end
}

// dotsEnd is elisionEnd without the words.
func (p *parser) dotsEnd(i int) int {
	if i >= len(p.s) || p.s[i] != '.' && p.s[i] < utf8.RuneSelf {
		return 0
	}
	return p.dotsFrom(i)
}

func (p *parser) dotsFrom(i int) int {
	dots, end := 0, i
	for j := i; j < len(p.s); {
		n, w := dotsAt(p.s[j:])
		if n == 0 {
			break
		}
		dots, j = dots+n, j+w
		end = j
		for k := 0; k < maxPartner && j < len(p.s) && isBlank(p.s[j]); k++ {
			j++
		}
	}
	if dots < 2 || end < len(p.s) && p.s[end]-'0' <= 9 {
		return 0
	}
	return end
}

// wordsOnly tells whether the entry ends at i, so that the words before it were a remark.
func (p *parser) wordsOnly(i int) bool {
	i = p.skipBlanks(i)
	return p.lineEndAt(i) || strings.IndexByte(",]}", p.s[i]) >= 0 || p.commentEnd(i) > 0
}

// dotsAt returns how many dots the mark at the start of s stands for, and its length in bytes.
func dotsAt(s string) (dots, width int) {
	if s[0] == '.' {
		return 1, 1
	}
	if s[0] < 0x80 {
		return 0, 0
	}
	for _, mark := range [...]string{"…", "⋯", "⋮"} {
		if strings.HasPrefix(s, mark) {
			return 3, len(mark)
		}
	}
	return 0, 0
}
