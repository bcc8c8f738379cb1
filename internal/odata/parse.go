package odata

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// longest is more bytes than any spelling of a type has; longer text is prose.
const longest = 1000

// Parse reads a type name in any of the spellings of reference pages:
// "Collection(microsoft.graph.x)", "[x](x.md) collection", "String (identifier)",
// "x | y", "x flags". A "#" before the name (OData JSON Format 4.01 section
// 4.6.3) is left out, primitive types get their canonical name behind "Edm.",
// and "graph.", Microsoft Graph's alias for its namespace, is written out. Prose
// has no name.
func Parse(s string) TypeRef {
	if isPlain(s) {
		return TypeRef{Name: s, End: len(s)}
	}
	if isPrimitive(s) {
		return TypeRef{Name: "Edm." + s, End: len(s)}
	}
	return parse(s)
}

// isPlain reports whether the text is a name in Microsoft Graph's namespace and
// nothing else, as most are: there is nothing to find out about those.
func isPlain(s string) bool {
	local, ok := strings.CutPrefix(s, Graph)
	if !ok || local == "" || len(s) > longest || local[0] < 'A' {
		return false
	}
	for _, c := range []byte(local) {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			if c < '0' || c > '9' {
				return false
			}
		}
	}
	return true
}

// parse reads a name in any spelling.
func parse(s string) TypeRef {
	if len(s) > longest {
		s = s[:longest]
		t := TypeRef{End: len(s)}
		t.Faults = []Fault{{Kind: NoName, End: len(s), Message: "no type name"}}
		return t
	}
	r := reader{plain: strip(s), s: s}
	whole := r.trim(rng{0, len(r.b)})
	if r.marked {
		r.worded = true
	}
	t := r.types(whole)
	if t.Name == "" {
		t = TypeRef{}
		t.Start, t.End = r.source(whole)
	}
	t.Faults = r.judge(t)
	return t
}

// types reads the types of the text; it has no name unless all of them have one.
func (r *reader) types(whole rng) TypeRef {
	var refs []TypeRef
	for _, part := range r.alternatives(whole) {
		if EqualFold(r.str(part), "null") {
			r.worded = true
			continue // "string or null"
		}
		t := r.one(part)
		if t.Name == "" {
			return TypeRef{}
		}
		refs = append(refs, t)
	}
	if len(refs) == 0 {
		return TypeRef{}
	}
	if t := refs[0]; len(refs) > 1 {
		t.Or = refs[1:]
		return t
	}
	return refs[0]
}

// rng is a range in the plain text.
type rng struct{ lo, hi int }

func (g rng) empty() bool { return g.lo >= g.hi }

// reader reads one type. What it notes about spelling becomes faults at the end.
type reader struct {
	plain
	s      string
	worded bool    // in words or Markdown, so that the whole is to be rewritten
	local  []Fault // that concern a few characters
}

func (r *reader) str(g rng) string { return string(r.b[g.lo:max(g.lo, g.hi)]) }

func (r *reader) trim(g rng) rng {
	for g.lo < g.hi && isBlank(r.b[g.lo]) {
		g.lo++
	}
	for g.hi > g.lo && isBlank(r.b[g.hi-1]) {
		g.hi--
	}
	return g
}

func isBlank(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// source converts a range of the plain text to one of the original.
func (r *reader) source(g rng) (start, end int) {
	if g.empty() {
		return r.at[g.lo], r.at[g.lo]
	}
	return r.at[g.lo], r.at[g.hi-1] + 1
}

func (r *reader) fault(k FaultKind, g rng, fixable bool, with, format string, args ...any) {
	start, end := r.source(g)
	r.local = append(r.local, Fault{Kind: k, Start: start, End: end, Message: fmt.Sprintf(format, args...), New: with, Fixable: fixable})
}

// judge sums up the faults: one for the whole if it is written in words, else
// those of single characters.
func (r *reader) judge(t TypeRef) []Fault {
	end := len(strings.TrimRight(r.s, " \t\r\n"))
	start := min(end, len(r.s)-len(strings.TrimLeft(r.s, " \t\r\n")))
	whole := Fault{Start: start, End: end}
	switch {
	case end == 0:
		return []Fault{{Kind: NoName, Start: 0, End: len(r.s), Message: "empty type name"}}
	case t.Name == "":
		whole.Kind, whole.Message = NoName, "no type name"
		return []Fault{whole}
	case len(t.Or) > 0:
		whole.Message = "several type names"
		return []Fault{whole}
	case r.worded:
		// A name between underscores would be emphasis when it is read again.
		whole.Message, whole.New, whole.Fixable = "words or Markdown instead of a type name", t.String(), !emphasized(t.Name)
		return []Fault{whole}
	}
	if start > 0 {
		r.local = append(r.local, Fault{Kind: Blank, End: start, Message: "space before the type name", Fixable: true})
	}
	if end < len(r.s) {
		r.local = append(r.local, Fault{Kind: Blank, Start: end, End: len(r.s), Message: "space behind the type name", Fixable: true})
	}
	slices.SortStableFunc(r.local, func(a, b Fault) int { return cmp.Compare(a.Start, b.Start) })
	return r.local
}

// alternatives cuts "x or y", "x, y, or z", "x | y" and "string/number" apart.
func (r *reader) alternatives(g rng) []rng {
	var parts []rng
	start, depth := g.lo, 0
	cut := func(end, next int) {
		parts = append(parts, r.trim(rng{start, end}))
		start = next
	}
	listed := bytes.IndexByte(r.b[g.lo:max(g.lo, g.hi)], ' ') >= 0 && strings.Contains(strings.ToLower(r.str(g)), " or ")
	for i := g.lo; i < g.hi; i++ {
		switch c := r.b[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth > 0:
		case c == '|', c == ',' && listed && i > start:
			cut(i, i+1)
		case c == '/' && primitiveName(r.str(r.trim(rng{start, i}))) != "" && primitiveName(r.str(r.trim(rng{i + 1, g.hi}))) != "":
			cut(i, i+1)
		case isBlank(c) && strings.HasPrefix(strings.ToLower(string(r.b[i+1:min(i+4, g.hi)])), "or "):
			if i == start {
				start = i + 4 // ", or z"
			} else {
				cut(i, i+4)
			}
		}
	}
	return append(parts, r.trim(rng{start, g.hi}))
}

// one reads one type.
func (r *reader) one(g rng) TypeRef {
	if !g.empty() && r.b[g.lo] == '#' {
		g.lo++
	}
	if rest, ok := r.leadingRemark(g); ok {
		g = rest
	}
	if t, ok := r.call(g); ok {
		return t
	}
	t := TypeRef{}
	g = r.cutRemark(g, &t)
	g = r.words(g, &t)
	r.name(g, &t)
	return t
}
