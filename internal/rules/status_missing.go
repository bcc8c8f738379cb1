package rules

import (
	"strconv"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

var statusMissing = rule.Rule{
	ID:       "status-missing",
	Title:    "The Response section names the status",
	Severity: diag.Info,
	Since:    "0.1.0",
	Doc: `A reader looks into the section on the response for the status that tells success, and
must not have to infer it from an example that may be one case of several.

Reported, once a page: no section on the response names a status from 200 to 399, neither
in prose nor in a table. The status that the examples show is a related place.

Not reported: pages that name it in the examples' prose; pages without such a section, which
is [page-outline](page-outline.md); sections whose text stands in an included file.`,
	Check: func(p *rule.Pass) {
		if p.Page.Kind != page.API && p.Page.Kind != page.PlainText {
			return
		}
		var first *page.Section
		for _, s := range p.Page.Sections {
			if s.Role == page.Response && !s.Parent.In(page.Response) && first == nil {
				first = s
			}
		}
		if first == nil || len(statusClaims(p.Page)) > 0 || statusIncluded(p.Page) {
			return
		}
		statusReportMissing(p, first)
	},
}

func statusReportMissing(p *rule.Pass, s *page.Section) {
	message := "section %q names no status"
	for _, par := range p.Page.Paragraphs {
		if par.Section.In(page.Response) && len(par.Statuses) > 0 {
			message = "section %q names errors, but no status of success"
			break
		}
	}
	d := p.Report(s.Text, message, s.Title)
	d.Help = "Name the status that the method returns when it succeeds"
	for _, blk := range p.Page.Blocks {
		if statusIsSuccess(blk) {
			code := strconv.Itoa(blk.HTTP.Code)
			if phrase := httpmsg.ReasonPhrase(blk.HTTP.Code); phrase != "" {
				code += " " + phrase
			}
			d.Help += ": the example answers " + code
			d.Related = []diag.Related{p.Related(httpStartLine(blk.HTTP), "the example's status")}
			return
		}
	}
}

// statusIncluded reports whether a section on the response takes text from another file.
func statusIncluded(pg *page.Page) bool {
	for _, inc := range pg.Includes {
		if inc.Section.In(page.Response) {
			return true
		}
	}
	return false
}
