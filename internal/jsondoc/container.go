package jsondoc

import "strings"

// parse reads the value whose first byte c is at pos. It always goes forward.
func (p *parser) parse(c byte) *Value {
	start := p.pos
	switch {
	case c == '"':
		t := p.str(false)
		v := p.value(String, start)
		v.Text = t
		return v
	case c == '{' || c == '[':
		return p.container(c)
	case c == '-' || c-'0' <= 9:
		if end := numberEnd(p.s, start); end > 0 && p.boundary(end) {
			return p.number(end, p.s[start:end])
		}
	case c == 't' || c == 'f' || c == 'n':
		if v := p.literal(c); v != nil {
			return v
		}
	}
	return p.oddValue()
}

func (p *parser) number(end int, literal string) *Value {
	start := p.pos
	p.pos, p.end = end, end
	v := p.value(Number, start)
	v.Text = literal
	return v
}

// literal reads true, false or null, or returns nil.
func (p *parser) literal(c byte) *Value {
	word, k := "null", Null
	if c == 't' {
		word, k = "true", Bool
	} else if c == 'f' {
		word, k = "false", Bool
	}
	start, end := p.pos, p.pos+len(word)
	if !strings.HasPrefix(p.s[start:], word) || !p.boundary(end) {
		return nil
	}
	p.pos, p.end = end, end
	v := p.value(k, start)
	v.Bool = c == 't'
	return v
}

// container reads the array or object that opens at pos.
func (p *parser) container(c byte) *Value {
	start := p.pos
	if c == '{' && p.placeholder() {
		return p.bare()
	}
	if len(p.frames) >= MaxDepth {
		return p.tooDeep()
	}
	p.pos++
	p.end = p.pos
	if c == '[' {
		p.push(start, ']')
		return p.array(start)
	}
	p.push(start, '}')
	return p.object(start)
}

// array reads the items of the frame on top, which starts at the offset, and
// takes it off. Items already read come first.
func (p *parser) array(start int, items ...*Value) *Value {
	v := p.value(Array, start)
	first := len(p.items)
	p.items = append(p.items, items...)
	p.entries()
	if n := len(p.items) - first; n > 0 {
		v.Items = make([]*Value, n)
		copy(v.Items, p.items[first:])
		p.items = p.items[:first]
	}
	v.Elided = p.top().elided
	v.Span = p.span(start, p.end)
	p.pop()
	return v
}

// object reads the members of the frame on top, which starts at the offset, and takes it off.
func (p *parser) object(start int) *Value {
	v := p.value(Object, start)
	first := len(p.members)
	p.entries()
	if n := len(p.members) - first; n > 0 {
		v.Members = make([]Member, n)
		copy(v.Members, p.members[first:])
		p.members = p.members[:first]
		p.duplicates(v.Members)
	}
	v.Elided = p.top().elided
	v.Span = p.span(start, p.end)
	p.pop()
	return v
}

// entries reads the members or items of the frame on top and its closing bracket.
func (p *parser) entries() {
	for {
		c := p.next()
		fr := p.top()
		switch {
		case c == fr.closer:
			if p.surplus(c) {
				continue
			}
			p.trailing(c)
			p.pos++
			p.end = p.pos
			p.closed = true
			return
		case c == 0:
			p.unclosed()
			p.closed = false
			return
		case c == '}' || c == ']':
			if p.mismatch(c) {
				return
			}
			continue
		case c == ',':
			if p.commas(); p.early {
				return
			}
			continue
		case p.elision():
			fr.state = afterElision
			continue
		}
		if !p.entry(c) {
			return
		}
	}
}

// entry reads one entry of the frame on top with the comma behind it. It returns
// false when the frame turns out to have ended before it.
func (p *parser) entry(c byte) bool {
	fr := p.top()
	switch {
	case fr.closer == ']':
		p.item(c)
	case c == '{' && fr.state != atStart && p.endsEarly(p.pos):
		return false
	case !p.member(c):
		return true
	}
	p.separator()
	return !p.early
}

// item reads one item of the array on top.
func (p *parser) item(c byte) {
	fr := p.top()
	fr.child, fr.index = true, fr.index+1
	fr.entry, fr.told = p.pos, len(p.doc.Problems)
	v := p.parse(c)
	p.items = append(p.items, v)
}

// duplicates reports names that stand twice in one object. Decoded names count:
// "a" and "\u0061" are the same (RFC 8259 section 8.3).
func (p *parser) duplicates(members []Member) {
	const few = 12 // up to here comparing pairs is cheaper than a map
	var seen map[string]int
	if len(members) > few {
		seen = make(map[string]int, len(members))
	}
	for i := range members {
		name, first := members[i].Name, -1
		if seen != nil {
			if at, ok := seen[name]; ok {
				first = at
			} else {
				seen[name] = i
			}
		} else {
			first = indexName(members[:i], name)
		}
		if first >= 0 {
			p.duplicate(&members[first], &members[i])
		}
	}
}

func indexName(members []Member, name string) int {
	for i := range members {
		if members[i].Name == name {
			return i
		}
	}
	return -1
}

func (p *parser) duplicate(first, again *Member) {
	fr := p.top()
	fr.child, fr.name = true, again.Name
	pr := p.report(DuplicateName, 0, 0, "duplicate name "+quoted(again.Name),
		"Keep one of the two: parsers differ in which value they take")
	pr.Span = again.NameSpan
	at := first.NameSpan
	pr.First = &at
}
