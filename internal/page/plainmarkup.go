package page

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain returns Markdown inline text as a reader sees it: without code marks,
// emphasis, link targets, tags and escapes. Underscores inside words stay, so
// that names such as access_token survive.
func Plain(raw string) string {
	if !strings.ContainsAny(raw, "`*_[]<&\\\r\n") {
		return strings.TrimSpace(raw)
	}
	var sb strings.Builder
	for i := 0; i < len(raw); {
		n := plainStep(raw, i, &sb)
		i += max(1, n)
	}
	return strings.Join(strings.Fields(html.UnescapeString(sb.String())), " ")
}

// plainStep writes what the construct at i shows and returns its length.
func plainStep(raw string, i int, sb *strings.Builder) int {
	switch c := raw[i]; c {
	case '\\':
		if i+1 < len(raw) && isPunct(raw[i+1]) {
			sb.WriteByte(raw[i+1])
			return 2
		}
	case '`':
		n := run(raw, i, '`')
		if end := closingTicks(raw, i+n, n); end >= 0 {
			sb.WriteString(raw[i+n : end])
			return end + n - i
		}
	case '*':
		return run(raw, i, '*')
	case '_':
		n := run(raw, i, '_')
		if !wordBefore(raw, i) || !wordAfter(raw, i+n) {
			return n
		}
		sb.WriteString(raw[i : i+n])
		return n
	case '!':
		if i+1 < len(raw) && raw[i+1] == '[' {
			return 1
		}
	case '[':
		return 1
	case ']':
		return 1 + linkTail(raw, i+1)
	case '<':
		if end := strings.IndexByte(raw[i:], '>'); end > 0 && isTag(raw[i+1:i+end]) {
			sb.WriteByte(' ')
			return end + 1
		}
	}
	sb.WriteByte(raw[i])
	return 1
}

// linkTail returns the length of "(target)" or "[label]" at i, 0 if neither is there.
func linkTail(raw string, i int) int {
	if i >= len(raw) {
		return 0
	}
	closer := map[byte]byte{'(': ')', '[': ']'}[raw[i]]
	if closer == 0 {
		return 0
	}
	const longest = 4096 // a target longer than this is none, and unbalanced ones must not cost the rest of the text each
	depth := 0
	for j := i; j < min(len(raw), i+longest); j++ {
		switch raw[j] {
		case raw[i]:
			depth++
		case closer:
			if depth--; depth == 0 {
				return j - i + 1
			}
		}
	}
	return 0
}

// closingTicks finds the run of exactly n backticks at or behind i, or -1.
func closingTicks(raw string, i, n int) int {
	for i < len(raw) {
		j := strings.IndexByte(raw[i:], '`')
		if j < 0 {
			return -1
		}
		i += j
		m := run(raw, i, '`')
		if m == n {
			return i
		}
		i += m
	}
	return -1
}

func run(raw string, i int, c byte) int {
	n := 0
	for i+n < len(raw) && raw[i+n] == c {
		n++
	}
	return n
}

// isTag reports whether the text between angle brackets is an HTML tag, and not
// a placeholder such as <id> that a writer forgot to escape.
func isTag(s string) bool {
	name := strings.ToLower(strings.Trim(s, "/ "))
	name, _, _ = strings.Cut(name, " ")
	switch name {
	case "a", "b", "br", "code", "div", "em", "i", "img", "kbd", "li", "ol", "p", "pre", "small", "span", "strong", "sub", "sup", "u", "ul":
		return true
	}
	return strings.HasPrefix(s, "!--")
}

func isPunct(c byte) bool {
	return c < utf8.RuneSelf && !unicode.IsLetter(rune(c)) && !unicode.IsDigit(rune(c)) && c > ' '
}

func wordBefore(raw string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(raw[:i])
	return i > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func wordAfter(raw string, i int) bool {
	r, _ := utf8.DecodeRuneInString(raw[min(i, len(raw)):])
	return i < len(raw) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
