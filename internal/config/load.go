package config

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// Problem is what stands in place of a rule's id in a problem of a configuration.
const Problem = "config"

const (
	maxFiles    = 32  // that one configuration may extend, directly or not, itself included
	maxProblems = 100 // that are reported; who has more sees the others next time
)

// loader reads a configuration and those it extends.
type loader struct {
	*Reader
	files    []*file // in the order in which they are met
	applied  []*file // in the order in which they apply: later ones win
	problems []*diag.Diagnostic
	told     map[string]bool
	bytes    int // read so far
	tokens   int // likewise
}

// Load reads a configuration file and those that it extends. What is wrong is
// reported all at once, file by file; with any problem there is no configuration.
func (r *Reader) Load(abs string) (*Config, []*diag.Diagnostic) {
	l := &loader{Reader: r, told: map[string]bool{}}
	abs = path.Clean(abs)
	b, err := r.Read(abs)
	f := l.open(abs, b, nil)
	if err != nil {
		f.problem(text.Span{}, "cannot read the configuration: "+err.Error(), "")
	} else {
		l.load(f, []*file{f})
		l.checkVersions()
	}
	if len(l.problems) > 0 {
		order := map[*text.Source]int{}
		for i, f := range l.files {
			order[f.src] = i
		}
		slices.SortStableFunc(l.problems, func(a, b *diag.Diagnostic) int {
			return cmp.Or(order[a.Source]-order[b.Source], diag.Compare(a, b))
		})
		return nil, l.problems
	}
	return l.merge(), nil
}

// open makes a file of its bytes.
func (l *loader) open(abs string, b []byte, by *diag.Related) *file {
	f := &file{loader: l, src: text.NewSource(l.Shown(abs), b), abs: abs, dir: path.Dir(abs), by: by}
	l.files = append(l.files, f)
	return f
}

// load reads a file, then those that it extends. The last of the chain is the file,
// before it those that led to it.
func (l *loader) load(f *file, chain []*file) {
	if root := f.parse(); root != nil {
		f.read(root)
	}
	for _, e := range f.extends {
		l.extend(f, e, chain)
	}
	l.applied = append(l.applied, f)
}

// extend reads a file that another one extends.
func (l *loader) extend(f *file, e Value[string], chain []*file) {
	for i, g := range chain {
		if g.abs == e.V {
			f.problem(e.At.Span, "the configuration extends itself: "+loop(append(chain[i:], g)), "Delete one of these extends")
			return
		}
	}
	switch {
	case slices.ContainsFunc(l.files, func(g *file) bool { return g.abs == e.V }):
		return // it applies where it was first met
	case len(l.files) == maxFiles:
		f.problem(e.At.Span, fmt.Sprintf("more than %d files in all", maxFiles), "")
		return
	}
	b, err := l.Read(e.V)
	if err != nil {
		f.problem(e.At.Span, fmt.Sprintf("cannot read %s: %v", quote(l.Shown(e.V)), err), "Write a path relative to the folder of this file")
		return
	}
	g := l.open(e.V, b, &diag.Related{Source: f.src, Span: e.At.Span, Message: "extended here"})
	l.load(g, append(slices.Clip(chain), g))
}

// loop shows a chain of files.
func loop(chain []*file) string {
	s := chain[0].src.Path
	for _, f := range chain[1:] {
		s += " → " + f.src.Path
	}
	return s
}

// latest returns the newest rule set.
func (l *loader) latest() int {
	n := rule.LatestEpoch
	for _, r := range l.Rules {
		n = max(n, r.Epoch)
	}
	return n
}

// merge makes one configuration of all files. What a file says of include,
// schemas, metadata and baseline replaces what those say that it extends; the rest
// adds up.
func (l *loader) merge() *Config {
	c := &Config{Dir: l.files[0].dir}
	c.rules, c.folders = l.Rules, l.foldersOf()
	for _, f := range l.files {
		c.Files = append(c.Files, f.src)
	}
	for _, f := range l.applied {
		s := &f.says
		c.Version = s.Version
		replace(f, "include", &c.Include, s.Include)
		replace(f, "schemas", &c.Schemas, s.Schemas)
		replace(f, "metadata", &c.Metadata, s.Metadata)
		replace(f, "baseline", &c.Baseline, s.Baseline)
		c.Exclude = append(c.Exclude, s.Exclude...)
		c.Rules = append(c.Rules, s.Rules...)
		c.Overrides = append(c.Overrides, s.Overrides...)
		c.Owners = append(slices.Clip(s.Owners), c.Owners...)
		c.Docsets = slices.DeleteFunc(c.Docsets, func(d Docset) bool {
			return slices.ContainsFunc(s.Docsets, func(own Docset) bool { return own.Root.V == d.Root.V })
		})
		c.Docsets = append(slices.Clip(s.Docsets), c.Docsets...)
	}
	c.settle()
	c.shown = c.show(l.Shown)
	return c
}

// replace sets what a file says under a key.
func replace[T any](f *file, key string, to *T, said T) {
	if f.has[key] {
		*to = said
	}
}
