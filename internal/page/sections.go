package page

import (
	"bytes"
	"strings"
	"unicode"

	"docgauge/internal/text"

	"github.com/yuin/goldmark/ast"
)

// heading reads an ATX or setext heading: a tab, a section, or, when "---" below
// a paragraph was meant to close a tab group, that paragraph.
func (b *builder) heading(n *ast.Heading, quoted bool) {
	lines := b.lines(n)
	inner := b.cover(lines)
	whole, setext := b.headingLines(n, inner)
	if inner.Len() == 0 {
		inner = text.Span{Start: whole.End, End: whole.End}
	}
	if title, id, ok := tabHeading(b.src.Slice(inner)); ok {
		b.tab(title, id, whole)
		return
	}
	if setext && n.Level == 2 && b.tabs != nil {
		b.prose(n, lines, quoted)
		b.closeTabs(b.src.Line(b.src.LineAt(whole.End-1)), true)
		return
	}
	b.orphan(whole)
	if quoted { // a heading in a quote belongs to the quote, not to the outline
		b.page.Asides = append(b.page.Asides, inner)
		b.inline(n)
		return
	}
	if b.tabs != nil {
		b.tabs.Headings = append(b.tabs.Headings, whole)
	}
	s := b.mem.sections.put(Section{Level: n.Level, Heading: whole, Text: inner, Setext: setext})
	s.Title, s.Slug = b.titleAndSlug(inner)
	b.addSection(s)
	b.inline(n)
}

// headingLines returns the span of the whole heading, from its marks or, if it is
// underlined, from its text to the underline.
func (b *builder) headingLines(n *ast.Heading, inner text.Span) (whole text.Span, setext bool) {
	raw := b.src.Bytes
	if inner.Len() == 0 { // "##" alone: no container's mark holds a "#"
		line := b.src.Line(b.src.LineAt(b.base + max(0, n.Pos())))
		return text.Span{Start: line.Start + max(0, bytes.IndexByte(raw[line.Start:line.End], '#')), End: line.End}, false
	}
	line := b.src.Line(b.src.LineAt(inner.Start))
	marks := bytes.TrimRight(raw[line.Start:inner.Start], " \t\r\v\f")
	if bytes.HasSuffix(marks, []byte{'#'}) {
		return text.Span{Start: line.Start + len(bytes.TrimRight(marks, "#")), End: line.End}, false
	}
	return text.Span{Start: inner.Start, End: b.src.Line(b.src.LineAt(inner.End) + 1).End}, true
}

// addSection hangs s below the nearest section of a lower level.
func (b *builder) addSection(s *Section) {
	p := b.section
	for p != nil && p.Level >= s.Level {
		p = p.Parent
	}
	s.Parent = p
	s.Role = b.roleOf(s)
	b.noteRole(s)
	b.page.Sections = append(b.page.Sections, s)
	if s.Level == 1 && b.page.Title == nil {
		b.page.Title = s
	}
	b.section = s
}

// finishSections settles where each section ends.
func (b *builder) finishSections() {
	all := b.page.Sections
	end := len(b.src.Bytes)
	for i, s := range all {
		s.Body = text.Span{Start: s.Heading.End, End: end}
		s.Extent = text.Span{Start: s.Heading.Start, End: end}
		if i+1 < len(all) {
			s.Body.End = all[i+1].Heading.Start
		}
		for _, o := range all[i+1:] {
			if o.Level <= s.Level {
				s.Extent.End = o.Heading.Start
				break
			}
		}
	}
}

// titleAndSlug returns a heading's plain text, and its slug: the anchor written
// into the heading, which translations keep in English, or else the title's words.
func (b *builder) titleAndSlug(at text.Span) (title, slug string) {
	raw := b.src.Bytes[at.Start:at.End]
	title = Plain(b.src.Slice(at))
	if a := anchor(raw); a != "" {
		return title, Slug(a)
	}
	return title, Slug(title)
}

// anchor returns the name in <a name="x"> or <a id="x">, or "".
func anchor(raw []byte) string {
	i := bytes.Index(raw, []byte("<a "))
	if i < 0 {
		return ""
	}
	tag, _, _ := bytes.Cut(raw[i+3:], []byte{'>'})
	key, value, ok := bytes.Cut(tag, []byte{'='})
	if k := string(bytes.TrimSpace(key)); !ok || k != "name" && k != "id" {
		return ""
	}
	return string(bytes.Trim(value, " \t\"'/"))
}

// Slug turns a title into lower-case words joined by "-".
func Slug(title string) string {
	var sb strings.Builder
	gap := false
	for _, r := range title {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = gap || r == ' ' || r == '-' || r == '_' || unicode.IsSpace(r)
			continue
		}
		if gap && sb.Len() > 0 {
			sb.WriteByte('-')
		}
		gap = false
		sb.WriteRune(unicode.ToLower(r))
	}
	return sb.String()
}

// roleOf reads a section's role off its slug, its parents and its elder siblings.
func (b *builder) roleOf(s *Section) Role {
	role := roleBySlug(strings.TrimRight(s.Slug, "-0123456789"))
	if role == NoRole {
		role = b.opts.role(s)
	}
	inExample := s.Parent.In(Examples) || b.afterExample(s)
	switch {
	case role == Response && inExample:
		return ExampleResponse
	case role == HTTPRequest && inExample && (b.hasRole(HTTPRequest) || s.Parent.In(Examples)):
		return ExampleRequest
	case role == NoRole && inExample && strings.HasSuffix(s.Slug, "-request"):
		return ExampleRequest // "Second request"
	case role == NoRole && inExample && strings.HasSuffix(s.Slug, "-response"):
		return ExampleResponse
	case (role == ExampleRequest || role == ExampleResponse) && !inExample && s.Level <= 2 && !b.hasRole(HTTPRequest):
		return NoRole // a conceptual page's section on requests
	case role == ExampleRequest && !inExample && s.Slug != "request" && s.Level == b.httpLevel && !b.hasRole(Response):
		return NoRole // a misspelt heading, such as "Request heders", and no example yet
	case role == Examples && s.Parent.In(Examples):
		return Examples
	case role != NoRole && role != ExampleRequest && role != ExampleResponse && s.Parent.In(Examples):
		return NoRole // "Properties" below an example describes the example
	}
	return role
}

// afterExample reports whether an elder sibling of s opens the examples: pages
// that write "## Example", "## Request", "## Response" in a row.
func (b *builder) afterExample(s *Section) bool { return b.examples[s.Level] }

// noteRole remembers s for afterExample and hasRole.
func (b *builder) noteRole(s *Section) {
	clear(b.examples[s.Level+1:])
	if s.Role == Examples || s.Role == ExampleRequest {
		b.examples[s.Level] = true
	}
	b.roles[s.Role] = true
	if s.Role == HTTPRequest {
		b.httpLevel = s.Level
	}
}

func (b *builder) hasRole(r Role) bool { return b.roles[r] }

func roleBySlug(slug string) Role {
	switch slug {
	case "permissions", "permission", "prerequisites", "required-permissions":
		return Permissions
	case "http-request", "http-requests", "https-request", "http-syntax":
		return HTTPRequest
	case "function-parameters", "parameters":
		return FunctionParameters
	case "path-parameters", "uri-parameters", "url-parameters":
		return PathParameters
	case "optional-query-parameters", "query-parameters", "odata-query-parameters",
		"query-string-parameters", "optional-odata-query-parameters", "optional-query-string-parameters":
		return QueryParameters
	case "request-headers", "request-header", "optional-request-headers", "headers":
		return RequestHeaders
	case "request-body", "request-payload", "request-parameters":
		return RequestBody
	case "response", "responses", "return-value", "http-response":
		return Response
	case "error-responses", "error-response", "errors", "error-codes", "error-conditions",
		"error-conditions-and-messages", "error-handling", "exceptions", "response-codes", "error":
		return Errors
	case "methods":
		return Methods
	case "properties", "property":
		return Properties
	case "relationships", "navigation-properties", "relationship":
		return Relationships
	case "json-representation":
		return JSONRepresentation
	case "members", "enumeration-members", "enum-members", "values":
		return Members
	case "see-also", "related-content":
		return SeeAlso
	}
	return roleByPrefix(slug)
}

// roleByPrefix knows headings with a subject of their own: "Example 2: Rename a
// berth", "Request with a filter".
func roleByPrefix(slug string) Role {
	if strings.HasPrefix(slug, "http-request-") {
		return HTTPRequest
	}
	first, _, _ := strings.Cut(slug, "-")
	switch first {
	case "example", "examples", "sample", "samples":
		switch slug {
		case "example-request", "sample-request":
			return ExampleRequest
		case "example-response", "sample-response":
			return ExampleResponse
		}
		return Examples
	case "request", "requests":
		return ExampleRequest
	case "response", "responses":
		return ExampleResponse
	}
	return NoRole
}
