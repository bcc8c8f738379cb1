package rule

import (
	"slices"
	"strings"

	"docgauge/internal/docset"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// Conformance is how far one JSON text of a block agrees with the type it is
// said to be of, or why it is not known.
type Conformance struct {
	Block *page.Block
	// JSON is the text looked at: the block's, its body's, or one of a multipart
	// body's; nil if there is none.
	JSON *jsondoc.Document
	// Type is the name of the type that counts: qualified if it is defined, as
	// the page writes it if not, and empty if none is named.
	Type       string
	Collection bool // several values of Type are expected
	From       From // who names the type
	// Reason is why the text was not held against a type; Validated if it was.
	// Objects within it that name a type of their own are checked all the same.
	Reason     Reason
	Violations []schema.Violation
}

// From says who names the type of a block.
type From uint8

// Where a type is named, the surest first.
const (
	Nobody         From = iota
	FromAnnotation      // "@odata.type" or "@type" of the annotation
	FromBody            // "@odata.type" of the body or its items
	FromContext         // "@odata.context" of the body (OData JSON Format 4.01 section 10)
	FromMetadata        // where the request's path leads
	FromProse           // the page's section on the request body or the response
	FromResponse        // of a request that creates or updates: the response to it
)

// String names the place, as it reads in statistics.
func (f From) String() string {
	return [...]string{"nobody", "annotation", "body", "context", "metadata", "prose", "response"}[f]
}

// guessed reports whether the type is concluded from something else than the
// block, so that it counts only if the body looks like it.
func (f From) guessed() bool { return f >= FromProse }

// conformer validates the blocks of one page.
type conformer struct {
	subject *Subject
	page    *page.Page
	set     *docset.Set
	schemas *schema.Registry
	above   *page.Block // the block before the one being looked at
	// prose is what the sections on the request body and the response name.
	prose map[page.Role]named
	// inTables is what the tables on the request body list, nil before it is asked for.
	inTables map[string]bool
	// listed is the types that these tables give, fromTables the one made of them;
	// both are nil before they are asked for.
	listed     map[string]odata.TypeRef
	fromTables *schema.Type
}

// named is a type that is named, and whether in a collection.
type named struct {
	name       string // as the page writes it
	t          *schema.Type
	collection bool
	from       From
	none       Reason // why nobody names one, if that is known
}

func conform(s *Subject) []Conformance {
	if s.Schemas == nil {
		return nil
	}
	c := &conformer{subject: s, page: s.Page, set: s.Set, schemas: s.Schemas}
	out := make([]Conformance, 0, len(s.Page.Blocks))
	for _, blk := range s.Page.Blocks {
		if why := unfit(blk); why != Validated {
			out = append(out, Conformance{Block: blk, Reason: why})
		} else {
			for i, doc := range blk.Documents() {
				out = append(out, c.text(blk, doc, i == 0))
			}
		}
		c.above = blk
	}
	return out
}

// text validates one JSON text of a block. What is declared for the block holds
// for the first: of a multipart body that is the one that describes the others.
func (c *conformer) text(blk *page.Block, doc *jsondoc.Document, first bool) Conformance {
	out := Conformance{Block: blk, JSON: doc}
	root := doc.Root
	if root == nil || root.Kind == jsondoc.Invalid {
		out.Reason = Unreadable
		return out
	}
	opts := options(blk)
	n := named{}
	if first {
		n = c.named(blk, root)
	} else {
		n = c.inBody(root)
	}
	out.Type, out.Collection, out.From = n.name, n.collection, n.from
	if n.t != nil {
		out.Type = n.t.Name
	}
	out.Reason = c.reason(n, root)
	if n.from.guessed() {
		opts.Truncated = true
	}
	var listed *schema.Type
	if first && n.from == Nobody {
		listed = c.tabled(blk, root)
	}
	var found []schema.Violation
	if listed != nil {
		found = c.schemas.Validate(listed, root, opts)
	} else {
		found = c.schemas.ValidateBody(root, out.Type, n.collection, opts)
	}
	out.Violations = slices.DeleteFunc(found, func(v schema.Violation) bool {
		m := doc.MemberAt(v.Pointer)
		return v.Kind == schema.Property && m != nil && (c.unsettled(doc, &v) || c.set.Conventions.Ignorable(m.Name) ||
			n.from.guessed() && blk.Kind == page.RequestBlock && c.parameters()[m.Name])
	})
	return out
}

// unsettled reports whether an unknown property may be that of a base type: the
// object itself names its type, and perhaps the page on what it is declared to be
// was not read.
func (c *conformer) unsettled(doc *jsondoc.Document, v *schema.Violation) bool {
	if v.Type == nil || v.Type.Source != "derived" || c.set.Flat || c.subject.KnowsTypes() {
		return false
	}
	return doc.At(v.Parent()).Get("@odata.type") != nil
}

// reason says why a type that is named cannot be used.
func (c *conformer) reason(n named, root *jsondoc.Value) Reason {
	switch {
	case schema.IsError(root, n.t):
		return ErrorResponse
	case n.t != nil:
		if n.t.Ready() != nil {
			return BadSchema
		}
		return Validated
	case n.none != Validated:
		return n.none
	case n.from == Nobody:
		return untyped(root)
	case n.name == "":
		return BadTypeName
	case strings.HasPrefix(n.name, "Edm."):
		return Primitive
	case c.subject.DefinedIn(n.name) != nil:
		return OtherRoot
	}
	return UnknownType
}

// options says how strictly to judge the block's JSON.
func options(blk *page.Block) schema.Options {
	opts := schema.Options{
		Truncated: blk.Annotation == nil || blk.Annotation.Flag("truncated") || selects(blk.Request),
		Wrapper:   blk.Annotation.Text("collectionProperty"),
		Empty:     blk.Annotation.Flag("isEmpty"),
	}
	if blk.Kind == page.RequestBlock {
		opts.Use = schema.Request
	}
	return opts
}

// selects reports whether the request asks for some properties only (OData URL
// Conventions 4.01 section 5.1.4).
func selects(req *page.Block) bool {
	if req == nil || req.HTTP == nil {
		return false
	}
	target := req.HTTP.Target.Text
	i := strings.IndexByte(target, '?')
	return i >= 0 && strings.Contains(target[i:], "select=")
}
