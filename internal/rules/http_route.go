package rules

import (
	"fmt"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var httpDocumentedRoute = rule.Rule{
	ID:       "http-route",
	Title:    "Example requests call a documented route",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `A page lists the routes of its method and shows a request. Where the two differ, one of
them is wrong or a route is missing from the list, and a reader cannot tell which.

Reported: a request in an example whose path fits a documented route but whose method does
not, and one whose path fits none of them. Requests that differ from the routes in the same
way are one finding.

A path fits a route when a value or a placeholder stands where the route has one (` + "`{id}`" + `,
` + "`<id>`" + `, ` + "`{id | name}`" + `, a literal id); keys and function arguments may be written
` + "`vessels('1')`" + ` or ` + "`vessels/1`" + `; host, API version and query do not count; ` + "`me`" + ` stands
for ` + "`users/{id}`" + `, and the drives of users, groups and sites for each other, as do the ways
to address an item of a drive; type casts and ` + "`$count`" + ` may be added.

Not reported: pages that document no routes, and pages that are no method's; requests outside
examples; a request that follows another one of the same example which does fit (a second
step); URLs without an API version on a host of their own, such as an upload session or a
webhook; ` + "`$batch`" + `. What URLs of the API begin with can be told in API Doctor's
schema-config.json (` + "`baseUrls`" + `). In a block marked ignored it is an info.`,
	Check: func(p *rule.Pass) {
		if p.Page.Kind != page.API && p.Page.Kind != page.PlainText {
			return
		}
		if routes := httpRoutesOf(p); len(routes) > 0 && len(routes) < httpMaxRoutes {
			httpCheckRoutes(p, routes)
		}
	},
}

func httpCheckRoutes(p *rule.Pass, routes []httpRoute) {
	reported := map[string]*diag.Diagnostic{}
	fitted := map[*page.Section]bool{} // examples that have shown a request which fits
	for _, blk := range p.Page.Blocks {
		if !httpIsExampleCall(p, blk) {
			continue
		}
		example := httpExampleOf(blk.Section)
		r, ok := httpFitsAny(p, routes, blk.HTTP)
		if ok {
			fitted[example] = true
			continue
		}
		if fitted[example] {
			continue
		}
		key := httpShape(p, blk.HTTP, httpNearest(p, routes, blk.HTTP))
		if d := reported[key]; d != nil {
			d.Related = append(d.Related, p.Related(httpStartLine(blk.HTTP), "the same again"))
			continue
		}
		if r != nil {
			reported[key] = httpWrongMethod(p, blk, routes, r)
		} else {
			reported[key] = httpNoRoute(p, blk, routes)
		}
	}
}

// httpIsExampleCall reports whether a block is a request of an example that
// calls the API itself.
func httpIsExampleCall(p *rule.Pass, blk *page.Block) bool {
	if blk.Kind != page.RequestBlock || blk.HTTP == nil || blk.HTTP.Kind != httpmsg.Request || !httpInExample(blk) {
		return false
	}
	t := httpSplit(p, blk.HTTP.Target.Text)
	if rest := t.Resource(); len(rest) == 0 || rest[len(rest)-1].Text == "$batch" {
		return false
	}
	return t.Host == "" || t.Version >= 0 || strings.ContainsAny(t.Host, "{<") || !httpCallsVersions(p)
}

// httpCallsVersions reports whether the API of the page has versions in its URLs.
func httpCallsVersions(p *rule.Pass) bool {
	return p.Page.Version != "" || slices.ContainsFunc(p.Page.Blocks, func(b *page.Block) bool {
		return b.HTTP != nil && b.HTTP.Kind == httpmsg.Request && p.Target(b.HTTP.Target.Text).Version >= 0
	})
}

// httpExampleOf returns the section that holds the whole example.
func httpExampleOf(s *page.Section) *page.Section {
	for at := s; at != nil; at = at.Parent {
		if at.Role == page.Examples {
			return at
		}
	}
	if s != nil {
		return s.Parent
	}
	return nil
}

// httpShape is the same for requests that miss the same route in the same way:
// they differ in values only.
func httpShape(p *rule.Pass, m *httpmsg.Message, nearest *httpRoute) string {
	steps := httpSteps(httpSplit(p, m.Target.Text).Resource())
	last := ""
	for _, s := range steps {
		if !s.any && !s.id {
			last = s.name
		}
	}
	return fmt.Sprint(m.Method.Text, nearest.place.Start, len(steps), last == steps[len(steps)-1].name, last)
}

func httpWrongMethod(p *rule.Pass, blk *page.Block, routes []httpRoute, r *httpRoute) *diag.Diagnostic {
	m := blk.HTTP
	d := p.Report(m.Method.Span, "example calls %s, the page documents %s for this path", m.Method.Text, r.method)
	d.Help = "Write the method that the API has, in the example or in the list of routes"
	d.Related = []diag.Related{p.Related(r.place, "the route")}
	if !slices.ContainsFunc(routes, func(o httpRoute) bool { return o.method != r.method }) {
		d.Fixes = []diag.Fix{{Message: "Write " + r.method, Edits: []diag.Edit{{Span: m.Method.Span, New: r.method}}}}
	}
	httpLower(d, blk)
	return d
}

func httpNoRoute(p *rule.Pass, blk *page.Block, routes []httpRoute) *diag.Diagnostic {
	m := blk.HTTP
	t := httpSplit(p, m.Target.Text)
	path := t.Path
	if rest := t.Resource(); len(rest) > 0 {
		path = "/" + m.Target.Text[rest[0].Start:rest[len(rest)-1].End]
	}
	d := p.Report(m.Target.Span, "%s %s is none of the routes that the page documents", m.Method.Text, text.Clip(path, 80))
	d.Help = "Call a documented route, or add this one to the list"
	d.Related = []diag.Related{p.Related(httpNearest(p, routes, m).place, "the nearest route")}
	httpLower(d, blk)
	return d
}

// httpNearest returns the route that has most steps in common with the request,
// counted from both ends.
func httpNearest(p *rule.Pass, routes []httpRoute, m *httpmsg.Message) *httpRoute {
	req := httpSteps(httpSplit(p, m.Target.Text).Resource())
	best, most := &routes[0], -1
	for i := range routes {
		r := routes[i].steps
		n := 0
		for n < len(r) && n < len(req) && httpSame(r[n], req[n]) {
			n++
		}
		same := n
		for k := 1; k <= len(r)-n && k <= len(req)-n && httpSame(r[len(r)-k], req[len(req)-k]); k++ {
			same++
		}
		if strings.EqualFold(routes[i].method, m.Method.Text) {
			same *= 2
		}
		if same > most {
			best, most = &routes[i], same
		}
	}
	return best
}
