// Package inventory lists what pages hold, block by block and table by table, for
// those who look after a whole set of pages and work with the lists elsewhere.
// It judges nothing. Lines count from 1.
package inventory

import (
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Page is what one page holds. The members without a value are left out.
type Page struct {
	Path        string            `json:"path"`
	Kind        string            `json:"kind"` // page.Kind
	APIVersion  string            `json:"apiVersion,omitempty"`
	Title       string            `json:"title,omitempty"`
	Lines       int               `json:"lines"`
	FrontMatter map[string]string `json:"frontMatter"` // lists and mappings are empty
	Sections    []Section         `json:"sections"`
	Blocks      []Block           `json:"blocks"`
	Tables      []Table           `json:"tables"`
}

// Section is a heading.
type Section struct {
	Line  int    `json:"line"`
	Level int    `json:"level"`
	Title string `json:"title"`
	Slug  string `json:"slug"`
}

// Block is a code block.
type Block struct {
	Number     int            `json:"number"` // on the page, from 1
	Line       int            `json:"line"`
	EndLine    int            `json:"endLine"` // its last, the closing fence
	Kind       string         `json:"kind"`    // page.BlockKind
	Section    string         `json:"section,omitempty"`
	Tab        string         `json:"tab,omitempty"`
	Language   string         `json:"language,omitempty"`
	BlockType  string         `json:"blockType,omitempty"` // as the annotation writes it
	Name       string         `json:"name,omitempty"`
	Type       string         `json:"type,omitempty"` // "@odata.type"
	Annotation map[string]any `json:"annotation,omitempty"`
	Method     string         `json:"method,omitempty"`
	Target     string         `json:"target,omitempty"`
	Status     int            `json:"status,omitempty"`
	Reason     string         `json:"reason,omitempty"`
	Headers    []Header       `json:"headers,omitempty"`
	Routes     []Route        `json:"routes,omitempty"`
	JSON       string         `json:"json,omitempty"`      // "valid", "invalid", or nothing where there is no JSON
	Request    int            `json:"request,omitempty"`   // number of the block that a response answers
	Responses  []int          `json:"responses,omitempty"` // numbers of the answers to a request
	Text       string         `json:"text,omitempty"`
}

// Header is a header field of a request or response.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Route is a line of a list of routes.
type Route struct {
	Method string `json:"method,omitempty"`
	Target string `json:"target"`
}

// Table is a pipe table. Cells are without markup.
type Table struct {
	Line    int      `json:"line"`
	EndLine int      `json:"endLine"`
	Kind    string   `json:"kind"`
	Section string   `json:"section,omitempty"`
	Columns []string `json:"columns"`
	Rows    []Row    `json:"rows"`

	name, typ int // columns that hold a row's name and its type, or -1
}

// Row is a line of a table.
type Row struct {
	Line  int      `json:"line"`
	Cells []string `json:"cells"`
}

// Options say what an inventory has besides the places and forms of things.
type Options struct {
	Text bool // the text of the blocks
	Rows bool // CSV: a line for each row of a table
}

// Of lists what a page holds.
func Of(pg *page.Page, opts Options) Page {
	p := Page{
		Path: pg.Source.Path, Kind: pg.Kind.String(), APIVersion: pg.Version, Lines: pg.Source.Lines(),
		FrontMatter: map[string]string{}, Sections: []Section{}, Blocks: []Block{}, Tables: []Table{},
	}
	if pg.Title != nil {
		p.Title = pg.Title.Title
	}
	if pg.Front != nil {
		for _, f := range pg.Front.Fields {
			p.FrontMatter[f.Key] = f.Value
		}
	}
	for _, s := range pg.Sections {
		p.Sections = append(p.Sections, Section{pg.Source.LineAt(s.Heading.Start), s.Level, s.Title, s.Slug})
	}
	numbers := make(map[*page.Block]int, len(pg.Blocks))
	for i, blk := range pg.Blocks {
		numbers[blk] = i + 1
	}
	for _, blk := range pg.Blocks {
		p.Blocks = append(p.Blocks, block(pg, blk, numbers, opts))
	}
	for _, t := range pg.Tables {
		p.Tables = append(p.Tables, table(pg, t))
	}
	return p
}

func block(pg *page.Page, blk *page.Block, numbers map[*page.Block]int, opts Options) Block {
	b := Block{
		Number: numbers[blk], Kind: blk.Kind.String(), Section: sectionTitle(blk.Section), Language: blk.Language,
		BlockType: blk.Annotation.Text("blockType"), Name: blk.Annotation.Text("name"), JSON: validity(blk),
	}
	b.Line, b.EndLine = lines(pg.Source, blk.Span)
	if blk.Tab != nil {
		b.Tab = blk.Tab.Title
	}
	if v := blk.Annotation.TypeName(); v != nil {
		b.Type = v.Text
	}
	if blk.Annotation != nil && blk.Annotation.JSON != nil {
		b.Annotation, _ = blk.Annotation.JSON.Root.Plain().(map[string]any)
	}
	if m := blk.HTTP; m != nil {
		b.Method, b.Target, b.Status, b.Reason = m.Method.Text, m.Target.Text, m.Code, m.Reason.Text
		for i := range m.Headers {
			b.Headers = append(b.Headers, Header{m.Headers[i].Name.Text, m.Headers[i].Value.Text})
		}
	}
	for _, r := range blk.Routes {
		b.Routes = append(b.Routes, Route{r.Method.Text, r.Target.Text})
	}
	b.Request = numbers[blk.Request]
	for _, r := range blk.Responses {
		b.Responses = append(b.Responses, numbers[r])
	}
	if opts.Text {
		b.Text = string(blk.Body.Bytes)
	}
	return b
}

// validity says whether all JSON of a block is strict JSON.
func validity(blk *page.Block) string {
	docs := blk.Documents()
	if len(docs) == 0 {
		return ""
	}
	for _, doc := range docs {
		if !doc.Strict() {
			return "invalid"
		}
	}
	return "valid"
}

func table(pg *page.Page, t *page.Table) Table {
	out := Table{
		Kind: kindOf(t.Kind), Section: sectionTitle(t.Section), Columns: []string{}, Rows: []Row{},
		name: t.Column("property", "parameter", "name", "relationship", "header", "member", "method", "value", "permission type"),
		typ:  t.Column("type", "return type", "data type"),
	}
	out.Line, out.EndLine = lines(pg.Source, t.Span)
	for _, c := range t.Header.Cells {
		out.Columns = append(out.Columns, c.Text)
	}
	for _, r := range t.Rows {
		row := Row{Line: pg.Source.LineAt(r.Span.Start), Cells: []string{}}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, c.Text)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func kindOf(k page.TableKind) string {
	switch k {
	case page.ParameterTable:
		return "parameters"
	case page.FunctionTable:
		return "function parameters"
	case page.QueryTable:
		return "query parameters"
	case page.HeaderTable:
		return "headers"
	case page.PropertyTable:
		return "properties"
	case page.RelationshipTable:
		return "relationships"
	case page.PermissionTable:
		return "permissions"
	case page.MemberTable:
		return "members"
	case page.MethodTable:
		return "methods"
	}
	return "other"
}

func sectionTitle(s *page.Section) string {
	if s == nil {
		return ""
	}
	return s.Title
}

// lines returns the first and the last line of a span.
func lines(src *text.Source, sp text.Span) (first, last int) {
	return src.LineAt(sp.Start), src.LineAt(max(sp.Start, sp.End-1))
}
