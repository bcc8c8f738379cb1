package rules

import (
	"net/url"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
)

var annotationSampleKey = rule.Rule{
	ID:       "annotation-sample-key",
	Title:    "Sample keys occur in the request's URL",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `The member ` + "`sampleKeys`" + ` of a request lists the values in its URL that stand for
a placeholder, so that tools can tell a key from a segment of the path. A value that the URL
does not hold is a leftover of an earlier example, and the key that is there is taken for a segment.

Reported: a value that occurs nowhere in the URL, percent-encoding and letter case aside.

Not reported: ignored blocks, and requests whose URL cannot be read.`,
	Check: func(p *rule.Pass) {
		for _, blk := range p.Page.Blocks {
			if blk.Annotation != nil && blk.BlockType() == "request" && blk.HTTP != nil && blk.HTTP.Target.Text != "" {
				annSampleKeys(p, blk)
			}
		}
	},
}

func annSampleKeys(p *rule.Pass, blk *page.Block) {
	target := blk.HTTP.Target
	plain := annDecoded(target.Text)
	for i, k := range blk.Annotation.Strings("sampleKeys") {
		key := strings.TrimSpace(k.Text)
		if key == "" || strings.Contains(plain, annDecoded(key)) || strings.Contains(strings.ToLower(target.Text), strings.ToLower(key)) {
			continue
		}
		d := p.Report(k.Span, "sample key %q does not occur in the request's URL", k.Text)
		d.Pointer = "/sampleKeys/" + strconv.Itoa(i)
		d.Help = "List the key that the URL holds, or delete the value"
		d.Related = []diag.Related{p.Related(target.Span, "the URL")}
		if near := schema.Closest(key, annSegments(target.Text)); near != "" {
			d.Help = "The URL holds " + strconv.Quote(near)
		}
	}
}

// annDecoded returns s in lower case without percent-encoding.
func annDecoded(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		s = u
	}
	return strings.ToLower(s)
}

// annSegments returns the words of a URL between the marks that delimit keys.
func annSegments(target string) []string {
	return strings.FieldsFunc(target, func(r rune) bool { return strings.ContainsRune("/?&()',;", r) })
}
