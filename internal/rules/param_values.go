package rules

import "strings"

// paramValuesIn returns the values that a description lists as the only ones:
// "Possible values are: `a`, `b`, and `c`.", "Either `a` or `b`.". It returns nil
// when there is no such list or when it goes on in prose.
func paramValuesIn(raw string) []string {
	var all []string
	lower := strings.ToLower(raw)
	if len(lower) != len(raw) {
		return nil // letters that change their length: not the offsets of raw
	}
	for at := 0; at < len(raw); at++ {
		start, loose := paramListAt(lower, at)
		if start < 0 {
			continue
		}
		values, closed, marked := paramReadList(raw[start:])
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

// paramListAt returns where the list of values starts that the words at offset
// at announce, or -1. It is loose if the words announce other things as well, so
// that only marked values count.
func paramListAt(lower string, at int) (start int, loose bool) {
	word := ""
	for _, w := range [...]string{"values", "either", "one of"} {
		if strings.HasPrefix(lower[at:], w) {
			word = w
		}
	}
	if word == "" || at > 0 && lower[at-1] >= 'a' && lower[at-1] <= 'z' {
		return -1, false
	}
	rest := strings.TrimLeft(lower[at+len(word):], " ")
	said := word != "values"
	for _, more := range [...]string{"are", "one of", "the following", "values", "as follows", ":"} {
		if tail, ok := strings.CutPrefix(rest, more); ok {
			rest, said = strings.TrimLeft(tail, " "), true
		}
	}
	if !said || word == "values" && !paramListOpens(lower[:at]) {
		return -1, false
	}
	return len(lower) - len(rest), word != "values"
}

// paramListOpens reports whether the words before "values" make a list that
// follows the whole list: "The possible", "Allowed".
func paramListOpens(before string) bool {
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

// paramReadList reads values parted by commas, "or" and "and", in code marks,
// quotes, emphasis or bare. It is closed if it ends with a sentence or the cell.
func paramReadList(s string) (values []string, closed, marked bool) {
	for {
		s = strings.TrimLeft(s, " ")
		value, rest, mark := paramReadValue(s)
		if value == "" || mark != marked && len(values) > 0 {
			return values, false, marked
		}
		marked = mark
		values = append(values, value)
		rest = paramSkipRemark(rest)
		next, more := paramSkipSeparator(rest)
		if !more {
			end := strings.TrimLeft(rest, " ")
			return values, end == "" || end[0] == '.' || end[0] == ';' || strings.HasPrefix(end, "<br"), marked
		}
		s = next
	}
}

// paramReadValue reads one value; mark says that it stands in code marks, quotes
// or emphasis.
func paramReadValue(s string) (value, rest string, mark bool) {
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

// paramSkipRemark skips "(default)" behind a value.
func paramSkipRemark(s string) string {
	t := strings.TrimLeft(s, " ")
	if !strings.HasPrefix(t, "(") {
		return s
	}
	if end := strings.IndexByte(t, ')'); end > 0 {
		return t[end+1:]
	}
	return s
}

// paramSkipSeparator skips ", or" and the like.
func paramSkipSeparator(s string) (string, bool) {
	t := strings.TrimLeft(s, " ")
	more := false
	for _, sep := range [...]string{",", "|", "or ", "and ", "and/or ", "& "} {
		if rest, ok := strings.CutPrefix(t, sep); ok {
			t, more = strings.TrimLeft(rest, " "), true
		}
	}
	return t, more
}
