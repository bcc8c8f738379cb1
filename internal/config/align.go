package config

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/text"

	"github.com/goccy/go-yaml/token"
)

// aligner finds the bytes of YAML tokens. The library's own columns and offsets
// are off behind trailing blanks, tabs, escapes, CR LF and scalars of several
// lines, and count characters. But its tokens leave out nothing other than white
// space and comments, so walking along the file with them yields their places.
type aligner struct {
	src   *text.Source
	at    int // where the next token may begin
	spans map[*token.Token]text.Span
	block bool // the next token is the text of a block scalar
	lost  bool // what stands at the end is in no token
}

// align returns the spans of tokens, in the order of the file. It ends where a
// token is not what stands in the file: at one that the library calls invalid, or
// behind a text that the library has lost.
func align(src *text.Source, tokens token.Tokens) *aligner {
	a := &aligner{src: src, spans: make(map[*token.Token]text.Span, len(tokens))}
	if bytes.HasPrefix(src.Bytes, []byte(text.BOM)) {
		a.at = len(text.BOM)
	}
	for _, t := range tokens {
		switch {
		case t.Type == token.CommentType:
		case t.Type == token.InvalidType || !a.next(t):
			a.skip()
			a.lost = t.Type != token.InvalidType
			return a
		}
	}
	a.skip()
	a.lost = a.at < len(src.Bytes)
	return a
}

// next finds one token; ok is false if it does not stand there.
func (a *aligner) next(t *token.Token) (ok bool) {
	if a.block {
		a.block = false
		return a.blockText(t)
	}
	a.skip()
	start := a.at
	var end int
	switch t.Type {
	case token.DoubleQuoteType:
		end, ok = a.quoted('"')
	case token.SingleQuoteType:
		end, ok = a.quoted('\'')
	case token.LiteralType, token.FoldedType:
		end, ok = a.header(), true
	default:
		end, ok = a.plain(t.Value)
	}
	if !ok {
		return false
	}
	a.spans[t], a.at = text.Span{Start: start, End: end}, end
	if t.Type == token.LiteralType || t.Type == token.FoldedType {
		a.at, a.block = a.lineEnd(), true
	}
	return true
}

// skip goes over white space and comments.
func (a *aligner) skip() {
	for b := a.src.Bytes; a.at < len(b); a.at++ {
		switch b[a.at] {
		case ' ', '\t', '\r', '\n':
		case '#':
			a.at = a.lineEnd() - 1
		default:
			return
		}
	}
}

func (a *aligner) lineEnd() int {
	if i := bytes.IndexByte(a.src.Bytes[a.at:], '\n'); i >= 0 {
		return a.at + i
	}
	return len(a.src.Bytes)
}

// quoted returns the end of the scalar in quotes that begins here.
func (a *aligner) quoted(quote byte) (end int, ok bool) {
	b := a.src.Bytes
	if a.at >= len(b) || b[a.at] != quote {
		return 0, false
	}
	for i := a.at + 1; i < len(b); i++ {
		switch {
		case b[i] == '\\' && quote == '"':
			i++
		case b[i] == quote && quote == '\'' && i+1 < len(b) && b[i+1] == quote:
			i++
		case b[i] == quote:
			return i + 1, true
		}
	}
	return 0, false
}

// header returns the end of the "|-" or ">2" that begins a block scalar.
func (a *aligner) header() int {
	line := a.src.Bytes[a.at:a.lineEnd()]
	if i := bytes.IndexAny(line, " \t\r#"); i >= 0 {
		line = line[:i]
	}
	return a.at + len(line)
}

// plain returns the end of a token without quotes. Line breaks and the blanks
// around them are folded in its value, and nothing else differs.
func (a *aligner) plain(value string) (end int, ok bool) {
	at := a.at
	for _, r := range value {
		if isSpace(r) {
			continue
		}
		for at < len(a.src.Bytes) && isSpace(rune(a.src.Bytes[at])) {
			at++
		}
		got, size := utf8.DecodeRune(a.src.Bytes[at:])
		if got != r || size == 0 {
			return 0, false
		}
		at += size
	}
	return at, true
}

// blockText finds the text of a block scalar, which may hold what looks like a comment.
func (a *aligner) blockText(t *token.Token) bool {
	for a.at < len(a.src.Bytes) && isSpace(rune(a.src.Bytes[a.at])) && strings.TrimFunc(t.Value, isSpace) != "" {
		a.at++
	}
	end, ok := a.plain(t.Value)
	if ok {
		a.spans[t], a.at = text.Span{Start: a.at, End: end}, end
	}
	return ok
}

// isSpace reports whether a character may be folded away. No-break spaces and the
// like are text in YAML.
func isSpace(r rune) bool { return r < utf8.RuneSelf && unicode.IsSpace(r) }

// span returns the bytes of a token; of one that was not found those from where
// the search ended, to the end of the line.
func (a *aligner) span(t *token.Token) text.Span {
	if sp, ok := a.spans[t]; ok {
		return sp
	}
	return text.Span{Start: a.at, End: max(a.at, a.src.Line(a.src.LineAt(a.at)).End)}
}
