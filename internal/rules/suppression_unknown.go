package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/suppress"
	"docgauge/internal/text"
)

var suppressionUnknown = rule.Rule{
	ID:       "suppression-unknown",
	Title:    "Comments that silence findings name directives and rules that exist",
	Severity: diag.Error,
	Since:    "0.1.0",
	Last:     true,
	Doc: `A comment in a page silences findings there:

` + "```markdown" + `
<!-- docgauge-disable-next-block schema-type -- the service sends a number -->
` + "```" + `

Behind the directive stand rules or families of rules (` + "`json-syntax`, `json`, `json-*`" + `),
separated by blanks or commas, then ` + "`--`" + ` and the reason. Behind text on its line a comment
with ` + "`--`" + ` in it is shown by GitHub: write ` + "`—`" + ` there.

| directive | silences what begins |
|---|---|
| ` + "`docgauge-disable-next-block`" + ` | in the next code block with its annotation, annotation or table |
| ` + "`docgauge-disable-line`" + ` | on the line, or lines, of the comment itself |
| ` + "`docgauge-disable-next-line`" + ` | on the next line that is neither blank nor another such comment |
| ` + "`docgauge-disable`" + ` | from the comment to a ` + "`docgauge-enable`" + ` of the rule, or of no rule, or to the page's end |
| ` + "`docgauge-disable-file`" + ` | anywhere on the page, front matter included; it may stand anywhere too |

Comments count wherever Markdown has them: in lists, quotes, headings, table cells and
between an annotation and its block; in code and in front matter they are text. A line of
its own inside a table would end the table: there the comment goes into a cell, or above the
table. Where several comments silence a finding, the one that holds for the least is in use.

Reported: a comment that begins with ` + "`docgauge-`" + ` and is no directive, a rule that does not
exist, and a directive without a rule: it silences nothing, and nobody would notice. What
this family of rules finds cannot be silenced by a comment, only in the configuration.`,
	Check: func(p *rule.Pass) {
		var names []string // that are known; nil before they are asked for
		for _, d := range p.Directives {
			if d.Verb == suppress.NoVerb {
				suppressionVerb(p, d)
				continue
			}
			if len(d.Names) == 0 && d.Verb != suppress.Enable {
				suppressionNoRule(p, d)
			}
			for i := range d.Names[:suppressionListed(p, d)] {
				n := &d.Names[i]
				if len(n.IDs) > 0 {
					continue
				}
				if names == nil {
					names = rule.Names(p.Known)
				}
				suppressionName(p, n, names)
			}
		}
	},
}

// suppressionVerb reports a directive that does not exist.
func suppressionVerb(p *rule.Pass, d *suppress.Directive) {
	word := p.Page.Source.Slice(d.Word)
	found := p.Report(d.Word, "unknown directive %q", rule.Aside(text.Clip(word, 60)))
	meant := schema.Closest(suppress.Hyphened(word), suppress.Words())
	if meant == "" {
		found.Help = "Write one of " + strings.Join(suppress.Words(), ", ")
		return
	}
	found.Help = "Write " + meant
	found.Fixes = []diag.Fix{{Message: "Write " + meant, Safe: suppress.Hyphened(word) == meant, Edits: []diag.Edit{{Span: d.Word, New: meant}}}}
}

// suppressionNoRule reports a directive that names no rule.
func suppressionNoRule(p *rule.Pass, d *suppress.Directive) {
	found := p.Report(d.Word, "%s names no rule", d.Verb)
	found.Help = "Name the rules to silence, as in " + d.Verb.String() + " json-syntax -- why"
}

// suppressionName reports a rule that does not exist or cannot be silenced.
func suppressionName(p *rule.Pass, n *suppress.Name, names []string) {
	shown := rule.Aside(text.Clip(n.Text, 60))
	if rule.Match(p.Known, n.Text) != nil {
		p.Report(n.Span, "%s cannot be silenced by a comment", shown).Help = "Set the severity of the rule in the configuration"
		return
	}
	found := p.Report(n.Span, "unknown rule %q", shown)
	meant := schema.Closest(n.Text, names)
	if meant == "" {
		found.Help = `docgauge rules lists the rules; a reason stands behind "--"`
		return
	}
	found.Help = "Write " + meant
	found.Fixes = []diag.Fix{{Message: "Write " + meant, Safe: strings.EqualFold(n.Text, meant), Edits: []diag.Edit{{Span: n.Span, New: meant}}}}
}

// suppressionListed returns how many of the names are meant as rules. Several
// words behind them that are none, and like none, are a reason without its "--".
func suppressionListed(p *rule.Pass, d *suppress.Directive) int {
	if d.Separator.Len() > 0 {
		return len(d.Names)
	}
	n := len(d.Names)
	var names []string // that are known; most directives need none
	for ; n > 0; n-- {
		last := &d.Names[n-1]
		if len(last.IDs) > 0 || rule.Match(p.Known, last.Text) != nil {
			break
		}
		if names == nil {
			names = rule.Names(p.Known)
		}
		if schema.Closest(last.Text, names) != "" {
			break
		}
	}
	if len(d.Names)-n < 2 {
		return len(d.Names)
	}
	return n
}

// suppressionWords is the span from the first to the last of a directive's names.
func suppressionWords(names []suppress.Name) text.Span {
	return text.Span{Start: names[0].Span.Start, End: names[len(names)-1].Span.End}
}
