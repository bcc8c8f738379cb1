package rule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMatch(t *testing.T) {
	all := []*Rule{{ID: "tide-high"}, {ID: "tide-high-water"}, {ID: "tide-low"}, {ID: "tides-high"}}
	for name, want := range map[string][]string{
		"tide-low":          {"tide-low"},
		"tide-high":         {"tide-high", "tide-high-water"},
		"tide-high-water":   {"tide-high-water"},
		"tide":              {"tide-high", "tide-high-water", "tide-low"},
		"tide-":             {"tide-high", "tide-high-water", "tide-low"},
		"tide-*":            {"tide-high", "tide-high-water", "tide-low"},
		"tide-high-*":       {"tide-high", "tide-high-water"},
		"tides":             {"tides-high"},
		"tid":               nil,
		"Tide":              nil,
		"tide-high-water-x": nil,
		"*":                 nil,
		"-":                 nil,
		"-*":                nil,
		"":                  nil,
	} {
		var got []string
		for _, r := range Match(all, name) {
			got = append(got, r.ID)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: -want +got\n%s", name, d)
		}
	}
	want := []string{"tide-high", "tide-high-water", "tide-low", "tides-high", "tide", "tide", "tide", "tides"}
	if d := cmp.Diff(want, Names(all)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
