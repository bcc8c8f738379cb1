package docset

import (
	"net/url"
	"strings"
)

// TargetKind is where a link's target leads, by its form.
type TargetKind uint8

// The kinds of target. Only Local ones lead to files that a run can know.
const (
	Local    TargetKind = iota // a path relative to the page, a bookmark, or both
	URL                        // has a scheme or a host: "https://…", "mailto:…", "//host/…"
	SitePath                   // from the root of the publishing site: "/graph/x"
	RepoPath                   // from the root of the repository, as the publishing system writes it: "~/includes/x.md"
)

// Target is a link's target taken apart: path, "?query", "#bookmark".
type Target struct {
	Kind     TargetKind
	Text     string // the whole
	Path     string // as written, up to the query or the bookmark
	Bookmark string // as written, without "#"
	Marked   bool   // has a "#"
}

// SplitTarget takes a target apart (RFC 3986, sections 3 and 4.2).
func SplitTarget(target string) Target {
	t := Target{Kind: targetKind(target), Text: target, Path: target}
	t.Path, t.Bookmark, t.Marked = strings.Cut(target, "#")
	t.Path, _, _ = strings.Cut(t.Path, "?")
	return t
}

func targetKind(target string) TargetKind {
	switch {
	case hasScheme(target) || strings.HasPrefix(target, "//"):
		return URL
	case strings.HasPrefix(target, "/"):
		return SitePath
	case strings.HasPrefix(target, "~/"):
		return RepoPath
	}
	return Local
}

// hasScheme reports whether a target begins with a scheme (RFC 3986, section 3.1).
func hasScheme(target string) bool {
	for i := range len(target) {
		switch c := target[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// decoded resolves percent-encoding; text with a broken one stays as it is.
func decoded(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}

// Slashed is the path with "/" for "\", which browsers and Windows take for one,
// and without percent-encoding.
func (t Target) Slashed() string { return strings.ReplaceAll(decoded(t.Path), `\`, "/") }
