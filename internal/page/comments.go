package page

import (
	"bytes"
	"slices"
	"strings"

	"docgauge/internal/text"
)

// HTML comments within what readers see: they are no part of it.

// trimComments cuts HTML comments off both ends of a row or cell, which then is
// what a reader sees of it.
func (b *builder) trimComments(sp text.Span) text.Span {
	raw := b.src.Bytes
	for bytes.HasPrefix(raw[sp.Start:sp.End], commentOpen) {
		end := bytes.Index(raw[sp.Start:sp.End], commentClose)
		if end < 0 {
			return sp
		}
		sp = b.trim(text.Span{Start: sp.Start + end + len(commentClose), End: sp.End})
	}
	for bytes.HasSuffix(raw[sp.Start:sp.End], commentClose) {
		open := sp.Start + bytes.LastIndex(raw[sp.Start:sp.End], commentOpen)
		if open < sp.Start || open+bytes.Index(raw[open:sp.End], commentClose)+len(commentClose) != sp.End {
			return sp
		}
		sp = b.trim(text.Span{Start: sp.Start, End: open})
	}
	return sp
}

// commentLen returns the length of the HTML comment that raw begins with, 0 if
// there is none or it does not end.
func commentLen(raw string) int {
	if !strings.HasPrefix(raw, "<!--") {
		return 0
	}
	i := strings.Index(raw[len("<!--"):min(len(raw), longestTarget)], "-->")
	if i < 0 {
		return 0
	}
	return len("<!--") + i + len("-->")
}

// outsideComments drops what stands in HTML comments, which are no prose.
func outsideComments(raw []byte, found []candidate) []candidate {
	comment := nextComment(raw, 0)
	return slices.DeleteFunc(found, func(c candidate) bool {
		for comment.End <= c.at {
			comment = nextComment(raw, comment.End)
		}
		return comment.Start < c.at
	})
}

// nextComment returns the first HTML comment at or behind an offset; without one, a
// span behind everything.
func nextComment(raw []byte, at int) text.Span {
	open := bytes.Index(raw[at:], commentOpen)
	if open >= 0 {
		if n := bytes.Index(raw[at+open:], commentClose); n >= 0 {
			return text.Span{Start: at + open, End: at + open + n + len(commentClose)}
		}
	}
	return text.Span{Start: len(raw), End: len(raw) + 1}
}
