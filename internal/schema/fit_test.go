package schema

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStrangerAlike checks that of names which a misspelt one comes equally close
// to it is always the same that is suggested, the first in the alphabet: an object
// without a type of its own has its properties in a map.
func TestStrangerAlike(t *testing.T) {
	const text = `{"type": "object", "properties": {"spot": {"type": "object",
		"properties": {"mooring": {}, "row": {}, "docks": {}, "rocks": {}, "locks": {}}, "additionalProperties": false}}}`
	want := []string{"1:11 property `\"socks\"` /spot/socks: unknown property \"socks\" of \"spot\"; did you mean \"docks\"? | unsafe: \"docks\""}
	src, v := parse(`{"spot": {"socks": 1}}`)
	for range 100 {
		r := with(t, nil, source("derived", true, "harbor.berth", text))
		berth := lookup(t, r, "berth")
		if berth.plan() == nil {
			t.Fatal("the type has no plan")
		}
		if diff := cmp.Diff(want, render(src, r.Validate(berth, v, Options{}))); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	}
}

func TestViolationParent(t *testing.T) {
	for pointer, want := range map[string]string{
		"": "", "/number": "", "/berths/0": "/berths", "/berths/0/a~1b": "/berths/0", "/crane/@odata.type": "/crane", "/": "", "/crane/": "/crane",
	} {
		if got := (&Violation{Pointer: pointer}).Parent(); got != want {
			t.Errorf("the parent of %q is %q, want %q", pointer, got, want)
		}
	}
}
