package rules

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var placeholderTodo = rule.Rule{
	ID:       "placeholder-todo",
	Title:    "No leftover markers such as TODO",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `Generators and templates leave markers where an author should write. A reader
who meets "TODO: Add Description" learns that nobody finished the page.

Reported anywhere in the page, front matter included: ` + "`TODO`, `TBD`, `FIXME`" + ` as
words in capitals, and the stock phrases "Add Description", "PROVIDE DESCRIPTION
HERE", "Provide Github Name" and "Lorem ipsum". In an HTML comment, which readers do
not see, it is an info, and "todo:" counts too; an info, too, is "Not yet documented"
as a page's description or text, which generators write where their source has
nothing.

Not reported: the product To Do, its paths and types, the marker as a value in a
code span or in quotes in a sentence, comments in source code samples, which may ask something of the reader,
and "Not yet documented" in a table's cell, which is param-description's.`,
	Options: []rule.Option{
		{Name: "words", Default: []string(nil), Doc: "Further markers, words or phrases; letter case counts"},
		{Name: "allow", Default: []string(nil), Doc: "Texts in which a marker is none, such as `TODO Connect`; letter case counts"},
	},
	Check: func(p *rule.Pass) {
		raw := p.Page.Source.Bytes
		scan, allowed := newMarkerScan(p), allowedTexts(p)
		for {
			m, ok := scan.next()
			if !ok {
				return
			}
			if isAllowedMarker(raw, m, allowed) {
				scan.at = m.Start + m.word // what its phrase holds may be another
				continue
			}
			sp := m.Span
			if level := markerLevel(p.Page, m); level != diag.Off {
				d := p.Report(sp, "leftover marker %q", text.Clip(p.Page.Source.Slice(sp), 60))
				d.Severity = level
				d.Help = "Write what belongs here, or delete the line"
			}
		}
	},
}

const notDocumented = "Not yet documented"

// markerAt returns the length of the marker that b begins with, 0 if it begins
// with none. Markers must stand as words; see standsAlone.
func markerAt(b []byte) int {
	if len(b) < len("TBD") {
		return 0
	}
	switch b[0] {
	case 'T':
		return prefixLen(b, "TODO", "TBD", "Todo:")
	case 't':
		if b[1] == 'o' {
			return prefixLen(b, "todo:")
		}
	case 'F':
		return prefixLen(b, "FIXME")
	case 'A':
		return prefixLen(b, "Add Description", "Add description")
	case 'P':
		return prefixLen(b, "PROVIDE DESCRIPTION", "Provide Github Name", "Provide GitHub Name", "Provide Github name", "Provide GitHub name")
	case 'L', 'l':
		if b[1] == 'o' {
			return prefixLen(b, "Lorem ipsum", "lorem ipsum")
		}
	case 'N':
		return prefixLen(b, notDocumented)
	}
	return 0
}

// prefixLen returns the length of the first of the texts that b begins with, or 0.
func prefixLen(b []byte, texts ...string) int {
	for _, t := range texts {
		if len(b) >= len(t) && string(b[:len(t)]) == t {
			return len(t)
		}
	}
	return 0
}

// standsAlone reports whether the n bytes at i are a word of their own: no part
// of an identifier or path, and not quoted as code. "TODOSEARCHAPI" is let pass
// because only comments hold such words; markerLevel sees to them.
func standsAlone(raw []byte, i, n int) bool {
	before, _ := utf8.DecodeLastRune(raw[:i])
	after, _ := utf8.DecodeRune(raw[i+n:])
	if i > 0 && (isNameRune(before) || before == '/' || before == '$' || before == '.') {
		return false
	}
	if after >= 'A' && after <= 'Z' {
		return i > 0 && before == '-' || bytes.HasSuffix(bytes.TrimRight(raw[:i], " "), []byte("<!--"))
	}
	if isNameRune(after) || after == '/' || before == '`' && after == '`' {
		return false
	}
	if after == '-' && i+n+1 < len(raw) && isNameRune(rune(raw[i+n+1])) {
		return false
	}
	return !namesProduct(raw[i+n:])
}

// namesProduct reports whether the word behind "TODO" makes it the product or a
// thing of the product.
func namesProduct(rest []byte) bool {
	words := bytes.Fields(rest[:min(len(rest), 24)])
	if len(words) == 0 || len(rest) == 0 || rest[0] != ' ' {
		return false
	}
	switch string(bytes.ToLower(bytes.TrimRight(words[0], ".,;:*|)\"'"))) {
	case "list", "lists", "task", "tasks", "app", "apps", "item", "items", "api", "service", "marker", "markers", "comment", "comments", "placeholder", "placeholders":
		return true
	}
	return false
}

func isNameRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && r != utf8.RuneError
}

// phraseEnd returns where the phrase that a marker heads ends: at the end of its
// line, cell, string or emphasis.
func phraseEnd(raw []byte, at int) int {
	end := len(raw)
	if i := bytes.IndexAny(raw[at:], "\r\n|\"*`<"); i >= 0 {
		end = at + i
	}
	if i := bytes.Index(raw[at:end], []byte("--")); i >= 0 {
		end = at + i
	}
	return at + len(bytes.TrimRight(raw[at:end], " \t.,;:"))
}

// isMention reports whether prose puts the marker in quotes: it talks about the
// marker then. In front matter quotes are YAML's.
func isMention(pg *page.Page, sp text.Span) bool {
	if pg.Front != nil && sp.Start < pg.Front.Span.End || pg.InComment(sp.Start) {
		return false
	}
	before, after := pg.Source.Bytes[:sp.Start], pg.Source.Bytes[sp.End:]
	return bytes.HasSuffix(before, []byte(`"`)) && bytes.HasPrefix(after, []byte(`"`)) ||
		bytes.HasSuffix(before, []byte("“")) && bytes.HasPrefix(after, []byte("”"))
}

// markerLevel settles how a marker counts where it stands.
func markerLevel(pg *page.Page, m marker) diag.Severity {
	raw, sp := pg.Source.Bytes, m.Span
	stock := bytes.HasPrefix(raw[sp.Start:sp.End], []byte(notDocumented))
	blk := pg.BlockAt(sp.Start)
	if blk == nil && isMention(pg, sp) {
		return diag.Off
	}
	if stock && inTable(pg, sp) {
		return diag.Off
	}
	if stock || pg.InComment(sp.Start) {
		return diag.Info
	}
	if !m.further && bytes.HasPrefix(raw[sp.Start+1:], []byte("odo:")) {
		return diag.Off // "todo: delta" may head a page on that resource
	}
	if blk == nil {
		return diag.Error
	}
	if data := blk.JSON != nil || blk.HTTP != nil || blk.Kind == page.RoutesBlock || isDataLanguage(blk.Language); !data {
		return diag.Off
	}
	// In example data a lone word may be data: a task may well be called "TODO
	// for Friday". With a colon behind it, or as the whole value, it is a marker.
	word := sp.Len()
	if i := bytes.IndexAny(raw[sp.Start:sp.End], " :"); m.further {
		word = m.word
	} else if i >= 0 {
		word = i
	}
	whole := word == sp.Len() && sp.Start > 0 && raw[sp.Start-1] == '"' && sp.End < len(raw) && raw[sp.End] == '"'
	if whole || sp.Start+word < sp.End && raw[sp.Start+word] == ':' {
		return diag.Error
	}
	return diag.Off
}

func isDataLanguage(name string) bool {
	switch strings.ToLower(name) {
	case "http", "json", "msgraph-interactive":
		return true
	}
	return false
}

func inTable(pg *page.Page, sp text.Span) bool {
	i := sort.Search(len(pg.Tables), func(i int) bool { return pg.Tables[i].Span.End > sp.Start })
	return i < len(pg.Tables) && pg.Tables[i].Span.Start <= sp.Start
}
