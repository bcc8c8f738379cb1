package rules

import (
	"path"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// linkPlaces are the parts of a target in the file. A target with escapes or
// character references in it is not taken apart: all parts are the whole.
type linkPlaces struct {
	whole, path, bookmark text.Span
	literal               bool // the file has the target as it is
}

func linkParts(p *rule.Pass, l *docset.Link) linkPlaces {
	at := linkPlaces{whole: l.Place, path: l.Place, bookmark: l.Place}
	if l.Place.Len() == 0 { // "[text]()"
		at = linkPlaces{whole: l.Span, path: l.Span, bookmark: l.Span}
	}
	if p.Page.Source.Slice(l.Place) != l.Target.Text {
		return at
	}
	at.literal = true
	if n := len(l.Target.Path); n > 0 {
		at.path.End = l.Place.Start + n
	}
	if l.Target.Marked {
		at.bookmark.Start = l.Place.End - len(l.Target.Bookmark)
		if l.Target.Bookmark == "" {
			at.bookmark.Start--
		}
	}
	return at
}

// linkRewrite makes the edit that writes another path or bookmark, or nil where
// the target cannot be written as it is.
func linkRewrite(at linkPlaces, part text.Span, old docset.Target, now string) []diag.Edit {
	if at.literal {
		return []diag.Edit{{Span: part, New: now}}
	}
	whole := now + strings.TrimPrefix(old.Text, old.Path)
	if part == at.bookmark && part != at.path {
		whole = strings.TrimSuffix(old.Text, old.Bookmark) + now
	}
	if at.whole.Len() == 0 || strings.ContainsAny(whole, " \t<>()[]\\&\"'`") {
		return nil
	}
	return []diag.Edit{{Span: at.whole, New: whole}}
}

// linkNoun names what leads somewhere, for messages.
func linkNoun(l *docset.Link) string {
	switch l.Kind {
	case docset.ImageLink:
		return "image"
	case docset.Include:
		return "include"
	case docset.Definition:
		return "link definition"
	}
	return "link"
}

// mostSuggestions bounds on how many bad links of a page names are compared.
const mostSuggestions = 200

// linkMeant returns the path, as the page would write it, of the file that an
// absent one probably means: one of its name elsewhere in the doc set, or one of
// nearly its name in its folder.
func linkMeant(p *rule.Pass, l *docset.Link) string {
	base := path.Base(l.Wanted)
	found := ""
	if named := p.Set.Named(base); len(named) == 1 && named[0] != p.Page.Source.Location {
		found = named[0]
	} else {
		dir := path.Dir(l.Wanted)
		names := p.Set.Index.Tree.In(dir)
		if near := linkNear(base, names); near != "" {
			found = path.Join(dir, near)
		}
	}
	if found == "" {
		return ""
	}
	return l.Respell(p.Page, found)
}

// linkNear finds a name among those of a folder. In long names more letters may differ.
func linkNear(name string, names []string) string {
	const most = 4 // letters that one name may have more than the other
	names = slices.DeleteFunc(names, func(other string) bool { return max(len(name)-len(other), len(other)-len(name)) > most })
	if near := schema.Closest(name, names); near != "" {
		return near
	}
	ext := path.Ext(name)
	bare := linkBare(strings.TrimSuffix(name, ext))
	for _, other := range names {
		if strings.EqualFold(path.Ext(other), ext) && bare != "" && linkBare(strings.TrimSuffix(other, path.Ext(other))) == bare {
			return other
		}
	}
	return ""
}

// linkBare is a name's letters and digits in lower case: what is left when people
// disagree over hyphens.
func linkBare(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == '.' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(name))
}
