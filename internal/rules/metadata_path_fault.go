package rules

import (
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// fault reports one fault of a path.
func (c *metadataPaths) fault(call *rule.Call, f *csdl.Fault) {
	at := call.Span(f.Start, f.End)
	switch f.Kind {
	case csdl.Unknown:
		c.unknown(call, f, at)
	case csdl.WrongCase:
		d := c.report(call, at, diag.Warning, metadataWrite(at, f.Right, true), "%q is %q in the metadata", f.Name, rule.Aside(f.Right))
		d.Help = "Write it in that letter case: not every service overlooks another"
	case csdl.UnexpectedKey:
		c.unexpectedKey(call, f, at)
	case csdl.MissingKey:
		d := c.report(call, at, diag.Error, nil, "no key before %q: the path has reached a collection of %s", f.Name, rule.Aside(f.On.Name))
		d.Help = "Write the key of one of them before it, such as {id}"
	case csdl.KeyName:
		d := c.report(call, at, diag.Error, metadataMeant(at, f.Right), "%s has no key %q", rule.Aside(f.On.Name), f.Name)
		d.Help = metadataDidYouMean(f.Right, "Keys of the type are "+metadataKeys(f.On.Type))
	case csdl.WrongBinding:
		d := c.report(call, at, diag.Error, metadataMeant(at, f.Right), "%s is bound to %s, not to %s", rule.Aside(f.Operations[0].Name), rule.Aside(metadataBindings(f.Operations)), rule.Aside(metadataRef(f.On)))
		d.Help = metadataDidYouMean(f.Right, "Call it on what it is bound to")
	case csdl.Misplaced:
		d := c.report(call, at, diag.Error, nil, "%q does not fit here: the path has reached %s", f.Name, rule.Aside(metadataRef(f.On)))
		d.Help = "Take it out, or write it where OData has it"
	case csdl.Beyond:
		d := c.report(call, at, diag.Error, nil, "%q follows %s, where a path ends", f.Name, rule.Aside(metadataEnd(call, f)))
		d.Help = "Take it out"
	default:
		c.operationFault(call, f, at)
	}
}

// operationFault reports a fault in how an operation is called, or a type cast.
func (c *metadataPaths) operationFault(call *rule.Call, f *csdl.Fault, at text.Span) {
	switch f.Kind {
	case csdl.Arguments:
		d := c.report(call, at, diag.Error, nil, "%s does not fit the metadata: %s", f.Name, rule.Aside(metadataSignatures(f.Operations)))
		d.Help = "Write the parameters that the function has"
	case csdl.MissingArguments:
		if strings.EqualFold(call.Method.Text, "POST") {
			return // see method
		}
		d := c.report(call, at, diag.Warning, nil, "%q lacks its parameters: %s", f.Name, rule.Aside(metadataSignatures(f.Operations)))
		d.Help = "Write them in parentheses behind the function's name"
	case csdl.NotComposable:
		d := c.report(call, at, diag.Info, nil, "%q follows a function that is not composable", f.Name)
		d.Help = "OData lets a path go on behind a function only if its metadata says so (IsComposable)"
	case csdl.WrongCast:
		d := c.report(call, at, diag.Error, nil, "%s does not derive from %s", rule.Aside(f.Needs.Name), rule.Aside(f.On.Name))
		d.Help = "Cast to a derived type, or take the cast out"
	case csdl.NeedsCast:
		d := c.report(call, at, diag.Warning, nil, "%q belongs to types derived from %s, and wants a cast to one of them", f.Name, rule.Aside(f.On.Name))
		d.Help = "Write " + f.Needs.Name + "/" + f.Name + " or, if another derived type is meant, that one"
	}
}

func (c *metadataPaths) unknown(call *rule.Call, f *csdl.Fault, at text.Span) {
	var d *diag.Diagnostic
	switch {
	case strings.HasPrefix(f.Name, "$"):
		d = c.report(call, at, diag.Error, metadataMeant(at, f.Right), "%q is no segment that OData defines", f.Name)
	case f.On.Name == "":
		d = c.report(call, at, diag.Error, metadataMeant(at, f.Right), "no path of the service starts with %q", f.Name)
	case strings.Contains(f.Name, "."):
		d = c.report(call, at, diag.Error, metadataMeant(at, f.Right), "%q is no type, action or function of %s", f.Name, rule.Aside(metadataRef(f.On)))
	default:
		d = c.report(call, at, diag.Error, metadataMeant(at, f.Right), "%s has no property, action or function %q", rule.Aside(metadataRef(f.On)), f.Name)
	}
	d.Help = metadataDidYouMean(f.Right, "Write the path as the service has it, or take it out")
}

func (c *metadataPaths) unexpectedKey(call *rule.Call, f *csdl.Fault, at text.Span) {
	var d *diag.Diagnostic
	if strings.HasSuffix(f.Name, ")") {
		d = c.report(call, at, diag.Error, nil, "%q has a key, but it is %s", f.Name, rule.Aside(metadataRef(f.On)))
	} else {
		d = c.report(call, at, diag.Error, nil, "the key %q follows %s", f.Name, rule.Aside(metadataRef(f.On)))
	}
	d.Help = "Take the key out: only a collection of entities has keys"
}

// metadataMeant is the fix that writes the name that may be meant, or nil.
func metadataMeant(at text.Span, right string) *diag.Fix {
	if right == "" {
		return nil
	}
	return metadataWrite(at, right, false)
}

func metadataDidYouMean(right, otherwise string) string {
	if right == "" {
		return otherwise
	}
	return "Did you mean " + right + "?"
}

// metadataEnd names what ends a path before a fault.
func metadataEnd(call *rule.Call, f *csdl.Fault) string {
	for i := range call.Steps {
		s := &call.Steps[i]
		if s.Index != f.Index-1 {
			continue
		}
		switch {
		case s.Operation != nil:
			return metadataTheKind(s.Operation) + " " + s.Operation.Name
		case s.Kind == csdl.SystemStep:
			return call.Segments[s.Index].Name
		}
	}
	return metadataRef(f.On)
}
