package rules

import (
	"bytes"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// linkBroken reports "[text](target" that Markdown does not take for a link.
func linkBroken(p *rule.Pass) {
	strayBrackets(p.Page, "](", func(b bracket) {
		open := b.close + 2
		word := targetWord(b.Bytes[open:])
		if !looksLikeTarget(b.Bytes[open : open+word]) {
			return
		}
		rest := b.Bytes[open+word:]
		if bytes.HasPrefix(rest, []byte(")")) {
			return // nothing is wrong with the target
		}
		whole := b.Span(b.open, open+word)
		why := "its parenthesis is not closed"
		closing := sameParenthesis(rest)
		if closing >= 0 {
			why = "its target holds a space"
		}
		d := p.Report(whole, "%q is no link: %s", oneLine(b.Bytes[b.open:open+word]), rule.Aside(why))
		d.Help = `Close the parenthesis behind the target, as in [text](target)`
		if closing >= 0 {
			d.Help += ", or write %20 for the space"
		}
		brokenFix(d, b, open+word, closing)
	})
}

// brokenFix offers to close the parenthesis behind the target, where the target is
// a page's name and so ends there.
func brokenFix(d *diag.Diagnostic, b bracket, end, closing int) {
	name, _, _ := bytes.Cut(b.Bytes[b.close+2:end], []byte("#"))
	if !bytes.HasSuffix(name, []byte(".md")) {
		return
	}
	at := b.Offset(end-1) + 1
	fix := diag.Fix{Message: "Close the parenthesis there", Edits: []diag.Edit{{Span: text.Span{Start: at, End: at}, New: ")"}}}
	if closing >= 0 {
		fix.Edits = append(fix.Edits, diag.Edit{Span: b.Span(end+closing, end+closing+1)})
	}
	d.Fixes = []diag.Fix{fix}
}

// targetWord returns the length of what would be a target, without the
// punctuation of the sentence behind it.
func targetWord(raw []byte) int {
	n := bytes.IndexAny(raw, " \t\r\n)")
	if n < 0 {
		n = len(raw)
	}
	if n < len(raw) && raw[n] == ')' {
		return n
	}
	return len(bytes.TrimRight(raw[:n], ",.;:|"))
}

// looksLikeTarget reports whether a word is a path or an address beyond doubt.
func looksLikeTarget(word []byte) bool {
	for _, start := range [...]string{"https://", "http://", "../", "./"} {
		if bytes.HasPrefix(word, []byte(start)) && len(word) > len(start) {
			return true
		}
	}
	name, _, _ := bytes.Cut(word, []byte("#"))
	return bytes.HasSuffix(name, []byte(".md"))
}

// sameParenthesis returns the offset of the ")" that closes the parenthesis around
// raw on the same line, or -1.
func sameParenthesis(raw []byte) int {
	depth := 0
	for i, c := range raw {
		switch c {
		case '\n', '[':
			return -1
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return -1
}
