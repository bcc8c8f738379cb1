package schema

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
)

// variant is a form of a type's schema that a compilation uses.
type variant struct {
	// base: as part of a derived type. What closes the schema against further
	// properties is left out, since the derived type has more of them.
	base bool
	// plain: references to other types are followed as JSON Schema defines, not
	// replaced by typeKeyword. Where failing has another meaning than "the value
	// is wrong" ("if", "not", "contains"), only that will do.
	plain bool
	// replaced: it is the definition that the type's own wins over.
	replaced bool
}

// address is the URL of a variant of t's schema within a compilation.
func address(t *Type, v variant) string {
	at := scheme
	if t.shadowed {
		at = replacedScheme
	}
	at += url.PathEscape(t.Name) + ".json"
	switch {
	case v.base && v.plain:
		return at + "?base-plain"
	case v.base:
		return at + "?base"
	case v.plain:
		return at + "?plain"
	}
	return at
}

// parseAddress undoes address.
func parseAddress(at string) (name string, v variant, ok bool) {
	at, query, _ := strings.Cut(at, "?")
	file, ok := strings.CutPrefix(at, scheme)
	if !ok {
		file, ok = strings.CutPrefix(at, replacedScheme)
		v.replaced = true
	}
	name, err := url.PathUnescape(strings.TrimSuffix(file, ".json"))
	v.base, v.plain = strings.HasPrefix(query, "base"), strings.HasSuffix(query, "plain")
	return name, v, ok && err == nil
}

// key is the type's name, or one that nothing else has if it is replaced.
func (t *Type) key() string {
	if t.shadowed {
		return "/" + t.Name
	}
	return t.Name
}

// keyed returns the type of a key, or nil.
func (r *Registry) keyed(key string) *Type {
	if name, ok := strings.CutPrefix(key, "/"); ok {
		if t := r.exactly(name); t != nil {
			return t.replaced
		}
		return nil
	}
	return r.exactly(key)
}

// rewrite returns a variant of the schema of t; it shares no changed part with root.
func rewrite(t *Type, v variant, root any) (any, error) {
	w := &rewriter{of: t, alone: refAlone(root)}
	doc := w.schema(root, position{base: t.uri(), whole: true, inherits: true, plain: v.plain})
	if m, ok := doc.(map[string]any); ok {
		delete(m, "$id") // the address is its name within a compilation
		if v.base {
			for _, key := range []string{"additionalProperties", "unevaluatedProperties"} {
				delete(m, key)
			}
		}
	}
	return doc, w.err
}

type rewriter struct {
	of    *Type
	alone bool  // "$ref" overrides the keywords beside it
	err   error // the first
}

// refAlone reports whether a schema is of a draft in which a "$ref" is the only
// keyword of its object that counts: 7 and before.
func refAlone(root any) bool {
	m, _ := root.(map[string]any)
	draft, _ := m["$schema"].(string)
	return strings.Contains(draft, "/draft-0")
}

// position is where in a schema a subschema stands.
type position struct {
	base     string // URI that references are relative to
	pointer  string // from the root of the schema, for errors
	whole    bool   // it applies to the value of the type itself, not to a part of it
	inherits bool   // whole, and by "allOf" or "$ref" alone
	plain    bool   // see variant
}

// Keywords that hold subschemas, by the shape of their value. "items" may also be
// an array before draft 2020-12.
var (
	schemaKeywords = [...]string{
		"items", "additionalItems", "additionalProperties", "unevaluatedItems",
		"unevaluatedProperties", "contains", "propertyNames", "if", "then", "else", "not", "contentSchema",
	}
	mapKeywords   = [...]string{"properties", "patternProperties", "dependentSchemas", "$defs", "definitions"}
	arrayKeywords = [...]string{"allOf", "anyOf", "oneOf", "prefixItems", "items"}
)

func (w *rewriter) schema(v any, p position) any {
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	if id, ok := m["$id"].(string); ok && p.pointer != "" {
		if b, err := url.Parse(p.base); err == nil {
			if u, err := b.Parse(id); err == nil {
				p.base = u.String()
			}
		}
	}
	out := maps.Clone(m)
	w.parts(out, m, p)
	if m["additionalProperties"] == false {
		// As a schema it fails at each property, not once at the object.
		out["additionalProperties"] = map[string]any{"not": map[string]any{}}
	}
	if ref, ok := m["$ref"].(string); ok {
		w.ref(out, ref, p)
	}
	return out
}

// parts rewrites the subschemas of m into out.
func (w *rewriter) parts(out, m map[string]any, p position) {
	for _, key := range mapKeywords {
		if parts, ok := m[key].(map[string]any); ok {
			mapped := make(map[string]any, len(parts))
			for _, name := range slices.Sorted(maps.Keys(parts)) { // the first error is always the same
				mapped[name] = w.schema(parts[name], p.down(key, name))
			}
			out[key] = mapped
		}
	}
	for _, key := range arrayKeywords {
		if parts, ok := m[key].([]any); ok {
			mapped := make([]any, len(parts))
			for i, part := range parts {
				mapped[i] = w.schema(part, p.down(key, strconv.Itoa(i)))
			}
			out[key] = mapped
		}
	}
	for _, key := range schemaKeywords {
		if part, ok := m[key].(map[string]any); ok {
			out[key] = w.schema(part, p.down(key, ""))
		}
	}
}

// down is the position of a subschema under a keyword.
func (p position) down(key, name string) position {
	p.pointer += "/" + key
	if name != "" {
		p.pointer += jsondoc.Pointer(name)
	}
	switch key {
	case "allOf":
	case "anyOf", "oneOf", "then", "else", "dependentSchemas":
		p.inherits = false
	case "if", "not", "contains", "propertyNames", "$defs", "definitions":
		p.inherits, p.plain = false, true
		p.whole = p.whole && (key == "if" || key == "not")
	default:
		p.inherits, p.whole = false, false
	}
	return p
}

// ref replaces the reference in out by what a compilation needs there.
func (w *rewriter) ref(out map[string]any, ref string, p position) {
	t, fragment, err := w.of.resolve(p.base, ref)
	if err != nil {
		if strings.HasPrefix(ref, "#") {
			return // into a subschema with an "$id" of its own
		}
		if w.of.open && errors.Is(err, errLacking) {
			delete(out, "$ref")
			return
		}
		if w.err == nil {
			w.err = fmt.Errorf("at #%s: %w", p.pointer, err)
		}
		return
	}
	if w.alone {
		clear(out)
	}
	switch {
	case t == w.of && fragment != "":
		out["$ref"] = "#" + fragment
	case fragment != "":
		out["$ref"] = address(t, variant{plain: p.plain}) + "#" + fragment
	case p.plain || p.whole:
		out["$ref"] = address(t, variant{base: p.inherits, plain: p.plain})
	default:
		delete(out, "$ref")
		out[typeKeyword] = t.key()
	}
}
