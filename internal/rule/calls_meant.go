package rule

import (
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/odata"
	"docgauge/internal/page"
)

// meant finds the operation that a path calls which metadata cannot read to its
// end: one that another path of the page calls, or the overload that the page's
// title or parameters speak for, which is a guess.
func (c *caller) meant(call *Call) (op *csdl.Operation, guessed bool) {
	last := call.last()
	if last == nil || last.Placeholder() || call.Limit == csdl.OpenType || c.subject.Page.Kind == page.Conceptual {
		return nil, false
	}
	if n := len(call.Faults); n > 0 && call.Faults[n-1].Kind == csdl.WrongBinding {
		return nil, false
	}
	name := odata.Local(last.Name)
	for _, other := range c.calls {
		if other.Whole && other.Meant != nil && odata.Local(other.Meant.Name) == name {
			return other.Meant, false
		}
	}
	ops, exact := c.subject.Set.Metadata.Overloads(name)
	if !exact {
		return nil, false
	}
	op = c.choose(ops, strings.EqualFold(call.Method.Text, "GET"))
	return op, op != nil
}

// choose returns the overload, of actions or of functions, with most parameters
// that the page's tables list, if it is bound to the type in the page's title or
// no other has as many. Without either there is none.
func (c *caller) choose(ops []*csdl.Operation, function bool) (best *csdl.Operation) {
	names := c.parameters()
	most, alone := 0, false
	for _, op := range ops {
		if op.Action == function {
			continue
		}
		n := 0
		for _, p := range op.Parameters {
			if names[strings.ToLower(p.Name)] {
				n += 2
			}
		}
		if c.titled(op) {
			n++
		}
		switch {
		case n > most:
			best, most, alone = op, n, true
		case n == most:
			alone = false
		}
	}
	if !alone {
		return nil
	}
	return best
}

// parameters returns the names in the page's tables of parameters, in lower case.
func (c *caller) parameters() map[string]bool {
	if c.names != nil {
		return c.names
	}
	c.names = map[string]bool{}
	for _, t := range c.subject.Page.Tables {
		if t.Kind != page.ParameterTable && t.Kind != page.FunctionTable {
			continue
		}
		name := max(0, t.Column("parameter", "name", "property", "parameter name", "property name"))
		for i := range t.Rows {
			c.names[strings.ToLower(t.Rows[i].Cell(name).Text)] = true
		}
	}
	return c.names
}

// titled reports whether the page's title names the type that an operation is
// bound to: "berth: moor".
func (c *caller) titled(op *csdl.Operation) bool {
	if op.Binding == nil {
		return false
	}
	var titles []string
	if f := c.subject.Page.Front.Field("title"); f != nil {
		titles = append(titles, f.Value)
	}
	if s := c.subject.Page.Title; s != nil {
		titles = append(titles, s.Title)
	}
	for _, t := range titles {
		if owner, _, ok := strings.Cut(t, ":"); ok && strings.EqualFold(strings.TrimSpace(owner), odata.Local(op.Binding.Type.Name)) {
			return true
		}
	}
	return false
}
