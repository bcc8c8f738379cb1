package rules

import (
	"fmt"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var metadataPath = rule.Rule{
	ID:       "metadata-path",
	Title:    "Every path is one that the service's metadata has",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasMetadata,
	Since:    "0.1.0",
	Doc: `With ` + "`--metadata FILE`" + ` each route and each request URL is read segment by segment, as the
service would read it: entity sets and singletons, keys, properties, type casts, actions and
functions with their parameters, ` + "`$ref`, `$value`, `$count`" + ` (OData 4.01 URL Conventions, section 4).
A path that the service does not have answers every reader with 404.

Reported as errors: a segment that nothing in that place is called (with the name that may be
meant); an action or function of other types; a key where there is no collection, or none where
one is needed; a segment behind one that ends a path; parameters that no overload of a function
has; an action that is not called with POST.

Reported as warnings: another letter case than the metadata's (services differ in whether they
mind); a property or action of derived types, which wants a type cast before it; a function
without the parameters that all its overloads need; a name near a declared one, or an action
of other types, where a property of an open type or a key could be meant; a literal key, such
as a GUID, in a list of routes. Infos: a function called with POST, and what follows a function
that is not composable.

A fault that occurs several times on a page is one finding, with the other places.

Not reported: what follows values that the metadata does not describe; paths with an elision
or a placeholder in place of a name; paths of another API version than the page's; URLs of
other hosts, if the API's have a version and theirs have not.`,
	Check: func(p *rule.Pass) {
		c := metadataPaths{Pass: p, found: map[string]*diag.Diagnostic{}}
		for _, call := range p.Calls() {
			if !metadataOtherVersion(p.Page, call) {
				c.call(call)
			}
		}
	},
}

// metadataPaths reports the faults of one page's paths.
type metadataPaths struct {
	*rule.Pass
	found map[string]*diag.Diagnostic // by cause
}

// metadataOtherVersion reports whether a call is of another API version than
// the page, whose metadata is not the one in force.
func metadataOtherVersion(pg *page.Page, call *rule.Call) bool {
	const beta = "beta"
	if pg.Version == "" || call.Path.Version < 0 {
		return false
	}
	called := call.Path.Segments[call.Path.Version].Text
	if pg.Version != beta && pg.Version != "v1.0" { // it is declared
		return !strings.EqualFold(called, pg.Version)
	}
	return (called == beta) != (pg.Version == beta)
}

func (c *metadataPaths) call(call *rule.Call) {
	faulty := map[int]bool{} // segments whose keys need no further look
	for i := range call.Faults {
		f := &call.Faults[i]
		faulty[f.Index] = faulty[f.Index] || f.Kind == csdl.UnexpectedKey
		if i+1 == len(call.Faults) || f.Kind != csdl.NotComposable || call.Faults[i+1].Index != f.Index {
			c.fault(call, f)
		}
	}
	if call.Limit == csdl.OpenType {
		c.open(call)
	}
	for i := range call.Steps {
		switch s := &call.Steps[i]; s.Kind {
		case csdl.KeyStep, csdl.ResourceStep, csdl.PropertyStep:
			if !faulty[s.Index] {
				c.key(call, s)
			}
		}
	}
	if call.Whole && call.Operation != nil {
		c.method(call)
	}
}

// report reports a finding of a call, or adds its place to that of an earlier
// one with the same cause. A fix is the replacement of the span.
func (c *metadataPaths) report(call *rule.Call, at text.Span, level diag.Severity, fix *diag.Fix, format string, args ...any) *diag.Diagnostic {
	cause := fmt.Sprintf(format, args...)
	if d := c.found[cause]; d != nil {
		c.Also(d, at, "the same again", args...)
		if fix != nil && len(d.Fixes) > 0 {
			d.Fixes[0].Edits = append(d.Fixes[0].Edits, fix.Edits...)
		}
		return d
	}
	d := c.Report(at, format, args...)
	d.Severity = level
	if fix != nil {
		d.Fixes = []diag.Fix{*fix}
	}
	if call.Block.Kind == page.RequestBlock {
		httpLower(d, call.Block)
	}
	c.found[cause] = d
	return d
}

// metadataWrite is the fix that writes a name in a place.
func metadataWrite(at text.Span, name string, safe bool) *diag.Fix {
	return &diag.Fix{Message: "Write " + name, Safe: safe, Edits: []diag.Edit{{Span: at, New: name}}}
}

// open reports a segment behind an open type that comes close to what the type
// declares, or is an operation of other types.
func (c *metadataPaths) open(call *rule.Call) {
	s := call.Segments[len(call.Steps)]
	at := call.Span(s.Start, s.Start+len(s.Name))
	on := call.Steps[len(call.Steps)-1].Type
	if call.Near != "" {
		d := c.report(call, at, diag.Warning, metadataWrite(at, call.Near, false), "%s does not declare %q", rule.Aside(on.Name), s.Name)
		d.Help = "Did you mean " + call.Near + "? The type is open, and may have it all the same"
		return
	}
	if ops, exact := c.Set.Metadata.Overloads(s.Name); exact && len(ops) > 0 {
		d := c.report(call, at, diag.Warning, nil, "%s is bound to %s, not to %s", rule.Aside(ops[0].Name), rule.Aside(metadataBindings(ops)), rule.Aside(metadataRef(on)))
		d.Help = "Call it on what it is bound to"
	}
}

// key looks at the keys of a step.
func (c *metadataPaths) key(call *rule.Call, s *csdl.Step) {
	for _, a := range s.Arguments {
		value := a.Value
		if i := strings.Index(value, ":/"); i >= 0 {
			value = value[:i]
		}
		at := call.Span(a.End-len(a.Value), a.End-len(a.Value)+len(value))
		switch {
		case s.Kind == csdl.KeyStep && s.Near != "":
			level := diag.Warning
			if call.Listed {
				level = diag.Error
			}
			d := c.report(call, at, level, metadataWrite(at, s.Near, false), "%q is read as the key of a %s", value, rule.Aside(s.Type.Name))
			d.Help = "Did you mean " + s.Near + "?"
		case s.Kind == csdl.KeyStep && len(s.Elsewhere) > 0 && call.Listed:
			c.elsewhere(call, s, at, value)
		case call.Listed && s.Type.Type != nil && s.Operation == nil && call.Block.Section.In(page.HTTPRequest) && metadataLiteral(value):
			c.literal(at, value, "{"+s.Type.Type.Local()+"-id}")
		}
	}
}

// literal reports a key that a route should leave open, all those of a page in
// one finding.
func (c *metadataPaths) literal(at text.Span, value, placeholder string) {
	fix := metadataWrite(at, placeholder, false)
	if d := c.found["literal"]; d != nil {
		c.Also(d, at, fmt.Sprintf("and %q", text.Clip(value, 40)), text.Clip(value, 40))
		d.Fixes[0].Message = "Write placeholders"
		d.Fixes[0].Edits = append(d.Fixes[0].Edits, fix.Edits...)
		return
	}
	d := c.Report(at, "the route has the key %q where it wants a placeholder", text.Clip(value, 40))
	d.Severity, d.Help, d.Fixes = diag.Warning, "Write a placeholder such as "+placeholder, []diag.Fix{*fix}
	c.found["literal"] = d
}

// elsewhere reports a route in which an operation of other types stands where it
// can only be a key.
func (c *metadataPaths) elsewhere(call *rule.Call, s *csdl.Step, at text.Span, value string) {
	op := s.Elsewhere[0]
	if op.Binding == nil {
		return
	}
	d := c.report(call, at, diag.Warning, nil, "%q is read as the key of a %s", value, rule.Aside(s.Type.Name))
	d.Help = fmt.Sprintf("The %s %s is bound to %s", metadataKind(op), op.Name, metadataRef(op.Binding.Type))
}

// metadataLiteral reports whether a key is a literal one that nobody would take
// for a name: a number, a GUID, another run of letters and digits; or the name of
// a placeholder without its braces.
func metadataLiteral(value string) bool {
	value = strings.Trim(value, "'\"")
	if value == "" || strings.ContainsAny(value, "{}<>") {
		return false
	}
	bare := strings.Trim(value, "()[]")
	if bare == "id" || strings.HasSuffix(bare, "-id") || strings.HasSuffix(bare, "_id") {
		return true
	}
	return httpIsKey(value)
}

// method reports an operation that is not called with its own method (OData 4.01
// Part 1 sections 11.5.4 and 11.5.5).
func (c *metadataPaths) method(call *rule.Call) {
	op, method := call.Operation, strings.ToUpper(call.Method.Text)
	want, level := "GET", diag.Error
	if op.Action {
		want = "POST"
	}
	switch {
	case method == "" || method == want || method == "HEAD" && !op.Action:
		return
	case method == "POST", !op.Action && op.Return.Type != nil && op.Return.Type.Structured():
		level = diag.Info // a composable function may stand for the entity it returns
	}
	if c.otherKind(call) {
		return
	}
	at := call.Method.Span
	var fix *diag.Fix
	help := "Write " + want + ", or the path that is meant"
	switch {
	case level == diag.Info:
		help = "Some services take the parameters of a function in a body; OData has them in the URL"
	case op.Action && method == "GET":
		fix = metadataWrite(at, want, false)
	}
	d := c.report(call, at, level, fix, "%s is %s, which is called with %s, not %s", rule.Aside(op.Name), rule.Aside(metadataAKind(op)), rule.Aside(want), rule.Aside(method))
	d.Help = help
}

// otherKind reports whether an action and a function of that name are bound to
// the value.
func (c *metadataPaths) otherKind(call *rule.Call) bool {
	ops, _ := c.Set.Metadata.Overloads(call.Operation.Name)
	for _, op := range ops {
		if op.Action != call.Operation.Action && op.Binding != nil && call.Operation.Binding != nil && op.Takes(call.Operation.Binding.Type) {
			return true
		}
	}
	return false
}
