package rule

import (
	"bytes"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
)

// Reason is why a block was not held against a type.
type Reason uint8

// The reasons.
const (
	Validated     Reason = iota // it was
	NotData                     // a list of routes, source code, output
	Notation                    // a type's JSON representation: table-resource compares it
	Ignored                     // its annotation asks tools to leave it alone
	ErrorResponse               // status 400 or above, "expectError", or an error object
	NoBody                      // a message without a body, an empty block
	NotJSON                     // the body is text, XML, binary, a placeholder
	Unreadable                  // no JSON value can be made out
	Stream                      // declared to be a stream, which has no JSON form
	Primitive                   // declared to be of a primitive type: only its JSON type is checked
	Parameters                  // the body holds the parameters of an action: metadata-parameter checks it
	Batch                       // requests or responses in one body: the objects within that name their type are checked
	NoType                      // nobody says of which type it is
	BadTypeName                 // its annotation's type is none
	UnknownType                 // nobody defines the type
	OtherRoot                   // another doc set of the run defines the type
	BadSchema                   // the type's schema does not compile
)

// String states the reason, as it reads in statistics.
func (r Reason) String() string {
	return [...]string{
		"validated", "no message and no JSON", "type notation", "ignored", "error response", "no body", "not JSON", "unreadable JSON",
		"stream", "primitive type", "parameters of an action", "batch", "no type declared", "malformed type name", "unknown type",
		"type of another doc set", "schema does not compile",
	}[r]
}

// unfit says why a block has nothing that could be held against a type.
func unfit(blk *page.Block) Reason {
	switch {
	case blk.Ignored():
		return Ignored
	case blk.Kind == page.Other || blk.Kind == page.RoutesBlock:
		return NotData
	case blk.Kind == page.ResourceBlock:
		return Notation
	case blk.Kind == page.ResponseBlock && isError(blk):
		return ErrorResponse
	case isStream(blk):
		return Stream
	case blk.JSON != nil || len(blk.Parts) > 0:
		return Validated
	case len(bytes.TrimSpace(content(blk))) == 0:
		return NoBody
	}
	return NotJSON
}

// content is the message's body, or the text of a block that is no message.
func content(blk *page.Block) []byte {
	if blk.HTTP != nil && blk.HTTP.Kind != 0 {
		return blk.HTTP.Body.Bytes
	}
	return blk.Body.Bytes
}

func isError(blk *page.Block) bool {
	return blk.HTTP != nil && blk.HTTP.Code >= 400 || blk.Annotation.Flag("expectError")
}

// isStream reports whether the annotation says that the body is bytes.
func isStream(blk *page.Block) bool {
	v := blk.Annotation.TypeName()
	if v == nil || v.Kind != jsondoc.String || !strings.Contains(strings.ToLower(v.Text), "stream") {
		return false
	}
	return odata.Parse(v.Text).Name == "Edm.Stream"
}

// untyped says why nobody names the type of a body.
func untyped(root *jsondoc.Value) Reason {
	if isBatch(root) {
		return Batch
	}
	return NoType
}

// isBatch reports whether a body holds requests or responses of its own (OData
// JSON Format 4.01 section 19).
func isBatch(root *jsondoc.Value) bool {
	for _, name := range [...]string{"requests", "responses"} {
		items := root.Get(name)
		if items == nil || len(items.Items) == 0 {
			continue
		}
		first := items.Items[0]
		if first.Get("id") != nil && (first.Get("status") != nil || first.Get("method") != nil && first.Get("url") != nil) {
			return true
		}
	}
	return false
}
