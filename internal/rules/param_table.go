package rules

import (
	"strings"

	"docgauge/internal/httpmsg"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/rule"
)

// paramDoc is one row of a table of request body parameters.
type paramDoc struct {
	Name       string // without markup and remarks: "type" of "`type` (optional)"
	Cell       page.Cell
	Type, Text page.Cell // empty at the row's end if the table has no such column
	Need       string    // text of a "Required" column, or ""
	Table      *page.Table
	Nested     bool // "link/type" or "link.type": a member of a member
}

// paramDocs is what a page says about the body of its request.
type paramDocs struct {
	Section *page.Section // the one on the request body
	List    []*paramDoc   // in file order
	ByName  map[string]*paramDoc
	Tables  []*page.Table
	Vague   bool // some row names no single parameter: the list is no full list
}

// paramDocsOf reads the parameter tables of the section on the request body; nil
// if the page has none, or several such sections, for several operations.
func paramDocsOf(on *rule.Subject) *paramDocs {
	return rule.Shared(on, "parameters", func() *paramDocs { return paramReadDocs(on.Page) })
}

func paramReadDocs(pg *page.Page) *paramDocs {
	docs := &paramDocs{ByName: map[string]*paramDoc{}}
	for _, s := range pg.Sections {
		if s.Role == page.RequestBody && !s.Parent.In(page.RequestBody) {
			if docs.Section != nil {
				return nil
			}
			docs.Section = s
		}
	}
	if docs.Section == nil {
		return nil
	}
	for _, t := range pg.Tables {
		if t.Kind == page.ParameterTable && t.Section.In(page.RequestBody) {
			docs.read(t)
		}
	}
	if len(docs.List) == 0 {
		return nil
	}
	return docs
}

func (docs *paramDocs) read(t *page.Table) {
	docs.Tables = append(docs.Tables, t)
	name := tableNameColumn(t)
	kind, text := paramTypeColumn(t), t.Column("description")
	need := t.Column("required", "required?", "required (y/n)", "is required", "mandatory", "mandatory?")
	for i := range t.Rows {
		r := &t.Rows[i]
		if paramGroupHeading(r) || strings.TrimSpace(r.Cell(name).Text) == "" {
			continue
		}
		d := &paramDoc{Cell: r.Cell(name), Type: r.Cell(kind), Text: r.Cell(text), Table: t}
		if need >= 0 {
			d.Need = r.Cell(need).Text
		}
		d.Name = paramName(d.Cell.Text)
		if d.Name == "" {
			docs.Vague = true
			continue
		}
		if i := strings.IndexAny(d.Name, "./"); i > 0 && !strings.Contains(d.Name, "@") {
			d.Nested = true
			docs.add(d.Name[:i], d)
		}
		docs.add(d.Name, d)
		docs.List = append(docs.List, d)
	}
}

// paramTypeColumn returns the column of types: the one that is called so, or one
// called "Value" that holds nothing but primitive types; -1 if there is none.
func paramTypeColumn(t *page.Table) int {
	if i := t.Column("type", "data type"); i >= 0 {
		return i
	}
	i := t.Column("value")
	for k := range t.Rows {
		if kind := paramKindOf(odata.Parse(t.Rows[k].Cell(i).Text).Name); kind == paramAny || kind == paramNamed {
			return -1
		}
	}
	return i
}

// add keeps the first row of a name.
func (docs *paramDocs) add(name string, d *paramDoc) {
	if docs.ByName[name] == nil {
		docs.ByName[name] = d
	}
}

// paramName returns the name in a name cell, or "" if it holds none or several.
func paramName(cell string) string {
	name := strings.Trim(strings.TrimSpace(cell), "\"'*")
	if i := strings.IndexAny(name, " ("); i > 0 {
		remark := strings.ToLower(strings.Trim(name[i:], " ()*"))
		switch remark {
		case "optional", "required", "deprecated", "preview", "beta", "read-only", "readonly", "":
			name = name[:i]
		}
	}
	for _, c := range name {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("_-.@/$", c)) {
			return ""
		}
	}
	return name
}

// paramBody is the JSON object in a request that a page's parameter tables
// describe: the body, or the one object that the body wraps.
type paramBody struct {
	Block *page.Block
	Root  *jsondoc.Value
	In    []string // the name of the member that holds Root, if it is wrapped
}

// pointer returns the JSON pointer to what lies at the names below the root.
func (b paramBody) pointer(names ...string) string {
	return jsondoc.Pointer(append(b.In[:len(b.In):len(b.In)], names...)...)
}

// paramBodies returns the bodies of the page's requests that the tables are
// about: objects sent by the documented operation that share a name with them.
func paramBodies(on *rule.Subject, docs *paramDocs) []paramBody {
	return rule.Shared(on, "parameter bodies", func() []paramBody { return paramFindBodies(on, docs) })
}

func paramFindBodies(on *rule.Subject, docs *paramDocs) []paramBody {
	var out []paramBody
	for _, blk := range on.Page.Blocks {
		if blk.Kind != page.RequestBlock || blk.JSON == nil || blk.JSON.Root == nil || blk.JSON.Root.Kind != jsondoc.Object {
			continue
		}
		if blk.HTTP != nil && (!paramBodyMethod(blk.HTTP.Method.Text) || !paramSameOperation(on, blk.HTTP)) {
			continue
		}
		root := blk.JSON.Root
		if docs.describes(root) {
			out = append(out, paramBody{Block: blk, Root: root})
		} else if len(root.Members) == 1 && docs.describes(root.Members[0].Value) {
			out = append(out, paramBody{blk, root.Members[0].Value, []string{root.Members[0].Name}})
		}
	}
	return out
}

// describes reports whether the tables name a member of the body, or come near to it.
func (docs *paramDocs) describes(body *jsondoc.Value) bool {
	for i := range body.Members {
		name, _, _ := strings.Cut(body.Members[i].Name, "@")
		if docs.ByName[name] != nil || name != "" && docs.meant(body, name) != "" {
			return true
		}
	}
	return false
}

func paramBodyMethod(method string) bool {
	switch strings.ToUpper(method) {
	case "POST", "PUT", "PATCH":
		return true
	}
	return false
}

// paramSameOperation reports whether a request calls what the page documents:
// its target ends like one of the routes. A page without routes documents what it calls.
func paramSameOperation(on *rule.Subject, m *httpmsg.Message) bool {
	called := on.Target(strings.TrimSpace(m.Target.Text)).Resource()
	documented := false
	for _, blk := range on.Page.Blocks {
		if blk.Kind != page.RoutesBlock {
			continue
		}
		for i := range blk.Routes {
			if m := blk.Routes[i].Method.Text; m != "" && !paramBodyMethod(m) {
				continue
			}
			documented = true
			if paramEndsAlike(on.Target(strings.TrimSpace(blk.Routes[i].Target.Text)).Resource(), called) {
				return true
			}
		}
	}
	return !documented
}

// paramEndsAlike reports whether a request's path ends like a route: with the same
// last name, and as many keys behind it, or with the same last name.
func paramEndsAlike(route, called []httpmsg.Segment) bool {
	keys := 0
	for keys < len(route) && route[len(route)-1-keys].Placeholder() {
		keys++
	}
	if len(called) > keys && len(route) > keys {
		at := func(s []httpmsg.Segment) string { return paramStep(s[len(s)-1-keys]) }
		if strings.EqualFold(at(route), at(called)) {
			return true
		}
	}
	return strings.EqualFold(paramOperation(route), paramOperation(called))
}

// paramStep is a step's name; a bound action may be qualified.
func paramStep(s httpmsg.Segment) string { return odata.Local(s.Name) }

// paramOperation returns the last step of a path that is no key: "createLink" of
// "/vessels/7/createLink", "vessels" of "/vessels/{id}".
func paramOperation(steps []httpmsg.Segment) string {
	for i := len(steps) - 1; i >= 0; i-- {
		if s := steps[i]; !s.Placeholder() && !strings.ContainsAny(s.Name, "0123456789-{<@=") && s.Name != "" {
			return paramStep(s)
		}
	}
	return ""
}
