// Package suppress reads the comments by which a page silences findings, and
// applies them (DESIGN section 8):
//
//	<!-- docgauge-disable-next-block schema-type -- the service answers like that -->
//
// It knows what a comment says and where it holds, not which rules there are.
package suppress

import (
	"cmp"
	"slices"
	"sort"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Verb is what a comment asks for.
type Verb uint8

// The verbs.
const (
	NoVerb Verb = iota // the comment is meant for docgauge, and says nothing it knows
	NextBlock
	Line
	NextLine
	Disable // up to Enable, or the end of the page
	Enable
	File
)

// words are how the verbs are written.
var words = [...]string{
	NextBlock: "docgauge-disable-next-block", Line: "docgauge-disable-line", NextLine: "docgauge-disable-next-line",
	Disable: "docgauge-disable", Enable: "docgauge-enable", File: "docgauge-disable-file",
}

func (v Verb) String() string { return words[v] }

// Words lists how the verbs are written.
func Words() []string { return append([]string(nil), words[NextBlock:]...) }

// Directive is one such comment.
type Directive struct {
	Span text.Span // the comment, from "<!--" to "-->"
	Verb Verb
	Word text.Span // the verb as written
	// Names are the rules that it names, as listed. Enable may name none: it then
	// means all that are disabled.
	Names []Name
	// Reason is why, without space around it; empty if it says nothing.
	Reason text.Span
	// Separator is the "--" before the reason; empty at the end of the names if
	// there is none.
	Separator text.Span
	// Scope is where findings must begin that it silences, up to the first Enable of
	// one of its rules if it is a Disable; empty if nothing is there for it to hold
	// for, as behind the last block. It may end behind the end of the page, so that
	// findings at the end begin in it.
	Scope text.Span
	// Block says of NextLine that the line belongs to a block or table of several lines.
	Block bool
	// Ends says of Enable without names that something is disabled there.
	Ends bool
}

// Name is a rule or a family of rules that a comment names.
type Name struct {
	Text string
	Span text.Span
	IDs  []string // of the rules that it means; none: it means no rule that can be silenced
	// Used says that it silences a finding of this run; of Enable, that one of the
	// rules is disabled there.
	Used bool
	// Judged says that all the rules were run on the page, so that it is known
	// whether the comment is of use.
	Judged bool
	// By is another directive, which silences what this name would, if there is
	// such a finding; nil if the name is used.
	By *Directive
	// Above says that the front matter, where no comment can stand, has such a finding
	// that is not silenced.
	Above bool
}

// Read returns the directives of a page, in order. ids returns the ids of the
// rules that a name means.
func Read(pg *page.Page, ids func(name string) []string) (ds []*Directive) {
	known := map[string][]string{}
	lookUp := func(name string) []string {
		found, seen := known[name]
		if !seen {
			found = ids(name)
			known[name] = found
		}
		return found
	}
	for _, comment := range pg.Comments {
		d := parse(pg.Source, comment)
		if d == nil {
			continue
		}
		for i := range d.Names {
			d.Names[i].IDs = lookUp(d.Names[i].Text)
		}
		ds = append(ds, d)
	}
	if len(ds) > 0 {
		place(pg, ds)
		pairUp(pg, ds)
	}
	return ds
}

// Silence finds out which of the findings on a page its directives silence, and
// notes which of their names are used: for every finding the directive, or nil.
// Where several silence one it is the one that holds for the least: a line, a
// block, a range, the page; of equals the first. ran reports whether a rule was
// run on the page, so that it is known what it finds.
func Silence(pg *page.Page, ds []*Directive, found []*diag.Diagnostic, ran func(id string) bool) []*Directive {
	by := make([]*Directive, len(found))
	rules := map[string]*ranges{}
	hits := map[string][]hit{}
	above := map[string]bool{}
	for i, d := range found {
		r := rules[d.Rule]
		if r == nil {
			r = rangesOf(pg, ds, d.Rule)
			rules[d.Rule] = r
		}
		if s := r.at(d.Span.Start); s != nil {
			s.directive.Names[s.name].Used = true
			by[i] = s.directive
			hits[d.Rule] = append(hits[d.Rule], hit{d.Span.Start, s.directive})
		} else if pg.Front != nil && d.Span.Start < pg.Front.Span.End {
			above[d.Rule] = true
		}
	}
	for _, list := range hits {
		slices.SortStableFunc(list, func(a, b hit) int { return cmp.Compare(a.at, b.at) })
	}
	for _, d := range ds {
		for i := range d.Names {
			n := &d.Names[i]
			n.judge(d.Scope, hits, ran)
			n.Above = slices.ContainsFunc(n.IDs, func(id string) bool { return above[id] })
		}
	}
	return by
}

// hit is where a finding that is silenced begins, and by whom.
type hit struct {
	at int
	by *Directive
}

// judge notes what is known of a name that holds in a scope.
func (n *Name) judge(scope text.Span, hits map[string][]hit, ran func(id string) bool) {
	n.Judged = len(n.IDs) > 0
	for _, id := range n.IDs {
		n.Judged = n.Judged && ran(id)
		if n.Used || n.By != nil {
			continue
		}
		list := hits[id]
		i := sort.Search(len(list), func(i int) bool { return list[i].at >= scope.Start })
		if i < len(list) && list[i].at < scope.End {
			n.By = list[i].by
		}
	}
}
