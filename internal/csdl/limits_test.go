package csdl

import (
	"strings"
	"testing"
)

// What a document quotes at great length is cut in messages.
func TestShorten(t *testing.T) {
	if got := shorten("short"); got != "short" {
		t.Errorf("shorten: %q", got)
	}
	got := shorten(strings.Repeat("é", 5000))
	if want := strings.Repeat("é", 500) + "…"; got != want {
		t.Errorf("shorten: %d bytes, want %d", len(got), len(want))
	}
}

func TestUTF16(t *testing.T) {
	_, err := Read(strings.NewReader("\xff\xfe<\x00?\x00x\x00m\x00l\x00"), "harbor.xml")
	if err == nil || !strings.Contains(err.Error(), "not in UTF-8") {
		t.Errorf("UTF-16: %v", err)
	}
}
