package rules

import (
	"strings"

	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// httpRoute is a route that the page documents, ready to compare.
type httpRoute struct {
	method string // empty where the list gives only a path
	steps  []httpStep
	place  text.Span
}

// httpStep is a path segment as far as it counts in a comparison.
type httpStep struct {
	name string // in small letters, before parentheses or colon
	any  bool   // a placeholder
	id   bool   // a literal key, which in a route stands for any
	many bool   // "...": any number of segments
	key  bool   // has an argument in parentheses, which may be a key
	file bool   // goes on with a file path in colons
}

// httpMaxRoutes bounds what comparing costs on a page that somebody crafted.
const httpMaxRoutes = 200

// httpRoutesOf returns the page's documented routes: the lists and the requests
// that stand outside the examples, whatever their annotation says.
func httpRoutesOf(p *rule.Pass) []httpRoute {
	return rule.Shared(p.Subject, "routes", func() []httpRoute { return httpFindRoutes(p) })
}

func httpFindRoutes(p *rule.Pass) []httpRoute {
	var out []httpRoute
	for _, blk := range p.Page.Blocks {
		if httpInExample(blk) {
			continue
		}
		routes := blk.Routes
		if blk.Kind == page.RequestBlock {
			routes = httpmsg.Routes(blk.Body)
		}
		for i := range routes {
			out = httpAddRoute(p, out, routes[i].Method, routes[i].Target)
		}
	}
	return out
}

// httpAddRoute appends the route that a method and a target make, if there is a
// path and room.
func httpAddRoute(p *rule.Pass, routes []httpRoute, method, target httpmsg.Part) []httpRoute {
	steps := httpSteps(httpSplit(p, target.Text).Resource())
	if len(steps) == 0 || len(routes) >= httpMaxRoutes {
		return routes
	}
	place := target.Span
	if method.Text != "" {
		place.Start = method.Span.Start
	}
	return append(routes, httpRoute{strings.ToUpper(method.Text), steps, place})
}

// httpSplit takes a target apart. Where the doc set says what URLs of its API
// begin with, that is left out, as an API version is.
func httpSplit(p *rule.Pass, target string) httpmsg.Target {
	t := p.Target(target)
	base := p.Set.Conventions.BaseURL(target)
	if base == 0 {
		return t
	}
	t.Host = ""
	for i, s := range t.Segments {
		if s.End <= base {
			t.Version = i
		}
	}
	return t
}

// httpInExample reports whether a block belongs to an example.
func httpInExample(blk *page.Block) bool {
	return blk.Section.In(page.Examples) || blk.Section.In(page.ExampleRequest) || blk.Section.In(page.ExampleResponse)
}

// httpSteps reduces path segments to what counts, and the ways to write one
// place to one of them: me/drive, drives/{id} and groups/{id}/drive are "drive",
// items/{id}, root and root:/path: are an item of it. Type casts, which OData allows
// anywhere (OData 4.01 URL Conventions section 4.11), are left to the comparison.
func httpSteps(segments []httpmsg.Segment) []httpStep {
	steps := make([]httpStep, 0, len(segments))
	for _, s := range segments {
		name := strings.ToLower(s.Name)
		st := httpStep{name: name, file: s.File != "", key: s.Call && s.Args != ""}
		st.many = s.Text == "..." || s.Text == "…"
		st.any = !st.many && (s.Placeholder() || !s.Call && strings.ContainsAny(s.Name, "{<") || strings.HasPrefix(s.Text, "("))
		st.id = httpIsKey(s.Name)
		if n := len(steps); name == "drive" && (n == 1 && steps[0].name == "me" || n == 2 && httpHasDrive(steps[0].name)) {
			steps = steps[:0]
		}
		steps = append(steps, st)
	}
	if len(steps) > 1 && steps[0].name == "drives" && !strings.HasPrefix(steps[1].name, "$") {
		steps = steps[1:]
		steps[0] = httpStep{name: "drive", file: steps[0].file}
	}
	return httpItems(steps)
}

// httpHasDrive reports whether members of the set have a drive each.
func httpHasDrive(set string) bool { return set == "users" || set == "groups" || set == "sites" }

// httpItems writes the item of a drive one way. The root is a folder, so it
// stands for an item everywhere but where a workbook follows.
func httpItems(steps []httpStep) []httpStep {
	if len(steps) < 2 || steps[0].name != "drive" {
		return steps
	}
	switch s := steps[1]; {
	case s.name == "root" && (s.file || len(steps) == 2 || steps[2].name != "workbook"):
		steps[1] = httpStep{name: "items"}
	case s.name == "items" && len(steps) > 2:
		steps = append(steps[:2], steps[3:]...)
	}
	return steps
}

// httpIsKey reports whether a path segment is a key and no name: a number, a
// GUID, or another run of letters and digits that no one would choose as a name.
func httpIsKey(s string) bool {
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits > 0 && (digits == len(s) || digits >= 4 && len(s) >= 12)
}

// httpFits reports whether a request's path is one that the route stands for.
func httpFits(route, req []httpStep) bool {
	m := httpMatch{route: route, req: req, failed: make([]bool, (len(route)+1)*(len(req)+1))}
	return m.fits(0, 0)
}

// httpMatch compares a route with a request step by step. It tries a pair of
// places once, so that a crafted path costs the product of the lengths at most.
type httpMatch struct {
	route, req []httpStep
	failed     []bool // by place in route and request
}

// fits reports whether the request from step j on fits the route from step i on.
func (m *httpMatch) fits(i, j int) bool {
	at := i*(len(m.req)+1) + j
	if m.failed[at] {
		return false
	}
	ok := m.try(i, j)
	m.failed[at] = !ok
	return ok
}

func (m *httpMatch) try(i, j int) bool {
	route, req := m.route[i:], m.req[j:]
	switch {
	case len(route) == 0:
		return len(req) == 0 || (req[0].name == "$count" || httpIsCast(req[0])) && m.fits(i, j+1)
	case route[0].many:
		return m.fits(i+1, j) || len(req) > 0 && m.fits(i, j+1)
	case len(req) == 0:
		return len(route) == 1 && httpIsCast(route[0])
	case req[0].many:
		return m.fits(i, j+1) || m.fits(i+1, j)
	case httpSame(route[0], req[0]) && m.same(i, j):
		return true
	case route[0].name == "me" && req[0].name == "users" && len(req) > 1:
		return m.fits(i+1, j+2)
	case req[0].name == "me" && route[0].name == "users" && len(route) > 1 && (route[1].any || route[1].id):
		return m.fits(i+2, j+1)
	}
	return httpIsCast(req[0]) && m.fits(i, j+1) || httpIsCast(route[0]) && m.fits(i+1, j)
}

// same goes on behind two steps that are the same, with the key of a collection
// in parentheses or as a step of its own: users/{id} and users('1').
func (m *httpMatch) same(i, j int) bool {
	a, b := m.route[i], m.req[j]
	return m.fits(i+1, j+1) ||
		b.key && !a.key && i+1 < len(m.route) && (m.route[i+1].any || m.route[i+1].id) && m.fits(i+2, j+1) ||
		a.key && !b.key && j+1 < len(m.req) && m.fits(i+1, j+2)
}

// httpSame reports whether a request's step is one that the route's step stands for.
func httpSame(route, req httpStep) bool {
	switch {
	case route.file && !req.file:
		return false
	case route.any || route.id:
		return true // also "host:/path" for {id}
	case route.file != req.file:
		return false
	}
	return route.name == req.name || req.any && !strings.HasPrefix(route.name, "$") ||
		strings.HasSuffix(route.name, "."+req.name) || strings.HasSuffix(req.name, "."+route.name)
}

// httpIsCast reports whether a step is a qualified type name.
func httpIsCast(s httpStep) bool {
	return !s.any && !s.id && !s.file && strings.Contains(s.name, ".") && strings.Trim(s.name, "abcdefghijklmnopqrstuvwxyz.") == ""
}

// httpFitsAny returns the first route that a request's path fits, one with its
// method if there is one, and whether the method fits too.
func httpFitsAny(p *rule.Pass, routes []httpRoute, m *httpmsg.Message) (found *httpRoute, method bool) {
	target := httpSplit(p, m.Target.Text)
	req := httpSteps(target.Resource())
	for i := range routes {
		r := &routes[i]
		if !httpFitsSomehow(r.steps, req, target) {
			continue
		}
		if r.method == "" || strings.EqualFold(r.method, m.Method.Text) {
			return r, true
		}
		if found == nil {
			found = r
		}
	}
	return found, false
}

// httpFitsSomehow is httpFits for all the ways in which documentation writes one path.
func httpFitsSomehow(route, req []httpStep, target httpmsg.Target) bool {
	if httpFits(route, req) {
		return true
	}
	if len(route) == 0 || len(req) == 0 {
		return false
	}
	if target.Host != "" && target.Version < 0 { // https://harbor.example/api/berths
		for n := 1; n <= 2 && n < len(req); n++ {
			if !req[n].any && httpFits(route, req[n:]) {
				return true
			}
		}
	}
	return false
}
