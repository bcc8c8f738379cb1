package apidoctor

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// File is a configuration file.
type File struct {
	Path     string // as reported
	Location string // as doc sets know it, slash-separated (text.Source); Path if empty
	Bytes    []byte
}

// IsConfig reports whether a file has the name of one of API Doctor's
// configuration files. The design guide's has a version in it: oneapi-design-v1.json.
func IsConfig(file string) bool {
	name := strings.ToLower(path.Base(file))
	switch name {
	case "document-outline.json", "table-header-config.json", "link-validation-config.json", "schema-config.json":
		return true
	}
	return strings.HasPrefix(name, "oneapi-design") && strings.HasSuffix(name, ".json")
}

// reader reads the files of one root.
type reader struct {
	cfg      *Config
	problems []Problem
	src      *text.Source // of the file being read
	outer    bool         // it lies above the root
	first    map[string]text.Place
}

// Read reads the configuration files of the doc set with that root. Files above
// the root may be among them: what the nearest file says about a key counts. Of
// two files below the root the first by name counts, and the other is a problem.
// The result is nil if there is neither a setting nor a problem.
func Read(root string, files []File) (*Config, []Problem) {
	r := &reader{cfg: &Config{Root: root, Outlines: map[string]*Outline{}}, first: map[string]text.Place{}}
	files = slices.Clone(files)
	for i := range files {
		files[i].Location = cmp.Or(files[i].Location, files[i].Path)
	}
	slices.SortStableFunc(files, func(a, b File) int {
		up := func(f File) int {
			if lies(f.Location, root) {
				return 0
			}
			return strings.Count(root, "/") + 2 - strings.Count(f.Location, "/")
		}
		return cmp.Or(cmp.Compare(up(a), up(b)), cmp.Compare(a.Location, b.Location))
	})
	for _, f := range files {
		r.outer = !lies(f.Location, root)
		r.file(f)
	}
	if len(r.cfg.Settings) == 0 && len(r.problems) == 0 {
		return nil, nil
	}
	r.cfg.Problems = r.problems
	return r.cfg, r.problems
}

// lies reports whether a file lies below the folder.
func lies(file, dir string) bool {
	return dir == "." || dir == "" || strings.HasPrefix(file, strings.TrimSuffix(dir, "/")+"/")
}

// tops are the keys at the top of the files.
func (r *reader) tops() []field {
	return []field{
		{"apiPageType", useOutline, r.outline},
		{"resourcePageType", useOutline, r.outline},
		{"conceptualPageType", useOutline, r.outline},
		{"enumPageType", useOutline, r.outline},
		{"tableDefinitions", "", r.tableDefinitions},
		{"pathsToIgnore", "link rules skip links that start with one of them", list(r, &r.cfg.ignoredLinks)},
		{"schemaConfig", "", r.schemaConfig},
		{"schemaDiffConfig", "", ignore}, // how metadata is published
		{"api-requirements", "", r.requirements},
	}
}

const useOutline = "page-outline wants these headings on pages of this doc_type"

// others are keys of configuration files that have to do with publishing and
// with calling the service, and what editors write.
func isOther(key string) bool {
	switch key {
	case "$schema", "scenarios", "canned-requests", "accounts", "checkServiceEnabledBranches", "metadata-validation-configs":
		return true
	}
	return false
}

func (r *reader) file(f File) {
	r.src = text.NewSource(f.Path, f.Bytes)
	doc := jsondoc.Parse(text.NewFragment(r.src, text.Span{End: len(f.Bytes)}))
	for i := range doc.Problems {
		p := &doc.Problems[i]
		r.problem(p.Span, p.Message, p.Help)
	}
	switch {
	case doc.Root == nil:
		r.problem(text.Span{}, "the file is empty", "")
		return
	case doc.Root.Kind != jsondoc.Object:
		if doc.Strict() {
			r.problem(doc.Root.Span, doc.Root.Kind.String()+", where an object belongs", "")
		}
		return
	}
	before := len(r.cfg.Settings) + len(r.problems)
	var fields []field
	for _, top := range r.tops() {
		fields = append(fields, field{top.name, top.use, r.once(top)})
	}
	r.object(doc.Root, "", fields)
	if before == len(r.cfg.Settings)+len(r.problems) && !r.outer {
		r.problem(doc.Root.Span, "no setting in it", "")
	}
}

// once reads a key at the top where it stands first.
func (r *reader) once(top field) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		if at, seen := r.first[top.name]; seen {
			if !r.outer {
				r.problem(v.Span, strconv.Quote(top.name)+" is set in "+at.String()+" already, and that counts", "Keep one of the two")
			}
			return false
		}
		r.first[top.name] = text.Place{Source: r.src, Span: v.Span}
		return top.read(name, v)
	}
}

// field is a key of an object: how to read its value, and what that decides.
type field struct {
	name, use string
	// read returns whether the value is a setting of its own that is in force.
	read func(name string, v *jsondoc.Value) bool
}

// object reads the members of an object; at is the keys that lead to it. Letter
// case of keys does not matter, as with API Doctor's JSON library.
func (r *reader) object(v *jsondoc.Value, at string, fields []field) {
	if v.Kind != jsondoc.Object {
		r.wrong(v, at, "an object")
		return
	}
	for i := range v.Members {
		m := &v.Members[i]
		k := slices.IndexFunc(fields, func(f field) bool { return f.name == m.Name })
		if k < 0 {
			k = slices.IndexFunc(fields, func(f field) bool { return strings.EqualFold(f.name, m.Name) })
		}
		switch {
		case k >= 0 && m.Value.Kind == jsondoc.Null, m.Value.Kind == jsondoc.Invalid: // not set; jsondoc says why
		case k >= 0:
			f := fields[k]
			name := f.name
			if at != "" {
				name = at + "." + f.name
			}
			if f.read(name, m.Value) {
				r.set(name, m.Value, f.use)
			}
		case at != "" || !isOther(m.Name):
			r.unknown(m, fields)
		}
	}
}

func (r *reader) set(name string, v *jsondoc.Value, use string) {
	r.cfg.Settings = append(r.cfg.Settings, Setting{Name: name, Value: v.Line(",", ":"), At: text.Place{Source: r.src, Span: v.Span}, Use: use})
}

func (r *reader) unknown(m *jsondoc.Member, fields []field) {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	r.problem(m.NameSpan, "unknown key "+strconv.Quote(m.Name), meant(m.Name, names))
}

// meant is the help for a name that nothing has: the known one that it comes close to.
func meant(name string, known []string) string {
	if best := schema.Closest(name, known); best != "" {
		return "did you mean " + strconv.Quote(best) + "?"
	}
	return ""
}

func (r *reader) problem(sp text.Span, message, help string) {
	r.problems = append(r.problems, Problem{At: text.Place{Source: r.src, Span: sp}, Message: message, Help: help})
}

// wrong reports a value of another type than the setting takes.
func (r *reader) wrong(v *jsondoc.Value, name, want string) {
	if v.Kind == jsondoc.Invalid {
		return // told as JSON that does not parse
	}
	r.problem(v.Span, strconv.Quote(name)+" is "+v.Kind.String()+", where "+want+" belongs", "")
}
