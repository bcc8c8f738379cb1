package docset

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleText reads the text of a heading's Markdown as renderers do: without
// marks, targets and tags, and without touching the space in it.
type titleText struct {
	raw         string
	noImages    bool // leave out the text that stands for images
	underscores bool // keep all underscores
	strings.Builder
}

func (t *titleText) read() {
	for i := 0; i < len(t.raw); {
		i += t.step(i)
	}
}

// step writes what the construct at i shows and returns its length, at least 1.
func (t *titleText) step(i int) int {
	raw, n := t.raw, 0
	switch raw[i] {
	case '\\':
		n = t.escape(i)
	case '`':
		n = t.code(i)
	case '*', '\r', '\n':
		n = 1
	case '_':
		n = t.underscore(i)
	case '!':
		if end := bracketEnd(raw, i+1); end > 0 && t.noImages {
			n = end + tailOf(raw, end) - i
		}
	case '[':
		n = 1
	case ']':
		n = 1 + tailOf(raw, i+1)
	case '<':
		n = t.tag(i)
	case '&':
		n = t.entity(i)
	}
	if n == 0 {
		t.WriteByte(raw[i])
		n = 1
	}
	return n
}

// The readers below write what stands at i and return its length, 0 if it is
// nothing of the kind.

func (t *titleText) escape(i int) int {
	if i+1 == len(t.raw) || t.raw[i+1] >= utf8.RuneSelf {
		return 0
	}
	if c := rune(t.raw[i+1]); !unicode.IsPunct(c) && !unicode.IsSymbol(c) {
		return 0
	}
	t.WriteByte(t.raw[i+1])
	return 2
}

func (t *titleText) code(i int) int {
	n := runOf(t.raw, i)
	end := codeEnd(t.raw, i+n, n)
	if end < 0 {
		return n
	}
	t.WriteString(codeText(t.raw[i+n : end]))
	return end + n - i
}

func (t *titleText) underscore(i int) int {
	n := runOf(t.raw, i)
	if t.underscores || wordAt(t.raw[:i], true) && wordAt(t.raw[i+n:], false) {
		t.WriteString(t.raw[i : i+n])
	}
	return n
}

// tag reads an address or an HTML tag, which shows nothing.
func (t *titleText) tag(i int) int {
	if strings.HasPrefix(t.raw[i:], "<!--") {
		if end := strings.Index(t.raw[i+len("<!--"):], "-->"); end >= 0 {
			return len("<!--") + end + len("-->")
		}
	}
	end := strings.IndexByte(t.raw[i:], '>')
	if end < 2 {
		return 0
	}
	inner := t.raw[i+1 : i+end]
	first := inner[0] | 0x20
	switch {
	case hasScheme(inner), !strings.ContainsAny(inner, " \t") && strings.IndexByte(inner, '@') > 0:
		t.WriteString(inner)
	case (first < 'a' || first > 'z') && strings.IndexByte("/!?", inner[0]) < 0:
		return 0
	}
	return end + 1
}

func (t *titleText) entity(i int) int {
	const longest = 40 // bytes of a character reference
	end := strings.IndexByte(t.raw[i:min(len(t.raw), i+longest)], ';')
	if end < 2 {
		return 0
	}
	t.WriteString(html.UnescapeString(t.raw[i : i+end+1]))
	return end + 1
}

// runOf returns how many times the byte at i stands there.
func runOf(raw string, i int) int {
	n := 1
	for i+n < len(raw) && raw[i+n] == raw[i] {
		n++
	}
	return n
}

// codeEnd finds the run of exactly n backticks at or behind i, or -1.
func codeEnd(raw string, i, n int) int {
	for i < len(raw) {
		if raw[i] != '`' {
			i++
			continue
		}
		m := runOf(raw, i)
		if m == n {
			return i
		}
		i += m
	}
	return -1
}

// codeText is what a code span shows (CommonMark 6.1).
func codeText(s string) string {
	if len(s) > 2 && s[0] == ' ' && s[len(s)-1] == ' ' && strings.TrimSpace(s) != "" {
		return s[1 : len(s)-1]
	}
	return s
}

// wordAt reports whether a text begins, or ends, with a letter or digit.
func wordAt(s string, end bool) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if end {
		r, _ = utf8.DecodeLastRuneInString(s)
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// bracketEnd returns the offset behind the "]" that closes the "[" at i, or 0.
func bracketEnd(raw string, i int) int {
	if i >= len(raw) || raw[i] != '[' {
		return 0
	}
	depth := 0
	for ; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// tailOf returns the length of "(target)" or "[label]" at i, or 0.
func tailOf(raw string, i int) int {
	if i >= len(raw) {
		return 0
	}
	if raw[i] == '[' {
		return max(0, bracketEnd(raw, i)-i)
	}
	if raw[i] != '(' {
		return 0
	}
	depth := 0
	for j := i; j < len(raw); j++ {
		switch raw[j] {
		case '\\':
			j++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j + 1 - i
			}
		}
	}
	return 0
}
