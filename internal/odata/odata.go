// Package odata reads type names as reference pages write them: in annotations,
// JSON bodies and table cells. It knows names and spellings, not what a type holds.
package odata

import "strings"

// TypeRef is a type as written somewhere on a page.
type TypeRef struct {
	Name       string // canonical: "microsoft.graph.permission", "driveRecipient", "Edm.String"; empty if none could be read
	Collection bool
	Start, End int       // byte range of the name in the text that was read
	Or         []TypeRef // the other types of "x or y" and "x | y"
	Faults     []Fault   // spellings that OData 4.01 or the dialect does not know
}

// FaultKind tells faults apart for rules that overlook some of them: a table
// cell may say "driveItem collection", an annotation may not.
type FaultKind uint8

// The kinds of fault.
const (
	Spelling   FaultKind = iota // a type in words or Markdown: "x collection", "[x](x.md)", "x[]"
	LetterCase                  // "collection(x)", "edm.string"
	Unclosed                    // a parenthesis without its partner
	Blank                       // white space inside a name: "microsoft.graph. x"
	Stray                       // a character too many: "microsoft.graph.x."
	Unknown                     // "Edm.Text": OData has no such primitive type
	NoName                      // no type name at all: empty, or prose
)

// Fault is a misspelling, with the byte range in the text that was read. What
// counts as one is what an "@odata.type" may not say. A name without a namespace
// is no fault: whether it needs one depends on the place (Namespace tells).
type Fault struct {
	Kind       FaultKind
	Start, End int
	Message    string
	New        string // replacement of the range, if Fixable
	Fixable    bool
}

// String writes the type as OData does: "Collection(microsoft.graph.x)". It is
// empty if the type has no name.
func (t TypeRef) String() string {
	if t.Collection && t.Name != "" {
		return "Collection(" + t.Name + ")"
	}
	return t.Name
}

// Primitive reports whether the type is one of OData's own (CSDL 4.01 section 3.3).
func (t TypeRef) Primitive() bool { return strings.HasPrefix(t.Name, "Edm.") }

// Local returns the name without its namespace: "driveItem".
func (t TypeRef) Local() string { return Local(t.Name) }

// Namespace returns what stands before the last dot of the name: "microsoft.graph".
func (t TypeRef) Namespace() string { return Namespace(t.Name) }

// Equal reports whether both are the same type. ASCII letter case is ignored:
// rules report a difference in case on their own.
func (t TypeRef) Equal(o TypeRef) bool {
	return t.Collection == o.Collection && EqualFold(t.Name, o.Name)
}
