package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"docgauge/internal/text"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"
)

// conflicted reports a file that git left for somebody to merge.
func (f *file) conflicted() bool {
	for n := 1; n <= f.src.Lines(); n++ {
		line := f.src.Line(n)
		if s := f.src.Slice(line); strings.HasPrefix(s, "<<<<<<< ") || strings.HasPrefix(s, ">>>>>>> ") {
			f.problem(line, "a merge conflict that is not resolved", "Keep what is right, and delete the markers")
			return true
		}
	}
	return false
}

// syntax reports what the library does not take for YAML. Its messages are about
// its tokens; these are about the file.
func (f *file) syntax(tokens token.Tokens, err error) {
	at, said := tokens.InvalidToken(), err.Error()
	var y yaml.Error
	if errors.As(err, &y) {
		said = y.GetMessage()
		if at == nil {
			at = y.GetToken()
		}
	}
	if at == nil {
		f.problem(text.Span{}, "this is no YAML: "+said, "")
		return
	}
	fault := fault{file: f, said: said, at: at, tokens: tokens, span: f.places.span(at)}
	fault.text = f.src.Slice(fault.span)
	for _, explain := range []func() (text.Span, string, string){
		fault.tab, fault.unclosed, fault.bracketed, fault.scalar, fault.collection, fault.stray,
	} {
		if sp, message, help := explain(); message != "" {
			f.problem(sp, message, help)
			return
		}
	}
	f.problem(fault.span, "this is no YAML: "+said, "")
}

// fault is a syntax error: what the library says, and where.
type fault struct {
	*file
	said   string
	at     *token.Token
	tokens token.Tokens
	span   text.Span // of at
	text   string    // in the span
}

// tab explains a tab in an indentation. The library may be a scalar before it.
func (f *fault) tab() (sp text.Span, message, help string) {
	if !strings.Contains(f.said, "tab character") && !strings.Contains(f.said, "character '\t'") {
		return sp, "", ""
	}
	sp = f.span
	for n := f.src.LineAt(f.span.Start); n <= f.src.Lines(); n++ {
		line := f.src.Line(n)
		b := f.src.Bytes[line.Start:line.End]
		indent := b[:len(b)-len(bytes.TrimLeft(b, " \t"))]
		if i := bytes.IndexByte(indent, '\t'); i >= 0 {
			sp = text.Span{Start: line.Start + i, End: line.Start + i + 1}
			break
		}
	}
	return sp, "a tab in the indentation", "Indent with blanks: YAML knows no tabs there"
}

// unclosed explains a bracket that is open where the next key begins. The library
// takes the key for a value within the brackets.
func (f *fault) unclosed() (sp text.Span, message, help string) {
	var open []*token.Token
	for _, t := range f.tokens {
		if t == f.at {
			break
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			open = append(open, t)
		case token.SequenceEndType, token.MappingEndType:
			open = open[:max(0, len(open)-1)]
		}
	}
	if len(open) == 0 {
		return sp, "", ""
	}
	sp = f.places.span(open[len(open)-1])
	ends := strings.Contains(f.said, "flow mapping end token") || strings.Contains(f.said, "sequence end token")
	if !ends && (!f.beginsLine(f.span) || f.indent(f.span) > f.indent(sp)) {
		return sp, "", ""
	}
	return sp, "the " + f.src.Slice(sp) + " is not closed", "Close it, or quote a value that begins with it"
}

// beginsLine reports whether only blanks stand before a span on its line.
func (f *file) beginsLine(sp text.Span) bool {
	return f.src.Line(f.src.LineAt(sp.Start)).Start+f.indent(sp) == sp.Start
}

// indent returns how many bytes of blanks the line begins with that a span starts on.
func (f *file) indent(sp text.Span) int {
	line := f.src.Slice(f.src.Line(f.src.LineAt(sp.Start)))
	return len(line) - len(strings.TrimLeft(line, " \t"))
}

// bracketed explains what follows a closed bracket: a pattern such as "[ab]*".
func (f *fault) bracketed() (sp text.Span, message, help string) {
	if sp = f.span; sp.Start == 0 || strings.IndexByte("]}", f.src.Bytes[sp.Start-1]) < 0 || strings.Trim(f.text[:min(1, len(f.text))], "]},:") == "" {
		return sp, "", ""
	}
	return sp, fmt.Sprintf("unexpected %s", quote(f.text)), "Quote a value that begins with [ or {"
}

// scalar explains what is wrong with a value without parts.
func (f *fault) scalar() (sp text.Span, message, help string) {
	switch first := f.text[:min(1, len(f.text))]; {
	case strings.Contains(f.said, "end character of"):
		return f.span, "the quote " + first + " is not closed", "Write " + first + " behind the value"
	case strings.Contains(f.said, "unknown escape character"):
		sp = f.escape()
		return sp, f.src.Slice(sp) + " is no escape in double quotes", "Write / between folders, or single quotes around a backslash"
	case strings.Contains(f.said, "reserved character"), strings.Contains(f.said, "document not started"):
		return f.span, "a value cannot begin with " + first, "Quote it"
	case first == "*":
		sp = f.span
		for sp.Start > 0 && f.src.Bytes[sp.Start-1] == '*' {
			sp.Start--
		}
		return sp, `"*" begins an alias in YAML`, "Quote it if it is a pattern"
	case f.said == "mapping value is not allowed in this context" && !strings.Contains(f.text, "\n") && first != "?":
		return f.span, "a colon within a value without quotes", "Quote the value"
	}
	return f.span, "", ""
}

// collection explains what is wrong with a list or mapping.
func (f *fault) collection() (sp text.Span, message, help string) {
	switch {
	case strings.Contains(f.said, "flow map content"), strings.Contains(f.said, "but found ','"):
		return f.span, "nothing between two commas", "Delete one of them"
	case strings.Contains(f.said, "' must be specified"):
		if prev := f.at.Prev; prev != nil && prev.Type == token.StringType && strings.HasSuffix(prev.Value, ":") {
			sp = f.places.span(prev) // two values that the library takes for one
			return sp, fmt.Sprintf("no comma within %s", quote(f.src.Slice(sp))), "Write a comma between two values"
		}
		return f.span, fmt.Sprintf("no comma before %s", quote(f.text)), "Write a comma between two values"
	case strings.Contains(f.said, "sequence entries are not allowed"):
		return f.span, "a list cannot begin behind a key", "Begin it on the next line"
	case strings.Contains(f.said, "invalid key for this map"):
		return f.span, "a key is a list or a mapping, not text", "Write text before the colon"
	case strings.Contains(f.said, "anchor"):
		return f.span, "an anchor without a value", "Write a value behind it, or quote it if it is no anchor"
	}
	return f.span, "", ""
}

// stray explains a value where none can stand.
func (f *fault) stray() (sp text.Span, message, help string) {
	sp = f.span
	if i := strings.LastIndexByte(f.text, '\n'); i >= 0 && strings.Contains(f.said, "mapping value") { // a key that the library takes for more of the value above
		line := f.src.Line(f.src.LineAt(sp.End))
		rest := f.src.Slice(text.Span{Start: line.Start, End: sp.End})
		sp.Start = sp.End - len(strings.TrimLeft(rest, " \t"))
		return sp, fmt.Sprintf("%s is indented more than the key above it", quote(f.src.Slice(sp))), "Begin the keys of a mapping in the same column"
	}
	switch {
	case f.said == "non-map value is specified":
		return sp, fmt.Sprintf("%s is no key with a value", quote(f.text)), keyHelp(f.text)
	case !strings.Contains(f.said, "value is not allowed in this context"):
	case f.beginsLine(sp):
		return sp, fmt.Sprintf("%s begins in a column where nothing can", quote(f.text)), "Begin the keys of a mapping, and the dashes of a list, in the same column"
	default:
		return sp, fmt.Sprintf("unexpected %s", quote(f.text)), "Delete it, or quote the whole value"
	}
	return sp, "", ""
}

// keyHelp says what a line lacks to be a key with a value.
func keyHelp(line string) string {
	switch {
	case strings.HasPrefix(line, "-"):
		return "Write its key above it"
	case strings.Contains(line, ":"):
		return "Put a blank behind the colon"
	}
	return `Write "key: value"`
}

// escape returns the first escape in double quotes that YAML does not know
// (YAML 1.2.2 section 5.7).
func (f *fault) escape() text.Span {
	b := f.src.Bytes
	for i := f.span.Start + 1; i+1 < f.span.End; i++ {
		if b[i] != '\\' {
			continue
		}
		_, size := utf8.DecodeRune(b[i+1:])
		if strings.IndexByte("0abt\tnvfre \"/\\N_LPxuU\r\n", b[i+1]) < 0 {
			return text.Span{Start: i, End: i + 1 + size}
		}
		i++
	}
	return f.span
}

// dashed reports whether an unquoted text begins its line with a dash: "-foo".
func (f *file) dashed(sp text.Span) bool {
	return f.beginsLine(sp) && strings.HasPrefix(f.src.Slice(sp), "-")
}
