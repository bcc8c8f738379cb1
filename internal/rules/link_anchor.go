package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var linkAnchor = rule.Rule{
	ID:       "link-anchor",
	Title:    "Bookmarks name an anchor of their page",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasFiles,
	Since:    "0.1.0",
	Doc: `A bookmark that names nothing opens the page at its top, and the reader looks for the
section in vain: the heading was reworded, and the link was not.

Anchors are the slugs of headings, by the rules of GitHub or of Microsoft Learn (lower
case, spaces as "-", punctuation dropped; a second heading of the same words has "-1" behind
it), the names in ` + "`<a name>`" + ` and in ` + "`id`" + ` on any tag, ids in braces behind a
heading, tabs, and all of these on included pages. A bookmark is right if it is one of them.

Reported: a bookmark on this page, or on another Markdown page of the tree, that names none.

Not reported: bookmarks that differ in letter case only, which link-case reports; "#" and
"#top"; bookmarks on pages of other sites, on files that are no pages, on pages that have not
been read or include one that has not; bookmarks alone in a file that other pages include, for
they mean the page around it.`,
	Check: func(p *rule.Pass) {
		guesses := mostSuggestions
		for i := range p.Links() {
			l := &p.Links()[i]
			anchors := linkAnchors(p, l)
			if anchors == nil || !anchors.Complete || anchors.Has(l.Target.Bookmark) || anchors.Folded(l.Target.Bookmark) != "" {
				continue
			}
			linkNowhere(p, l, anchors, guesses > 0)
			guesses--
		}
	},
}

// linkAnchors returns the anchors that a link's bookmark must be among, or nil if
// it has none, or they are not known.
func linkAnchors(p *rule.Pass, l *docset.Link) *docset.Anchors {
	switch {
	case !l.Target.Marked || l.Target.Bookmark == "" || l.File == "" || p.Set.Index == nil,
		l.Kind == docset.Include,
		l.Target.Path == "" && p.Page.Kind == page.Fragment,
		p.Set.Conventions.IgnoresLink(l.Target.Text):
		return nil
	}
	return p.Set.Index.Anchors(l.File)
}

// linkNowhere reports a bookmark that names nothing, and what it means if it may guess.
func linkNowhere(p *rule.Pass, l *docset.Link, anchors *docset.Anchors, guess bool) {
	at := linkParts(p, l)
	where := "this page"
	if l.Target.Path != "" {
		where = l.Target.Path
	}
	d := p.Report(linkBookmark(p, at), "no anchor %q on %s", "#"+l.Target.Bookmark, rule.Aside(where))
	d.Help = "Write the slug of the heading that is meant"
	names := anchors.Names()
	if strings.HasPrefix(l.Target.Bookmark, "tab/") {
		names, d.Help = anchors.Tabs(), "Write the id of one of the page's tabs"
	}
	if !guess {
		return
	}
	near := nearAnchor(l.Target.Bookmark, names)
	if near == "" {
		return
	}
	d.Help = "Did you mean #" + near + "?"
	if edits := linkRewrite(at, at.bookmark, l.Target, near); edits != nil {
		d.Fixes = []diag.Fix{{Message: "Write #" + near, Edits: edits}}
	}
}

// nearAnchor finds the anchor that a bookmark probably means: one that differs in a
// letter or two, in hyphens and the like, or the only one that begins alike.
func nearAnchor(bookmark string, names []string) string {
	if near := schema.Closest(bookmark, names); near != "" {
		return near
	}
	bare, found := linkBare(bookmark), ""
	for _, name := range names {
		other := linkBare(name)
		switch {
		case other == bare:
			return name
		case !beginAlike(bare, other):
		case found != "":
			return ""
		default:
			found = name
		}
	}
	return found
}

// beginAlike reports whether one text begins with the other, or both have two
// thirds of the longer one in common.
func beginAlike(a, b string) bool {
	const least = 4 // letters
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= least && (n == min(len(a), len(b)) || 3*n >= 2*max(len(a), len(b)))
}
