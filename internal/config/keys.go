package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// tops are the keys of a configuration, in the order of the documentation.
func (f *file) tops() []field {
	return []field{
		{"version", f.version},
		{"extends", func(n *node) { f.each(n, "extends", true, f.extended) }},
		{"include", func(n *node) { f.says.Include = f.patterns(n, "include", true) }},
		{"exclude", func(n *node) { f.says.Exclude = f.patterns(n, "exclude", false) }},
		{"docsets", func(n *node) { f.each(n, "docsets", false, f.docset) }},
		{"schemas", func(n *node) { f.says.Schemas, _ = f.path(n, `"schemas"`) }},
		{"metadata", f.metadata},
		{"rules", func(n *node) { f.says.Rules = f.rules(n) }},
		{"overrides", func(n *node) { f.each(n, "overrides", false, f.override) }},
		{"baseline", func(n *node) { f.says.Baseline, _ = f.path(n, `"baseline"`) }},
		{"owners", func(n *node) { f.each(n, "owners", false, f.owner) }},
	}
}

// read reads the whole file.
func (f *file) read(root *node) {
	if root.kind != mapping {
		f.wrong(root, "the configuration", "a mapping")
		return
	}
	f.has = f.object(root, "the configuration", f.tops())
	if !f.has["version"] {
		f.problem(text.Span{Start: root.span.Start, End: root.span.Start}, `no "version" in the configuration`,
			fmt.Sprintf(`Write "version: %d": the rules that the file was written for`, f.latest()))
	}
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// version reads the number of a rule set.
func (f *file) version(n *node) {
	v, err := strconv.Atoi(n.value)
	switch latest := f.latest(); {
	case errors.Is(err, strconv.ErrRange):
		f.problem(n.span, "there is no version "+quote(n.value)+" of the rules", fmt.Sprintf("Write %d", latest))
	case n.kind != integer || err != nil:
		f.wrong(n, `"version"`, wholeNumber)
	case v < 1:
		f.problem(n.span, fmt.Sprintf("there is no version %d of the rules", v), fmt.Sprintf("Write %d", latest))
	case v > latest:
		f.problem(n.span, fmt.Sprintf("version %d of the rules is newer than this docgauge, which has %d", v, latest), fmt.Sprintf("Write %d, or install a newer docgauge", latest))
	default:
		f.says.Version = Value[int]{v, f.at(n.span)}
	}
}

func (f *file) extended(n *node, what string) {
	v, ok := f.path(n, what)
	if !ok {
		return
	}
	for _, e := range f.extends {
		if e.V == v.V {
			f.problem(n.span, fmt.Sprintf("%s is extended twice", quote(n.value)), "Delete one of the two")
			return
		}
	}
	f.extends = append(f.extends, v)
}

func docsetFields(d *Docset, f *file) []field {
	return []field{
		{"root", func(n *node) { d.Root, _ = f.path(n, `"root"`) }},
		{"version", func(n *node) {
			if n.kind == integer || n.kind == decimal {
				d.Version = Value[string]{n.value, f.at(n.span)} // a version such as 1.0 is no number
				return
			}
			d.Version, _ = f.text(n, `"version"`)
		}},
	}
}

func (f *file) docset(n *node, what string) {
	var d Docset
	has := f.object(n, what, docsetFields(&d, f))
	if has != nil && !has["root"] {
		f.problem(n.span, `a doc set without "root"`, "Write the folder that its api and resources folders are in")
	}
	for _, other := range f.says.Docsets {
		if d.Root.Set() && other.Root.V == d.Root.V {
			f.problem(d.Root.At.Span, "a second doc set with the same root", "Delete one of the two")
			return
		}
	}
	f.says.Docsets = append(f.says.Docsets, d)
}

// metadata reads the path of a file, or paths by API version.
func (f *file) metadata(n *node) {
	f.says.Metadata = map[string]Value[string]{}
	if n.kind != mapping {
		if n.kind == sequence {
			f.wrong(n, `"metadata"`, "a file or a mapping of API versions to files")
			return
		}
		if v, ok := f.path(n, `"metadata"`); ok {
			f.says.Metadata[""] = v
		}
		return
	}
	fields := make([]field, 0, len(n.pairs))
	for _, p := range n.pairs {
		f.versions = append(f.versions, Value[string]{p.key, f.at(p.keySpan)})
		fields = append(fields, field{p.key, func(n *node) {
			if v, ok := f.path(n, quote(p.key)); ok {
				f.says.Metadata[p.key] = v
			}
		}})
	}
	f.object(n, `"metadata"`, fields)
}

// checkVersions reports API versions of metadata that no page can have.
func (l *loader) checkVersions() {
	known := []string{"v1.0", "beta"}
	for _, f := range l.files {
		for _, d := range f.says.Docsets {
			if d.Version.Set() {
				known = append(known, d.Version.V)
			}
		}
	}
	for _, f := range l.files {
		for _, v := range f.versions {
			if slices.Contains(known, v.V) || len(l.problems) == maxProblems {
				continue
			}
			help := `Write v1.0 or beta, or declare a doc set of that version under "docsets"`
			if near := schema.Closest(v.V, known); near != "" {
				help = didYouMean(near)
			}
			f.problem(v.At.Span, fmt.Sprintf("unknown API version %s", quote(v.V)), help)
		}
	}
}

func ownerFields(o *Owner, f *file) []field {
	return []field{
		{"files", func(n *node) { o.Files = f.patterns(n, "files", true) }},
		{"owner", func(n *node) { o.Name, _ = f.text(n, `"owner"`) }},
		{"front-matter", func(n *node) { o.FrontMatter, _ = f.text(n, `"front-matter"`) }},
	}
}

func (f *file) owner(n *node, what string) {
	var o Owner
	has := f.object(n, what, ownerFields(&o, f))
	switch {
	case has == nil:
		return
	case has["owner"] && has["front-matter"]:
		f.problem(n.span, `both "owner" and "front-matter"`, "Make two entries: the first that gives an owner counts")
	case !has["owner"] && !has["front-matter"]:
		f.problem(n.span, `neither "owner" nor "front-matter"`, "Write who owns the pages, or the front matter key that says it")
	}
	f.says.Owners = append(f.says.Owners, o)
}

func overrideFields(o *Override, f *file) []field {
	return []field{
		{"files", func(n *node) { o.Files = f.patterns(n, "files", true) }},
		{"rules", func(n *node) { o.Rules = f.rules(n) }},
	}
}

func (f *file) override(n *node, what string) {
	o := Override{At: f.at(n.span)}
	has := f.object(n, what, overrideFields(&o, f))
	if has != nil && !has["files"] {
		f.problem(n.span, `an override without "files"`, "Write patterns of the pages that it is for")
	}
	if has != nil && !has["rules"] {
		f.problem(n.span, `an override without "rules"`, "Write what holds for these pages, or delete it")
	}
	f.says.Overrides = append(f.says.Overrides, o)
}
