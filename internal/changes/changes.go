// Package changes knows which lines of which files differ from another revision,
// as git says it, and which findings are new because of that. It is pure: it runs
// nothing and reads no file.
package changes

import (
	"slices"
	"sort"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// File is a file that differs between the old revision and now. Names are
// slash-separated, and relative to whatever the diff is relative to.
type File struct {
	Old, New string // before and now; empty if there was, or is, none
	// Blob is the object id of the old content; empty if there is none, or if it is
	// the new content as well, as after a mere renaming.
	Blob  string
	Hunks []Hunk // in the order of the file
	// Opaque files have changed, but which lines is unknown: git takes them for
	// binary or is told to, or there are too many.
	Opaque bool
}

// Hunk says that OldCount lines from line Old on became NewCount lines from line
// New on. Lines count from 1. A side without lines stands behind its line, which
// is 0 at the start of the file.
type Hunk struct{ Old, OldCount, New, NewCount int }

// Changed reports whether the content of the file is another than it was.
func (f *File) Changed() bool { return f.Old == "" || f.Opaque || len(f.Hunks) > 0 }

// touches reports whether one of the lines first to last is known to be new. Where
// lines are gone, those around them are what they were.
func (f *File) touches(first, last int) bool {
	if f.Old == "" {
		return true
	}
	i := sort.Search(len(f.Hunks), func(i int) bool { return f.Hunks[i].New+f.Hunks[i].NewCount > first })
	for ; i < len(f.Hunks) && f.Hunks[i].New <= last; i++ {
		if f.Hunks[i].NewCount > 0 {
			return true
		}
	}
	return false
}

// Changes are the files that differ.
type Changes struct {
	// Name returns the name that the diffs know the page at a location by.
	Name func(location string) string
	// WholeFiles makes every line of a changed file count as changed.
	WholeFiles bool
	byName     map[string]*File
}

// New makes changes of the files that differ.
func New(files []*File, name func(location string) string) *Changes {
	c := &Changes{Name: name, byName: make(map[string]*File, len(files))}
	for _, f := range files {
		if f.New != "" {
			c.byName[f.New] = f
		}
	}
	return c
}

// File returns what is known of the page at a location, or nil if it has not changed.
func (c *Changes) File(location string) *File { return c.byName[c.Name(location)] }

// Touches reports whether a finding, a part of it or a place related to it, also
// on another page, lies on a changed line.
func (c *Changes) Touches(d *diag.Diagnostic) bool {
	return c.changed(d.Source, d.Span) ||
		slices.ContainsFunc(d.Parts, func(p diag.Part) bool { return c.changed(d.Source, p.Span) }) ||
		slices.ContainsFunc(d.Related, func(r diag.Related) bool { return c.changed(r.Source, r.Span) })
}

// changed reports whether one of the lines of a span has changed. An empty span
// lies on the line that it stands on.
func (c *Changes) changed(src *text.Source, sp text.Span) bool {
	f := c.File(src.Location)
	switch {
	case f == nil:
		return false
	case c.WholeFiles && f.Changed():
		return true
	}
	last := max(sp.Start, sp.End-1)
	return f.touches(min(src.LineAt(sp.Start), src.Lines()), min(src.LineAt(last), src.Lines()))
}

// Arisen returns those of the findings that were not there before, of findings on
// lines that have not changed. A page has moved along with its file, and equal
// findings on it are counted. Of several faults in one finding, one is enough.
func (c *Changes) Arisen(found, before []*diag.Diagnostic) (arisen []*diag.Diagnostic) {
	type fault struct{ file, identity string }
	old := map[fault]int{}
	for _, d := range before {
		for _, id := range d.Identities() {
			old[fault{c.Name(d.Source.Location), id}]++
		}
	}
	for _, d := range found {
		file := c.Name(d.Source.Location)
		if f := c.byName[file]; f != nil {
			file = f.Old
		}
		fresh := false
		for _, id := range d.Identities() {
			old[fault{file, id}]--
			fresh = fresh || old[fault{file, id}] < 0
		}
		if fresh {
			arisen = append(arisen, d)
		}
	}
	return arisen
}
