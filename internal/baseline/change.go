package baseline

import (
	"slices"
	"strings"
)

// Fate is what a run can say about the entries of a rule on a page.
type Fate uint8

// The fates.
const (
	Kept     Fate = iota // nothing: the rule was not run on the page
	Compared             // what it found is all there is
	Gone                 // the page is no more
)

// Scope tells the fate of the entries of a rule on a page.
type Scope func(path, rule string) Fate

// Update returns the baseline with what a run found in place of what the run
// could see: new findings are in it, and those that are gone are not.
func (b *Baseline) Update(now *Baseline, scope Scope) *Baseline {
	var entries []Entry
	for _, e := range b.Entries() {
		if scope(e.Path, e.Rule) == Kept {
			entries = append(entries, e)
		}
	}
	messages := b.messages()
	for _, e := range now.Entries() {
		if m, ok := messages[e.key()]; ok {
			e.Message = m // one line less that differs
		}
		entries = append(entries, e)
	}
	return of(entries, func(a, b int) int { return max(a, b) })
}

// key is what tells entries apart.
func (e *Entry) key() [3]string { return [3]string{e.Path, e.Rule, e.Identity} }

func (b *Baseline) messages() map[[3]string]string {
	messages := make(map[[3]string]string, len(b.Entries()))
	for _, e := range b.Entries() {
		messages[e.key()] = e.Message
	}
	return messages
}

// Prune returns the baseline without what a run could see and did not find: it
// knows nothing that b does not.
func (b *Baseline) Prune(now *Baseline, scope Scope) *Baseline {
	left := now.faults()
	found := make(map[[3]string]int, len(now.Entries()))
	for _, e := range now.Entries() {
		found[e.key()] = e.Count
	}
	var entries, rest []Entry
	for _, e := range b.Entries() {
		switch scope(e.Path, e.Rule) {
		case Kept:
			entries = append(entries, e)
		case Compared: // first those that are there as they were
			whole := e
			if whole.Count = min(e.Count, found[e.key()]); whole.Count > 0 {
				entries = append(entries, whole)
				for _, id := range e.parts() {
					left[fault{e.Path, id}] -= whole.Count
				}
			}
			e.Count -= whole.Count
			rest = append(rest, e)
		}
	}
	for _, e := range rest {
		entries = append(entries, e.still(left)...)
	}
	return of(entries, plus)
}

// still returns what is left of an entry's findings, and takes it from what there is.
func (e Entry) still(left map[fault]int) (entries []Entry) {
	for n := e.Count; n > 0; n-- {
		var parts []string
		for _, id := range e.parts() {
			if at := (fault{e.Path, id}); left[at] > 0 {
				left[at]--
				parts = append(parts, id)
			}
		}
		if len(parts) == 0 {
			break
		}
		one := e
		one.Identity, one.Count = strings.Join(parts, " "), 1
		entries = append(entries, one)
	}
	return entries
}

// Change says in how many findings of a rule two baselines differ. Changed are
// those of which some parts are the same and some are not.
type Change struct {
	Rule                    string
	Added, Removed, Changed int
}

// Changes returns how a later baseline differs, by rule; rules in which it does
// not are left out.
func (b *Baseline) Changes(later *Baseline) (changes []Change) {
	type group struct{ path, rule string }
	added, removed := map[group][]Entry{}, map[group][]Entry{}
	minus := func(a, b *Baseline, into map[group][]Entry) {
		counts := map[[3]string]int{}
		for _, e := range b.Entries() {
			counts[e.key()] = e.Count
		}
		for _, e := range a.Entries() {
			if e.Count -= counts[e.key()]; e.Count > 0 {
				into[group{e.Path, e.Rule}] = append(into[group{e.Path, e.Rule}], e)
			}
		}
	}
	minus(later, b, added)
	minus(b, later, removed)
	byRule := map[string]*Change{}
	of := func(rule string) *Change {
		if byRule[rule] == nil {
			byRule[rule] = &Change{Rule: rule}
		}
		return byRule[rule]
	}
	for at, list := range removed {
		same := pair(list, added[at])
		of(at.rule).Changed += same
		of(at.rule).Removed += sum(list) - same
		of(at.rule).Added -= same
	}
	for at, list := range added {
		of(at.rule).Added += sum(list)
	}
	for _, c := range byRule {
		changes = append(changes, *c)
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Rule, b.Rule) })
	return changes
}

func sum(entries []Entry) (n int) {
	for _, e := range entries {
		n += e.Count
	}
	return n
}

// pair returns how many of the findings that are gone have come back with some of
// their parts.
func pair(removed, added []Entry) (n int) {
	free := make([]int, len(added))
	for i, e := range added {
		free[i] = e.Count
	}
	for _, e := range removed {
		ids := e.parts()
		for i := range added {
			shares := slices.ContainsFunc(added[i].parts(), func(id string) bool { return slices.Contains(ids, id) })
			if k := min(e.Count, free[i]); shares && k > 0 {
				free[i] -= k
				e.Count -= k
				n += k
			}
		}
	}
	return n
}
