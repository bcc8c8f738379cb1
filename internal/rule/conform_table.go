package rule

import (
	"net/url"

	"docgauge/internal/derived"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// tabled returns the type that the tables on a request's body make of it, or nil:
// the parameters of an action are of no type of their own, but some of them are.
// What the tables say of the others is for the rules on parameters.
func (c *conformer) tabled(blk *page.Block, root *jsondoc.Value) *schema.Type {
	if blk.Kind != page.RequestBlock || root.Kind != jsondoc.Object || c.set.Metadata != nil {
		return nil
	}
	if c.listed == nil {
		c.listed = c.listedTypes()
	}
	for name := range c.listed {
		if root.Member(name) != nil {
			if c.fromTables == nil {
				c.fromTables = c.tableType()
			}
			return c.fromTables
		}
	}
	return nil
}

// tableType makes a type of what the tables list. It demands and forbids nothing
// but in the values of those members.
func (c *conformer) tableType() *schema.Type {
	properties := map[string]any{}
	for name, ref := range c.listed {
		value := map[string]any{"$ref": url.PathEscape(ref.Name) + ".json"}
		if ref.Primitive() {
			value = map[string]any{"format": odata.FormOf(ref.Name).Format} // param-type checks the JSON type
		}
		if ref.Collection {
			value = map[string]any{"items": value}
		}
		properties[name] = value
	}
	return c.schemas.Unlisted("derived", schema.Definition{
		Name:   "parameters",
		Origin: c.page.Source.Path,
		Open:   true,
		Root:   func() map[string]any { return map[string]any{"properties": properties} },
	})
}

// listedTypes returns the types of parameters that have properties, or strings of
// some format, qualified, by the names in the tables on the request body.
func (c *conformer) listedTypes() map[string]odata.TypeRef {
	types := map[string]odata.TypeRef{}
	for _, t := range c.page.Tables {
		name, kind := derived.NameColumn(t), derived.TypeColumn(t)
		if t.Kind != page.ParameterTable || !t.Section.In(page.RequestBody) || name < 0 || kind < 0 {
			continue
		}
		for i := range t.Rows {
			parameter, _ := derived.RowName(t.Rows[i].Cell(name).Text)
			if ref, ok := c.checkable(t.Rows[i].Cell(kind)); ok && parameter != "" {
				types[parameter] = ref
			}
		}
	}
	return types
}

// checkable reads a cell's type, if it is one that says more of a value than
// which JSON type it has.
func (c *conformer) checkable(cell page.Cell) (odata.TypeRef, bool) {
	ref := odata.Parse(cell.Raw)
	if ref.Name == "" || len(ref.Or) > 0 {
		return ref, false
	}
	of, _ := c.schemas.Lookup(ref.Name)
	if linked := c.set.Types.Linked(c.page, cell, ref.Name); linked != nil {
		of, _ = c.schemas.Lookup(linked.Name)
	}
	if of != nil && len(of.Properties()) > 0 {
		return odata.TypeRef{Name: of.Name, Collection: ref.Collection}, true
	}
	form := odata.FormOf(ref.Name)
	return ref, form.Kind == odata.JSONString && form.Format != ""
}
