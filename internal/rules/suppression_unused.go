package rules

import (
	"cmp"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/suppress"
	"docgauge/internal/text"
)

var suppressionUnused = rule.Rule{
	ID:       "suppression-unused",
	Title:    "Comments that silence findings are needed",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Last:     true,
	Doc: `A comment that silences nothing misleads: a reader believes that something is wrong
there, and when something is wrong one day, nobody is told.

Reported: a comment that silences findings (see suppression-unknown), or one of the rules
in it, without such a finding where it holds, also because another comment silences it
already; a ` + "`docgauge-enable`" + ` of something that is not disabled. The fix deletes the comment,
or the rule in it.

Not reported: what this run cannot know. All rules that are meant must have been run on
the page, so not left out by ` + "`--select`, `--ignore`" + ` or the configuration, and with all that
they hold the page against: the metadata, the other pages of the doc set.`,
	Check: func(p *rule.Pass) {
		for _, d := range p.Directives {
			switch {
			case d.Verb == suppress.NoVerb:
			case d.Verb == suppress.Enable:
				suppressionEndsNothing(p, d)
			default:
				suppressionIdle(p, d)
			}
		}
	},
}

// suppressionEndsNothing reports an enable, or a rule in it, that was not disabled.
func suppressionEndsNothing(p *rule.Pass, d *suppress.Directive) {
	if len(d.Names) == 0 {
		if !d.Ends {
			found := p.Report(d.Span, "%s ends nothing", d.Verb)
			found.Help = "Delete the comment: no rule is disabled here"
			found.Fixes = []diag.Fix{suppressionDelete(p.Page, d)}
		}
		return
	}
	idle := suppressionNames(d, func(n *suppress.Name) bool { return len(n.IDs) > 0 && !n.Used })
	suppressionReport(p, d, idle, func(names string, _ *suppress.Directive) string { return names + " is not disabled here" })
}

// suppressionIdle reports the names in a directive that silence nothing.
func suppressionIdle(p *rule.Pass, d *suppress.Directive) {
	idle := suppressionNames(d, func(n *suppress.Name) bool { return n.Judged && !n.Used })
	suppressionReport(p, d, idle, func(names string, by *suppress.Directive) string {
		if by != nil {
			return "another comment silences " + names + " " + suppressionWhere(d)
		}
		return "no finding of " + names + " to silence " + suppressionWhere(d)
	})
}

// suppressionNames returns the indexes of those names.
func suppressionNames(d *suppress.Directive, which func(*suppress.Name) bool) (list []int) {
	for i := range d.Names {
		if which(&d.Names[i]) {
			list = append(list, i)
		}
	}
	return list
}

// suppressionReport reports a directive if all its names are idle, else those that
// are. message is told who does it in their place, if anybody does.
func suppressionReport(p *rule.Pass, d *suppress.Directive, idle []int, message func(names string, by *suppress.Directive) string) {
	report := func(sp text.Span, names []suppress.Name, advice string, fix diag.Fix) {
		var listed []string
		var by *suppress.Directive
		for _, n := range names {
			listed = append(listed, n.Text)
			by = cmp.Or(by, n.By)
		}
		found := p.Report(sp, "%s", rule.Aside(message(text.Clip(strings.Join(listed, ", "), 80), by)))
		found.Help = suppressionAdvice(d, names, advice)
		found.Fixes = []diag.Fix{fix}
		if by != nil {
			found.Related = append(found.Related, p.Related(by.Span, "silenced here"))
		}
	}
	if len(idle) > 0 && len(idle) == len(d.Names) {
		report(d.Span, d.Names, "Delete the comment", suppressionDelete(p.Page, d))
		return
	}
	kept := len(d.Names) - 1 // the last name that stays
	for k := len(idle) - 1; k >= 0 && idle[k] == kept; k-- {
		kept--
	}
	for _, i := range idle {
		report(d.Names[i].Span, d.Names[i:i+1], "Delete "+d.Names[i].Text, suppressionDeleteName(d, i, kept))
	}
}

// suppressionWhere says where a directive holds.
func suppressionWhere(d *suppress.Directive) string {
	switch d.Verb {
	case suppress.Line:
		return "on this line"
	case suppress.NextLine:
		if d.Scope.Len() == 0 {
			return "on the next line: the page ends here"
		}
		return "on the next line"
	case suppress.NextBlock:
		if d.Scope.Len() == 0 {
			return "in the next block: there is none below"
		}
		return "in the next block"
	case suppress.Disable:
		return "from here on"
	}
	return "on this page"
}

// suppressionAdvice says what to do, and what the author may have meant instead.
func suppressionAdvice(d *suppress.Directive, names []suppress.Name, otherwise string) string {
	switch {
	case slices.ContainsFunc(names, func(n suppress.Name) bool { return n.Above }):
		return otherwise + ", or write " + suppress.File.String() + " for what the front matter has"
	case d.Block:
		return otherwise + ", or write " + suppress.NextBlock.String() + " for the whole block"
	}
	return otherwise
}
