package page

import (
	"bytes"
	"strconv"
	"strings"

	"docgauge/internal/httpmsg"
	"docgauge/internal/text"
)

// statuses finds the HTTP status codes that prose names. A number counts when
// its reason phrase stands beside it, when the words around it say that it is a
// status, or when it stands alone in a code span; a size, a date or a limit
// ("up to 200 berths") does not.
func statuses(f text.Fragment) []Status {
	var found []Status
	raw := f.Bytes
	for i := 0; i+3 <= len(raw); i++ {
		if raw[i] < '1' || raw[i] > '5' || !isDigit(raw[i+1]) || !isDigit(raw[i+2]) || !aloneAt(raw, i) {
			continue
		}
		code, _ := strconv.Atoi(string(raw[i : i+3]))
		end, phrase := phraseBehind(raw, i+3, code)
		if phrase == "" && !saysStatus(raw, i, code) {
			continue
		}
		found = append(found, Status{Code: code, Reason: phrase, Span: f.Span(i, end)})
		i = end - 1
	}
	return found
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

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// aloneAt reports whether the three digits at i are no part of a longer word,
// number, path, date or identifier.
func aloneAt(raw []byte, i int) bool {
	if i > 0 {
		if c := raw[i-1]; isWord(c) || c == '-' || c == '.' || c == '#' || c == '$' || c == '%' ||
			c == '/' || c == '=' || c == ':' && i > 1 && isDigit(raw[i-2]) {
			return false
		}
	}
	if i+3 >= len(raw) {
		return true
	}
	c := raw[i+3]
	if isWord(c) || c == '%' || c == '/' {
		return false
	}
	return c != '.' && c != ',' && c != '-' && c != ':' || i+4 >= len(raw) || !isDigit(raw[i+4])
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// phraseBehind returns the code's reason phrase if it follows at i, behind marks
// and punctuation, and where it ends; else i and "".
func phraseBehind(raw []byte, i, code int) (end int, phrase string) {
	at := i
	for at < len(raw) && at < i+8 && bytes.IndexByte([]byte(" \t\r\n`*_\"',:;-()"), raw[at]) >= 0 {
		at++
	}
	if bytes.HasPrefix(raw[at:], []byte("–")) {
		at += len("–")
	}
	var ends []int
	for j := at; j <= len(raw) && len(ends) < 4 && j-at < 40; j++ {
		if j == len(raw) || !isWord(raw[j]) && raw[j] != '-' && raw[j] != '\'' {
			if j > at && (len(ends) == 0 || j > ends[len(ends)-1]+1) {
				ends = append(ends, j)
			}
			if j < len(raw) && raw[j] != ' ' {
				break
			}
		}
	}
	for k := len(ends) - 1; k >= 0; k-- {
		if words := string(raw[at:ends[k]]); httpmsg.IsReason(code, words) {
			return ends[k], words
		}
	}
	return i, ""
}

// saysStatus reports whether the words around the number at i call it a status.
func saysStatus(raw []byte, i, code int) bool {
	before := strings.ToLower(lettersBefore(raw, i))
	for _, w := range [...]string{"http", "http/1.1", "http/2", "status", "status code", "statuscode", "response code", "error code", "code", "a code of", "status of"} {
		if before == w || strings.HasSuffix(before, " "+w) {
			return true
		}
	}
	after := strings.ToLower(lettersAfter(raw, i+3))
	for _, w := range [...]string{"response", "status", "http", "code", "error", "result code"} {
		if after == w || strings.HasPrefix(after, w+" ") {
			return true
		}
	}
	phrase := httpmsg.ReasonPhrase(code)
	if phrase == "" {
		return false
	}
	if strings.HasSuffix(before, strings.ToLower(phrase)) {
		return true
	}
	inCode := i > 0 && raw[i-1] == '`' && i+3 < len(raw) && raw[i+3] == '`'
	return inCode && !isLimit(before) && !isUnit(after)
}

func isLimit(before string) bool {
	for _, w := range [...]string{"limit of", "limit is", "maximum", "maximum of", "up to", "default is", "default", "value of", "value is", "than", "top", "minimum", "length of", "size of"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

func isUnit(after string) bool {
	first, _, _ := strings.Cut(after, " ")
	switch first {
	case "items", "characters", "objects", "bytes", "kb", "mb", "days", "hours", "minutes", "seconds", "users", "entries", "records", "results", "pages", "requests":
		return true
	}
	return false
}

// lettersBefore returns up to four words before i, marks left out.
func lettersBefore(raw []byte, i int) string {
	start := max(0, i-40)
	return strings.Join(lastWords(strings.FieldsFunc(string(raw[start:i]), isMark), 4), " ")
}

// lettersAfter returns up to three words from i on, marks left out.
func lettersAfter(raw []byte, i int) string {
	words := strings.FieldsFunc(string(raw[i:min(len(raw), i+40)]), isMark)
	return strings.Join(words[:min(3, len(words))], " ")
}

func lastWords(words []string, n int) []string { return words[max(0, len(words)-n):] }

func isMark(r rune) bool { return strings.ContainsRune(" \t\r\n`*_\"'(),:", r) }
