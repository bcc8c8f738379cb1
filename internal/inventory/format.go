package inventory

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/report"
)

// Format is a way to write an inventory: Head, the pages with Between between
// them, Tail. Each may be empty.
type Format struct {
	Name, Title string
	Head        func(version string) ([]byte, error) // of the program
	Page        func(Page, Options) ([]byte, error)
	Between     string
	Tail        func(Summary) ([]byte, error)
}

// Summary counts what an inventory lists.
type Summary struct {
	Pages  int `json:"pages"`
	Blocks int `json:"blocks"`
	Tables int `json:"tables"`
	Rows   int `json:"rows"`
}

// Add counts what another inventory lists.
func (s *Summary) Add(o Summary) {
	s.Pages, s.Blocks, s.Tables, s.Rows = s.Pages+o.Pages, s.Blocks+o.Blocks, s.Tables+o.Tables, s.Rows+o.Rows
}

// Summary counts what the page holds.
func (p Page) Summary() Summary {
	s := Summary{Pages: 1, Blocks: len(p.Blocks), Tables: len(p.Tables)}
	for _, t := range p.Tables {
		s.Rows += len(t.Rows)
	}
	return s
}

// Formats returns all formats, the default first.
func Formats() []Format {
	none := func(Summary) ([]byte, error) { return nil, nil }
	return []Format{
		{
			Name: "json", Title: "one document", Head: jsonHead, Between: ",",
			Page: func(p Page, _ Options) ([]byte, error) {
				b, err := compact(p)
				return append([]byte{'\n'}, b...), err
			},
			Tail: func(s Summary) ([]byte, error) {
				b, err := compact(s)
				return fmt.Appendf(nil, "\n],\"summary\":%s}\n", b), err
			},
		},
		{
			Name: "jsonl", Title: "a document for each page, one on a line", Tail: none,
			Head: func(string) ([]byte, error) { return nil, nil },
			Page: func(p Page, _ Options) ([]byte, error) {
				b, err := compact(p)
				return append(b, '\n'), err
			},
		},
		{
			Name: "csv", Title: "a line for each block and table", Tail: none,
			Head: func(string) ([]byte, error) { return csvLines([][]string{columns()}) },
			Page: func(p Page, o Options) ([]byte, error) { return csvLines(p.records(o)) },
		},
	}
}

func jsonHead(version string) ([]byte, error) {
	tool, err := compact(struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}{"docgauge", version})
	return fmt.Appendf(nil, `{"version":1,"tool":%s,"pages":[`, tool), err
}

// compact encodes v on one line, leaving <, > and & as they are.
func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// columns are the names of the columns of the CSV form.
func columns() []string {
	return []string{
		"path", "line", "endLine", "item", "kind", "section", "blockType", "name", "type", "language",
		"method", "target", "status", "json", "request", "columns", "rows", "text",
	}
}

// records are the lines of the CSV form, in the order of the page.
func (p Page) records(opts Options) [][]string {
	type placed struct {
		line   int
		fields []string
	}
	var list []placed
	for i := range p.Blocks {
		b := &p.Blocks[i]
		list = append(list, placed{b.Line, p.blockRecord(b)})
	}
	for i := range p.Tables {
		t := &p.Tables[i]
		list = append(list, placed{t.Line, p.record(t.Line, t.EndLine, "table", t.Kind, t.Section, map[string]string{
			"columns": strings.Join(t.Columns, " | "), "rows": strconv.Itoa(len(t.Rows)),
		})})
		for _, r := range t.Rows {
			if opts.Rows {
				list = append(list, placed{r.Line, p.record(r.Line, r.Line, "row", t.Kind, t.Section, t.rowFields(r))})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int { return a.line - b.line })
	records := make([][]string, len(list))
	for i := range list {
		records[i] = list[i].fields
	}
	return records
}

// record makes one line; fields are by the names of their columns.
func (p Page) record(line, endLine int, item, kind, section string, fields map[string]string) []string {
	for name, value := range map[string]string{
		"path": p.Path, "line": strconv.Itoa(line), "endLine": strconv.Itoa(endLine), "item": item, "kind": kind, "section": section,
	} {
		fields[name] = value
	}
	record := make([]string, 0, len(columns()))
	for _, name := range columns() {
		record = append(record, harmless(fields[name]))
	}
	return record
}

func (p Page) blockRecord(b *Block) []string {
	fields := map[string]string{
		"blockType": b.BlockType, "name": b.Name, "type": b.Type, "language": b.Language,
		"method": b.Method, "target": b.Target, "json": b.JSON, "text": b.Text,
	}
	if b.Status != 0 {
		fields["status"] = strconv.Itoa(b.Status)
	}
	if b.Request != 0 {
		fields["request"] = strconv.Itoa(p.Blocks[b.Request-1].Line)
	}
	var routes []string
	for _, r := range b.Routes {
		routes = append(routes, strings.TrimSpace(r.Method+" "+r.Target))
	}
	if len(routes) > 0 {
		fields["target"] = strings.Join(routes, "; ")
	}
	return p.record(b.Line, b.EndLine, "block", b.Kind, b.Section, fields)
}

// rowFields tells the cells of a row apart.
func (t *Table) rowFields(r Row) map[string]string {
	fields := map[string]string{}
	var rest []string
	for i, cell := range r.Cells {
		switch i {
		case t.name:
			fields["name"] = cell
		case t.typ:
			fields["type"] = cell
		default:
			rest = append(rest, cell)
		}
	}
	fields["text"] = strings.Join(rest, " | ")
	return fields
}

// harmless is a field that no spreadsheet takes for a formula, and that no
// terminal obeys. Line ends and tabs stay.
func harmless(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		parts := strings.Split(line, "\t")
		for k := range parts {
			parts[k] = report.Printable(parts[k])
		}
		lines[i] = strings.Join(parts, "\t")
	}
	return report.CSVField(strings.Join(lines, "\n"))
}

// csvLines writes records as RFC 4180 has them.
func csvLines(records [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	err := w.WriteAll(records)
	return b.Bytes(), err
}
