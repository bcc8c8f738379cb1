package derived

import (
	"cmp"
	"slices"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
)

// Collect reads the types off the pages of one doc set, in the order given. The
// namespace is that of pages that give none; if it is empty, it is the one that
// most pages give.
func Collect(pages []*page.Page, namespace string) *Types {
	c := &collector{types: notations{}, namespaces: map[*page.Page]string{}, all: &Types{
		folded: map[string]*Type{}, short: map[string][]*Type{}, parts: map[*page.Page][]*Part{}, paths: map[string]*page.Page{},
	}}
	uses := map[string]int{}
	for _, pg := range pages {
		c.all.paths[strings.ToLower(pg.Source.Location)] = pg
		if ns := c.namespaceOf(pg); ns != "" {
			c.namespaces[pg] = ns
			if uses[ns]++; uses[ns] > uses[c.fallback] {
				c.fallback = ns
			}
		}
	}
	if namespace != "" {
		c.fallback = namespace
	}
	for _, pg := range pages {
		c.page(pg)
	}
	c.finish()
	return c.all
}

// collector reads pages into types.
type collector struct {
	types      notations
	namespaces map[*page.Page]string // that pages give
	fallback   string                // namespace of pages that give none
	namespace  string                // of the page being read
	all        *Types
}

// page reads one page.
func (c *collector) page(pg *page.Page) {
	c.namespace = cmp.Or(c.namespaces[pg], c.fallback)
	at := 0
	for _, blk := range pg.Blocks {
		if blk.BlockType() != "resource" {
			continue
		}
		name := blk.Annotation.TypeName()
		if name == nil || name.Kind != jsondoc.String {
			continue
		}
		ref := c.types.parse(name.Text)
		if ref.Name == "" || ref.Primitive() || ref.Collection || len(ref.Or) > 0 {
			continue
		}
		p := &Part{Page: pg, At: name.Span, Block: blk, Base: blk.Annotation.Get("baseType")}
		c.fields(p)
		c.add(c.qualified(ref), p)
		at++
	}
	if at == 0 {
		c.untold(pg)
	}
	if parts := c.all.parts[pg]; len(parts) == 1 {
		parts[0].alone = true
	}
	c.tables(pg)
	c.enums(pg)
}

// add gives a part to the type of that name.
func (c *collector) add(name string, p *Part) {
	key := odata.Lower(name)
	t := c.all.folded[key]
	if t == nil {
		t = &Type{Name: name, byName: map[string]*Property{}}
		c.all.folded[key] = t
		c.all.list = append(c.all.list, t)
		last := odata.Local(key)
		c.all.short[last] = append(c.all.short[last], t)
	}
	p.Type = t
	t.Parts = append(t.Parts, p)
	c.all.parts[p.Page] = append(c.all.parts[p.Page], p)
}

// fields reads the members of the part's block.
func (c *collector) fields(p *Part) {
	if p.Block.JSON == nil || p.Block.JSON.Root == nil {
		return
	}
	root := p.Block.JSON.Root
	p.Elided = root.Elided
	p.shown = make(map[string]*Field, len(root.Members))
	for i := range root.Members {
		m := &root.Members[i]
		if strings.IndexByte(m.Name, '@') >= 0 {
			continue
		}
		f := &Field{Member: m, Notation: c.types.read(m.Value)}
		p.Fields = append(p.Fields, f)
		if p.shown[m.Name] == nil {
			p.shown[m.Name] = f
		}
	}
}

// untold defines the type of a resource page that shows no resource block, if
// its title names the type, its namespace is given, and it has a table of properties.
func (c *collector) untold(pg *page.Page) {
	if pg.Kind != page.Resource || pg.Title == nil {
		return
	}
	name := titled(pg.Title.Title, "resource type", "complex type", "entity type", "resource")
	if name == "" || c.namespace == "" || !slices.ContainsFunc(pg.Tables, func(t *page.Table) bool {
		return t.Kind == page.PropertyTable && NameColumn(t) >= 0 && TypeColumn(t) >= 0
	}) {
		return
	}
	c.add(c.namespace+"."+name, &Part{Page: pg, At: pg.Title.Text})
}

// tables gives each table of properties and relationships to the part of its
// page that it describes: the only one, or the one whose block has most of its names.
func (c *collector) tables(pg *page.Page) {
	const most = 50 // blocks on one page, beyond which nobody can tell whose a table is
	parts := c.all.parts[pg]
	if len(parts) == 0 || len(parts) > most {
		return
	}
	for _, t := range pg.Tables {
		switch t.Kind {
		case page.PropertyTable, page.RelationshipTable, page.OtherTable:
			c.table(t, parts)
		}
	}
	for _, p := range parts {
		p.listed = make(map[string]*Row, len(p.Rows))
		for _, r := range p.Rows {
			if p.listed[r.Name] == nil {
				p.listed[r.Name] = r
			}
		}
	}
}

func (c *collector) table(t *page.Table, parts []*Part) {
	at, ok := columnsOf(t)
	if !ok && (len(parts) > 1 || !parts[0].headed(t)) {
		return
	}
	if !ok {
		at = columns{0, 1, 2}
	}
	rows := c.rows(t, at)
	best, most := (*Part)(nil), 0
	for _, p := range parts {
		if n := p.shares(rows); n > most {
			best, most = p, n
		}
	}
	own := t.Section != nil && (t.Section.Role == page.Properties || t.Section.Role == page.Relationships)
	if best == nil && own && len(parts) == 1 {
		best = parts[0]
	}
	if best == nil || t.Kind == page.OtherTable && 2*most < len(rows) {
		return
	}
	best.Tables = append(best.Tables, t)
	best.Rows = append(best.Rows, rows...)
}

// shares counts the rows whose property the part's block shows.
func (p *Part) shares(rows []*Row) int {
	n := 0
	for _, r := range rows {
		if p.shown[r.Name] != nil {
			n++
		}
	}
	return n
}

// qualified returns a type's name with the page's namespace where it has none.
func (c *collector) qualified(ref odata.TypeRef) string {
	if ref.Namespace() != "" || c.namespace == "" {
		return ref.Name
	}
	return c.namespace + "." + ref.Name
}

// namespaceOf returns the namespace that a page says its types are in, "" if it
// does not: the "Namespace:" line, or the types of its resource blocks.
func (c *collector) namespaceOf(pg *page.Page) string {
	if pg.Namespace.Len() > 0 {
		return pg.Source.Slice(pg.Namespace)
	}
	for _, blk := range pg.Blocks {
		if blk.BlockType() != "resource" {
			continue
		}
		if v := blk.Annotation.TypeName(); v != nil && v.Kind == jsondoc.String {
			if ref := c.types.parse(v.Text); ref.Namespace() != "" && !ref.Primitive() {
				return ref.Namespace()
			}
		}
	}
	return ""
}

// titled returns the name in a heading such as "berth resource type": the one
// word before one of the phrases, or "".
func titled(title string, phrases ...string) string {
	for _, phrase := range phrases {
		n := len(title) - len(phrase)
		if n < 2 || !strings.EqualFold(title[n:], phrase) || title[n-1] != ' ' {
			continue
		}
		name := strings.Trim(title[:n-1], " `*")
		if name == "" || strings.IndexFunc(name, notName) >= 0 {
			return ""
		}
		return name
	}
	return ""
}

func notName(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_'
}

// byPlace orders parts.
func byPlace(a, b *Part) int {
	return cmp.Or(strings.Compare(a.Page.Source.Location, b.Page.Source.Location), cmp.Compare(a.At.Start, b.At.Start))
}
