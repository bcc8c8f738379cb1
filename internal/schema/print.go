package schema

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"docgauge/internal/jsondoc"
)

// Print writes a JSON value as the bundled schemas are written: two spaces of
// indentation, members in their order, and what fits on a line on one line. The
// text ends with a newline. A value that is no JSON value is written as null.
func Print(v *jsondoc.Value) []byte {
	p := printer{}
	p.value(v, 0, true)
	p.WriteByte('\n')
	return p.Bytes()
}

// lineWidth is how many characters a line of a printed schema has at most, where
// it can be broken.
const lineWidth = 120

type printer struct{ bytes.Buffer }

// value writes a value that starts at the end of the current line. An open object
// is not put on one line, however short.
func (p *printer) value(v *jsondoc.Value, indent int, open bool) {
	object := v.Kind == jsondoc.Object
	column := utf8.RuneCount(p.Bytes()[bytes.LastIndexByte(p.Bytes(), '\n')+1:])
	if !object && v.Kind != jsondoc.Array || len(v.Members)+len(v.Items) == 0 || !(open && object) && room(v, lineWidth-1-column) >= 0 {
		p.WriteString(v.Line(", ", ": "))
		return
	}
	inner := "\n" + strings.Repeat("  ", indent+1)
	p.WriteString(bracket(object, "{", "["))
	for i := range v.Members {
		p.separate(i, inner)
		p.WriteString(jsonString(v.Members[i].Name))
		p.WriteString(": ")
		p.value(v.Members[i].Value, indent+1, v.Members[i].Name == "properties" && indent == 0)
	}
	for i, item := range v.Items {
		p.separate(i, inner)
		p.value(item, indent+1, false)
	}
	p.WriteString(inner[:len(inner)-2])
	p.WriteString(bracket(object, "}", "]"))
}

func bracket(object bool, curly, square string) string {
	if object {
		return curly
	}
	return square
}

// room returns how many of the characters are left when the value is written on
// one line, or a negative number if they do not suffice.
func room(v *jsondoc.Value, left int) int {
	const quotes, separator = 2, 2
	switch v.Kind {
	case jsondoc.String:
		return left - utf8.RuneCountInString(v.Text) - quotes // escapes may take more: no harm
	case jsondoc.Number:
		return left - len(v.Text)
	case jsondoc.Bool, jsondoc.Null, jsondoc.Invalid:
		return left - len("false")
	}
	for i := 0; i < len(v.Members) && left >= 0; i++ {
		left = room(v.Members[i].Value, left-utf8.RuneCountInString(v.Members[i].Name)-quotes-2*separator)
	}
	for i := 0; i < len(v.Items) && left >= 0; i++ {
		left = room(v.Items[i], left-separator)
	}
	return left
}

func (p *printer) separate(i int, inner string) {
	if i > 0 {
		p.WriteByte(',')
	}
	p.WriteString(inner)
}
