package text

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// quoted cuts the text of a block out of lines that begin with a mark, as a
// parser of quotes does.
func quoted(t *testing.T) (*Source, Fragment) {
	t.Helper()
	src := NewSource("p.md", []byte("x\n  > ab\r\n  > cd\n  > ef"))
	return src, JoinFragment(src, []Span{{6, 10}, {14, 17}, {21, 23}})
}

func TestJoinFragment(t *testing.T) {
	src, f := quoted(t)
	if got, want := string(f.Bytes), "ab\r\ncd\nef"; got != want {
		t.Fatalf("text is %q, want %q", got, want)
	}
	for i, c := range f.Bytes {
		if at := f.Offset(i); src.Bytes[at] != c {
			t.Errorf("Offset(%d) = %d, which is %q and not %q", i, at, src.Bytes[at], c)
		}
	}
	tests := []struct {
		start, end int
		want       Span
	}{
		{0, 2, Span{6, 8}},
		{4, 6, Span{14, 16}},
		{0, 4, Span{6, 10}},  // ends with its line, not behind the next mark
		{1, 5, Span{7, 15}},  // covers the mark between
		{4, 4, Span{14, 14}}, // empty
		{9, 9, Span{23, 23}}, // end of the text
		{0, 9, Span{6, 23}},
	}
	for _, tt := range tests {
		if got := f.Span(tt.start, tt.end); got != tt.want {
			t.Errorf("Span(%d, %d) = %v, want %v", tt.start, tt.end, got, tt.want)
		}
	}
}

func TestJoinFragmentOfOneRunSharesBytes(t *testing.T) {
	src := NewSource("p.md", []byte("ab\ncd\nef"))
	f := JoinFragment(src, []Span{{0, 3}, {3, 6}})
	if &f.Bytes[0] != &src.Bytes[0] || string(f.Bytes) != "ab\ncd\n" {
		t.Errorf("fragment %q is a copy", f.Bytes)
	}
	if empty := JoinFragment(src, nil); len(empty.Bytes) != 0 || empty.All() != (Span{}) {
		t.Errorf("fragment of nothing is %q at %v", empty.Bytes, empty.All())
	}
}

func TestSlice(t *testing.T) {
	src, f := quoted(t)
	for start := 0; start <= len(f.Bytes); start++ {
		for end := start; end <= len(f.Bytes); end++ {
			g := f.Slice(start, end)
			if d := cmp.Diff(string(f.Bytes[start:end]), string(g.Bytes)); d != "" {
				t.Fatalf("Slice(%d, %d): -want +got\n%s", start, end, d)
			}
			for i, c := range g.Bytes {
				if at := g.Offset(i); src.Bytes[at] != c {
					t.Fatalf("Slice(%d, %d).Offset(%d) = %d, want a %q there", start, end, i, at, c)
				}
			}
		}
	}
}
