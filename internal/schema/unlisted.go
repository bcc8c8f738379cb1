package schema

// Unlisted makes a type of a generated schema that the registry does not list,
// such as the parameters of an action. References lead into the registry. Source
// is the name of the source that its definition comes from.
func (r *Registry) Unlisted(source string, d Definition) *Type {
	return &Type{Name: d.Name, Source: source, Origin: d.Origin, generated: true, open: d.Open, load: d.Schema, build: d.Root, registry: r}
}
