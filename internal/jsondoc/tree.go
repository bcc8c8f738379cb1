package jsondoc

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Cursor is where Walk stands. It is valid during the call only.
type Cursor struct {
	Value  *Value
	Member *Member // the member that holds Value; nil for an item and where Walk started
	path   []place // from where Walk started down to Value
}

// place is one step of a path: a member, or an item by its index.
type place struct {
	member *Member
	index  int
}

// Walk calls fn for the root and every value below it, in document order. When
// fn returns false, what is below that value is left out. Values in Extra are
// not part of the document: call Walk on them.
func (d *Document) Walk(fn func(*Cursor) bool) { d.Root.Walk(fn) }

// Walk calls fn for v and every value below it, in document order. When fn
// returns false, what is below that value is left out. It may be called on nil.
func (v *Value) Walk(fn func(*Cursor) bool) {
	if v != nil {
		(&Cursor{}).walk(v, fn)
	}
}

func (c *Cursor) walk(v *Value, fn func(*Cursor) bool) {
	c.Value, c.Member = v, nil
	n := len(c.path)
	if n > 0 {
		c.Member = c.path[n-1].member
	}
	if !fn(c) {
		return
	}
	for i := range v.Members {
		c.path = append(c.path[:n], place{&v.Members[i], 0})
		c.walk(v.Members[i].Value, fn)
	}
	for i, item := range v.Items {
		c.path = append(c.path[:n], place{nil, i})
		c.walk(item, fn)
	}
	c.path = c.path[:n]
}

// Pointer returns the JSON pointer (RFC 6901) of the value from where Walk
// started. It is built when asked for: a walk that does not ask pays nothing.
func (c *Cursor) Pointer() string {
	var b strings.Builder
	for _, at := range c.path {
		if at.member != nil {
			step(&b, true, at.member.Name, 0)
		} else {
			step(&b, false, "", at.index)
		}
	}
	return b.String()
}

// Pointer returns the JSON pointer (RFC 6901) to the member at the end of the names.
func Pointer(names ...string) string {
	var b strings.Builder
	for _, name := range names {
		step(&b, true, name, 0)
	}
	return b.String()
}

// step writes one reference token of a JSON pointer.
func step(b *strings.Builder, object bool, name string, index int) {
	b.WriteByte('/')
	if !object {
		b.WriteString(strconv.Itoa(index))
		return
	}
	if strings.IndexByte(name, '~') >= 0 || strings.IndexByte(name, '/') >= 0 {
		name = strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
	}
	b.WriteString(name)
}

// At returns the value that a JSON pointer (RFC 6901) leads to, or nil. Of
// members with one name the last counts, as it does for Plain.
func (d *Document) At(pointer string) *Value {
	v, _ := d.find(pointer)
	return v
}

// MemberAt returns the member whose value a JSON pointer leads to: its NameSpan
// is the place of the key. It is nil for an item, the root, and where nothing is.
func (d *Document) MemberAt(pointer string) *Member {
	_, m := d.find(pointer)
	return m
}

func (d *Document) find(pointer string) (*Value, *Member) {
	v := d.Root
	var m *Member
	for pointer != "" && v != nil {
		if pointer[0] != '/' {
			return nil, nil
		}
		token, rest, more := strings.Cut(pointer[1:], "/")
		pointer = rest
		if more {
			pointer = "/" + rest
		}
		v, m = v.child(strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~"))
	}
	return v, m
}

// child returns what a reference token leads to.
func (v *Value) child(token string) (*Value, *Member) {
	switch v.Kind {
	case Object:
		for i := len(v.Members) - 1; i >= 0; i-- {
			if v.Members[i].Name == token {
				return v.Members[i].Value, &v.Members[i]
			}
		}
	case Array:
		i, err := strconv.Atoi(token)
		if err == nil && i >= 0 && i < len(v.Items) && strconv.Itoa(i) == token {
			return v.Items[i], nil
		}
	}
	return nil, nil
}

// Plain returns the value as encoding/json would decode it into an any with
// UseNumber: map[string]any, []any, string, json.Number, bool or nil. Of members
// with one name the last counts. An Invalid value becomes nil like null, so that
// the member that holds it is not reported as absent; a violation at a value
// that is Invalid, or about what an Elided one lacks, says nothing about the
// document and should be dropped. It may be called on nil.
func (v *Value) Plain() any {
	if v == nil {
		return nil
	}
	switch v.Kind {
	case Bool:
		return v.Bool
	case Number:
		return json.Number(v.Text)
	case String:
		return v.Text
	case Array:
		items := make([]any, len(v.Items))
		for i, item := range v.Items {
			items[i] = item.Plain()
		}
		return items
	case Object:
		members := make(map[string]any, len(v.Members))
		for i := range v.Members {
			members[v.Members[i].Name] = v.Members[i].Value.Plain()
		}
		return members
	}
	return nil
}
