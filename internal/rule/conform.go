package rule

import (
	"slices"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// conform validates the blocks of a page whose type is declared, by their
// annotation or in their JSON, and those whose type the page's prose gives away.
func conform(pg *page.Page, schemas *schema.Registry) []Conformance {
	var out []Conformance
	if schemas == nil {
		return nil
	}
	for _, blk := range pg.Blocks {
		if blk.JSON == nil || blk.JSON.Root == nil || !typed(blk) {
			continue
		}
		var found []schema.Violation
		if name, collection := declared(blk); name != "" {
			found = schemas.ValidateBody(blk.JSON.Root, name, collection, options(blk))
		} else if t, collection := promised(pg, blk, schemas); t != nil {
			found = schemas.ValidateBody(blk.JSON.Root, t.Name, collection, schema.Options{Truncated: true})
			// The type is a guess that fits: what it says about values that are
			// there counts, what it says about the shape does not.
			found = slices.DeleteFunc(found, func(v schema.Violation) bool {
				return v.Kind == schema.Property || v.Kind == schema.Required || v.Kind == schema.Collection
			})
		}
		if len(found) > 0 {
			out = append(out, Conformance{Block: blk, Violations: found})
		}
	}
	return out
}

// typed reports whether the block shows data of a type: no error response, no
// type notation, nothing that tools are asked to leave alone.
func typed(blk *page.Block) bool {
	switch blk.Kind {
	case page.RequestBlock, page.ExampleBlock, page.JSONBlock:
		return !blk.Ignored()
	case page.ResponseBlock:
		code := 0
		if blk.HTTP != nil {
			code = blk.HTTP.Code
		}
		return !blk.Ignored() && code < 400 && !blk.Annotation.Flag("expectError")
	}
	return false
}

// declared returns the type that the annotation or the JSON itself names.
func declared(blk *page.Block) (name string, collection bool) {
	if v := blk.Annotation.TypeName(); v != nil && v.Kind == jsondoc.String {
		ref := odata.Parse(v.Text)
		return ref.Name, ref.Collection || blk.Annotation.Flag("isCollection")
	}
	root := blk.JSON.Root
	if v := root.Get("@odata.type"); v != nil && v.Kind == jsondoc.String {
		ref := odata.Parse(v.Text)
		return ref.Name, ref.Collection
	}
	if items := root.Get("value"); items != nil && len(items.Items) > 0 {
		if v := items.Items[0].Get("@odata.type"); v != nil && v.Kind == jsondoc.String {
			return odata.Parse(v.Text).Name, true
		}
	}
	return "", false
}

func options(blk *page.Block) schema.Options {
	opts := schema.Options{Truncated: blk.Annotation == nil || blk.Annotation.Flag("truncated")}
	if blk.Kind == page.RequestBlock {
		opts.Use = schema.Request
	}
	return opts
}

// promised returns the type that the Response prose says a successful call
// returns, for a response without a declared type, when exactly one type that
// the registry knows is named as a resource or object and the body's members
// are members of that type. Pages without annotations are checked by it.
func promised(pg *page.Page, blk *page.Block, schemas *schema.Registry) (t *schema.Type, collection bool) {
	if blk.Kind != page.ResponseBlock || blk.Annotation != nil {
		return nil, false
	}
	for _, par := range pg.Paragraphs {
		if par.Section == nil || par.Section.Role != page.Response {
			continue
		}
		for _, found := range typesNamed(page.Plain(string(par.Raw.Bytes)), schemas) {
			if t != nil && found != t {
				return nil, false // two types: the prose does not decide
			}
			t = found
		}
	}
	if t == nil {
		return nil, false
	}
	body := blk.JSON.Root
	if items := body.Get("value"); items != nil && len(items.Items) > 0 {
		return fit(t, items.Items[0]), true
	}
	return fit(t, body), false
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

// fit returns t if the object has at least two members and all of them are t's.
func fit(t *schema.Type, v *jsondoc.Value) *schema.Type {
	names := t.Properties()
	n := 0
	for i := range v.Members {
		name := v.Members[i].Name
		if strings.ContainsRune(name, '@') {
			continue
		}
		if !slices.Contains(names, name) {
			return nil
		}
		n++
	}
	if n < 2 {
		return nil
	}
	return t
}
