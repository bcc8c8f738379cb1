package rules

import (
	"bytes"
	"path"
	"sort"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var linkInclude = rule.Rule{
	ID:       "link-include",
	Title:    "Includes bring in a file that exists",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasFiles,
	Since:    "0.1.0",
	Doc: `The publishing system replaces ` + "`[!INCLUDE [name](path)]`" + ` by the file, in tables and
code too. Where it cannot, the page is published without the permissions table or the note
that stands there.

Reported: an include whose file does not exist, with the name that was probably meant, or
whose path is empty, a folder or a web address; one that leads back to its own page; one
that lacks a bracket or parenthesis, and so is shown as it is.

Not reported: paths that leave the checked tree or lead into a folder that is absent from it,
or that lacks more than an eighth of what the doc set takes from it, paths from the root of the
repository ("~/…"), and includes in code marked as Markdown, which show how to write them.
Letter case is link-case's matter.`,
	Options: []rule.Option{optionIgnore("includes")},
	Check: func(p *rule.Pass) {
		guesses, ignored := mostSuggestions, linkIgnored{p: p}
		for i := range p.Links() {
			if l := &p.Links()[i]; l.Kind == docset.Include && !includeShown(p.Page, l.Span) && !(l.Outcome == docset.Absent && ignored.has(l)) {
				checkInclude(p, l, guesses > 0)
				guesses--
			}
		}
		for _, par := range p.Page.Paragraphs {
			includeBroken(p, par.Raw)
		}
	},
}

func checkInclude(p *rule.Pass, l *docset.Link, guess bool) {
	at := linkParts(p, l)
	var d *diag.Diagnostic
	switch {
	case l.Target.Text == "":
		d = p.Report(l.Span, "include names no file")
	case l.Target.Kind == docset.URL:
		d = p.Report(at.whole, "include of the web address %q", l.Target.Text)
	case l.Outcome == docset.Sound && l.File == "":
		d = p.Report(at.path, "include of %q, which is a folder", l.Target.Path)
	case l.Outcome == docset.Absent:
		d = p.Report(at.path, "include of %q, which does not exist", l.Target.Path)
		d.Help = "Correct the path: it is relative to this page"
		if !guess {
			return
		}
		if meant := includeMeant(p, l); meant != "" {
			d.Help = "Did you mean " + meant + "?"
			linkOffer(d, at, l, meant)
		}
		return
	default:
		includeCircle(p, l, at.path)
		return
	}
	d.Help = "Give the path of the file relative to this page"
}

// includeMeant is linkMeant, and for a path without its extension the file.
func includeMeant(p *rule.Pass, l *docset.Link) string {
	if file := linkExtended(p, l); file != "" {
		return l.Respell(p.Page, file)
	}
	return linkMeant(p, l)
}

// includeShown reports whether an include stands in code that shows Markdown.
func includeShown(pg *page.Page, sp text.Span) bool {
	blk := pg.BlockAt(sp.Start)
	if blk == nil {
		return false
	}
	switch strings.ToLower(blk.Language) {
	case "markdown", "md":
		return true
	}
	return false
}

// includeCircle reports an include that leads back to its own page.
func includeCircle(p *rule.Pass, l *docset.Link, at text.Span) {
	if p.Set.Index == nil {
		return
	}
	through, ok := p.Set.Index.IncludeCircle(p.Page, l.Include)
	if !ok {
		return
	}
	if len(through) == 0 {
		d := p.Report(at, "include leads back to this page")
		d.Help = "Include another file, or link to the section"
		return
	}
	var names []string
	for _, pg := range through {
		names = append(names, path.Base(pg.Source.Location))
	}
	d := p.Report(at, "include leads back to this page by way of %s", rule.Aside(strings.Join(names, ", ")))
	d.Help = "Take one of the includes out of the circle"
	for _, pg := range through {
		d.Related = append(d.Related, diag.Related{Source: pg.Source, Span: pg.Start(), Message: "included on the way"})
	}
}

// includeBroken reports "[!INCLUDE" that nobody takes for an include.
func includeBroken(p *rule.Pass, f text.Fragment) {
	const mark = "[!include"
	if !bytes.Contains(f.Bytes, []byte(mark[:2])) {
		return
	}
	for i := 0; i < len(f.Bytes); i = nextText(f.Bytes, i) {
		end := i + len(mark)
		if f.Bytes[i] != '[' || end >= len(f.Bytes) || !strings.EqualFold(string(f.Bytes[i:end]), mark) || isWordByte(f.Bytes[end]) {
			continue
		}
		sp := f.Span(i, end)
		switch inc := includeAt(p.Page, sp.Start); {
		case inc == nil:
			d := p.Report(sp, "include is not complete, and shown as it is")
			d.Help = "Write [!INCLUDE [name](path)]"
		case p.Page.Source.Bytes[inc.Span.End-1] != ']':
			stop := text.Span{Start: inc.Span.End, End: inc.Span.End}
			d := p.Report(inc.Span, "include lacks its last bracket, and is shown as it is")
			d.Help = "Write [!INCLUDE [name](path)]"
			d.Fixes = []diag.Fix{{Message: "Add ]", Safe: true, Edits: []diag.Edit{{Span: stop, New: "]"}}}}
		}
	}
}

// includeAt returns the include that starts at an offset, or nil.
func includeAt(pg *page.Page, offset int) *page.Include {
	i := sort.Search(len(pg.Includes), func(i int) bool { return pg.Includes[i].Span.Start >= offset })
	if i == len(pg.Includes) || pg.Includes[i].Span.Start > offset {
		return nil
	}
	return pg.Includes[i]
}
