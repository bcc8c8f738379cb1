package rules

import (
	"bytes"
	"slices"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
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
one (` + "`@odata.context`" + `, ` + "`@odata.nextLink`" + `, ` + "`@odata.bind`" + `). Versions that the
configuration declares for doc sets count likewise. On every page: a host that differs by a
letter or two from a well-known one or from the one that the page's other requests call, and
a version that a well-known host does not have.

The well-known hosts are those of Microsoft Graph, or those that the option ` + "`hosts`" + ` lists. The
latter have the versions that the configuration declares for doc sets; where it declares none,
any version will do.

Not reported: pages whose folder names no version and for which none is declared; links in
prose.`,
	Options: []rule.Option{{
		Name: "hosts", Default: []string(nil), Check: httpFaultOfHost,
		Doc: "Hosts of the API, with the port if they have one, in place of Microsoft Graph's",
	}},
	Check: func(p *rule.Pass) {
		hosts := httpHostsOf(p)
		others := httpOtherVersions(p)
		for _, blk := range p.Page.Blocks {
			if blk.HTTP != nil && blk.HTTP.Kind == httpmsg.Request {
				httpCalls(p, blk.HTTP.Target, hosts, others)
			}
			for i := range blk.Routes {
				httpCalls(p, blk.Routes[i].Target, hosts, others)
			}
			for _, other := range others {
				if blk.JSON != nil {
					httpOtherURLs(p, blk, hosts, other)
				}
			}
		}
	},
}

// httpCalls checks one target.
func httpCalls(p *rule.Pass, t httpmsg.Part, hosts *httpHosts, others []string) {
	if p.Page.Source.Slice(t.Span) != t.Text {
		return // wrapped over lines
	}
	target := p.Target(t.Text)
	within := func(from, to int) text.Span { return text.Span{Start: t.Span.Start + from, End: t.Span.Start + to} }
	if near := hosts.near(target.Host); near != "" {
		d := p.Report(within(target.HostAt, target.HostAt+len(target.Host)), "host %q, did you mean %q?", target.Host, rule.Aside(near))
		d.Help = "Write " + near
		d.Fixes = []diag.Fix{{Message: "Write " + near, Edits: []diag.Edit{{Span: d.Span, New: near}}}}
	}
	if target.Version < 0 {
		return
	}
	s := target.Segments[target.Version]
	switch {
	case slices.ContainsFunc(others, func(other string) bool { return strings.EqualFold(s.Text, other) }):
		d := p.Report(within(s.Start, s.End), "page of %s calls %s", rule.Aside(p.Page.Version), s.Text)
		d.Help = "Write " + p.Page.Version + ", or move the page"
		d.Fixes = []diag.Fix{httpWriteVersion(p, d.Span)}
	case hosts.known(target.Host) && hosts.lacks(s.Text):
		d := p.Report(within(s.Start, s.End), "%s has no version %q", strings.ToLower(target.Host), s.Text)
		d.Help = httpVersions(hosts.versions)
		if p.Page.Version != "" {
			d.Fixes = []diag.Fix{httpWriteVersion(p, d.Span)}
		}
	}
}

// httpVersions says which versions a host has.
func httpVersions(all []string) string {
	if len(all) == 1 {
		return "Its version is " + all[0]
	}
	return "Its versions are " + metadataList(all, "and", 12)
}

func httpWriteVersion(p *rule.Pass, sp text.Span) diag.Fix {
	return diag.Fix{Message: "Write " + p.Page.Version, Edits: []diag.Edit{{Span: sp, New: p.Page.Version}}}
}

// httpOtherVersions returns the versions that a page must not call: of v1.0 and
// beta the other one, and those that are declared for other doc sets.
func httpOtherVersions(p *rule.Pass) (others []string) {
	switch p.Page.Version {
	case "":
		return nil
	case "v1.0":
		others = []string{"beta"}
	case "beta":
		others = []string{"v1.0"}
	}
	for _, v := range p.Set.Index.Versions() {
		if v != p.Page.Version && !slices.Contains(others, v) {
			others = append(others, v)
		}
	}
	return others
}

// httpOtherURLs reports URLs of another version in a body, as one finding.
func httpOtherURLs(p *rule.Pass, blk *page.Block, hosts *httpHosts, other string) {
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
		if t.Version < 0 || t.Segments[t.Version].Text != other || !hosts.known(t.Host) && hosts.of(strings.ToLower(t.Host)) == 0 {
			return true
		}
		s := t.Segments[t.Version]
		sp := text.Span{Start: v.Span.Start + 1 + s.Start, End: v.Span.Start + 1 + s.End}
		fix := diag.Edit{Span: sp, New: p.Page.Version}
		if d != nil {
			p.Also(d, sp, "here too", other).Pointer = c.Pointer()
			d.Fixes[0].Edits = append(d.Fixes[0].Edits, fix)
			return true
		}
		d = p.Report(sp, "page of %s shows a URL of %s", rule.Aside(p.Page.Version), other)
		d.Severity, d.Pointer, d.Help = diag.Warning, c.Pointer(), "Write "+p.Page.Version
		d.Fixes = []diag.Fix{{Message: "Write " + p.Page.Version, Edits: []diag.Edit{fix}}}
		return true
	})
}
