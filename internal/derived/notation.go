package derived

import (
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
)

// Notation is what a value in a resource block says of its property: "String",
// "String (timestamp)", 1024, {"@odata.type": "x"}, ["String"], "a | b".
type Notation struct {
	// Type is the type that the notation names; its name is empty when the value
	// is only an example.
	Type odata.TypeRef
	// Kind is the JSON type of values of the property, or of the items if Type is
	// a collection; JSONAny if the notation does not say.
	Kind odata.JSONKind
	// Array says that the notation is an array, or names a collection.
	Array bool
	// Sample says that the value is an example rather than the name of a type;
	// Number that it is a string which is a number: "4.2".
	Sample, Number bool
	// Word is a string of one word, which may be the name of a type that some page
	// defines, or a value.
	Word string
	// Exact says that the type is named as OData does, so that another of the
	// same JSON type is another type: "Int32", but not "integer".
	Exact bool
	// Values are those of "a | b | c".
	Values []string
}

// notations reads the notation of resource blocks; equal strings are read once.
type notations map[string]odata.TypeRef

func (n notations) parse(s string) odata.TypeRef {
	ref, ok := n[s]
	if !ok {
		ref = odata.Parse(s)
		n[s] = ref
	}
	return ref
}

func (n notations) read(v *jsondoc.Value) Notation {
	switch v.Kind {
	case jsondoc.String:
		return n.text(v.Text)
	case jsondoc.Number:
		return Notation{Kind: odata.JSONNumber, Sample: true}
	case jsondoc.Bool:
		return Notation{Kind: odata.JSONBoolean, Sample: true}
	case jsondoc.Array:
		return n.array(v)
	case jsondoc.Object:
		return n.object(v)
	}
	return Notation{Sample: true}
}

func (n notations) object(v *jsondoc.Value) Notation {
	if name := v.Get("@odata.type"); name != nil && name.Kind == jsondoc.String {
		if ref := n.parse(name.Text); ref.Name != "" {
			return Notation{Type: ref, Kind: itemKind(ref), Array: ref.Collection}
		}
	}
	return Notation{Kind: odata.JSONObject}
}

// array reads ["String"]: items that disagree say nothing of their type.
func (n notations) array(v *jsondoc.Value) Notation {
	out := Notation{Array: true, Type: odata.TypeRef{Collection: true}}
	for i, item := range v.Items {
		one := n.read(item)
		switch {
		case i == 0:
			out = one
			out.Array = true
		case one.Kind != out.Kind || !one.Type.Equal(out.Type):
			return Notation{Array: true, Type: odata.TypeRef{Collection: true}}
		}
	}
	out.Type.Collection = true
	return out
}

// itemKind is the JSON type of a value of a type, or of an item if it is a collection.
func itemKind(ref odata.TypeRef) odata.JSONKind {
	if len(ref.Or) > 0 {
		return odata.JSONAny
	}
	ref.Collection = false
	return ref.JSONKind()
}

func (n notations) text(s string) Notation {
	s = strings.TrimSpace(s)
	if values := alternatives(s); values != nil {
		return Notation{Kind: odata.JSONString, Values: values}
	}
	if rest, ok := strings.CutPrefix(s, "@odata.type:"); ok {
		s = strings.TrimSpace(rest)
	}
	if name := remarked(s); name != "" {
		return Notation{Type: odata.TypeRef{Name: name}, Kind: odata.JSONString, Exact: true}
	}
	ref := n.parse(s)
	switch {
	case ref.Name == "" || len(ref.Or) > 0 || strings.HasPrefix(s, "#"):
		return Notation{Kind: odata.JSONString, Sample: true, Number: isNumber(s)}
	case ref.Primitive():
		return Notation{Type: ref, Kind: itemKind(ref), Array: ref.Collection, Exact: strings.EqualFold(strings.TrimPrefix(s, "Edm."), ref.Local())}
	case ref.Collection || strings.Contains(ref.Name, "."):
		return Notation{Type: ref, Array: ref.Collection}
	case strings.EqualFold(s, "json"):
		return Notation{}
	}
	return Notation{Kind: odata.JSONString, Sample: true, Word: ref.Name}
}

// remarked returns the primitive type of a string whose remark says which one it
// is, "String (duration)", or "".
func remarked(s string) string {
	word, remark, ok := strings.Cut(s, "(")
	if !ok || !strings.EqualFold(strings.TrimSpace(word), "string") {
		return ""
	}
	remark, _, _ = strings.Cut(strings.ToLower(remark), ")")
	switch strings.Join(strings.Fields(remark), " ") {
	case "timestamp", "datetime", "date-time", "datetimeoffset":
		return "Edm.DateTimeOffset"
	case "duration", "iso 8601 duration", "iso8601 duration":
		return "Edm.Duration"
	case "time of day", "timeofday":
		return "Edm.TimeOfDay"
	case "date":
		return "Edm.Date"
	case "guid", "uuid":
		return "Edm.Guid"
	case "binary", "base64", "base64 encoded", "base64-encoded":
		return "Edm.Binary"
	}
	return "Edm.String"
}

// alternatives cuts "a | b | c" into its values; nil if s is something else. An
// ellipsis at the end says nothing: no list of a notation need be complete.
func alternatives(s string) (values []string) {
	if strings.IndexByte(s, '|') < 0 {
		return nil
	}
	for part := range strings.SplitSeq(s, "|") {
		part = strings.TrimSpace(part)
		switch {
		case part == "..." || part == "…" || part == "etc" || part == "etc.":
		case isValue(part):
			values = append(values, part)
		default:
			return nil
		}
	}
	for _, v := range values {
		if strings.EqualFold(v, "string") || strings.EqualFold(v, "null") {
			return nil // "string | null" names types
		}
	}
	return values
}

// isValue reports whether s can be a member of an enumeration: a simple
// identifier (OData 4.01 Part 3, section 10.3), or one with a dash, a number.
func isValue(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && s[i] != '_' && s[i] != '-' && s[i] != '.' {
			return false
		}
	}
	return s != ""
}
