package docset

import (
	"path"
	"strings"
)

// RootOf returns the root of the doc set that the page at a slash-separated path
// belongs to: the parent of the innermost api or resources folder it lies in
// (DESIGN section 4). For a page in no such folder it is the page's own folder,
// and flat is true; its set may still turn out to be one with such folders below.
func RootOf(file string) (root string, flat bool) {
	dir := path.Dir(file)
	for at := dir; at != "." && at != "/"; at = path.Dir(at) {
		switch strings.ToLower(path.Base(at)) {
		case "api", "resources":
			return path.Dir(at), false
		}
	}
	return dir, true
}
