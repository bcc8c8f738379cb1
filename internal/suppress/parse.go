package suppress

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/text"
)

const (
	commentOpen, commentClose = "<!--", "-->"
	// own is how all directives begin. Letter case does not count in a verb.
	own = "docgauge"
)

// parse reads a comment, or returns nil if it is not meant for docgauge: comments
// that begin with "docgauge-" are, and those whose first words are a verb but for
// the hyphens.
func parse(src *text.Source, comment text.Span) *Directive {
	raw := src.Bytes[comment.Start:comment.End]
	if len(raw) < len(commentOpen)+len(own)+len(commentClose) || !bytes.HasSuffix(raw, []byte(commentClose)) {
		return nil // most comments, or one without an end
	}
	p := parser{src: src, at: comment.Start + len(commentOpen), end: comment.End - len(commentClose)}
	for p.at < p.end && p.src.Bytes[p.at] == '-' {
		p.at++
	}
	for p.end > p.at && p.src.Bytes[p.end-1] == '-' {
		p.end--
	}
	p.space()
	if p.end-p.at < len(own) || !strings.EqualFold(src.Slice(text.Span{Start: p.at, End: p.at + len(own)}), own) {
		return nil
	}
	d := &Directive{Span: comment}
	if !p.verb(d) {
		return nil
	}
	p.names(d)
	p.reason(d)
	return d
}

// parser reads the inside of a comment.
type parser struct {
	src     *text.Source
	at, end int
}

// next returns the character that stands here.
func (p *parser) next() (r rune, size int) { return utf8.DecodeRune(p.src.Bytes[p.at:p.end]) }

// space passes over white space, and over the marks of a quote at the start of a line.
func (p *parser) space() {
	line := false // behind a line ending only blanks and ">" have come
	for p.at < p.end {
		r, n := p.next()
		if !unicode.IsSpace(r) && (r != '>' || !line) {
			return
		}
		line = line || r == '\n'
		p.at += n
	}
}

// separator returns the length of the mark before a reason that stands here: two
// or more hyphens, or one, or the dash that editors make of two, if it stands apart.
func (p *parser) separator() int {
	rest := p.src.Bytes[p.at:p.end]
	n := len(rest) - len(bytes.TrimLeft(rest, "-"))
	switch {
	case n > 1:
		return n
	case n == 0 && (bytes.HasPrefix(rest, []byte("—")) || bytes.HasPrefix(rest, []byte("–"))):
		n = len("—")
	case n == 0:
		return 0
	}
	before, _ := utf8.DecodeLastRune(p.src.Bytes[:p.at])
	after, _ := utf8.DecodeRune(rest[n:])
	if unicode.IsSpace(before) && (len(rest) == n || rest[0] != '-' || unicode.IsSpace(after)) || rest[0] != '-' && unicode.IsSpace(after) {
		return n
	}
	return 0
}

// word reads up to white space, a comma or a separator.
func (p *parser) word() text.Span {
	sp := text.Span{Start: p.at}
	for p.at < p.end {
		r, n := p.next()
		if r == ',' || unicode.IsSpace(r) || p.separator() > 0 {
			break
		}
		p.at += n
	}
	sp.End = p.at
	return sp
}

// verb reads the verb, and reports whether the comment is a directive.
func (p *parser) verb(d *Directive) bool {
	d.Word = p.word()
	w := strings.ToLower(p.src.Slice(d.Word))
	if d.Verb = verbOf(w); d.Verb != NoVerb || strings.HasPrefix(w, own+"-") {
		return true
	}
	if w == own || w == own+":" { // "docgauge disable-line"
		p.space()
		if next := p.word(); next.Len() > 0 {
			d.Word.End = next.End
			w = strings.ToLower(own + "-" + p.src.Slice(next))
		}
	}
	return verbOf(Hyphened(w)) != NoVerb
}

// Hyphened returns a verb as it would be if its words were joined by hyphens.
func Hyphened(word string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(word), func(r rune) bool {
		return r == '-' || r == '_' || r == ':' || unicode.IsSpace(r)
	}), "-")
}

func verbOf(word string) Verb {
	for v := NextBlock; v <= File; v++ {
		if words[v] == word {
			return v
		}
	}
	return NoVerb
}

// names reads the list of rules up to the separator or the end.
func (p *parser) names(d *Directive) {
	last := d.Word.End
	for {
		p.space()
		switch {
		case p.at == p.end:
			d.Separator = text.Span{Start: last, End: last}
			return
		case p.src.Bytes[p.at] == ',':
			p.at++
			continue
		}
		if n := p.separator(); n > 0 {
			d.Separator = text.Span{Start: p.at, End: p.at + n}
			p.at += n
			return
		}
		sp := p.word()
		d.Names = append(d.Names, Name{Text: p.src.Slice(sp), Span: sp})
		last = sp.End
	}
}

// reason reads the rest, without lines at the end that only hold marks of quotes.
func (p *parser) reason(d *Directive) {
	p.space()
	rest := p.src.Bytes[p.at:p.end]
	for {
		rest = bytes.TrimRightFunc(rest, unicode.IsSpace)
		last := bytes.LastIndexByte(rest, '\n') + 1
		if last == 0 || len(bytes.Trim(rest[last:], " \t>")) > 0 {
			break
		}
		rest = rest[:last]
	}
	d.Reason = text.Span{Start: p.at, End: p.at + len(rest)}
}
