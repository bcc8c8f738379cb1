package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestFrontMatter(t *testing.T) {
	testDrawings(t, drawFront, []drawCase{
		{"plain values", "", "---\ntitle: Get berth\nms.date: 2021-07-01\ndraft: 12\n---\n# Berth\n", `
lines 1-5
title 4:"title" = "Get berth" string 11:"Get berth"
ms.date 21:"ms.date" = "2021-07-01" string 30:"2021-07-01"
draft 41:"draft" = "12" scalar 48:"12"
heading 55:"# Berth"
`},
		{"quoted values", "", "---\ntitle: \"Get: berth\"\nauthor: 'pilot''s'\n---\n# Berth\n", `
lines 1-4
title 4:"title" = "Get: berth" string 11:"\"Get: berth\""
author 24:"author" = "pilot's" string 32:"'pilot''s'"
heading 47:"# Berth"
`},
		{"quoted keys", "", "---\n\"title\": Get berth\n'author' : pilot\n---\n# Berth\n", `
lines 1-4
title 4:"\"title\"" = "Get berth" string 13:"Get berth"
author 23:"'author'" = "pilot" string 34:"pilot"
heading 44:"# Berth"
`},
		{"empty values", "", "---\ntitle:\nauthor: \"\"\nowner: ''\ntide: # none\n---\n# Berth\n", `
lines 1-6
title 4:"title" = "" null 10:""
author 11:"author" = "" string 19:"\"\""
owner 22:"owner" = "" string 29:"''"
tide 32:"tide" = "" null 37:""
heading 49:"# Berth"
`},
		{"comments are no part of values", "", "---\ntitle: \"Get # berth\" # the first\n# pilots only\nauthor: pilot # and master\n---\n# Berth\n", `
lines 1-5
title 4:"title" = "Get # berth" string 11:"\"Get # berth\""
author 51:"author" = "pilot" string 59:"pilot"
heading 82:"# Berth"
`},
		{"value of several lines", "", "---\ntitle: Get\n  berth\nauthor: pilot\n---\n# Berth\n", `
lines 1-5
title 4:"title" = "Get berth" string 11:"Get\n  berth"
author 23:"author" = "pilot" string 31:"pilot"
heading 41:"# Berth"
`},
		{"block scalars", "", "---\ntitle: |\n  Get\n  # berth\nauthor: >-\n  the\n  pilot\n---\n# Berth\n", `
lines 1-8
title 4:"title" = "Get\n# berth\n" string 11:"|\n  Get\n  # berth"
author 29:"author" = "the pilot" string 37:">-\n  the\n  pilot"
heading 58:"# Berth"
`},
		{"lists and mappings", "", "---\nauthors:\n- pilot\n- master\ntags: [tide, tug]\nowner:\n  name: pilot\nport: {name: x}\n---\n# Berth\n", `
lines 1-9
authors 4:"authors" = "" list 13:"- pilot\n- master"
tags 30:"tags" = "" list 36:"[tide, tug]"
owner 48:"owner" = "" map 57:"name: pilot"
port 69:"port" = "" map 75:"{name: x}"
heading 89:"# Berth"
`},
		{"flow mapping", "", "---\n{title: Get berth, author: pilot}\n---\n# Berth\n", `
lines 1-3
title 5:"title" = "Get berth" string 12:"Get berth"
author 23:"author" = "pilot" string 31:"pilot"
heading 42:"# Berth"
`},
		{"anchor, alias and tag", "", "---\na: &x 1\nb: *x\nc: !!str 2\n---\n# Berth\n", `
lines 1-5
a 4:"a" = "1" scalar 7:"&x 1"
b 12:"b" = "*x" scalar 15:"*x"
c 18:"c" = "2" scalar 21:"!!str 2"
heading 33:"# Berth"
`},
		{"nothing inside", "", "---\n---\n# Berth\n", `
lines 1-2
heading 8:"# Berth"
`},
		{"blank lines above", "", "\n\n---\ntitle: x\n---\n# Berth\n", `
lines 3-5
title 6:"title" = "x" string 13:"x"
heading 19:"# Berth"
`},
		{"spaces behind the marks", "", "--- \ntitle: x\n---  \n# Berth\n", `
lines 1-3
title 5:"title" = "x" string 12:"x"
heading 20:"# Berth"
`},
		{"windows line ends and byte order mark", "", "\ufeff" + windows(lines("---", "title: \"Get berth\"", "author:", "---", "# Berth")), `
lines 1-4
title 8:"title" = "Get berth" string 15:"\"Get berth\""
author 28:"author" = "" null 35:""
heading 42:"# Berth"
`},
		{"windows line ends, all sorts of values", "", windows(lines("---", "a: x # c", "b:", "c: ''", "# d", "e:", "- f", "g: |", "  h", "  i", "j: \"k\" # l", "---", "# Berth")), `
lines 1-12
a 5:"a" = "x" string 8:"x"
b 15:"b" = "" null 17:""
c 19:"c" = "" string 22:"''"
e 31:"e" = "" list 35:"- f"
g 40:"g" = "h \ni \n" string 43:"|\r\n  h\r\n  i"
j 56:"j" = "k" string 59:"\"k\""
heading 73:"# Berth"
`},
		{"characters of several bytes", "", "---\ntitle: Größe des Liegeplatzes\nauthor: \"später\"\n---\n# Berth\n", `
lines 1-4
title 4:"title" = "Größe des Liegeplatzes" string 11:"Größe des Liegeplatzes"
author 36:"author" = "später" string 44:"\"später\""
heading 58:"# Berth"
`},
		{"no end, blank line", "", "---\ntitle: x\nauthor: pilot\n\n# Berth\n", `
lines 1-3 open
title 4:"title" = "x" string 11:"x"
author 13:"author" = "pilot" string 21:"pilot"
heading 28:"# Berth"
`},
		{"no end, heading", "", "---\ntitle: x\n# Berth\n", `
lines 1-2 open
title 4:"title" = "x" string 11:"x"
heading 13:"# Berth"
`},
		{"no end, end of file", "", "---\ntitle: x", `
lines 1-2 open
title 4:"title" = "x" string 11:"x"
`},
		{"no end, but a rule far below", "", "---\ntitle: x\n\n# Berth\n\nText.\n\n---\n\nMore.\n", `
lines 1-2 open
title 4:"title" = "x" string 11:"x"
heading 14:"# Berth"
`},
		{"no end and no YAML", "", "---\ntitle: \"x\n\n# Berth\n", `
lines 1-2 open
fault 11:"\"x" could not find end character of double-quoted text
heading 15:"# Berth"
`},
		{"a rule and not front matter", "", "---\n\nText.\n\n# Berth\n", `
none
`},
		{"a rule alone", "", "---", `
none
`},
		{"not at the top", "", "# Berth\n\n---\ntitle: x\n---\n", `
none
`},
		{"four dashes", "", "----\ntitle: x\n----\n# Berth\n", `
none
`},
		{"colon in a value", "", "---\nauthor: pilot\ntitle: berth: get\n---\n# Berth\n", `
lines 1-4
fault 25:"berth: get" mapping value is not allowed in this context
heading 40:"# Berth"
`},
		{"key given twice", "", "---\ntitle: a\nauthor: b\ntitle: c\n---\n# Berth\n", `
lines 1-5
fault 23:"title: c" mapping key "title" already defined
heading 36:"# Berth"
`},
		{"line without a key", "", "---\ntitle: a\nby the pilot\n---\n# Berth\n", `
lines 1-4
fault 13:"by the pilot" non-map value is specified
heading 30:"# Berth"
`},
		{"tab as indentation", "", "---\ntitle: a\n\tauthor: b\n---\n# Berth\n", `
lines 1-4
fault 13:"\tauthor: b" found character '	' that cannot start any token
heading 28:"# Berth"
`},
		{"quotes not closed", "", "---\ntitle: \"Get\n---\n# Berth\n", `
lines 1-3
fault 11:"\"Get" could not find end character of double-quoted text
heading 20:"# Berth"
`},
		{"a list and no mapping", "", "---\n- a\n- b\n---\n# Berth\n", `
lines 1-4
fault 4:"- a" front matter is no list of "key: value" lines
heading 16:"# Berth"
`},
		{"prose and no mapping", "", "---\nThe harbor\n---\n# Berth\n", `
lines 1-3
fault 4:"The harbor" front matter is no list of "key: value" lines
heading 19:"# Berth"
`},
		{"reserved character", "", "---\ntitle: @pilot\n---\n# Berth\n", `
lines 1-3
fault 11:"@pilot" '@' is a reserved character
heading 22:"# Berth"
`},
		{"key and value without space", "", "---\ntitle:x\n---\n# Berth\n", `
lines 1-3
fault 4:"title:x" front matter is no list of "key: value" lines
heading 16:"# Berth"
`},
	})
}

func drawFront(pg *Page) string {
	f := pg.Front
	if f == nil {
		return "none\n"
	}
	kinds := []string{"null", "string", "scalar", "list", "map"}
	var sb strings.Builder
	fmt.Fprintf(&sb, "lines %d-%d", pg.Source.LineAt(f.Span.Start), pg.Source.LineAt(f.Span.End))
	if !f.Closed {
		sb.WriteString(" open")
	}
	sb.WriteByte('\n')
	if f.Fault.Message != "" {
		fmt.Fprintf(&sb, "fault %s %s\n", at(pg, f.Fault.Span), f.Fault.Message)
	}
	for _, field := range f.Fields {
		fmt.Fprintf(&sb, "%s %s = %q %s %s\n", field.Key, at(pg, field.KeySpan), field.Value, kinds[field.Kind], at(pg, field.ValueSpan))
	}
	for _, s := range pg.Sections {
		fmt.Fprintf(&sb, "heading %s\n", at(pg, s.Heading))
	}
	return sb.String()
}
