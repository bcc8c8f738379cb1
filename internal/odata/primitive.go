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
		if EqualFold(p, word) {
			return p
		}
	}
	return ""
}

// isPrimitive reports whether a word is the name of a primitive type in its own
// letter case, as half of the types in tables are.
func isPrimitive(word string) bool {
	for _, p := range primitives {
		if p == "Untyped" {
			return false
		}
		if p == word {
			return true
		}
	}
	return false
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
