package page

import (
	"bytes"
	"html"
	"strings"

	"docgauge/internal/text"
)

// Anchor is a name that an HTML tag gives to a place: <a name="x">, or id="x" on
// any tag.
type Anchor struct {
	Name string
	Span text.Span // the name
}

// tags reads the links, anchors and headings in raw HTML that holds no comment.
// What stands in script, style and textarea is no markup.
func (b *builder) tags(f text.Fragment) {
	raw := f.Bytes
	for at := 0; at < len(raw); {
		open := bytes.IndexByte(raw[at:], '<')
		if open < 0 {
			return
		}
		at += open + 1
		name := tagName(raw[at:])
		if name == "" {
			continue
		}
		at = b.tag(f, at+len(name), name)
		switch name {
		case "script", "style", "textarea":
			at = closingTag(raw, at, name)
		case "h1", "h2", "h3", "h4", "h5", "h6":
			if end := bytes.Index(raw[at:min(len(raw), at+longestTarget)], []byte("</")); end >= 0 {
				b.page.Asides = append(b.page.Asides, b.trim(f.Span(at, at+end)))
			}
		}
	}
}

// closingTag returns the offset of the tag that ends an element at or behind i, or
// the end of the text.
func closingTag(raw []byte, i int, name string) int {
	for {
		n := bytes.Index(raw[i:], []byte("</"))
		if n < 0 {
			return len(raw)
		}
		i += n
		if strings.EqualFold(tagName(raw[i+2:]), name) {
			return i
		}
		i += 2
	}
}

// tagName returns the name of the opening tag whose "<" stands before raw, in
// lower case, or "".
func tagName(raw []byte) string {
	n := 0
	for n < len(raw) && isNameByte(raw[n]) {
		n++
	}
	if n == 0 || '0' <= raw[0] && raw[0] <= '9' || raw[0] == '-' {
		return ""
	}
	return strings.ToLower(string(raw[:n]))
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-'
}

// tag reads the attributes of a tag from behind its name, and returns the offset
// behind the tag.
func (b *builder) tag(f text.Fragment, at int, name string) int {
	raw := f.Bytes
	for end := min(len(raw), at+longestTarget); at < end; {
		switch c := raw[at]; {
		case c == '>':
			return at + 1
		case isSpace(c) || c == '/':
			at++
		default:
			key := at
			for at < end && !isSpace(raw[at]) && raw[at] != '=' && raw[at] != '>' && raw[at] != '/' {
				at++
			}
			k := strings.ToLower(string(raw[key:at]))
			from, to, next := attributeValue(raw, at, end)
			if to > from {
				b.attribute(name, k, f.Span(from, to))
			}
			at = max(next, key+1)
		}
	}
	return at
}

// attributeValue returns where the value of an attribute stands whose name ends
// at i, and the offset behind it (HTML Living Standard 13.1.2.3).
func attributeValue(raw []byte, i, end int) (from, to, next int) {
	skip := func(j int) int {
		for j < end && isSpace(raw[j]) {
			j++
		}
		return j
	}
	eq := skip(i)
	if eq >= end || raw[eq] != '=' {
		return i, i, i
	}
	from = skip(eq + 1)
	if from >= end {
		return end, end, end
	}
	if q := raw[from]; q == '"' || q == '\'' {
		from++
		if n := bytes.IndexByte(raw[from:end], q); n >= 0 {
			return from, from + n, from + n + 1
		}
		return end, end, end
	}
	to = from
	for to < end && !isSpace(raw[to]) && raw[to] != '>' {
		to++
	}
	return from, to, to
}

// attribute notes what leads somewhere, and what may be led to.
func (b *builder) attribute(tag, key string, value text.Span) {
	sp := b.trim(value)
	target := html.UnescapeString(b.src.Slice(sp))
	switch key {
	case "id":
		b.page.Anchors = append(b.page.Anchors, Anchor{target, sp})
	case "name":
		if tag == "a" {
			b.page.Anchors = append(b.page.Anchors, Anchor{target, sp})
		}
	case "href":
		if tag == "a" || tag == "area" {
			b.page.Links = append(b.page.Links, b.mem.links.put(Link{Span: sp, Destination: sp, Target: target, HTML: true}))
		}
	case "src":
		if tag == "img" {
			b.page.Links = append(b.page.Links, b.mem.links.put(Link{Span: sp, Destination: sp, Target: target, Image: true, HTML: true}))
		}
	}
}
