package rules

import (
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/diag"
	"docgauge/internal/odata"
	"docgauge/internal/rule"
)

// metadataArguments checks how a URL writes the arguments of functions: strings
// in single quotes, anything else without (OData URL Conventions 4.01 section 5.1.1.14.1).
func metadataArguments(p *rule.Pass, call *rule.Call) {
	for i := range call.Steps {
		s := &call.Steps[i]
		if s.Operation == nil || s.Operation.Action {
			continue
		}
		for _, a := range s.Arguments {
			par, _ := s.Operation.Parameter(a.Name)
			if par == nil || metadataOpenValue(a.Value) {
				continue
			}
			at := call.Span(a.End-len(a.Value), a.End)
			quoted := a.Value[0] == '\''
			switch wants := metadataQuotes(par.Type); {
			case quoted && wants == metadataBare:
				d := p.Report(at, "%s is in quotes, but the parameter %q is %s", a.Value, par.Name, rule.Aside(metadataRef(par.Type)))
				d.Severity, d.Help = diag.Warning, "Take the quotes off: they make it a string"
				d.Fixes = []diag.Fix{*metadataWrite(at, strings.Trim(a.Value, "'"), false)}
				metadataDoubt(d, call)
			case !quoted && wants == metadataQuoted:
				d := p.Report(at, "%s is not in quotes, but the parameter %q is %s", a.Value, par.Name, rule.Aside(metadataRef(par.Type)))
				d.Severity, d.Help = diag.Warning, "Write strings in single quotes"
				d.Fixes = []diag.Fix{*metadataWrite(at, "'"+a.Value+"'", false)}
				metadataDoubt(d, call)
			}
		}
	}
}

// metadataOpenValue reports whether an argument stands for a value, or for one
// given elsewhere: "{id}", "@p", "startDateTime-value".
func metadataOpenValue(v string) bool {
	return v == "" || strings.ContainsAny(v, "{}<>@[") || strings.EqualFold(v, "null") || strings.Contains(strings.ToLower(v), "value") || strings.Trim(v, ".…") == ""
}

// metadataForm is how a URL writes a literal.
type metadataForm uint8

const (
	metadataEither metadataForm = iota
	metadataQuoted
	metadataBare
)

func metadataQuotes(r csdl.Ref) metadataForm {
	if r.Collection {
		return metadataEither
	}
	name := metadataPrimitive(r)
	switch odata.FormOf(name).Kind {
	case odata.JSONNumber, odata.JSONBoolean:
		return metadataBare
	case odata.JSONString:
		switch name {
		case "Edm.String":
			return metadataQuoted
		case "Edm.Binary", "Edm.Duration":
			return metadataEither // a prefix and quotes: duration'PT1H'
		}
		return metadataBare
	}
	return metadataEither
}
