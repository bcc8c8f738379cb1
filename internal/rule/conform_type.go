package rule

import (
	"slices"
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// named finds the type of a block: what its annotation says, else what its JSON
// says of itself, else what the page says of it.
func (c *conformer) named(blk *page.Block, root *jsondoc.Value) named {
	n := c.annotated(blk)
	if n.t != nil || strings.HasPrefix(n.name, "Edm.") {
		return n
	}
	if own := c.inBody(root); own.t != nil || n.from == Nobody && own.from != Nobody {
		return own
	}
	if n.from != Nobody {
		return n
	}
	return c.guessed(blk, root)
}

// guessed is the type that the surroundings of a message speak for, if the
// message looks like a value of it.
func (c *conformer) guessed(blk *page.Block, root *jsondoc.Value) named {
	n := named{}
	switch blk.Kind {
	case page.ResponseBlock:
		if n = c.addressed(blk.Request, blk); n.t == nil {
			n = c.inProse(page.Response)
		}
	case page.RequestBlock:
		if n = c.addressed(blk, blk); n.none != Validated {
			return n
		}
		if n.t == nil {
			n = c.inProse(page.RequestBody)
		}
		if n.t == nil {
			n = c.answered(blk)
		}
	}
	if n.t == nil || !c.fits(&n, root) {
		return named{}
	}
	return n
}

// addressed is the type that metadata has for the path of a request, as its body
// or as that of the response.
func (c *conformer) addressed(req, blk *page.Block) named {
	if req == nil {
		return named{}
	}
	call := c.subject.CallOf(req)
	switch {
	case call == nil:
		return named{}
	case blk == req && call.Meant != nil:
		return named{none: Parameters}
	case !call.Whole || call.Type.Type == nil || strings.HasPrefix(call.Segments[len(call.Segments)-1].Name, "$"):
		return named{}
	}
	t, _ := c.schemas.Lookup(call.Type.Name)
	return named{name: call.Type.Name, t: t, from: FromMetadata}
}

// annotated is what the annotation declares: the block's own, or that of a
// response whose body stands in a block of its own below it.
func (c *conformer) annotated(blk *page.Block) named {
	if blk.Kind == page.JSONBlock && blk.Annotation == nil && c.above != nil && c.above.Kind == page.ResponseBlock &&
		c.above.Section == blk.Section && unfit(c.above) == NoBody {
		blk = c.above
	}
	v := blk.Annotation.TypeName()
	if v == nil || v.Kind != jsondoc.String {
		return named{}
	}
	if IsParameterType(v.Text) {
		return named{}
	}
	n := c.lookup(v.Text, FromAnnotation)
	n.collection = n.collection || blk.Annotation.Flag("isCollection")
	return n
}

// IsParameterType reports whether a name is the one that API Doctor gives to the
// body of a request, "requestBodyResourceFor.create_x": the parameter table
// defines it, and the rules on parameters check it.
func IsParameterType(name string) bool { return strings.HasPrefix(name, "requestBodyResourceFor.") }

// lookup reads a type name as pages write it.
func (c *conformer) lookup(written string, from From) named {
	ref := odata.Parse(written)
	if len(ref.Or) > 0 {
		return named{from: from}
	}
	n := named{name: ref.Name, collection: ref.Collection, from: from}
	if ref.Name != "" && !ref.Primitive() {
		n.t, _ = c.schemas.Lookup(ref.Name)
	}
	return n
}

// inBody is the type that the JSON itself names: in "@odata.type", in that of
// all items, or in "@odata.context".
func (c *conformer) inBody(root *jsondoc.Value) named {
	if v := root.Get("@odata.type"); v != nil && v.Kind == jsondoc.String {
		return c.lookup(v.Text, FromBody)
	}
	items := root.Items
	if v := root.Get("value"); v != nil && v.Kind == jsondoc.Array {
		items = v.Items
	} else if own := v.Get("@odata.type"); own != nil && own.Kind == jsondoc.String && onlyValue(root) {
		return c.lookup(own.Text, FromBody) // wrapped by mistake
	}
	if name := ofAll(items); name != "" {
		n := c.lookup(name, FromBody)
		n.collection = true
		return n
	}
	if v := root.Get("@odata.context"); v != nil && v.Kind == jsondoc.String {
		if name, ok := contextType(v.Text); ok {
			return c.lookup(name, FromContext)
		}
	}
	return named{}
}

// onlyValue reports whether an object has no member but "value" and control information.
func onlyValue(v *jsondoc.Value) bool {
	for i := range v.Members {
		if name := v.Members[i].Name; name != "value" && !strings.ContainsRune(name, '@') {
			return false
		}
	}
	return true
}

// ofAll returns the type that the items name, if it is the same for all of them.
func ofAll(items []*jsondoc.Value) string {
	name := ""
	for _, item := range items {
		v := item.Get("@odata.type")
		if v == nil || v.Kind != jsondoc.String || name != "" && v.Text != name {
			return ""
		}
		name = v.Text
	}
	return name
}

// contextType returns the type that a context URL names: it is what follows
// "$metadata#" when that is qualified, and no path into an entity set (OData 4.01
// Part 1 sections 10.7 to 10.14).
func contextType(url string) (string, bool) {
	_, fragment, ok := strings.Cut(url, "$metadata#")
	inner := strings.TrimSuffix(strings.TrimPrefix(fragment, "Collection("), ")")
	if !ok || !strings.Contains(inner, ".") || strings.ContainsAny(inner, "/()'$ ,") || odata.Parse(fragment).Primitive() {
		return "", false
	}
	return fragment, true
}

// inProse is the type that the sections of that role say a message carries, if
// they name exactly one: by links to the pages of types, else in words.
func (c *conformer) inProse(role page.Role) named {
	n, known := c.prose[role]
	if known {
		return n
	}
	types := c.linked(role)
	if len(types) == 0 {
		for _, par := range c.page.Paragraphs {
			if par.Section != nil && par.Section.Role == role {
				types = append(types, typesNamed(page.Plain(string(par.Raw.Bytes)), c.schemas)...)
			}
		}
	}
	for _, t := range types {
		if n.t != nil && t != n.t { // the prose does not decide
			return c.remember(role, named{})
		}
		n = named{name: t.Name, t: t, from: FromProse}
	}
	return c.remember(role, n)
}

// linked returns the types to whose pages the paragraphs of the sections of that
// role link.
func (c *conformer) linked(role page.Role) []*schema.Type {
	const most = 8 // a section with more links is about something else
	var found []*schema.Type
	links := c.page.Links
	for _, par := range c.page.Paragraphs {
		if par.Section == nil || par.Section.Role != role {
			continue
		}
		first, _ := slices.BinarySearchFunc(links, par.Span.Start, func(l *page.Link, at int) int { return l.Span.Start - at })
		for i, link := range links[first:] {
			if i == most || !par.Span.Contains(link.Span) {
				break
			}
			words := c.page.Source.Slice(link.Span)
			name, _, _ := strings.Cut(strings.TrimPrefix(words, "["), "]")
			if d := c.set.Types.Linked(c.page, page.Cell{Span: link.Span}, strings.Trim(name, "*`")); d != nil {
				if t, _ := c.schemas.Lookup(d.Name); t != nil {
					found = append(found, t)
				}
			}
		}
	}
	return found
}

func (c *conformer) remember(role page.Role, n named) named {
	if c.prose == nil {
		c.prose = map[page.Role]named{}
	}
	c.prose[role] = n
	return n
}

// typesNamed returns the types that a text names as "x resource", "x object" and the like.
func typesNamed(prose string, schemas *schema.Registry) []*schema.Type {
	var found []*schema.Type
	words := strings.Fields(prose)
	for i := 1; i < len(words); i++ {
		switch strings.Trim(words[i], ".,;:") {
		case "object", "resource", "entity", "objects", "resources", "collection":
			if t, _ := schemas.Lookup(strings.Trim(words[i-1], ".,;:")); t != nil {
				found = append(found, t)
			}
		}
	}
	return found
}

// parameters returns the names that the tables on the request body list: what they
// document is no stranger to a type that the page does not declare for the body.
func (c *conformer) parameters() map[string]bool {
	if c.inTables != nil {
		return c.inTables
	}
	c.inTables = map[string]bool{}
	for _, t := range c.page.Tables {
		if !t.Section.In(page.RequestBody) {
			continue
		}
		for i := range t.Rows {
			if name, _ := derived.RowName(t.Rows[i].Cell(0).Text); name != "" {
				c.inTables[name] = true
			}
		}
	}
	return c.inTables
}

// answered is the type of a request that creates or updates what the response
// to it shows.
func (c *conformer) answered(req *page.Block) named {
	if req.HTTP == nil {
		return named{}
	}
	method := strings.ToUpper(req.HTTP.Method.Text)
	for _, resp := range req.Responses {
		if resp.HTTP == nil || resp.HTTP.Code != 201 && (resp.HTTP.Code != 200 || method == "POST") {
			continue
		}
		switch method {
		case "POST", "PUT", "PATCH":
			if n := c.annotated(resp); n.t != nil && !n.collection {
				n.from = FromResponse
				return n
			}
		}
	}
	return named{}
}

// fits reports whether the body looks like a value of the type that it is
// guessed to be of, and notes whether it is a collection: most of its members are
// the type's, and one that is said of the response alone has two.
func (c *conformer) fits(n *named, root *jsondoc.Value) bool {
	n.collection = false
	if v := root.Get("value"); v != nil && v.Kind == jsondoc.Array && len(v.Items) > 0 {
		root, n.collection = v.Items[0], true
	}
	known, other := 0, 0
	for i := range root.Members {
		name := root.Members[i].Name
		switch {
		case strings.ContainsRune(name, '@'):
		case slices.Contains(n.t.Properties(), name):
			known++
		default:
			other++
		}
	}
	return known >= 2*other && (known >= 2 || known == 1 && n.from != FromResponse)
}
