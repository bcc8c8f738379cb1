package csdl

import "docgauge/internal/httpmsg"

// Resolution is what the segments of a path mean, and where it leads.
type Resolution struct {
	// Steps has one for each segment that could be read, in order.
	Steps []Step
	// Faults are the departures from the metadata, in order. Where it is plain
	// what was meant (letter case, a missing key or cast, wrong arguments) the
	// reading went on; any other fault is the last, and ends Steps.
	Faults []Fault
	// Limit says why Steps ends before the path does although nothing is wrong:
	// metadata does not tell what may follow.
	Limit Limit
	// Near is the declared name that the first segment beyond the limit of an
	// open type comes close to, or empty.
	Near string

	// Whole says that each segment has a step. Without it the rest is zero.
	Whole bool
	// Type is that of the value that the path leads to: what the last operation
	// returns, the entity behind "$ref" and "$value". It is zero where an action
	// returns nothing, and at the root and its "$metadata" and the like.
	Type Ref
	// Operation is the overload that the last segment calls, or nil.
	Operation *Operation
}

// Limit is a reason why metadata does not tell what a path means.
type Limit uint8

// The limits. NoLimit is that of paths read to the end or to a fault.
const (
	NoLimit     Limit = iota
	OpenType          // an open type may have any property beside the declared ones
	Undescribed       // the value is of a type that says nothing of its members
	NamePlace         // a placeholder stands for a name, or an elision for segments
)

// StepKind is what a segment names.
type StepKind uint8

// The kinds of step.
const (
	ResourceStep  StepKind = iota // a child of the entity container; an import calls its operation
	PropertyStep                  // a structural or navigation property
	KeyStep                       // a key as a segment of its own (OData URL Conventions 4.01 section 4.3.6)
	CastStep                      // a type
	OperationStep                 // a bound action or function
	SystemStep                    // "$ref", "$count", "$metadata"
)

// Step is one segment of a path, as metadata reads it.
type Step struct {
	Kind  StepKind
	Index int // of the segment
	// Type is that of the value the path has reached with this segment, keys in
	// parentheses included.
	Type      Ref
	Resource  *Resource  // of a ResourceStep
	Property  *Property  // of a PropertyStep
	Operation *Operation // of an OperationStep and an import: the overload that fits best
	// Arguments are the parts of a key, of a KeyStep or in parentheses, or the
	// arguments of a function. A part without a name is all of a key.
	Arguments []Argument
	// Near is of a KeyStep the operation of the collection, or the property of
	// its items, that the key comes close to, if it is no placeholder; or empty.
	Near string
	// Elsewhere is of a KeyStep the operations that are bound to other types and
	// have the very name that is read as a key.
	Elsewhere []*Operation
}

// Argument is a name and a value in a segment; Start and End are the bytes of
// both in the text that the segment was cut from.
type Argument struct {
	Name, Value string
	Start, End  int
}

// FaultKind is how a path departs from metadata.
type FaultKind uint8

// The kinds of fault. With those from WrongCase to NeedsCast it is plain what
// was meant, and the reading goes on.
const (
	Unknown          FaultKind = iota // nothing has the name; Right is a near one, or empty
	UnexpectedKey                     // a key where no collection of entities is
	WrongBinding                      // an operation that is bound to other types: Operations; Right as in Unknown
	Misplaced                         // a system resource ("$count") that this value does not have
	Beyond                            // something behind what a path ends with: "$count", an action, a primitive value
	WrongCase                         // Right is the name in its own letter case
	MissingKey                        // a navigation property of the items, on the collection
	KeyName                           // a key that the entity type does not have; Right as in Unknown
	Arguments                         // no overload in Operations takes the arguments in parentheses
	MissingArguments                  // a function without parentheses, whose overloads in Operations all have parameters
	NotComposable                     // something behind a function whose result a path cannot lead on from
	WrongCast                         // to a type, Needs, that is neither derived from that of the value, nor its base
	NeedsCast                         // the segment belongs to a type derived from that of the value: Needs
)

// Fault is a segment, or a part of one, that departs from metadata.
type Fault struct {
	Kind       FaultKind
	Index      int    // of the segment
	Start, End int    // bytes of Name in the text that the segment was cut from
	Name       string // what is at fault, as written
	Right      string
	On         Ref // type of the value reached before, or the collection with the key; zero at the root
	Operations []*Operation
	Needs      *Type // of several the first in the document
}

// Resolve reads a path, as httpmsg.Target.Resource returns it: relative to the
// service root, with what a request on a page or a list of routes has in it: keys
// in parentheses and as segments, placeholders, paths in colons. Options are
// those of the query: parameters of a function may stand there (OData URL
// Conventions 4.01 section 5.3).
func (m *Model) Resolve(segments []httpmsg.Segment, options ...httpmsg.Option) Resolution {
	w := &walker{m: m, segments: segments, options: options}
	for w.index = range segments {
		if !w.segment(segments[w.index]) {
			return w.Resolution
		}
	}
	w.Whole, w.Type = true, w.at
	if n := len(w.Steps); n > 0 {
		w.Operation = w.Steps[n-1].Operation
	}
	return w.Resolution
}
