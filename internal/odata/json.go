package odata

import (
	"math"
	"strings"
)

// JSONKind is the JSON type in which a value appears.
type JSONKind uint8

// The kinds. JSONAny is what the name alone does not settle: a type that is no
// primitive may be an enumeration (a string) or an object.
const (
	JSONAny JSONKind = iota
	JSONString
	JSONNumber
	JSONBoolean
	JSONObject
	JSONArray
)

// String names the kind as JSON Schema does; "" for any.
func (k JSONKind) String() string {
	return [...]string{"", "string", "number", "boolean", "object", "array"}[k]
}

// JSONKind classifies the type by OData JSON Format 4.01 section 7.1.
func (t TypeRef) JSONKind() JSONKind {
	if t.Collection {
		return JSONArray
	}
	return FormOf(t.Name).Kind
}

// Form is how JSON writes the values of a type (OData JSON Format 4.01 section 7.1).
type Form struct {
	Kind    JSONKind
	Integer bool // a number without a fraction
	// AsString: some numbers may or must be strings, see TypeRef.NumberAsString.
	AsString  bool
	Format    string // of strings, in the words of JSON Schema: "date-time", "int64"; or ""
	Low, High int64  // the range of an integer; both 0 if nothing bounds it
}

// FormOf returns the form of a type by its canonical name ("Edm.Guid"). It is
// zero for types without one of their own: any value will do.
func FormOf(name string) Form {
	local, ok := strings.CutPrefix(name, "Edm.")
	if !ok {
		return Form{}
	}
	switch local {
	case "String":
		return Form{Kind: JSONString}
	case "Boolean":
		return Form{Kind: JSONBoolean}
	case "Byte":
		return Form{Kind: JSONNumber, Integer: true, High: math.MaxUint8}
	case "SByte":
		return Form{Kind: JSONNumber, Integer: true, Low: math.MinInt8, High: math.MaxInt8}
	case "Int16":
		return Form{Kind: JSONNumber, Integer: true, Low: math.MinInt16, High: math.MaxInt16}
	case "Int32":
		return Form{Kind: JSONNumber, Integer: true, Low: math.MinInt32, High: math.MaxInt32}
	case "Int64":
		return Form{Kind: JSONNumber, Integer: true, AsString: true, Format: "int64"}
	case "Decimal":
		return Form{Kind: JSONNumber, AsString: true, Format: "decimal"}
	case "Double", "Single":
		return Form{Kind: JSONNumber, AsString: true, Format: "double"}
	case "DateTimeOffset":
		return Form{Kind: JSONString, Format: "date-time"}
	case "Date":
		return Form{Kind: JSONString, Format: "date"}
	case "TimeOfDay":
		return Form{Kind: JSONString, Format: "time"}
	case "Duration":
		return Form{Kind: JSONString, Format: "duration"}
	case "Guid":
		return Form{Kind: JSONString, Format: "uuid"}
	case "Binary":
		return Form{Kind: JSONString, Format: "base64"}
	case "ComplexType", "EntityType":
		return Form{Kind: JSONObject}
	}
	if strings.HasPrefix(local, "Geo") {
		return Form{Kind: JSONObject} // GeoJSON
	}
	return Form{}
}

// Type is the "type" keyword of a JSON Schema for the form: a string, a list of
// strings, or nil for any.
func (f Form) Type() any {
	switch {
	case f.Kind == JSONAny:
		return nil
	case f.Integer && f.AsString:
		return []string{"integer", "string"}
	case f.Integer:
		return "integer"
	case f.AsString:
		return []string{f.Kind.String(), "string"}
	}
	return f.Kind.String()
}

// NumberAsString reports whether a JSON string with that value may stand for a
// number of the type: INF, -INF and NaN in Single, Double and Decimal, digits in
// Int64 and Decimal where the client asks for IEEE754Compatible (OData JSON
// Format 4.01 section 7.1).
func (t TypeRef) NumberAsString(value string) bool {
	fraction := t.Name == "Edm.Single" || t.Name == "Edm.Double" || t.Name == "Edm.Decimal"
	if value == "INF" || value == "-INF" || value == "NaN" {
		return fraction && !t.Collection
	}
	if t.Collection || t.Name != "Edm.Int64" && t.Name != "Edm.Decimal" {
		return false
	}
	digits := strings.TrimLeft(value, "+-")
	if len(value)-len(digits) > 1 {
		return false
	}
	whole, part, dotted := strings.Cut(digits, ".")
	return allDigits(whole) && (!dotted || t.Name == "Edm.Decimal" && allDigits(part))
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// IsGUID reports whether a string is a guidValue (OData 4.01 ABNF).
func IsGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch c := lower(s[i]); {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c < 'a' || c > 'f'):
			return false
		}
	}
	return true
}
