package apidoctor

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// Outline is the headings that pages of one doc_type must have.
type Outline struct {
	Nodes []*Node
}

// Node is a heading, or a choice or group of headings.
type Node struct {
	At text.Place
	// Either and All are the arguments of a node with the condition OR and AND;
	// such a node is no heading.
	Either, All []*Node

	Title    string // may begin or end with a "*" that stands for any words
	TitleAt  text.Place
	Level    int // 1 to 6
	Required bool
	Multiple bool // may be there several times
	Headers  []*Node
}

// maxNodes bounds what an outline may cost, as it is matched with every page.
const maxNodes = 500

// outline reads the nodes of one doc_type.
func (r *reader) outline(name string, v *jsondoc.Value) bool {
	o := &Outline{}
	left := maxNodes
	o.Nodes = r.nodes(name, v, &left)
	if left < 0 {
		r.problem(v.Span, fmt.Sprintf("%q has more than %d nodes, and the rest does not count", name, maxNodes), "")
	}
	if len(o.Nodes) == 0 {
		return false
	}
	r.cfg.Outlines[name] = o
	return true
}

func (r *reader) nodes(name string, v *jsondoc.Value, left *int) (out []*Node) {
	if v.Kind != jsondoc.Array {
		r.wrong(v, name, "an array of headings")
		return nil
	}
	for i, item := range v.Items {
		if *left--; *left < 0 {
			return out
		}
		if n := r.node(fmt.Sprintf("%s[%d]", name, i), item, left); n != nil {
			out = append(out, n)
		}
	}
	return out
}

// node reads one node, or returns nil if it says neither a heading nor a choice.
func (r *reader) node(name string, v *jsondoc.Value, left *int) *Node {
	if v.Kind != jsondoc.Object {
		r.wrong(v, name, "an object")
		return nil
	}
	n := &Node{At: text.Place{Source: r.src, Span: v.Span}, TitleAt: text.Place{Source: r.src, Span: v.Span}}
	condition := ""
	var arguments []*Node
	sub := func(out *[]*Node) func(string, *jsondoc.Value) bool {
		return func(name string, v *jsondoc.Value) bool {
			*out = r.nodes(name, v, left)
			return false
		}
	}
	quietly := func(read func(string, *jsondoc.Value) bool) func(string, *jsondoc.Value) bool {
		return func(name string, v *jsondoc.Value) bool { read(name, v); return false }
	}
	fields := []field{
		{"condition", "", quietly(str(r, &condition))},
		{"arguments", "", sub(&arguments)},
		{"title", "", quietly(str(r, &n.Title))},
		{"level", "", quietly(number(r, &n.Level, 1, 6))},
		{"required", "", quietly(flag(r, &n.Required))},
		{"allowMultiple", "", quietly(flag(r, &n.Multiple))},
		{"headers", "", sub(&n.Headers)},
	}
	r.object(v, name, append(fields, field{"multiple", "", quietly(r.multiple(v, n))}))
	return r.complete(n, v, condition, arguments)
}

// multiple reads a key that API Doctor does not know; what is meant is plain.
func (r *reader) multiple(node *jsondoc.Value, n *Node) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		if m := node.Member("multiple"); m != nil {
			r.problem(m.NameSpan, `API Doctor does not know the key "multiple"; here it counts as "allowMultiple"`, `Write "allowMultiple"`)
		}
		return flag(r, &n.Multiple)(name, v)
	}
}

// complete checks that the keys of a node make sense together.
func (r *reader) complete(n *Node, v *jsondoc.Value, condition string, arguments []*Node) *Node {
	if title := v.Get("title"); title != nil {
		n.TitleAt.Span = title.Span
	}
	switch c := strings.ToUpper(condition); {
	case c == "OR" && len(arguments) > 0:
		n.Either = arguments
	case c == "AND" && len(arguments) > 0:
		n.All = arguments
	case c == "OR" || c == "AND":
		r.problem(v.Span, strconv.Quote(condition)+" has no arguments", "")
		return nil
	case condition != "":
		r.problem(v.Get("condition").Span, "unknown condition "+strconv.Quote(condition), `Write "OR" or "AND"`)
		return nil
	case len(arguments) > 0:
		r.problem(v.Span, `arguments without a condition`, `Add "condition": "OR" or "AND"`)
		return nil
	case n.Level == 0:
		if v.Get("level") == nil {
			r.problem(v.Span, "heading without a level", `Add "level", from 1 to 6`)
		}
		return nil
	}
	return n
}

// Fit is how well a title fits a node's.
type Fit uint8

// The fits, worse ones first.
const (
	NoFit   Fit = iota
	CaseFit     // but for letter case
	AnyFit      // the node takes any title
	StarFit     // what stands beside the "*"
	ExactFit
)

// Fits compares a heading's title with the node's. A "*" before or behind the
// node's words stands for other words, or for none.
func (n *Node) Fits(title string) Fit {
	want := strings.TrimSpace(n.Title)
	words := strings.TrimSpace(strings.Trim(want, "*"))
	switch {
	case words == "":
		return AnyFit
	case title == want:
		return ExactFit
	case strings.EqualFold(title, want):
		return CaseFit
	case words == want:
		return NoFit
	}
	head, tail := strings.HasSuffix(want, "*"), strings.HasPrefix(want, "*")
	if holds(title, words, head, tail) {
		return StarFit
	}
	if holds(strings.ToLower(title), strings.ToLower(words), head, tail) {
		return CaseFit
	}
	return NoFit
}

// holds reports whether the words stand at the title's start (head), its end
// (tail), or anywhere (both), and not inside longer words.
func holds(title, words string, head, tail bool) bool {
	for from := 0; ; {
		i := strings.Index(title[from:], words)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(words)
		before, _ := utf8.DecodeLastRuneInString(title[:i])
		after, _ := utf8.DecodeRuneInString(title[end:])
		if (tail || i == 0) && (head || end == len(title)) && !isWord(before) && !isWord(after) {
			return true
		}
		from = i + 1
	}
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// Any reports whether the node takes any title.
func (n *Node) Any() bool { return strings.Trim(n.Title, "* ") == "" }
