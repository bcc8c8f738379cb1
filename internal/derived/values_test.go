package derived

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestListed(t *testing.T) {
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
		{"It cannot be one of the following values: `wet`, `dry`.", nil},
		{"Does not float. One of `wet`, `dry`.", []string{"wet", "dry"}},
		{"", nil},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, Listed(tt.text)); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, d)
		}
	}
}
