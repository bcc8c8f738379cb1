package rules

import (
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var metadataReturn = rule.Rule{
	ID:       "metadata-return",
	Title:    "A response has the form of what the metadata says is returned",
	Severity: diag.Error,
	Needs:    (*rule.Subject).HasMetadata,
	Since:    "0.1.0",
	Doc: `With ` + "`--metadata FILE`" + ` the type of a response need not be declared: the path of its request
tells it. An action or function returns its return type, a GET what the path leads to, a POST to a
collection one item of it. A collection is an array in ` + "`value`" + ` (OData JSON Format 4.01 section
12), a single entity is not wrapped.

Reported as errors: a single value wrapped in ` + "`value`" + `; a collection that is a bare array, one
object, or an object in ` + "`value`" + `; a body where an action returns nothing. As warnings: a declared
or embedded type that is neither the returned one, nor derived from it, nor a base of it; any of
these where the request's path cannot be read and the page's title and tables alone tell which
action it calls. As an info: 204 No Content from an action or function that returns something.

Not reported: error responses and such as have no body; values whose form the metadata leaves
open; ` + "`$value`, `$batch`" + `; objects that hold nothing but control information; what
schema-odata-type says of a body whose type is declared.`,
	Check: func(p *rule.Pass) {
		if p.Set.Metadata == nil {
			return
		}
		for _, blk := range p.Page.Blocks {
			if blk.Kind != page.ResponseBlock || blk.Request == nil {
				continue
			}
			switch call := p.CallOf(blk.Request); {
			case call == nil:
			case metadataAnswers(blk):
				metadataReturned(p, blk, call)
			case blk.HTTP != nil && blk.HTTP.Code == 204:
				metadataNotReturned(p, blk, call)
			}
		}
	},
}

// metadataAnswers reports whether a response is the success of its request, with
// a JSON body.
func metadataAnswers(blk *page.Block) bool {
	if blk.HTTP != nil && blk.HTTP.Code != 0 && blk.HTTP.Code/100 != 2 || blk.Annotation.Flag("expectError") || httpAnswersHead(blk) {
		return false
	}
	if blk.JSON == nil || blk.JSON.Root == nil {
		return false
	}
	e := blk.JSON.Root.Get("error")
	return e == nil || e.Kind != jsondoc.Object || len(blk.JSON.Root.Members) > 1
}

func metadataReturned(p *rule.Pass, blk *page.Block, call *rule.Call) {
	want, ok := metadataResult(call)
	if !ok {
		return
	}
	r := metadataBodyForm{Pass: p, block: blk, call: call, want: want, root: blk.JSON.Root}
	r.subject = "the path leads to " + want.String()
	if call.Meant != nil {
		r.subject = call.Meant.Name + " returns " + metadataRef(want)
	}
	switch {
	case want.Name == "":
		r.nothing()
	case metadataVague(want):
	case want.Collection:
		r.collection()
	default:
		r.single()
	}
	if want.Type != nil && want.Type.Structured() {
		r.types()
	}
}

// metadataNotReturned reports a response without content to a call that returns something.
func metadataNotReturned(p *rule.Pass, blk *page.Block, call *rule.Call) {
	want, ok := metadataResult(call)
	if !ok || call.Meant == nil || want.Name == "" || call.Guessed {
		return
	}
	d := p.Report(blk.HTTP.Status.Span, "%s returns %s, but the response has no content", rule.Aside(call.Meant.Name), rule.Aside(metadataRef(want)))
	d.Key = call.Target.Text
	d.Severity, d.Help = diag.Info, "Show what is returned"
	if call.Meant.Nullable {
		d.Help = "Show what is returned, unless it is null"
	}
	d.Related = append(d.Related, p.Related(call.Target.Span, "the request"))
}

// metadataResult is the type of what the response to a call holds: zero for
// nothing. It is false where the metadata does not tell.
func metadataResult(call *rule.Call) (want csdl.Ref, ok bool) {
	method := strings.ToUpper(call.Method.Text)
	last := csdl.ResourceStep
	if n := len(call.Steps); call.Whole && n > 0 {
		last = call.Steps[n-1].Kind
	}
	want = call.Type
	switch {
	case last == csdl.SystemStep:
		name := call.Segments[len(call.Segments)-1].Name
		return want, method == "GET" && (name == "$filter" || name == "$query")
	case call.Meant != nil:
		return call.Meant.Return, method == "POST" || method == "GET" && !call.Meant.Action
	case !call.Whole || want.Name == "":
		return want, false
	case method == "GET":
		return want, true
	case method == "POST" && want.Collection:
		want.Collection = false
		return want, want.Type != nil && want.Type.Kind == csdl.EntityType
	case method == "PATCH" || method == "PUT":
		return want, !want.Collection && want.Type != nil && want.Type.Kind == csdl.EntityType
	}
	return want, false
}

// metadataBodyForm compares the form of one body with the type of what is returned.
type metadataBodyForm struct {
	*rule.Pass
	block   *page.Block
	call    *rule.Call
	want    csdl.Ref
	root    *jsondoc.Value
	subject string // "microsoft.graph.moor returns microsoft.graph.berth"
}

func (r *metadataBodyForm) report(at text.Span, pointer, message, help string) {
	d := r.Report(at, "%s, but %s", rule.Aside(r.subject), rule.Aside(message))
	d.Key, d.Pointer, d.Help = r.call.Target.Text, pointer, help
	d.Related = append(d.Related, r.Related(r.call.Target.Span, "the request"))
	metadataDoubt(d, r.call)
}

func (r *metadataBodyForm) opening() text.Span {
	return text.Span{Start: r.root.Span.Start, End: min(r.root.Span.Start+1, r.root.Span.End)}
}

// content returns the members of the body that are no control information.
func (r *metadataBodyForm) content() (list []*jsondoc.Member) {
	for i := range r.root.Members {
		if m := &r.root.Members[i]; !strings.Contains(m.Name, "@") {
			list = append(list, m)
		}
	}
	return list
}

// nothing reports a body where nothing is returned.
func (r *metadataBodyForm) nothing() {
	if r.root.Kind != jsondoc.Object || len(r.content()) > 0 {
		r.report(r.opening(), "", "the response has a body", "Take the body out, and answer with 204 No Content")
	}
}

// wrapper returns the member that holds the items of a collection: "value", or
// what the annotation or the doc set calls it.
func (r *metadataBodyForm) wrapper() *jsondoc.Member {
	names := append([]string{"value", r.block.Annotation.Text("collectionProperty")}, r.Set.Conventions.CollectionNames()...)
	for _, name := range names {
		if m := r.root.Member(name); m != nil && name != "" {
			return m
		}
	}
	return nil
}

// collection checks the form of a collection.
func (r *metadataBodyForm) collection() {
	const help = `Write an object with the items in an array: {"value": [ … ]}`
	value := r.wrapper()
	switch {
	case r.root.Kind == jsondoc.Array:
		r.report(r.opening(), "", "the body is a bare array", help)
	case r.root.Kind != jsondoc.Object:
	case value != nil && value.Value.Kind == jsondoc.Object:
		r.report(value.NameSpan, jsondoc.Pointer(value.Name), quoteName(value.Name)+" holds one object", help)
	case value == nil && len(r.content()) > 0 && !r.root.Elided:
		r.report(r.opening(), "", "the body is one object", help)
	}
}

// single checks the form of one value.
func (r *metadataBodyForm) single() {
	const help = `Make the members of "value" those of the body`
	if metadataPrimitive(r.want) != "" || r.want.Type.Kind == csdl.EnumType {
		if value := r.root.Member("value"); value != nil && value.Value.Kind == jsondoc.Array {
			r.report(value.NameSpan, "/value", `"value" holds an array`, `Write the one value: {"value": … }`)
		}
		return
	}
	if r.root.Kind == jsondoc.Array {
		r.report(r.opening(), "", "the body is an array", "Write the one object")
		return
	}
	if p, _ := r.want.Type.Property("value"); p != nil || r.want.Type.Open || r.derivedHas("value") {
		return
	}
	content := r.content()
	if len(content) != 1 || content[0].Name != "value" {
		return
	}
	switch content[0].Value.Kind {
	case jsondoc.Object:
		r.report(content[0].NameSpan, "/value", `it is wrapped in "value"`, help)
	case jsondoc.Array:
		r.report(content[0].NameSpan, "/value", `"value" holds an array`, "Write the one object without it")
	}
}

// derivedHas reports whether a type derived from the returned one has a property.
func (r *metadataBodyForm) derivedHas(name string) bool {
	for _, t := range r.want.Type.Derived() {
		if p, _ := t.Property(name); p != nil {
			return true
		}
	}
	return false
}

// types compares the types that the annotation declares, or else the body names,
// with the one that is returned.
func (r *metadataBodyForm) types() {
	if v := r.block.Annotation.TypeName(); v != nil {
		r.named(v, "the declared type is ", "")
		return
	}
	items := []*jsondoc.Value{r.root}
	if value := r.wrapper(); r.want.Collection && value != nil {
		items = value.Value.Items
	}
	for _, item := range items {
		if v := item.Get("@odata.type"); v != nil && r.named(v, "", " is not derived from it") {
			return
		}
	}
}

// named reports a type's name that has nothing to do with what is returned.
func (r *metadataBodyForm) named(v *jsondoc.Value, before, behind string) bool {
	if v.Kind != jsondoc.String {
		return false
	}
	ref := odata.Parse(v.Text)
	t, _ := r.Set.Metadata.Lookup(ref.Name)
	if t == nil || t.Is(r.want.Type) || r.want.Type.Is(t) {
		return false
	}
	d := r.Report(nameSpan(r.Page.Source, v, ref), "%s, but %s%s%s", rule.Aside(r.subject), rule.Aside(before), ref.Name, rule.Aside(behind))
	d.Severity = diag.Warning
	d.Help = "Write " + r.want.Name + ", or a type derived from it"
	d.Related = append(d.Related, r.Related(r.call.Target.Span, "the request"))
	metadataDoubt(d, r.call)
	return true
}
