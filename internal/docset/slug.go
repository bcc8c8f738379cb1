package docset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Two systems make a heading's text into an anchor, and agree but for rare
// characters. Both lower the letters, turn each space into "-", and drop what is
// neither letter, digit, "-" nor "_"; runs of "-" stay, and nothing is trimmed.

// gitHubSlug is GitHub's rule (html-pipeline's table of contents filter): letters,
// marks, decimal digits and connector punctuation stay.
func gitHubSlug(title string) string {
	return slug(title, func(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Pc) })
}

// learnSlug is the rule of Microsoft Learn's builds (Markdig's UrilizeAsGfm, which
// looks at UTF-16 units): letters and decimal digits of the basic plane and "_" stay;
// a title without any is called "section".
func learnSlug(title string) string {
	s := slug(title, func(r rune) bool { return r == '_' || r <= 0xFFFF && unicode.In(r, unicode.L, unicode.Nd) })
	if s == "" {
		return "section"
	}
	return s
}

func slug(title string, keep func(rune) bool) string {
	var sb strings.Builder
	for _, r := range title {
		switch {
		case r == ' ' || r == '-':
			sb.WriteByte('-')
		case r < utf8.RuneSelf && ('a' <= r && r <= 'z' || '0' <= r && r <= '9'), keep(r):
			sb.WriteRune(unicode.ToLower(r))
		}
	}
	return sb.String()
}

// longestHeading bounds, in bytes, the headings that get anchors: finding the ends
// of brackets costs the square of it.
const longestHeading = 4096

// slugs returns the anchors that a heading of this Markdown gets. Where renderers
// may differ over its text (underscores, tags, space at the ends, images) it
// returns all of them: an anchor is right if one of them makes it.
func slugs(heading string) (names []string) {
	if len(heading) > longestHeading {
		return nil
	}
	add := func(title string) {
		for _, name := range [...]string{gitHubSlug(title), learnSlug(title)} {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	heading, id := headingID(heading)
	if id != "" {
		names = append(names, id)
	}
	t := titleText{raw: heading}
	t.read()
	add(t.String())
	add(strings.TrimSpace(t.String()))
	if strings.Contains(heading, "![") {
		t = titleText{raw: heading, noImages: true}
		t.read()
		add(t.String())
	}
	if strings.IndexByte(heading, '_') >= 0 {
		t = titleText{raw: heading, underscores: true}
		t.read()
		add(t.String())
	}
	return names
}

// headingID cuts an id in braces off a heading, "Title {#id}" or "{: #id}": some
// publishing systems read it.
func headingID(heading string) (title, id string) {
	open := strings.LastIndexByte(heading, '{')
	if open < 0 || !strings.HasSuffix(heading, "}") {
		return heading, ""
	}
	inner := strings.TrimLeft(heading[open+1:len(heading)-1], ": ")
	if !strings.HasPrefix(inner, "#") || strings.ContainsAny(inner, " \t") {
		return heading, ""
	}
	return strings.TrimRight(heading[:open], " \t"), inner[1:]
}
