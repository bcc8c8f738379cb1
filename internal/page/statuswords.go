package page

import (
	"strings"

	"docgauge/internal/httpmsg"
)

// saysStatus reports whether the words around a number call it a status. The
// number stands at i and ends, with its phrase, at end. A code of 0 asks for the
// words alone, not for what the number itself may tell.
func saysStatus(raw []byte, i, end, code int) bool {
	before, after := wordsBefore(raw, i), nthWord(raw, end, 0)
	if isStatusWord(before) {
		return true
	}
	if isLimit(before) || isUnit(after) {
		return false
	}
	switch {
	case isStatusNoun(after) || after == "http" || after == "result" && isStatusNoun(nthWord(raw, end, 1)):
		return true
	case lastWord(before) == "or" && (after == "if" || after == "when"): // "the berth, or 204 if it is free"
		return true
	case (code == 0 || code >= 200) && isReturned(before) && endsPhrase(raw, end, after):
		return true
	case code/100 == 3 && strings.HasPrefix(after, "redirect"), code >= 400 && strings.HasPrefix(after, "error"):
		return true
	}
	phrase := httpmsg.ReasonPhrase(code)
	if phrase == "" {
		return false
	}
	if strings.HasSuffix(before, strings.ToLower(phrase)) {
		return true // "Bad Request (400)"
	}
	return code >= 200 && inCode(raw, i, end)
}

// inCode reports whether the number is all that a code span holds.
func inCode(raw []byte, i, end int) bool {
	return i > 0 && raw[i-1] == '`' && ticked(raw, end) ||
		strings.HasSuffix(string(raw[max(0, i-6):i]), "<code>") && strings.HasPrefix(string(raw[end:]), "</code>")
}

// isStatusWord reports whether the text before a number ends by calling it a status.
func isStatusWord(before string) bool {
	at := strings.LastIndexByte(before, ' ')
	switch last := before[at+1:]; last {
	case "http", "http/1.1", "http/1.0", "http/2", "http/2.0", "status", "statuscode", "status-code", "código", "codice",
		"respuesta", "resposta", "réponse", "risposta", "antwort", "antwortcode", "statut", "код", "ответа", "kod",
		"code", "codes", "statuses", "状态码", "代码", "コード", "코드":
		return true
	case "of", "is", "are":
		return isStatusNoun(lastWord(before[:max(0, at)]))
	}
	return false
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// isStatusNoun reports whether a word behind a number makes it a status.
func isStatusNoun(w string) bool {
	switch w {
	case "response", "responses", "status", "statuses", "code", "codes", "error", "errors":
		return true
	}
	return false
}

// isReturned reports whether the text before a number says that it comes back.
func isReturned(before string) bool {
	switch w := lastWord(strings.TrimSuffix(strings.TrimSuffix(before, " a"), " an")); w {
	case "return", "returns", "returned", "returning", "responds", "respond", "with":
		return true
	}
	return false
}

// endsPhrase reports whether nothing that the number could count follows it.
func endsPhrase(raw []byte, end int, after string) bool {
	switch after {
	case "", "if", "when", "and", "or", "with", "in", "for", "on", "to", "but", "otherwise", "along", "upon", "as":
		return true
	}
	for _, c := range raw[end:] {
		switch c {
		case '`', '*', '_', '"', '\'':
			continue
		case '.', ',', ';', ':', '(':
			return true
		}
		return false
	}
	return true
}

func isLimit(before string) bool {
	switch w := lastWord(before); w {
	case "limit", "maximum", "max", "minimum", "min", "default", "than", "top", "to", "from", "between", "least", "most",
		"about", "exactly", "every", "first", "last", "next", "value", "over", "equals", "exceeds", "number", "size", "length":
		return true
	case "of", "is", "are":
		switch lastWord(strings.TrimSuffix(before, " "+w)) {
		case "limit", "maximum", "max", "minimum", "min", "default", "value", "length", "size", "number", "total", "multiple", "count":
			return true
		}
	}
	return false
}

func isUnit(after string) bool {
	switch after {
	case "items", "item", "characters", "character", "chars", "objects", "bytes", "byte", "b", "kb", "kib", "mb", "mib", "gb", "tb", "bit", "bits",
		"mbps", "kbps", "ms", "px", "dpi", "pixels", "percent", "days", "hours", "minutes", "seconds", "milliseconds", "weeks", "months", "years",
		"users", "groups", "entries", "records", "results", "pages", "requests", "members", "elements", "rows", "cells", "files", "times", "per":
		return true
	}
	return false
}

// wordsBefore returns up to four words before i in small letters, marks left
// out. They reach back to the start of the sentence only.
func wordsBefore(raw []byte, i int) string {
	s := string(raw[max(0, i-120):i])
	if at := strings.LastIndex(s, ". "); at >= 0 {
		s = s[at+2:]
	}
	if text, target, ok := strings.Cut(s, "]("); ok { // a link's target is no word of the sentence
		_, rest, _ := strings.Cut(target, ")")
		s = strings.TrimPrefix(text, "[") + rest
	}
	words := strings.FieldsFunc(strings.ToLower(s), isMark)
	return strings.Join(words[max(0, len(words)-4):], " ")
}

// nthWord returns the word number n (from 0) behind i in small letters, or ""
// where the sentence or table cell ends before it.
func nthWord(raw []byte, i, n int) string {
	for ; i < len(raw); n-- {
		for i < len(raw) && strings.IndexByte(" \t\r\n`*_\"')", raw[i]) >= 0 {
			i++
		}
		end := i
		for end < len(raw) && (isWord(raw[end]) || raw[end] == '-' && end > i) {
			end++
		}
		if n == 0 || end == i {
			return strings.ToLower(string(raw[i:end]))
		}
		i = end
	}
	return ""
}

func isMark(r rune) bool { return strings.ContainsRune(" \t\r\n`*_\"'(),:;|\u00a0", r) }
