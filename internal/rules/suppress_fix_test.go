package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/edit"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// idleComment silences nothing anywhere: no test page has the flaw.
const idleComment = "docgauge-disable-file http-url-length -- no URL is that long"

// TestDeleteComments puts a comment of no use into the lines of test pages, or
// between them, and lets the fix delete it: the page must then say the same, or
// what it said before if the comment cut a table or something else in two.
func TestDeleteComments(t *testing.T) {
	t.Parallel()
	some := slices.DeleteFunc(rules.All(), func(r *rule.Rule) bool { return r.ID != "suppression-unused" && r.ID != "http-url-length" })
	n := 0
	for _, r := range rules.All() {
		for _, p := range testPages(t, r.ID, "err") {
			if p.archive || r.ID == "http-url-length" || strings.HasPrefix(r.ID, "suppression-") {
				continue
			}
			src := text.NewSource(p.path, p.memory[0].Data)
			plain := outline(src.Bytes)
			for line := 1; line <= src.Lines()+1; line++ {
				for _, c := range []comment{{above: line}, {in: min(line, src.Lines())}} {
					if deleteComment(t, p, some, c.insert(src, idleComment), plain) {
						n++
					}
				}
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d comments could be deleted", n)
	}
}

// deleteComment applies the fix on a page with a comment, and reports whether
// there is one that is safe.
func deleteComment(t *testing.T, p testPage, some []*rule.Rule, content []byte, plain []string) bool {
	t.Helper()
	p = p.with(slices.Clone(p.memory))
	p.memory[0].Data = content
	result := lintPage(t, p, some)
	if len(result.Diagnostics) != 1 || result.Diagnostics[0].Rule != "suppression-unused" {
		return false // the comment is text there
	}
	fix := result.Diagnostics[0].Fixes[0]
	if !fix.Safe {
		return false
	}
	fixed, err := edit.Apply(content, fix.Edits)
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(fixed); !slices.Equal(got, plain) {
		if d := cmp.Diff(outline(content), got); d != "" {
			t.Errorf("%s changes:\n%s\n-with +without the comment\n%s", p.file, content, d)
		}
	}
	return true
}

// outline is what a page says, apart from where it says so.
func outline(content []byte) (parts []string) {
	pg := page.Build(text.NewSource("api/x.md", content))
	for _, s := range pg.Sections {
		parts = append(parts, fmt.Sprint("section ", s.Level, s.Title))
	}
	for _, b := range pg.Blocks {
		parts = append(parts, fmt.Sprintf("block %v %s %q", b.Annotation != nil, b.Kind, b.Body.Bytes))
	}
	for _, a := range pg.Annotations {
		parts = append(parts, fmt.Sprint("annotation ", a.Block != nil, a.Include, pg.Source.Slice(a.Span)))
	}
	for _, tab := range pg.Tables {
		parts = append(parts, fmt.Sprint("table ", tab.Columns, tab.Above.Len() > 0, tab.Gap.Len() > 0))
		for _, r := range tab.Rows {
			row := "row"
			for _, c := range r.Cells {
				row += "|" + c.Text
			}
			parts = append(parts, row)
		}
	}
	for _, para := range pg.Paragraphs {
		if said := page.Plain(para.Raw.String()); said != "" { // a comment alone says nothing
			parts = append(parts, fmt.Sprintf("paragraph %q", said))
		}
	}
	for _, l := range pg.Links {
		parts = append(parts, "link "+l.Target)
	}
	for _, tab := range pg.Tabs {
		parts = append(parts, fmt.Sprint("tabs ", len(tab.Tabs), tab.End.Len() > 0))
	}
	return append(parts, pg.Kind.String(), fmt.Sprint(len(pg.Problems)))
}
