package rules

import (
	"bytes"
	"unicode/utf8"

	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// marker is a leftover marker with the phrase that it heads.
type marker struct {
	text.Span      // the phrase
	word      int  // bytes at its start that are the marker
	further   bool // one that the configuration names
}

// markerScan finds markers from the start of a text to its end: the usual ones,
// and further ones.
type markerScan struct {
	raw     []byte
	at      int    // where the next may begin
	usual   marker // the next usual one, unless it begins before at; at the end of raw there is none
	further []furtherMarker
}

// furtherMarker is a marker that the configuration names, and where it stands next:
// at the end of the text if nowhere.
type furtherMarker struct {
	word []byte
	next int
}

func newMarkerScan(p *rule.Pass) *markerScan {
	s := &markerScan{raw: p.Page.Source.Bytes, usual: marker{Span: text.Span{Start: -1}}}
	for _, word := range p.Strings("words") {
		s.further = append(s.further, furtherMarker{word: []byte(word), next: -1})
	}
	return s
}

// next returns the next marker.
func (s *markerScan) next() (marker, bool) {
	if s.usual.Start < s.at {
		s.usual = s.nextUsual()
	}
	m := s.usual
	for i := range s.further {
		f := &s.further[i]
		if f.next < s.at {
			f.next = s.nextOf(f.word)
		}
		if f.next < m.Start || f.next == m.Start && m.further && len(f.word) > m.word {
			m = marker{Span: text.Span{Start: f.next}, word: len(f.word), further: true}
		}
	}
	if m.Start == len(s.raw) {
		return m, false
	}
	m.End = phraseEnd(s.raw, m.Start+m.word)
	s.at = m.End
	return m, true
}

// nextUsual finds the next of the usual markers.
func (s *markerScan) nextUsual() marker {
	// No marker begins otherwise. The loop sees every byte of every page: the two
	// letters are looked at together, as small letters come too often to branch for each.
	const a = 'A'
	var first uint64 = 1<<('T'-a) | 1<<('F'-a) | 1<<('A'-a) | 1<<('P'-a) | 1<<('L'-a) | 1<<('N'-a) | 1<<('t'-a) | 1<<('l'-a)
	var second uint64 = 1<<('O'-a) | 1<<('B'-a) | 1<<('o'-a) | 1<<('I'-a) | 1<<('d'-a) | 1<<('R'-a) | 1<<('r'-a)
	raw := s.raw
	for i := s.at; i+1 < len(raw); i++ {
		if first>>(raw[i]-a)&(second>>(raw[i+1]-a))&1 == 0 {
			continue
		}
		if n := markerAt(raw[i:]); n > 0 && standsAlone(raw, i, n) {
			return marker{Span: text.Span{Start: i}, word: n}
		}
	}
	return marker{Span: text.Span{Start: len(raw)}}
}

// nextOf finds where a further marker stands next as a word or words of their own.
func (s *markerScan) nextOf(word []byte) int {
	for at := s.at; ; {
		i := bytes.Index(s.raw[at:], word)
		if i < 0 {
			return len(s.raw)
		}
		if at += i; isOwnWord(s.raw, at, word) {
			return at
		}
		at++
	}
}

// isOwnWord reports whether the word at i is no part of a name, path or compound,
// and not quoted as code, as standsAlone does for the usual markers.
func isOwnWord(raw []byte, i int, word []byte) bool {
	first, _ := utf8.DecodeRune(word)
	last, _ := utf8.DecodeLastRune(word)
	before, _ := utf8.DecodeLastRune(raw[:i])
	rest := raw[i+len(word):]
	after, n := utf8.DecodeRune(rest)
	if i > 0 && isNameRune(first) && (isNameRune(before) || before == '/' || before == '$' || before == '.') {
		return false
	}
	if before == '`' && after == '`' {
		return false
	}
	if !isNameRune(last) || n == 0 {
		return true
	}
	compound := false
	if after == '-' && len(rest) > 1 {
		next, _ := utf8.DecodeRune(rest[1:])
		compound = isNameRune(next)
	}
	return !isNameRune(after) && after != '/' && !compound
}

// allowedText is a text in which a marker is none, and where the page has it: last
// is the last place that begins no later than the marker asked for last, next the
// one behind it. Offsets are -1 before there is one, and the page's length behind.
type allowedText struct {
	text       []byte
	last, next int
}

// allowedTexts returns what the configuration allows.
func allowedTexts(p *rule.Pass) []allowedText {
	var list []allowedText
	for _, t := range p.Strings("allow") {
		list = append(list, allowedText{text: []byte(t), last: -1, next: -1})
	}
	return list
}

// covers reports whether a marker is a part of the text. Markers are asked for from
// the start of the page to its end.
func (a *allowedText) covers(raw []byte, m marker) bool {
	for a.next <= m.Start && a.next < len(raw) {
		a.last = a.next
		if i := bytes.Index(raw[a.next+1:], a.text); i >= 0 {
			a.next += 1 + i
		} else {
			a.next = len(raw)
		}
	}
	return a.last >= 0 && a.last+len(a.text) >= m.Start+m.word
}

func isAllowedMarker(raw []byte, m marker, allowed []allowedText) bool {
	found := false
	for i := range allowed {
		found = allowed[i].covers(raw, m) || found
	}
	return found
}
