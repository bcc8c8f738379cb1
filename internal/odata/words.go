package odata

import "strings"

// leadingRemark skips "(Optional)" and "Required." before a type.
func (r *reader) leadingRemark(g rng) (rest rng, ok bool) {
	if g.empty() || strings.IndexByte("(oOrRnN", r.b[g.lo]) < 0 {
		return g, false
	}
	s := strings.ToLower(r.str(g))
	end := -1
	if strings.HasPrefix(s, "(") {
		end = strings.IndexByte(s, ')')
	}
	for _, w := range [...]string{"optional", "required", "read-only", "nullable"} {
		behind, ok := strings.CutPrefix(s, w)
		if !ok || behind == "" || strings.IndexByte(".,:;", behind[0]) < 0 {
			continue
		}
		if behind[0] != '.' || len(behind) > 1 && isBlank(behind[1]) { // "required.x" is a name
			end = len(w)
		}
	}
	if end < 0 {
		return g, false
	}
	if rest = r.trim(rng{g.lo + end + 1, g.hi}); rest.empty() {
		return g, false
	}
	r.worded = true
	return rest, true
}

const collection = "Collection"

// call reads "Collection(x)" and its misspellings.
func (r *reader) call(g rng) (TypeRef, bool) {
	word := rng{g.lo, min(g.hi, g.lo+len(collection))}
	open := r.trim(rng{word.hi, g.hi}).lo
	if !EqualFold(r.str(word), collection) || open >= g.hi || r.b[open] != '(' {
		return r.generic(g)
	}
	if w := r.str(word); w != collection {
		r.fault(LetterCase, word, true, collection, "%q instead of %s", w, collection)
	}
	if open > word.hi {
		r.fault(Blank, rng{word.hi, open}, true, "", "space before the parenthesis")
	}
	end := strings.LastIndexByte(r.str(rng{open, g.hi}), ')')
	inner, rest := rng{open + 1, open + end}, r.trim(rng{open + end + 1, g.hi})
	switch {
	case end < 0:
		inner = rng{open + 1, g.hi}
		r.fault(Unclosed, rng{g.hi, g.hi}, true, ")", "no closing parenthesis")
	case r.str(rest) == "." || r.str(rest) == ",":
		r.fault(Stray, rest, true, "", "%q behind the type", r.str(rest))
	case !rest.empty():
		r.worded = true
	}
	if b := r.trim(inner); b != inner && !b.empty() {
		r.worded = true
		inner = b
	}
	if !inner.empty() && r.b[inner.lo] == '#' {
		r.fault(Stray, rng{inner.lo, inner.lo + 1}, true, "", "%q inside the parentheses", "#")
		inner.lo++
		if b := r.trim(inner); b != inner { // "(# x": more than the mark is to be taken out
			r.worded = true
			inner = b
		}
	}
	t := TypeRef{}
	r.name(r.words(inner, &t), &t)
	if t.Collection {
		r.worded = true // a collection of collections, which OData does not have
	}
	t.Collection = true
	return t, true
}

// generic reads "List<x>" and "Collection<x>".
func (r *reader) generic(g rng) (TypeRef, bool) {
	head, _, ok := strings.Cut(r.str(g), "<")
	if !ok {
		return TypeRef{}, false
	}
	switch strings.ToLower(head) {
	case "collection", "list", "array", "ienumerable":
	default:
		ok = false
	}
	if !ok || r.b[g.hi-1] != '>' {
		return TypeRef{}, false
	}
	t := TypeRef{}
	r.name(r.trim(rng{g.lo + len(head) + 1, g.hi - 1}), &t)
	t.Collection, r.worded = true, true
	return t, true
}

// cutRemark cuts what explains a type: "String (identifier)", "String, maximum
// size 20", "x collection. Holds …". Some remarks say more about the type.
func (r *reader) cutRemark(g rng, t *TypeRef) rng {
	for i := g.lo; i < g.hi; i++ {
		mark := strings.IndexByte("(,;", r.b[i]) >= 0 || r.b[i] == ':' && primitiveName(r.str(rng{g.lo, i})) != "" || r.b[i] == '.' && i+1 < g.hi && isBlank(r.b[i+1]) && r.sentence(i+1, g.hi)
		if !mark || i == g.lo {
			continue
		}
		remark := strings.ToLower(strings.Trim(r.str(rng{i, g.hi}), "() ,;:."))
		switch {
		case remark == "timestamp" && EqualFold(r.str(r.trim(rng{g.lo, i})), "string"):
			t.Name = "Edm.DateTimeOffset"
		case remark == "collection", remark == "array":
			t.Collection = true
		}
		if remark != "" || r.b[i] == '(' {
			r.worded = true
			return r.trim(rng{g.lo, i})
		}
	}
	if last := r.str(rng{max(g.lo, g.hi-1), g.hi}); last != "" && strings.Contains(",;:.", last) {
		r.fault(Stray, rng{g.hi - 1, g.hi}, true, "", "%q behind the type", last)
		g.hi--
	}
	return r.trim(g)
}

// sentence reports whether the text goes on with a new sentence, not with the
// rest of a name: "microsoft.graph. x".
func (r *reader) sentence(at, end int) bool {
	rest := r.trim(rng{at, end})
	return !rest.empty() && (r.b[rest.lo] >= 'A' && r.b[rest.lo] <= 'Z' || strings.IndexByte(r.str(rest), ' ') >= 0)
}

// words takes the words away that say what kind of thing a name is, and notes
// what they say.
func (r *reader) words(g rng, t *TypeRef) rng {
	noun := false // one such word was taken away; more are prose
	for g = r.trim(g); !g.empty(); g = r.trim(g) {
		first, last := r.word(g), r.lastWord(g)
		switch head, tail := strings.ToLower(r.str(first)), strings.ToLower(r.str(last)); {
		case strings.HasSuffix(tail, "[]") && len(tail) > 2:
			t.Collection = true
			g.hi -= 2
		case first == last || nickname(r.str(g)) != "":
			return g
		case tail == "collection" || tail == "[]" || tail == "array" || tail == "collections":
			t.Collection = true
			g.hi = last.lo
		case tail == "flags" || tail == "enum" || tail == "enumeration":
			g.hi = last.lo
		case head == "a" || head == "an":
			g.lo = first.hi
		case !noun && isKindNoun(tail):
			noun = true
			g.hi = last.lo
		case (head == "collection" || head == "array" || head == "list") && strings.HasPrefix(strings.ToLower(r.str(r.trim(rng{first.hi, g.hi}))), "of "):
			t.Collection = true
			g.lo = r.trim(rng{first.hi, g.hi}).lo + len("of ")
		default:
			return g
		}
		r.worded = true
	}
	return g
}

// isKindNoun tells the words that may follow a name without saying more.
func isKindNoun(w string) bool {
	return w == "object" || w == "resource" || w == "type" || w == "value" || w == "entity" || w == "instance"
}

func (r *reader) word(g rng) rng {
	for i := g.lo; i < g.hi; i++ {
		if isBlank(r.b[i]) {
			return rng{g.lo, i}
		}
	}
	return g
}

func (r *reader) lastWord(g rng) rng {
	for i := g.hi; i > g.lo; i-- {
		if isBlank(r.b[i-1]) {
			return rng{i, g.hi}
		}
	}
	return g
}
