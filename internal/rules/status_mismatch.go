package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

var statusMismatch = rule.Rule{
	ID:       "status-mismatch",
	Title:    "Examples answer with the status that the prose names",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `"If successful, this method returns ` + "`201 Created`" + `", says the page, and the example
answers ` + "`200 OK`" + `. Whoever writes a client tests for one of the two, and half of them fail.
Nothing else on the page shows which is right.

Reported: a success status (2xx or 3xx) in an example that the Response section does not
name. The sentences that name other codes are the related places. An example that answers
with the same code again is a related place too: the defect is one.

Prose that names several codes allows each of them, and "2xx" or "200-series" all of a class.
Where the Response section names no success status, the sentences in the examples count.

Not reported: pages whose prose names no success status
([status-missing](status-missing.md)); error responses and ` + "`304`" + `; a code that the prose of the same
example names; the answer that follows a redirect or an accepted long-running operation;
where other examples agree with the prose, answers to requests that are not the page's own
method and path, such as a webhook, a second step or a status poll. In a block marked ignored
it is a warning.`,
	Check: func(p *rule.Pass) {
		if claims := statusClaims(p.Page); len(claims) > 0 {
			statusCompare(p, claims)
		}
	},
}

func statusCompare(p *rule.Pass, claims []*page.Status) {
	var agreed, wrong []*page.Block
	for _, blk := range p.Page.Blocks {
		switch {
		case !statusIsSuccess(blk):
		case statusCovered(claims, blk.HTTP.Code):
			agreed = append(agreed, blk)
		case !statusFollows(claims, blk):
			wrong = append(wrong, blk)
		}
	}
	if len(wrong) == 0 {
		return
	}
	var own []httpRoute
	if len(agreed) > 0 {
		own = statusOwnRoutes(p, agreed)
	}
	near := statusesByExample(p.Page)
	reported := map[int]*diag.Diagnostic{}
	for _, blk := range wrong {
		if statusCovered(near[httpExampleOf(blk.Section)], blk.HTTP.Code) || statusIsForeign(p, own, blk) {
			continue
		}
		if d := reported[blk.HTTP.Code]; d != nil {
			p.Also(d, blk.HTTP.Status.Span, "the same status again")
			continue
		}
		reported[blk.HTTP.Code] = statusReport(p, claims, blk)
	}
}

func statusReport(p *rule.Pass, claims []*page.Status, blk *page.Block) *diag.Diagnostic {
	m := blk.HTTP
	d := p.Report(m.Status.Span, "example answers %d, the prose names %s", m.Code, rule.Aside(statusNames(claims)))
	d.Help = "Write the status that the method returns in both places"
	for _, c := range claims {
		d.Related = append(d.Related, p.Related(c.Span, "the prose"))
	}
	httpLower(d, blk)
	return d
}

// statusClaims returns the success statuses that the page's prose says the
// method answers with.
func statusClaims(pg *page.Page) []*page.Status {
	claims := statusesIn(pg, page.Response)
	if len(claims) == 0 {
		claims = statusesIn(pg, page.Examples)
	}
	return claims
}

// statusesIn returns the success statuses named in sections with the role or
// below one. A 304 tells what happens instead of success, on a condition.
func statusesIn(pg *page.Page, role page.Role) []*page.Status {
	var found []*page.Status
	for _, par := range pg.Paragraphs {
		if len(par.Statuses) == 0 || !par.Section.In(role) {
			continue
		}
		for i := range par.Statuses {
			if s := &par.Statuses[i]; s.Code >= 200 && s.Code < 400 && s.Code != 304 {
				found = append(found, s)
			}
		}
	}
	return found
}

func statusCovered(claims []*page.Status, code int) bool {
	for _, c := range claims {
		if c.Covers(code) {
			return true
		}
	}
	return false
}

// statusIsSuccess reports whether a block shows an answer that the Response
// section should name.
func statusIsSuccess(blk *page.Block) bool {
	return blk.HTTP != nil && blk.HTTP.Kind == httpmsg.Response && blk.HTTP.Code >= 200 && blk.HTTP.Code < 400 &&
		blk.HTTP.Code != 304 && !blk.Annotation.Flag("expectError")
}

// statusFollows reports whether a response is what comes after the one that the
// prose names: the target of a redirect, the end of a long-running operation.
func statusFollows(claims []*page.Status, blk *page.Block) bool {
	if blk.Request == nil {
		return false
	}
	for _, o := range blk.Request.Responses {
		if o == blk {
			return false
		}
		if o.HTTP != nil && (o.HTTP.Code/100 == 3 || o.HTTP.Code == 202) && statusCovered(claims, o.HTTP.Code) {
			return true
		}
	}
	return false
}

// statusesByExample returns what the prose of each example names: a code that
// it names itself is no contradiction to the Response section.
func statusesByExample(pg *page.Page) map[*page.Section][]*page.Status {
	near := map[*page.Section][]*page.Status{}
	for _, par := range pg.Paragraphs {
		for i := range par.Statuses {
			if par.Section.In(page.Examples) || par.Section.In(page.ExampleResponse) {
				example := httpExampleOf(par.Section)
				near[example] = append(near[example], &par.Statuses[i])
			}
		}
	}
	return near
}

// statusOwnRoutes returns the method's routes: those that the page documents, or
// else the requests whose answers agree with the prose.
func statusOwnRoutes(p *rule.Pass, agreed []*page.Block) []httpRoute {
	if routes := httpRoutesOf(p); len(routes) > 0 {
		return routes
	}
	var own []httpRoute
	for _, blk := range agreed {
		if blk.Request != nil && blk.Request.HTTP != nil {
			own = httpAddRoute(p, own, blk.Request.HTTP.Method, blk.Request.HTTP.Target)
		}
	}
	return own
}

// statusIsForeign reports whether a response answers a request that is none of
// the method's own.
func statusIsForeign(p *rule.Pass, own []httpRoute, blk *page.Block) bool {
	req := blk.Request
	if req == nil || req.HTTP == nil || len(own) == 0 {
		return false
	}
	if !httpIsExampleCall(p, req) {
		return true
	}
	_, fits := httpFitsAny(p, own, req.HTTP)
	return !fits
}

// statusNames lists the codes of claims, each once: "200, 201 and 2xx".
func statusNames(claims []*page.Status) string {
	var names []string
	seen := map[string]bool{}
	for _, c := range claims {
		name := strconv.Itoa(c.Code)
		if c.Class {
			name = name[:1] + "xx"
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " and " + names[n]
	}
	return names[0]
}
