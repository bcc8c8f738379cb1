package rules

import (
	"bytes"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var linkReference = rule.Rule{
	ID:       "link-reference",
	Title:    "Reference links have a definition",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `A reference link such as ` + "`[berth][]` or `[the berth][berth]`" + ` takes its target from
a line ` + "`[berth]: ../resources/berth.md`" + ` elsewhere on the page. Without that line it is no
link: readers see the brackets.

Reported: a reference link or image whose label no definition has, with the label that was
probably meant; a line that looks like the definition and is none, because it continues a
paragraph, is named there. A second definition of a label with another target is a warning:
it counts for nothing.

Not reported: brackets that are text, such as array notation (` + "`berths[0][1]`" + `), ranges
of characters, keys (` + "`[tab][tab]`" + `), notes, check boxes and footnotes; a label in brackets alone, ` + "`[berth]`" + `,
which is a link only where a definition makes it one. Definitions that nothing uses do no harm.`,
	Check: func(p *rule.Pass) {
		var meant map[string]text.Span
		strayBrackets(p.Page, "][", func(b bracket) {
			if meant == nil {
				meant = refNearDefinitions(p.Page)
			}
			refUndefined(p, b, meant)
		})
		refTwice(p)
	},
}

// refUndefined reports "[text][label]" without a definition of the label. meant
// are the lines that look like one.
func refUndefined(p *rule.Pass, b bracket, meant map[string]text.Span) {
	label, at, ok := refLabel(b)
	if !ok || refIsText(b, label) || refIsKeys(p.Page, b, at) {
		return
	}
	d := p.Report(b.Span(b.open, at.End), "no definition of %q: %s is no link", string(label), rule.Aside(oneLine(b.Bytes[b.open:at.End])))
	d.Help = "Add a line [" + string(label) + "]: with the target, or write the target in parentheses behind the text"
	if place, found := meant[refKey(string(label))]; found {
		d.Help = "Put a blank line above the definition: it continues the paragraph and counts for nothing"
		d.Related = []diag.Related{p.Related(place, "meant for the definition")}
		return
	}
	var known []string
	for _, def := range p.Page.Definitions {
		known = append(known, def.Label)
	}
	if near := schema.Closest(string(label), known[:min(len(known), mostSuggestions)]); near != "" {
		d.Help = "Did you mean [" + near + "]?"
		d.Fixes = []diag.Fix{{Message: "Write [" + near + "]", Edits: []diag.Edit{{Span: b.Span(at.Start, at.End), New: "[" + near + "]"}}}}
	}
}

// refLabel returns the label behind a bracket, and the offsets of its own brackets
// in the fragment. That of a collapsed reference, "[label][]", is the text.
func refLabel(b bracket) (label []byte, at text.Span, ok bool) {
	at.Start = b.close + 1
	for i := at.Start + 1; i < len(b.Bytes); i++ {
		switch b.Bytes[i] {
		case '\\':
			i++
		case '[':
			return nil, at, false
		case ']':
			at.End = i + 1
			label = bytes.TrimSpace(b.Bytes[at.Start+1 : i])
			if i == at.Start+1 {
				label = bytes.TrimSpace(b.inner())
			}
			return bytes.Join(bytes.Fields(label), []byte(" ")), at, len(label) > 0
		}
	}
	return nil, at, false
}

// refIsText reports whether a pair of brackets is no reference but text.
func refIsText(b bracket, label []byte) bool {
	inner := bytes.TrimSpace(b.inner())
	switch {
	case len(inner) == 0, isNotation(inner), isNotation(label):
		return true
	case string(inner) == "x" || string(inner) == "X" || string(inner) == "END" || bytes.HasPrefix(inner, []byte("TAGS=")):
		return true
	case b.open == 0:
		return false
	}
	before := b.Bytes[b.open-1]
	return isWordByte(before) || before == ']' || before == ')' || before == '.' || before >= 0x80
}

// refIsKeys reports whether the brackets show keys to press, "[tab][tab]": twice the
// same, on a page that defines no label.
func refIsKeys(pg *page.Page, b bracket, label text.Span) bool {
	return len(pg.Definitions) == 0 && bytes.Equal(b.inner(), b.Bytes[label.Start+1:label.End-1])
}

// oneLine is a text without its line ends, its end left out if it is long.
func oneLine(s []byte) string {
	const most = 80 // characters
	runes := []rune(string(bytes.Join(bytes.Fields(s), []byte(" "))))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// isNotation reports whether what stands in brackets is an index, a set of
// characters, a note or a footnote, and no label that a writer would choose.
func isNotation(s []byte) bool {
	if s[0] == '!' || s[0] == '^' || bytes.ContainsAny(s, "|{}<>=;$\\\"") {
		return true
	}
	if len(s) >= 3 && s[1] == '-' && isWordByte(s[0]) && isWordByte(s[2]) && (len(s) == 3 || len(s)%3 == 0 && s[len(s)-2] == '-') {
		return true // "a-z", "A-Za-z"
	}
	for _, c := range s {
		if isWordByte(c) && (c < '0' || c > '9') {
			return false
		}
	}
	return true // numbers and marks
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// refKey is a label as definitions are looked up by (CommonMark section 6.3).
func refKey(label string) string { return strings.ToLower(strings.Join(strings.Fields(label), " ")) }

// refNearDefinitions finds the lines within paragraphs that define a label but for
// the blank line above them.
func refNearDefinitions(pg *page.Page) map[string]text.Span {
	lines := map[string]text.Span{}
	for _, par := range pg.Paragraphs {
		at := 0 // of the line, in the paragraph
		for whole := range bytes.Lines(par.Raw.Bytes) {
			line := bytes.TrimSpace(whole)
			name, target, ok := bytes.Cut(line, []byte("]:"))
			if ok && len(name) > 0 && name[0] == '[' && len(bytes.TrimSpace(target)) > 0 {
				start := at + bytes.IndexByte(whole, '[')
				lines[refKey(string(name[1:]))] = par.Raw.Span(start, start+len(line))
			}
			at += len(whole)
		}
	}
	return lines
}

// refTwice reports definitions that an earlier one with another target overrules.
func refTwice(p *rule.Pass) {
	first := map[string]*page.Definition{}
	for _, def := range p.Page.Definitions {
		key := refKey(def.Label)
		before := first[key]
		if before == nil {
			first[key] = def
			continue
		}
		if before.Target == def.Target {
			continue
		}
		d := p.Report(def.Span, "second definition of %q counts for nothing", def.Label)
		d.Severity, d.Loose = diag.Warning, true // which of the two is the second may change
		d.Help = "Delete one of the two, or give it a label of its own"
		d.Related = []diag.Related{p.Related(before.Span, "all links of that label lead to this target")}
	}
}
