package apidoctor

import (
	"fmt"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
)

// tableDefinitions reads how the doc set titles its tables and their columns.
func (r *reader) tableDefinitions(name string, v *jsondoc.Value) bool {
	r.object(v, name, []field{
		{"tables", "", r.each(r.table)},
		{"parsingRules", "", r.each(r.parsingRule)},
	})
	return false
}

// each reads an array of objects, one at a time.
func (r *reader) each(read func(name string, v *jsondoc.Value)) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		if v.Kind != jsondoc.Array {
			r.wrong(v, name, "an array of objects")
			return false
		}
		for i, item := range v.Items {
			if item.Kind != jsondoc.Object {
				r.wrong(item, fmt.Sprintf("%s[%d]", name, i), "an object")
				continue
			}
			kind := item.Get("type")
			if kind == nil || kind.Kind != jsondoc.String {
				r.problem(item.Span, fmt.Sprintf("%s[%d] has no type", name, i), "")
				continue
			}
			read(name+"."+kind.Text, item)
		}
		return false
	}
}

// tableKinds are API Doctor's types of table, the kinds they have here, and the
// role of a section with nothing but such a title; kinds without a use are OtherTable.
func tableKinds() map[string]page.TableTitle {
	return map[string]page.TableTitle{
		"AuthScopes":                             {Kind: page.PermissionTable, Role: page.Permissions},
		"EnumerationValues":                      {Kind: page.MemberTable, Role: page.Members},
		"ErrorCodes":                             {Kind: page.OtherTable, Role: page.Errors},
		"HttpHeaders":                            {Kind: page.HeaderTable, Role: page.RequestHeaders},
		"PathParameters":                         {Kind: page.FunctionTable, Role: page.PathParameters},
		"QueryStringParameters":                  {Kind: page.QueryTable, Role: page.QueryParameters},
		"RequestObjectProperties":                {Kind: page.ParameterTable, Role: page.RequestBody},
		"ResponseObjectProperties":               {},
		"ResourceNavigationPropertyDescriptions": {Kind: page.RelationshipTable, Role: page.Relationships},
		"ResourcePropertyDescriptions":           {Kind: page.PropertyTable, Role: page.Properties},
	}
}

// table reads which headings stand above tables of one type.
func (r *reader) table(name string, v *jsondoc.Value) {
	kinds := tableKinds()
	as, known := kinds[v.Get("type").Text]
	if !known {
		r.unknownType(v.Get("type"), keys(kinds))
		return
	}
	var titles, parents []Text
	var parseAs string
	r.object(v, name, []field{
		{"type", "", func(string, *jsondoc.Value) bool { return false }},
		{"titles", tableUse(as), list(r, &titles)},
		{"parents", tableUse(as), list(r, &parents)},
		{"parseAs", "", func(n string, v *jsondoc.Value) bool { str(r, &parseAs)(n, v); return false }},
	})
	if as.Kind == page.OtherTable && as.Role == page.NoRole {
		return
	}
	for _, t := range titles {
		r.title(as, t.Value, false)
	}
	for _, t := range parents {
		r.title(as, t.Value, true)
	}
}

// title adds a heading. "{x} flags" is one that ends with the word flags.
func (r *reader) title(as page.TableTitle, title string, parent bool) {
	if as.Kind == page.HeaderTable && strings.HasPrefix(strings.ToLower(title), "response") {
		as.Role = page.NoRole
	}
	as.Parent = parent
	as.Text = strings.TrimSpace(title)
	if rest, ok := strings.CutPrefix(as.Text, "{x}"); ok {
		as.Text, as.Suffix = strings.TrimSpace(rest), true
	}
	if as.Text != "" {
		r.cfg.tables.Titles = append(r.cfg.tables.Titles, as)
	}
}

// tableUse says what a title of tables decides.
func tableUse(as page.TableTitle) string {
	switch names := tableNames(as.Kind); {
	case names != "":
		return "tables below such a heading list " + names
	case as.Role == page.Errors:
		return "a section with such a heading is about errors"
	}
	return ""
}

func tableNames(k page.TableKind) string {
	switch k {
	case page.PermissionTable:
		return "permissions"
	case page.MemberTable:
		return "members of an enumeration"
	case page.HeaderTable:
		return "headers"
	case page.FunctionTable:
		return "path or function parameters"
	case page.QueryTable:
		return "query parameters"
	case page.ParameterTable:
		return "parameters of the request body"
	case page.RelationshipTable:
		return "relationships"
	case page.PropertyTable:
		return "properties"
	}
	return ""
}

// parsingRule reads what the columns of tables are called.
func (r *reader) parsingRule(name string, v *jsondoc.Value) {
	columns := map[string][]string{ // by type of rule; those without a use are empty
		"ParameterDefinition":   {"name", "type", "description", "required"},
		"EnumerationDefinition": {"memberName", "numericValue", "value", "description"},
		"ErrorDefinition":       {"httpStatusCode", "httpStatusMessage", "errorCode", "description"},
		"AuthScopeDefinition":   {"scope", "title", "description", "required"},
	}
	kind := v.Get("type").Text
	names, known := columns[kind]
	if !known {
		r.unknownType(v.Get("type"), keys(columns))
		return
	}
	var fields []field
	for _, n := range names {
		fields = append(fields, field{n, "", func(name string, v *jsondoc.Value) bool {
			var out []Text
			if !list(r, &out)(name, v) {
				return false
			}
			use := ""
			if kind == "ParameterDefinition" || n == "memberName" {
				use = r.columns(n, out)
			}
			r.set(name, v, use)
			return false
		}})
	}
	r.object(v, name, []field{
		{"type", "", func(string, *jsondoc.Value) bool { return false }},
		{"columns", "", r.section(fields)},
	})
}

// columns adds names of a column that docgauge would not know. What it knows it
// reads with more care: a column "Value" may hold types, or anything else.
func (r *reader) columns(column string, names []Text) (use string) {
	if column == "memberName" {
		column = "member"
	}
	for _, n := range names {
		if isColumn(n.Value) {
			continue
		}
		use = "columns are read so; docgauge knows the usual names anyway"
		if r.cfg.tables.Columns == nil {
			r.cfg.tables.Columns = map[string][]string{}
		}
		r.cfg.tables.Columns[column] = append(r.cfg.tables.Columns[column], n.Value)
	}
	return use
}

func isColumn(name string) bool {
	switch strings.ToLower(name) {
	case "name", "property", "property name", "parameter", "parameter name", "query parameter", "relationship", "relationship name",
		"header", "header name", "member", "members", "value", "type", "data type", "description", "required", "method", "permission type":
		return true
	}
	return false
}

func (r *reader) unknownType(v *jsondoc.Value, known []string) {
	r.problem(v.Span, "unknown type "+strconv.Quote(v.Text), meant(v.Text, known))
}
