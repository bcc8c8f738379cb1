package text

import "testing"

func TestPlace(t *testing.T) {
	src := NewSource("a/x.md", []byte("é\nüb\n"))
	for want, p := range map[string]Place{
		"":           {Span: Span{Start: 3, End: 4}},
		"a/x.md:1:1": {Source: src},
		"a/x.md:2:2": {src, Span{Start: 5, End: 6}},
	} {
		if got := p.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{
		{"", 3, ""},
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"äöü", 3, "äöü"},
		{"äöüß", 3, "äö…"},
		{"a\xff\xfe", 3, "a\xff\xfe"},
		{"a\xff\xfebc", 3, "a\ufffd…"},
		{"ab", 1, "…"},
	} {
		if got := Clip(tt.s, tt.n); got != tt.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}
