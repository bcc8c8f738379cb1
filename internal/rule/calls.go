package rule

import (
	"slices"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/httpmsg"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Call is a path on a page, that of a route or of a request, as the service's
// metadata reads it.
type Call struct {
	Block          *page.Block
	Listed         bool         // one of the page's routes; else the request of an example
	Method, Target httpmsg.Part // the method is empty where a list gives only paths
	Path           httpmsg.Target
	Segments       []httpmsg.Segment // of Path, below the service root: what was resolved
	csdl.Resolution

	// Meant is the operation that the last name in the path calls: that of the
	// Resolution, or, where the path could not be read to its end, the one that
	// the rest of the page speaks for. It is nil if no operation is called.
	Meant *csdl.Operation
	// Guessed says that Meant rests on the page's title and tables alone, no path
	// of the page calls it in a way that can be read.
	Guessed bool

	source *text.Source
}

// Span is the place of bytes of the target's text, which Segments, Faults and
// Arguments count in. The target may be wrapped over lines.
func (c *Call) Span(start, end int) text.Span {
	if c.Target.Span.Len() == len(c.Target.Text) {
		return text.Span{Start: c.Target.Span.Start + start, End: c.Target.Span.Start + end}
	}
	return text.Span{Start: c.unwrap(start), End: c.unwrap(max(start, end-1)) + min(1, end-start)}
}

// unwrap converts an offset in the text of a target that goes on in further
// lines. Between the pieces that were joined stand white space, the line ending
// and the marks of a quote; the text has nothing there, or one space.
func (c *Call) unwrap(offset int) int {
	raw, at := c.source.Bytes, c.Target.Span.Start
	for i := range offset + 1 {
		for at < c.Target.Span.End && raw[at] != c.Target.Text[min(i, len(c.Target.Text)-1)] {
			at++
		}
		if i < offset && at < c.Target.Span.End && c.Target.Text[i] != ' ' {
			at++
		}
	}
	return min(at, c.Target.Span.End)
}

// last returns the last segment but "$ref" and the like, or nil.
func (c *Call) last() *httpmsg.Segment {
	for i := len(c.Segments) - 1; i >= 0; i-- {
		if !strings.HasPrefix(c.Segments[i].Name, "$") {
			return &c.Segments[i]
		}
	}
	return nil
}

// Calls returns the paths of the page that call the service, in file order; none
// if there is no metadata.
func (s *Subject) Calls() []*Call {
	if s.Set.Metadata == nil {
		return nil
	}
	return Shared(s, "calls", func() []*Call { return (&caller{subject: s, versions: callsVersions(s)}).all() })
}

// CallOf returns the call that a request is, or nil.
func (s *Subject) CallOf(blk *page.Block) *Call {
	for _, c := range s.Calls() {
		if c.Block == blk && blk.HTTP != nil && c.Target.Span == blk.HTTP.Target.Span {
			return c
		}
	}
	return nil
}

// caller collects the calls of one page.
type caller struct {
	subject  *Subject
	versions bool // URLs of the API have a version
	calls    []*Call
	names    map[string]bool // see parameters; nil before they are asked for
}

// maxCalls bounds what the paths of a page that somebody crafted may cost.
const maxCalls = 1000

func (c *caller) all() []*Call {
	for _, blk := range c.subject.Page.Blocks {
		switch {
		case blk.Kind == page.RoutesBlock:
			c.routes(blk, blk.Routes)
		case blk.Kind == page.RequestBlock && blk.HTTP != nil && blk.HTTP.Kind == httpmsg.Request:
			c.request(blk)
		}
	}
	for _, call := range c.calls {
		call.Meant = call.Operation
		if n := len(call.Steps); call.Whole && call.Meant == nil && n > 1 && call.Steps[n-1].Kind == csdl.SystemStep {
			call.Meant = call.Steps[n-2].Operation // ".../members/$count"
		}
	}
	for _, call := range c.calls {
		if !call.Whole {
			call.Meant, call.Guessed = c.meant(call)
		}
	}
	return c.calls
}

func (c *caller) routes(blk *page.Block, routes []httpmsg.Route) {
	for i := range routes {
		c.add(&Call{Block: blk, Listed: true, Method: routes[i].Method, Target: routes[i].Target})
	}
}

// request adds a request. In the section on it, it is the first of the routes
// that may follow in the same block.
func (c *caller) request(blk *page.Block) {
	if !blk.Section.In(page.HTTPRequest) {
		c.add(&Call{Block: blk, Method: blk.HTTP.Method, Target: blk.HTTP.Target})
		return
	}
	routes := httpmsg.Routes(blk.Body)
	if len(routes) == 0 || routes[0].Target.Span != blk.HTTP.Target.Span {
		c.add(&Call{Block: blk, Listed: true, Method: blk.HTTP.Method, Target: blk.HTTP.Target})
	}
	c.routes(blk, routes)
}

// add resolves a call, if it is one of the service's.
func (c *caller) add(call *Call) {
	if len(c.calls) == maxCalls || call.Target.Text == "" {
		return
	}
	call.Path = c.subject.Target(call.Target.Text)
	var ok bool
	if call.Segments, ok = c.below(call.Path, call.Target.Text); !ok || len(call.Segments) == 0 {
		return
	}
	call.source = c.subject.Page.Source
	call.Resolution = c.subject.Set.Metadata.Resolve(call.Segments, call.Path.Options...)
	c.calls = append(c.calls, call)
}

// below returns the segments below the service root, and whether the target is
// one of the service's. Its root is what is configured, else the API version;
// a URL without one is the service's if a name in it is one that paths start with.
func (c *caller) below(t httpmsg.Target, target string) ([]httpmsg.Segment, bool) {
	rest := t.Resource()
	if len(rest) > 0 && rest[0].Placeholder() && strings.Contains(strings.ToLower(rest[0].Text), "version") {
		return rest[1:], true
	}
	if base := c.subject.Set.Conventions.BaseURL(target); base > 0 {
		return slices.DeleteFunc(slices.Clone(t.Segments), func(s httpmsg.Segment) bool { return s.Start < base }), true
	}
	based := len(rest) > 1 && rest[0].Placeholder() && rest[0].Start == 0 // "{base}/berths"
	if t.Host == "" && !based || t.Version >= 0 {
		return rest, true
	}
	if c.versions && !based && !strings.ContainsAny(t.Host, "{<") {
		return nil, false
	}
	const most = 3 // "https://harbor.example/api/odata/berths"
	for i := range rest[:min(len(rest), most)] {
		if r, exact := c.subject.Set.Metadata.Resource(rest[i].Name); r != nil && exact {
			return rest[i:], true
		}
	}
	return nil, false
}

// callsVersions reports whether the API of the page has versions in its URLs.
func callsVersions(s *Subject) bool {
	return s.Page.Version != "" || slices.ContainsFunc(s.Page.Blocks, func(b *page.Block) bool {
		return b.HTTP != nil && b.HTTP.Kind == httpmsg.Request && s.Target(b.HTTP.Target.Text).Version >= 0
	})
}
