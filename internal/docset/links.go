package docset

import (
	"path"
	"slices"
	"sort"
	"strings"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// LinkKind is how a page writes a link.
type LinkKind uint8

// The kinds of link. A reference link is not among them: its definition is.
const (
	InlineLink LinkKind = iota
	ImageLink           // an image, in Markdown or HTML
	HTMLLink            // <a href>
	Definition
	Include
)

// Outcome is what became of a link's path.
type Outcome uint8

// The outcomes. Unknown is a link that leaves the tree, or leads to where nobody
// has looked, or what may have been left out of the checkout.
const (
	Unknown Outcome = iota
	Sound           // a file, a folder, or the page itself
	Respelt         // a file or folder, if letter case is ignored and "\" is read as "/"
	Absent
)

// Link is a place on a page that leads somewhere.
type Link struct {
	Kind    LinkKind
	Span    text.Span // the whole
	Place   text.Span // the target as written
	Target  Target
	Outcome Outcome
	// File is the location of the file that a Sound or Respelt link leads to, in
	// its own spelling; that of the page for a bookmark alone; empty for a folder
	// and where nobody knows.
	File string
	// Wanted is the location that the path means as written, for a Local target.
	Wanted string
	// Include is the page's, for that kind.
	Include *page.Include
}

// Links returns what a page of the set leads to: links, images, definitions and
// includes, each kind in file order. A page outside Markdown has none.
func (s *Set) Links(pg *page.Page) []Link {
	if pg.Kind == page.PlainText {
		return nil
	}
	links := make([]Link, 0, len(pg.Links)+len(pg.Definitions)+len(pg.Includes))
	for _, l := range pg.Links {
		if l.Reference != "" || inInclude(pg, l.Span) {
			continue
		}
		kind := InlineLink
		switch {
		case l.Image:
			kind = ImageLink
		case l.HTML:
			kind = HTMLLink
		}
		links = append(links, Link{Kind: kind, Span: l.Span, Place: l.Destination, Target: SplitTarget(l.Target)})
	}
	for _, d := range pg.Definitions {
		links = append(links, Link{Kind: Definition, Span: d.Span, Place: d.Destination, Target: SplitTarget(d.Target)})
	}
	for _, inc := range pg.Includes {
		if isText(pg, inc) {
			continue
		}
		links = append(links, Link{Kind: Include, Span: inc.Span, Place: inc.Path, Target: SplitTarget(inc.Target), Include: inc})
	}
	for i := range links {
		s.follow(pg, &links[i])
	}
	astray := s.astray(pg, links)
	for i := range links {
		if l := &links[i]; l.Outcome == Absent && (astray || s.leftOut(l.Wanted)) {
			l.Outcome = Unknown
		}
	}
	return links
}

// inInclude reports whether a link is what goldmark makes of an include's "[name](path)".
func inInclude(pg *page.Page, sp text.Span) bool {
	i := sort.Search(len(pg.Includes), func(i int) bool { return pg.Includes[i].Span.End >= sp.End })
	return i < len(pg.Includes) && pg.Includes[i].Span.Contains(sp)
}

// isText reports whether an include stands in inline code or a comment: it is not
// in a block of code, which publishing systems look into, and Markdown sees no
// link in it.
func isText(pg *page.Page, inc *page.Include) bool {
	if pg.BlockAt(inc.Span.Start) != nil || strings.ContainsAny(inc.Target, " \t") || inc.Target == "" {
		return false
	}
	i := sort.Search(len(pg.Links), func(i int) bool { return pg.Links[i].Span.Start >= inc.Span.Start })
	return i == len(pg.Links) || !inc.Span.Contains(pg.Links[i].Span)
}

// follow finds out where a link leads.
func (s *Set) follow(pg *page.Page, l *Link) {
	switch {
	case l.Target.Kind != Local || l.Target.Text == "":
		return
	case l.Target.Path == "": // a bookmark or a query on this page
		l.Outcome, l.File, l.Wanted = Sound, pg.Source.Location, pg.Source.Location
		return
	}
	slashed := l.Target.Slashed()
	l.Wanted = Beside(pg, slashed)
	l.Outcome, l.File = s.locate(l.Wanted)
	if l.Outcome == Sound && strings.Contains(l.Target.Path, `\`) {
		l.Outcome = Respelt
	}
	if raw := Beside(pg, l.Target.Path); l.Outcome != Sound && raw != l.Wanted { // a file of such a name?
		if o, file := s.locate(raw); o == Sound {
			l.Outcome, l.File, l.Wanted = o, file, raw
		}
	}
}

// locate finds a file or folder, as it is spelt or letter case ignored.
func (s *Set) locate(at string) (Outcome, string) {
	x := s.Index
	if x == nil {
		return Unknown, ""
	}
	if x.has(at) || x.Tree.Has(at) {
		return Sound, at
	}
	known := x.Tree.Knows(at, s.Root)
	if known == Exists { // a folder
		return Sound, ""
	}
	if files := x.Tree.Folded(at); len(files) > 0 {
		return Respelt, closestSpelling(at, files)
	}
	if known == CannotTell {
		return Unknown, ""
	}
	if dir := x.Tree.foldedDir(at); dir != "" {
		return Respelt, dir
	}
	return Absent, ""
}

// closestSpelling returns the file with the fewest letters in the other case.
func closestSpelling(at string, files []string) string {
	other := func(file string) (n int) {
		for i := range min(len(at), len(file)) {
			if at[i] != file[i] {
				n++
			}
		}
		return n
	}
	return slices.MinFunc(files, func(a, b string) int { return other(a) - other(b) })
}

// foldedDir returns the folder whose name, the last of the path, differs from it
// in letter case alone, or "".
func (t *Tree) foldedDir(dir string) string {
	parent, name := path.Dir(dir), path.Base(dir)
	for _, entry := range t.In(parent) {
		if folder, ok := strings.CutSuffix(entry, "/"); ok && strings.EqualFold(folder, name) {
			return path.Join(parent, folder)
		}
	}
	return ""
}

// Respell writes the path to a location, with as much of the link's own way there
// as leads to it: "../resources/X.md" becomes "../resources/x.md" also on a page
// for which "x.md" would do.
func (l *Link) Respell(pg *page.Page, to string) string {
	names := strings.Split(l.Target.Slashed(), "/")
	ups := 0
	for ups < len(names) && (names[ups] == ".." || names[ups] == ".") {
		ups++
	}
	way := ""
	if ups > 0 {
		way = strings.Join(names[:ups], "/") + "/"
	}
	base := Beside(pg, way)
	if rest, below := strings.CutPrefix(to, base+"/"); below && !slices.Contains(names[ups:], "..") {
		return way + escaped(rest)
	} else if base == "." && !strings.HasPrefix(to, "../") && !path.IsAbs(to) {
		return way + escaped(to)
	}
	return escaped(relative(path.Dir(pg.Source.Location), to))
}

// relative returns the path from a folder to a location.
func relative(dir, to string) string {
	from := strings.Split(dir, "/")
	if dir == "." {
		from = nil
	}
	parts := strings.Split(to, "/")
	same := 0
	for same < len(from) && same < len(parts)-1 && from[same] == parts[same] {
		same++
	}
	return strings.Repeat("../", len(from)-same) + strings.Join(parts[same:], "/")
}

// escaped percent-encodes what would end a target or mean something else in it.
func escaped(name string) string {
	if !strings.ContainsAny(name, " %#?()<>\\") {
		return name
	}
	return strings.NewReplacer(" ", "%20", "%", "%25", "#", "%23", "?", "%3F", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `\`, "%5C").Replace(name)
}
