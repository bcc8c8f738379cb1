// Package docs holds a page for each rule, for "docgauge explain". Its tests
// write them from the rules and their test pages, so that an example cannot be
// wrong; nothing here is written by hand.
package docs

import "embed"

//go:embed rules/*.md
var pages embed.FS

// Page returns the Markdown page of the rule with that id, and false if there is none.
func Page(id string) (string, bool) {
	b, err := pages.ReadFile("rules/" + id + ".md")
	return string(b), err == nil
}
