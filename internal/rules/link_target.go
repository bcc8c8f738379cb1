package rules

import (
	"path"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/rule"
)

var linkTarget = rule.Rule{
	ID:       "link-target",
	Title:    "Links lead to files that exist",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasFiles,
	Since:    "0.1.0",
	Doc: `A link into the doc set whose file is not there ends on an error page, and the
publishing system drops or warns about it where nobody looks.

Reported, for links, images, link definitions, and ` + "`href` and `src`" + ` in HTML:

- a relative path to a file or folder that does not exist, with the name that was probably meant
- a file of the right name without its extension: a warning, because some sites
  serve pages under such names
- a link without a target, ` + "`[text]()`" + `, and a web address without a host
- Markdown that was meant for a link and is none, because its target holds a space or
  its parenthesis is not closed: readers see it as it is

Not reported: web addresses, paths from the root of the site ("/graph/…") or of the
repository ("~/…"), and relative paths that leave the checked tree or lead into a folder
that is absent from it, or that lacks more than an eighth of what the doc set links to in it;
on a page on a type or method that was copied out of its doc set, what lay beside it. Links
in code and comments are text. Letter case is link-case's matter; a definition is checked
once, not at each link that uses it.`,
	Options: []rule.Option{optionIgnore("links")},
	Check: func(p *rule.Pass) {
		guesses, ignored := mostSuggestions, linkIgnored{p: p}
		for i := range p.Links() {
			l := &p.Links()[i]
			switch {
			case l.Kind == docset.Include || p.Set.Conventions.IgnoresLink(l.Target.Text):
			case l.Target.Text == "":
				linkEmpty(p, l)
			case l.Target.Kind == docset.URL:
				linkHost(p, l)
			case l.Outcome == docset.Absent && !ignored.has(l):
				linkAbsent(p, l, guesses > 0)
				guesses--
			}
		}
		linkBroken(p)
	},
}

func linkEmpty(p *rule.Pass, l *docset.Link) {
	d := p.Report(l.Span, "%s has no target", rule.Aside(linkNoun(l)))
	d.Help = "Write the path or address in the parentheses, or plain text"
}

// linkHost reports a web address that names no host.
func linkHost(p *rule.Pass, l *docset.Link) {
	scheme, rest, _ := strings.Cut(l.Target.Text, ":")
	if !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return
	}
	host, ok := strings.CutPrefix(rest, "//")
	if ok && host != "" && !strings.ContainsAny(host[:1], "/?#:") {
		return
	}
	d := p.Report(linkParts(p, l).whole, "address %q names no host", l.Target.Text)
	d.Help = "Write it as in https://example.com/path"
}

// linkAbsent reports a path that leads to nothing, and what it means if it may guess.
func linkAbsent(p *rule.Pass, l *docset.Link, guess bool) {
	at := linkParts(p, l)
	if file := linkExtended(p, l); file != "" {
		d := p.Report(at.path, "%s to %q lacks the extension of the file %q", rule.Aside(linkNoun(l)), l.Target.Path, rule.Aside(path.Base(file))).As("extension")
		d.Severity = diag.Warning
		linkOffer(d, at, l, l.Respell(p.Page, file))
		return
	}
	d := p.Report(at.path, "%s leads to %q, which does not exist", rule.Aside(linkNoun(l)), l.Target.Path)
	if first, _, _ := strings.Cut(l.Target.Path, "/"); strings.HasPrefix(first, "www.") {
		d.Help = "A web address begins with https://"
		linkOffer(d, at, l, "https://"+l.Target.Path)
		return
	}
	d.Help = "Correct the path, or link to what has taken its place"
	if l.Kind == docset.InlineLink && l.Span.Start > 0 && isWordByte(p.Page.Source.Bytes[l.Span.Start-1]) {
		d.Help = `Write \[ if no link is meant`
	} else if !guess {
		return
	} else if meant := linkMeant(p, l); meant != "" {
		d.Help = "Did you mean " + meant + "?"
		linkOffer(d, at, l, meant)
	}
}

// linkOffer adds the fix that writes another path. It is not safe: the link may
// have meant something else.
func linkOffer(d *diag.Diagnostic, at linkPlaces, l *docset.Link, now string) {
	if edits := linkRewrite(at, at.path, l.Target, now); edits != nil {
		d.Fixes = []diag.Fix{{Message: "Write " + now, Edits: edits}}
	}
}

// linkExtended returns the page that a path means but for its extension, or "".
func linkExtended(p *rule.Pass, l *docset.Link) string {
	if l.Kind == docset.ImageLink {
		return ""
	}
	bare := strings.TrimSuffix(l.Wanted, path.Ext(l.Wanted))
	if ext := path.Ext(l.Wanted); ext != "" && !strings.EqualFold(ext, ".html") && !strings.EqualFold(ext, ".htm") {
		bare = l.Wanted // "berth-v1.0" has no extension
	}
	if files := p.Set.Index.Tree.Folded(bare + ".md"); len(files) == 1 {
		return files[0]
	}
	return ""
}
