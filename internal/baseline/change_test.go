package baseline

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func everything(string, string) Fate { return Compared }

func TestUpdateAndPrune(t *testing.T) {
	tests := []struct {
		name, known, found, updated, pruned string
	}{
		{"the same", "a b", "b a", "a×1 b×1", "a×1 b×1"},
		{"all fixed", "a b", "", "", ""},
		{"one fixed, one new", "a b", "b c", "b×1 c×1", "b×1"},
		{"fewer", "a a a", "a", "a×1", "a×1"},
		{"more", "a", "a a a", "a×3", "a×1"},
		{"one of several gone", "a+b+c", "a+c", "a+c×1", "a+c×1"},
		{"one of several come", "a+b", "a+b+c", "a+b+c×1", "a+b×1"},
		{"fallen apart", "a+b", "a b", "a×1 b×1", "a+b×1"},
		{"joined", "a b", "a+b", "a+b×1", "a×1 b×1"},
		{"a part of two", "a+b b", "a+b", "a+b×1", "a+b×1"},
		{"a part of either", "a+b b", "b", "b×1", "b×1"},
		{"twice, once less", "a+b a+b", "a+b a", "a+b×1 a×1", "a+b×1 a×1"},
	}
	for _, tt := range tests {
		b, now := known(tt.known), known(tt.found)
		if got := shown(b.Update(now, everything)); got != tt.updated {
			t.Errorf("%s: updated %q, want %q", tt.name, got, tt.updated)
		}
		if got := shown(b.Prune(now, everything)); got != tt.pruned {
			t.Errorf("%s: pruned %q, want %q", tt.name, got, tt.pruned)
		}
		if got := shown((*Baseline)(nil).Update(now, everything)); got != shown(now) {
			t.Errorf("%s: made from nothing %q", tt.name, got)
		}
	}
}

func TestScope(t *testing.T) {
	before := Of(append(append(page("seen.md", "a b"), page("other.md", "a")...), page("gone.md", "a")...), location)
	now := Of(page("seen.md", "b c"), location)
	scope := func(path, rule string) Fate {
		if rule != "r-x" {
			t.Errorf("asked for the rule %q", rule)
		}
		return map[string]Fate{"seen.md": Compared, "gone.md": Gone}[path]
	}
	if got, want := shown(before.Update(now, scope)), "other.mda×1 seen.mdb×1 seen.mdc×1"; got != want {
		t.Errorf("updated %q, want %q", got, want)
	}
	if got, want := shown(before.Prune(now, scope)), "other.mda×1 seen.mdb×1"; got != want {
		t.Errorf("pruned %q, want %q", got, want)
	}
	kept := func(string, string) Fate { return Kept }
	if d := cmp.Diff(bytesOf(t, before), bytesOf(t, before.Prune(nil, kept))); d != "" {
		t.Errorf("what was not looked at changes\n%s", d)
	}
}

// TestMessagesStay wants an update to change no line but those of findings that
// came or went.
func TestMessagesStay(t *testing.T) {
	before, found := known("a b"), page("a.md", "b a")
	for _, d := range found {
		d.Message = "in the words of a later version"
	}
	if d := cmp.Diff(bytesOf(t, before), bytesOf(t, before.Update(Of(found, location), everything))); d != "" {
		t.Errorf("-before +after\n%s", d)
	}
}

func TestChanges(t *testing.T) {
	tests := []struct {
		before, after string
		want          Change
	}{
		{"a", "a b b", Change{"r-x", 2, 0, 0}},
		{"a a b", "a", Change{"r-x", 0, 2, 0}},
		{"a b", "c a", Change{"r-x", 1, 1, 0}},
		{"a+b c", "a d", Change{"r-x", 1, 1, 1}},
		{"a+b", "a b", Change{"r-x", 1, 0, 1}},
	}
	for _, tt := range tests {
		if d := cmp.Diff([]Change{tt.want}, known(tt.before).Changes(known(tt.after))); d != "" {
			t.Errorf("%s to %s: -want +got\n%s", tt.before, tt.after, d)
		}
	}
	if changes := known("a b").Changes(known("b a")); len(changes) > 0 {
		t.Errorf("the same findings differ: %v", changes)
	}
}

// TestLaws draws findings and holds what must be true of any: pruning never adds,
// whatever was known and is there stays known, and an update knows what there is.
func TestLaws(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	draw := func() string {
		var words []string
		for range rnd.IntN(7) {
			word := string(rune('a' + rnd.IntN(4)))
			for rnd.IntN(3) == 0 {
				word += "+" + string(rune('a'+rnd.IntN(4)))
			}
			words = append(words, word)
		}
		return strings.Join(words, " ")
	}
	for range 3000 {
		before, now := draw(), draw()
		b, found := known(before), page("a.md", now)
		pruned, updated := b.Prune(known(now), everything), b.Update(known(now), everything)
		faults := b.faults()
		for at, n := range pruned.faults() {
			if n > faults[at] || n > known(now).faults()[at] {
				t.Fatalf("%q pruned after %q knows %q", before, now, shown(pruned))
			}
		}
		fresh, _ := b.Split(found, location, nil)
		after, _ := pruned.Split(found, location, nil)
		if numbers(fresh) != numbers(after) {
			t.Fatalf("%q pruned after %q: new are %q, before %q", before, now, numbers(after), numbers(fresh))
		}
		if fresh, _ := updated.Split(found, location, nil); len(fresh) > 0 {
			t.Fatalf("%q updated after %q does not know %q", before, now, numbers(fresh))
		}
		if bytesOf(t, updated.Prune(known(now), everything)) != bytesOf(t, updated) {
			t.Fatalf("%q updated after %q can be pruned", before, now)
		}
	}
}
