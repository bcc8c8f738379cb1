package odata

import (
	"cmp"
	"strings"
)

// name reads the name itself and completes t.
func (r *reader) name(g rng, t *TypeRef) {
	for emphasized(r.str(g)) {
		g = rng{g.lo + 1, g.hi - 1}
		r.worded = true
	}
	t.Start, t.End = r.source(g)
	s := r.str(g)
	if t.Name != "" || g.empty() {
		return // a remark named the type
	}
	if t.Name = r.primitive(g, s); t.Name != "" {
		return
	}
	joined := strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c < 0x80 && isBlank(byte(c)) }), "")
	if len(joined) < len(s) {
		if !dotJoined(s) {
			return
		}
		if len(joined) > 4 && EqualFold(joined[:4], "edm.") {
			joined = "Edm." + cmp.Or(primitive(joined[4:], true), joined[4:]) // one fault, one repair
		}
		r.fault(Blank, g, true, joined, "space in a type name")
	}
	if strings.HasSuffix(joined, ".") && len(joined) == len(s) {
		r.fault(Stray, rng{g.hi - 1, g.hi}, true, "", "%q behind the type", ".")
		joined = joined[:len(joined)-1]
		t.End--
	}
	if !IsName(joined) || isNothing(joined) {
		return
	}
	if local, ok := strings.CutPrefix(joined, graphAlias); ok {
		r.worded = true
		joined = Graph + local
	}
	t.Name = joined
}

// primitive reads the name of a primitive type. The text of a link is one only in
// the exact spelling: "[timeStamp](timestamp.md)" is a resource.
func (r *reader) primitive(g rng, s string) string {
	if len(s) > 4 && EqualFold(s[:4], "edm.") {
		p := primitive(s[4:], true)
		switch {
		case p == "" && !IsName(s):
			return ""
		case p == "":
			r.fault(Unknown, g, false, "", "no such OData type")
			return "Edm." + s[4:]
		case "Edm."+p != s:
			r.fault(LetterCase, g, true, "Edm."+p, "%q instead of Edm.%s", s, p)
		}
		return "Edm." + p
	}
	p := primitiveName(s)
	if p == "" || r.linked[g.lo] && "Edm."+s != p {
		return ""
	}
	if strings.IndexByte(s, ' ') >= 0 {
		r.worded = true
	}
	return p
}

// primitiveName returns the canonical name of an unqualified primitive, or "".
func primitiveName(words string) string {
	p := primitive(words, false)
	if p == "" {
		p = nickname(words)
	}
	if p == "" {
		return ""
	}
	return "Edm." + p
}

// dotJoined reports whether white space in s stands only next to dots.
func dotJoined(s string) bool {
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		if !strings.HasSuffix(words[i-1], ".") && !strings.HasPrefix(words[i], ".") {
			return false
		}
	}
	return true
}

// isNothing reports whether the word says that there is no type.
func isNothing(s string) bool {
	switch strings.ToLower(s) {
	case "none", "null", "void", "nothing", "na", "collection", "array":
		return true
	}
	return s == "TODO" || s == "TBD" // "todo" is a resource
}
