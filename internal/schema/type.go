package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
)

// Type is one type of a Registry.
type Type struct {
	Name   string // qualified, in its own letter case
	Source string // name of the Source it comes from
	Origin string // Definition.Origin

	generated bool // Source.Generated
	open      bool // Definition.Open
	load      func() ([]byte, error)
	build     func() map[string]any // Definition.Root
	registry  *Registry
	replaced  *Type // the definition that this one wins over
	shadowed  bool  // it is one that another wins over

	written  sync.Once
	text     []byte
	writeErr error

	parsed   sync.Once
	root     any // the schema as encoding/json decodes it, numbers as json.Number
	parseErr error

	planned sync.Once
	thePlan *plan

	compiled   sync.Once
	unit       *unit
	compileErr error

	named sync.Once
	names nameSet

	based sync.Once
	base  *Type
}

// Replaced returns the definition of the same type that this one wins over, from
// a source that comes after its own, or nil.
func (t *Type) Replaced() *Type { return t.replaced }

// JSON returns the text of the type's schema.
func (t *Type) JSON() ([]byte, error) {
	if _, err := t.schema(); err != nil {
		return nil, err
	}
	return t.read()
}

// schema returns the decoded schema. Nobody may change it.
func (t *Type) schema() (any, error) {
	t.parsed.Do(func() {
		if t.build != nil {
			t.root = t.build()
			return
		}
		b, err := t.read()
		if err != nil {
			t.parseErr = err
			return
		}
		if t.root, err = decode(b); err != nil {
			t.parseErr = fmt.Errorf("schema of %s%s: %w", t.Name, t.from(), err)
		}
	})
	return t.root, t.parseErr
}

// read returns the text of the schema, be it JSON or not.
func (t *Type) read() ([]byte, error) {
	t.written.Do(func() {
		if t.load != nil {
			t.text, t.writeErr = t.load()
		} else {
			t.text, t.writeErr = json.MarshalIndent(t.build(), "", "  ")
		}
		if t.writeErr != nil {
			t.writeErr = fmt.Errorf("schema of %s%s: %w", t.Name, t.from(), t.writeErr)
		}
	})
	return t.text, t.writeErr
}

func (t *Type) from() string {
	if t.Origin == "" {
		return ""
	}
	return " (" + t.Origin + ")"
}

func decode(b []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("not JSON: text after the value at byte %d", d.InputOffset())
	}
	switch v.(type) {
	case bool, map[string]any:
		return v, nil
	}
	return nil, errors.New("a schema is an object, true or false")
}

// Base returns the type that this one extends, or nil: the one that stands alone
// as a "$ref" in the schema's "allOf".
func (t *Type) Base() *Type {
	t.based.Do(func() { t.base = t.findBase() })
	return t.base
}

func (t *Type) findBase() *Type {
	root, err := t.schema()
	if err != nil {
		return nil
	}
	m, _ := root.(map[string]any)
	all, _ := m["allOf"].([]any)
	for _, s := range all {
		s, _ := s.(map[string]any)
		if ref, ok := s["$ref"].(string); ok && len(s) == 1 {
			if base, _, err := t.resolve(t.uri(), ref); err == nil && base != nil && base != t {
				return base
			}
		}
	}
	return nil
}

// Is reports whether t is other or derives from it.
func (t *Type) Is(other *Type) bool {
	for n := 0; t != nil && n < MaxBases; n++ {
		if t.Name == other.Name { // one type may have been reopened, see Registry.With
			return true
		}
		t = t.Base()
	}
	return false
}

// last returns the end of the chain of base types, t itself if it has none.
func (t *Type) last() *Type {
	for n := 0; n < MaxBases; n++ {
		base := t.Base()
		if base == nil {
			break
		}
		t = base
	}
	return t
}

// adrift reports whether the chain of base types may go on where nobody says so:
// pages leave the base type out more often than a service's metadata does.
func (t *Type) adrift() bool { return t.last().Source == derived }

// MaxBases is how many base types, one above the other, a type may have: the cost
// of types goes with the length of their chains. Those of real services have four.
const MaxBases = 64

// Properties returns the names of the properties that the schema, or one of its
// base types, declares, in alphabetical order.
func (t *Type) Properties() []string {
	t.named.Do(func() {
		root, err := t.schema()
		if err != nil {
			return
		}
		t.names.seen = map[*Type]bool{t: true}
		t.names.collect(t, root)
		slices.Sort(t.names.list)
		t.names.list = slices.Compact(t.names.list)
	})
	return t.names.list
}

// declares reports whether a property of that very name is in Properties.
func (t *Type) declares(name string) bool {
	_, ok := slices.BinarySearch(t.Properties(), name)
	return ok
}

// nameSet gathers the property names a schema knows, wherever it applies one of
// its parts to the same value.
type nameSet struct {
	list []string
	seen map[*Type]bool
}

// subschemas returns the parts of a schema that may apply to the same value.
func subschemas(m map[string]any) []any {
	parts := []any{m["if"], m["then"], m["else"]}
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		list, _ := m[key].([]any)
		parts = append(parts, list...)
	}
	if deps, ok := m["dependentSchemas"].(map[string]any); ok {
		parts = slices.AppendSeq(parts, maps.Values(deps))
	}
	return parts
}

func (s *nameSet) collect(t *Type, schema any) {
	m, ok := schema.(map[string]any)
	if !ok {
		return
	}
	if props, ok := m["properties"].(map[string]any); ok {
		for name := range props {
			s.list = append(s.list, name)
		}
	}
	for _, part := range subschemas(m) {
		s.collect(t, part)
	}
	if ref, ok := m["$ref"].(string); ok {
		base, _, err := t.resolve(t.uri(), ref)
		if err != nil || base == nil || s.seen[base] {
			return
		}
		s.seen[base] = true
		if root, err := base.schema(); err == nil {
			s.collect(base, root)
		}
	}
}
