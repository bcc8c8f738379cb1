package rules

import (
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var metadataParameter = rule.Rule{
	ID:       "metadata-parameter",
	Title:    "Parameters are those that the metadata gives the action or function",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasMetadata,
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
		b := metadataBodies{Pass: p, found: map[string]*diag.Diagnostic{}}
		for _, call := range p.Calls() {
			if call.Listed {
				continue
			}
			if call.Meant != nil {
				b.body(call)
			}
			metadataArguments(p, call)
		}
		metadataTables(p)
	},
}

// metadataBodies compares the bodies of a page's requests with the parameters of
// the operations that they call.
type metadataBodies struct {
	*rule.Pass
	found map[string]*diag.Diagnostic // what several bodies have in common
}

func (b *metadataBodies) body(call *rule.Call) {
	blk := call.Block
	if blk.JSON == nil || blk.JSON.Root == nil || blk.JSON.Root.Kind != jsondoc.Object {
		return
	}
	op, root := call.Meant, blk.JSON.Root
	if !strings.EqualFold(call.Method.Text, "POST") {
		return // the body is none of a call: see metadata-path
	}
	cases := metadataParameterCases(b.Pass, op)
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
			taken[strings.ToLower(b.noParameter(call, m))] = true
		case !exact:
			cases.add(m.NameSpan, name, par.Name, `"`+par.Name+`"`)
		}
	}
	b.values(call)
	if !root.Elided {
		b.missing(call, taken)
	}
}

// noParameter reports a member of a body that is no parameter, and returns the
// one that may be meant, or "".
func (b *metadataBodies) noParameter(call *rule.Call, m *jsondoc.Member) (near string) {
	op := call.Meant
	var free []string
	for _, par := range op.Parameters {
		if call.Block.JSON.Root.Member(par.Name) == nil {
			free = append(free, par.Name)
		}
	}
	near = schema.Closest(m.Name, free)
	if d := b.found[op.Name+" "+m.Name]; d != nil {
		b.Also(d, m.NameSpan, "and here", m.Name)
		return near
	}
	d := b.Report(m.NameSpan, "%q is no parameter of %s %s", m.Name, rule.Aside(metadataTheKind(op)), rule.Aside(op.Name))
	b.found[op.Name+" "+m.Name] = d
	d.Pointer = jsondoc.Pointer(m.Name)
	d.Help = metadataDidYouMean(near, metadataTakes(op))
	if near != "" {
		d.Fixes = []diag.Fix{*metadataWrite(m.NameSpan, `"`+near+`"`, false)}
	}
	metadataDoubt(d, call)
	return near
}

// metadataDoubt lowers a finding that rests on a guess which operation is called,
// or that is in a block which is to be left alone.
func metadataDoubt(d *diag.Diagnostic, call *rule.Call) {
	if call.Guessed && d.Severity == diag.Error {
		d.Severity = diag.Warning
	}
	httpLower(d, call.Block)
}

// missing reports the parameters that a body should have and lacks, in one finding.
func (b *metadataBodies) missing(call *rule.Call, taken map[string]bool) {
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
	d := b.Report(text.Span{Start: root.Span.Start, End: root.Span.Start + 1}, "the body lacks %s, which %s does not take as null", rule.Aside(metadataList(names, "and", 12)), rule.Aside(call.Meant.Name))
	d.Lacks(names...)
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

// values validates the values in a body.
func (b *metadataBodies) values(call *rule.Call) {
	p, blk := b.Pass, call.Block
	t := p.Schemas.Unlisted("metadata", p.Set.Metadata.Parameters(call.Meant))
	known := metadataKnown(p, call)
	found := map[string]*diag.Diagnostic{}
	c := rule.Conformance{Block: blk, JSON: blk.JSON}
	for _, v := range p.Schemas.Validate(t, blk.JSON.Root, schema.Options{Use: schema.Request, Truncated: true}) {
		if slices.Contains(known, v.Span) || isPlaceholder(&c, &v) || metadataOverlooked(p, blk.JSON, &v) {
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

// metadataOverlooked reports whether a departure is none of a parameter's value:
// a member of the body itself, a string that leaves a part of a long value out, a
// property of an object that names a type which nobody defines.
func metadataOverlooked(p *rule.Pass, doc *jsondoc.Document, v *schema.Violation) bool {
	switch v.Kind {
	case schema.Format:
		return v.Value.Kind == jsondoc.String && (strings.Contains(v.Value.Text, "...") || strings.Contains(v.Value.Text, "…"))
	case schema.Property:
		holder := doc.At(v.Parent())
		own := holder.Get("@odata.type")
		if holder == doc.Root || own == nil || own.Kind != jsondoc.String {
			return holder == doc.Root
		}
		t, _ := p.Schemas.Lookup(odata.Parse(own.Text).Name)
		return t == nil
	}
	return false
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
	return append(at, paramWrongTypes(p.Subject, call.Block)...)
}
