package rules

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParamValuesIn(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"The side. Possible values are: `port`, `starboard`. Required.", []string{"port", "starboard"}},
		{"The possible values are `port` (default) and `starboard`", []string{"port", "starboard"}},
		{"Allowed values: **wet**, **dry**, or **floating**;", []string{"wet", "dry", "floating"}},
		{"Valid values are wet, dry.", []string{"wet", "dry"}},
		{"Supported values are 0-100.", []string{"0-100"}},
		{"Possible values are: `wet`|`dry`<br>Read-only.", []string{"wet", "dry"}},
		{"Possible values are one of the following: \"wet\" or 'dry'.", []string{"wet", "dry"}},
		{"Either `wet` or `dry`.", []string{"wet", "dry"}},
		{"One of `wet`, `dry`.", []string{"wet", "dry"}},
		{"Possible values are: `wet`. In docks, possible values are: `dry`.", []string{"wet", "dry"}},
		{"Possible values are: `wet`, `dry`, or empty (for none).", nil},
		{"Possible values are: `wet`, `dry`, and what the harbor adds.", nil},
		{"Some possible values are: `wet`, `dry`.", nil},
		{"Possible values include `wet`, `dry`.", nil},
		{"The values are: `wet`.", nil},
		{"Possible values are listed below.", nil},
		{"Either side of the quay.", nil},
		{"One of the berths.", nil},
		{"Possible values are: `wet, `dry`.", nil},
		{"Possible values are:", nil},
		{"", nil},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, paramValuesIn(tt.text)); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, d)
		}
	}
}

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
