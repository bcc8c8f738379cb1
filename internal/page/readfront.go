package page

import (
	"bytes"
	"errors"
	"fmt"
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
		return nil, src.Line(1).Start
	}
	last := first + 1
	for last <= src.Lines() && !isFence(src, last) {
		last++
	}
	early := unclosedEnd(src, first+1)
	if last <= src.Lines() {
		f := newFrontMatter(src, first, last, true)
		if f.Fault.Message == "" || early >= last {
			return f, src.Line(last + 1).Start
		}
		// The line found may be a rule or a tab group's end far below.
		if g := newFrontMatter(src, first, early, false); g.Fault.Message != "" || len(g.Fields) == 0 {
			return f, src.Line(last + 1).Start
		}
	}
	f := newFrontMatter(src, first, early, false)
	if len(f.Fields) > 0 || f.Fault.Message != "" && strings.Contains(src.Slice(f.Span), ":") {
		return f, src.Line(early).Start
	}
	return nil, src.Line(1).Start // "---" is a rule
}

// newFrontMatter reads the YAML between the line first and the line last; closed
// says that the latter is the closing one and not what follows the YAML.
func newFrontMatter(src *text.Source, first, last int, closed bool) *FrontMatter {
	f := &FrontMatter{Closed: closed}
	f.Span = text.Span{Start: src.Line(first).Start, End: src.Line(last - 1).End}
	if closed {
		f.Span.End = src.Line(last).End
	}
	f.readYAML(src, text.Span{Start: src.Line(first + 1).Start, End: src.Line(last).Start}, first+1)
	return f
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
	if len(raw) > maxFrontMatter {
		f.Fault = Fault{Span: src.Line(at - 1), Message: fmt.Sprintf("front matter is longer than %d KB", maxFrontMatter>>10)}
		return
	}
	if fields, ok := plainFields(src, inner); ok {
		f.Fields = fields
		f.placeValues(src, inner.End)
		return
	}
	f.readLibrary(src, inner, at)
}

// readLibrary is readYAML for all YAML there is.
func (f *FrontMatter) readLibrary(src *text.Source, inner text.Span, at int) {
	raw := src.Bytes[inner.Start:inner.End]
	// The library miscounts lines that end in CR LF, and takes a lone CR for a line
	// end, which it is nowhere else here. The length must stay.
	file, err := parser.ParseBytes(bytes.ReplaceAll(raw, []byte("\r"), []byte(" ")), 0)
	if err != nil {
		f.Fault = yamlFault(src, inner, at, err)
		return
	}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil:
		case *ast.MappingNode:
			f.readMapping(src, inner, at, body.Values)
			if body.IsFlowStyle {
				f.trimFlow(src)
			}
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
		fault.Message, _, _ = strings.Cut(fault.Message, " at [") // a line of the YAML, not of the file
		if t := y.GetToken(); t != nil && t.Position != nil {
			line := src.Line(min(at+t.Position.Line-1, src.LineAt(inner.End)))
			start := column(src, line, t.Position.Column)
			if strings.HasPrefix(src.Slice(line), "\t") {
				start = line.Start // the library counts a tab as several columns
			}
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
	f.placeValues(src, inner.End)
}

// placeValues sets the values' spans: a value ends where the next key begins.
func (f *FrontMatter) placeValues(src *text.Source, end int) {
	for i := range f.Fields {
		stop := end
		if i+1 < len(f.Fields) {
			stop = f.Fields[i+1].KeySpan.Start
		}
		f.Fields[i].ValueSpan = valueSpan(src, f.Fields[i].KeySpan.End, stop)
	}
}

// trimFlow cuts off the values what "{a: 1, b: 2}" puts behind them.
func (f *FrontMatter) trimFlow(src *text.Source) {
	for i := range f.Fields {
		sp := &f.Fields[i].ValueSpan
		cut := ","
		if i == len(f.Fields)-1 {
			cut = "}"
		}
		sp.End -= len(src.Slice(*sp)) - len(strings.TrimRight(strings.TrimSuffix(src.Slice(*sp), cut), " \t"))
	}
}

// valueSpan trims the text between a key and the next one to the value, without
// the colon and comments.
func valueSpan(src *text.Source, start, end int) text.Span {
	raw := src.Bytes[start:max(start, end)]
	if i := bytes.IndexByte(raw, ':'); i >= 0 && len(bytes.TrimSpace(raw[:i])) == 0 {
		start, raw = start+i+1, raw[i+1:]
	}
	lead := len(raw) - len(bytes.TrimLeft(raw, " \t\r\n"))
	block := lead < len(raw) && (raw[lead] == '|' || raw[lead] == '>')
	for n := -1; n != len(raw) && !block; { // lines of comment or nothing at the end
		n = len(raw)
		raw = bytes.TrimRight(raw, " \t\r\n")
		if i := bytes.LastIndexByte(raw, '\n') + 1; i > 0 && bytes.HasPrefix(bytes.TrimLeft(raw[i:], " \t"), []byte("#")) {
			raw = raw[:i]
		}
	}
	raw = bytes.TrimRight(raw[min(lead, len(raw)):], " \t\r\n")
	if len(raw) == 0 || raw[0] == '#' { // nothing, or a comment
		return text.Span{Start: start, End: start}
	}
	start += lead
	return text.Span{Start: start, End: start + len(uncommented(raw))}
}

// uncommented cuts a comment off the value's only line. In a value of several
// lines a "#" may belong to a block scalar, so they stay as they are.
func uncommented(raw []byte) []byte {
	if len(raw) == 0 || bytes.IndexByte(raw, '\n') >= 0 {
		return raw
	}
	at := 0
	if q := raw[0]; q == '"' || q == '\'' {
		for at = 1; at < len(raw) && raw[at] != q; at++ {
			if raw[at] == '\\' && q == '"' {
				at++
			}
		}
	}
	at = min(at, len(raw))
	if i := bytes.Index(raw[at:], []byte(" #")); i >= 0 {
		raw = raw[:at+i]
	}
	return bytes.TrimRight(raw, " \t")
}

func yamlValue(n ast.Node) (string, FieldKind) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, StringField
	case *ast.LiteralNode:
		return n.Value.Value, StringField
	case *ast.NullNode, nil:
		return "", NullField
	case *ast.AnchorNode:
		return yamlValue(n.Value)
	case *ast.TagNode:
		return yamlValue(n.Value)
	case *ast.AliasNode:
		return n.String(), ScalarField
	case *ast.SequenceNode:
		return "", ListField
	case *ast.MappingNode, *ast.MappingValueNode:
		return "", MapField
	}
	return n.GetToken().Value, ScalarField
}
