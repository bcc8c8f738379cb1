package schema

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// ExportMark stands in the "$comment" of every file that Export returns, near its
// beginning.
const ExportMark = "written by docgauge schema export"

// File is a schema written for other validators.
type File struct {
	Name string // without a folder: "microsoft.graph.permission.json"
	Text []byte
}

// Export writes the types in force as JSON Schemas (draft 2020-12) that any
// validator reads: a file for each type, with references to each other only.
//
// What docgauge adds to JSON Schema is said in its terms: properties may be null
// unless the schema forbids it, closed types admit control information ("@" in
// the name) and the properties of those that derive from them, values that may
// not be all become "examples". Comments that say where a generated schema comes
// from are left out, so that a file changes when the type does.
func (r *Registry) Export() ([]File, error) {
	x := &exporter{
		docs: map[string]*exportDoc{}, bases: map[string]bool{},
		made: map[*jsondoc.Value]*jsondoc.Value{},
	}
	for _, t := range r.Types() {
		if _, err := x.doc(t); err != nil {
			return nil, err
		}
	}
	for i := 0; i < len(x.order); i++ { // grows by replaced types
		if err := x.findBases(x.order[i]); err != nil {
			return nil, err
		}
	}
	for _, d := range x.order {
		if err := x.write(d); err != nil {
			return nil, fmt.Errorf("export %s: %w", d.t.Name, err)
		}
	}
	return x.files(), nil
}

// exporter writes all types of a registry.
type exporter struct {
	docs  map[string]*exportDoc // by Type.key
	order []*exportDoc
	bases map[string]bool // keys of types that others extend
	refs  []exportRef
	made  map[*jsondoc.Value]*jsondoc.Value // new forms
}

// exportDoc is one type's schema.
type exportDoc struct {
	t         *Type
	generated bool
	old, root *jsondoc.Value
	split     bool // the file has its properties in "$defs", see exporter.split
	open      string
}

// exportRef is a reference to be written once all targets are.
type exportRef struct {
	at     *jsondoc.Value // new text
	from   *exportDoc
	to     *exportDoc
	target *jsondoc.Value // old; nil for the whole schema
	base   bool           // it names the base type
}

// doc returns the document of a type.
func (x *exporter) doc(t *Type) (*exportDoc, error) {
	if d := x.docs[t.key()]; d != nil {
		return d, nil
	}
	b, err := t.JSON()
	if err != nil {
		return nil, err
	}
	src := text.NewSource(t.Name, b)
	d := &exportDoc{t: t, generated: t.generated || t.Source == "metadata"}
	d.old = jsondoc.Parse(text.NewFragment(src, text.Span{End: len(b)})).Root
	if d.old.Kind == jsondoc.Bool { // true and false are schemas, too
		d.old = &jsondoc.Value{Kind: jsondoc.Object, Members: []jsondoc.Member{member("allOf", &jsondoc.Value{Kind: jsondoc.Array, Items: []*jsondoc.Value{d.old}})}}
	}
	x.docs[t.key()] = d
	x.order = append(x.order, d)
	return d, nil
}

// findBases notes the types that a document extends, and takes up all that it
// refers to.
func (x *exporter) findBases(d *exportDoc) (err error) {
	d.old.Walk(func(c *jsondoc.Cursor) bool {
		if c.Member == nil || c.Member.Name != "$ref" || c.Value.Kind != jsondoc.String {
			return err == nil
		}
		if t, _, fault := d.t.resolve(d.t.uri(), c.Value.Text); fault == nil {
			_, err = x.doc(t)
		}
		return err == nil
	})
	x.inherits(d, d.old)
	return err
}

// inherits notes the base types that a schema for values of the document's type names.
func (x *exporter) inherits(d *exportDoc, v *jsondoc.Value) {
	if ref := v.Get("$ref"); ref != nil {
		t, fragment, err := d.t.resolve(d.t.uri(), ref.Text)
		if err == nil && fragment == "" && t.key() != d.t.key() {
			x.bases[t.key()] = true
		}
	}
	if all := v.Get("allOf"); all != nil {
		for _, part := range all.Items {
			x.inherits(d, part)
		}
	}
}

// longestFile is the length, in bytes, from which on the name of a type is cut in
// that of its file: file systems take 255.
const longestFile = 200

// file is the name of the document's file.
func (d *exportDoc) file() string {
	var b strings.Builder
	for i := range len(d.t.Name) {
		c := d.t.Name[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c == '.' && i > 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	name := b.String()
	if len(name) > longestFile {
		name = fmt.Sprintf("%s-%x", name[:longestFile/2], sha256.Sum256([]byte(d.t.Name)))
	}
	if d.t.shadowed {
		name += ".replaced"
	}
	return name + ".json"
}

// write makes the new form of a document.
func (x *exporter) write(d *exportDoc) error {
	out, err := x.schema(d, d.old, position{whole: true, inherits: true})
	if err != nil {
		return err
	}
	d.root = out
	if x.bases[d.t.key()] {
		d.splitRoot()
	}
	mark := ExportMark
	d.root.Members = slices.DeleteFunc(d.root.Members, func(m jsondoc.Member) bool {
		if m.Name == "$comment" && m.Value.Kind == jsondoc.String {
			mark += "; " + m.Value.Text
		}
		return m.Name == "$comment"
	})
	d.root.Members = append([]jsondoc.Member{
		member("$schema", stringValue(draft2020.uri())), member("$id", stringValue(url.PathEscape(d.file()))),
		member("$comment", stringValue(mark)),
	}, d.root.Members...)
	return nil
}

// files writes the references, now that every place they lead to is known, and
// then the texts.
func (x *exporter) files() []File {
	pointers := map[*jsondoc.Value]string{}
	for _, d := range x.order {
		d.root.Walk(func(c *jsondoc.Cursor) bool {
			pointers[c.Value] = c.Pointer()
			return true
		})
	}
	for _, r := range x.refs {
		r.at.Text = r.uri(pointers, x.made)
	}
	files := make([]File, 0, len(x.order))
	for _, d := range x.order {
		files = append(files, File{Name: d.file(), Text: Print(d.root)})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files
}

// uri is the text of the reference.
func (r exportRef) uri(pointers map[*jsondoc.Value]string, made map[*jsondoc.Value]*jsondoc.Value) string {
	file := ""
	if r.to != r.from {
		file = url.PathEscape(r.to.file())
	}
	switch {
	case r.target != nil:
		return file + fragmentOf(pointers[made[r.target]])
	case r.base && r.to.split:
		return file + fragmentOf("/$defs/"+r.to.open)
	case file == "":
		return "#"
	}
	return file
}

// ref notes a reference of the document. What the registry lacks is left out.
func (x *exporter) ref(d *exportDoc, v *jsondoc.Value, base bool) (*jsondoc.Value, error) {
	t, fragment, err := d.t.resolve(d.t.uri(), v.Text)
	if errors.Is(err, errLacking) && d.t.open {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	to, err := x.doc(t)
	if err != nil {
		return nil, err
	}
	r := exportRef{at: &jsondoc.Value{Kind: jsondoc.String}, from: d, to: to, base: base && fragment == ""}
	if fragment != "" {
		pointer, err := url.PathUnescape(fragment)
		if err != nil {
			return nil, err
		}
		if r.target = (&jsondoc.Document{Root: to.old}).At(pointer); r.target == nil {
			return nil, fmt.Errorf("$ref %q leads nowhere", v.Text)
		}
	}
	x.refs = append(x.refs, r)
	return r.at, nil
}
