package rules

import (
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var metadataParameter = rule.Rule{
	ID:       "metadata-parameter",
	Title:    "Parameters are those that the metadata gives the action or function",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `With ` + "`--metadata FILE`" + ` a request that calls an action or function, and the tables of its
parameters, are compared with what the service takes. It answers a parameter that it does not
know with 400, or overlooks it.

Reported as errors: a member of an action's request body that is none of its parameters (with
the one that may be meant), a value whose JSON type is not the parameter's, a property that the
parameter's type lacks; a row of the table that is no parameter; a row whose type has another
JSON form than the parameter's, or is a collection where that is none.

Reported as warnings: values outside an enumeration or not in their format; a type in the table
that is not related to the parameter's; an argument in the URL that is quoted where its type
wants none, or the reverse. Infos: names that differ in letter case alone; parameters that no
row describes; parameters that may not be null and that a body leaves out.

Not reported: annotations and control information (` + "`@odata.type`" + `); values that param-type
or placeholder-value reports; tables on a page that documents several operations; what an
operation is that the metadata does not name (see metadata-path).`,
	Check: func(p *rule.Pass) {
		if p.Set.Metadata == nil {
			return
		}
		for _, call := range p.Calls() {
			if call.Listed {
				continue
			}
			if call.Meant != nil {
				metadataBody(p, call)
			}
			metadataArguments(p, call)
		}
		metadataTables(p)
	},
}

// metadataBody compares the body of a request with the parameters of the
// operation that it calls.
func metadataBody(p *rule.Pass, call *rule.Call) {
	blk := call.Block
	if blk.JSON == nil || blk.JSON.Root == nil || blk.JSON.Root.Kind != jsondoc.Object || strings.EqualFold(call.Method.Text, "GET") {
		return
	}
	op, root := call.Meant, blk.JSON.Root
	if !op.Action && !strings.EqualFold(call.Method.Text, "POST") {
		return // the body is of what the function returns
	}
	cases := metadataCases{Pass: p, op: op}
	taken := map[string]bool{}
	for i := range root.Members {
		m := &root.Members[i]
		name, _, control := strings.Cut(m.Name, "@")
		taken[strings.ToLower(name)] = true // also "berth@odata.bind"
		if control || name == "" || strings.Contains(name, "#") {
			continue
		}
		par, exact := op.Parameter(name)
		switch {
		case par == nil:
			metadataNoParameter(p, call, m)
		case !exact:
			cases.add(m.NameSpan, name, par, `"`+par.Name+`"`)
		}
	}
	metadataValues(p, call)
	if !root.Elided {
		metadataMissing(p, call, taken)
	}
}

// metadataCases reports names of parameters that differ from the metadata's in
// letter case, those of one body or table in one finding.
type metadataCases struct {
	*rule.Pass
	op    *csdl.Operation
	first *diag.Diagnostic
}

func (c *metadataCases) add(at text.Span, name string, par *csdl.Parameter, write string) {
	fix := metadataWrite(at, write, true)
	if c.first != nil {
		c.first.Related = append(c.first.Related, c.Related(at, fmt.Sprintf("%q is %q", name, par.Name)))
		c.first.Fixes[0].Message = "Write the names as the metadata has them"
		c.first.Fixes[0].Edits = append(c.first.Fixes[0].Edits, fix.Edits...)
		return
	}
	c.first = c.Report(at, "%q is %q in the metadata of %s", name, par.Name, c.op.Name)
	c.first.Severity, c.first.Help = diag.Info, "Write it in that letter case: not every service overlooks another"
	c.first.Fixes = []diag.Fix{*fix}
}

// metadataNoParameter reports a member of a body that is no parameter.
func metadataNoParameter(p *rule.Pass, call *rule.Call, m *jsondoc.Member) {
	op := call.Meant
	d := p.Report(m.NameSpan, "%q is no parameter of %s %s", m.Name, metadataTheKind(op), op.Name)
	d.Pointer = jsondoc.Pointer(m.Name)
	d.Help = "Its parameters are " + metadataParameters(op)
	if len(op.Parameters) == 0 {
		d.Help = "It has no parameters"
	}
	var free []string
	for _, par := range op.Parameters {
		if call.Block.JSON.Root.Member(par.Name) == nil {
			free = append(free, par.Name)
		}
	}
	if near := schema.Closest(m.Name, free); near != "" {
		d.Help = "Did you mean " + near + "?"
		d.Fixes = []diag.Fix{*metadataWrite(m.NameSpan, `"`+near+`"`, false)}
	}
	metadataDoubt(d, call)
}

// metadataDoubt lowers a finding that rests on a guess which operation is called,
// or that is in a block which is to be left alone.
func metadataDoubt(d *diag.Diagnostic, call *rule.Call) {
	if call.Guessed && d.Severity == diag.Error {
		d.Severity = diag.Warning
	}
	httpLower(d, call.Block)
}

// metadataMissing reports the parameters that a body should have and lacks, in
// one finding.
func metadataMissing(p *rule.Pass, call *rule.Call, taken map[string]bool) {
	var names []string
	for _, par := range call.Meant.Parameters {
		if !par.Nullable && !par.Optional && !par.Type.Collection && !taken[strings.ToLower(par.Name)] && !metadataInQuery(call, par.Name) {
			names = append(names, quoteName(par.Name))
		}
	}
	if len(names) == 0 {
		return
	}
	root := call.Block.JSON.Root
	d := p.Report(text.Span{Start: root.Span.Start, End: root.Span.Start + 1}, "the body lacks %s, which %s does not take as null", metadataList(names, "and", 12), call.Meant.Name)
	d.Severity, d.Help = diag.Info, "Add it to the example"
}

func metadataInQuery(call *rule.Call, name string) bool {
	for _, o := range call.Path.Options {
		if strings.EqualFold(o.Name, name) {
			return true
		}
	}
	return false
}

// metadataParameters lists the parameters of an operation.
func metadataParameters(op *csdl.Operation) string {
	var names []string
	for _, par := range op.Parameters {
		names = append(names, par.Name)
	}
	return metadataList(names, "and", 12)
}

// metadataValues validates the values in a body. Placeholders are another rule's,
// and so is what the page's own table contradicts.
func metadataValues(p *rule.Pass, call *rule.Call) {
	blk, op := call.Block, call.Meant
	t := p.Schemas.Unlisted("metadata", p.Set.Metadata.Parameters(op))
	known := metadataKnown(p, call)
	found := map[string]*diag.Diagnostic{}
	c := rule.Conformance{Block: blk, JSON: blk.JSON}
	for _, v := range p.Schemas.Validate(t, blk.JSON.Root, schema.Options{Use: schema.Request, Truncated: true}) {
		if strings.LastIndexByte(v.Pointer, '/') == 0 && v.Kind == schema.Property || v.Kind == schema.Format && metadataElided(v.Value) || isPlaceholder(&c, &v) || slices.ContainsFunc(known, func(at text.Span) bool { return at == v.Span }) {
			continue
		}
		key := violationKey(&v)
		if first := found[key]; first != nil {
			alsoViolates(p, first, &v)
			continue
		}
		d := reportViolation(p, &c, &v)
		switch v.Kind {
		case schema.Format, schema.Enum, schema.Consistency, schema.ODataCase:
			d.Severity = min(d.Severity, diag.Warning)
		}
		metadataDoubt(d, call)
		found[key] = d
	}
}

// metadataElided reports whether a string leaves a part of a long value out.
func metadataElided(v *jsondoc.Value) bool {
	return v.Kind == jsondoc.String && (strings.Contains(v.Text, "...") || strings.Contains(v.Text, "…"))
}

// metadataKnown returns the places in a body that other rules report: those where
// an object departs from the type that it names itself, and those that contradict
// the page's table of parameters.
func metadataKnown(p *rule.Pass, call *rule.Call) (at []text.Span) {
	for _, c := range p.Conformance() {
		if c.Block == call.Block {
			for _, v := range c.Violations {
				at = append(at, v.Span)
			}
		}
	}
	return append(at, paramWrongTypes(p.Page, call.Block)...)
}
