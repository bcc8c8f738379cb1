package derived

import (
	"strconv"
	"strings"

	"docgauge/internal/page"
)

// enums reads the enumerations of a page: a section "x values" or "x enum type"
// with a table of members, or a page that is titled so.
func (c *collector) enums(pg *page.Page) {
	for _, t := range pg.Tables {
		if t.Section == nil || t.Kind != page.MemberTable && (t.Kind != page.OtherTable || !valuesOnly(t)) {
			continue
		}
		name, flags, at := enumName(t.Section)
		if name == "" || c.namespace == "" {
			continue
		}
		members, sure := members(pg, t)
		if len(members) == 0 {
			continue
		}
		p := &Part{Page: pg, At: at.Text, Tables: []*page.Table{t}, Elided: !sure}
		c.add(c.namespace+"."+name, p)
		p.Type.Enum = true
		p.Type.Flags = p.Type.Flags || flags || bits(t)
		p.Type.addMembers(members)
	}
}

// valuesOnly reports whether a table without a section that says so lists values.
func valuesOnly(t *page.Table) bool {
	return t.Column("value", "values", "member", "members") == 0 && strings.HasSuffix(strings.ToLower(t.Section.Title), "values")
}

// enumName returns the enumeration that a section, or one around it, is about.
func enumName(s *page.Section) (name string, flags bool, at *page.Section) {
	for ; s != nil; s = s.Parent {
		if name = titled(s.Title, "flags", "flags type", "flagged enum type"); name != "" {
			return name, true, s
		}
		if name = titled(s.Title, "values", "enum type", "enum", "enumeration", "enumeration type", "enum values", "members"); name != "" {
			return name, false, s
		}
	}
	return "", false, nil
}

// members reads the members in a table. It is not sure of them when a row names
// none, or several.
func members(pg *page.Page, t *page.Table) (out []Member, sure bool) {
	col := max(0, t.Column("member", "members", "value", "values", "name"))
	sure = true
	for i := range t.Rows {
		cell := t.Rows[i].Cell(col)
		name, _ := RowName(cell.Text)
		if name == "" || !isValue(name) {
			sure = false
			continue
		}
		out = append(out, Member{Name: name, Page: pg, Span: cell.Span})
	}
	return out, sure
}

func (t *Type) addMembers(members []Member) {
	have := make(map[string]bool, len(t.Members)+len(members))
	for _, m := range t.Members {
		have[m.Name] = true
	}
	for _, m := range members {
		if !have[m.Name] {
			have[m.Name] = true
			t.Members = append(t.Members, m)
		}
	}
}

// bits reports whether the numbers of the members are the powers of two that
// members which may be combined have, from 1 to at least 4, and nothing else but 0
// and sums of them.
func bits(t *page.Table) bool {
	col := t.Column("value", "int value", "numeric value")
	if col < 1 {
		return false
	}
	seen, all := map[int]bool{}, 0
	for i := range t.Rows {
		n, err := strconv.Atoi(strings.TrimSpace(t.Rows[i].Cell(col).Text))
		if err != nil || n < 0 {
			return false
		}
		if seen[n] = true; n&(n-1) == 0 {
			all |= n
		}
	}
	for n := range seen {
		if n&^all != 0 {
			return false
		}
	}
	return seen[1] && seen[2] && seen[4] && !seen[3]
}
