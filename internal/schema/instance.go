package schema

import (
	"encoding/json"
	"iter"
	"net/url"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
)

// instance converts a value. What could not be read, and numbers that no check
// can use, become null, which no check minds; of duplicate names the last counts,
// as it does to most parsers. In notation a string becomes a value of the type it names.
func instance(v *jsondoc.Value, use Use) any {
	switch v.Kind {
	case jsondoc.Bool:
		return v.Bool
	case jsondoc.String:
		if use == Notation {
			return specimen(v.Text)
		}
		return v.Text
	case jsondoc.Number:
		if n, ok := number(v.Text); ok {
			return n
		}
	case jsondoc.Array:
		items := make([]any, len(v.Items))
		for i, item := range v.Items {
			items[i] = instance(item, use)
		}
		return items
	case jsondoc.Object:
		m := make(map[string]any, len(v.Members))
		for i := range v.Members {
			m[v.Members[i].Name] = instance(v.Members[i].Value, use)
		}
		return m
	}
	return nil
}

// number returns a literal that the library can compute with. It uses exact
// rationals, so a huge exponent would take all memory; a literal that is not JSON
// would make it fail.
func number(literal string) (json.Number, bool) {
	const digits, exponent = 400, 400
	if len(literal) > digits || !json.Valid([]byte(literal)) {
		return "", false
	}
	if i := strings.IndexAny(literal, "eE"); i >= 0 {
		if e, err := strconv.Atoi(literal[i+1:]); err != nil || e > exponent || e < -exponent {
			return "", false
		}
	}
	return json.Number(literal), true
}

// tokens splits a JSON pointer, without undoing its escapes.
func tokens(pointer string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for pointer != "" {
			var token string
			pointer = pointer[1:]
			if i := strings.IndexByte(pointer, '/'); i >= 0 {
				token, pointer = pointer[:i], pointer[i:]
			} else {
				token, pointer = pointer, ""
			}
			if !yield(token) {
				return
			}
		}
	}
}

func unescapeToken(token string) (string, bool) {
	if strings.IndexByte(token, '%') >= 0 {
		var err error
		if token, err = url.PathUnescape(token); err != nil {
			return "", false
		}
	}
	if strings.IndexByte(token, '~') >= 0 {
		token = strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
	}
	return token, true
}

// lookup follows an absolute keyword location. It returns the keyword's value,
// and the tokens of the location's pointer.
func (u *unit) lookup(location string) (value any, path []string) {
	at, pointer, _ := strings.Cut(location, "#")
	value = u.docs[at]
	for token := range tokens(pointer) {
		name, ok := unescapeToken(token)
		if !ok {
			return nil, path
		}
		path = append(path, name)
		switch v := value.(type) {
		case map[string]any:
			value = v[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(v) {
				return nil, path
			}
			value = v[i]
		default:
			return nil, path
		}
	}
	return value, path
}

// parent returns the location above.
func parent(location string) string {
	if i := strings.LastIndexByte(location, '/'); i > strings.IndexByte(location, '#') {
		return location[:i]
	}
	return location
}
