package rules

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// placeholderNumbered cuts "-value" off a text's end, with the number behind it if
// there is one: "berthId-value", "berthId-value2", "berthId-value-2".
func placeholderNumbered(s string) (stem string, ok bool) {
	if stem, ok = strings.CutSuffix(s, "-value"); ok {
		return stem, true
	}
	bare := strings.TrimRight(s, "0123456789")
	if bare == s {
		return "", false
	}
	return strings.CutSuffix(strings.TrimSuffix(bare, "-"), "-value")
}

// placeholderStem reports whether what stands before "-value" makes a leftover:
// it ends as the member's name does, or the name of one of its items, or in the
// name of a type.
func placeholderStem(key, stem string) bool {
	stemWords, keyWords := nameWords(stem), nameWords(key)
	if len(stemWords) == 0 || len(keyWords) == 0 || strings.ContainsAny(stem, " \t\n") {
		return false
	}
	last := stemWords[len(stemWords)-1]
	if member := keyWords[len(keyWords)-1]; last == member || last+"s" == member || key == "value" {
		return true
	}
	if last == "id" && len(stemWords) > 1 {
		return true
	}
	switch strings.Join(stemWords, "") {
	case "id", "name", "string", "datetime", "date", "time", "timestamp", "guid", "url", "uri", "number", "boolean",
		"integer", "int", "int32", "int64", "double", "float", "binary", "datetimeoffset", "base64":
		return true
	}
	return false
}

// placeholderPhrase reports whether what stands before " value" makes a leftover:
// the words of the member's name, or, for the member "value" itself, a function's.
func placeholderPhrase(key, stem string) bool {
	words := nameWords(stem)
	if len(words) > 0 && slices.Equal(words, nameWords(key)) {
		return true
	}
	return key == "value" && len(words) > 2 && !strings.ContainsFunc(stem, unicode.IsPunct) && allCapitalised(stem)
}

func allCapitalised(s string) bool {
	for _, w := range strings.Fields(s) {
		if !unicode.IsUpper(rune(w[0])) {
			return false
		}
	}
	return true
}

// placeholderChoice reports whether the text is names parted by " | ".
func placeholderChoice(s string) bool {
	for part := range strings.SplitSeq(s, " | ") {
		if len(nameWords(part)) == 0 || strings.ContainsAny(part, " /.,:;'\"()") || unicode.IsUpper(rune(part[0])) {
			return false
		}
	}
	return true
}

// placeholderTypeName reports whether the text names a type. Words that are also
// used as values count where the member's name ends with them ("usageDate":
// "Date"), and else are doubtful, as is every type name in a member for types.
func placeholderTypeName(key, s string) (why string, doubtful bool) {
	const said = "the name of a type, no value"
	name, remark, _ := strings.Cut(s, " (")
	if remark != "" && remark[len(remark)-1] != ')' {
		return "", false
	}
	name = strings.TrimPrefix(name, "Edm.")
	sure := false
	switch name {
	case "String", "string", "Boolean", "boolean", "Int16", "Int32", "Int64", "int32", "int64", "DateTimeOffset",
		"Guid", "GUID", "guid", "Integer":
		sure = true
	case "Date", "Binary", "Double", "Duration", "Timestamp", "timestamp", "url", "Url", "id", "Id", "datetime", "DateTime":
	default:
		return "", false
	}
	words := nameWords(key)
	if len(words) == 0 {
		return "", false
	}
	last := words[len(words)-1]
	switch {
	case sure:
		return said, slices.Contains([]string{"type", "types", "kind", "format", "class", "cast"}, last)
	case strings.EqualFold(key, name):
		return "the member's own name, no value", false
	}
	ends := last == strings.ToLower(name) || last == "time" && strings.EqualFold(name, "timestamp")
	return said, remark == "" && !ends
}

// nameWords cuts a name into its words in lower case: "objectId", "Object Id" and
// "object-id" have the same.
func nameWords(name string) []string {
	var words []string
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
	}
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c == ' ' || c == '_' || c == '-' || c == '.' || c == '@':
			flush(i)
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > start:
			before := name[i-1]
			endsRun := i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z'
			if before < 'A' || before > 'Z' || endsRun {
				flush(i)
				start = i
			}
		}
	}
	flush(len(name))
	return words
}

// countOf writes "1 other value", "3 other values".
func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
