package rules

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var httpHeader = rule.Rule{
	ID:       "http-header",
	Title:    "Requests send headers that the API's design guide lists",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A doc set may say which headers its API takes: in the option ` + "`allow`, and as `standardHeaders`" + `
below httpRequest in API Doctor's oneapi-design-v1.json. Without these the rule has nothing to
say. A header that is on neither list is misspelt, or the lists are out of date.

Reported: an example request with another header; several on one page are one finding.

Not reported: responses; blocks marked ignored; Host, which every request has
(RFC 9112 section 3.2); what is malformed, as http-message and http-content-type report it.`,
	Options: []rule.Option{{
		Name: "allow", Default: []string(nil), Check: httpFaultOfHeader,
		Doc: "Headers that requests may have, besides API Doctor's `standardHeaders`",
	}},
	Check: func(p *rule.Pass) {
		list, exact := httpStandardHeaders(p)
		allowed := append(p.Set.Conventions.StandardHeaders(), p.Strings("allow")...)
		if len(allowed) == 0 {
			return
		}
		once := httpOnce{p: p, found: map[string]*diag.Diagnostic{}}
		for _, m := range httpMessages(p.Page, httpmsg.Request) {
			for i := range m.Headers {
				name := m.Headers[i].Name
				if !httpIsToken(name.Text) || httpIsAllowed(allowed, name.Text, exact) || httpIsContentType(m, name.Text) {
					continue
				}
				d := once.report(name.Text, name.Span, "header "+strconv.Quote(name.Text)+" is not one of the API's standard headers",
					"Use a standard header, or add this one to the list", list)
				best := ""
				if len(once.found) <= mostSuggestions {
					best = schema.Closest(name.Text, allowed)
				}
				if best == "" {
					continue
				}
				d.Help = "Did you mean " + best + "?"
				if len(d.Fixes) == 0 {
					d.Fixes = []diag.Fix{{Message: "Write " + best}}
				}
				d.Fixes[0].Edits = append(d.Fixes[0].Edits, diag.Edit{Span: name.Span, New: best})
			}
		}
	},
}

// httpStandardHeaders returns the headers that the doc set's design guide lists,
// and whether letter case counts in them.
func httpStandardHeaders(p *rule.Pass) (list []apidoctor.Text, exact bool) {
	design := httpDesignOf(p)
	if design == nil {
		return nil, false
	}
	return design.RequestHeaders, design.CaseSensitive
}

// httpIsAllowed reports whether a list has the name.
func httpIsAllowed(list []string, name string, exact bool) bool {
	return slices.ContainsFunc(list, func(s string) bool { return s == name || !exact && strings.EqualFold(s, name) })
}

// httpFaultOfHeader says what keeps a text from being the name of a header.
func httpFaultOfHeader(s string) string {
	if !httpIsToken(s) && !strings.EqualFold(s, "Host") {
		return "is no name of a header"
	}
	return ""
}

// httpIsToken reports whether a header's name is one that can be sent (RFC 9110
// section 5.1) and is not Host.
func httpIsToken(name string) bool {
	return name != "" && !strings.ContainsAny(name, " \t{}<>[]()\"/,;:=?@\\") && !strings.EqualFold(name, "Host")
}

// httpIsContentType reports whether a header is a misspelt Content-Type that
// http-content-type has something to say of.
func httpIsContentType(m *httpmsg.Message, name string) bool {
	switch strings.ToLower(strings.Trim(name, "-_ ")) {
	case "contenttype", "content_type", "content-types":
		body := strings.TrimSpace(string(m.Body.Bytes[:min(len(m.Body.Bytes), 200)]))
		return m.Header("Content-Type") == nil && (strings.HasPrefix(body, "{") || strings.HasPrefix(body, "["))
	}
	return false
}
