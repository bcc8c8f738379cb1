// Package page turns one Markdown file into an immutable model of an API
// reference page: front matter, heading tree, annotations, code blocks, tables,
// links and tab groups, each with byte spans in the file. It is the only package
// that sees goldmark's tree, and it walks it once. It never fails and judges
// nothing: what is odd about a page is recorded for the rules.
package page

import (
	"docgauge/internal/text"
)

// Kind is what sort of page a file is.
type Kind uint8

// The kinds. Front matter's doc_type decides; without it, the folder and the
// headings do.
const (
	Unknown    Kind = iota
	API             // a method: permissions, request, response, examples
	Resource        // a type: properties, relationships, JSON representation
	Enum            // an enumeration's members
	Conceptual      // prose
	Fragment        // a file under includes/: no front matter, no outline
	PlainText       // a rendered page pasted without Markdown
)

var kindNames = [...]string{"unknown", "api", "resource", "enum", "conceptual", "fragment", "plain text"}

func (k Kind) String() string { return kindNames[k] }

// Page is one file. It is immutable once Build has returned; everything in it
// is in file order, and all spans are in Source.
type Page struct {
	Source *text.Source
	Kind   Kind
	// Version is the API version of the doc set the page lies in: as its options
	// say, else "v1.0" or "beta" read off the path; empty when nothing says.
	Version     string
	Front       *FrontMatter // nil if the file has none
	Namespace   text.Span    // of the types, "microsoft.graph", as prose gives it; empty if it does not
	Title       *Section     // the first level-1 heading; nil if none
	Sections    []*Section
	Blocks      []*Block
	Annotations []*Annotation
	Tables      []*Table
	Paragraphs  []*Paragraph
	Links       []*Link
	Definitions []*Definition
	Includes    []*Include
	Anchors     []Anchor    // that HTML tags give
	Asides      []text.Span // titles of headings in quotes and in HTML, which belong to no outline
	Tabs        []*TabGroup
	Comments    []text.Span // HTML comments that are no annotation
	Problems    []Problem
}

// ProblemKind is a flaw in the file's form that no other part of the model shows.
type ProblemKind uint8

// The kinds of problem.
const (
	UnclosedFence ProblemKind = iota
	UnclosedComment
	InvalidUTF8
	NULByte
	TooLarge   // the file is longer than Build accepts: nothing of it is read
	TooDeep    // more quotes and lists in one another than Build follows
	TooComplex // a paragraph whose links and emphasis are left unread
)

// Problem is one such flaw.
type Problem struct {
	Kind ProblemKind
	Span text.Span
}

// Section is a heading and what follows it up to the next heading.
type Section struct {
	Level   int
	Title   string    // text without markup and anchors
	Slug    string    // lower-case words joined by "-"; an explicit anchor wins, so localised pages have English slugs
	Role    Role      // what the section is for
	Heading text.Span // the heading's line or lines
	Text    text.Span // the title inside it
	Body    text.Span // from behind the heading to the next heading of any level
	Extent  text.Span // from the heading to the next one of the same or a higher level
	Parent  *Section  // nil at the top
	Setext  bool      // underlined
}

// Role is what a section of a reference page is for.
type Role uint8

// The roles. Example covers "Example", "Examples" and "Example 1: …";
// ExampleRequest and ExampleResponse are the headings inside one.
const (
	NoRole Role = iota
	Permissions
	HTTPRequest
	FunctionParameters
	PathParameters
	QueryParameters
	RequestHeaders
	RequestBody
	Response
	Examples
	ExampleRequest
	ExampleResponse
	Errors
	Methods
	Properties
	Relationships
	JSONRepresentation
	Members
	SeeAlso
	lastRole = SeeAlso
)

// In reports whether s or one of the sections around it has the role. It may be called on nil.
func (s *Section) In(r Role) bool {
	for ; s != nil; s = s.Parent {
		if s.Role == r {
			return true
		}
	}
	return false
}

// Paragraph is a run of prose: a paragraph, a list item's text, a quote's text.
type Paragraph struct {
	Section  *Section // nil before the first heading
	Span     text.Span
	Raw      text.Fragment // its Markdown; Plain gives what a reader sees
	Quoted   bool
	Statuses []Status // HTTP status codes it names
}

// Status is an HTTP status code named in prose: "`201 Created`", "200, OK".
type Status struct {
	Code   int
	Class  bool      // all codes of Code's hundred: "2xx", "200-series"
	Reason string    // the phrase behind the number, whether it is the code's own or not; may be empty
	Span   text.Span // number and phrase
}

// Covers reports whether the prose that names s allows a response with the code.
func (s Status) Covers(code int) bool {
	return s.Code == code || s.Class && s.Code/100 == code/100
}

// Link is an inline, reference or image link.
type Link struct {
	Span        text.Span // from "[" or "!" to the end of the target or label
	Destination text.Span // the target as written; empty at the link's end for a reference link
	Target      string    // unescaped
	Reference   string    // label, if it is a reference link
	Image       bool
	HTML        bool // <a href> or <img src>: Span is the target alone
}

// Definition is a link reference definition, "[label]: target".
type Definition struct {
	Span          text.Span
	Label, Target string
	Destination   text.Span // the target as written
}

// Include is the publishing system's "[!INCLUDE [name](path)]", in code and tables too.
type Include struct {
	Section *Section
	Span    text.Span
	Name    string
	Target  string
	Path    text.Span // the target inside Span
}

// TabGroup is a run of "# [Title](#tab/id)" pseudo-headings up to "---".
type TabGroup struct {
	Section  *Section
	Tabs     []*Tab
	Span     text.Span
	End      text.Span   // the closing "---"; empty if the group is not closed
	Headings []text.Span // real headings inside the group
}

// Tab is one tab of a group.
type Tab struct {
	Title string
	ID    string
	Span  text.Span // its line
}
