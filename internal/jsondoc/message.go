package jsondoc

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuote bounds the text quoted in a message, in bytes.
const maxQuote = 48

// shown makes a piece of the text fit for a message: its first line, not too
// long, with what cannot be printed escaped.
func shown(s string) string {
	cut := false
	if i := strings.IndexAny(s[:min(len(s), maxQuote+1)], "\r\n"); i >= 0 {
		s, cut = s[:i], true
	}
	if len(s) > maxQuote {
		n := maxQuote
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		s, cut = s[:n], true
	}
	for _, r := range s {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			q := strconv.QuoteToGraphic(s)
			s = strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
			break
		}
	}
	if cut {
		s += "…"
	}
	return s
}

// quoted is shown in double quotes.
func quoted(name string) string { return `"` + shown(name) + `"` }

// places counts in words.
func places(n int) string {
	if n == 1 {
		return "1 other place"
	}
	return strconv.Itoa(n) + " other places"
}
