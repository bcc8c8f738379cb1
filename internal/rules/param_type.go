package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var paramType = rule.Rule{
	ID:       "param-type",
	Title:    "Values in a request body have the type that the parameter table says",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `Readers copy the example. When the table says Boolean and the example sends
"true", one of the two is wrong, and the service answers 400.

Reported: a value in the JSON body of an example request whose JSON type cannot be
the one in the table's Type column: a string for a Boolean or Int32, a number for
a String, an object for a scalar, a single value for a collection and the reverse.

Not reported: null; Int64 and Decimal as strings, as OData's IEEE754Compatible format
has them (OData JSON Format 4.01, section 7.1); any scalar or object for a type that
the page only names (it may be an enumeration or a complex type); types that say
"Json", "Object" or name several.`,
	Check: func(p *rule.Pass) {
		docs := paramDocsOf(p.Subject)
		if docs == nil {
			return
		}
		for _, b := range paramBodies(p.Subject, docs) {
			for _, doc := range docs.List {
				if docs.ByName[doc.Name] != doc || doc.Type.Raw == "" {
					continue
				}
				if v, path := b.value(doc); v != nil {
					paramCheckType(p, doc, v, path)
				}
			}
		}
	},
}

// value returns the body's value that a row describes and the JSON pointer to
// it; nil if the body has none.
func (b paramBody) value(doc *paramDoc) (*jsondoc.Value, string) {
	if !doc.Nested {
		return b.Root.Get(doc.Name), b.pointer(doc.Name)
	}
	steps := strings.FieldsFunc(doc.Name, func(r rune) bool { return r == '.' || r == '/' })
	v := b.Root
	for _, s := range steps {
		v = v.Get(s)
	}
	return v, b.pointer(steps...)
}

func paramCheckType(p *rule.Pass, doc *paramDoc, v *jsondoc.Value, path string) {
	bad, index := paramWrong(doc, v)
	switch {
	case bad == nil:
	case bad == v:
		paramReportType(p, doc, v, path, quoteName(doc.Name))
	default:
		paramReportType(p, doc, bad, path+"/"+strconv.Itoa(index), "an item of "+quoteName(doc.Name))
	}
}

// paramWrong returns the value whose JSON type cannot be the row's: v, or the
// first such item of it with its index; nil if there is none.
func paramWrong(doc *paramDoc, v *jsondoc.Value) (bad *jsondoc.Value, index int) {
	ref := odata.Parse(doc.Type.Text)
	if ref.Name == "" || len(ref.Or) > 0 || strings.ContainsAny(doc.Type.Text, "/,") || v.Kind == jsondoc.Null || v.Kind == jsondoc.Invalid {
		return nil, 0
	}
	for _, f := range ref.Faults {
		if f.Kind != odata.Spelling && f.Kind != odata.LetterCase {
			return nil, 0 // table-type's; what is meant is not sure
		}
	}
	want := paramKindOf(ref.Name)
	if want == paramAny {
		return nil, 0
	}
	if ref.Collection && v.Kind == jsondoc.Array {
		for i, item := range v.Items {
			if item.Kind == jsondoc.Array || !want.admits(item) {
				return item, i
			}
		}
		return nil, 0
	}
	if ref.Collection != (v.Kind == jsondoc.Array) || !want.admits(v) {
		return v, 0
	}
	return nil, 0
}

// paramWrongTypes returns the places in a body that param-type reports.
func paramWrongTypes(on *rule.Subject, blk *page.Block) (at []text.Span) {
	docs := paramDocsOf(on)
	if docs == nil {
		return nil
	}
	for _, b := range paramBodies(on, docs) {
		for _, doc := range docs.List {
			if b.Block != blk || docs.ByName[doc.Name] != doc || doc.Type.Raw == "" {
				continue
			}
			if v, _ := b.value(doc); v != nil {
				if bad, _ := paramWrong(doc, v); bad != nil {
					at = append(at, bad.Span)
				}
			}
		}
	}
	return at
}

func paramReportType(p *rule.Pass, doc *paramDoc, v *jsondoc.Value, path, subject string) {
	d := p.Report(v.Span, "%s is %s, the parameter table says %s", rule.Aside(subject), rule.Aside(paramJSONKind(v)), rule.Aside(quoteName(doc.Type.Text)))
	d.Key = doc.Name
	if v.Kind == jsondoc.Object || v.Kind == jsondoc.Array {
		d.Span.End = d.Span.Start + 1
	}
	d.Pointer = path
	d.Help = "Write a value of that type, or mend the type in the table"
	d.Related = append(d.Related, p.Related(doc.Type.Span, "the type in the table"))
	want := paramKindOf(odata.Parse(doc.Type.Text).Name)
	bare := &jsondoc.Value{Kind: jsondoc.Bool}
	if v.Kind != jsondoc.String {
		return
	}
	if v.Text != "true" && v.Text != "false" {
		bare = &jsondoc.Value{Kind: jsondoc.Number, Text: v.Text}
		if !paramIsNumber(v.Text) {
			return
		}
	}
	if want != paramNamed && want.admits(bare) {
		d.Fixes = append(d.Fixes, diag.Fix{Message: "Take the quotation marks off", Safe: true, Edits: []diag.Edit{{Span: v.Span, New: v.Text}}})
	}
}

// paramKind is what JSON may stand for a type.
type paramKind uint8

const (
	paramAny paramKind = iota
	paramNamed
	paramBool
	paramInteger
	paramLong // a number, or a string for its sake
	paramFloat
	paramString
)

// paramKindOf classifies a type by its canonical name.
func paramKindOf(name string) paramKind {
	switch f := odata.FormOf(name); {
	case f.Kind == odata.JSONBoolean:
		return paramBool
	case f.Kind == odata.JSONString:
		return paramString
	case f.Format == "double":
		return paramFloat
	case f.AsString:
		return paramLong
	case f.Integer:
		return paramInteger
	}
	switch strings.ToLower(name) {
	case "edm.stream", "edm.untyped", "edm.complextype", "edm.entitytype", "edm.primitivetype", "json", "variant":
		return paramAny
	}
	return paramNamed
}

func (k paramKind) admits(v *jsondoc.Value) bool {
	switch v.Kind {
	case jsondoc.Null, jsondoc.Invalid:
		return true
	case jsondoc.Bool:
		return k == paramBool || k == paramNamed
	case jsondoc.Number:
		fraction := strings.ContainsAny(v.Text, ".eE") && !strings.HasSuffix(strings.TrimRight(v.Text, "0"), ".")
		return k == paramFloat || k == paramLong || k == paramNamed || k == paramInteger && !fraction
	case jsondoc.String:
		if k == paramFloat {
			return v.Text == "INF" || v.Text == "-INF" || v.Text == "NaN" // OData JSON Format 4.01, section 7.1
		}
		return k == paramString || k == paramNamed || k == paramLong
	case jsondoc.Object:
		return k == paramNamed
	}
	return false
}

func paramIsNumber(s string) bool {
	digits := 0
	for i, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '-' && i == 0, c == '.' && digits > 0:
		default:
			return false
		}
	}
	return digits > 0 && digits < 16 && s[len(s)-1] != '.' && (s[0] != '0' || len(s) == 1 || s[1] == '.')
}

func paramJSONKind(v *jsondoc.Value) string {
	switch v.Kind {
	case jsondoc.Bool:
		return "a Boolean"
	case jsondoc.Number:
		return "the number " + v.Text
	case jsondoc.String:
		return "the string " + quoteName(v.Text)
	case jsondoc.Array:
		return "an array"
	case jsondoc.Object:
		return "an object"
	}
	return "no JSON value"
}
