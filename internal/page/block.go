package page

import (
	"docgauge/internal/httpmsg"
	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// BlockKind is what a code block shows.
type BlockKind uint8

// The kinds of block. An annotation's blockType decides; a block without one, or
// marked "ignored", is classified by what it holds (see Block.Kind).
const (
	Other         BlockKind = iota // source code, output, anything else
	RequestBlock                   // an HTTP request
	ResponseBlock                  // an HTTP response
	ResourceBlock                  // a type's JSON representation
	ExampleBlock                   // JSON that is an example of a type
	RoutesBlock                    // method and path patterns, one a line
	JSONBlock                      // JSON, purpose unknown
)

var blockNames = [...]string{"other", "request", "response", "resource", "example", "routes", "json"}

func (k BlockKind) String() string { return blockNames[k] }

// Block is a fenced or indented code block, or, on a plain-text page, a run of
// lines that holds an HTTP message or JSON.
type Block struct {
	Annotation *Annotation // nil if none stands above it
	Kind       BlockKind
	Section    *Section  // nil before the first heading
	Tab        *Tab      // nil outside tab groups
	Span       text.Span // fences included
	Fence      text.Span // the opening fence mark; empty if the block is not fenced
	Info       text.Span // the info string; empty but well placed when absent
	Language   string    // first word of the info string, as written
	Body       text.Fragment
	HTTP       *httpmsg.Message    // requests and responses; nil otherwise
	JSON       *jsondoc.Document   // the block's JSON, or its HTTP body's if that is JSON; nil otherwise
	Parts      []*jsondoc.Document // JSON parts of a multipart body
	Routes     []httpmsg.Route     // Kind RoutesBlock
	// Request is the request that a response answers: the one its annotation
	// names, else the nearest above it (DESIGN section 4). Nil if there is none.
	Request   *Block
	Responses []*Block // the responses to a request
	Plain     bool     // found outside Markdown
	Closed    bool     // has its closing fence

	blockType string
}

// Documents returns all JSON of the block: its own or its body's, and that of
// the parts of a multipart body.
func (blk *Block) Documents() []*jsondoc.Document {
	if blk.JSON == nil {
		return blk.Parts
	}
	return append([]*jsondoc.Document{blk.JSON}, blk.Parts...)
}

// Annotation is an HTML comment that holds, or tries to hold, JSON.
type Annotation struct {
	Span    text.Span // from "<!--" to "-->"
	JSON    *jsondoc.Document
	Section *Section
	Block   *Block // the block it annotates; nil for an orphan or a page annotation
	// Between is what stands between the annotation and the block it seems
	// meant for: the reason it has none.
	Between text.Span
	Page    bool // "type": "#page.annotation"
	Include bool // stands above an [!INCLUDE …] (permissions)
}

// Get returns the annotation's member value by name, or nil. It may be called on nil.
func (a *Annotation) Get(name string) *jsondoc.Value {
	if a == nil || a.JSON == nil {
		return nil
	}
	return a.JSON.Root.Get(name)
}

// Text returns a string member's text, or "".
func (a *Annotation) Text(name string) string {
	if v := a.Get(name); v != nil && v.Kind == jsondoc.String {
		return v.Text
	}
	return ""
}

// Flag reports whether a member is true; the string "true" counts, as it does
// for the tools that read annotations today.
func (a *Annotation) Flag(name string) bool {
	v := a.Get(name)
	return v != nil && (v.Kind == jsondoc.Bool && v.Bool || v.Kind == jsondoc.String && (v.Text == "true" || v.Text == "True"))
}

// Strings returns a member's strings: one for a string, all for an array.
func (a *Annotation) Strings(name string) []*jsondoc.Value {
	v := a.Get(name)
	switch {
	case v == nil:
		return nil
	case v.Kind == jsondoc.String:
		return []*jsondoc.Value{v}
	}
	var out []*jsondoc.Value
	for _, item := range v.Items {
		if item.Kind == jsondoc.String {
			out = append(out, item)
		}
	}
	return out
}

// TypeName returns the value that declares the block's type, "@odata.type" or
// "@type", and nil if there is none.
func (a *Annotation) TypeName() *jsondoc.Value {
	for _, name := range [...]string{"@odata.type", "@type"} {
		if v := a.Get(name); v != nil {
			return v
		}
	}
	return nil
}
