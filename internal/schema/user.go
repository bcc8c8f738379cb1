package schema

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// UserSource is the name of the source that ReadUser returns.
const UserSource = "user"

// ReadUser reads the JSON Schemas that a user supplies: every *.json file in and
// below fsys but for hidden folders and node_modules, one type in each, of draft
// 4, 6, 7, 2019-09 or 2020-12. The source has them as draft 2020-12. Every one is
// checked and compiled; an error names the place, and joins several (errors.Join).
// Origin is what fsys is called in messages. No other file is read, and nothing
// is fetched.
//
// The name of a type is the last segment of "$id", else "title", else the name of
// the file; the first of them that has a namespace wins. A name without one
// belongs to microsoft.graph.
//
// A "$ref" leads to a place in the same file, or to another file by its "$id" or
// its path from the folder of the file. "docgauge:///schemas/NAME.json" is the
// type of that name in force, whoever defines it, and anything where nobody does;
// "docgauge:///replaced/NAME.json" is the type as it would be without the user's
// schemas, so that one of them can add to it.
func ReadUser(fsys fs.FS, origin string) (Source, error) {
	u := &userFolder{origin: origin, byPath: map[string]*userFile{}, ids: map[string]userTarget{}, byName: map[string]*userFile{}}
	if err := u.read(fsys); err != nil {
		return Source{}, err
	}
	if len(u.files) == 0 && len(u.problems) == 0 {
		return Source{}, fmt.Errorf("%s: no schema (*.json) in it", origin)
	}
	for _, f := range u.files {
		u.scanFile(f)
	}
	for _, f := range u.files {
		u.nameFile(f)
	}
	u.resolve()
	u.branching()
	if err := u.err(); err != nil {
		return Source{}, err
	}
	return u.source()
}

// userFolder is the schemas of a folder while they are read.
type userFolder struct {
	origin   string
	files    []*userFile           // by path
	byPath   map[string]*userFile  // from the folder, slash-separated
	byName   map[string]*userFile  // by type name in lower case
	ids      map[string]userTarget // by absolute URI, anchors as its fragment
	outside  []Reference
	problems []userProblem
	bytes    int // read
	objects  int // in them
}

// userProblem is what is wrong at a place of a file.
type userProblem struct {
	file *userFile
	at   text.Span
	err  error
}

// err joins the problems, in order of their places.
func (u *userFolder) err() error {
	slices.SortStableFunc(u.problems, func(a, b userProblem) int {
		return cmp.Or(strings.Compare(a.file.path, b.file.path), cmp.Compare(a.at.Start, b.at.Start))
	})
	const most = 100 // one fault may have thousands of effects
	var errs []error
	for _, p := range u.problems[:min(most, len(u.problems))] {
		errs = append(errs, p.err)
	}
	if more := len(u.problems) - most; more > 0 {
		errs = append(errs, fmt.Errorf("%s: %d more problems", u.origin, more))
	}
	return errors.Join(errs...)
}

// userFile is one schema.
type userFile struct {
	path  string // from the folder, slash-separated
	src   *text.Source
	doc   *jsondoc.Document
	root  *jsondoc.Value
	draft draft
	name  string // of the type

	parts    map[*jsondoc.Value]userPart // subschemas: where they stand
	refs     []*userRef
	loose    []*jsondoc.Value            // subschemas that no keyword makes such, only a reference
	resolved int                         // of refs
	byRef    map[*jsondoc.Value]*userRef // by their text
}

// fail notes a problem at a place of the file.
func (u *userFolder) fail(f *userFile, at text.Span, format string, args ...any) {
	p := f.src.Position(at.Start)
	err := fmt.Errorf("%s:%d:%d: %s", f.src.Path, p.Line, p.Column, fmt.Sprintf(format, args...))
	u.problems = append(u.problems, userProblem{f, at, err})
}

// read reads and parses all files.
func (u *userFolder) read(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", path.Join(u.origin, name), cause(err))
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.IsDir() || !strings.EqualFold(path.Ext(name), ".json") || strings.HasPrefix(d.Name(), "."):
			return nil
		}
		b, err := readUserFile(fsys, name)
		if err != nil {
			return fmt.Errorf("%s: %w", path.Join(u.origin, name), cause(err))
		}
		u.parse(name, b)
		switch u.bytes += len(b); {
		case u.bytes > maxUserBytes:
			return fmt.Errorf("%s: more than %d MB of schemas", u.origin, maxUserBytes>>20)
		case u.objects > maxUserObjects:
			return fmt.Errorf("%s: more than %d objects in the schemas up to %s; keep the types that the pages use", u.origin, maxUserObjects, name)
		}
		return nil
	})
}

// cause is what went wrong, without the operation and path that a *fs.PathError repeats.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func readUserFile(fsys fs.FS, name string) ([]byte, error) {
	if info, err := fs.Stat(fsys, name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	var b bytes.Buffer
	if _, err := b.ReadFrom(io.LimitReader(file, maxUserFile+1)); err != nil {
		return nil, err
	}
	if b.Len() > maxUserFile {
		return nil, fmt.Errorf("larger than %d MB", maxUserFile>>20)
	}
	return b.Bytes(), nil
}

// parse adds a file if it is JSON and a schema.
func (u *userFolder) parse(name string, b []byte) {
	src := text.NewSource(path.Join(u.origin, name), b)
	f := &userFile{
		path: name, src: src, parts: map[*jsondoc.Value]userPart{}, byRef: map[*jsondoc.Value]*userRef{},
		doc: jsondoc.Parse(text.NewFragment(src, text.Span{End: len(b)})),
	}
	f.root = f.doc.Root
	const most = 3 // problems of one file: one fault may look like many
	for _, p := range f.doc.Problems[:min(most, len(f.doc.Problems))] {
		u.fail(f, p.Span, "malformed JSON: %s", p.Message)
	}
	moderate := u.count(f)
	switch {
	case len(f.doc.Problems) > 0, !moderate:
	case f.root == nil:
		u.fail(f, text.Span{}, "the file is empty; a schema is an object")
	case u.isSchema(f):
		u.files = append(u.files, f)
		u.byPath[name] = f
	}
}

// notASchema is what to do about a file that lies among schemas and is none.
const notASchema = "; if it is no JSON Schema, move it out of the folder or leave it out with --exclude"

// isSchema reports whether the file is a valid schema of its draft.
func (u *userFolder) isSchema(f *userFile) bool {
	if f.root.Kind != jsondoc.Object {
		u.fail(f, f.root.Span, "a schema is an object, and this is %s%s", f.root.Kind, notASchema)
		return false
	}
	f.draft = draft2020
	advice := notASchema
	if v := f.root.Get("$schema"); v != nil {
		var ok bool
		if f.draft, ok = draftOf(v.Text); !ok || v.Kind != jsondoc.String {
			u.fail(f, v.Span, "\"$schema\" names no draft of JSON Schema that is known (4, 6, 7, 2019-09, 2020-12)%s", notASchema)
			return false
		}
		advice = ""
	} else if !f.draft.describes(f.root) {
		u.fail(f, f.root.Span, "no keyword of JSON Schema in it, such as \"type\" or \"properties\"%s", notASchema)
		return false
	}
	faults := f.draft.faults(f.root)
	for _, fault := range faults {
		v := f.doc.At(fault.pointer)
		if v == nil {
			v = f.root
		}
		at := fault.pointer
		if at == "" {
			at = "the root"
		}
		u.fail(f, v.Span, "not a valid schema of draft %s at %s: %s%s", f.draft, at, fault.message, advice)
	}
	return len(faults) == 0
}

// source makes the source of the files, and compiles each.
func (u *userFolder) source() (Source, error) {
	s := Source{Name: UserSource, Outside: u.outside}
	roots := u.modernize()
	for _, f := range u.files {
		b := Print(roots[f])
		s.Definitions = append(s.Definitions, Definition{
			Name: f.name, Origin: f.src.Path, Open: true, Schema: func() ([]byte, error) { return b, nil },
		})
	}
	r, err := New(s, Bundled())
	if err != nil {
		return Source{}, err
	}
	loads := 0
	for _, f := range u.files {
		t, _ := r.Lookup(f.name)
		if err := t.Compile(); err != nil {
			u.fail(f, f.root.Span, "%s", compileFault(err))
			if len(u.problems) == 10 {
				break // each may have cost a long chain of base types
			}
			continue
		}
		if loads += len(t.unit.docs); loads > maxUserLoads {
			u.fail(f, f.root.Span, "the types extend each other too often: %d times up to here", maxUserLoads)
			break
		}
	}
	return s, u.err()
}
