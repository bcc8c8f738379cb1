package rules

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParamName(t *testing.T) {
	for cell, want := range map[string]string{
		"vessel":               "vessel",
		" vessel (optional)":   "vessel",
		"vessel (deprecated)":  "vessel",
		"vessel*":              "vessel",
		"\"vessel\"":           "vessel",
		"link/type":            "link/type",
		"@odata.type":          "@odata.type",
		"vessel and berth":     "",
		"vessel, berth":        "",
		"name of the vessel":   "",
		"vessel (the big one)": "",
	} {
		if got := paramName(cell); got != want {
			t.Errorf("paramName(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestNameWords(t *testing.T) {
	for name, want := range map[string][]string{
		"displayName":     {"display", "name"},
		"Object Id":       {"object", "id"},
		"new-mail":        {"new", "mail"},
		"CRLUrl":          {"crl", "url"},
		"userID":          {"user", "id"},
		"snake_case@a.b":  {"snake", "case", "a", "b"},
		"":                nil,
		"--":              nil,
		"A":               {"a"},
		"isOpenForVessel": {"is", "open", "for", "vessel"},
	} {
		if d := cmp.Diff(want, nameWords(name)); d != "" {
			t.Errorf("%q (-want +got):\n%s", name, d)
		}
	}
}
