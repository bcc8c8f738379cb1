package rules

import (
	"maps"
	"slices"
	"strings"

	"docgauge/internal/httpmsg"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

// mostHosts is how many hosts a page may call to be taken for one that calls the
// same few again and again, so that a rare one may be a misspelt other.
const mostHosts = 64

// httpHosts are the well-known hosts, their versions, and those that a page calls.
type httpHosts struct {
	subject  *rule.Subject
	names    []string // well-known, in small letters
	ours     bool     // they are Microsoft Graph's
	versions []string // of the well-known hosts; none: any
	counts   map[string]int
}

// httpHostsOf returns the hosts of Microsoft Graph and its national clouds, or
// those that the configuration gives.
func httpHostsOf(p *rule.Pass) *httpHosts {
	if !p.Given("hosts") {
		return &httpHosts{
			subject: p.Subject, ours: true, versions: []string{"v1.0", "beta"},
			names: []string{"graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "graph.microsoft.de", "microsoftgraph.chinacloudapi.cn"},
		}
	}
	h := &httpHosts{subject: p.Subject}
	for _, name := range p.Strings("hosts") {
		h.names = append(h.names, strings.ToLower(name))
	}
	if p.Set.Index != nil {
		h.versions = p.Set.Index.Versions()
	}
	return h
}

// known reports whether a host is well-known.
func (h *httpHosts) known(host string) bool {
	return slices.Contains(h.names, strings.ToLower(host))
}

// lacks reports whether the well-known hosts do not have an API version.
func (h *httpHosts) lacks(version string) bool {
	return len(h.versions) > 0 && !slices.ContainsFunc(h.versions, func(v string) bool {
		return v == version || v[0] == 'v' && strings.EqualFold(v, version)
	})
}

// of returns how often the page calls the host, which is in small letters.
func (h *httpHosts) of(host string) int { return h.all()[host] }

// all counts the hosts that the page's requests and routes call.
func (h *httpHosts) all() map[string]int {
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

// near returns the host that a misspelt one most likely means, or "".
func (h *httpHosts) near(host string) string {
	host = strings.ToLower(host)
	if host == "" || strings.ContainsAny(host, "{<") || h.known(host) {
		return ""
	}
	if h.ours && (host == "microsoft.graph.com" || host == "www.graph.microsoft.com") {
		return h.names[0]
	}
	names := slices.Clip(h.names)
	if all := h.all(); len(all) <= mostHosts {
		for _, other := range slices.Sorted(maps.Keys(all)) {
			if all[other] > all[host] && httpSpelling(other, host) {
				names = append(names, other)
			}
		}
	}
	return schema.Closest(host, names)
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

// httpFaultOfHost says what keeps a text from being a host with or without a port
// (RFC 3986 section 3.2).
func httpFaultOfHost(s string) string {
	if strings.Contains(s, "://") {
		return "is a URL: give the host alone"
	}
	if strings.ContainsAny(s, " /?#@{}<>[]()\"'*\\") {
		return "is no name of a host"
	}
	return ""
}
