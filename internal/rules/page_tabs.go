package rules

import (
	"bytes"
	"sort"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var pageTabs = rule.Rule{
	ID:       "page-tabs",
	Title:    "Tab groups are closed and alike",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: "Headings such as `# [HTTP](#tab/http)` make tabs; a line `---` ends the group. A group\n" +
		`that is not ended takes the rest of the page into its last tab, where most readers
never look.

Reported:

- a group that is not closed
- a tab that stands in a group twice
- a heading of the page's outline inside a group, as when the closing line comes too late
- a group whose tabs come in another order than in most groups of the page, and HTTP
  behind another tab on a method's page
- a tab heading that is none, as ` + "`#[HTTP](#tab/http)`" + ` without the space
- as warnings: a group with one tab, and an example in a section before the examples

Not reported: a group that lacks some of the tabs of another, because not every
example exists in every language; headings that only structure a tab; and groups before
the examples on pages that describe several operations.`,
	Check: func(p *rule.Pass) {
		broken := tabsBroken(p)
		orders := tabsOrders(p.Page.Tabs)
		for i, g := range p.Page.Tabs {
			switch {
			case tabsRepeated(p, g, i):
			case g.End.Len() == 0:
				d := p.Report(g.Tabs[0].Span, `tab group is not closed by "---"`).As("open")
				d.Help = "Write --- on a line of its own, between blank lines, behind the last tab"
			default:
				tabsEarly(p, g)
				tabsInside(p, g, broken)
				tabsOrder(p, g, orders[tabsTitles(g)])
			}
		}
	},
}

// tabsRepeated reports tabs that are in their group twice, and whether that
// explains the group: a repeated first tab looks like a new group.
func tabsRepeated(p *rule.Pass, g *page.TabGroup, i int) bool {
	if next := i + 1; next < len(p.Page.Tabs) && g.End.Len() == 0 && len(g.Tabs) == 1 {
		again := p.Page.Tabs[next].Tabs[0]
		if again.ID == g.Tabs[0].ID && tabsOnlyComments(p.Page, g.Tabs[0].Span.End, again.Span.Start) {
			tabsReportRepeated(p, g.Tabs[0], again)
			return true
		}
	}
	seen := map[string]*page.Tab{}
	for _, t := range g.Tabs {
		if first := seen[t.ID]; first != nil {
			tabsReportRepeated(p, first, t)
			continue
		}
		seen[t.ID] = t
	}
	return false
}

// tabsOnlyComments reports whether there is nothing but space and comments in [from, to).
func tabsOnlyComments(pg *page.Page, from, to int) bool {
	first := sort.Search(len(pg.Comments), func(i int) bool { return pg.Comments[i].Start >= from })
	for _, c := range pg.Comments[first:] {
		if c.End > to || len(bytes.TrimSpace(pg.Source.Bytes[from:c.Start])) > 0 {
			break
		}
		from = c.End
	}
	return len(bytes.TrimSpace(pg.Source.Bytes[from:to])) == 0
}

func tabsReportRepeated(p *rule.Pass, first, again *page.Tab) {
	d := p.Report(again.Span, "tab %q is in its group twice", again.Title).As("twice")
	d.Help = "Delete one of the two, or close the group between them"
	d.Related = append(d.Related, p.Related(first.Span, "first here"))
	src := p.Page.Source
	if len(bytes.TrimSpace(src.Bytes[first.Span.End:again.Span.Start])) == 0 {
		d.Fixes = []diag.Fix{{
			Message: "Delete the second one", Safe: true,
			Edits: []diag.Edit{{Span: text.Span{Start: first.Span.End, End: again.Span.End}}},
		}}
	}
}

// tabsEarly reports an example in a section that describes the request.
func tabsEarly(p *rule.Pass, g *page.TabGroup) {
	s := g.Section
	if p.Page.Kind != page.API || s == nil || outlineSeveral(p.Page) {
		return
	}
	switch s.Role {
	case page.Permissions, page.HTTPRequest, page.FunctionParameters, page.PathParameters, page.QueryParameters,
		page.RequestHeaders, page.RequestBody:
		d := p.Report(g.Tabs[0].Span, "tab group stands before the examples, in %q", s.Title).As("early")
		d.Severity = diag.Warning
		d.Help = "Move the example to the Examples section"
	}
}

// tabsInside reports what a closed group should not hold, and a group of one tab;
// broken is the offsets of headings that were to be tabs.
func tabsInside(p *rule.Pass, g *page.TabGroup, broken []int) {
	all := p.Page.Sections
	first := sort.Search(len(all), func(i int) bool { return all[i].Heading.Start >= g.Span.Start })
	for _, s := range all[first:] {
		if s.Heading.Start >= g.Span.End {
			break
		}
		if s.Role == page.NoRole && (g.Section == nil || s.Level > g.Section.Level) {
			continue
		}
		d := p.Report(s.Heading, "heading %q stands inside a tab group", s.Title)
		d.Help = "Close the group with --- above the heading"
		d.Related = append(d.Related, p.Related(g.Tabs[0].Span, "the group begins here"), p.Related(g.End, "and is closed here"))
		return
	}
	next := sort.SearchInts(broken, g.Span.Start)
	if len(g.Tabs) == 1 && (next == len(broken) || broken[next] >= g.Span.End) {
		d := p.Report(g.Tabs[0].Span, "tab group has a single tab").As("single")
		d.Severity = diag.Warning
		d.Help = "Delete the tab heading and the closing line, or add the other languages"
	}
}

// tabsOrders tells which groups of a page have their tabs in another order than
// the rest, and the first group that shows it. Of two that contradict each other
// the one which fewer groups agree with is wrong, or else the later one. On a
// page with more than fifty different orders none is usual.
func tabsOrders(groups []*page.TabGroup) map[string]*page.TabGroup {
	count := map[string]int{}
	var kinds []*page.TabGroup
	for _, g := range groups {
		order := tabsTitles(g)
		if count[order]++; count[order] == 1 {
			kinds = append(kinds, g)
		}
	}
	if len(kinds) > 50 {
		return nil
	}
	support := make([]int, len(kinds))
	for i, g := range kinds {
		for _, o := range kinds {
			if tabsClash(g, o) == nil {
				support[i] += count[tabsTitles(o)]
			}
		}
	}
	wrong := map[string]*page.TabGroup{}
	for i, g := range kinds {
		for k, o := range kinds {
			better := support[k] > support[i] || support[k] == support[i] && k < i
			if better && tabsClash(g, o) != nil {
				wrong[tabsTitles(g)] = o
				break
			}
		}
	}
	return wrong
}

// tabsClash returns the first tab of g that stands before one which it follows in o, or nil.
func tabsClash(g, o *page.TabGroup) *page.Tab {
	at := map[string]int{}
	for i, t := range o.Tabs {
		at[t.ID] = i + 1
	}
	least := len(o.Tabs) + 1 // the first place in o of the tabs behind the one looked at
	var clash *page.Tab
	for i := len(g.Tabs) - 1; i >= 0; i-- {
		switch k := at[g.Tabs[i].ID]; {
		case k > least:
			clash = g.Tabs[i]
		case k > 0:
			least = k
		}
	}
	return clash
}

// tabsOrder reports a group whose order differs from the usual one's, nil if it
// does not, and one that hides HTTP.
func tabsOrder(p *rule.Pass, g, usual *page.TabGroup) {
	if usual != nil {
		t := tabsClash(g, usual)
		d := p.Report(t.Span, "tabs are ordered %s; elsewhere on the page %s", rule.Aside(tabsTitles(g)), rule.Aside(tabsTitles(usual))).As("order")
		d.Help = "Give all groups the same order"
		d.Related = append(d.Related, p.Related(usual.Tabs[0].Span, "the usual order"))
		return
	}
	if p.Page.Kind != page.API {
		return
	}
	for i, t := range g.Tabs {
		if i > 0 && strings.EqualFold(t.ID, "http") {
			p.Report(t.Span, "HTTP is not the first tab").As("http").Help = "Move it to the top: it is the one that every reader can use"
		}
	}
}

func tabsTitles(g *page.TabGroup) string {
	titles := make([]string, len(g.Tabs))
	for i, t := range g.Tabs {
		titles[i] = t.Title
	}
	return strings.Join(titles, ", ")
}

// tabsBroken reports headings and lines that were to be a tab's heading, and
// returns the offsets of the lines.
func tabsBroken(p *rule.Pass) (broken []int) {
	for _, s := range p.Page.Sections {
		if raw := p.Page.Source.Slice(s.Text); strings.Contains(raw, "(#tab/") {
			p.Report(s.Text, "heading %q is no tab", raw).Help = "Write it as # [Title](#tab/id), with nothing else in the heading"
		}
	}
	for _, para := range p.Page.Paragraphs {
		raw := para.Raw.Bytes
		for at := 0; at < len(raw); {
			end := len(raw)
			if i := bytes.IndexByte(raw[at:], '\n'); i >= 0 {
				end = at + i + 1
			}
			if line := bytes.TrimSpace(raw[at:end]); bytes.HasPrefix(line, []byte("#[")) && bytes.Contains(line, []byte("(#tab/")) {
				start := at + bytes.IndexByte(raw[at:end], '#')
				d := p.Report(para.Raw.Span(start, start+len(line)), "%q is no heading and so no tab", text.Clip(string(line), 60))
				d.Help = "Put a space behind the #"
				behind := para.Raw.Offset(start + 1)
				broken = append(broken, behind)
				d.Fixes = []diag.Fix{{
					Message: "Insert a space", Safe: true,
					Edits: []diag.Edit{{Span: text.Span{Start: behind, End: behind}, New: " "}},
				}}
			}
			at = end
		}
	}
	return broken
}
