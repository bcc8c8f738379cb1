package schema

import (
	"encoding/json"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
)

// node is a value of a document together with the form the JSON Schema library
// takes (map[string]any, []any, string, json.Number, bool, nil).
type node struct {
	value   *jsondoc.Value
	inst    any
	pointer string          // RFC 6901, from the value that was passed to Validate
	member  *jsondoc.Member // that holds the value; nil for items and the root
	holder  *jsondoc.Member // the nearest member around it, for naming an item
	index   int             // of an item in its array
	members *memberIndex    // of the document
}

// rootNode is the node of a whole document.
func rootNode(v *jsondoc.Value, use Use) node {
	return node{value: v, inst: instance(v, use), members: &memberIndex{}}
}

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

// unknowable reports whether nothing may be said of a value: it could not be
// read, which is a problem of its own, or is notation that names no type for certain.
func (n node) unknowable() bool { return n.inst == nil && n.value.Kind != jsondoc.Null }

// memberIndex finds the members of large objects, so that no check costs the
// square of an object's size.
type memberIndex map[*jsondoc.Value]map[string]*jsondoc.Member

// last returns the member of an object that counts for that name, or nil.
func (n node) last(name string) *jsondoc.Member {
	const few = 32
	members := n.value.Members
	if len(members) <= few {
		for i := len(members) - 1; i >= 0; i-- {
			if members[i].Name == name {
				return &members[i]
			}
		}
		return nil
	}
	byName := (*n.members)[n.value]
	if byName == nil {
		byName = make(map[string]*jsondoc.Member, len(members))
		for i := range members {
			byName[members[i].Name] = &members[i]
		}
		(*n.members)[n.value] = byName
	}
	return byName[name]
}

// find follows a location as the library writes it, relative to n: a JSON
// pointer whose tokens are percent-encoded too.
func (n node) find(location string) (node, bool) {
	for token := range tokens(location) {
		name, ok := unescapeToken(token)
		if !ok {
			return n, false
		}
		if n, ok = n.child(name); !ok {
			return n, false
		}
	}
	return n, true
}

func (n node) child(token string) (node, bool) {
	c := node{pointer: n.pointer + jsondoc.Pointer(token), members: n.members}
	switch inst := n.inst.(type) {
	case map[string]any:
		c.member = n.last(token)
		if c.member == nil {
			return n, false
		}
		c.value, c.inst, c.holder = c.member.Value, inst[token], c.member
		return c, true
	case []any:
		i, err := strconv.Atoi(token)
		if err != nil || i < 0 || i >= len(inst) {
			return n, false
		}
		c.value, c.inst, c.holder, c.index = n.value.Items[i], inst[i], n.holder, i
		return c, true
	}
	return n, false
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

// isControl reports whether a member is control information or an annotation
// (OData JSON Format 4.01 sections 4.5 and 4.6), "@odata.type", "x@odata.y",
// "@deprecated.grantedTo", which any object may carry.
func isControl(name string) bool { return strings.IndexByte(name, '@') >= 0 }

// onlyControl reports whether an object holds nothing else: then it marks the
// place of a value, refers to one, or says that it was removed.
func onlyControl(v *jsondoc.Value) bool {
	return !slices.ContainsFunc(v.Members, func(m jsondoc.Member) bool { return !isControl(m.Name) })
}
