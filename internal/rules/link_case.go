package rules

import (
	"path"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var linkCase = rule.Rule{
	ID:       "link-case",
	Title:    "Links spell names as their targets do",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasFiles,
	Since:    "0.1.0",
	Doc: `A link that differs from the name of its file in letter case alone works on Windows
and on a publishing site that lowers names; on Linux, on GitHub and in every tool that
reads the files it is broken. The same holds for "\" where a path wants "/". A bookmark in
the wrong case is broken in browsers, which compare bookmarks letter by letter.

Reported: paths of links, images, definitions and includes that lead to a file or folder
only when letter case is ignored or "\" is read as "/"; bookmarks that name an anchor of the
page only when letter case is ignored. The fix writes the true name.

Not reported: what leads nowhere either way, which link-target, link-anchor and
link-include report.`,
	Check: func(p *rule.Pass) {
		for i := range p.Links() {
			l := &p.Links()[i]
			if l.Outcome == docset.Respelt && !p.Set.Conventions.IgnoresLink(l.Target.Text) {
				caseOfPath(p, l)
			}
			if anchors := linkAnchors(p, l); anchors != nil {
				caseOfBookmark(p, l, anchors)
			}
		}
	},
}

func caseOfPath(p *rule.Pass, l *docset.Link) {
	at := linkParts(p, l)
	written := strings.ReplaceAll(l.Target.Path, `\`, "/") // quoting would double them
	var d *diag.Diagnostic
	if wrong, name := caseDifference(l); wrong != "" {
		d = p.Report(at.path, "path %q: the name is %q, not %q", written, rule.Aside(name), rule.Aside(wrong))
		d.Help = "Write names as the files have them: only some systems ignore letter case"
	} else {
		d = p.Report(at.path, `path "%s" has "\" for "/"`, l.Target.Path)
		d.Help = `Separate folders by "/": only some systems take "\" for it`
	}
	now := l.Respell(p.Page, l.File)
	if strings.HasSuffix(l.Target.Slashed(), "/") && !strings.HasSuffix(now, "/") {
		now += "/"
	}
	if edits := linkRewrite(at, at.path, l.Target, now); edits != nil {
		several := len(p.Set.Index.Tree.Folded(l.Wanted)) > 1
		d.Fixes = []diag.Fix{{Message: "Write " + now, Safe: !several, Edits: edits}}
	}
}

// caseDifference returns the first name on the way to the file that is spelt
// otherwise than in the link, and its spelling there.
func caseDifference(l *docset.Link) (wrong, name string) {
	wanted, file := strings.Split(l.Wanted, "/"), strings.Split(l.File, "/")
	for i := range min(len(wanted), len(file)) {
		if wanted[i] != file[i] {
			return wanted[i], file[i]
		}
	}
	return "", ""
}

func caseOfBookmark(p *rule.Pass, l *docset.Link, anchors *docset.Anchors) {
	name := anchors.Folded(l.Target.Bookmark)
	if name == "" || anchors.Has(l.Target.Bookmark) {
		return
	}
	at := linkParts(p, l)
	d := p.Report(at.bookmark, "bookmark %q: the anchor%s is %q", "#"+l.Target.Bookmark, rule.Aside(linkOn(l)), rule.Aside("#"+name))
	d.Help = "Write bookmarks as the anchors are: browsers compare them letter by letter"
	if edits := linkRewrite(at, at.bookmark, l.Target, name); edits != nil {
		d.Fixes = []diag.Fix{{Message: "Write #" + name, Safe: true, Edits: edits}}
	}
}

// linkOn names the page that a bookmark is on, unless it is the link's own.
func linkOn(l *docset.Link) string {
	if l.Target.Path == "" {
		return ""
	}
	return " on " + path.Base(l.File)
}

// linkBookmark is the place of a bookmark with its "#".
func linkBookmark(p *rule.Pass, at linkPlaces) text.Span {
	sp := at.bookmark
	if at.literal && sp.Start > at.whole.Start && p.Page.Source.Bytes[sp.Start-1] == '#' {
		sp.Start--
	}
	return sp
}
