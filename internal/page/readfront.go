package page

import (
	"bytes"
	"errors"
	"strings"

	"docgauge/internal/text"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// readFrontMatter reads the YAML block at the top of the file and returns where
// the Markdown begins. Blank lines above it are let pass; without a closing line
// it ends at the first blank line or heading, so that the page is still read.
func readFrontMatter(src *text.Source) (*FrontMatter, int) {
	first := 1
	for first < src.Lines() && src.Line(first).Len() == 0 {
		first++
	}
	if !isFence(src, first) {
		if bytes.HasPrefix(src.Bytes, []byte(text.BOM)) {
			return nil, len(text.BOM)
		}
		return nil, 0
	}
	f := &FrontMatter{Span: src.Line(first)}
	last := first + 1
	for ; last <= src.Lines(); last++ {
		if isFence(src, last) {
			f.Closed = true
			break
		}
	}
	if !f.Closed {
		last = unclosedEnd(src, first+1)
	}
	inner := text.Span{Start: src.Line(first + 1).Start, End: src.Line(last).Start}
	f.Span.End = src.Line(last - 1).End
	base := inner.End
	if f.Closed {
		f.Span.End = src.Line(last).End
		base = src.Line(last + 1).Start
	}
	f.readYAML(src, inner, first+1)
	return f, base
}

// isFence reports whether line n is "---".
func isFence(src *text.Source, n int) bool {
	line := src.Line(n)
	s := strings.TrimRight(src.Slice(line), " \t")
	return s == "---"
}

func unclosedEnd(src *text.Source, n int) int {
	for ; n <= src.Lines(); n++ {
		line := src.Slice(src.Line(n))
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			return n
		}
	}
	return n
}

// readYAML fills in the fields or the fault. The YAML starts at line number at.
func (f *FrontMatter) readYAML(src *text.Source, inner text.Span, at int) {
	raw := src.Bytes[inner.Start:inner.End]
	file, err := parser.ParseBytes(raw, 0)
	if err != nil {
		f.Fault = yamlFault(src, inner, at, err)
		return
	}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil:
		case *ast.MappingNode:
			f.readMapping(src, inner, at, body.Values)
		case *ast.MappingValueNode:
			f.readMapping(src, inner, at, []*ast.MappingValueNode{body})
		default:
			line := src.Line(at + max(0, doc.Body.GetToken().Position.Line-1))
			f.Fault = Fault{Span: line, Message: "front matter is no list of \"key: value\" lines"}
		}
	}
}

func yamlFault(src *text.Source, inner text.Span, at int, err error) Fault {
	fault := Fault{Span: src.Line(at - 1), Message: err.Error()}
	var y yaml.Error
	if errors.As(err, &y) {
		fault.Message = y.GetMessage()
		if t := y.GetToken(); t != nil && t.Position != nil {
			line := src.Line(min(at+t.Position.Line-1, src.LineAt(inner.End)))
			start := column(src, line, t.Position.Column)
			fault.Span = text.Span{Start: start, End: max(start, line.End)}
		}
	}
	return fault
}

// column returns the offset of a 1-based column, in characters, on a line.
func column(src *text.Source, line text.Span, col int) int {
	at := line.Start
	for i := range src.Slice(line) {
		if col--; col <= 0 {
			return line.Start + i
		}
		at = line.Start + i
	}
	return min(at+1, line.End)
}

func (f *FrontMatter) readMapping(src *text.Source, inner text.Span, at int, values []*ast.MappingValueNode) {
	for _, v := range values {
		tok := v.Key.GetToken()
		line := src.Line(at + tok.Position.Line - 1)
		start := column(src, line, tok.Position.Column)
		field := Field{Key: tok.Value}
		field.KeySpan = text.Span{Start: start, End: min(start+len(strings.TrimSpace(tok.Origin)), line.End)}
		field.Value, field.Kind = yamlValue(v.Value)
		f.Fields = append(f.Fields, field)
	}
	for i := range f.Fields { // a value ends where the next key begins
		end := inner.End
		if i+1 < len(f.Fields) {
			end = f.Fields[i+1].KeySpan.Start
		}
		f.Fields[i].ValueSpan = valueSpan(src, f.Fields[i].KeySpan.End, end)
	}
}

// valueSpan trims the text between a key and the next one to the value.
func valueSpan(src *text.Source, start, end int) text.Span {
	raw := src.Bytes[start:max(start, end)]
	if i := bytes.IndexByte(raw, ':'); i >= 0 && len(bytes.TrimSpace(raw[:i])) == 0 {
		start, raw = start+i+1, raw[i+1:]
	}
	trimmed := bytes.TrimSpace(raw)
	if len(trimmed) == 0 {
		return text.Span{Start: start, End: start}
	}
	at := start + bytes.Index(raw, trimmed)
	return text.Span{Start: at, End: at + len(trimmed)}
}

func yamlValue(n ast.Node) (string, FieldKind) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, StringField
	case *ast.LiteralNode:
		return n.Value.Value, StringField
	case *ast.NullNode, nil:
		return "", NullField
	case *ast.SequenceNode:
		return "", ListField
	case *ast.MappingNode, *ast.MappingValueNode:
		return "", MapField
	}
	return n.GetToken().Value, ScalarField
}
