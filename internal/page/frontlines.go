package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"docgauge/internal/text"
)

// plainFields reads front matter that is nothing but "key: value" lines with
// scalars on them, as nearly all of it is, without the YAML library, which takes
// longer than all Markdown of such a page. It gives up on anything else: nested,
// quoted with escapes, commented, or a word that YAML does not take for a string.
// FuzzPlainFields holds it against the library.
func plainFields(src *text.Source, inner text.Span) ([]Field, bool) {
	raw := src.Bytes[inner.Start:inner.End]
	if bytes.IndexByte(raw, '\t') >= 0 || !utf8.Valid(raw) {
		return nil, false
	}
	var fields []Field
	for at := inner.Start; at < inner.End; {
		line := text.Span{Start: at, End: inner.End}
		if i := bytes.IndexByte(src.Bytes[at:inner.End], '\n'); i >= 0 {
			line.End = at + i + 1
		}
		at = line.End
		s := strings.TrimRight(src.Slice(line), " \r\n")
		if s == "" {
			continue
		}
		key := keyLength(s)
		if key == 0 || key+1 < len(s) && s[key+1] != ' ' {
			return nil, false
		}
		value, kind, ok := plainScalar(strings.TrimLeft(s[key+1:], " "))
		if !ok || hasKey(fields, s[:key]) {
			return nil, false
		}
		fields = append(fields, Field{
			Key: s[:key], Value: value, Kind: kind,
			KeySpan: text.Span{Start: line.Start, End: line.Start + key},
		})
	}
	return fields, len(fields) > 0
}

func hasKey(fields []Field, key string) bool {
	for i := range fields {
		if fields[i].Key == key {
			return true
		}
	}
	return false
}

// keyLength returns the length of the plain key before the line's first colon,
// or 0 if the line does not begin with one.
func keyLength(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':':
			return i
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
		case i == 0 || c != '.' && c != '-' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

// plainScalar reads a value without escapes.
func plainScalar(s string) (value string, kind FieldKind, ok bool) {
	if s == "" {
		return "", NullField, true
	}
	if q := s[0]; q == '"' || q == '\'' {
		inside := strings.TrimSuffix(s[1:], s[:1])
		return inside, StringField, len(inside) == len(s)-2 && strings.IndexByte(inside, q) < 0 && !strings.ContainsAny(inside, "\\\r\x00")
	}
	letter := s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z'
	if !letter || strings.ContainsAny(s, "\r\x00") || strings.Contains(s, ": ") || strings.Contains(s, " #") || s[len(s)-1] == ':' {
		return "", NullField, false
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return "", NullField, false
	}
	return s, StringField, true
}
