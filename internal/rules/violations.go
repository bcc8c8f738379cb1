package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// reportViolations reports the departures of the given kinds from the schemas in
// force: one finding for all items of an array that depart in the same way.
func reportViolations(p *rule.Pass, kinds ...schema.Kind) {
	page := map[string]*diag.Diagnostic{}
	conformance := p.Conformance()
	for i := range conformance {
		reportBlock(p, &conformance[i], page, func(v *schema.Violation) bool { return slices.Contains(kinds, v.Kind) })
	}
}

// reportBlock reports departures that the rule picks; page collects those that
// are reported once for the page.
func reportBlock(p *rule.Pass, c *rule.Conformance, page map[string]*diag.Diagnostic, picks func(*schema.Violation) bool) {
	block := map[string]*diag.Diagnostic{}
	for i := range c.Violations {
		v := &c.Violations[i]
		if !picks(v) || isPlaceholder(c, v) {
			continue
		}
		key, seen := violationKey(v), block
		if v.Kind == schema.ODataType && v.Partial {
			key, seen = v.Type.Name+v.Value.Text, page // what another page leaves out it leaves out once
		}
		if first := seen[key]; first != nil {
			alsoViolates(p, first, v)
		} else {
			seen[key] = reportViolation(p, c, v)
		}
	}
}

func reportViolation(p *rule.Pass, c *rule.Conformance, v *schema.Violation) *diag.Diagnostic {
	d := p.Report(v.Span, "%s", rule.Aside(v.Message))
	d.Help, d.Pointer = sentence(v.Help), v.Pointer
	d.Key, d.Loose = keyOfViolation(p, v)
	d.Severity = violationSeverity(v, d.Severity)
	if v.Fix != nil {
		d.Fixes = []diag.Fix{*v.Fix}
	}
	if name := c.Block.Annotation.TypeName(); name != nil && v.Kind == schema.Collection {
		d.Related = append(d.Related, p.Related(name.Span, "declared here"))
	}
	return d
}

// keyOfViolation tells a departure from others at the same place. The text of an
// object or array is not what is wrong with it, but its bracket may be.
func keyOfViolation(p *rule.Pass, v *schema.Violation) (key string, loose bool) {
	switch {
	case v.Kind == schema.Required:
		return v.Name, true
	case v.Span == v.Value.Span && (v.Value.Kind == jsondoc.Object || v.Value.Kind == jsondoc.Array):
		return diag.JoinKey(v.Name, p.Page.Source.Slice(text.Span{Start: v.Span.Start, End: v.Span.Start + 1})), true
	}
	return v.Name, false
}

// violationSeverity settles how sure a departure is to be a defect.
func violationSeverity(v *schema.Violation, usual diag.Severity) diag.Severity {
	switch {
	case v.Kind == schema.Property && v.Type != nil && v.Type.Source == "metadata":
		return diag.Error // the service says what it has; pages leave things out
	case v.Kind == schema.Enum && v.Fix != nil && v.Fix.Safe:
		return diag.Warning // letter case alone: services differ in whether they mind
	case v.Kind == schema.Enum && v.Value.Kind == jsondoc.String && v.Value.Text == "":
		return diag.Warning // left blank
	case v.Partial:
		return diag.Warning
	}
	return usual
}

// alsoViolates adds a further item that departs in the way the first one does.
func alsoViolates(p *rule.Pass, first *diag.Diagnostic, v *schema.Violation) {
	key, _ := keyOfViolation(p, v)
	p.Also(first, v.Span, v.Message, key).Pointer = v.Pointer
	if len(first.Fixes) == 1 && v.Fix != nil && v.Fix.Safe == first.Fixes[0].Safe {
		// All of them in one fix; the slice belongs to the violation it came from.
		first.Fixes[0].Edits = slices.Concat(first.Fixes[0].Edits, v.Fix.Edits)
		first.Fixes[0].Message = "Change all of them"
	}
}

// violationKey is the same for departures of the items of one array that have
// the same cause.
func violationKey(v *schema.Violation) string {
	var b strings.Builder
	b.WriteByte(byte('0' + v.Kind))
	for token := range strings.SplitSeq(v.Pointer, "/") {
		b.WriteByte('/')
		if token == "" || strings.Trim(token, "0123456789") != "" {
			b.WriteString(token)
		}
	}
	if v.Kind == schema.WrongType {
		b.WriteString(v.Value.Kind.String()) // the message counts items
	} else {
		b.WriteString(v.Message)
	}
	return b.String()
}

// isPlaceholder reports whether a value departs from what pages or metadata say
// because it is a leftover that placeholder-value reports in this block.
func isPlaceholder(c *rule.Conformance, v *schema.Violation) bool {
	if v.Type == nil || v.Type.Source != "derived" && v.Type.Source != "metadata" || !placeholderShown(c.Block) {
		return false
	}
	switch v.Kind {
	case schema.WrongType, schema.Enum, schema.Format:
	default:
		return false
	}
	name := ""
	for token := range strings.SplitSeq(v.Pointer, "/") {
		if strings.Trim(token, "0123456789") != "" {
			name = token
		}
	}
	why, doubtful := placeholderWhy(name, v.Value.Text)
	return why != "" && !doubtful
}

// sentence begins a text with a capital letter.
func sentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[n:]
}
