package page

import "strings"

// kindOf reads what sort of page this is off the front matter's doc_type, then
// the folder, then the headings. A page among the methods that shows an HTTP
// request is one of them whatever its doc_type says, and one among the resources
// that shows a type and no request is one of those.
func (b *builder) kindOf() Kind {
	if f := b.page.Front.Field("doc_type"); f != nil {
		switch strings.ToLower(strings.TrimSpace(f.Value)) {
		case "apipagetype":
			if !b.hasRole(HTTPRequest) && (b.hasRole(JSONRepresentation) || b.hasRole(Properties)) && inFolder(b.src.Location, "resources") {
				return Resource
			}
			return API
		case "resourcepagetype":
			if b.hasRole(HTTPRequest) && inFolder(b.src.Location, "api") {
				return API
			}
			return Resource
		case "enumpagetype":
			return Enum
		case "conceptualpagetype":
			return Conceptual
		}
	}
	folder := strings.ToLower(b.src.Location)
	if inFolder(folder, "includes") {
		return Fragment
	}
	dirs := strings.Split(folder, "/")
	for i := len(dirs) - 2; i >= 0; i-- {
		switch dirs[i] {
		case "api":
			return API
		case "resources":
			return Resource
		case "concepts":
			return Conceptual
		}
	}
	switch {
	case b.hasRole(HTTPRequest):
		return API
	case b.hasRole(Properties) || b.hasRole(JSONRepresentation):
		return Resource
	case b.page.Front != nil:
		return Conceptual
	}
	return Unknown
}

func inFolder(path, name string) bool {
	return strings.HasPrefix(path, name+"/") || strings.Contains(path, "/"+name+"/")
}
