package derived

import (
	"docgauge/internal/odata"
	"docgauge/internal/schema"
)

// root is the schema that Schema writes, as encoding/json would decode it, but
// without "$comment": types are checked by the thousand, and read by nobody.
func (t *Types) root(of *Type, others *schema.Registry) map[string]any {
	w := writer{types: t, others: others, of: of, namespace: odata.Namespace(of.Name), bare: true}
	return w.schema().tree()
}

func (s *typeSchema) tree() map[string]any {
	out := s.valueSchema.tree()
	out["$schema"], out["$id"], out["title"] = s.Draft, s.ID, s.Title
	put(out, "description", s.Description)
	if len(s.AllOf) > 0 {
		out["allOf"] = trees(s.AllOf)
	}
	if len(s.Required) > 0 {
		out["required"] = schema.List(s.Required)
	}
	if len(s.Properties) > 0 {
		properties := make(map[string]any, len(s.Properties))
		for name, p := range s.Properties {
			properties[name] = p.tree()
		}
		out["properties"] = properties
	}
	if len(s.Patterns) > 0 {
		patterns := make(map[string]any, len(s.Patterns))
		for expr, admitted := range s.Patterns {
			patterns[expr] = admitted
		}
		out["patternProperties"] = patterns
	}
	if s.Additional != nil {
		out["additionalProperties"] = *s.Additional
	}
	if s.Unevaluated != nil {
		out["unevaluatedProperties"] = *s.Unevaluated
	}
	return out
}

func (s *valueSchema) tree() map[string]any {
	out := make(map[string]any, 4)
	put(out, "$comment", s.Comment)
	put(out, "description", s.Text)
	put(out, "$ref", s.Ref)
	put(out, "format", s.Format)
	put(out, "pattern", s.Pattern)
	switch t := s.Type.(type) {
	case string:
		out["type"] = t
	case []string:
		out["type"] = schema.List(t)
	}
	if s.Nullable != nil {
		out["nullable"] = *s.Nullable
	}
	if s.Minimum != nil {
		out["minimum"] = schema.Number(*s.Minimum)
	}
	if s.Maximum != nil {
		out["maximum"] = schema.Number(*s.Maximum)
	}
	if len(s.Enum) > 0 {
		out["enum"] = schema.List(s.Enum)
	}
	if s.Partial {
		out["x-docgauge-partial"] = true
	}
	if len(s.AnyOf) > 0 {
		out["anyOf"] = trees(s.AnyOf)
	}
	if s.Items != nil {
		out["items"] = s.Items.tree()
	}
	return out
}

func trees(list []*valueSchema) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s.tree()
	}
	return out
}

func put(to map[string]any, key, value string) {
	if value != "" {
		to[key] = value
	}
}
