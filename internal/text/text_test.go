package text

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		name   string
		in     string
		offset int
		want   Position
	}{
		{"first byte", "abc", 0, Position{1, 1, 0}},
		{"end of file", "abc", 3, Position{1, 4, 3}},
		{"beyond the end", "abc", 9, Position{1, 4, 3}},
		{"before the start", "abc", -1, Position{1, 1, 0}},
		{"second line", "a\nbc", 3, Position{2, 2, 3}},
		{"newline itself", "a\nbc", 1, Position{1, 2, 1}},
		{"carriage return is a column of its line", "ab\r\ncd", 4, Position{2, 1, 4}},
		{"characters, not bytes", "äö→x", 7, Position{1, 4, 7}},
		{"byte order mark is no column", BOM + "ab", 4, Position{1, 2, 4}},
		{"inside the mark", BOM + "ab", 1, Position{1, 1, 1}},
		{"invalid bytes count one each", "\xff\xfeab", 3, Position{1, 4, 3}},
		{"empty file", "", 0, Position{1, 1, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, NewSource("p.md", []byte(tt.in)).Position(tt.offset)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func TestUTF16(t *testing.T) {
	src := NewSource("p.md", []byte("a\nb😀ä c"))
	tests := []struct{ offset, line, column int }{{0, 0, 0}, {2, 1, 0}, {3, 1, 1}, {7, 1, 3}, {9, 1, 4}, {99, 1, 6}}
	for _, tt := range tests {
		if line, col := src.UTF16(tt.offset); line != tt.line || col != tt.column {
			t.Errorf("UTF16(%d) = %d, %d, want %d, %d", tt.offset, line, col, tt.line, tt.column)
		}
	}
}

func TestLine(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"", []string{""}},
		{"a", []string{"a"}},
		{"a\n", []string{"a"}},
		{"a\r\nb\n\nc", []string{"a", "b", "", "c"}},
		{BOM + "a\nb", []string{"a", "b"}},
		{"\n", []string{""}},
	}
	for _, tt := range tests {
		src := NewSource("p.md", []byte(tt.in))
		var got []string
		for n := 1; n <= src.Lines(); n++ {
			got = append(got, src.Slice(src.Line(n)))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q: -want +got\n%s", tt.in, d)
		}
		if got := src.Line(99); got != (Span{len(tt.in), len(tt.in)}) {
			t.Errorf("%q: line 99 is %v, want an empty span at the end", tt.in, got)
		}
	}
}

func TestBlank(t *testing.T) {
	src := NewSource("p.md", []byte(BOM+" \t\r\na\n\n  b"))
	for n, want := range map[int]bool{-1: true, 0: true, 1: true, 2: false, 3: true, 4: false, 5: true} {
		if got := src.Blank(n); got != want {
			t.Errorf("Blank(%d) = %v", n, got)
		}
	}
}

func TestLineSpan(t *testing.T) {
	src := NewSource("p.md", []byte("ab\r\ncd\nef"))
	tests := []struct {
		in   Span
		want string
	}{
		{Span{1, 1}, "ab\r\n"},
		{Span{0, 4}, "ab\r\n"},
		{Span{1, 5}, "ab\r\ncd\n"},
		{Span{8, 9}, "ef"},
		{Span{9, 9}, "ef"},
	}
	for _, tt := range tests {
		if got := src.Slice(src.LineSpan(tt.in)); got != tt.want {
			t.Errorf("LineSpan(%v) covers %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestSpan(t *testing.T) {
	a := Span{2, 5}
	if a.Len() != 3 || !a.Contains(Span{2, 5}) || a.Contains(Span{1, 3}) || !a.Overlaps(Span{4, 9}) || a.Overlaps(Span{5, 9}) {
		t.Errorf("%v: wrong about length, content or overlap", a)
	}
}

// TestPositionOnLongLines compares columns on a line long enough to be counted
// in stretches with columns counted from its start.
func TestPositionOnLongLines(t *testing.T) {
	for _, unit := range []string{"a", "ö", "😀", "\xff", "\x80", "€\x82", "\xf0\x9f"} {
		line := "x" + strings.Repeat(unit, 5*stretch/len(unit))
		src := NewSource("p.md", []byte("first\n"+line+"\nlast"))
		if len(src.counts[2]) < 4 {
			t.Fatalf("%q: %d counts on the long line", unit, len(src.counts[2]))
		}
		for at := 0; at <= len(line); at += 7 {
			want := Position{Line: 2, Column: utf8.RuneCountInString(line[:at]) + 1, Offset: 6 + at}
			if got := src.Position(6 + at); got != want {
				t.Fatalf("%q: Position(%d) = %+v, want %+v", unit, 6+at, got, want)
			}
			if at%70 != 0 {
				continue
			}
			if _, got := src.UTF16(6 + at); got != len(utf16.Encode([]rune(line[:at]))) {
				t.Fatalf("%q: UTF16(%d) is in column %d, want %d", unit, 6+at, got, len(utf16.Encode([]rune(line[:at]))))
			}
		}
	}
}

func FuzzPosition(f *testing.F) {
	f.Add("a\r\nb😀\xff", 4)
	f.Add(BOM+"\n\n", 3)
	f.Fuzz(func(t *testing.T, s string, offset int) {
		src := NewSource("p.md", []byte(s))
		p := src.Position(offset)
		if p.Offset < 0 || p.Offset > len(s) || p.Line != 1+strings.Count(s[:p.Offset], "\n") {
			t.Fatalf("Position(%d) = %+v in %q", offset, p, s)
		}
		line := s[strings.LastIndexByte(s[:p.Offset], '\n')+1 : p.Offset]
		if p.Line == 1 && len(line) >= len(BOM) {
			line = strings.TrimPrefix(line, BOM)
		} else if p.Line == 1 && strings.HasPrefix(s, BOM) {
			line = ""
		}
		if want := utf8.RuneCountInString(line) + 1; p.Column != want {
			t.Fatalf("Position(%d) = %+v, want column %d in %q", offset, p, want, s)
		}
		if _, col := src.UTF16(offset); col != len(utf16.Encode([]rune(line))) {
			t.Fatalf("UTF16(%d) has column %d in %q", offset, col, s)
		}
	})
}
