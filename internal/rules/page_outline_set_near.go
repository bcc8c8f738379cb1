package rules

import (
	"docgauge/internal/apidoctor"
	"docgauge/internal/page"
)

// near gives slots that are still empty to sections which were meant for them:
// those in other letter case, at another level, or misspelt.
func (w *outlineWanted) near(l *outlineList) {
	for i := range l.slots {
		switch o := &l.slots[i]; {
		case o.node.Any():
		case o.found == nil:
			w.nearest(l, i)
		case o.node.Multiple:
			w.others(l, i)
		}
	}
}

// nearest finds the section meant for an empty slot, and reports what is wrong with it.
func (w *outlineWanted) nearest(l *outlineList, i int) {
	n := l.slots[i].node
	var level, misspelt *page.Section
	for _, s := range l.scope {
		if _, taken := l.slot[s]; taken {
			continue
		}
		fit, around := outlineFit(n, s), l.inside(s)
		switch {
		case fit == apidoctor.NoFit && around == nil && s.Level == n.Level && misspelt == nil && outlineNear(s.Title, n.Title):
			misspelt = s
		case fit == apidoctor.NoFit || s == w.p.Page.Title && s.Level != n.Level:
		case around == nil && s.Level == n.Level:
			l.take(s, i)
			w.letters(n, s)
			return
		case s.Level == n.Level && len(l.slots[l.slot[around]].node.Headers) == 0:
			l.take(s, i) // an outline may list headings of several levels side by side
			if fit == apidoctor.CaseFit {
				w.letters(n, s)
			}
			return
		case level == nil && (around == nil || l.slots[i].required && len(l.slots[l.slot[around]].node.Headers) == 0):
			level = s
		}
	}
	switch {
	case level != nil:
		l.take(level, i)
		w.level(n, level, l.slots[i].required)
	case misspelt != nil && !w.translated:
		l.take(misspelt, i)
		w.misspelt(n, misspelt)
	}
}

// others finds further sections for a slot that takes many: in other letter case,
// or numbered like those that are there but at another level.
func (w *outlineWanted) others(l *outlineList, i int) {
	n := l.slots[i].node
	for _, s := range l.scope {
		if _, taken := l.slot[s]; taken {
			continue
		}
		fit, around := outlineFit(n, s), l.inside(s)
		switch {
		case fit == apidoctor.CaseFit && s.Level == n.Level && around == nil:
			l.take(s, i)
			w.letters(n, s)
		case fit == apidoctor.StarFit && s.Level != n.Level && (around == nil || l.slot[around] == i) &&
			outlineIsNumbered(s.Slug) && outlineIsNumbered(l.slots[i].found.Slug):
			l.take(s, i)
			w.level(n, s, l.slots[i].required)
		}
	}
}
