package rules

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

var placeholderValue = rule.Rule{
	ID:       "placeholder-value",
	Title:    "Examples hold values, not type names or generator leftovers",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A generator that knows the type but no value fills examples with "String" and
"displayName-value". A reader learns nothing from them, and copies them.

Reported, in the JSON of requests, responses and examples, once for each block with
all places: a name followed by "-value" or " value" where it repeats the member's own
name or a type's ("displayName-value", "Object Id value", "datetime-value"); the name
of a type ("Boolean", "String (timestamp)"); a type's declaration or a list of
alternatives in the place of a value ("@odata.type: …", "low | normal | high");
"<Unknown Primitive Type …>".

Not reported: type names in a type's JSON representation and in other notation
outside the examples; in a member that holds a type or format ("dataType": "String");
placeholders that the reader is to fill in ("{id}", "<message>").`,
	Options: []rule.Option{{
		Name: "allow", Default: []string(nil),
		Doc: "Values that examples may hold, each as a whole; letter case counts",
	}},
	Check: func(p *rule.Pass) {
		allowed := p.Strings("allow")
		for _, blk := range p.Page.Blocks {
			if !placeholderShown(blk) {
				continue
			}
			found := placeholders{allowed: allowed}
			if blk.JSON != nil {
				found.walk("", blk.JSON.Root, false)
			}
			for _, part := range blk.Parts {
				found.walk("", part.Root, false)
			}
			if len(found.list) > 0 {
				placeholderReport(p, found.list)
			}
		}
	},
}

// placeholderShown reports whether a block shows data: JSON of unknown purpose
// outside the examples may be type notation.
func placeholderShown(blk *page.Block) bool {
	switch blk.Kind {
	case page.RequestBlock, page.ResponseBlock, page.ExampleBlock:
		return !blk.Section.In(page.HTTPRequest)
	case page.JSONBlock:
		return blk.Section.In(page.Examples)
	}
	return false
}

func placeholderReport(p *rule.Pass, found []placeholder) {
	first := found[0]
	d := p.Report(first.value.Span, "%s is %s", quoteName(first.value.Text), rule.Aside(first.why))
	d.Pointer = first.path
	d.Help = "Write a value such as the service really has"
	if len(found) == 1 {
		return
	}
	d.Message = quoteName(first.value.Text) + " and " + countOf(len(found)-1, "other value") + " here are type names or generator leftovers"
	for _, f := range found[1:] {
		name := quoteName(f.value.Text)
		p.Also(d, f.value.Span, name, name).Pointer = f.path
	}
}

// placeholder is one value that stands for a value, why, and the JSON pointer to it.
type placeholder struct {
	value     *jsondoc.Value
	why, path string
}

// placeholders collects them; at is the names and indices on the way to where it is.
type placeholders struct {
	allowed []string // values that are none
	list    []placeholder
	at      []string
}

// walk collects the placeholders in a value, in order; key is the name of the
// nearest member around it. A doubtful one counts next to a sure one.
func (s *placeholders) walk(key string, v *jsondoc.Value, sure bool) {
	if v == nil {
		return
	}
	if v.Kind == jsondoc.String {
		if why, doubtful := s.why(key, v.Text); why != "" && (sure || !doubtful) {
			s.list = append(s.list, placeholder{v, why, jsondoc.Pointer(s.at...)})
		}
		return
	}
	for i, item := range v.Items {
		s.step(strconv.Itoa(i), key, item, false)
	}
	sure = false
	for i := range v.Members {
		if m := &v.Members[i]; m.Value.Kind == jsondoc.String {
			why, doubtful := s.why(m.Name, m.Value.Text)
			sure = sure || why != "" && !doubtful
		}
	}
	for i := range v.Members {
		m := &v.Members[i]
		s.step(m.Name, m.Name, m.Value, sure)
	}
}

func (s *placeholders) step(name, key string, v *jsondoc.Value, sure bool) {
	s.at = append(s.at, name)
	s.walk(key, v, sure)
	s.at = s.at[:len(s.at)-1]
}

// why is placeholderWhy but for values that are none here.
func (s *placeholders) why(key, value string) (why string, doubtful bool) {
	if slices.Contains(s.allowed, value) {
		return "", false
	}
	return placeholderWhy(key, value)
}

// placeholderWhy says why the text is no value of the member; "" if it may be one.
// It is doubtful when the member may well hold that text.
func placeholderWhy(key, s string) (why string, doubtful bool) {
	switch stem, ok := placeholderNumbered(s); {
	case ok:
		if placeholderStem(key, stem) {
			return "a generator's leftover", false
		}
	case strings.HasSuffix(s, " value"):
		if placeholderPhrase(key, s[:len(s)-len(" value")]) {
			return "a generator's leftover", false
		}
	case strings.HasPrefix(s, "<Unknown Primitive Type"):
		return "a generator's leftover", false
	case strings.HasPrefix(s, "@odata.type:"):
		return "a type's declaration, no value", false
	case strings.Contains(s, " | ") && placeholderChoice(s):
		return "a list of alternatives, no value", false
	}
	return placeholderTypeName(key, s)
}
