package schema

import (
	"sort"

	"docgauge/internal/jsondoc"
)

// What a folder of schemas may hold. Checking and compiling it takes about
// 0.2 ms for each object, and memory to match.
const (
	maxUserFile    = 16 << 20 // bytes of one file
	maxUserBytes   = 64 << 20 // of all
	maxUserObjects = 50_000   // JSON objects in all
	maxUserLoads   = 20_000   // base types that types compile, again for each
	maxUserSteps   = 10_000   // subschemas that apply to one value
)

// count counts the objects of a file, and reports numbers that the library
// cannot represent: it reads them as fractions and fails at large exponents. ok is
// false if there are such or if there are too many objects.
func (u *userFolder) count(f *userFile) (ok bool) {
	if f.root == nil {
		return true
	}
	ok = true
	f.root.Walk(func(c *jsondoc.Cursor) bool {
		switch c.Value.Kind {
		case jsondoc.Object:
			u.objects++
		case jsondoc.Number:
			if _, fine := number(c.Value.Text); !fine {
				ok = false
				u.fail(f, c.Value.Span, "the number %s is too large, or too near 0, to compare with", quoted(c.Value.Text))
			}
		}
		return true
	})
	return ok && u.objects <= maxUserObjects
}

// branching reports schemas that lead to each other on so many ways that a value
// would be checked without end: 40 pairs of alternatives make 2^40.
func (u *userFolder) branching() {
	steps := map[*jsondoc.Value]int{}
	for _, f := range u.files {
		most := 0
		for v := range f.parts {
			most = max(most, u.steps(f, v, steps))
		}
		if most > maxUserSteps {
			u.fail(f, f.root.Span, "the schema leads to its parts in more than %d ways, and each would be checked", maxUserSteps)
		}
	}
}

// steps counts the subschemas that apply to a value of the schema, each as often
// as it does, up to the limit and one. A circle counts once: the compiler finds it.
func (u *userFolder) steps(f *userFile, v *jsondoc.Value, known map[*jsondoc.Value]int) int {
	if n, ok := known[v]; ok {
		return n
	}
	known[v] = 1
	n := 1
	add := func(more int) { n = min(n+more, maxUserSteps+1) }
	for i := range v.Members {
		m := &v.Members[i]
		k, ok := keywordOf(m.Name)
		switch {
		case !ok || !f.draft.counts(v, m.Name, k):
		case f.byRef[m.Value] != nil:
			if r := f.byRef[m.Value]; r.to != nil {
				add(u.steps(r.toFile, r.to, known))
			}
		case m.Name == "allOf", m.Name == "anyOf", m.Name == "oneOf":
			for _, item := range m.Value.Items {
				add(u.steps(f, item, known))
			}
		case m.Name == "not", m.Name == "if", m.Name == "then", m.Name == "else":
			add(u.steps(f, m.Value, known))
		case m.Name == "dependentSchemas", m.Name == "dependencies":
			for j := range m.Value.Members {
				add(u.steps(f, m.Value.Members[j].Value, known))
			}
		}
	}
	known[v] = n
	return n
}

// childAt returns the member's value or the item of a value that holds another, or nil.
func childAt(v, inner *jsondoc.Value) *jsondoc.Value {
	if i := sort.Search(len(v.Members), func(i int) bool { return v.Members[i].Value.Span.End >= inner.Span.End }); i < len(v.Members) {
		return v.Members[i].Value
	}
	if i := sort.Search(len(v.Items), func(i int) bool { return v.Items[i].Span.End >= inner.Span.End }); i < len(v.Items) {
		return v.Items[i]
	}
	return nil
}
