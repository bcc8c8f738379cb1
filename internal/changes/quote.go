package changes

import (
	"fmt"
	"strings"
)

// names reads the two quoted names of a "diff --git" line, without their prefix.
func names(s string) (before, now string, err error) {
	before, rest, err := unquote(s)
	if err != nil {
		return "", "", err
	}
	rest, ok := strings.CutPrefix(rest, " ")
	if !ok {
		return "", "", fmt.Errorf("want a blank between two names: %.100q", s)
	}
	now, rest, err = unquote(rest)
	if err != nil {
		return "", "", err
	}
	before, ok = strings.CutPrefix(before, prefix)
	after, both := strings.CutPrefix(now, prefix)
	if !ok || !both || before == "" || after == "" || rest != "" {
		return "", "", fmt.Errorf("want two names: %.100q", s)
	}
	return before, after, nil
}

// escapes are what git writes for control characters, beside octal numbers
// (quote.c, cq_lookup).
const escapes = "a\ab\bt\tn\nv\vf\fr\r\"\"\\\\"

// unquote reads a name in double quotes as git writes it (git-config(1),
// core.quotePath), and returns what is behind it.
func unquote(s string) (name, rest string, err error) {
	quoted := s
	s, ok := strings.CutPrefix(s, `"`)
	var sb strings.Builder
	for ok && s != "" {
		c := s[0]
		s = s[1:]
		switch c {
		case '"':
			return sb.String(), s, nil
		case '\\':
			c, s, ok = escaped(s)
		}
		sb.WriteByte(c)
	}
	return "", "", fmt.Errorf("want a quoted name: %.100q", quoted)
}

// escaped reads what is behind a backslash: a letter, or three octal digits.
func escaped(s string) (c byte, rest string, ok bool) {
	if s == "" {
		return 0, "", false
	}
	if i := strings.IndexByte(escapes, s[0]); i >= 0 && i%2 == 0 {
		return escapes[i+1], s[1:], true
	}
	if len(s) < 3 {
		return 0, "", false
	}
	n := 0
	for _, digit := range []byte(s[:3]) {
		if digit < '0' || digit > '7' {
			return 0, "", false
		}
		n = n<<3 + int(digit-'0')
	}
	return byte(n), s[3:], n <= 0xFF
}
