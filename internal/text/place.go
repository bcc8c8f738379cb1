package text

import "fmt"

// Place is where something stands in a file; without a Source, in none.
type Place struct {
	Source *Source
	Span   Span
}

// String is the place as people count: "path:line:column", or empty for no place.
func (p Place) String() string {
	if p.Source == nil {
		return ""
	}
	at := p.Source.Position(p.Span.Start)
	return fmt.Sprintf("%s:%d:%d", p.Source.Path, at.Line, at.Column)
}

// Clip returns at most n characters of s: the last of them is "…" if s has more.
func Clip(s string, n int) string {
	cut, count := 0, 0
	for i := range s {
		if count == n-1 {
			cut = i
		}
		if count++; count > n {
			return string([]rune(s[:cut])) + "…"
		}
	}
	return s
}
