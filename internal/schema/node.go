package schema

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
)

// document is a JSON text being checked.
type document struct {
	use     Use
	root    any // in the form the JSON Schema library takes; see node.inst
	members memberIndex
}

// node is a value of a document and the way to it.
type node struct {
	value  *jsondoc.Value
	member *jsondoc.Member // that holds the value; nil for items and the root
	holder *jsondoc.Member // the nearest member around it, for naming an item
	index  int             // of an item in its array
	up     *node           // the array or object around it; nil for the root
	body   bool            // it is what a message carries: the root, or an item of a collection
	doc    *document
}

// rootNode is the node of a whole document.
func rootNode(v *jsondoc.Value, use Use) *node {
	return &node{value: v, doc: &document{use: use}}
}

// pointer returns the JSON pointer (RFC 6901) from the root to the value.
func (n *node) pointer() string {
	switch {
	case n.up == nil:
		return ""
	case n.member != nil:
		return n.up.pointer() + jsondoc.Pointer(n.member.Name)
	}
	return n.up.pointer() + "/" + strconv.Itoa(n.index)
}

// inst returns the value in the form the JSON Schema library takes
// (map[string]any, []any, string, json.Number, bool, nil). The document is
// converted when one of its values is first needed.
func (n *node) inst() any {
	if n.up == nil {
		if n.doc.root == nil {
			n.doc.root = instance(n.value, n.doc.use)
		}
		return n.doc.root
	}
	switch up := n.up.inst().(type) {
	case map[string]any:
		return up[n.member.Name]
	case []any:
		return up[n.index]
	}
	return nil
}

// unknowable reports whether nothing may be said of a value: it could not be
// read, which is a problem of its own, or is notation that names no type for certain.
func (n *node) unknowable() bool {
	switch n.value.Kind {
	case jsondoc.Invalid:
		return true
	case jsondoc.String:
		return n.doc.use == Notation && specimen(n.value.Text) == nil
	case jsondoc.Number:
		_, ok := number(n.value.Text)
		return !ok
	}
	return false
}

// memberIndex finds the members of large objects, so that no check costs the
// square of an object's size.
type memberIndex map[*jsondoc.Value]map[string]*jsondoc.Member

// last returns the member of an object that counts for that name, or nil.
func (n *node) last(name string) *jsondoc.Member {
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
	byName := n.doc.members[n.value]
	if byName == nil {
		byName = make(map[string]*jsondoc.Member, len(members))
		for i := range members {
			byName[members[i].Name] = &members[i]
		}
		if n.doc.members == nil {
			n.doc.members = memberIndex{}
		}
		n.doc.members[n.value] = byName
	}
	return byName[name]
}

// find follows a location as the library writes it, relative to n: a JSON
// pointer whose tokens are percent-encoded too.
func (n *node) find(location string) (*node, bool) {
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

// child returns the member of that name, or the item of that index.
func (n *node) child(token string) (*node, bool) {
	switch n.value.Kind {
	case jsondoc.Object:
		if m := n.last(token); m != nil {
			return n.at(m), true
		}
	case jsondoc.Array:
		i, err := strconv.Atoi(token)
		if err == nil && i >= 0 && i < len(n.value.Items) {
			return n.item(i), true
		}
	}
	return n, false
}

// at returns the node of a member of n.
func (n *node) at(m *jsondoc.Member) *node {
	return &node{value: m.Value, member: m, holder: m, up: n, doc: n.doc}
}

// item returns the node of an item of n.
func (n *node) item(i int) *node {
	return &node{value: n.value.Items[i], holder: n.holder, index: i, up: n, doc: n.doc}
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
