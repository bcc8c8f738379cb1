package rules

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// check reports what is wrong with the sections that the kind of page has.
func (o *outline) check() {
	outlineTitle(o.p)
	misspelt := o.misspelt()
	translated := outlineTranslated(o.p.Page)
	for i, part := range o.parts {
		s := o.found[i]
		switch {
		case s == nil && (misspelt[part.title] || translated):
		case s == nil || part.role == page.Permissions && outlineListsNone(o.p.Page, s):
			if (part.needed == nil || part.needed(o.p.Page)) && !outlineOptional(o.p, part.title) {
				o.missing(i)
			}
		case s.Level != o.level:
			o.levelOf(s)
		default:
			o.repeated(s)
		}
	}
	if o.ordered {
		o.misplaced()
	}
}

// outlineTitle reports a page without a title.
func outlineTitle(p *rule.Pass) {
	if p.Page.Title != nil {
		return
	}
	at := p.Page.Start()
	if all := p.Page.Sections; len(all) > 0 {
		at = all[0].Heading
	}
	d := p.Report(at, "page has no title")
	d.Loose, d.Help = true, "Begin the page with a heading of level 1: # Title"
}

// outlineLoose reports text above the first heading, which no section holds.
func outlineLoose(p *rule.Pass) {
	if len(p.Page.Sections) == 0 {
		return
	}
	for _, para := range p.Page.Paragraphs {
		if para.Section != nil {
			return
		}
		if !para.Quoted && !outlineIsInclude(p.Page, para.Span) {
			p.Report(para.Span, "text above the page's title").Help = "Move it below the heading"
			return
		}
	}
}

func outlineIsInclude(pg *page.Page, sp text.Span) bool {
	for _, inc := range pg.Includes {
		if sp.Overlaps(inc.Span) {
			return true
		}
	}
	return false
}

// misspelt reports headings without a role that are nearly those of parts which
// the page lacks or of optional sections. It returns the titles they should have.
func (o *outline) misspelt() map[string]bool {
	titles := append([]string{}, o.also...)
	for i, part := range o.parts {
		if o.found[i] == nil {
			titles = append(titles, part.title)
		}
	}
	meant := map[string]bool{}
	for _, s := range o.p.Page.Sections {
		inExample := s.Role == page.ExampleRequest || s.Role == page.ExampleResponse
		if s.Role != page.NoRole && !(inExample && s.Level == o.level) || s == o.p.Page.Title || s.Parent.In(page.Examples) {
			continue
		}
		title := schema.Closest(s.Title, titles)
		if title == "" && strings.HasPrefix(s.Slug, "response-") && outlineIsMissing(titles, "Response") {
			title = "Response"
		}
		if title == "" || strings.EqualFold(title, s.Title) || meant[title] {
			continue
		}
		meant[title] = true
		d := o.p.Report(s.Text, "heading %q should be %q", s.Title, rule.Aside(title))
		d.Help = "Correct the heading: tools find the section by it"
		if s.Title == o.p.Page.Source.Slice(s.Text) {
			d.Fixes = []diag.Fix{{
				Message: "Change it to " + title, Safe: true,
				Edits: []diag.Edit{{Span: s.Text, New: title}},
			}}
		}
	}
	return meant
}

func outlineIsMissing(titles []string, title string) bool {
	for _, t := range titles {
		if t == title {
			return true
		}
	}
	return false
}

// outlineTranslated reports whether headings without a role are in another script or
// have accents: then a section that seems to be missing may be one of them.
func outlineTranslated(pg *page.Page) bool {
	for _, s := range pg.Sections {
		if s.Role != page.NoRole || s == pg.Title {
			continue
		}
		for _, r := range s.Title {
			if r >= 0xC0 && r < 0x2000 || r >= 0x2E80 && utf8.ValidRune(r) {
				return true
			}
		}
	}
	return false
}

// outlineListsNone reports whether a section that is named otherwise, such as
// Prerequisites, lists no permissions.
func outlineListsNone(pg *page.Page, s *page.Section) bool {
	if strings.HasPrefix(s.Slug, "permission") || strings.HasSuffix(s.Slug, "permissions") {
		return false
	}
	for _, t := range pg.Tables {
		if s.Extent.Contains(t.Span) {
			return false
		}
	}
	for _, inc := range pg.Includes {
		if s.Extent.Contains(inc.Span) {
			return false
		}
	}
	return true
}

// missing reports that the page lacks part i, at the heading it should stand before.
func (o *outline) missing(i int) {
	at := o.p.Page.Start()
	if o.p.Page.Title != nil {
		at = o.p.Page.Title.Heading
	}
	help := "Add the section"
	for k := i + 1; k < len(o.found); k++ {
		if o.ordered && o.found[k] != nil {
			at = o.found[k].Heading
			help = "Add the section above this one"
			break
		}
	}
	d := o.p.Report(at, "no %q section", o.parts[i].title)
	d.Loose, d.Help = true, help
	if s := o.found[i]; s != nil {
		d.Span = s.Heading
		d.Help = "List the permissions in a section of that name"
	}
}

// levelOf reports a part that is deeper or higher than the others. Headers and
// body are at home below the HTTP request if not one of them stands elsewhere, and
// so is the response beside them.
func (o *outline) levelOf(s *page.Section) {
	if s.Parent.In(page.HTTPRequest) {
		other := page.RequestBody
		switch s.Role {
		case page.RequestBody:
			other = page.RequestHeaders
		case page.RequestHeaders, page.Response:
		default:
			other = page.NoRole
		}
		beside := s.Role != page.Response || outlineFirst(o.p.Page, other, s.Level) != nil
		if other != page.NoRole && beside && outlineFirst(o.p.Page, other, o.level) == nil {
			return
		}
	}
	outlineLevel(o.p, s, o.level, "the page's other sections")
}

// outlineLevel reports a heading that is to have another level.
func outlineLevel(p *rule.Pass, s *page.Section, level int, others string) *diag.Diagnostic {
	d := p.Report(s.Heading, "heading %q has level %d, %s have %d", s.Title, s.Level, rule.Aside(others), level).As("level")
	d.Help = "Give it level " + strconv.Itoa(level) + ": " + strings.Repeat("#", level)
	if s.Setext {
		return d
	}
	marks := bytes.IndexFunc(p.Page.Source.Bytes[s.Heading.Start:s.Heading.End], func(r rune) bool { return r != '#' })
	if marks > 0 {
		d.Fixes = []diag.Fix{{
			Message: "Change the level",
			Edits: []diag.Edit{{
				Span: text.Span{Start: s.Heading.Start, End: s.Heading.Start + marks},
				New:  strings.Repeat("#", level),
			}},
		}}
	}
	return d
}

// repeated reports a second section with the same title at the same level.
func (o *outline) repeated(first *page.Section) {
	if first.Role == page.Examples {
		return
	}
	for _, s := range o.p.Page.Sections {
		if s != first && s.Role == first.Role && s.Level == first.Level && s.Slug == first.Slug && s.Parent == first.Parent {
			d := o.p.Report(s.Heading, "section %q is there twice", s.Title).As("twice")
			d.Help = "Join the two"
			d.Related = append(d.Related, o.p.Related(first.Heading, "first here"))
			return
		}
	}
}
