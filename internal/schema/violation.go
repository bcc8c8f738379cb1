package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/text"
)

// Kind says in which way a value departs from its type.
type Kind uint8

// The kinds; each is a rule's business, named in the comment.
const (
	WrongType   Kind = iota // schema-type: another JSON type
	Property                // schema-property: a property the type does not have
	Required                // schema-required: a required property is absent
	Enum                    // schema-enum: not one of the values allowed; a safe fix means that letter case alone differs
	Format                  // schema-format: a string or number not in the form, or the range, that is declared
	Consistency             // schema-consistency: properties contradict each other
	ODataType               // schema-odata-type: "@odata.type" names an unrelated type
	ODataCase               // "@odata.type" names the right type in other letter case
	Collection              // schema-collection: an array where one value is declared, or the reverse
)

// Violation is one departure. Spans are in the source file of the value.
type Violation struct {
	Kind    Kind
	Span    text.Span      // the value; Property, Required: the key that is wrong or that holds the object, else the opening brace
	Pointer string         // RFC 6901, from the value that was passed in
	Message string         // states the fact
	Name    string         // Required: the property that is absent; Consistency: the constraint, by title or keyword
	Help    string         // what is wanted; may be empty
	Type    *Type          // whose schema says so; nil when only the shape of a body is wrong
	Value   *jsondoc.Value // the offending value, so that a rule can judge it (a placeholder?); Required: the object
	Fix     *diag.Fix      // nil when there is no obvious one
	Partial bool           // Enum: the schema may not know all values; ODataType: it may not know the base type

	wants string // what the schema asks for at Span
	tag   bool   // a "const" that the value does not have
}

// Parent is the pointer (RFC 6901) of the object or array that holds the value,
// empty if that is the value that was passed in.
func (v *Violation) Parent() string {
	return v.Pointer[:max(0, strings.LastIndexByte(v.Pointer, '/'))]
}

// orWant adds what another alternative of the schema asks for at the same place.
func (v *Violation) orWant(other Violation) {
	if v.wants == "" || other.wants == "" || v.wants == other.wants || v.Span != other.Span {
		return
	}
	wants := v.wants + ", or " + other.wants
	if v.Kind == WrongType {
		if other.Kind != WrongType {
			return
		}
		wants = v.wants + " or " + other.wants
		v.Message = strings.TrimSuffix(v.Message, v.wants) + wants
	} else {
		v.Help = "want " + wants
	}
	v.wants = wants
}

// sorted orders violations by place and drops repetitions; a value of another JSON
// type is not also outside an enumeration.
func sorted(vs []Violation) []Violation {
	slices.SortStableFunc(vs, func(a, b Violation) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End),
			cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(vs, func(a, b Violation) bool {
		if a.Span != b.Span {
			return false
		}
		return a.Kind == b.Kind && a.Message == b.Message || a.Kind == WrongType && (b.Kind == Enum || b.Kind == Format)
	})
}

// subject names the value of a node in a message.
func (n *node) subject() string {
	if n.member != nil {
		return quoted(n.member.Name)
	}
	if n.up == nil {
		return "the value"
	}
	item := "item " + strconv.Itoa(n.index+1)
	if n.holder != nil {
		return item + " of " + quoted(n.holder.Name)
	}
	return item
}

// keySpan is where something absent from an object is reported: the key that
// holds the object, else its opening brace.
func (n *node) keySpan() text.Span {
	if n.member != nil {
		return n.member.NameSpan
	}
	return firstByte(n.value)
}

// quoted writes text of the page, shortened if it is long.
func quoted(s string) string {
	const most = 60 // bytes
	if len(s) > most {
		end := most
		for end > 0 && !utf8.RuneStart(s[end]) {
			end--
		}
		s = s[:end] + "…"
	}
	return strconv.Quote(s)
}

// list joins the elements of a keyword's value: string or number, "a", "b" or
// "c". Of very many it names the first ones only.
func list(v any, write func(any) string) string {
	items, ok := v.([]any)
	if !ok {
		items = []any{v}
	}
	const most = 200 // no reader gets that far, and there may be a finding for each item of an array
	more := len(items) - most
	if more > 0 {
		items = items[:most]
	}
	var b strings.Builder
	for i, item := range items {
		switch {
		case i > 0 && i == len(items)-1 && more <= 0:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(write(item))
	}
	if more > 0 {
		fmt.Fprintf(&b, " or %d more", more)
	}
	return b.String()
}

// bare writes the name of a JSON type.
func bare(v any) string { return fmt.Sprint(v) }

// rename replaces a key by another name.
func rename(m *jsondoc.Member, name string) *diag.Fix {
	return &diag.Fix{
		Message: "Change it to " + quoted(name),
		Safe:    odata.Lower(m.Name) == odata.Lower(name),
		Edits:   []diag.Edit{{Span: m.NameSpan, New: jsonString(name)}},
	}
}

// replace puts other JSON text in place of a value.
func replace(v *jsondoc.Value, json string, safe bool) *diag.Fix {
	return &diag.Fix{
		Message: "Change it to " + json,
		Safe:    safe,
		Edits:   []diag.Edit{{Span: v.Span, New: json}},
	}
}
