package derived

import (
	"bytes"
	"strings"

	"docgauge/internal/page"
)

// introduction calls fn for the paragraphs between a page's title and its next
// heading, until fn returns false.
func introduction(pg *page.Page, fn func(*page.Paragraph) bool) {
	if pg.Title == nil {
		return
	}
	for _, par := range pg.Paragraphs {
		switch {
		case par.Section == nil:
		case par.Section != pg.Title || !fn(par):
			return
		}
	}
}

// inherits returns the base type that a page names in its introduction,
// "Inherits from [vessel](vessel.md)", or "".
func (c *collector) inherits(pg *page.Page) (base string) {
	introduction(pg, func(par *page.Paragraph) bool {
		for _, phrase := range [...]string{"nherits from ", "erived from ", "erives from "} {
			_, rest, ok := bytes.Cut(par.Raw.Bytes, []byte(phrase))
			rest, linked := bytes.CutPrefix(bytes.TrimLeft(rest, "*`"), []byte("["))
			name, _, closed := bytes.Cut(rest, []byte("]"))
			if !ok || !linked || !closed {
				continue
			}
			ref := c.types.parse(string(bytes.Trim(name, "*`[")))
			if ref.Name != "" && !ref.Primitive() && !ref.Collection && len(ref.Or) == 0 {
				base = ref.Name
				return false
			}
		}
		return true
	})
	return base
}

// saysOpen reports whether a page says in its title or introduction that its
// type is an open one.
func saysOpen(pg *page.Page) (open bool) {
	if pg.Title != nil && strings.HasSuffix(strings.ToLower(pg.Title.Title), "(open type)") {
		return true
	}
	introduction(pg, func(par *page.Paragraph) bool {
		if bytes.Contains(par.Raw.Bytes, []byte("pen")) {
			text := strings.ToLower(page.Plain(string(par.Raw.Bytes)))
			for _, subject := range [...]string{"this", "it", "type", "resource"} {
				open = open || strings.Contains(text, subject+" is an open type")
			}
		}
		return !open
	})
	return open
}

// saysCombined reports whether a description says that a value may be several
// members of an enumeration.
func saysCombined(description string) bool {
	text := strings.ToLower(description)
	for _, phrase := range [...]string{"multivalued enum", "multi-valued enum", "multiple values", "comma-separated", "comma separated", "flagged enum", "flags enum"} {
		if strings.Contains(text, phrase) {
			return true
		}
	}
	return false
}
