package schema

import (
	"encoding/json"
	"regexp"
)

// planner makes the plan of one type.
type planner struct {
	of      *Type
	formats map[string]func(any) bool
	refused bool // a keyword is none of those a plan knows
}

func (p *planner) refuse() *plan {
	p.refused = true
	return &plan{}
}

func (p *planner) schema(v any, root bool) *plan {
	m, ok := v.(map[string]any)
	if !ok {
		return p.refuse()
	}
	out := &plan{kinds: every}
	for key, value := range m {
		p.keyword(out, m, key, value, root)
	}
	if out.base != nil && m["additionalProperties"] == false {
		return p.refuse() // it would exclude the properties of the base type
	}
	return out
}

// keyword adds one keyword of the schema m to the plan.
func (p *planner) keyword(out *plan, m map[string]any, key string, value any, root bool) {
	switch key {
	case "$schema", "$id", "$comment", "title", "description", "readOnly", "writeOnly", "deprecated":
	case "type":
		out.types, out.kinds = value, kindsOf(value)
	case "nullable":
		out.solid = value == false
	case "properties":
		out.properties = p.properties(value)
	case "required":
		out.required, _ = value.([]any)
	case "additionalProperties", "unevaluatedProperties":
		closed, ok := value.(bool)
		p.refused = p.refused || !ok
		out.closed = out.closed || !closed
	case "patternProperties":
		pattern, ok := value.(map[string]any)
		p.refused = p.refused || !ok || len(pattern) != 1 || pattern["@"] != true
	case "items":
		out.items = p.schema(value, false)
	case "allOf":
		p.base(out, value, root)
	case "$ref":
		p.ref(out, value, root)
	default:
		p.scalar(out, m, key, value)
	}
}

func kindsOf(types any) kinds {
	list, ok := types.([]any)
	if !ok {
		return kindNamed(types)
	}
	var all kinds
	for _, t := range list {
		all |= kindNamed(t)
	}
	return all
}

func (p *planner) properties(value any) map[string]*plan {
	m, ok := value.(map[string]any)
	if !ok {
		p.refused = true
	}
	out := make(map[string]*plan, len(m))
	for name, v := range m {
		out[name] = p.schema(v, false)
	}
	return out
}

// base reads "allOf": the base type. More than one would be more than circular follows.
func (p *planner) base(out *plan, value any, root bool) {
	list, _ := value.([]any)
	if p.refused = p.refused || !root || len(list) != 1; p.refused {
		return
	}
	m, _ := list[0].(map[string]any)
	ref, _ := m["$ref"].(string)
	base, fragment, err := p.of.resolve(p.of.uri(), ref)
	if err != nil || len(m) != 1 || fragment != "" || base == p.of || base.plan() == nil {
		p.refused = true
		return
	}
	open := *base.plan()
	open.closed = false
	out.base = &open
}

// ref reads "$ref" of a property or an item.
func (p *planner) ref(out *plan, value any, root bool) {
	ref, _ := value.(string)
	t, fragment, err := p.of.resolve(p.of.uri(), ref)
	if err != nil || root || fragment != "" {
		p.refused = true
		return
	}
	out.ref = t.key()
}

// scalar reads the keywords for strings and numbers.
func (p *planner) scalar(out *plan, m map[string]any, key string, value any) {
	ok := true
	switch key {
	case "enum":
		ok = out.values(value)
	case partialKeyword:
		out.partial = value == true
	case "format":
		out.format, ok = value.(string)
		out.valid = p.formats[out.format]
		ok = ok && out.valid != nil
	case "pattern":
		ok = m["enum"] == nil && out.match(value)
	case "minimum":
		out.low, ok = limit(value)
	case "maximum":
		out.high, ok = limit(value)
	case "anyOf":
		ok = out.flags(value) && m["enum"] == nil && m["pattern"] == nil
	default:
		ok = false
	}
	p.refused = p.refused || !ok
}

// values reads "enum", whose values must be strings.
func (p *plan) values(value any) bool {
	list, _ := value.([]any)
	p.enum, p.allowed = list, make(map[string]bool, len(list))
	for _, v := range list {
		s, ok := v.(string)
		if !ok {
			return false
		}
		p.allowed[s] = true
	}
	return true
}

func (p *plan) match(value any) bool {
	expr, ok := value.(string)
	if !ok {
		return false
	}
	var err error
	p.expr = value
	p.pattern, err = regexp.Compile(expr)
	return err == nil
}

// flags reads the values of an enumeration whose members can be combined: one of
// "enum", or what a pattern says.
func (p *plan) flags(value any) bool {
	list, _ := value.([]any)
	if len(list) != 2 {
		return false
	}
	one, _ := list[0].(map[string]any)
	several, _ := list[1].(map[string]any)
	return len(one) == 1 && len(several) == 1 && p.values(one["enum"]) && len(p.enum) > 0 && p.match(several["pattern"])
}

func limit(value any) (*float64, bool) {
	n, ok := value.(json.Number)
	if !ok {
		return nil, false
	}
	f, err := n.Float64()
	return &f, err == nil
}
