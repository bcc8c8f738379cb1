package rules

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

var httpAPIVersion = rule.Rule{
	ID:       "http-api-version",
	Title:    "Requests call the API version and host that the page documents",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `Pages are copied from the beta set into the v1.0 set when an API is released, and now
and then a URL keeps the old version. Whoever copies it calls another API than the one that
the page documents.

Reported, on pages below a folder ` + "`v1.0`" + ` or ` + "`beta`" + `: a request or a documented route
whose path begins with the other of the two; as a warning, a JSON body with a URL of the other
one (` + "`@odata.context`" + `, ` + "`@odata.nextLink`" + `, ` + "`@odata.bind`" + `). On every page: a host that
differs by a letter or two from a well-known one or from the one that the page's other
requests call, and a version that a well-known host does not have.

Not reported: pages whose folder names no version; links in prose.`,
	Check: func(p *rule.Pass) {
		hosts := &httpHostCount{subject: p.Subject}
		for _, blk := range p.Page.Blocks {
			if blk.HTTP != nil && blk.HTTP.Kind == httpmsg.Request {
				httpCalls(p, blk.HTTP.Target, hosts)
			}
			for i := range blk.Routes {
				httpCalls(p, blk.Routes[i].Target, hosts)
			}
			if blk.JSON != nil {
				httpOtherURLs(p, blk, hosts)
			}
		}
	},
}

// httpCalls checks one target.
func httpCalls(p *rule.Pass, t httpmsg.Part, hosts *httpHostCount) {
	if p.Page.Source.Slice(t.Span) != t.Text {
		return // wrapped over lines
	}
	target := p.Target(t.Text)
	within := func(from, to int) text.Span { return text.Span{Start: t.Span.Start + from, End: t.Span.Start + to} }
	if near := httpNearHost(target.Host, hosts); near != "" {
		d := p.Report(within(target.HostAt, target.HostAt+len(target.Host)), "host %q, did you mean %q?", target.Host, near)
		d.Help = "Write " + near
		d.Fixes = []diag.Fix{{Message: "Write " + near, Edits: []diag.Edit{{Span: d.Span, New: near}}}}
	}
	if target.Version < 0 {
		return
	}
	s := target.Segments[target.Version]
	switch {
	case strings.EqualFold(s.Text, httpOtherVersion(p.Page)):
		d := p.Report(within(s.Start, s.End), "page of %s calls %s", p.Page.Version, s.Text)
		d.Help = "Write " + p.Page.Version + ", or move the page"
		d.Fixes = []diag.Fix{httpWriteVersion(p, d.Span)}
	case httpIsKnownHost(target.Host) && !strings.EqualFold(s.Text, "v1.0") && s.Text != "beta":
		d := p.Report(within(s.Start, s.End), "%s has no version %q", strings.ToLower(target.Host), s.Text)
		d.Help = "Its versions are v1.0 and beta"
		if p.Page.Version != "" {
			d.Fixes = []diag.Fix{httpWriteVersion(p, d.Span)}
		}
	}
}

func httpWriteVersion(p *rule.Pass, sp text.Span) diag.Fix {
	return diag.Fix{Message: "Write " + p.Page.Version, Edits: []diag.Edit{{Span: sp, New: p.Page.Version}}}
}

// httpOtherVersion returns the version that a page must not call, or "?".
func httpOtherVersion(pg *page.Page) string {
	switch pg.Version {
	case "v1.0":
		return "beta"
	case "beta":
		return "v1.0"
	}
	return "?"
}

// httpOtherURLs reports URLs of the other version in a body, as one finding.
func httpOtherURLs(p *rule.Pass, blk *page.Block, hosts *httpHostCount) {
	other := httpOtherVersion(p.Page)
	if !bytes.Contains(blk.JSON.Text.Bytes, []byte("/"+other)) {
		return
	}
	var d *diag.Diagnostic
	blk.JSON.Walk(func(c *jsondoc.Cursor) bool {
		v := c.Value
		if v.Kind != jsondoc.String || !strings.Contains(v.Text, "/"+other) || p.Page.Source.Slice(v.Span) != `"`+v.Text+`"` {
			return true
		}
		t := httpmsg.SplitTarget(v.Text)
		if t.Version < 0 || t.Segments[t.Version].Text != other || !httpIsKnownHost(t.Host) && hosts.of(strings.ToLower(t.Host)) == 0 {
			return true
		}
		s := t.Segments[t.Version]
		sp := text.Span{Start: v.Span.Start + 1 + s.Start, End: v.Span.Start + 1 + s.End}
		fix := diag.Edit{Span: sp, New: p.Page.Version}
		if d != nil {
			d.Related = append(d.Related, p.Related(sp, "here too"))
			d.Fixes[0].Edits = append(d.Fixes[0].Edits, fix)
			return true
		}
		d = p.Report(sp, "page of %s shows a URL of %s", p.Page.Version, other)
		d.Severity, d.Pointer, d.Help = diag.Warning, c.Pointer(), "Write "+p.Page.Version
		d.Fixes = []diag.Fix{{Message: "Write " + p.Page.Version, Edits: []diag.Edit{fix}}}
		return true
	})
}

// httpHostCount counts the hosts that a page's requests and routes call, when
// somebody asks.
type httpHostCount struct {
	subject *rule.Subject
	counts  map[string]int
}

// of returns how often the page calls the host, which is in small letters.
func (h *httpHostCount) of(host string) int { return h.all()[host] }

func (h *httpHostCount) all() map[string]int {
	if h.counts != nil {
		return h.counts
	}
	h.counts = map[string]int{}
	count := func(t httpmsg.Part) {
		if host := h.subject.Target(t.Text).Host; host != "" {
			h.counts[strings.ToLower(host)]++
		}
	}
	for _, blk := range h.subject.Page.Blocks {
		if blk.HTTP != nil && blk.HTTP.Kind == httpmsg.Request {
			count(blk.HTTP.Target)
		}
		for i := range blk.Routes {
			count(blk.Routes[i].Target)
		}
	}
	return h.counts
}

// httpKnownHosts returns the hosts of Microsoft Graph and its national clouds.
func httpKnownHosts() []string {
	return []string{"graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "graph.microsoft.de", "microsoftgraph.chinacloudapi.cn"}
}

func httpIsKnownHost(host string) bool {
	return slices.Contains(httpKnownHosts(), strings.ToLower(host))
}

// httpNearHost returns the host that a misspelt one most likely means, or "".
func httpNearHost(host string, hosts *httpHostCount) string {
	h := strings.ToLower(host)
	if h == "" || strings.ContainsAny(h, "{<") || httpIsKnownHost(h) {
		return ""
	}
	known := httpKnownHosts()
	if h == "microsoft.graph.com" || h == "www.graph.microsoft.com" {
		return known[0]
	}
	for _, other := range slices.Sorted(maps.Keys(hosts.all())) {
		if hosts.of(other) > hosts.of(h) && httpSpelling(other, h) {
			known = append(known, other)
		}
	}
	return schema.Closest(h, known)
}

// httpSpelling reports whether two hosts may be spellings of one: of the same
// number of labels, with no difference in digits, which number hosts.
func httpSpelling(a, b string) bool {
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r == '.' {
				return r
			}
			return -1
		}, s)
	}
	return digits(a) == digits(b)
}
