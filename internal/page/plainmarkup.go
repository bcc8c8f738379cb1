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
	sb.Grow(len(raw))
	for i := 0; i < len(raw); {
		n := plainStep(raw, i, &sb)
		i += max(1, n)
	}
	s := html.UnescapeString(sb.String())
	if isSingleSpaced(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isSingleSpaced reports whether white space in s is single spaces between words.
// It may say no of others.
func isSingleSpaced(s string) bool {
	space := true // before the first word
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && space, c < ' ', c >= utf8.RuneSelf:
			return false
		default:
			space = c == ' '
		}
	}
	return !space
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
		sb.WriteString(raw[i : i+n])
		return n
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
		if n := commentLen(raw[i:]); n > 0 {
			sb.WriteByte(' ')
			return n
		}
		if end := strings.IndexByte(raw[i:min(len(raw), i+longestTarget)], '>'); end > 0 && isTag(raw[i+1:i+end]) {
			sb.WriteByte(' ')
			return end + 1
		}
	}
	sb.WriteByte(raw[i])
	return 1
}

// longestTarget bounds, in bytes, what is read as a link's target or a tag:
// unbalanced ones must not cost the rest of the text each.
const longestTarget = 4096

// linkTail returns the length of "(target)" or "[label]" at i, 0 if neither is
// there. Parentheses may stand in one another, up to the 32 levels that
// CommonMark (section 6.3) asks for; brackets may not.
func linkTail[T string | []byte](raw T, i int) int {
	if i >= len(raw) || raw[i] != '(' && raw[i] != '[' {
		return 0
	}
	open, closer, levels := raw[i], byte(')'), 32
	if open == '[' {
		closer, levels = ']', 1
	}
	depth := 0
	end := min(len(raw), i+longestTarget)
	for j := i; j < end; j++ {
		switch raw[j] {
		case '\\':
			j++
		case '<', '"': // "(<a)b>)" and "(a "b) c")"
			if before := raw[max(i, j-1)]; raw[j] == '<' && before == '(' || raw[j] == '"' && isSpace(before) {
				j = pastQuoted(raw, j, end)
			}
		case open:
			if depth++; depth > levels {
				return 0
			}
		case closer:
			if depth--; depth == 0 {
				return j - i + 1
			}
		}
	}
	return 0
}

// pastQuoted returns the offset of the mark that closes the one at j before end, or j.
func pastQuoted[T string | []byte](raw T, j, end int) int {
	closer := raw[j]
	if closer == '<' {
		closer = '>'
	}
	for k := j + 1; k < end && raw[k] != '\n'; k++ {
		if raw[k] == closer {
			return k
		}
	}
	return j
}

// closingTicks finds the run of exactly n backticks at or behind i, or -1. Nobody
// opens code with more than longestTicks of them.
func closingTicks[T string | []byte](raw T, i, n int) int {
	const longestTicks = 16 // each length that finds no end costs one reading of the text
	if n > longestTicks {
		return -1
	}
	for i < len(raw) {
		m := run(raw, i, '`')
		if m == n {
			return i
		}
		i += max(1, m)
	}
	return -1
}

// run returns how many c stand at i.
func run[T string | []byte](raw T, i int, c byte) int {
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
