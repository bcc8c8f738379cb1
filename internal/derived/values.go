package derived

import "strings"

// Listed returns the values that a description lists as the only ones:
// "Possible values are: `a`, `b`, and `c`.", "Either `a` or `b`.". It returns nil
// when there is no such list or when it goes on in prose.
func Listed(raw string) []string {
	var all []string
	low := strings.ToLower(raw)
	if len(low) != len(raw) {
		return nil // letters that change their length: not the offsets of raw
	}
	for at := 0; at < len(raw); at++ {
		switch low[at] {
		case 'v', 'e', 'o': // the words that announce a list begin so
		default:
			continue
		}
		start, loose := listAt(low, at)
		if start < 0 {
			continue
		}
		values, closed, marked := readList(raw[start:])
		switch {
		case len(values) == 0, loose && (!marked || len(values) < 2):
		case !closed:
			return nil
		default:
			all = append(all, values...)
			at = start
		}
	}
	return all
}

// listAt returns where the list of values starts that the words at offset
// at announce, or -1. It is loose if the words announce other things as well, so
// that only marked values count.
func listAt(lower string, at int) (start int, loose bool) {
	word := ""
	for _, w := range [...]string{"values", "either", "one of"} {
		if strings.HasPrefix(lower[at:], w) {
			word = w
		}
	}
	if word == "" || at > 0 && lower[at-1] >= 'a' && lower[at-1] <= 'z' {
		return -1, false
	}
	const near = 200 // bytes before the word that are looked at: a sentence
	before := lower[max(0, at-near):at]
	rest := strings.TrimLeft(lower[at+len(word):], " ")
	said := word != "values"
	for _, more := range [...]string{"are", "one of", "the following", "values", "as follows", ":"} {
		if tail, ok := strings.CutPrefix(rest, more); ok {
			rest, said = strings.TrimLeft(tail, " "), true
		}
	}
	if !said || word == "values" && !listOpens(before) || denied(before) {
		return -1, false
	}
	return len(lower) - len(rest), word != "values"
}

// denied reports whether the words before a list, in its sentence, say that the
// value is none of it: "It cannot be".
func denied(before string) bool {
	before = before[strings.LastIndex(before, ". ")+1:]
	for _, no := range [...]string{" not ", "cannot", "n't ", "n’t ", "except", "other than", "never "} {
		if strings.Contains(before, no) {
			return true
		}
	}
	return false
}

// listOpens reports whether the words before "values" make a list that
// follows the whole list: "The possible", "Allowed".
func listOpens(before string) bool {
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	switch strings.Trim(words[len(words)-1], "*_`(") {
	case "possible", "allowed", "valid", "supported", "permitted", "accepted", "acceptable":
	default:
		return false
	}
	if len(words) > 1 {
		switch words[len(words)-2] {
		case "some", "other", "additional", "example", "of":
			return false
		}
	}
	return true
}

// readList reads values parted by commas, "or" and "and", in code marks,
// quotes, emphasis or bare. It is closed if it ends with a sentence or the cell.
func readList(s string) (values []string, closed, marked bool) {
	for {
		s = strings.TrimLeft(s, " ")
		value, rest, mark := readValue(s)
		if value == "" || mark != marked && len(values) > 0 {
			return values, false, marked
		}
		marked = mark
		values = append(values, value)
		rest = skipRemark(rest)
		next, more := skipSeparator(rest)
		if !more {
			end := strings.TrimLeft(rest, " ")
			return values, end == "" || end[0] == '.' || end[0] == ';' || strings.HasPrefix(end, "<br"), marked
		}
		s = next
	}
}

// readValue reads one value; mark says that it stands in code marks, quotes
// or emphasis.
func readValue(s string) (value, rest string, mark bool) {
	for _, m := range [...]string{"**`", "`", "**", `"`, "'", "*", "_"} {
		body, ok := strings.CutPrefix(s, m)
		if !ok {
			continue
		}
		closing := m
		if m == "**`" {
			closing = "`**"
		}
		if value, rest, ok = strings.Cut(body, closing); ok {
			return strings.Trim(value, ` "'`), rest, true
		}
	}
	end := 0
	for end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z' || s[end] >= '0' && s[end] <= '9' || s[end] == '_' || s[end] == '-') {
		end++
	}
	return s[:end], s[end:], false
}

// skipRemark skips "(default)" behind a value.
func skipRemark(s string) string {
	t := strings.TrimLeft(s, " ")
	if !strings.HasPrefix(t, "(") {
		return s
	}
	if end := strings.IndexByte(t, ')'); end > 0 {
		return t[end+1:]
	}
	return s
}

// skipSeparator skips ", or" and the like.
func skipSeparator(s string) (string, bool) {
	t := strings.TrimLeft(s, " ")
	more := false
	for _, sep := range [...]string{",", "|", "or ", "and ", "and/or ", "& "} {
		if rest, ok := strings.CutPrefix(t, sep); ok {
			t, more = strings.TrimLeft(rest, " "), true
		}
	}
	return t, more
}
