package rules

import (
	"slices"
	"strings"
	"unicode"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/suppress"
	"docgauge/internal/text"
)

var suppressionReason = rule.Rule{
	ID:       "suppression-reason",
	Title:    "Comments that silence findings say why",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Last:     true,
	Doc: `A finding that is silenced without a reason cannot be told from one that somebody was
tired of: the next author neither dares to delete the comment nor learns what is odd
about the page. Say it behind the rules:

` + "```markdown" + `
<!-- docgauge-disable-next-line table-type -- the service's name for it, see the changelog -->
` + "```" + `

Reported: a comment that silences findings (see suppression-unknown) and gives no reason,
or only a word that stands for one, such as "TODO"; several words behind the rules without
` + "`--`" + ` before them. The findings are silenced all the same.

Not reported: ` + "`docgauge-enable`" + `, which silences nothing, and comments that name no rule.`,
	Check: func(p *rule.Pass) {
		for _, d := range p.Directives {
			if d.Verb == suppress.NoVerb || d.Verb == suppress.Enable || len(d.Names) == 0 {
				continue
			}
			if listed := suppressionListed(p, d); listed < len(d.Names) {
				suppressionUnmarked(p, d, listed)
			} else {
				suppressionWhy(p, d)
			}
		}
	},
}

// suppressionUnmarked reports a reason, from a name on, that has no mark before it.
func suppressionUnmarked(p *rule.Pass, d *suppress.Directive, from int) {
	sp, mark := suppressionWords(d.Names[from:]), suppressionMark(p.Page.Source, d)
	found := p.Report(sp, "%q stands behind the rules without \"--\"", rule.Aside(text.Clip(p.Page.Source.Slice(sp), 60)))
	found.Help = "Write " + mark + " between the rules and the reason"
	found.Fixes = []diag.Fix{{
		Message: "Insert " + mark, Safe: true,
		Edits: []diag.Edit{{Span: text.Span{Start: sp.Start, End: sp.Start}, New: mark + " "}},
	}}
}

// suppressionWhy reports a reason that is missing or none.
func suppressionWhy(p *rule.Pass, d *suppress.Directive) {
	src := p.Page.Source
	reason := src.Slice(d.Reason)
	switch {
	case reason == "":
		rules := text.Clip(src.Slice(suppressionWords(d.Names)), 60)
		found := p.Report(d.Word, "%s without a reason", d.Verb)
		found.Key = rules
		found.Help = "Write why behind the rules: " + strings.Join(strings.Fields(rules), " ") + " " + suppressionMark(src, d) + " …"
	case suppressionSaysNothing(reason):
		p.Report(d.Reason, "%q is no reason", rule.Aside(text.Clip(reason, 60))).Help = "Say why the finding is to be silenced"
	}
}

// suppressionMark is what to write before a reason. In GitHub Flavored Markdown
// (section 6.10) a comment in a line of text must not hold "--", or it is text.
func suppressionMark(src *text.Source, d *suppress.Directive) string {
	if line := src.Line(src.LineAt(d.Span.Start)); strings.Trim(src.Slice(text.Span{Start: line.Start, End: d.Span.Start}), " \t>") != "" {
		return "—"
	}
	return "--"
}

// suppressionSaysNothing reports whether a reason has no word, or one that only
// stands for the reason that is still to come.
func suppressionSaysNothing(reason string) bool {
	word := strings.ToLower(strings.TrimFunc(reason, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }))
	return slices.Contains([]string{"", "todo", "tbd", "tba", "fixme", "xxx", "why", "reason", "your reason", "n/a", "none"}, word)
}
