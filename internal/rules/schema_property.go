package rules

import (
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var schemaProperty = rule.Rule{
	ID:       "schema-property",
	Title:    "Every property belongs to its type",
	Severity: diag.Warning,
	Needs:    (*rule.Subject).HasPages,
	Since:    "0.1.0",
	Doc: `A property that the type does not have is misspelt, has another letter case, or is
not documented. Clients that copy it send or expect something nobody reads.

Reported at the name, with the nearest known name if there is one; a difference in
letter case alone has a safe fix. What all items of an array have too many is one
finding. When most of an object is unknown to its type, that is one finding as well:
the type is the wrong one, or its page leaves out the base type. With metadata in
force an unknown property is an error: the service says what it has. The parameters of
an action are checked as far as the table on the request body gives their types.

Not reported: control information (` + "`@odata.type`" + `, ` + "`x@odata.y`" + `), properties that API
Doctor's oneapi-design-v1.json lists in ` + "`ignorableProperties`" + `, properties of open
types, of types whose base type nobody describes and of objects that name a type nobody
describes, what the page's table on the request body lists, and the ` + "`error`" + ` that a bulk
operation puts into an item that failed.`,
	Options: []rule.Option{{
		Name: "allow", Default: []string(nil),
		Doc: "Names of properties that any object may have, besides API Doctor's `ignorableProperties`",
	}},
	Check: func(p *rule.Pass) {
		allowed := p.Strings("allow")
		conformance := p.Conformance()
		for i := range conformance {
			c := &conformance[i]
			strange := strangers(c, allowed)
			reportBlock(p, c, nil, func(v *schema.Violation) bool {
				return v.Kind == schema.Property && !isItemError(v) && !isAllowed(c, v, allowed) && strange[v.Parent()] == nil
			})
			seen := map[string]*diag.Diagnostic{}
			for j := range c.Violations { // in order
				at := c.Violations[j].Parent()
				if s := strange[at]; s != nil {
					s.report(p, seen)
					delete(strange, at)
				}
			}
		}
	},
}

// parts notes that each of the members is a fault, as it is where they are fewer.
func (s *stranger) parts(d *diag.Diagnostic) {
	for _, v := range s.unknown {
		d.Parts = append(d.Parts, diag.Part{Span: v.Span, Pointer: v.Pointer, Key: v.Name})
	}
}

// isItemError reports whether an unknown property tells why an item of a bulk
// operation failed.
func isItemError(v *schema.Violation) bool {
	return strings.HasSuffix(v.Pointer, "/error") && v.Value.Get("code") != nil && v.Value.Get("message") != nil
}

// isAllowed reports whether the configuration lets any object have the property.
func isAllowed(c *rule.Conformance, v *schema.Violation, allowed []string) bool {
	if len(allowed) == 0 {
		return false
	}
	m := c.JSON.MemberAt(v.Pointer)
	return m != nil && slices.Contains(allowed, m.Name)
}

// stranger is an object most of whose members its type does not know.
type stranger struct {
	members int // that are no control information
	unknown []*schema.Violation
}

// strangers finds such objects among what is unknown in a block, by JSON pointer.
// Names that are nearly those of properties are misspelt, not strange.
func strangers(c *rule.Conformance, allowed []string) map[string]*stranger {
	const several = 5
	found := map[string]*stranger{}
	for i := range c.Violations {
		v := &c.Violations[i]
		if v.Kind != schema.Property || v.Fix != nil || isItemError(v) || isAllowed(c, v, allowed) {
			continue
		}
		at := v.Parent()
		if found[at] == nil {
			found[at] = &stranger{}
		}
		found[at].unknown = append(found[at].unknown, v)
	}
	for at, s := range found {
		if object := c.JSON.At(at); object != nil {
			for j := range object.Members {
				if strings.IndexByte(object.Members[j].Name, '@') < 0 {
					s.members++
				}
			}
		}
		if len(s.unknown) < several || 2*len(s.unknown) <= s.members {
			delete(found, at)
		}
	}
	return found
}

// report reports the object once, and with it the other items of its array that
// are as strange.
func (s *stranger) report(p *rule.Pass, seen map[string]*diag.Diagnostic) {
	const most = 12 // names in a message
	var names []string
	for _, v := range s.unknown[:min(most, len(s.unknown))] {
		names = append(names, p.Page.Source.Slice(v.Span))
	}
	first := s.unknown[0]
	key := violationKey(&schema.Violation{Kind: schema.Property, Pointer: first.Parent(), Message: first.Type.Name})
	if d := seen[key]; d != nil {
		d.Related = append(d.Related, p.Related(first.Span, "and an item like it"))
		s.parts(d)
		return
	}
	if more := len(s.unknown) - len(names); more > 0 {
		names = append(names, countOf(more, "other"))
	}
	last := len(names) - 1
	d := p.Report(first.Span, "%d of these %d members are no properties of %s: %s and %s",
		len(s.unknown), s.members, rule.Aside(first.Type.Name), rule.Aside(strings.Join(names[:last], ", ")), rule.Aside(names[last]))
	s.parts(d)
	d.Severity = violationSeverity(first, d.Severity)
	d.Pointer = first.Parent()
	d.Help = "Declare the type that the object is of, or add what its page leaves out: the properties, or the base type"
	for _, v := range s.unknown[1:] {
		d.Related = append(d.Related, p.Related(v.Span, v.Message))
	}
	seen[key] = d
}
