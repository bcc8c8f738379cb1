package derived

import "testing"

// TestNullAndURL checks what the annotation's list of nullable properties and the
// notation "url" make of a property.
func TestNullAndURL(t *testing.T) {
	const archive = `
-- resources/buoy.md --
# buoy resource type

Namespace: harbor

<!-- { "blockType": "resource", "@odata.type": "harbor.buoy", "nullableProperties": [ "light" ] } -->
~~~json
{ "light": "String", "chart": "url", "depth": 5 }
~~~
-- resources/raft.md --
# raft resource type

Namespace: harbor

<!-- { "blockType": "resource", "@odata.type": "harbor.raft" } -->
~~~json
{ "light": "String", "chart": "String (URL)", "note": "String" }
~~~
`
	types := collect(archive)
	for _, c := range []struct {
		typ, property, format string
		never                 bool // null
	}{
		{"harbor.buoy", "light", "", false},
		{"harbor.buoy", "chart", "uri", true},
		{"harbor.buoy", "depth", "", true},
		{"harbor.raft", "light", "", false},
		{"harbor.raft", "chart", "uri", false},
		{"harbor.raft", "note", "", false},
	} {
		of := types.Lookup(c.typ)
		got := (&writer{types: types, of: of}).property(of.Property(c.property))
		if never := got.Nullable != nil && !*got.Nullable; got.Format != c.format || never != c.never {
			t.Errorf("%s.%s: format %q, never null %v; want %q, %v", c.typ, c.property, got.Format, never, c.format, c.never)
		}
	}
}
