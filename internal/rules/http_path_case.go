package rules

import (
	"slices"
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var httpPathCase = rule.Rule{
	ID:       "http-path-case",
	Title:    "Paths are spelt as the properties that they follow",
	Severity: diag.Warning,
	Needs:    func(s *rule.Subject) bool { return !s.HasMetadata() && s.HasPages() },
	Since:    "0.1.0",
	Doc: `A path goes from an entity to others along its properties (OData 4.01 URL Conventions
section 4), and their names are case-sensitive. Some services forgive another case; clients,
caches, test doubles and generators do not.

Reported: a segment in a route or request that is a property of the type reached so far in all
but letter case, as the pages of the doc set describe that type; and a segment in an example that
the page's routes write in another case. Which of the two is right, the finding does not say: it
shows both. A segment that occurs several times on a page is reported once.

Not reported: what a path that begins with none of the known collections leads to; segments
behind an action, a function or a type cast; doc sets with metadata, which knows better.`,
	Check: func(p *rule.Pass) {
		if p.Set.Metadata != nil {
			return
		}
		c := &httpCase{p: p, found: map[string]*diag.Diagnostic{}, routes: map[string]bool{}, first: map[string]httpPathName{}}
		for _, blk := range p.Page.Blocks {
			for _, t := range c.targets(blk) {
				c.path(t)
				if !httpInExample(blk) {
					c.route(t)
				}
			}
		}
		for _, blk := range p.Page.Blocks {
			if len(c.routes) > 0 && httpInExample(blk) {
				for _, t := range c.targets(blk) {
					c.example(t)
				}
			}
		}
	},
}

// httpCase follows the paths on a page.
type httpCase struct {
	p      *rule.Pass
	found  map[string]*diag.Diagnostic // by segment
	routes map[string]bool             // segments of the page's routes
	first  map[string]httpPathName     // the same by name in small letters
}

// httpPathName is a segment's name as it is written at a place.
type httpPathName struct {
	name string
	at   text.Span
}

// targets returns the paths of a block's requests and routes, but those that are
// wrapped over lines.
func (c *httpCase) targets(blk *page.Block) (out []httpmsg.Part) {
	add := func(t httpmsg.Part) {
		if c.p.Page.Source.Slice(t.Span) == t.Text {
			out = append(out, t)
		}
	}
	for i := range blk.Routes {
		add(blk.Routes[i].Target)
	}
	if blk.Kind == page.RequestBlock && blk.HTTP != nil {
		add(blk.HTTP.Target)
	}
	return out
}

// names calls do for the name of every segment of a path that is no placeholder.
func (c *httpCase) names(target httpmsg.Part, do func(httpPathName)) {
	for _, s := range c.p.Target(target.Text).Resource() {
		if s.Name != "" && !s.Placeholder() {
			from := target.Span.Start + s.Start
			do(httpPathName{s.Name, text.Span{Start: from, End: from + len(s.Name)}})
		}
	}
}

// route notes how a documented route is spelt.
func (c *httpCase) route(target httpmsg.Part) {
	c.names(target, func(s httpPathName) {
		c.routes[s.name] = true
		if low := strings.ToLower(s.name); c.first[low].name == "" {
			c.first[low] = s
		}
	})
}

// example compares the path of an example with the routes.
func (c *httpCase) example(target httpmsg.Part) {
	c.names(target, func(s httpPathName) {
		route := c.first[strings.ToLower(s.name)]
		if route.name == "" || c.routes[s.name] {
			return
		}
		d, again := c.found[s.name]
		if !again {
			d = c.p.Report(s.at, "path has %q, the documented route %q", s.name, rule.Aside(route.name))
			d.Help = "Write both in the same case"
			d.Related = []diag.Related{c.p.Related(route.at, "the route")}
			c.found[s.name] = d
		} else if d.Span != s.at && !slices.ContainsFunc(d.Related, func(r diag.Related) bool { return r.Span == s.at }) {
			c.p.Also(d, s.at, "here too", s.name)
		}
	})
}

// path follows one path from type to type.
func (c *httpCase) path(target httpmsg.Part) {
	at, many := (*derived.Type)(nil), false
	for i, s := range c.p.Target(target.Text).Resource() {
		switch {
		case i == 0:
			at, many = c.start(s)
		case strings.HasPrefix(s.Text, "$") || strings.Contains(s.Name, "."):
			return // $count and the like; a type cast
		case many && s.Call:
			return // a function over all of them
		case many:
			many = false // the key of one of them
			continue
		default:
			q := c.property(at, s.Name)
			if q == nil {
				return
			}
			c.compare(target.Span.Start, s, at, q)
			at, many = c.follow(q.Type, at), q.Type.Collection
		}
		if s.Call && s.Args != "" {
			many = false // the key in parentheses
		}
		if at == nil || s.File != "" {
			return
		}
	}
}

// start returns the type that the first segment of a path leads to: the caller,
// or the type that a collection is named after.
func (c *httpCase) start(s httpmsg.Segment) (at *derived.Type, many bool) {
	name := strings.ToLower(s.Name)
	if name == "me" {
		return c.p.Set.Types.Find("user", ""), false
	}
	for _, ending := range [...]struct{ many, one string }{{"ies", "y"}, {"ses", "s"}, {"s", ""}} {
		if stem, ok := strings.CutSuffix(name, ending.many); ok && stem != "" {
			if t := c.p.Set.Types.Find(stem+ending.one, ""); t != nil && !t.Enum {
				return t, true
			}
		}
	}
	return nil, false
}

// property returns the type's property of that name, letter case ignored if it
// has none in the same case. The type may be nil.
func (c *httpCase) property(t *derived.Type, name string) (like *derived.Property) {
	for depth := 0; t != nil && depth < 20; depth++ {
		if q := t.Property(name); q != nil {
			return q
		}
		for _, q := range t.Properties {
			if like == nil && strings.EqualFold(q.Name, name) {
				like = q
			}
		}
		t = c.p.Set.Types.BaseOf(t)
	}
	return like
}

// follow returns the type of a property, or nil.
func (c *httpCase) follow(ref odata.TypeRef, from *derived.Type) *derived.Type {
	if ref.Name == "" || ref.Primitive() || len(ref.Or) > 0 {
		return nil
	}
	own := odata.TypeRef{Name: from.Name}
	return c.p.Set.Types.Find(ref.Name, own.Namespace())
}

// compare reports a segment that is written in another case than the property.
func (c *httpCase) compare(from int, s httpmsg.Segment, t *derived.Type, q *derived.Property) {
	if q.Name == s.Name {
		return
	}
	sp := text.Span{Start: from + s.Start, End: from + s.Start + len(s.Name)}
	if d := c.found[s.Name]; d != nil {
		c.p.Also(d, sp, "here too", s.Name)
		return
	}
	d := c.p.Report(sp, "path has %q, %s has the property %q", s.Name, rule.Aside(t.Name), rule.Aside(q.Name))
	d.Help = "Write both in the same case"
	use := q.Uses[0]
	d.Related = []diag.Related{{Source: use.Part.Page.Source, Span: use.Span(), Message: "the property"}}
	c.found[s.Name] = d
}
