//go:build corpus

package cli

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// TestCorpusConformance counts which blocks of the real pages are held against a
// type, and why the others are not. Every block must be accounted for; a search
// with regular expressions, which shares nothing with the page model, must find
// no annotated example that declares a type and is not validated for a reason
// that has to do with its type.
func TestCorpusConformance(t *testing.T) {
	t.Chdir(unpackCorpus(t, os.Getenv("DOCGAUGE_CORPUS")))
	pages := corpusPages(t)
	index, err := docset.New(pages, docset.Options{Bundled: schema.Bundled()})
	if err != nil {
		t.Fatal(err)
	}
	count, blocks, validated, declared := map[string]int{}, 0, 0, 0
	for _, pg := range pages {
		at := map[int]rule.Conformance{} // by line of the fence
		seen := map[*page.Block]bool{}
		for _, c := range rule.NewSubject(pg, index.Of(pg)).Conformance() {
			seen[c.Block] = true
			count[fmt.Sprintf("%-8s  type from %-10s  %s", c.Block.Kind, c.From, c.Reason)]++
			if c.Reason == rule.Validated {
				validated++
			}
			if line := pg.Source.LineAt(c.Block.Span.Start); at[line].Block == nil {
				at[line] = c
			}
		}
		blocks += len(pg.Blocks)
		if len(seen) != len(pg.Blocks) {
			t.Errorf("%s: %d of %d blocks are accounted for", pg.Source.Path, len(seen), len(pg.Blocks))
		}
		for line, name := range declaredTypes(pg.Source) {
			declared++
			if c, ok := at[line]; !ok || !accounted(c) {
				t.Errorf("%s:%d declares %s: %s", pg.Source.Path, line, name, c.Reason)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(count)) {
		t.Logf("%6d  %s", count[key], key)
	}
	t.Logf("%d texts validated in %d blocks; %d types declared, by another count", validated, blocks, declared)
	if validated < 2000 || blocks < 8000 || declared < 1200 {
		t.Error("too few")
	}
}

// accounted reports whether a block with a declared type is validated, or has
// nothing that could be.
func accounted(c rule.Conformance) bool {
	switch c.Reason {
	case rule.Validated, rule.Primitive, rule.NoBody, rule.NotJSON, rule.Stream, rule.ErrorResponse, rule.Unreadable:
		return true
	}
	return false
}

// corpusPages reads all pages but the fragments.
func corpusPages(t *testing.T) []*page.Page {
	t.Helper()
	files, err := walkMarkdown(".")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d pages: %v", len(files), err)
	}
	var pages []*page.Page
	for _, name := range files {
		if strings.Contains(name, "/includes/") {
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page.Build(text.NewSource(name, content)))
	}
	return pages
}

// declaredTypes returns the types of the annotated requests, responses and
// examples of a page, by the line of the fence below the annotation.
func declaredTypes(src *text.Source) map[int]string {
	comment := regexp.MustCompile(`<!--([^<]*?)-->[ \t]*\r?\n(?:[ \t>]*\r?\n)*[ \t>]*(\x60{3}|~~~)`)
	block := regexp.MustCompile(`"blockType"\s*:\s*"(request|response|example)"`)
	name := regexp.MustCompile(`"@(?:odata\.)?type"\s*:\s*"([^"]+)"`)
	found := map[int]string{}
	for _, m := range comment.FindAllSubmatchIndex(src.Bytes, -1) {
		annotation := src.Bytes[m[2]:m[3]]
		typ := name.FindSubmatch(annotation)
		if typ != nil && block.Match(annotation) && !rule.IsParameterType(string(typ[1])) {
			found[src.LineAt(m[4])] = string(typ[1])
		}
	}
	return found
}
