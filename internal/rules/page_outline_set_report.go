package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

func (w *outlineWanted) letters(n *apidoctor.Node, s *page.Section) {
	d := w.p.Report(s.Text, "heading %q differs from %q in letter case", s.Title, rule.Aside(n.Title))
	d.Help = "Write it as the outline has it: tools find the section by it"
	w.rewrite(d, n, s)
}

func (w *outlineWanted) level(n *apidoctor.Node, s *page.Section, required bool) {
	d := outlineLevel(w.p, s, n.Level, "")
	d.Message = fmt.Sprintf("heading %q has level %d instead of %d", s.Title, s.Level, n.Level)
	w.because(d, n, required)
}

func (w *outlineWanted) misspelt(n *apidoctor.Node, s *page.Section) {
	d := w.p.Report(s.Text, "heading %q should be %q", s.Title, rule.Aside(n.Title))
	d.Help = "Correct the heading: tools find the section by it"
	w.rewrite(d, n, s)
}

// rewrite adds the repair of a heading's text.
func (w *outlineWanted) rewrite(d *diag.Diagnostic, n *apidoctor.Node, s *page.Section) {
	w.because(d, n, true)
	if s.Title == w.p.Page.Source.Slice(s.Text) && !strings.Contains(n.Title, "*") {
		d.Fixes = []diag.Fix{{
			Message: "Change it to " + n.Title, Safe: true,
			Edits: []diag.Edit{{Span: s.Text, New: n.Title}},
		}}
	}
}

// because adds the place that asks for a heading; what is required is an error.
func (w *outlineWanted) because(d *diag.Diagnostic, n *apidoctor.Node, required bool) {
	if required {
		d.Severity = diag.Error
	}
	d.Related = append(d.Related, diag.Related{Source: n.TitleAt.Source, Span: n.TitleAt.Span, Message: "asked for here"})
}

// file is the name of the configuration file.
func (w *outlineWanted) file(n *apidoctor.Node) string {
	path := n.At.Source.Path
	return path[strings.LastIndexByte(path, '/')+1:]
}

// missing reports the required headings that are not there, at the heading they
// should stand before.
func (w *outlineWanted) missing(l *outlineList) {
	if w.translated {
		return
	}
	for i := range l.slots {
		o := &l.slots[i]
		if o.found != nil || !o.required || o.node.Level == 1 && w.p.Page.Title == nil || w.optional(o) {
			continue
		}
		at, help := w.p.Page.Start(), "Add the section"
		switch {
		case l.parent != nil:
			at = l.parent.Heading
		case w.p.Page.Title != nil:
			at = w.p.Page.Title.Heading
		}
		for k := i + 1; k < len(l.slots); k++ {
			if l.slots[k].found != nil {
				at, help = l.slots[k].found.Heading, "Add the section above this one"
				break
			}
		}
		d := w.p.Report(at, "%s", rule.Aside(outlineLack(o)))
		d.Key, d.Loose = diag.JoinKey(append(slices.Clone(o.either), o.node.Title)...), true
		if l.parent != nil && l.parent.Level > 1 {
			d.Message += " in " + strconv.Quote(l.parent.Title)
			d.Key = diag.JoinKey(d.Key, l.parent.Title)
		}
		d.Help = help
		w.because(d, o.node, true)
	}
}

// optional reports whether the configuration lets pages do without the heading, or
// one of the alternatives.
func (w *outlineWanted) optional(o *outlineSlot) bool {
	return outlineOptional(w.p, o.node.Title) || outlineOptional(w.p, o.either...)
}

// outlineLack says which heading is not there.
func outlineLack(o *outlineSlot) string {
	titles := o.either
	if len(titles) == 0 {
		titles = []string{o.node.Title}
	}
	var quoted []string
	for _, t := range titles {
		quoted = append(quoted, strconv.Quote(t))
	}
	all := strings.Join(quoted, " or ")
	switch {
	case len(titles) == 1 && o.node.Any():
		return "no heading of level " + strconv.Itoa(o.node.Level)
	case strings.Contains(all, "*"):
		return "no section like " + all
	}
	return "no " + all + " section"
}

// extra reports headings that no slot is for.
func (w *outlineWanted) extra(l *outlineList) {
	if w.translated {
		return
	}
	for _, s := range l.scope {
		if w.claimed[s] || l.inside(s) != nil || s == w.p.Page.Title || !l.judges(s) {
			continue
		}
		d := w.p.Report(s.Heading, "heading %q is not in the outline of %s pages", s.Title, rule.Aside(w.docType)).As("extra")
		d.Help = "Move what stands there to a section of the outline, or add the heading to " + w.file(l.slots[0].node)
	}
}

// judges reports whether the list says all that may stand where s does.
func (l *outlineList) judges(s *page.Section) bool {
	if s.Parent == l.parent && l.parent != nil {
		return true
	}
	for i := range l.slots {
		if l.slots[i].node.Level == s.Level {
			return true
		}
	}
	return false
}

// order reports the sections that must move for the others to be in order: those
// outside the longest run of sections that are.
func (w *outlineWanted) order(l *outlineList) {
	var firsts []*page.Section
	var places []int
	for _, s := range l.scope {
		if i, ok := l.slot[s]; ok && l.slots[i].found == s {
			firsts = append(firsts, s)
			places = append(places, i)
		}
	}
	keep := outlineLongest(places)
	for at, s := range firsts {
		if keep[at] {
			continue
		}
		other := -1
		apart := func(k int) int { return max(places[k]-places[at], places[at]-places[k]) }
		for k := range firsts {
			wrong := keep[k] && (places[k] > places[at]) == (k < at)
			if wrong && (other < 0 || apart(k) < apart(other)) {
				other = k
			}
		}
		if other < 0 {
			continue
		}
		where := "before"
		if places[other] < places[at] {
			where = "behind"
		}
		d := w.p.Report(s.Heading, "section %q belongs %s %q", s.Title, rule.Aside(where), rule.Aside(firsts[other].Title)).As("order")
		d.Help = "Move the section"
		d.Related = append(d.Related, w.p.Related(firsts[other].Heading, "the section it should stand "+where))
	}
}
