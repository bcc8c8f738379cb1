package odata

import "strings"

// plain is the text of a type without its Markdown and HTML, with the place of
// each byte in the original.
type plain struct {
	b      []byte
	at     []int  // offset in the original of each byte, and of the end
	linked []bool // the byte is the text of a link
	marked bool   // something was left out
}

// strip takes links, code, emphasis, escapes, entities and tags out of s. What
// stays has its offsets in s.
func strip(s string) plain {
	p := plain{b: make([]byte, 0, len(s)), at: make([]int, 0, len(s)+1), linked: make([]bool, 0, len(s))}
	from, to := 0, len(s)
	for from < to && isBlank(s[from]) {
		from++
	}
	for to > from && isBlank(s[to-1]) {
		to--
	}
	for emphasized(s[from:to]) {
		from, to, p.marked = from+1, to-1, true
	}
	for i := from; i < to; {
		i += p.take(s[:to], i)
	}
	p.at = append(p.at, to)
	return p
}

// emphasized reports whether s is "_x_". An underscore elsewhere is a letter of the name.
func emphasized(s string) bool {
	return len(s) > 2 && s[0] == '_' && s[len(s)-1] == '_' && (s[1] < '0' || s[1] > '9')
}

func (p *plain) add(c byte, at int, linked bool) {
	p.b = append(p.b, c)
	p.at = append(p.at, at)
	p.linked = append(p.linked, linked)
}

// take reads the mark or character at i and returns its width.
func (p *plain) take(s string, i int) int {
	switch c := s[i]; c {
	case '`', '*':
		p.marked = true
		return 1
	case '\\':
		p.marked = true
		return 1 // the character behind it is taken on its own
	case '&':
		if c, n := entity(s[i:]); n > 0 {
			p.marked = true
			p.add(c, i, false)
			return n
		}
	case '<':
		if n := tag(s[i:]); n > 0 {
			p.marked = true
			p.add(' ', i, false)
			return n
		}
	case '[':
		if n := p.link(s, i); n > 0 {
			return n
		}
	}
	p.add(s[i], i, false)
	return 1
}

// link reads "[text](url)", "[text][ref]", "[text][]" and "[text]", and takes the
// text. "[]" alone is no link: it marks an array. A link without its closing
// parenthesis extends to the end.
func (p *plain) link(s string, i int) int {
	end := strings.IndexByte(s[i:], ']')
	if end <= 1 {
		return 0
	}
	end += i
	for k := i + 1; k < end; {
		k += p.inner(s[:end], k)
	}
	p.marked = true
	if end+1 < len(s) {
		switch s[end+1] {
		case '(':
			if n := strings.IndexByte(s[end:], ')'); n >= 0 {
				return end + n + 1 - i
			}
			return len(s) - i
		case '[':
			if n := strings.IndexByte(s[end+1:], ']'); n >= 0 {
				return end + 1 + n + 1 - i
			}
		}
	}
	return end + 1 - i
}

// inner takes one character of a link's text.
func (p *plain) inner(s string, i int) int {
	if s[i] == '[' {
		return 1
	}
	before := len(p.b)
	n := p.take(s, i)
	for k := before; k < len(p.b); k++ {
		p.linked[k] = true
	}
	return n
}

// entity reads an HTML entity that type cells use.
func entity(s string) (c byte, width int) {
	for _, e := range [...]struct {
		name string
		c    byte
	}{
		{"&nbsp;", ' '},
		{"&#160;", ' '},
		{"&lt;", '<'},
		{"&gt;", '>'},
		{"&amp;", '&'},
		{"&quot;", '"'},
		{"&#124;", '|'},
		{"&#40;", '('},
		{"&#41;", ')'},
		{"&lpar;", '('},
		{"&rpar;", ')'},
		{"&#91;", '['},
		{"&#93;", ']'},
		{"&#46;", '.'},
	} {
		if strings.HasPrefix(s, e.name) {
			return e.c, len(e.name)
		}
	}
	return 0, 0
}

// tag returns the width of an HTML tag that cells use, "<br/>", or 0. Others are
// text: "Collection<x>".
func tag(s string) int {
	end := strings.IndexByte(s, '>')
	if end < 0 {
		return 0
	}
	name, _, _ := strings.Cut(strings.Trim(s[1:end], "/"), " ")
	switch strings.ToLower(name) {
	case "a", "b", "br", "code", "em", "i", "p", "span", "strong", "sub", "sup", "wbr":
		return end + 1
	}
	return 0
}
