package report

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// What the formats for forges and code review have in common.

// worstFirst returns the findings errors first, each severity in the order of the
// report: a forge that keeps only so many keeps the first.
func worstFirst(ds []*diag.Diagnostic) []*diag.Diagnostic {
	ds = slices.Clone(ds)
	slices.SortStableFunc(ds, func(a, b *diag.Diagnostic) int { return cmp.Compare(b.Severity, a.Severity) })
	return ds
}

// onLines is the span as a forge can show it beside the page's lines: it ends with
// the last line that it touches, not behind the line break, and lies on a line that
// the file has. A forge compares these lines with those of a diff.
func onLines(src *text.Source, sp text.Span) text.Span {
	start, end := sp.Start, sp.End
	if n := src.LineAt(end); end > start && n > 1 && end == src.Line(n).Start {
		end = src.Line(n - 1).End
	}
	last := src.Line(src.Lines()).End
	start = max(0, min(start, last))
	end = max(start, min(end, last))
	return text.Span{Start: start, End: end}
}

// uriPath is a location as a relative URI reference (RFC 3986, section 4.2), every
// byte that could mean something else percent-encoded, or as a file URI if it is an
// absolute path.
func uriPath(location string) string {
	segments := strings.Split(location, "/")
	for i, s := range segments {
		segments[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A") // in the first segment it would end a scheme
	}
	switch path := strings.Join(segments, "/"); {
	case isRelative(location):
		return path
	case isDrive(location):
		return "file:///" + location[:2] + strings.TrimPrefix(path[1:], "%3A")
	default:
		return "file://" + path
	}
}

// isRelative reports whether a location lies in the work tree.
func isRelative(location string) bool { return !strings.HasPrefix(location, "/") && !isDrive(location) }

// isDrive reports whether a path begins with a Windows drive, "C:/".
func isDrive(path string) bool {
	return len(path) > 2 && path[1:3] == ":/" && ('a' <= path[0] && path[0] <= 'z' || 'A' <= path[0] && path[0] <= 'Z')
}

// occurrences counts equal findings, by fingerprint.
type occurrences map[string]int

// next returns what identifies this finding among all of the report: its
// fingerprint and, from 1, which of the findings with that one it is. They are
// asked for in the order of the report.
func (o occurrences) next(d *diag.Diagnostic) string {
	f := d.Fingerprint()
	o[f]++
	return f + ":" + strconv.Itoa(o[f])
}

// guidance is the message and the help as text of one or more lines without a
// control character. Code review tools show no help of their own.
func guidance(d *diag.Diagnostic) string {
	lines := []string{Printable(d.Message)}
	if d.Help != "" {
		for _, l := range strings.Split(strings.TrimSpace(d.Help), "\n") {
			lines = append(lines, Printable(strings.TrimSuffix(l, "\r")))
		}
	}
	return strings.Join(lines, "\n")
}
