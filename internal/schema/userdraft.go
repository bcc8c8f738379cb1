package schema

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"docgauge/internal/jsondoc"
)

// draft is a version of JSON Schema.
type draft int

const (
	draft4    draft = 4
	draft6    draft = 6
	draft7    draft = 7
	draft2019 draft = 2019
	draft2020 draft = 2020
)

func (d draft) String() string {
	switch d {
	case draft2019:
		return "2019-09"
	case draft2020:
		return "2020-12"
	}
	return fmt.Sprint(int(d))
}

// uri is the "$schema" of the draft.
func (d draft) uri() string {
	if d >= draft2019 {
		return "https://json-schema.org/draft/" + d.String() + "/schema"
	}
	return fmt.Sprintf("http://json-schema.org/draft-0%d/schema#", int(d))
}

// draftOf returns the draft that a "$schema" names.
func draftOf(uri string) (draft, bool) {
	plain := func(s string) string {
		return strings.TrimPrefix(strings.TrimPrefix(strings.TrimRight(s, "#/"), "https://"), "http://")
	}
	for _, d := range [...]draft{draft4, draft6, draft7, draft2019, draft2020} {
		if plain(uri) == plain(d.uri()) {
			return d, true
		}
	}
	return 0, false
}

// shape is what the value of a keyword looks like.
type shape uint8

const (
	plainShape  shape = iota // no schema in it
	schemaShape              // a schema
	listShape                // an array of schemas
	mapShape                 // an object of schemas
	itemsShape               // a schema or an array of them
	dependShape              // an object of schemas and of arrays of names
)

// keyword is what a draft makes of a keyword.
type keyword struct {
	shape       shape
	since, till draft // the drafts that define it
}

// keywordOf returns the keyword of that name; ok is false for what no draft
// defines, and for what only describes or names ("title", "$id").
func keywordOf(name string) (k keyword, ok bool) {
	k = keyword{since: draft4, till: draft2020}
	switch name {
	case "type", "enum", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
		"minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties", "required",
		"format", "$ref":
	case "additionalProperties", "not":
		k.shape = schemaShape
	case "allOf", "anyOf", "oneOf":
		k.shape = listShape
	case "properties", "patternProperties", "definitions":
		k.shape = mapShape
	case "items":
		k.shape = itemsShape
	case "additionalItems":
		k.shape, k.till = schemaShape, draft2019
	case "dependencies":
		k.shape, k.till = dependShape, draft7
	case "const":
		k.since = draft6
	case "contains", "propertyNames":
		k.shape, k.since = schemaShape, draft6
	case "contentEncoding", "contentMediaType":
		k.since = draft7
	case "if", "then", "else":
		k.shape, k.since = schemaShape, draft7
	case "$defs": // its name promises that it is one; what drafts before 2019-09 do not look at stays unused
		k.shape = mapShape
	case "dependentRequired", "minContains", "maxContains":
		k.since = draft2019
	case "dependentSchemas":
		k.shape, k.since = mapShape, draft2019
	case "unevaluatedItems", "unevaluatedProperties", "contentSchema":
		k.shape, k.since = schemaShape, draft2019
	case "$recursiveRef":
		k.since, k.till = draft2019, draft2019
	case "prefixItems":
		k.shape, k.since = listShape, draft2020
	case "$dynamicRef":
		k.since = draft2020
	default:
		return keyword{}, false
	}
	return k, true
}

// counts reports whether the draft defines the keyword and heeds it in the
// schema object: there, a "$ref" may make it ignore all but definitions.
func (d draft) counts(schema *jsondoc.Value, name string, k keyword) bool {
	if d < k.since || d > k.till {
		return false
	}
	return name == "$ref" || name == "definitions" || name == "$defs" || !d.refAlone(schema)
}

// describes reports whether a member of the object is a keyword that says
// something about values.
func (d draft) describes(v *jsondoc.Value) bool {
	return slices.ContainsFunc(v.Members, func(m jsondoc.Member) bool {
		k, ok := keywordOf(m.Name)
		return ok && d.counts(v, m.Name, k)
	})
}

// idOf returns the value that names a schema object, "$id" or, in draft 4, "id"; or nil.
func (d draft) idOf(v *jsondoc.Value) *jsondoc.Value {
	id := v.Get("$id")
	if d == draft4 {
		id = v.Get("id")
	}
	if id == nil || id.Kind != jsondoc.String || d.refAlone(v) {
		return nil
	}
	return id
}

// refAlone reports whether a schema object is a "$ref" and whatever else is in it
// does not count: so it is before draft 2019-09.
func (d draft) refAlone(v *jsondoc.Value) bool {
	ref := v.Get("$ref")
	return d < draft2019 && ref != nil && ref.Kind == jsondoc.String
}

// fault is a departure from the metaschema.
type fault struct{ pointer, message string }

// faults checks a schema against the draft's metaschema. It returns one fault for
// each place.
func (d draft) faults(root *jsondoc.Value) []fault {
	meta, err := jsonschema.NewCompiler().Compile(d.uri())
	if err == nil {
		err = meta.Validate(root.Plain())
	}
	var failure *jsonschema.ValidationError
	switch {
	case errors.As(err, &failure):
		return leaves(failure, nil)
	case err != nil:
		return []fault{{"", err.Error()}}
	}
	return nil
}

// leaves collects the failures without a cause of their own, one for each place.
func leaves(e *jsonschema.ValidationError, found []fault) []fault {
	for _, cause := range e.Causes {
		found = leaves(cause, found)
	}
	pointer := e.InstanceLocation
	if p, err := url.PathUnescape(pointer); err == nil {
		pointer = p
	}
	if len(e.Causes) > 0 || slices.ContainsFunc(found, func(f fault) bool { return f.pointer == pointer }) {
		return found
	}
	message := e.Message
	for _, end := range [...]string{" is not valid 'regex'", " is not valid regex"} {
		if pattern, ok := strings.CutSuffix(message, end); ok {
			message = strings.TrimPrefix(pattern, "patternProperty ") + badPattern
		}
	}
	return append(found, fault{pointer, message})
}

// badPattern ends the message about a pattern that regexp.Compile refuses.
const badPattern = " is no pattern that can be used; patterns have RE2 syntax, without look-ahead and back references"

// compileFault is what went wrong in a compilation, without what the caller says.
func compileFault(err error) string {
	var schemaErr *jsonschema.SchemaError
	if errors.As(err, &schemaErr) && schemaErr.Err != nil {
		err = schemaErr.Err
	}
	message := strings.TrimPrefix(err.Error(), "jsonschema: ")
	if strings.HasPrefix(message, "infinite loop") {
		return "a $ref of the schema leads back to itself without end"
	}
	return "the schema cannot be compiled: " + message
}
