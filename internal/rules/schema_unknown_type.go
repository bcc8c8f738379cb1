package rules

import (
	"fmt"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var schemaUnknownType = rule.Rule{
	ID:       "schema-unknown-type",
	Title:    "Every type that is named is defined",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `An example is only as good as the type it is an example of. When nobody defines the
type that an annotation or an "@odata.type" names, nothing in the example can be
checked, and a reader finds no page about it.

Reported, once for each name on a page: the type of a request, response or example
annotation, the base type of a resource, and "@odata.type" in JSON, when no page of
the doc set, no bundled or user schema and no metadata defines it, with the nearest
name; a type that only another doc set of the run defines (beta beside v1.0); a name
in other letter case in an annotation, with a safe fix (in JSON that is
schema-odata-type).

Not reported: primitive types; blocks marked ` + "`ignored`" + `; type names in tables
(table-type) and in type notation (table-resource); and anything where the types of
the service are not described: pages in no doc set, a doc set without resource pages, or
without more than an eighth of those that it links to.`,
	Check: func(p *rule.Pass) {
		if p.KnowsTypes() {
			u := unknownTypes{pass: p, seen: map[string]*diag.Diagnostic{}}
			for _, blk := range p.Page.Blocks {
				u.block(blk)
			}
		}
	},
}

// unknownTypes collects the names on one page.
type unknownTypes struct {
	pass *rule.Pass
	seen map[string]*diag.Diagnostic // by name in lower case; nil for one that is known
}

func (u *unknownTypes) block(blk *page.Block) {
	if blk.Ignored() {
		return
	}
	if blk.Kind == page.ResourceBlock {
		u.name(blk.Annotation.Get("baseType"), true)
		return // its "@odata.type" defines a type
	}
	u.name(blk.Annotation.TypeName(), true)
	for _, doc := range blk.Documents() {
		doc.Walk(func(c *jsondoc.Cursor) bool {
			if c.Member != nil && strings.HasSuffix(c.Member.Name, "@odata.type") {
				u.name(c.Value, false)
			}
			return true
		})
	}
}

// name looks a type name up; annotated tells that it stands in an annotation.
func (u *unknownTypes) name(v *jsondoc.Value, annotated bool) {
	if v == nil || v.Kind != jsondoc.String {
		return
	}
	ref := odata.Parse(v.Text)
	if ref.Name == "" || ref.Primitive() || len(ref.Or) > 0 || rule.IsParameterType(ref.Name) {
		return
	}
	span := nameSpan(u.pass.Page.Source, v, ref)
	key := strings.ToLower(ref.Name)
	first, told := u.seen[key]
	if told && first != nil {
		u.pass.Also(first, span, "and here", ref.Name)
	}
	t, exact := u.pass.Schemas.Lookup(ref.Name)
	switch {
	case t != nil && !exact && annotated:
		u.misspelt(span, ref.Name, t)
	case told:
	case t != nil || u.pass.Set.Types.Lookup(ref.Name) != nil:
		u.seen[key] = nil
	default:
		u.seen[key] = u.unknown(span, ref.Name)
	}
}

// nameSpan is the place of the name in the string that holds it.
func nameSpan(src *text.Source, v *jsondoc.Value, ref odata.TypeRef) text.Span {
	inner := text.Span{Start: v.Span.Start + 1, End: v.Span.End - 1}
	if inner.Len() != len(v.Text) || src.Slice(inner) != v.Text {
		return v.Span // escapes
	}
	return text.Span{Start: inner.Start + ref.Start, End: inner.Start + ref.End}
}

// misspelt reports a name in other letter case.
func (u *unknownTypes) misspelt(span text.Span, name string, t *schema.Type) {
	right := t.Name
	if !strings.Contains(name, ".") {
		right = odata.Local(right)
	}
	d := u.pass.Report(span, "the type %q is spelled %q", name, rule.Aside(right)).As("case")
	if len(name) == span.Len() && strings.EqualFold(name, right) {
		d.Fixes = []diag.Fix{{Message: fmt.Sprintf("Change it to %q", right), Safe: true, Edits: []diag.Edit{{Span: span, New: right}}}}
	}
}

// unknown reports a name that the doc set does not know.
func (u *unknownTypes) unknown(span text.Span, name string) *diag.Diagnostic {
	if other := u.pass.DefinedIn(name); other != nil {
		d := u.pass.Report(span, "the type %s is not defined in %s, only in %s", name, rule.Aside(u.pass.Set.Root), rule.Aside(other.Root))
		d.Help = "Name a type of this version, or add its page"
		return d
	}
	d := u.pass.Report(span, "nobody defines the type %s", name)
	d.Help = "Add a resource page for it, or name a type that has one"
	if near := u.pass.Schemas.Nearest(name); near != nil {
		d.Message += "; did you mean " + near.Name + "?"
		d.Help = ""
		if span.Len() == len(name) {
			d.Fixes = []diag.Fix{{Message: fmt.Sprintf("Change it to %q", near.Name), Edits: []diag.Edit{{Span: span, New: near.Name}}}}
		}
	}
	return d
}
