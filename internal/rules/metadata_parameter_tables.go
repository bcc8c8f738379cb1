package rules

import (
	"slices"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// metadataTables compares the page's tables of parameters with the operation
// that the page documents.
func metadataTables(p *rule.Pass) {
	ops, sure := metadataDocumented(p)
	if len(ops) == 0 {
		return
	}
	t := metadataTable{Pass: p, ops: ops, sure: sure, documented: map[string]bool{}, cases: metadataParameterCases(p, ops[0])}
	if docs := paramDocsOf(p.Subject); docs != nil {
		for _, table := range docs.Tables {
			t.table(table, docs)
		}
		t.vague = docs.Vague
	}
	for _, table := range p.Page.Tables {
		if table.Kind == page.FunctionTable && !table.Section.In(page.RequestBody) {
			t.function(table)
		}
	}
	t.undocumented()
}

// metadataDocumented returns the operation that the page documents: all overloads
// of one name that its routes, or its requests if it has no routes, call; and
// whether that is sure. Pages on several operations have none, nor those whose
// first request calls another than the routes.
func metadataDocumented(p *rule.Pass) (ops []*csdl.Operation, sure bool) {
	var listed, shown []*rule.Call
	for _, call := range p.Calls() {
		switch {
		case call.Listed:
			listed = append(listed, call)
		case call.Meant != nil:
			shown = append(shown, call)
		}
	}
	if len(listed) == 0 {
		listed = shown
	} else if len(shown) > 0 {
		listed = append(listed, shown[0])
	}
	sure = true
	for _, call := range listed {
		if call.Meant == nil || len(ops) > 0 && ops[0].Name != call.Meant.Name {
			return nil, false
		}
		sure = sure && !call.Guessed
		if !slices.Contains(ops, call.Meant) {
			ops = append(ops, call.Meant)
		}
	}
	return ops, sure
}

// metadataTable compares tables with the overloads of one operation.
type metadataTable struct {
	*rule.Pass
	ops        []*csdl.Operation
	sure       bool
	vague      bool
	documented map[string]bool // parameters that have a row, in lower case
	header     text.Span       // of the first table that lists parameters
	tables     int
	cases      metadataCases
}

// parameter returns the parameter of that name of an overload, letter case
// ignored if none has it in the same.
func (t *metadataTable) parameter(name string) (par *csdl.Parameter, exact bool) {
	for _, op := range t.ops {
		if q, same := op.Parameter(name); same {
			return q, true
		} else if par == nil {
			par = q
		}
	}
	return par, false
}

// table compares a table of parameters in the section on the request body. The
// tables behind the first may describe the members of a parameter.
func (t *metadataTable) table(table *page.Table, docs *paramDocs) {
	var rows []*paramDoc
	known := 0
	for _, doc := range docs.List {
		if doc.Table != table {
			continue
		}
		rows = append(rows, doc)
		if par, _ := t.parameter(metadataHead(doc.Name)); par != nil {
			known++
		}
	}
	if known == 0 && (t.tables > 0 || !t.ops[0].Action || t.within(rows)) {
		return // of something else
	}
	t.tables++
	if t.tables > 1 && 2*known < len(rows) {
		return
	}
	if t.header.Len() == 0 {
		t.header = table.Header.Span
	}
	for _, doc := range rows {
		t.row(metadataHead(doc.Name), doc.Nested, doc.Cell, doc.Type)
	}
}

// within reports whether a row is a property of a parameter's type.
func (t *metadataTable) within(rows []*paramDoc) bool {
	for _, op := range t.ops {
		for _, par := range op.Parameters {
			of := par.Type.Type
			if of == nil || !of.Structured() {
				continue
			}
			for _, doc := range rows {
				if p, _ := of.Property(metadataHead(doc.Name)); p != nil {
					return true
				}
			}
		}
	}
	return false
}

// metadataHead returns the first name of a path: "link" of "link/type".
func metadataHead(name string) string {
	if i := strings.IndexAny(name, "./"); i > 0 && !strings.Contains(name, "@") {
		return name[:i]
	}
	return name
}

// function compares a table of function parameters.
func (t *metadataTable) function(table *page.Table) {
	name, kind := tableNameColumn(table), paramTypeColumn(table)
	var names []string
	known := 0
	for i := range table.Rows {
		n := paramName(table.Rows[i].Cell(name).Text)
		names = append(names, n)
		if par, _ := t.parameter(n); par != nil {
			known++
		}
	}
	if known == 0 {
		return // keys in the path, say
	}
	if t.header.Len() == 0 {
		t.header = table.Header.Span
	}
	for i := range table.Rows {
		if par, _ := t.parameter(names[i]); par != nil || t.inCalls(names[i]) {
			t.row(names[i], false, table.Rows[i].Cell(name), table.Rows[i].Cell(kind))
		}
	}
}

// inCalls reports whether a path of the page passes an argument of that name.
func (t *metadataTable) inCalls(name string) bool {
	for _, call := range t.Calls() {
		for i := range call.Steps {
			for _, a := range call.Steps[i].Arguments {
				if strings.EqualFold(a.Name, name) && call.Steps[i].Operation != nil {
					return true
				}
			}
		}
	}
	return false
}

// row compares one row with the parameters.
func (t *metadataTable) row(name string, nested bool, cell, kind page.Cell) {
	if name == "" || strings.ContainsAny(name, "@$") {
		return
	}
	par, exact := t.parameter(name)
	if par == nil {
		t.strange(name, cell)
		return
	}
	t.documented[strings.ToLower(par.Name)] = true
	if !exact {
		t.cases.add(metadataInCell(cell, name), name, par.Name, par.Name)
	}
	if !nested && kind.Raw != "" {
		t.kind(par, kind)
	}
}

// strange reports a row that is no parameter.
func (t *metadataTable) strange(name string, cell page.Cell) {
	op := t.ops[0]
	at := metadataInCell(cell, name)
	d := t.Report(at, "%q is no parameter of %s %s", name, rule.Aside(metadataTheKind(op)), rule.Aside(op.Name))
	near := schema.Closest(name, metadataNames(op))
	d.Help = metadataDidYouMean(near, metadataTakes(op))
	if near != "" {
		t.documented[strings.ToLower(near)] = true
		d.Fixes = []diag.Fix{*metadataWrite(at, near, false)}
	}
	if !t.sure {
		d.Severity = diag.Warning
	}
}

// metadataInCell is the place of a name in its cell.
func metadataInCell(cell page.Cell, name string) text.Span {
	if i := strings.Index(cell.Raw, name); i >= 0 {
		return text.Span{Start: cell.Span.Start + i, End: cell.Span.Start + i + len(name)}
	}
	return cell.Span
}

// kind compares a row's type with that of the parameter.
func (t *metadataTable) kind(par *csdl.Parameter, cell page.Cell) {
	ref := odata.Parse(cell.Text)
	diff := metadataDiffer(t.Set, ref, par.Type)
	if diff <= derived.Primitive {
		return
	}
	d := t.Report(cell.Span, "%q is %s in the table, %s in the metadata", par.Name, rule.Aside(tableTypeWords(ref)), rule.Aside(metadataTypeWords(par.Type)))
	d.Help = "Write the type that the service takes"
	if diff < derived.Kind || !t.sure {
		d.Severity = diag.Warning
	}
}

// metadataTypeWords names a type in a message, beside tableTypeWords.
func metadataTypeWords(r csdl.Ref) string {
	return tableTypeWords(odata.TypeRef{Name: r.Name, Collection: r.Collection})
}

// heading returns the title of the section on the request body of an action's
// page that has no table in it.
func (t *metadataTable) heading() text.Span {
	for _, s := range t.Page.Sections {
		if s.Role == page.RequestBody && t.ops[0].Action && paramDocsOf(t.Subject) == nil {
			return s.Text
		}
	}
	return text.Span{}
}

// undocumented reports the parameters that no row describes, in one finding.
func (t *metadataTable) undocumented() {
	if t.header.Len() == 0 {
		t.header = t.heading()
	}
	if t.header.Len() == 0 || t.vague {
		return
	}
	var names []string
	for _, par := range t.ops[0].Parameters {
		if !t.documented[strings.ToLower(par.Name)] {
			names = append(names, quoteName(par.Name))
		}
	}
	if len(names) == 0 {
		return
	}
	if t.tables == 0 && t.ops[0].Action {
		d := t.Report(t.header, "no table of the parameters of %s %s: %s", rule.Aside(metadataTheKind(t.ops[0])), rule.Aside(t.ops[0].Name), rule.Aside(metadataList(names, "and", 12)))
		d.Lacks(names...)
		d.Severity, d.Help = diag.Info, "Describe them in a table: name, type and description"
		return
	}
	d := t.Report(t.header, "no row for %s of %s %s", rule.Aside(metadataList(names, "and", 12)), rule.Aside(metadataTheKind(t.ops[0])), rule.Aside(t.ops[0].Name))
	d.Lacks(names...)
	d.Severity, d.Help = diag.Info, "Describe them, unless readers are not to know of them"
}
