// Package httpmsg reads the HTTP request or response in a code block (RFC 9112
// message format as documentation writes it) and goes on after every
// malformation, so that a broken message still has headers and a body to check.
package httpmsg

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// Kind tells what a block holds.
type Kind uint8

// The kinds of message.
const (
	None Kind = iota
	Request
	Response
)

// Part is a piece of a message with its place in the file.
type Part struct {
	Text string
	Span text.Span // empty where the part is absent: the place it belongs
}

// Header is one header field.
type Header struct {
	Name, Value Part      // a value folded over lines (RFC 9112 section 5.2) is joined by spaces
	Span        text.Span // the line, or lines, without the last line ending
}

// ProblemKind says which part of a message is malformed.
type ProblemKind uint8

// The kinds of problem.
const (
	StartLine         ProblemKind = iota
	BlankBeforeHeader             // a blank line between start line and headers
	HeaderLine                    // a header line without name, colon or value
	NoBlankBeforeBody             // the body follows a header line directly
	Multipart                     // a multipart body whose parts cannot be told
)

// Problem is one malformation; its span lies on the fault itself.
type Problem struct {
	Kind    ProblemKind
	Span    text.Span
	Message string
	Help    string
	Fix     *diag.Fix
}

// Message is a request or response. Absent parts are empty with an empty span.
type Message struct {
	Kind     Kind
	Text     text.Fragment
	Method   Part // request
	Target   Part // request: the URL or path as written, spaces inside kept; joined if it was wrapped over lines
	Version  Part // "HTTP/1.1"; a request may lack it
	Status   Part // response: the digits
	Code     int  // response: 0 when the status is no number from 100 to 599
	Reason   Part // response
	Headers  []Header
	Body     text.Fragment // without blank lines around it; empty if none
	Parts    []BodyPart    // multipart body
	Problems []Problem     // ascending by span
}

// BodyPart is one part of a multipart body.
type BodyPart struct {
	Headers []Header
	Body    text.Fragment
}

// Header returns the first header with that name, letter case ignored (RFC 9110
// section 5.1), or nil.
func (m *Message) Header(name string) *Header { return find(m.Headers, name) }

// Header returns the part's first header with that name, letter case ignored, or nil.
func (p *BodyPart) Header(name string) *Header { return find(p.Headers, name) }

// find also takes "Content Type" for Content-Type: the problem is reported, and
// the header is not missing.
func find(headers []Header, name string) *Header {
	for i := range headers {
		n := headers[i].Name.Text
		if strings.IndexByte(n, ' ') > 0 {
			n = strings.Join(strings.Fields(n), "-")
		}
		if strings.EqualFold(n, name) {
			return &headers[i]
		}
	}
	return nil
}
