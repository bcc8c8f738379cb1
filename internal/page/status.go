package page

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/httpmsg"
	"docgauge/internal/text"
)

// candidate is a number in prose that may be an HTTP status.
type candidate struct {
	at, end int // the number with the phrase behind it
	code    int
	reason  string
	class   bool
	sure    bool
}

// statuses finds the HTTP status codes that prose names. A number counts when a
// reason phrase stands behind it, when the words around it say that it is a
// status, when it stands alone in a code span, or when it is listed beside one
// that counts ("403 and 404 responses"); a size, a date or a limit ("up to 200
// berths") does not.
func statuses(f text.Fragment) []Status {
	raw := f.Bytes
	var found []candidate
	for i := 0; i+3 <= len(raw); i++ {
		if raw[i] < '1' || raw[i] > '5' {
			continue
		}
		if c, ok := candidateAt(raw, i); ok {
			found = append(found, c)
			i = c.end - 1
		}
	}
	if bytes.Contains(raw, commentOpen) {
		found = outsideComments(raw, found)
	}
	spread(raw, found)
	var out []Status
	for _, c := range found {
		if c.sure {
			out = append(out, Status{Code: c.code, Class: c.class, Reason: c.reason, Span: f.Span(c.at, c.end)})
		}
	}
	return out
}

// statusCell reads a table cell that may be nothing but a status.
func statusCell(f text.Fragment, plain string) []Status {
	if len(plain) == 3 && httpmsg.ReasonPhrase(atoi(plain)) != "" {
		return []Status{{Code: atoi(plain), Span: f.All()}}
	}
	return statuses(f)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// candidateAt judges the three characters at i by themselves and by their neighbours.
func candidateAt(raw []byte, i int) (c candidate, ok bool) {
	if !aloneAt(raw, i) {
		return c, false
	}
	c = candidate{at: i, end: i + 3, code: int(raw[i]-'0') * 100}
	if raw[i+1]|0x20 == 'x' && raw[i+2]|0x20 == 'x' {
		c.class, c.sure = true, true
		return c, true
	}
	if !isDigit(raw[i+1]) || !isDigit(raw[i+2]) {
		return c, false
	}
	c.code = atoi(string(raw[i : i+3]))
	if c.code%100 == 0 && namesClass(raw[i+3:]) {
		c.class, c.sure = true, true
		return c, true
	}
	c.end, c.reason, c.sure = phraseBehind(raw, i, c.code)
	c.sure = c.sure || saysStatus(raw, i, c.end, c.code)
	return c, c.sure || httpmsg.ReasonPhrase(c.code) != ""
}

// namesClass reports whether the words behind "200" make it all codes from 200 to 299.
func namesClass(rest []byte) bool {
	if len(rest) == 0 || rest[0] != '-' && rest[0] != ' ' && rest[0] != '`' {
		return false
	}
	word := bytes.TrimLeft(rest[:min(len(rest), 10)], "-` ")
	for _, w := range [...]string{"series", "level", "class", "range"} {
		if bytes.HasPrefix(bytes.ToLower(word), []byte(w)) {
			return true
		}
	}
	return false
}

// spread makes candidates sure that stand in a list with one that is.
func spread(raw []byte, found []candidate) {
	for i := 1; i < len(found); i++ {
		if found[i-1].sure && isListGlue(raw[found[i-1].end:found[i].at]) {
			found[i].sure = true
		}
	}
	for i := len(found) - 2; i >= 0; i-- {
		if found[i+1].sure && isListGlue(raw[found[i].end:found[i+1].at]) {
			found[i].sure = true
		}
	}
}

// isListGlue reports whether the text between two numbers only joins them.
func isListGlue(between []byte) bool {
	if len(between) > 24 {
		return false
	}
	switch strings.ToLower(strings.Trim(string(between), " \t\r\n`*_\"',;/&()")) {
	case "", "or", "and", "and/or", "http", "or http", "and http", "or a", "and a", "or an http", "o", "y", "e", "ou", "et", "und", "oder",
		"или", "и", "lub", "i", "of", "en", "或", "或者", "和", "または", "と", "또는", "및", "、":
		return true
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// aloneAt reports whether the three characters at i are no part of a longer
// word, number, path, date or identifier. In "200/201" each is alone.
func aloneAt(raw []byte, i int) bool {
	if i > 0 {
		switch c := raw[i-1]; {
		case isWord(c), strings.IndexByte("-.#$%=", c) >= 0, c == ':' && i > 1 && isDigit(raw[i-2]):
			return false
		case c == '/' && (i < 4 || !threeDigits(raw[i-4:])):
			return false
		case c >= utf8.RuneSelf:
			if r, _ := utf8.DecodeLastRune(raw[:i]); joins(r) {
				return false
			}
		}
	}
	if i+3 >= len(raw) {
		return true
	}
	switch c := raw[i+3]; {
	case isWord(c), c == '%', c == '/' && !threeDigits(raw[i+4:]):
		return false
	case c >= utf8.RuneSelf:
		r, _ := utf8.DecodeRune(raw[i+3:])
		return !joins(r)
	case strings.IndexByte(".,-:", c) >= 0:
		return i+4 >= len(raw) || !isDigit(raw[i+4])
	}
	return true
}

func threeDigits(b []byte) bool {
	return len(b) >= 3 && isDigit(b[0]) && isDigit(b[1]) && isDigit(b[2]) && (len(b) == 3 || !isDigit(b[3]))
}

// joins reports whether a letter beside a number makes them one word. Scripts
// that write no spaces between words do not.
func joins(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// phraseBehind returns the reason phrase behind the number at i, and where it
// ends; else where the number ends and "". A phrase that is not the code's own
// counts where it is clearly meant as one: "`204 OK`". The number is certainly
// a status by its own phrase, unless that is one word of plain English in small
// letters ("the 201 created accounts").
func phraseBehind(raw []byte, i, code int) (end int, phrase string, certain bool) {
	words := wordsBehind(raw, i+3)
	for k := len(words); k > 0; k-- {
		s := join(raw, words[:k])
		if !httpmsg.IsReason(code, s) {
			continue
		}
		end = words[k-1].End
		plain := k == 1 && s == strings.ToLower(s) && s != "ok"
		if !plain || ticked(raw, end) || saysStatus(raw, i, end, code) {
			return end, s, true
		}
		return i + 3, "", false
	}
	if httpmsg.ReasonPhrase(code) == "" {
		return i + 3, "", false
	}
	if k := strangePhrase(raw, i, words); k > 0 {
		return words[k-1].End, join(raw, words[:k]), true
	}
	return i + 3, "", false
}

// strangePhrase returns how many of the words behind the number at i are meant
// as its reason phrase though they are not: a phrase of another code, all the
// rest of a code span, or words in capitals before "response".
func strangePhrase(raw []byte, i int, words []text.Span) int {
	capitals := 0
	for capitals < len(words) && raw[words[capitals].Start] >= 'A' && raw[words[capitals].Start] <= 'Z' {
		capitals++
	}
	if capitals == 0 || isUnit(strings.ToLower(join(raw, words[:1]))) {
		return 0
	}
	for k := len(words); k > 0; k-- {
		end := words[k-1].End
		switch {
		case ticked(raw, end):
			return k
		case anyReason(join(raw, words[:k])) && saysStatus(raw, i, end, 0):
			return k
		case k <= capitals && join(raw, words[:k]) != "HTTP" && isStatusNoun(nthWord(raw, end, 0)):
			return k
		}
	}
	return 0
}

// anyReason reports whether a phrase belongs to some status code.
func anyReason(phrase string) bool {
	for code := 100; code < 512; code++ {
		if httpmsg.IsReason(code, phrase) {
			return true
		}
	}
	return false
}

// wordsBehind returns up to five words from i on, behind marks and punctuation.
func wordsBehind(raw []byte, i int) []text.Span {
	at := i
	for at < len(raw) && at < i+8 {
		r, n := utf8.DecodeRune(raw[at:])
		if !strings.ContainsRune(" \t\r\n`*_\"',:;-–—(\u00a0", r) {
			break
		}
		at += n
	}
	var words []text.Span
	for at < len(raw) && len(words) < 5 {
		end := at
		for end < len(raw) && (isWord(raw[end]) || end > at && (raw[end] == '-' || raw[end] == '\'')) {
			end++
		}
		if end == at {
			break
		}
		words = append(words, text.Span{Start: at, End: end})
		at = end
		for at < len(raw) && isSpace(raw[at]) {
			at++
		}
		if at == end {
			break
		}
	}
	return words
}

// join returns words as a reader sees them, one space between them.
func join(raw []byte, words []text.Span) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = string(raw[w.Start:w.End])
	}
	return strings.Join(parts, " ")
}

// ticked reports whether a code span ends at i.
func ticked(raw []byte, i int) bool { return i < len(raw) && raw[i] == '`' }
