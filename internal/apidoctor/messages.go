package apidoctor

import (
	"slices"
	"strings"
)

// keyOf says where in an API Doctor message the name stands that the message is about.
type keyOf uint8

const (
	noKey       keyOf = iota
	quotedKey         // the first text in single quotes
	labelledKey       // behind "Property: ", "Parameter name: " or "property: "
	subjectKey        // not in the message: the last part of what it is about
	wordKey           // the first word behind the message's beginning
	restKey           // all that follows the first ": "
	codeKey           // the same, and it is the beginning of a code block
	valuesKey         // several, in the first parentheses
)

// form is a kind of API Doctor message, told by its beginning, and the rules that
// report the same thing here; none if docgauge has no such check.
type form struct {
	begins string
	key    keyOf
	rules  string // ids with spaces between
}

// forms are the messages of API Doctor's offline checks (ApiDoctor.Validation),
// longer beginnings before their own beginnings.
var forms = [...]form{
	// properties
	{"Expected type", labelledKey, "schema-type schema-format schema-enum schema-odata-type param-type param-value"},
	{"Undocumented property", quotedKey, "schema-property param-undocumented"},
	{"Schemas type was", labelledKey, "schema-type"},
	{"missing these required", noKey, "schema-required param-required"},
	{"Could not find key property", wordKey, "annotation-property"},
	{"Property '", quotedKey, "table-resource"},
	{"Parameter '", quotedKey, "table-resource"},
	{"Inconsistent types between parameter", subjectKey, "table-resource param-type"},
	{"Type mismatch between example and table", labelledKey, "table-resource param-type param-undocumented"},
	{"Found potential enums in resource example", valuesKey, "table-resource schema-enum"},
	{"Found potential enums in parameter description", subjectKey, ""},
	// types
	{"Referenced type", subjectKey, "schema-unknown-type table-type"},
	{"unrecognized type declaration", wordKey, "schema-unknown-type schema-odata-type"},
	{"Resource type was null or missing", noKey, "annotation-type"},
	// tables
	{"Failed to parse any rows", noKey, ""},
	{"Unable to map some markdown elements", noKey, ""},
	// annotations
	{"Missing metadata for code block", codeKey, "annotation-missing"},
	{"Unable to parse code block metadata", noKey, "annotation-syntax"},
	{"Unable to parse page annotation", noKey, "annotation-syntax"},
	{"Unsupported resource definition language", noKey, "annotation-block-type"},
	{"Unable to locate the corresponding response", noKey, "annotation-pairing"},
	{"Duplicate method identifier detected", wordKey, "annotation-name"},
	{"Defined sample key", quotedKey, "annotation-sample-key"},
	{"The namespace", noKey, "page-namespace"},
	// messages
	{"Exception while parsing HTTP", noKey, "http-message"},
	{"Request includes a non-standard header", restKey, "http-header"},
	{"Request content-type header value", restKey, "http-media-type"},
	{"Response content-type header value", restKey, "http-media-type"},
	{"Unvalidated request content type", restKey, "http-media-type"},
	{"Invalid JSON format", noKey, "json-syntax json-trailing-comma json-comment json-ellipsis"},
	{"Error parsing resource definition", noKey, "json-syntax json-trailing-comma json-comment json-ellipsis"},
	{"Unexpected base URL found", quotedKey, "http-api-version"},
	{"ERROR: case mismatch between URL segment", quotedKey, "http-path-case metadata-path"},
	// the page
	{"A required document header is missing", restKey, "page-outline"},
	{"An extra document header was found", restKey, "page-outline"},
	{"An expected document header", restKey, "page-outline"},
	{"Incorrect letter case in document header", restKey, "page-outline"},
	{"Missing value for YAML header", restKey, "page-front-matter"},
	{"Missing required YAML header", restKey, "page-front-matter"},
	{"Missing YAML header", restKey, "page-front-matter"},
	{"Incorrect YAML header format", noKey, "page-front-matter"},
	{"Tab ", noKey, "page-tabs"},
	{"Inconsistent tab headers", noKey, "page-tabs"},
	{"Missing tab boundary", noKey, "page-tabs"},
	// links
	{"FileNotFound", quotedKey, "link-target link-case"},
	{"BookmarkMissing", quotedKey, "link-anchor"},
	{"Link Definition was null", restKey, "link-reference"},
}

// Rules are the ids of the rules that suppressions of API Doctor findings may
// apply to, with repetitions.
func Rules() (ids []string) {
	for i := range forms {
		ids = append(ids, strings.Fields(forms[i].rules)...)
	}
	return ids
}

// read fills in the rules and the name that the suppressed message is about.
func (s *Suppression) read() {
	if f, rest, ok := formOf(s.Message); ok {
		s.Rules = slices.Collect(strings.FieldsSeq(f.rules))
		s.readKey(f.key, rest)
	}
}

// formOf returns the form of a message and what follows its beginning.
func formOf(message string) (f *form, rest string, ok bool) {
	for i := range forms {
		f := &forms[i]
		n := len(f.begins)
		if len(message) >= n && strings.EqualFold(message[:n], f.begins) {
			return f, message[n:], true
		}
	}
	return nil, "", false
}

// readKey reads what a message is about; rest follows its beginning.
func (s *Suppression) readKey(k keyOf, rest string) {
	_, behind, _ := strings.Cut(rest, ": ")
	switch k {
	case quotedKey:
		_, after, _ := strings.Cut(s.Message, "'")
		s.Key, _, _ = strings.Cut(after, "'")
		if _, target, ok := strings.Cut(s.Key, "]("); ok { // a link is known by what it leads to
			s.Key = strings.TrimSuffix(target, ")")
		}
	case labelledKey:
		s.Key = labelled(s.Message)
	case wordKey:
		s.Key, _, _ = strings.Cut(strings.TrimLeft(rest, ": "), " ")
	case restKey:
		s.Key = strings.TrimSpace(behind)
	case codeKey:
		s.Code = strings.TrimSpace(behind)
	case valuesKey:
		s.Values = listed(rest)
	}
	if (k == subjectKey || k == labelledKey && s.Key == "") && len(s.Subject) > 0 {
		s.Key = s.Subject[len(s.Subject)-1]
	}
}

// labelled returns the word behind one of the labels that name a property.
func labelled(message string) string {
	for _, label := range [...]string{"Property: ", "Parameter name: ", "property: "} {
		if _, after, ok := strings.Cut(message, label); ok {
			word, _, _ := strings.Cut(after, " ")
			return strings.TrimRight(word, ",;.")
		}
	}
	return ""
}

// listed returns the names in the first parentheses. API Doctor ends a long list with "...".
func listed(rest string) (names []string) {
	_, after, _ := strings.Cut(rest, "(")
	in, _, _ := strings.Cut(after, ")")
	for v := range strings.SplitSeq(in, ",") {
		if v = strings.TrimSpace(v); v != "" && v != "..." {
			names = append(names, v)
		}
	}
	return names
}
