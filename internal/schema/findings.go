package schema

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
)

// violation is the finding for a keyword that fails on a value.
func (f *failures) violation(n *node, keyword string, value any, e *jsonschema.ValidationError) []Violation {
	v := Violation{Span: n.value.Span, Pointer: n.pointer(), Type: f.t, Value: n.value}
	switch keyword {
	case "type":
		v.Kind, v.wants = WrongType, list(value, bare)
		v.Message = fmt.Sprintf("%s is %s, want %s", n.subject(), n.value.Kind.String(), v.wants)
		if f.checker.opts.Use == Notation && n.value.Kind == jsondoc.String {
			v.Message = fmt.Sprintf("%s is noted as %s, want %s", n.subject(), quoted(n.value.Text), v.wants)
		} else {
			v.Fix = retype(n.value, value)
		}
	case "enum", "const":
		v.Kind = Enum
		if keyword == "const" {
			v.wants, v.tag = scalar(value), true
		} else {
			v.wants = "one of " + list(value, scalar)
		}
		v.Message = fmt.Sprintf("%s is not a value of %s", shown(n.value), n.valued())
		v.Fix = f.checker.enumFix(n.value, value)
		if f.partial(e) {
			v.doubt()
		}
	case "format":
		name, _ := value.(string)
		if want := numeral(name); want != "" {
			return f.violation(n, "type", want, e)
		}
		v.Kind, v.wants = Format, formatWords(name)
		v.Message = fmt.Sprintf("%s is not a valid %s", shown(n.value), formatName(name))
	case "pattern":
		v.Kind, v.wants = Format, patternWords(value)
		v.Message = fmt.Sprintf("%s does not have the form that %s must have", shown(n.value), n.valued())
	default:
		if !v.limit(n, keyword, value) {
			return f.other(n, v, e)
		}
	}
	if v.wants != "" && keyword != "type" {
		v.Help = "want " + v.wants
	}
	return []Violation{v}
}

// partial reports whether the schema in which "enum" fails may lack some values.
func (f *failures) partial(e *jsonschema.ValidationError) bool {
	if f.unit == nil || e == nil {
		return false
	}
	schema, _ := f.unit.lookup(parent(e.AbsoluteKeywordLocation))
	m, _ := schema.(map[string]any)
	return m[partialKeyword] == true
}

// doubt notes that the enumeration may be incomplete. Then its spelling is not
// certain, either.
func (v *Violation) doubt() {
	v.Partial = true
	if v.Fix != nil {
		v.Fix.Safe = false
	}
}

// numeral returns the JSON type of numbers that may be written as strings in a
// format (OData JSON Format 4.01 section 7.1), or "".
func numeral(format string) string {
	switch format {
	case "int64":
		return "integer"
	case "decimal", "double":
		return "number"
	}
	return ""
}

// patternWords says what a pattern asks for, in plain words where it asks for
// nothing but a beginning.
func patternWords(pattern any) string {
	expr, _ := pattern.(string)
	if start, ok := strings.CutPrefix(expr, "^"); ok {
		start = strings.ReplaceAll(start, `\.`, ".")
		if !strings.ContainsAny(strings.ReplaceAll(start, ".", ""), `\^$.|?*+()[]{}`) && strings.Count(start, ".") == strings.Count(expr, `\.`) {
			return "a value that begins with " + scalar(start)
		}
	}
	return "a value that matches " + scalar(pattern)
}

// limit states the failure of a keyword that bounds values, or that excludes
// some of them. It reports whether the keyword is one.
func (v *Violation) limit(n *node, keyword string, value any) bool {
	v.Kind = Consistency
	switch keyword {
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
		"minLength", "maxLength", "contentEncoding", "contentMediaType":
		v.Kind = Format
		v.Message = fmt.Sprintf("%s breaks the limit %s %s of %s", shown(n.value), keyword, scalar(value), n.valued())
	case "minProperties", "maxProperties", "minItems", "maxItems", "uniqueItems", "maxContains":
		v.Message = fmt.Sprintf("%s breaks the limit %s %s", n.subject(), keyword, scalar(value))
	case "minContains":
		v.Message = n.subject() + " lacks an item that the schema asks for"
	case "oneOf":
		v.Message = n.subject() + " fits several alternatives of which only one may apply"
	case "not":
		v.Message = n.subject() + " has a form that the schema excludes"
	default:
		return false
	}
	if v.Kind == Consistency {
		v.Name = keyword
	}
	return true
}

// other is the finding for failures that are not a keyword's: a schema that is
// false, and "dependentRequired", whose location ends in names.
func (f *failures) other(n *node, v Violation, e *jsonschema.ValidationError) []Violation {
	if strings.Contains(e.AbsoluteKeywordLocation, "/dependentRequired/") {
		name, tokens := f.unit.lookup(e.AbsoluteKeywordLocation)
		if name, ok := name.(string); ok && len(tokens) > 1 {
			v.Kind, v.Span, v.Name = Required, n.keySpan(), name
			v.Message = fmt.Sprintf("%s is missing, which %s calls for", quoted(name), quoted(tokens[len(tokens)-2]))
			return []Violation{v}
		}
	}
	v.Kind, v.Message = Property, n.subject()+" does not belong here"
	if n.member != nil {
		v.Span = n.member.NameSpan
	}
	return []Violation{v}
}

// required is the finding that an object lacks properties, one for each. A
// property is not missing when a member is there that means it but misspells it.
func (f *failures) required(n *node, keyword any) []Violation {
	if f.incomplete(n) || f.checker.opts.Use == Request && !f.inRule || f.t.generated && !n.body {
		return nil // what pages say of the parts of an object is not said of each use
	}
	names, _ := keyword.([]any)
	var found []Violation
	for _, name := range names {
		name, ok := name.(string)
		if !ok || n.last(name) != nil || f.misspelt(n, name) {
			continue
		}
		found = append(found, Violation{
			Kind: Required, Span: n.keySpan(), Pointer: n.pointer(), Type: f.t, Value: n.value, Name: name,
			Message: fmt.Sprintf("%s is missing from this %s", quoted(name), f.t.Name),
			Help:    `add it, or say "truncated": true in the annotation`,
		})
	}
	return found
}

func (f *failures) misspelt(n *node, name string) bool {
	return slices.ContainsFunc(n.value.Members, func(m jsondoc.Member) bool {
		return !isControl(m.Name) && !f.t.declares(m.Name) && f.checker.closest(m.Name, f.t.Properties()) == name
	})
}

// unknown is the finding that a member is not among the properties of the schema
// at that location.
func (f *failures) unknown(n *node, location string, e *jsonschema.ValidationError) []Violation {
	object, ok := f.at.find(e.InstanceLocation[:max(0, strings.LastIndexByte(e.InstanceLocation, '/'))])
	if !ok || n.member == nil || isControl(n.member.Name) {
		return nil
	}
	owner, known := f.t.Name, f.t.Properties()
	if schema, tokens := f.unit.lookup(location); len(tokens) > 0 {
		set := nameSet{seen: map[*Type]bool{}}
		set.collect(f.t, schema)
		slices.Sort(set.list)
		known = set.list
		if object.holder != nil {
			owner = quoted(object.holder.Name)
		}
	}
	if slices.Contains(known, n.member.Name) {
		return nil // known to a part of the schema that failed for another reason
	}
	return []Violation{f.newcomer(owner, known, object, n.member)}
}

// newcomer is the finding that a member is not among the names known, with the
// one that it may stand for and that the object does not have yet.
func (f *failures) newcomer(owner string, known []string, object *node, m *jsondoc.Member) Violation {
	meant := ""
	if len(known) <= mostKnown && f.checker.compared <= mostCompared {
		free := slices.DeleteFunc(slices.Clone(known), func(name string) bool { return object.last(name) != nil })
		meant = f.checker.closest(m.Name, free)
	}
	return unknownProperty(f.t, owner, object, m, meant)
}

// valued names a value's place as the owner of a set of values.
func (n *node) valued() string {
	if n.member == nil && n.holder != nil {
		return quoted(n.holder.Name)
	}
	return n.subject()
}

// shown writes a value as the page does, if it is a scalar.
func shown(v *jsondoc.Value) string {
	switch v.Kind {
	case jsondoc.String:
		return quoted(v.Text)
	case jsondoc.Number:
		return v.Text
	case jsondoc.Bool:
		return fmt.Sprint(v.Bool)
	}
	return v.Kind.String()
}

// scalar writes a keyword's value as JSON does.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return quoted(v)
	case nil:
		return "null"
	case []any, map[string]any:
		return "another value"
	}
	return fmt.Sprint(v)
}

// retype offers to write a scalar as the type that is wanted: true for "true".
func retype(v *jsondoc.Value, want any) *diag.Fix {
	types, ok := want.([]any)
	if !ok {
		types = []any{want}
	}
	for _, t := range types {
		switch {
		case v.Kind == jsondoc.String && t == "boolean" && (odata.Lower(v.Text) == "true" || odata.Lower(v.Text) == "false"):
			return replace(v, odata.Lower(v.Text), false)
		case v.Kind == jsondoc.String && t == "integer" && strings.Trim(v.Text, "0123456789") == "" && json.Valid([]byte(v.Text)),
			v.Kind == jsondoc.String && t == "number" && strings.Trim(v.Text, "0123456789.") == "" && json.Valid([]byte(v.Text)):
			return replace(v, v.Text, false)
		case v.Kind == jsondoc.Number && t == "string":
			return replace(v, jsonString(v.Text), false)
		}
	}
	return nil
}

// enumFix offers the value that is meant: safe if only letter case differs.
func (c *checker) enumFix(v *jsondoc.Value, allowed any) *diag.Fix {
	if v.Kind != jsondoc.String {
		return nil
	}
	items, _ := allowed.([]any)
	if len(items) > mostKnown {
		return nil
	}
	var names []string
	for _, item := range items {
		if s, ok := item.(string); ok {
			names = append(names, s)
		}
	}
	if s := c.closest(v.Text, names); s != "" {
		return replace(v, jsonString(s), odata.Lower(s) == odata.Lower(v.Text))
	}
	return nil
}

// jsonString writes s as JSON text.
func jsonString(s string) string { return jsondoc.Quote(s) }
