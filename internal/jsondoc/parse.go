package jsondoc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// Parse reads a fragment as one JSON text (RFC 8259). It never fails: what is
// malformed becomes a problem, each fault one problem, and reading goes on
// behind it. Cost is linear in the length of the fragment.
//
// Fixes that are called safe have been tried: with all of them made the text
// reads the same, value by value, and has fewer problems.
func Parse(f text.Fragment) *Document {
	d := read(f)
	d.tryFixes()
	return d
}

// read parses without trying the fixes.
func read(f text.Fragment) *Document {
	p := parser{f: f, s: f.String(), base: f.Offset(0), doc: &Document{Text: f}}
	p.flat = f.Offset(len(p.s)) == p.base+len(p.s)
	p.valid = utf8.ValidString(p.s)
	p.last = len(trimBlank(p.s))
	p.budget = 8*len(p.s) + 1<<18
	p.frames, p.members, p.items = make([]frame, 0, 4), make([]Member, 0, 8), make([]*Value, 0, 4)
	p.document()
	p.finish()
	return p.doc
}

// parser holds one reading. Its offsets are in the fragment; span, after and
// through convert them to the file's.
type parser struct {
	f     text.Fragment
	s     string // the fragment's text; names and values are parts of it
	pos   int    // next byte to read
	end   int    // end of the last token read
	last  int    // end of the text without blanks at its end
	base  int    // file offset of the fragment
	flat  bool   // the fragment is one piece of the file
	valid bool   // the whole text is valid UTF-8
	doc   *Document

	frames  []frame  // the arrays and objects around pos, outermost first
	members []Member // of the objects in frames, inner ones last
	items   []*Value // of the arrays in frames, inner ones last
	slab    []Value  // values to hand out
	grow    int      // size of the last slab

	budget   int     // steps that looking ahead may still take: keeps the whole linear
	between  int     // end of the last comment or odd character reported: reading may go back before it
	leave    int     // offset+1 of a closing bracket that an outer frame is going to take
	early    bool    // the frame read last ended without its bracket, before an entry of the one around
	earlyAt  int     // the comma before that entry, or -1
	cut      bool    // that the text ends too early was reported
	split    bool    // the name read last lacks its closing quote
	dangling bool    // it ends behind a name or colon
	inString int     // 1 + the index of the problem that the text ends in a string
	closed   bool    // the frame read last had its closing bracket
	spare    int     // a comma behind the last of members without braces, or -1
	deep     bool    // that it is nested too deep was reported
	unended  [2]bool // no "*/", no "-->" in the rest of the text
	repeated []repeated
	overflow bool        // there were more than MaxProblems
	dropped  ProblemKind // of one of those, one that makes the text not strict if there is any
	scrap    Problem     // what takes them
}

// frame is an array or object being read.
type frame struct {
	at       int  // its opening bracket
	closer   byte // '}' or ']'
	first    int  // where its members start among the parser's
	implicit bool // an object without brackets
	elided   bool
	vague    bool // an entry of the wrong shape was reported; its like are not
	state    separator
	comma    int    // state afterComma: where it stands
	before   int    // and where the token before it ends
	gap      int    // state loose: 1 + the end of an entry behind which the line ends without a comma
	ellipsis int    // index+1 of the problem for a comment like "// ..." after that comma
	entry    int    // start of the value read last, -1 when there is none
	told     int    // problems before it
	child    bool   // name or index tells the entry being read
	name     string // object
	index    int    // array; -1 before the first item
}

// separator says what stands before the next entry of a frame.
type separator uint8

const (
	atStart      separator = iota // the opening bracket
	afterComma                    // one comma
	loose                         // a fault already reported: a comma may follow or not
	afterElision                  // likewise, and a comma may even be the last
)

func (p *parser) top() *frame { return &p.frames[len(p.frames)-1] }

func (p *parser) push(at int, closer byte) {
	p.frames = append(p.frames, frame{at: at, closer: closer, first: len(p.members), index: -1, entry: -1})
}

func (p *parser) pop() { p.frames = p.frames[:len(p.frames)-1] }

// value hands out a value that starts at the offset and ends at pos; closing
// values set their span when they are complete.
func (p *parser) value(k Kind, start int) *Value {
	if len(p.slab) == 0 {
		if p.grow == 0 {
			p.grow = min(1+strings.Count(p.s, ":"), 256) // about one for each member: most texts need no more
		} else {
			p.grow = min(max(4, p.grow), 256)
		}
		p.slab = make([]Value, p.grow)
	}
	v := &p.slab[0]
	p.slab = p.slab[1:]
	v.Kind, v.Span = k, p.span(start, p.pos)
	return v
}

// absent is the value of a name that has none: an empty one at the end of the last token.
func (p *parser) absent() *Value {
	v := p.value(Invalid, p.pos)
	at := p.after(p.end)
	v.Span = text.Span{Start: at, End: at}
	return v
}

// span converts a range of the fragment to one of the file.
func (p *parser) span(start, end int) text.Span {
	if p.flat {
		return text.Span{Start: p.base + start, End: p.base + end}
	}
	return p.f.Span(start, end)
}

// after is the file offset behind the byte before i: where an insertion at i
// goes, on the line of the text it follows.
func (p *parser) after(i int) int {
	if p.flat || i == 0 {
		return p.base + i
	}
	return p.f.Span(i-1, i).End
}

// through is the file range from one byte of the fragment up to another, with
// the indentation or quote marks between their lines.
func (p *parser) through(start, end int) text.Span {
	return text.Span{Start: p.f.Offset(start), End: p.f.Offset(end)}
}

func (p *parser) replace(start, end int, with string) diag.Edit {
	return diag.Edit{Span: p.span(start, end), New: with}
}

// insert adds text behind the byte before i, insertBefore in front of the byte
// at i: the same place except where a line of the fragment ends.
func (p *parser) insert(i int, what string) diag.Edit {
	at := p.after(i)
	return diag.Edit{Span: text.Span{Start: at, End: at}, New: what}
}

func (p *parser) insertBefore(i int, what string) diag.Edit {
	return diag.Edit{Span: p.through(i, i), New: what}
}

// report records a problem at [start, end), which is made at least one
// character long. The result may be filled in until the next report.
func (p *parser) report(k ProblemKind, start, end int, message, help string) *Problem {
	n := len(p.doc.Problems)
	if n >= MaxProblems {
		if !p.overflow || !k.grammatical() {
			p.overflow, p.dropped = true, k
		}
		p.scrap = Problem{}
		return &p.scrap
	}
	start, end = p.visible(start, end)
	p.doc.Problems = append(p.doc.Problems, Problem{
		Kind: k, Span: p.span(start, end), Message: message, Help: help, Pointer: p.pointer(),
	})
	return &p.doc.Problems[n]
}

// repeated is a fault that has one cause wherever it occurs in a text, such as a
// no-break space pasted in with every line: all its occurrences are one problem,
// at the first, with one repair.
type repeated struct {
	key     rune // the character, or a negative quoteClass
	problem int  // index in Problems
	places  int
}

// again adds an occurrence to the problem with the key. It returns false when there is none yet.
func (p *parser) again(key rune, safe bool, edits ...diag.Edit) bool {
	for i := range p.repeated {
		r := &p.repeated[i]
		if r.key != key {
			continue
		}
		r.places++
		pr := &p.doc.Problems[r.problem]
		for _, e := range edits {
			pr.Fix = addEdit(pr.Fix, e)
		}
		if pr.Fix != nil {
			pr.Fix.Safe = pr.Fix.Safe && safe
		}
		return true
	}
	if n := len(p.doc.Problems); n < MaxProblems {
		p.repeated = append(p.repeated, repeated{key, n, 1})
	}
	return false
}

// maxEdits bounds the edits of one repair; a text that needs more is no
// documentation, and its repair is dropped.
const maxEdits = 10000

func addEdit(fix *diag.Fix, e diag.Edit) *diag.Fix {
	if fix == nil || len(fix.Edits) >= maxEdits {
		return nil
	}
	fix.Edits = append(fix.Edits, e)
	return fix
}

// visible widens an empty range to the character before it, or to the one behind at the start.
func (p *parser) visible(start, end int) (int, int) {
	if start < end {
		return start, end
	}
	if start > 0 {
		_, n := utf8.DecodeLastRuneInString(p.s[:start])
		return start - n, start
	}
	_, n := utf8.DecodeRuneInString(p.s)
	return 0, n
}

// finish puts the problems in order and words those that stand for several places.
func (p *parser) finish() {
	for _, r := range p.repeated {
		if r.places > 1 {
			// Not in the message, which identifies the finding while its page changes.
			pr := &p.doc.Problems[r.problem]
			pr.Help += fmt.Sprintf("; the same stands in %s", places(r.places-1))
		}
	}
	less := func(a, b Problem) int {
		return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
	}
	if !slices.IsSortedFunc(p.doc.Problems, less) {
		slices.SortStableFunc(p.doc.Problems, less)
	}
	if p.overflow {
		last := p.doc.Problems[MaxProblems-1]
		p.doc.Problems = append(p.doc.Problems, Problem{
			Kind: p.dropped, Span: last.Span, Message: "too many problems in one JSON text, the others are left out",
		})
	}
}

// maxPointer bounds a problem's JSON pointer; of a longer one the part that fits
// is kept, which is the pointer of a value further out.
const maxPointer = 4096

// pointer is the JSON pointer (RFC 6901) of the entry being read.
func (p *parser) pointer() string {
	var b strings.Builder
	for i := range p.frames {
		fr := &p.frames[i]
		if !fr.child || b.Len()+len(fr.name) > maxPointer {
			break
		}
		step(&b, fr.closer == '}', fr.name, fr.index)
	}
	return b.String()
}
