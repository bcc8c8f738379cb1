package config

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"docgauge/internal/text"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds of what is given to the library, which recurses, keeps with every value
// the keys that lead to it, and takes time by the square of a mapping's keys.
const (
	maxBytes   = 1 << 20 // of all files together
	maxTokens  = 60_000  // likewise: names, values and marks between them
	maxNesting = 32
	maxPaths   = 1 << 27 // bytes of keys with values, estimated
)

// parse reads the file as one YAML document. It returns nil after a problem.
func (f *file) parse() *node {
	if f.bytes += len(f.src.Bytes); f.bytes > maxBytes {
		f.problem(text.Span{}, fmt.Sprintf("the configuration is larger than %d KB, with what it extends", maxBytes>>10), "")
		return nil
	}
	if !f.isText() || f.conflicted() {
		return nil
	}
	tokens := lexer.Tokenize(normalized(f.src.Bytes))
	f.places = align(f.src, tokens)
	if !f.bounded(tokens) {
		return nil
	}
	doc, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		f.syntax(tokens, err)
		return nil
	}
	if f.places.lost { // the library drops "a" from "a <<: b", and a reader must not
		sp := f.places.span(nil)
		f.problem(sp, "unexpected "+quote(f.src.Slice(sp)), "Delete it, or quote the value")
		return nil
	}
	body, ok := f.only(doc.Docs)
	if !ok {
		return nil
	}
	c := converter{file: f, anchors: map[string]*node{}}
	if root := c.node(body); root.kind != null {
		return root
	}
	f.problem(text.Span{}, "the configuration is empty", fmt.Sprintf(`Write at least "version: %d"`, f.latest()))
	return nil
}

// only returns the one document with a body; ok is false after a problem.
func (f *file) only(docs []*ast.DocumentNode) (body ast.Node, ok bool) {
	for _, d := range docs {
		if _, directive := d.Body.(*ast.DirectiveNode); directive || d.Body == nil {
			continue
		}
		if body != nil {
			at := text.Span{}
			if d.Start != nil {
				at = f.places.span(d.Start)
			}
			f.problem(at, "a second document", "Delete all but one: a configuration is one document")
			return nil, false
		}
		body = d.Body
	}
	return body, true
}

// normalized is what the library reads well: without byte order mark, blanks at
// the ends of lines and carriage returns before line feeds, which make it lose
// count. It has the same lines.
func normalized(b []byte) string {
	var sb strings.Builder
	sb.Grow(len(b))
	for line := range bytes.Lines(bytes.TrimPrefix(b, []byte(text.BOM))) {
		sb.Write(bytes.TrimRight(line, " \t\r\n"))
		if line[len(line)-1] == '\n' {
			sb.WriteByte('\n')
		}
	}
	return sb.String()
}

// isText reports whether the file is UTF-8 without control characters, as YAML
// wants it (YAML 1.2.2 section 5.1).
func (f *file) isText() bool {
	b := f.src.Bytes
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		sp := text.Span{Start: i, End: i + size}
		switch {
		case r == utf8.RuneError && size == 1:
			f.problem(sp, "the file is not UTF-8", "Save it as UTF-8")
			return false
		case r < ' ' && r != '\t' && r != '\n' && (r != '\r' || i+1 == len(b) || b[i+1] != '\n'), r == 0x7F:
			f.problem(sp, fmt.Sprintf("control character %U", r), "Delete it")
			return false
		}
		i += size
	}
	return true
}

// bounded reports whether the tokens are few enough and not nested too deep.
func (f *file) bounded(tokens token.Tokens) bool {
	for _, t := range tokens {
		if t.Type != token.CommentType {
			f.tokens++
		}
	}
	if f.tokens > maxTokens {
		f.problem(text.Span{}, fmt.Sprintf("the configuration is too large: more than %d names, values and marks between them", maxTokens), "")
		return false
	}
	var n nesting
	longest, deepest := 0, 0
	for i, t := range tokens {
		deepest = max(deepest, n.add(t, f.places))
		if i+1 < len(tokens) && tokens[i+1].Type == token.MappingValueType {
			longest = max(longest, len(t.Value))
		}
		if deepest > maxNesting {
			f.problem(f.places.span(t), fmt.Sprintf("nested more than %d levels deep", maxNesting), "")
			return false
		}
	}
	if deepest*longest*len(tokens) > maxPaths {
		f.problem(text.Span{}, fmt.Sprintf("the configuration is too large: keys of %d bytes", longest), "")
		return false
	}
	return true
}

// nesting counts the levels that tokens lie in.
type nesting struct {
	flow    int   // open brackets
	columns []int // where the enclosing block lists and mappings begin
	line    int   // of the token before
	opens   int   // tokens in a row that only begin a value
}

// add returns the level of the next token.
func (n *nesting) add(t *token.Token, places *aligner) int {
	sp := places.span(t)
	line := places.src.LineAt(sp.Start)
	switch t.Type {
	case token.SequenceStartType, token.MappingStartType:
		n.flow++
	case token.SequenceEndType, token.MappingEndType:
		n.flow--
	}
	if n.flow <= 0 && line != n.line {
		column := sp.Start - places.src.Line(line).Start
		for len(n.columns) > 0 && n.columns[len(n.columns)-1] >= column {
			n.columns = n.columns[:len(n.columns)-1]
		}
		n.columns = append(n.columns, column)
	}
	n.line = line
	switch t.Type {
	case token.SequenceEntryType, token.MappingKeyType, token.AnchorType, token.TagType, token.MappingValueType:
		n.opens++
	case token.CommentType:
	default:
		if t.Prev == nil || t.Prev.Type != token.AnchorType {
			n.opens = 0
		}
	}
	return max(0, n.flow) + len(n.columns) + n.opens
}
