package schema

import (
	"net/url"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
)

// modernizer turns the schema of a file into one of draft 2020-12, so that
// whatever uses it knows one draft. All references become URIs with JSON
// pointers, and the names they replace ("$id", "$anchor") go.
type modernizer struct {
	file *userFile
	made map[*jsondoc.Value]*jsondoc.Value // the new form of each subschema
}

// modernize returns the new form of all files. A reference needs the pointer that
// its target has in the new form, so these come in a second step.
func (u *userFolder) modernize() map[*userFile]*jsondoc.Value {
	roots := map[*userFile]*jsondoc.Value{}
	pointers := map[*jsondoc.Value]string{} // of new schemas
	made := map[*jsondoc.Value]*jsondoc.Value{}
	refs := map[*jsondoc.Value]*userRef{} // new "$ref" text
	for _, f := range u.files {
		m := &modernizer{file: f, made: made}
		root := m.value(f.root)
		root.Members = append([]jsondoc.Member{
			member("$schema", stringValue(draft2020.uri())), member("$id", stringValue(f.uri())),
		}, root.Members...)
		roots[f] = root
		m.moveLoose(root)
		root.Walk(func(c *jsondoc.Cursor) bool {
			pointers[c.Value] = c.Pointer()
			return true
		})
		for text, ref := range f.byRef {
			if at := made[text]; at != nil {
				refs[at] = ref
			}
		}
	}
	for at, ref := range refs {
		at.Text = ref.uri
		if ref.to != nil {
			at.Text = ref.toFile.uri() + fragmentOf(pointers[made[ref.to]])
		}
	}
	for f, root := range roots {
		hoist(root, f.uri())
	}
	return roots
}

// moveLoose moves the subschemas that stand where no keyword makes them such to
// "$defs", under their last name.
func (m *modernizer) moveLoose(root *jsondoc.Value) {
	if len(m.file.loose) == 0 {
		return
	}
	defs := root.Get("$defs")
	if defs == nil {
		defs = &jsondoc.Value{Kind: jsondoc.Object}
		root.Members = append(root.Members, member("$defs", defs))
	}
	names := map[*jsondoc.Value]string{}
	m.file.root.Walk(func(c *jsondoc.Cursor) bool {
		if names[c.Value] = "item"; c.Member != nil {
			names[c.Value] = c.Member.Name
		}
		return true
	})
	for _, v := range m.file.loose {
		name := names[v]
		for defs.Member(name) != nil {
			name += "_"
		}
		moved := *m.made[v]
		*m.made[v] = jsondoc.Value{Kind: jsondoc.Object}
		m.made[v] = &moved
		defs.Members = append(defs.Members, member(name, &moved))
	}
}

// hoist puts in place of a root that is nothing but a reference into itself
// ("$ref": "#/definitions/berth") what it refers to, so that the root has the
// properties of the type.
func hoist(root *jsondoc.Value, uri string) {
	for range MaxBases { // else it is a circle, and the compiler reports it
		ref := root.Get("$ref")
		if ref == nil {
			return
		}
		pointer, own := strings.CutPrefix(ref.Text, uri+"#")
		pointer, err := url.PathUnescape(pointer)
		target := (&jsondoc.Document{Root: root}).At(pointer)
		if !own || err != nil || target == nil || target.Kind != jsondoc.Object {
			return
		}
		var members []jsondoc.Member
		for _, m := range root.Members {
			if k, ok := keywordOf(m.Name); ok && m.Name != "$ref" && k.shape != mapShape || m.Name == "properties" || m.Name == "patternProperties" {
				return // it says something of its own
			} else if m.Name != "$ref" {
				members = append(members, m)
			}
		}
		for _, m := range target.Members {
			if root.Get(m.Name) == nil || m.Name == "$ref" {
				members = append(members, m)
			}
		}
		root.Members = members
	}
}

// uri is the URI of the file's type.
func (f *userFile) uri() string { return scheme + f.name + ".json" }

// fragmentOf writes a JSON pointer as the fragment of a URI.
func fragmentOf(pointer string) string {
	if pointer == "" {
		return ""
	}
	return "#" + (&url.URL{Fragment: pointer}).EscapedFragment()
}

func member(name string, v *jsondoc.Value) jsondoc.Member {
	return jsondoc.Member{Name: name, Value: v}
}

func stringValue(s string) *jsondoc.Value { return &jsondoc.Value{Kind: jsondoc.String, Text: s} }

// value returns the new form of a value of the file, schema or not.
func (m *modernizer) value(v *jsondoc.Value) *jsondoc.Value {
	out := &jsondoc.Value{Kind: v.Kind, Bool: v.Bool, Text: v.Text, Span: v.Span}
	m.made[v] = out
	if _, ok := m.file.parts[v]; ok && v.Kind == jsondoc.Object {
		for i := range v.Members {
			out.Members = append(out.Members, m.keyword(v, &v.Members[i])...)
		}
		return out
	}
	for i := range v.Members {
		out.Members = append(out.Members, member(v.Members[i].Name, m.value(v.Members[i].Value)))
	}
	for _, item := range v.Items {
		out.Items = append(out.Items, m.value(item))
	}
	return out
}

// keyword returns what becomes of one member of a schema.
func (m *modernizer) keyword(schema *jsondoc.Value, k *jsondoc.Member) []jsondoc.Member {
	d := m.file.draft
	def, ok := keywordOf(k.Name)
	name := k.Name
	switch {
	case isName(k.Name) || k.Name == "id" && d == draft4:
		return nil
	case !ok: // describes only, or is a place that references lead to
	case !d.counts(schema, k.Name, def):
		return nil
	case k.Name == "$recursiveRef" || k.Name == "$dynamicRef":
		name = "$ref" // resolved within the folder
	case d == draft4 && strings.HasPrefix(k.Name, "exclusive"):
		return m.exclusive(schema, k)
	case d == draft4 && (k.Name == "minimum" || k.Name == "maximum") && exclusiveFlag(schema, k.Name):
		return nil
	case d < draft2020 && k.Name == "items" && k.Value.Kind == jsondoc.Array:
		name = "prefixItems"
	case k.Name == "additionalItems":
		if items := schema.Get("items"); items == nil || items.Kind != jsondoc.Array {
			return nil // it has no effect
		}
		name = "items"
	case k.Name == "dependencies":
		return m.dependencies(k)
	}
	return []jsondoc.Member{member(name, m.value(k.Value))}
}

// isName reports whether a keyword names a schema or its dialect.
func isName(keyword string) bool {
	switch keyword {
	case "$schema", "$id", "$vocabulary", "$anchor", "$dynamicAnchor", "$recursiveAnchor":
		return true
	}
	return false
}

// exclusiveFlag reports whether draft 4's flag beside "minimum" or "maximum" excludes the limit.
func exclusiveFlag(schema *jsondoc.Value, limit string) bool {
	flag := schema.Get("exclusive" + strings.ToUpper(limit[:1]) + limit[1:])
	return flag != nil && flag.Bool
}

// exclusive turns draft 4's flag into the limit.
func (m *modernizer) exclusive(schema *jsondoc.Value, k *jsondoc.Member) []jsondoc.Member {
	limit := schema.Get(odata.Lower(strings.TrimPrefix(k.Name, "exclusive")))
	if !k.Value.Bool || limit == nil {
		return nil
	}
	return []jsondoc.Member{member(k.Name, m.value(limit))}
}

// dependencies splits the keyword into those for names and for schemas.
func (m *modernizer) dependencies(k *jsondoc.Member) (out []jsondoc.Member) {
	names, schemas := &jsondoc.Value{Kind: jsondoc.Object}, &jsondoc.Value{Kind: jsondoc.Object}
	for i := range k.Value.Members {
		dep := &k.Value.Members[i]
		into := schemas
		if dep.Value.Kind == jsondoc.Array {
			into = names
		}
		into.Members = append(into.Members, member(dep.Name, m.value(dep.Value)))
	}
	if len(names.Members) > 0 {
		out = append(out, member("dependentRequired", names))
	}
	if len(schemas.Members) > 0 {
		out = append(out, member("dependentSchemas", schemas))
	}
	return out
}
