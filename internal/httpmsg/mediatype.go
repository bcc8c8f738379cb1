package httpmsg

import (
	"strings"

	"docgauge/internal/text"
)

// MediaType splits a Content-Type value (RFC 9110 section 8.3.1) into the type,
// in lower case, and its parameters, with names in lower case and quotes undone.
// It is lenient: a parameter without a value ("application/json;odata.metadata")
// has an empty one. The type is empty if the value names none.
func MediaType(value string) (typ string, params map[string]string) {
	typ, rest, _ := strings.Cut(value, ";")
	typ = strings.ToLower(strings.TrimSpace(typ))
	if kind, sub, ok := strings.Cut(typ, "/"); !ok || !allToken(kind) || !allToken(sub) {
		typ = ""
	}
	params = map[string]string{}
	for rest = strings.TrimSpace(rest); rest != ""; {
		var item string
		item, rest = cutParam(rest)
		name, v, _ := strings.Cut(item, "=")
		if name = strings.ToLower(strings.TrimSpace(name)); name == "" {
			continue
		}
		if _, twice := params[name]; !twice {
			params[name] = unquote(strings.TrimSpace(v))
		}
	}
	return typ, params
}

// cutParam cuts s at its first semicolon outside a quoted string.
func cutParam(s string) (item, rest string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ';' && !quoted:
			return s[:i], strings.TrimSpace(s[i+1:])
		}
	}
	return s, ""
}

// unquote undoes a quoted-string (RFC 9110 section 5.6.4).
func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return strings.Trim(s, `"`)
	}
	var b strings.Builder
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '\\' && i+1 < len(s)-1 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func allToken(s string) bool {
	for i := range len(s) {
		if !isToken(s[i]) {
			return false
		}
	}
	return s != ""
}

// IsJSON reports whether a media type, as MediaType returns it, is JSON or has
// the structured suffix for it (RFC 6839 section 3.1).
func IsJSON(typ string) bool {
	return typ == "application/json" || typ == "text/json" || strings.HasSuffix(typ, "+json")
}

// Length is the number of bytes a body has in the forms in which documentation
// counts it: with LF or CRLF line ends, without and with a final one.
type Length struct{ LF, CRLF, LFFinal, CRLFFinal int }

// Matches reports whether n is the length in one of the forms.
func (l Length) Matches(n int) bool {
	return n == l.LF || n == l.CRLF || n == l.LFFinal || n == l.CRLFFinal
}

// ContentLength counts the body's bytes, whatever line ends the file has. All
// forms of an empty body have length 0.
func (m *Message) ContentLength() Length { return lengthOf(m.Body) }

func lengthOf(f text.Fragment) Length {
	if len(f.Bytes) == 0 {
		return Length{}
	}
	breaks, returns := 0, 0
	for i, c := range f.Bytes {
		if c != '\n' {
			continue
		}
		breaks++
		if i > 0 && f.Bytes[i-1] == '\r' {
			returns++
		}
	}
	lf := len(f.Bytes) - returns
	return Length{LF: lf, CRLF: lf + breaks, LFFinal: lf + 1, CRLFFinal: lf + breaks + 2}
}
