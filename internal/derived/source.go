package derived

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// Source returns the types as JSON Schemas (draft 2020-12), each written when it
// is first needed. References lead to types of the pages and to those of others,
// which are in force where both define one; a property whose type nobody knows is
// left open. "$comment" says where a type or property is described: path and line.
func (t *Types) Source(others *schema.Registry) schema.Source {
	s := schema.Source{Name: "derived", Generated: true}
	for _, of := range t.list {
		if strings.IndexByte(of.Name, '.') < 0 {
			continue // a page that gives no namespace does not define a type for others
		}
		s.Definitions = append(s.Definitions, schema.Definition{
			Name:   of.Name,
			Origin: of.Parts[0].Page.Source.Path,
			Schema: func() ([]byte, error) { return t.Schema(of, others) },
			Root:   func() map[string]any { return t.root(of, others) },
		})
	}
	return s
}

// Schema writes the JSON Schema of one type.
func (t *Types) Schema(of *Type, others *schema.Registry) ([]byte, error) {
	w := writer{types: t, others: others, of: of, namespace: odata.Namespace(of.Name)}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(w.schema()); err != nil {
		return nil, fmt.Errorf("write the schema of %s: %w", of.Name, err)
	}
	return b.Bytes(), nil
}

// typeSchema is the schema of a type, its keywords in the order in which they are read.
type typeSchema struct {
	Draft       string `json:"$schema"`
	ID          string `json:"$id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	*valueSchema
	AllOf       []*valueSchema          `json:"allOf,omitempty"`
	Required    []string                `json:"required,omitempty"`
	Properties  map[string]*valueSchema `json:"properties,omitempty"`
	Patterns    map[string]bool         `json:"patternProperties,omitempty"`
	Additional  *bool                   `json:"additionalProperties,omitempty"`
	Unevaluated *bool                   `json:"unevaluatedProperties,omitempty"`
}

// valueSchema is the schema of a value.
type valueSchema struct {
	Comment  string         `json:"$comment,omitempty"`
	Text     string         `json:"description,omitempty"`
	Ref      string         `json:"$ref,omitempty"`
	Type     any            `json:"type,omitempty"` // string or []string
	Format   string         `json:"format,omitempty"`
	Nullable *bool          `json:"nullable,omitempty"` // false forbids null; else it is allowed
	Minimum  *int64         `json:"minimum,omitempty"`
	Maximum  *int64         `json:"maximum,omitempty"`
	Pattern  string         `json:"pattern,omitempty"`
	Enum     []string       `json:"enum,omitempty"`
	Partial  bool           `json:"x-docgauge-partial,omitempty"` // there may be values that are not listed
	AnyOf    []*valueSchema `json:"anyOf,omitempty"`
	Items    *valueSchema   `json:"items,omitempty"`
}

// writer writes the schema of one type.
type writer struct {
	types     *Types
	others    *schema.Registry // types of other sources; nil if there are none
	of        *Type
	namespace string
	bare      bool // leave "$comment" out
}

func (w *writer) schema() *typeSchema {
	first := w.of.Parts[0]
	out := &typeSchema{
		Draft:       "https://json-schema.org/draft/2020-12/schema",
		ID:          "docgauge:///schemas/" + url.PathEscape(w.of.Name) + ".json",
		Title:       odata.Local(w.of.Name),
		valueSchema: &valueSchema{},
	}
	if d := first.Page.Front.Field("description"); d != nil && !w.of.Enum {
		out.Description = d.Value
	}
	if w.of.Enum && len(w.of.Properties) == 0 {
		out.valueSchema = w.enum()
		out.Comment = w.place(first.Page, first.At)
		return out
	}
	out.Comment = w.place(first.Page, first.At)
	if len(w.of.Properties) == 0 && w.of.Base == "" {
		return out // nobody says what its values look like
	}
	out.Type = "object"
	open := w.types.IsOpen(w.of)
	if base := w.base(); base != "" {
		out.AllOf, out.Unevaluated = []*valueSchema{{Ref: reference(base)}}, &open
	} else {
		out.Additional = &open
	}
	if !open {
		out.Patterns = map[string]bool{"@": true} // control information, annotations
	}
	out.Properties = make(map[string]*valueSchema, len(w.of.Properties))
	for _, p := range w.of.Properties {
		out.Properties[p.Name] = w.property(p)
		if p.Required {
			out.Required = append(out.Required, p.Name)
		}
	}
	return out
}

// base returns the name of the base type in force, or "" if there is none, its
// chain is a circle, or nobody defines it.
func (w *writer) base() string {
	if w.of.Circle || w.of.Long || w.of.Base == "" {
		return ""
	}
	return w.name(w.of.Base)
}

// name returns the name of the type in force that a name means where it stands,
// or "" if nobody defines it.
func (w *writer) name(name string) string {
	candidates := []string{name}
	if strings.IndexByte(name, '.') < 0 {
		candidates = []string{w.namespace + "." + name, odata.Graph + name, name}
	}
	for _, c := range candidates {
		if w.others != nil {
			if other, _ := w.others.Lookup(c); other != nil {
				return other.Name
			}
		}
		if own := w.types.Find(c, ""); own != nil && strings.IndexByte(own.Name, '.') > 0 {
			return own.Name
		}
	}
	return ""
}

// reference is the "$ref" to a type of the registry.
func reference(name string) string { return url.PathEscape(name) + ".json" }

// place writes where something stands: path and line.
func (w *writer) place(pg *page.Page, sp text.Span) string {
	if w.bare {
		return ""
	}
	return fmt.Sprintf("%s:%d", pg.Source.Path, pg.Source.LineAt(sp.Start))
}

// enum writes the schema of an enumeration. Members that may be combined are
// joined by commas (OData JSON Format 4.01, section 7.1).
func (w *writer) enum() *valueSchema {
	names := make([]string, len(w.of.Members))
	for i, m := range w.of.Members {
		names[i] = m.Name
	}
	out := &valueSchema{Type: "string", Enum: names}
	for _, p := range w.of.Parts {
		out.Partial = out.Partial || p.Elided
	}
	if w.of.Flags {
		one := "(" + strings.ReplaceAll(strings.Join(names, "|"), ".", `\.`) + ")"
		list := &valueSchema{Pattern: "^" + one + "(, ?" + one + ")+$"}
		out = &valueSchema{Type: "string", AnyOf: []*valueSchema{{Enum: names, Partial: out.Partial}, list}}
	}
	return out
}
