package odata

import "strings"

// primitives are OData's own types (CSDL 4.01 sections 3.3 to 3.5). Those after
// "Untyped" are abstract, or paths: reference pages mean none of them by the
// bare word.
var primitives = [...]string{
	"Binary", "Boolean", "Byte", "Date", "DateTimeOffset", "Decimal", "Double", "Duration", "Guid", "Int16", "Int32",
	"Int64", "SByte", "Single", "Stream", "String", "TimeOfDay", "Geography", "GeographyCollection", "GeographyLineString",
	"GeographyMultiLineString", "GeographyMultiPoint", "GeographyMultiPolygon", "GeographyPoint", "GeographyPolygon",
	"Geometry", "GeometryCollection", "GeometryLineString", "GeometryMultiLineString", "GeometryMultiPoint",
	"GeometryMultiPolygon", "GeometryPoint", "GeometryPolygon",
	"Untyped", "PrimitiveType", "ComplexType", "EntityType", "AnnotationPath", "AnyPropertyPath", "ModelElementPath",
	"NavigationPropertyPath", "PropertyPath",
}

// primitive returns the canonical local name of an OData type, whatever its
// letter case, or "". The abstract ones count only behind "Edm.".
func primitive(word string, qualified bool) string {
	for _, p := range primitives {
		if p == "Untyped" && !qualified {
			break
		}
		if equalFold(p, word) {
			return p
		}
	}
	return ""
}

// nickname returns the OData type that pages call by another word, or "". An
// "integer" or "number" says nothing about its width: the widest is meant. A
// word that may well be the name of a resource ("json", "range", "time") is none.
func nickname(words string) string {
	switch strings.ToLower(words) {
	case "bool":
		return "Boolean"
	case "int":
		return "Int32"
	case "short":
		return "Int16"
	case "long", "integer":
		return "Int64"
	case "number", "numeric", "float", "real", "floating point":
		return "Double"
	case "datetime", "date-time", "date time", "date/time", "timestamp", "datetimeoffset string":
		return "DateTimeOffset"
	case "timespan", "time span":
		return "Duration"
	case "time of day":
		return "TimeOfDay"
	case "uuid":
		return "Guid"
	case "base64", "base64 string", "base64-encoded", "base64-encoded string", "base64 encoded", "base64 encoded string", "byte array", "bytes":
		return "Binary"
	case "text", "str", "url", "uri", "etag", "char", "enum", "enumeration", "string enum", "string enumeration", "flags", "flagged enum", "flags enum":
		return "String"
	case "object", "json object", "untyped json object":
		return "ComplexType"
	case "any", "untyped":
		return "Untyped"
	}
	return ""
}

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

// JSONKind classifies the type by OData JSON Format 4.01 section 7.1.
func (t TypeRef) JSONKind() JSONKind {
	if t.Collection {
		return JSONArray
	}
	switch t.Name {
	case "Edm.Boolean":
		return JSONBoolean
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Single", "Edm.Double", "Edm.Decimal":
		return JSONNumber
	case "Edm.String", "Edm.Binary", "Edm.Date", "Edm.DateTimeOffset", "Edm.Duration", "Edm.Guid", "Edm.TimeOfDay":
		return JSONString
	case "Edm.ComplexType", "Edm.EntityType":
		return JSONObject
	}
	if strings.HasPrefix(t.Name, "Edm.Geo") {
		return JSONObject // GeoJSON
	}
	return JSONAny
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
