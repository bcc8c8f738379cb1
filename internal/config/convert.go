package config

import (
	"fmt"
	"strconv"
	"strings"

	"docgauge/internal/text"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// maxValues is how many values of a file are looked at. With aliases a small file
// can stand for any number.
const maxValues = 60_000

// converter turns the library's tree of a file into nodes.
type converter struct {
	*file
	anchors map[string]*node // nil: its value is being read
}

// node converts a value.
func (c *converter) node(n ast.Node) *node {
	switch n := n.(type) {
	case *ast.MappingNode:
		return c.mapping(n, n.Values)
	case *ast.MappingValueNode:
		return c.mapping(nil, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		return c.list(n)
	case *ast.AnchorNode:
		return c.anchor(n)
	case *ast.AliasNode:
		return c.alias(n)
	case *ast.TagNode:
		return c.tag(n)
	case *ast.LiteralNode:
		return &node{kind: str, value: n.Value.Value, span: cover(c.places.span(n.Start), c.places.span(n.Value.Token))}
	}
	return c.scalar(n)
}

// cover returns the span from the first byte of both to the last. The zero span is none.
func cover(a, b text.Span) text.Span {
	switch {
	case a == text.Span{}:
		return b
	case b == text.Span{}:
		return a
	}
	return text.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// scalar converts a value without parts.
func (c *converter) scalar(n ast.Node) *node {
	if n == nil {
		return &node{}
	}
	t := n.GetToken()
	s := &node{kind: str, value: t.Value}
	switch n := n.(type) {
	case *ast.NullNode:
		s.kind, s.value = null, ""
	case *ast.BoolNode:
		s.kind, s.value = boolean, strconv.FormatBool(n.Value)
	case *ast.IntegerNode:
		s.kind = integer
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		s.kind = decimal
	}
	if t.Type != token.ImplicitNullType {
		s.span = c.places.span(t)
	}
	return s
}

func (c *converter) list(n *ast.SequenceNode) *node {
	v := &node{kind: sequence, span: c.places.span(n.Start)}
	for i, e := range n.Values {
		item := c.node(e)
		if item.span == (text.Span{}) && i < len(n.Entries) {
			item.span = c.places.span(n.Entries[i].Start) // the "-" before nothing
		}
		v.items = append(v.items, item)
		v.span = cover(v.span, item.span)
	}
	if n.IsFlowStyle && n.End != nil {
		v.span = cover(v.span, c.places.span(n.End))
	}
	return v
}

// mapping converts a mapping; flow is nil if it is one without braces.
func (c *converter) mapping(flow *ast.MappingNode, values []*ast.MappingValueNode) *node {
	v := &node{kind: mapping}
	if flow != nil && flow.IsFlowStyle {
		v.span = cover(c.places.span(flow.Start), c.places.span(flow.End))
	}
	var merged []pair
	for _, mv := range values {
		key, ok := c.key(mv.Key)
		key.value = c.node(mv.Value)
		v.span = cover(v.span, cover(key.keySpan, key.value.span))
		if key.value.span == (text.Span{}) {
			key.value.span = key.keySpan // nothing stands behind it
		}
		if _, merges := mv.Key.(*ast.MergeKeyNode); merges {
			merged = append(merged, c.merge(key.value)...)
		} else if ok {
			v.pairs = append(v.pairs, key)
		}
	}
	c.addMerged(v, merged)
	return v
}

// key reads a key; ok is false if it is no text.
func (c *converter) key(n ast.Node) (p pair, ok bool) {
	switch k := n.(type) {
	case *ast.MappingKeyNode:
		return c.key(k.Value)
	case *ast.AnchorNode:
		c.anchor(k)
		return c.key(k.Value)
	case nil:
		return p, false
	}
	s := c.node(n)
	p = pair{key: s.value, keySpan: s.span}
	if s.kind == sequence || s.kind == mapping {
		c.problem(s.span, "a key is "+s.kind.String()+", not text", "Write text")
	}
	return p, s.kind != sequence && s.kind != mapping && s.kind != bad
}

func (c *converter) anchor(n *ast.AnchorNode) *node {
	name := n.Name.GetToken().Value
	c.anchors[name] = nil
	v := c.node(n.Value)
	c.anchors[name] = v
	return v
}

// alias returns what the anchor is at that an alias names. Aliases of anchors that
// they lie in themselves are none, so that no value holds itself.
func (c *converter) alias(n *ast.AliasNode) *node {
	name := n.Value.GetToken().Value
	sp := cover(c.places.span(n.Start), c.places.span(n.Value.GetToken()))
	target, known := c.anchors[name]
	switch {
	case !known:
		c.problem(sp, fmt.Sprintf("%s is an alias in YAML, and no anchor %s stands above it", quote("*"+name), quote("&"+name)), quoteIt("*"+name))
	case target == nil:
		c.problem(sp, fmt.Sprintf("the alias %s stands within what it names", quote("*"+name)), "Write the value out")
	default:
		v := *target
		v.span = sp
		return &v
	}
	return &node{kind: bad, span: sp}
}

// tag rejects a tag: what is meant is a pattern that takes something back, mostly.
func (c *converter) tag(n *ast.TagNode) *node {
	sp, name := c.places.span(n.Start), n.Start.Value
	help := "Delete it"
	if !strings.HasPrefix(name, "!!") {
		help = quoteIt(name)
	}
	c.problem(sp, fmt.Sprintf("%s is a tag in YAML, and a configuration has none", quote(name)), help)
	return &node{kind: bad, span: sp}
}

func quoteIt(s string) string { return "Quote it if it is a pattern: " + quote(s) }

// merge returns the pairs that a value of the key "<<" stands for.
func (c *converter) merge(v *node) []pair {
	var pairs []pair
	switch v.kind {
	case mapping:
		return v.pairs
	case sequence:
		for _, item := range v.items {
			if item.kind == sequence {
				c.wrongMerge(item)
				continue
			}
			pairs = append(pairs, c.merge(item)...)
			if !c.count(len(item.pairs), item.span) {
				break
			}
		}
	case bad:
	default:
		c.wrongMerge(v)
	}
	return pairs
}

func (c *converter) wrongMerge(v *node) {
	c.problem(v.span, `"<<" is `+v.kind.String()+", not a mapping", "Write an alias of a mapping: <<: *name")
}

// addMerged adds the merged pairs whose keys the mapping does not have itself.
func (c *converter) addMerged(v *node, merged []pair) {
	if len(merged) == 0 || !c.count(len(merged)+len(v.pairs), v.span) {
		return
	}
	have := map[string]bool{}
	for _, p := range v.pairs {
		have[p.key] = true
	}
	for _, p := range merged {
		if !have[p.key] {
			have[p.key] = true
			v.pairs = append(v.pairs, p)
		}
	}
}
