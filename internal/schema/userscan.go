package schema

import (
	"net/url"
	"path"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/text"
)

// userScheme is the scheme of the URI of every file, beside what its "$id" says.
const userScheme = "docgauge-user"

// userPart is a subschema's place.
type userPart struct {
	base     *url.URL       // what references in it are relative to
	resource *jsondoc.Value // the schema around it, or itself, that has the URI base
}

// userTarget is what a URI leads to.
type userTarget struct {
	file  *userFile
	value *jsondoc.Value
}

// userRef is a reference.
type userRef struct {
	file   *userFile
	value  *jsondoc.Value // its text
	part   userPart
	to     *jsondoc.Value // nil for a type outside the folder, with the URI outside
	toFile *userFile
	uri    string
}

// scanFile notes the subschemas of a file, their names and their references.
func (u *userFolder) scanFile(f *userFile) {
	base := &url.URL{Scheme: userScheme, Path: "/" + f.path}
	u.ids[base.String()] = userTarget{f, f.root}
	u.scan(f, f.root, userPart{base: base, resource: f.root})
}

// scan notes one schema and what is in it.
func (u *userFolder) scan(f *userFile, v *jsondoc.Value, at userPart) {
	if _, done := f.parts[v]; done || v.Kind != jsondoc.Object && v.Kind != jsondoc.Bool {
		return
	}
	at = u.identify(f, v, at)
	f.parts[v] = at
	for i := range v.Members {
		m := &v.Members[i]
		k, ok := keywordOf(m.Name)
		if !ok || !f.draft.counts(v, m.Name, k) {
			continue
		}
		switch m.Name {
		case "$ref", "$dynamicRef", "$recursiveRef":
			if m.Value.Kind == jsondoc.String {
				ref := &userRef{file: f, value: m.Value, part: at}
				f.refs = append(f.refs, ref)
				f.byRef[m.Value] = ref
			}
		}
		u.scanKeyword(f, m.Value, k.shape, at)
	}
}

func (u *userFolder) scanKeyword(f *userFile, v *jsondoc.Value, s shape, at userPart) {
	if s == schemaShape || s == itemsShape {
		u.scan(f, v, at)
	}
	if s == mapShape || s == dependShape {
		for i := range v.Members {
			u.scan(f, v.Members[i].Value, at)
		}
	}
	if s == listShape || s == itemsShape {
		for _, item := range v.Items {
			u.scan(f, item, at)
		}
	}
}

// identify notes the URIs that a schema object gives itself, and returns its place.
func (u *userFolder) identify(f *userFile, v *jsondoc.Value, at userPart) userPart {
	if id := f.draft.idOf(v); id != nil {
		next, err := at.base.Parse(id.Text)
		if err != nil {
			u.fail(f, id.Span, "%s is no URI", quoted(id.Text))
			return at
		}
		anchor := next.Fragment // so drafts before 2019-09 wrote anchors
		next.Fragment, next.RawFragment = "", ""
		if next.String() != at.base.String() {
			at = userPart{base: next, resource: v}
			u.name(f, id, next.String(), v)
		}
		if anchor != "" {
			u.name(f, id, next.String()+"#"+anchor, v)
		}
	}
	for _, key := range [...]string{"$anchor", "$dynamicAnchor"} {
		if anchor := v.Get(key); anchor != nil && anchor.Kind == jsondoc.String && f.draft >= draft2019 {
			u.name(f, anchor, at.base.String()+"#"+anchor.Text, v)
		}
	}
	return at
}

// name notes a URI of a schema.
func (u *userFolder) name(f *userFile, at *jsondoc.Value, uri string, v *jsondoc.Value) {
	if have, taken := u.ids[uri]; taken && have.value != v {
		p := have.file.src.Position(have.value.Span.Start)
		u.fail(f, at.Span, "%s names a schema that %s has too, at line %d", quoted(at.Text), have.file.src.Path, p.Line)
		return
	}
	u.ids[uri] = userTarget{f, v}
}

// nameFile finds the name of the file's type.
func (u *userFolder) nameFile(f *userFile) {
	at := f.root.Span
	offer := func(name string, where text.Span) {
		if isTypeName(name) && (f.name == "" || !isQualified(f.name) && isQualified(name)) {
			f.name, at = name, where
		}
	}
	if id := f.draft.idOf(f.root); id != nil {
		offer(lastSegment(id.Text), id.Span)
	}
	if title := f.root.Get("title"); title != nil && (isQualified(title.Text) || title.Text > "a") { // "Berth" is a heading
		offer(title.Text, title.Span)
	}
	offer(withoutExtension(path.Base(f.path)), f.root.Span)
	if f.name == "" {
		u.fail(f, at, "no type name: neither \"$id\" nor \"title\" nor the name of the file is one; call the file NAMESPACE.TYPE.json")
		return
	}
	if !isQualified(f.name) {
		f.name = odata.Graph + f.name
	}
	if have := u.byName[odata.Lower(f.name)]; have != nil {
		u.fail(f, at, "a second schema for the type %s; the first is in %s", f.name, have.src.Path)
		return
	}
	u.byName[odata.Lower(f.name)] = f
}

func isQualified(name string) bool { return strings.Contains(name, ".") }

// lastSegment returns the last segment of a URI, without an extension of schemas.
func lastSegment(uri string) string {
	uri, _, _ = strings.Cut(uri, "#")
	uri, _, _ = strings.Cut(uri, "?")
	if name, err := url.PathUnescape(uri[strings.LastIndexAny(uri, "/:")+1:]); err == nil {
		return withoutExtension(name)
	}
	return ""
}

func withoutExtension(name string) string {
	for _, ext := range [...]string{".json", ".schema"} {
		if len(name) > len(ext) && strings.EqualFold(name[len(name)-len(ext):], ext) {
			name = name[:len(name)-len(ext)]
		}
	}
	return name
}

// isTypeName reports whether s is a type's name, qualified or not: OData's simple
// identifiers (CSDL 4.01 section 15.2), ASCII only, joined by dots.
func isTypeName(s string) bool {
	start := true
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z':
			start = false
		case '0' <= c && c <= '9':
			if start {
				return false
			}
		case c == '.':
			if start {
				return false
			}
			start = true
		default:
			return false
		}
	}
	return !start
}
