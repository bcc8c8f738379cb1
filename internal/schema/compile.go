package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// scheme begins the URI of every schema in the registry; a relative "$ref" from
// one to another is the other's file name. A schema reaches the one that it wins
// over by another path: that is how a user's schema extends what docgauge or the
// pages say of the type.
const (
	scheme         = "docgauge:///schemas/"
	replacedScheme = "docgauge:///replaced/"
)

// uri is what references in t's schema are relative to.
func (t *Type) uri() string {
	return scheme + url.PathEscape(t.Name) + ".json"
}

// errLacking wraps the error that the registry has no type of that name.
var errLacking = errors.New("no schema")

// resolve finds the type, and the fragment without "#", that ref means when it
// stands in a schema with that base URI. A reference to a place that is not in
// the registry is an error: nothing is ever fetched.
func (t *Type) resolve(base, ref string) (*Type, string, error) {
	b, err := url.Parse(base)
	if err != nil {
		return nil, "", fmt.Errorf("base URI %q: %w", base, err)
	}
	u, err := b.Parse(ref)
	if err != nil {
		return nil, "", fmt.Errorf("$ref %q is no URI reference: %w", ref, err)
	}
	fragment := u.EscapedFragment()
	u.Fragment, u.RawFragment = "", ""
	at := u.String()
	if at == t.uri() && (fragment != "" || !t.shadowed) {
		return t, fragment, nil
	}
	if name, v, ok := parseAddress(at); ok {
		if other := t.registry.exactly(name); other != nil && (!v.replaced || other.replaced != nil) {
			if v.replaced {
				other = other.replaced
			}
			return other, fragment, nil
		}
		return nil, "", fmt.Errorf("$ref %q: %w for %s", ref, errLacking, name)
	}
	return nil, "", fmt.Errorf("$ref %q is outside the schemas given (%s), and nothing is fetched", ref, at)
}

// lacks reports whether the schema refers to a type that its registry does not have.
func (t *Type) lacks() bool {
	root, err := t.schema()
	return err == nil && t.lacksIn(root)
}

func (t *Type) lacksIn(v any) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, t.lacksIn)
	case map[string]any:
		if ref, ok := v["$ref"].(string); ok {
			if _, _, err := t.resolve(t.uri(), ref); errors.Is(err, errLacking) {
				return true
			}
		}
		for _, part := range v {
			if t.lacksIn(part) {
				return true
			}
		}
	}
	return false
}

// unit is a compiled schema with the documents it was compiled from, for
// looking up the keywords that failures name.
type unit struct {
	schema *jsonschema.Schema
	docs   map[string]any // by URL without fragment
}

// Compile parses and compiles the type's schema and says what is wrong with it.
// Validation of a type that does not compile finds nothing: whoever lets users
// supply schemas has to call it for each of them.
func (t *Type) Compile() error {
	_, err := t.compile()
	return err
}

func (t *Type) compile() (*unit, error) {
	t.compiled.Do(func() {
		if t.unit, t.compileErr = compile(t); t.compileErr != nil {
			t.compileErr = fmt.Errorf("schema of %s%s: %w", t.Name, t.from(), t.compileErr)
		}
	})
	return t.unit, t.compileErr
}

func compile(t *Type) (u *unit, err error) {
	defer func() {
		// A "pattern" that Go cannot compile makes the library panic.
		if r := recover(); r != nil {
			u, err = nil, fmt.Errorf("cannot compile: %v", r)
		}
	}()
	u = &unit{docs: map[string]any{}}
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	for name, valid := range formats() {
		c.Formats[name] = valid
	}
	c.RegisterExtension(typeKeyword, nil, typeCompiler{})
	c.LoadURL = func(at string) (io.ReadCloser, error) { return u.load(t.registry, at) }
	if u.schema, err = c.Compile(address(t, variant{})); err != nil {
		return nil, err
	}
	return u, nil
}

// load supplies a document that a compilation asks for, from the registry.
func (u *unit) load(r *Registry, at string) (io.ReadCloser, error) {
	name, v, ok := parseAddress(at)
	t := r.exactly(name)
	if t != nil && v.replaced {
		t = t.replaced
	}
	if len(u.docs) > 2*MaxBases { // each counts twice where a closed type has base types
		return nil, fmt.Errorf("more than %d types extend each other", MaxBases)
	}
	if !ok || t == nil {
		return nil, fmt.Errorf("%s is outside the schemas given, and nothing is fetched", at)
	}
	root, err := t.schema()
	if err != nil {
		return nil, err
	}
	doc, err := rewrite(t, v, root)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(doc)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", at, err)
	}
	u.docs[at] = doc
	return io.NopCloser(bytes.NewReader(b)), nil
}

// typeKeyword stands in a compiled schema for the reference to another type. It
// fails on every value: the failure tells the checker where a value of the type
// is, so that the type's own schema, or that of the derived type the value names
// in "@odata.type", can be applied to it.
const typeKeyword = "x-docgauge-type"

type typeCompiler struct{}

func (typeCompiler) Compile(_ jsonschema.CompilerContext, m map[string]any) (jsonschema.ExtSchema, error) {
	if name, ok := m[typeKeyword].(string); ok {
		return typeFailure(name), nil
	}
	return nil, nil
}

type typeFailure string

func (f typeFailure) Validate(ctx jsonschema.ValidationContext, v any) error {
	if v == nil {
		return nil
	}
	return ctx.Error(typeKeyword, "%s", string(f))
}
