package schema

import (
	"encoding/json"
	"strings"

	"docgauge/internal/odata"
)

// specimen returns a value of the JSON type that a string in a resource block
// names, "String (timestamp)", "boolean"; or nil when it names none for certain.
func specimen(s string) any {
	s = odata.Lower(strings.TrimSpace(s))
	word, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	if rest != "" && rest[0] != '(' {
		return nil // "String collection", "true | false": a phrase
	}
	switch strings.TrimPrefix(word, "edm.") {
	case "string", "datetimeoffset", "timestamp", "guid", "duration", "date":
		return "string"
	case "boolean", "bool":
		return true
	case "int16", "int32", "int64", "integer":
		return json.Number("1")
	case "double", "decimal", "single", "float":
		return json.Number("1.5")
	}
	return nil
}
