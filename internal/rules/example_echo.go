package rules

import (
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var exampleEcho = rule.Rule{
	ID:       "example-echo",
	Title:    "A response answers the request above it",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A page that sends one value and shows another in the answer makes readers ask what
the service did with theirs. Usually the two examples were taken from different runs.

Reported for a create or update whose success response shows another value for a
member that the request set: once for a response, at the first such value, the
others as related places. For sharing links, the type and scope asked for are
compared with the link that comes back, and a password with ` + "`hasPassword`" + `.

Not compared: identifiers, dates and times, addresses, elided and placeholder
values, arrays, and letter case.`,
	Check: func(p *rule.Pass) {
		for _, blk := range p.Page.Blocks {
			if req := blk.Request; req != nil && echoes(req, blk) {
				reportEcho(p, echoDifferences(req, blk))
			}
		}
	},
}

// difference is one value that the response shows otherwise than the request.
type difference struct {
	name      string
	pointer   string // in the response
	sent, got *jsondoc.Value
}

// echoes reports whether the response can be expected to repeat the request: the
// success of a single create or update, answered with an object.
func echoes(req, resp *page.Block) bool {
	if req.HTTP == nil || resp.HTTP == nil || req.JSON == nil || resp.JSON == nil || req.Ignored() || resp.Ignored() {
		return false
	}
	switch strings.ToUpper(req.HTTP.Method.Text) {
	case "POST", "PUT", "PATCH":
	default:
		return false
	}
	return (resp.HTTP.Code == 200 || resp.HTTP.Code == 201) && req.JSON.Root != nil && resp.JSON.Root != nil
}

func echoDifferences(req, resp *page.Block) []difference {
	sent, got := req.JSON.Root, resp.JSON.Root
	if inner := got.Get("value"); inner != nil && inner.Kind == jsondoc.Object && sent.Get("value") == nil {
		got = inner
	}
	found := sameNamed(sent, got, "", 0)
	link := got.Get("link")
	for _, name := range [...]string{"type", "scope"} {
		if d, ok := differ(name, sent.Get(name), link.Get(name)); ok && got.Get(name) == nil {
			d.pointer = "/link/" + name
			found = append(found, d)
		}
	}
	if pw, has := sent.Get("password"), got.Get("hasPassword"); has != nil && has.Kind == jsondoc.Bool && !has.Bool &&
		pw != nil && pw.Kind == jsondoc.String && pw.Text != "" {
		found = append(found, difference{"hasPassword", "/hasPassword", pw, has})
	}
	return found
}

// sameNamed compares the members that both objects have, and theirs.
func sameNamed(sent, got *jsondoc.Value, at string, depth int) []difference {
	const deepest = 8 // examples are shallow; hostile ones must not recurse far
	var found []difference
	if depth > deepest {
		return nil
	}
	for i := range sent.Members {
		m := &sent.Members[i]
		other := got.Get(m.Name)
		if other == nil {
			continue
		}
		if settles(m.Name) {
			continue
		}
		pointer := at + jsondoc.Pointer(m.Name)
		if m.Value.Kind == jsondoc.Object && other.Kind == jsondoc.Object {
			found = append(found, sameNamed(m.Value, other, pointer, depth+1)...)
		} else if d, ok := differ(m.Name, m.Value, other); ok {
			d.pointer = pointer
			found = append(found, d)
		}
	}
	return found
}

// differ compares two scalars that ought to be the same.
func differ(name string, sent, got *jsondoc.Value) (difference, bool) {
	if sent == nil || got == nil || sent.Kind != got.Kind {
		return difference{}, false
	}
	same := true
	switch sent.Kind {
	case jsondoc.Bool:
		same = sent.Bool == got.Bool
	case jsondoc.Number:
		same = sent.Text == got.Text
	case jsondoc.String:
		a, b := strings.ToLower(squeeze(sent.Text)), strings.ToLower(squeeze(got.Text))
		// One inside the other: the service added to what was sent, as to a
		// name that must be unique, or decoded it.
		same = vague(sent.Text) || vague(got.Text) || strings.Contains(a, b) || strings.Contains(b, a)
	}
	return difference{name: name, sent: sent, got: got}, !same
}

// settles reports whether the service decides what the member holds, or writes
// it in another way than it was sent.
func settles(name string) bool {
	lower := strings.ToLower(name)
	if strings.HasPrefix(lower, "@") || strings.Contains(lower, "@odata") || lower == "id" || strings.HasSuffix(name, "Id") {
		return true
	}
	for _, part := range [...]string{"date", "time", "url", "uri", "password", "secret", "token", "key", "etag", "hint"} {
		if strings.Contains(lower, part) {
			return true
		}
	}
	return false
}

// vague reports whether a string stands for a value rather than being one.
func vague(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || strings.Contains(s, "...") || strings.ContainsAny(s, "…{}<>|") {
		return true
	}
	return strings.HasSuffix(strings.ToLower(s), "value") || s == "String" || s == "string" || strings.HasPrefix(s, "String (")
}

// squeeze folds white space, in which copies of a text differ.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func reportEcho(p *rule.Pass, found []difference) {
	if len(found) == 0 {
		return
	}
	first := found[0]
	d := p.Report(first.got.Span, "the response shows %s for %q, the request sent %s", echoText(p, first.got.Span), first.name, rule.Aside(echoText(p, first.sent.Span)))
	d.Help = "Show the answer to the request above it"
	d.Pointer = first.pointer
	d.Related = append(d.Related, p.Related(first.sent.Span, "sent here"))
	for _, o := range found[1:] {
		got := echoText(p, o.got.Span)
		p.Also(d, o.got.Span, "and "+got+" for "+echoText(p, o.sent.Span), got, o.name).Pointer = o.pointer
	}
}

func echoText(p *rule.Pass, sp text.Span) string {
	return text.Clip(p.Page.Source.Slice(sp), 40)
}
