package rules

import (
	"path"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var pageFrontMatter = rule.Rule{
	ID:       "page-front-matter",
	Title:    "Front matter is there, is YAML and is complete",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `The publishing system reads a page's title, its description in search results, its
author and its kind from the YAML between the two ` + "`---`" + ` lines at the top. Without
them the page is published under its file name, or not at all.

Reported:

- a method or resource page without front matter
- front matter that is not closed, does not start on the first line, or is no YAML
- a missing key: ` + "`title`, `description`, `author`, `doc_type`, `ms.prod` (or `ms.subservice`)," + `
  ` + "`localization_priority` (or `ms.localizationpriority`)" + `; a misspelt key; a list or
  mapping where text belongs
- a ` + "`doc_type`" + ` that is misspelt
- as a warning: a key without a value, and a ` + "`doc_type`" + ` that contradicts what the page holds

Not reported: fragments below includes/, redirects, and table of contents, index and
readme files. The keys are asked of pages that follow the Microsoft Graph convention,
which a ` + "`doc_type`, an `ms.prod`" + ` or a folder such as v1.0/api shows; a missing front
matter only of pages with annotations or in such a folder. What else stands in the front
matter is the publishing system's business.

Where API Doctor's schema-config.json lists ` + "`requiredYamlHeaders`" + `, every page of the doc
set needs these keys, and no others. Where the option ` + "`required`" + ` lists keys, these count
instead, and their values may be lists and mappings.`,
	Options: []rule.Option{{
		Name: "required", Default: []string(nil), Check: frontFaultOfKey,
		Doc: "Keys that every page needs, in place of those above and of API Doctor's; `a or b` is either; an empty list asks for none",
	}},
	Check: checkFrontMatter,
}

func checkFrontMatter(p *rule.Pass) {
	pg := p.Page
	f := pg.Front
	switch {
	case pg.Kind == page.Fragment || pg.Kind == page.PlainText || frontIsIndex(pg.Source.Path):
	case f == nil:
		if frontNeeded(p) {
			frontAbsent(p)
		}
	case !f.Closed:
		frontUnclosed(p, f)
	case f.Fault.Message != "":
		frontFault(p, f)
	case f.Field("redirect_url") == nil:
		frontPlace(p, f)
		if p.Given("required") || frontConfigured(p.Set) || frontFollowsGraph(pg) {
			frontKeys(p, f)
			frontDocType(p, f)
		}
	}
}

// frontNeeded reports whether a page without front matter should have some.
func frontNeeded(p *rule.Pass) bool {
	if p.Given("required") {
		return len(p.Strings("required")) > 0
	}
	return frontConfigured(p.Set) || frontExpected(p.Page)
}

func frontAbsent(p *rule.Pass) {
	d := p.Report(p.Page.Start(), "page has no front matter")
	d.Loose = true
	keys := "title, description, author and doc_type"
	switch {
	case p.Given("required"):
		keys = strings.Join(p.Strings("required"), ", ")
	case frontConfigured(p.Set):
		keys = httpNames(p.Set.Conventions.Schema.RequiredKeys)
		frontAsked(p, d)
	}
	d.Help = "Start the page with a block of YAML between two --- lines: " + keys
}

// frontAsked adds the place where API Doctor's configuration asks for keys.
func frontAsked(p *rule.Pass, d *diag.Diagnostic) {
	if p.Given("required") || !frontConfigured(p.Set) {
		return
	}
	list := p.Set.Conventions.Schema.RequiredKeys
	at := list[0].At
	at.Span.End = list[len(list)-1].At.Span.End
	d.Related = append(d.Related, diag.Related{Source: at.Source, Span: at.Span, Message: "asked for here"})
}

// frontConfigured reports whether API Doctor's configuration says which keys the
// doc set's pages need. Then all of them need some.
func frontConfigured(set *docset.Set) bool {
	return set.Conventions != nil && len(set.Conventions.Schema.RequiredKeys) > 0
}

// frontIsIndex tells files that publishing systems and repositories treat on
// their own by their name.
func frontIsIndex(file string) bool {
	switch name, _, _ := strings.Cut(strings.ToLower(path.Base(file)), "."); name {
	case "index", "toc", "readme", "license", "contributing", "changelog", "security", "code_of_conduct":
		return true
	}
	return false
}

// frontExpected reports whether a page without front matter is meant for a
// publishing system that wants some: it is annotated, or a reference page in a
// version's folder.
func frontExpected(pg *page.Page) bool {
	if pg.Kind != page.API && pg.Kind != page.Resource {
		return false
	}
	for _, a := range pg.Annotations {
		if a.Get("blockType") != nil {
			return true
		}
	}
	reference := pg.SectionWith(page.HTTPRequest) != nil || pg.SectionWith(page.JSONRepresentation) != nil
	return reference && pg.Version != ""
}

// frontFollowsGraph reports whether the page follows the convention that asks for the keys.
func frontFollowsGraph(pg *page.Page) bool {
	f := pg.Front
	return f.Field("doc_type") != nil || f.Field("ms.prod") != nil || f.Field("ms.subservice") != nil ||
		pg.Version != "" && (pg.Kind == page.API || pg.Kind == page.Resource)
}

// frontOpening is the first line of the front matter: the place of findings
// about what it lacks.
func frontOpening(p *rule.Pass, f *page.FrontMatter) text.Span {
	return p.Page.Source.Line(p.Page.Source.LineAt(f.Span.Start))
}

// frontLineEnd is how the page ends its lines.
func frontLineEnd(src *text.Source) string {
	if end := src.Line(1).End; end < len(src.Bytes) && src.Bytes[end] == '\r' {
		return "\r\n"
	}
	return "\n"
}

func frontUnclosed(p *rule.Pass, f *page.FrontMatter) {
	d := p.Report(frontOpening(p, f), `front matter is not closed by "---"`).As("open")
	d.Help = "Write --- on a line of its own behind the last key"
	if f.Fault.Message != "" {
		return
	}
	d.Fixes = []diag.Fix{{
		Message: "Close the front matter behind its last key", Safe: true,
		Edits: []diag.Edit{{Span: text.Span{Start: f.Span.End, End: f.Span.End}, New: frontLineEnd(p.Page.Source) + "---"}},
	}}
}

// frontPlace reports front matter that blank lines keep from being recognised.
func frontPlace(p *rule.Pass, f *page.FrontMatter) {
	top := p.Page.Start().Start
	if f.Span.Start == top {
		return
	}
	d := p.Report(frontOpening(p, f), "front matter does not start on the first line").As("place")
	d.Help = "Delete what stands above it: there it is a rule and some text, not front matter"
	d.Fixes = []diag.Fix{{
		Message: "Delete the blank lines above it", Safe: true,
		Edits: []diag.Edit{{Span: text.Span{Start: top, End: f.Span.Start}}},
	}}
}

// frontFault reports YAML that does not parse, in words for the two usual slips.
func frontFault(p *rule.Pass, f *page.FrontMatter) {
	src := p.Page.Source
	line := frontCulprit(src, f)
	key, value, at := frontSplit(src.Slice(line))
	sp := text.Span{Start: line.Start + at, End: line.Start + at + len(value)}
	tabs := len(src.Slice(line)) - len(strings.TrimLeft(src.Slice(line), "\t"))
	switch {
	case tabs > 0:
		d := p.Report(text.Span{Start: line.Start, End: line.Start + tabs}, "front matter is not valid YAML: the line begins with a tab")
		d.Help = "Begin keys at the start of the line, and indent what belongs to them with spaces"
		d.Fixes = []diag.Fix{{
			Message: "Delete the tab",
			Edits:   []diag.Edit{{Span: d.Span}},
		}}
	case at == line.Len() && value == "" && !strings.Contains(key, ":") && key != "":
		p.Report(line, "front matter is not valid YAML: %q is no \"key: value\" line", key).Help = "Give it a key, or indent it below the key that it belongs to"
	case strings.Contains(f.Fault.Message, "already defined"):
		p.Report(f.Fault.Span, "front matter gives %q twice", key).Help = "Keep one of the two"
	case frontWantsQuotes(value):
		d := p.Report(sp, "front matter is not valid YAML: the value of %q needs quotes", key)
		d.Help = "Put the value between straight double quotes"
		d.Fixes = []diag.Fix{{
			Message: "Quote the value", Safe: true,
			Edits: []diag.Edit{{Span: sp, New: `"` + value + `"`}},
		}}
	case frontOpenQuote(value):
		d := p.Report(sp, "front matter is not valid YAML: the quotes around the value of %q are not closed", key)
		d.Help = "Close the quotes"
		d.Fixes = []diag.Fix{{
			Message: "Add the closing quote",
			Edits:   []diag.Edit{{Span: text.Span{Start: sp.End, End: sp.End}, New: `"`}},
		}}
	default:
		p.Report(f.Fault.Span, "front matter is not valid YAML: %s", rule.Aside(f.Fault.Message)).Help = `Write one "key: value" a line; values that hold ": ", "#" or quotes go between double quotes`
	}
}

// frontCulprit returns the line to blame: the one where the YAML parser gave up,
// or one above it whose quotes are not closed, so that the parser read on.
func frontCulprit(src *text.Source, f *page.FrontMatter) text.Span {
	last := src.LineAt(f.Fault.Span.Start)
	for n := src.LineAt(f.Span.Start) + 1; n < last; n++ {
		if _, value, _ := frontSplit(src.Slice(src.Line(n))); frontOpenQuote(value) {
			return src.Line(n)
		}
	}
	return src.Line(last)
}

// frontOpenQuote reports whether a value opens a double quote that its line does not close.
func frontOpenQuote(value string) bool {
	return strings.HasPrefix(value, `"`) && strings.Count(value, `"`)-strings.Count(value, `\"`) == 1
}

// frontSplit cuts a line "key: value" in two; at is where the value starts.
func frontSplit(line string) (key, value string, at int) {
	key, rest, ok := strings.Cut(line, ":")
	if !ok {
		return strings.TrimSpace(line), "", len(line)
	}
	value = strings.TrimSpace(rest)
	return strings.Trim(key, ` "'`), value, len(line) - len(strings.TrimLeft(rest, " \t"))
}

// frontWantsQuotes reports whether an unquoted value says something else in
// YAML, or nothing, and would say what it shows between double quotes.
func frontWantsQuotes(value string) bool {
	if value == "" || strings.ContainsAny(value, `"\`) || strings.Contains(value, " #") || value[0] == '\'' {
		return false
	}
	return strings.Contains(value, ": ") || strings.HasSuffix(value, ":") || strings.IndexByte("@`%*&!", value[0]) >= 0
}
