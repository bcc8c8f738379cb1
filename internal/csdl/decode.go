package csdl

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"docgauge/internal/text"
)

// XML namespaces (CSDL XML 4.01 section 2.1). Elements of others are passed over.
const (
	nsEdmx = "http://docs.oasis-open.org/odata/ns/edmx"
	nsEdm  = "http://docs.oasis-open.org/odata/ns/edm"
	nsOld  = "http://schemas.microsoft.com/ado/" // all of OData 1 to 3 begin so
)

// decoder walks the elements of a document and collects its definitions. Names
// in them stay as written until all are known, see linker.
type decoder struct {
	in       *input
	xml      *xml.Decoder
	depth    int   // of open elements
	err      error // the first
	model    *Model
	problems []Problem
	notes    []*note
}

// element is a start tag.
type element struct {
	name string // local; empty if the element is none of CSDL's
	attr []xml.Attr
	at   text.Position
}

func newDecoder(r io.Reader, origin string) *decoder {
	in := newInput(r)
	return &decoder{in: in, xml: xml.NewDecoder(in), model: &Model{Origin: origin, aliases: map[string]string{}}}
}

// get returns the value of an attribute, or "".
func (e element) get(name string) string {
	for i := range e.attr {
		if e.attr[i].Name.Local == name && e.attr[i].Name.Space == "" {
			return e.attr[i].Value
		}
	}
	return ""
}

// fail ends the reading.
func (d *decoder) fail(at text.Position, format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("%s:%d:%d: %w", d.model.Origin, at.Line, at.Column, fmt.Errorf(format, args...))
	}
}

// problem notes a fault that reading goes on from.
func (d *decoder) problem(at text.Position, format string, args ...any) {
	if len(d.problems) < maxProblems {
		d.problems = append(d.problems, Problem{at, shorten(fmt.Sprintf(format, args...))})
	}
}

// shorten cuts a message in which the document is quoted at great length.
func shorten(message string) string {
	const most = 1000 // bytes
	if len(message) <= most {
		return message
	}
	return strings.ToValidUTF8(message[:most], "") + "…"
}

// flag returns the value of a boolean attribute.
func (d *decoder) flag(e element, name string, otherwise bool) bool {
	switch v := e.get(name); v {
	case "":
		return otherwise
	case "true", "1":
		return true
	case "false", "0":
		return false
	default:
		d.problem(e.at, "%s=%q on %s is neither true nor false", name, v, e.name)
		return otherwise
	}
}

// each visits the child elements of the element whose start tag was read last,
// to its end tag. What visit leaves unread of a child is passed over.
func (d *decoder) each(visit func(element)) {
	d.tokens(visit, nil)
}

// text returns the character data of the element whose start tag was read last.
func (d *decoder) text() string {
	const longest = 1 << 10
	var b strings.Builder
	d.tokens(func(element) {}, func(data []byte) {
		b.Write(data[:min(len(data), longest-b.Len())])
	})
	return strings.TrimSpace(b.String())
}

func (d *decoder) tokens(visit func(element), data func([]byte)) {
	for outer := d.depth; d.err == nil; {
		at := d.in.at(int(d.xml.InputOffset()))
		token, err := d.xml.Token()
		switch token := token.(type) {
		case nil:
			if outer > 0 || !errors.Is(err, io.EOF) {
				if at = d.fault(at, err); at.Offset < len("<?") && strings.Contains(err.Error(), "invalid UTF-8") {
					err = errUTF8 // UTF-16 begins with a mark that is none
				}
				d.fail(at, "%w", plain(err))
			}
			return
		case xml.StartElement:
			d.child(token, at, visit)
		case xml.EndElement:
			d.depth--
			return
		case xml.CharData:
			if data != nil {
				data(token)
			}
		case xml.Directive:
			d.fail(at, "a document type declaration; CSDL has none, and it is not read: delete it")
		}
	}
}

// child visits the element that a start tag opens, and passes over what visit
// leaves of it.
func (d *decoder) child(start xml.StartElement, at text.Position, visit func(element)) {
	outer := d.depth
	if d.depth++; d.depth > maxDepth {
		d.fail(at, "elements nest deeper than %d levels; no metadata document does", maxDepth)
		return
	}
	e := element{attr: start.Attr, at: at}
	if start.Name.Space == nsEdm || start.Name.Space == nsEdmx || outer == 0 {
		e.name = start.Name.Local
	}
	visit(e)
	for d.depth > outer && d.err == nil {
		d.each(func(element) {})
	}
}

// fault is the place of an error in the token at that position: an end tag that
// closes nothing, else the character that cannot be there, or the end of the text.
func (d *decoder) fault(at text.Position, err error) text.Position {
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return at
	}
	if strings.Contains(syntax.Msg, "closed by") || strings.Contains(syntax.Msg, "unexpected end element") {
		return at
	}
	behind := int(d.xml.InputOffset())
	if syntax.Msg != "unexpected EOF" {
		behind--
	}
	return d.in.at(behind)
}

var errUTF8 = errors.New("the document is not in UTF-8: save it in that encoding")

// plain takes the line number and the decoder's own prefix out of a message.
func plain(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("malformed XML: %s", syntax.Msg)
	}
	if strings.Contains(err.Error(), "CharsetReader") {
		return errUTF8
	}
	return err
}

// document reads the whole document.
func (d *decoder) document() error {
	const hint = "save what the service returns for $metadata (with Accept: application/xml), and pass that"
	roots := 0
	d.each(func(e element) {
		if roots++; roots > 1 {
			d.fail(e.at, "a second root element <%s>", e.name)
			return
		}
		if e.name != "Edmx" {
			d.fail(e.at, "the root element is <%s>, not <edmx:Edmx>: this is no metadata document; %s", e.name, hint)
			return
		}
		if d.model.Version = e.get("Version"); !strings.HasPrefix(d.model.Version, "4.") {
			d.fail(e.at, "metadata of version %q; 4.0 and 4.01 can be read: ask the service for OData 4", d.model.Version)
			return
		}
		d.edmx()
	})
	switch {
	case d.err != nil:
	case roots == 0:
		d.fail(text.Position{Line: 1, Column: 1}, "holds no XML element: this is no metadata document; %s", hint)
	case len(d.model.Schemas) == 0:
		d.fail(text.Position{Line: 1, Column: 1}, "holds no Schema element: the document defines no types; %s", hint)
	}
	return d.err
}

// edmx reads the content of the root element.
func (d *decoder) edmx() {
	d.each(func(e element) {
		switch e.name {
		case "Reference":
			d.each(func(e element) {
				if e.name == "Include" {
					d.namespace(e, e.get("Namespace"), e.get("Alias"))
				}
			})
		case "DataServices":
			d.each(func(e element) {
				if e.name == "Schema" {
					d.schema(e)
				}
			})
		}
	})
}

// namespace makes a namespace, and the alias it may have, known.
func (d *decoder) namespace(e element, name, alias string) {
	aliases := d.model.aliases
	aliases[name] = name
	if alias == "" || alias == name {
		return
	}
	if have, ok := aliases[alias]; ok && have != name {
		d.problem(e.at, "the alias %s of namespace %s already stands for %s", alias, name, have)
		return
	}
	aliases[alias] = name
}
