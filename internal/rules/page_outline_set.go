package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

// outlineOfSet returns the headings that the doc set's configuration wants on
// pages of this kind, or nil if it says nothing about it. A page that does not say
// what it is has to follow no configuration.
func outlineOfSet(p *rule.Pass) (*apidoctor.Outline, string) {
	if f := p.Page.Front; f == nil || f.Field("doc_type") == nil {
		return nil, ""
	}
	name := ""
	switch p.Page.Kind {
	case page.API:
		name = "apiPageType"
	case page.Resource:
		name = "resourcePageType"
	case page.Enum:
		name = "enumPageType"
	case page.Conceptual:
		name = "conceptualPageType"
	}
	return p.Set.Conventions.Outline(name), name
}

// outlineWanted compares a page with configured headings.
type outlineWanted struct {
	p          *rule.Pass
	docType    string
	translated bool                   // headings in another language: what seems to be missing may be one of them
	claimed    map[*page.Section]bool // sections that fit somewhere
}

// outlineSlot is a heading that is wanted. Where none of several alternatives is
// on the page, either names them, and node is the first.
type outlineSlot struct {
	node     *apidoctor.Node
	either   []string
	required bool
	found    *page.Section // the first that fits
}

// outlineList is the headings wanted inside one section, or on the page.
type outlineList struct {
	parent *page.Section // nil: the page
	scope  []*page.Section
	slots  []outlineSlot
	slot   map[*page.Section]int // the slots of the sections that fit one
}

// list matches the nodes with the sections in scope, which are inside parent or
// seem to be meant for it, reports what is wrong, and goes on inside them.
func (w *outlineWanted) list(nodes []*apidoctor.Node, parent *page.Section, scope []*page.Section) {
	l := &outlineList{parent: parent, scope: scope, slot: map[*page.Section]int{}}
	if l.slots = l.expand(nodes); len(l.slots) == 0 {
		return
	}
	w.assign(l)
	w.near(l)
	w.missing(l)
	w.order(l)
	for at, s := range l.scope {
		if i, ok := l.slot[s]; ok {
			w.claimed[s] = true
			if headers := l.slots[i].node.Headers; len(headers) > 0 {
				w.list(headers, s, l.below(at, headers))
			}
		}
	}
	w.extra(l)
}

// below returns the sections that belong to the one at a place in the scope: those
// down to the next of its level or a higher one. One that has no place there and
// is wanted here, but for its level, does not end it.
func (l *outlineList) below(at int, headers []*apidoctor.Node) []*page.Section {
	end := at + 1
	for ; end < len(l.scope); end++ {
		s := l.scope[end]
		if _, taken := l.slot[s]; taken || s.Level <= l.scope[at].Level && !outlineWants(headers, s) {
			break
		}
	}
	return l.scope[at+1 : end]
}

// outlineWants reports whether one of the nodes has the section's title.
func outlineWants(nodes []*apidoctor.Node, s *page.Section) bool {
	for _, n := range nodes {
		switch {
		case n.Either != nil || n.All != nil:
			if outlineWants(n.Either, s) || outlineWants(n.All, s) {
				return true
			}
		case !n.Any() && outlineFit(n, s) != apidoctor.NoFit:
			return true
		}
	}
	return false
}

// expand turns nodes into slots: of alternatives, the one that most of is there.
func (l *outlineList) expand(nodes []*apidoctor.Node) (slots []outlineSlot) {
	for _, n := range nodes {
		switch {
		case n.All != nil:
			slots = append(slots, l.expand(n.All)...)
		case n.Either != nil:
			slots = append(slots, l.choose(n.Either)...)
		default:
			slots = append(slots, outlineSlot{node: n, required: n.Required})
		}
	}
	return slots
}

func (l *outlineList) choose(alternatives []*apidoctor.Node) (best []outlineSlot) {
	most := 0
	none := outlineSlot{}
	for _, a := range alternatives {
		slots := l.expand([]*apidoctor.Node{a})
		if len(slots) == 0 {
			continue
		}
		if evidence := l.evidence(slots); evidence > most {
			best, most = slots, evidence
		}
		if none.node == nil {
			none.node = slots[0].node
		}
		for i := range slots {
			none.required = none.required || slots[i].required
		}
		none.either = append(none.either, slots[0].node.Title)
	}
	if most == 0 && none.node != nil {
		return []outlineSlot{none}
	}
	return best
}

// evidence weighs how much of the slots is on the page: headings that fit count
// for more than those at another level, and those for more than misspelt ones.
func (l *outlineList) evidence(slots []outlineSlot) (sum int) {
	for i := range slots {
		n := slots[i].node
		best := 0
		for _, s := range l.scope {
			switch fit := outlineFit(n, s); {
			case fit >= apidoctor.AnyFit && s.Level == n.Level:
				best = max(best, 100)
			case fit != apidoctor.NoFit && !n.Any():
				best = max(best, 50)
			case s.Level == n.Level && outlineNear(s.Title, n.Title):
				best = max(best, 10)
			}
		}
		sum += best
		if best == 0 && slots[i].required {
			sum-- // of two alternatives that are there, the one that is complete
		}
	}
	return sum
}

// outlineFit compares a section's title with the one wanted. A translated heading
// keeps the English one as its anchor.
func outlineFit(n *apidoctor.Node, s *page.Section) apidoctor.Fit {
	fit := n.Fits(s.Title)
	if fit == apidoctor.NoFit && s.Slug == page.Slug(n.Title) {
		return apidoctor.ExactFit
	}
	return fit
}

// outlineNear reports whether a title is a misspelt form of the one wanted.
func outlineNear(title, want string) bool {
	return !strings.Contains(want, "*") && !strings.HasPrefix(title, want+" ") && schema.Closest(title, []string{want}) != ""
}

// assign gives each section the slot that it fits best, and reports a section
// that is there twice.
func (w *outlineWanted) assign(l *outlineList) {
	for _, s := range l.scope {
		best, fit := -1, apidoctor.CaseFit
		for i := range l.slots {
			o := &l.slots[i]
			if f := outlineFit(o.node, s); s.Level == o.node.Level && (f > fit || f == fit && best >= 0 && !l.free(best) && l.free(i)) {
				best, fit = i, f
			}
		}
		if best < 0 || l.inside(s) != nil {
			continue
		}
		o := &l.slots[best]
		switch {
		case l.free(best):
			l.take(s, best)
		case fit == apidoctor.AnyFit: // one that belongs nowhere
		default:
			l.slot[s] = best
			d := w.p.Report(s.Heading, "section %q is there twice", s.Title).As("twice")
			if fit == apidoctor.StarFit {
				d.Message = "second section like " + strconv.Quote(o.node.Title) + ": " + strconv.Quote(s.Title)
			}
			d.Help = outlineJoin(fit)
			d.Related = append(d.Related, w.p.Related(o.found.Heading, "first here"))
		}
	}
}

func outlineJoin(fit apidoctor.Fit) string {
	if fit == apidoctor.StarFit {
		return `Keep one, or add "allowMultiple" to the outline`
	}
	return "Join the two"
}

// free reports whether a section may take the slot.
func (l *outlineList) free(i int) bool { return l.slots[i].found == nil || l.slots[i].node.Multiple }

func (l *outlineList) take(s *page.Section, i int) {
	l.slot[s] = i
	if l.slots[i].found == nil {
		l.slots[i].found = s
	}
}

// inside returns the section around s that has a slot, or nil: what belongs there
// is that section's business.
func (l *outlineList) inside(s *page.Section) *page.Section {
	for at := s.Parent; at != nil && at != l.parent; at = at.Parent {
		if i, ok := l.slot[at]; ok && at.Level == l.slots[i].node.Level {
			return at
		}
	}
	return nil
}
