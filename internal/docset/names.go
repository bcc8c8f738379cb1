package docset

import (
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
)

// NameUse is a place where a request is given its name.
type NameUse struct {
	Page  *page.Page
	Block *page.Block
	Name  *jsondoc.Value
}

// RequestNames returns the requests of the set that have a name, letter case
// ignored, in order of their pages' paths.
func (s *Set) RequestNames(name string) []NameUse { return s.names[nameKey(name)] }

func nameKey(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

func requestNames(pages []*page.Page) map[string][]NameUse {
	names := map[string][]NameUse{}
	for _, pg := range pages {
		for _, blk := range pg.Blocks {
			if blk.BlockType() != "request" {
				continue
			}
			for _, v := range blk.Annotation.Strings("name") {
				if key := nameKey(v.Text); key != "" {
					names[key] = append(names[key], NameUse{Page: pg, Block: blk, Name: v})
				}
			}
		}
	}
	return names
}
