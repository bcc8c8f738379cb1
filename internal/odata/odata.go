// Package odata reads type names as reference pages write them: in annotations,
// JSON bodies and table cells. It knows names and spellings, not what a type holds.
package odata

// TypeRef is a type as written somewhere on a page.
type TypeRef struct {
	Name       string // canonical: "microsoft.graph.permission", "driveRecipient", "Edm.String"; empty if none could be read
	Collection bool
	Flagged    bool    // "... flags": several members may be joined
	Start, End int     // byte range of the name in the text that was read
	Faults     []Fault // spellings that OData 4.01 or the dialect does not know
}

// Fault is a misspelling, with the byte range in the text that was read.
type Fault struct {
	Start, End int
	Message    string
	New        string // replacement of the range, if Fixable
	Fixable    bool
}
