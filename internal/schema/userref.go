package schema

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
)

// resolve finds what every reference leads to. A place that no keyword makes a
// schema becomes one by being referred to, and may hold references of its own.
func (u *userFolder) resolve() {
	for more := true; more; {
		more = false
		for _, f := range u.files {
			for ; f.resolved < len(f.refs); f.resolved++ {
				u.resolveRef(f.refs[f.resolved])
				more = true
			}
		}
	}
}

func (u *userFolder) resolveRef(r *userRef) {
	uri, err := r.part.base.Parse(r.value.Text)
	if err != nil {
		u.fail(r.file, r.value.Span, "$ref %s is no URI reference", strconv.Quote(r.value.Text))
		return
	}
	fragment := uri.Fragment
	uri.Fragment, uri.RawFragment = "", ""
	target, ok := u.find(r, uri)
	switch {
	case !ok:
		return
	case target.value == nil:
		u.refOutside(r, uri.String(), fragment)
		return
	}
	r.toFile, r.to = target.file, u.within(target, uri.String(), fragment)
	switch {
	case r.to == nil:
		u.fail(r.file, r.value.Span, "$ref %s: there is no %s in %s", strconv.Quote(r.value.Text), quoted("#"+fragment), target.file.src.Path)
		return
	case r.to.Kind != jsondoc.Object && r.to.Kind != jsondoc.Bool:
		u.fail(r.file, r.value.Span, "$ref %s leads to %s, which is no schema", strconv.Quote(r.value.Text), r.to.Kind)
		return
	}
	if _, known := r.toFile.parts[r.to]; !known {
		r.toFile.loose = append(r.toFile.loose, r.to)
		u.scan(r.toFile, r.to, r.toFile.around(r.to))
	}
}

// refOutside notes a reference to a type that the folder does not define.
func (u *userFolder) refOutside(r *userRef, uri, fragment string) {
	r.uri = uri
	if name, v, ok := parseAddress(uri); ok {
		p := r.file.src.Position(r.value.Span.Start)
		at := fmt.Sprintf("%s:%d:%d", r.file.src.Path, p.Line, p.Column)
		u.outside = append(u.outside, Reference{Type: name, Replaced: v.replaced, At: at})
	}
	if fragment != "" {
		u.fail(r.file, r.value.Span, "$ref %s leads into a type that other sources define; refer to the whole type", strconv.Quote(r.value.Text))
	}
}

// find returns what a URI without fragment leads to. A type outside the folder
// is a target without a value. It reports a URI that leads nowhere.
func (u *userFolder) find(r *userRef, uri *url.URL) (userTarget, bool) {
	if t, ok := u.ids[uri.String()]; ok {
		return t, true
	}
	text, _, _ := strings.Cut(r.value.Text, "#")
	rel, err := url.Parse(text)
	if err == nil && rel.Scheme == "" && rel.Host == "" && !strings.HasPrefix(rel.Path, "/") {
		at := path.Join(path.Dir(r.file.path), rel.Path)
		if f := u.byPath[at]; f != nil && rel.Path != "" {
			return userTarget{f, f.root}, true
		}
		if at == ".." || strings.HasPrefix(at, "../") {
			u.fail(r.file, r.value.Span, "$ref %s leads out of the folder %s, and nothing outside is read; copy the schema into it", strconv.Quote(r.value.Text), u.origin)
			return userTarget{}, false
		}
	}
	for _, known := range [...]string{scheme, replacedScheme} {
		if name, ok := strings.CutPrefix(uri.String(), known); ok {
			return u.findType(r, known, name)
		}
	}
	if uri.Scheme == userScheme {
		u.fail(r.file, r.value.Span, "$ref %s: there is no such file in %s%s", strconv.Quote(r.value.Text), u.origin, u.instead(rel))
		return userTarget{}, false
	}
	u.fail(r.file, r.value.Span, "$ref %s is outside %s, and nothing is fetched; copy that schema into the folder, where its \"$id\" is found", strconv.Quote(r.value.Text), u.origin)
	return userTarget{}, false
}

// findType finds the type that a URI of docgauge's own names.
func (u *userFolder) findType(r *userRef, known, file string) (userTarget, bool) {
	name, err := url.PathUnescape(strings.TrimSuffix(file, ".json"))
	if err != nil || !isTypeName(name) || !strings.HasSuffix(file, ".json") {
		u.fail(r.file, r.value.Span, "$ref %s: want %sNAMESPACE.TYPE.json", strconv.Quote(r.value.Text), known)
		return userTarget{}, false
	}
	f := u.byName[odata.Lower(name)]
	switch {
	case known == replacedScheme && f == nil:
		u.fail(r.file, r.value.Span, "$ref %s: no schema of %s replaces %s; refer to %s%s", strconv.Quote(r.value.Text), u.origin, name, scheme, file)
		return userTarget{}, false
	case known == scheme && f != nil:
		return userTarget{f, f.root}, true
	}
	return userTarget{}, true
}

// instead says how to refer to a type that docgauge knows, if the name of a file
// that does not exist looks like one.
func (u *userFolder) instead(rel *url.URL) string {
	if rel == nil {
		return ""
	}
	base := path.Base(rel.Path)
	if name := withoutExtension(base); isTypeName(name) && strings.Contains(name, ".") {
		return "; the type in force, whoever defines it, is " + scheme + name + ".json"
	}
	var names []string
	for _, f := range u.files {
		names = append(names, path.Base(f.path))
	}
	if best := Closest(base, names); best != "" {
		return "; did you mean " + best + "?"
	}
	return ""
}

// within returns the value that a decoded fragment leads to in the schema that
// has the URI, or nil.
func (u *userFolder) within(t userTarget, uri, fragment string) *jsondoc.Value {
	if fragment == "" {
		return t.value
	}
	if !strings.HasPrefix(fragment, "/") {
		if target, ok := u.ids[uri+"#"+fragment]; ok && target.file == t.file {
			return target.value
		}
		if at, ok := t.file.parts[t.value]; ok {
			return u.ids[at.base.String()+"#"+fragment].value // it was found by its path
		}
		return nil
	}
	return (&jsondoc.Document{Root: t.value}).At(fragment)
}

// around returns the place of the innermost schema around a value.
func (f *userFile) around(v *jsondoc.Value) userPart {
	at := f.parts[f.root]
	for outer := f.root; outer != nil && outer != v && outer.Span.Contains(v.Span); outer = childAt(outer, v) {
		if part, ok := f.parts[outer]; ok {
			at = part
		}
	}
	return at
}
