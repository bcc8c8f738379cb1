package apidoctor

import (
	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// schemaConfig reads what the key schemaConfig says.
func (r *reader) schemaConfig(name string, v *jsondoc.Value) bool {
	s := &r.cfg.Schema
	r.object(v, name, []field{
		{"defaultNamespace", "namespace of type names that have none", str(r, &s.DefaultNamespace)},
		{"baseUrls", "http-route leaves it out of URLs", list(r, &s.BaseURLs)},
		{"notLowerCamel", "", list(r, new([]Text))},
		{"foldersToSkip", "pages in folders whose path holds one of them are not checked", list(r, &s.FoldersToSkip)},
		{"filesToSkip", "pages of these names are not checked", list(r, &s.FilesToSkip)},
		{"treatErrorsAsWarningsWorkloads", "errors on pages whose path holds one of them are warnings", list(r, &s.WarningWorkloads)},
		{"requiredYamlHeaders", "page-front-matter wants these keys", list(r, &s.RequiredKeys)},
		{"supportedTags", "", ignore},
		{"textToRemoveFromPropertyNames", "", ignore},
		{"skipPermissionTableUpdateForWorkloads", "", ignore},
	})
	return false
}

// requirements reads what the key api-requirements says.
func (r *reader) requirements(name string, v *jsondoc.Value) bool {
	d := &r.cfg.Design
	length := number(r, &d.MaxURLLength, 1, 1<<30)
	r.object(v, name, []field{
		{"httpRequest", "", r.section([]field{
			{"maxUrlLength", "http-url-length reports longer URLs", func(name string, v *jsondoc.Value) bool {
				d.MaxURLLengthAt = text.Place{Source: r.src, Span: v.Span}
				return length(name, v)
			}},
			{"httpMethods", "http-method reports other methods", list(r, &d.Methods)},
			{"standardHeaders", "http-header reports other headers of requests", list(r, &d.RequestHeaders)},
			{"contentTypes", "http-media-type reports other types of requests", list(r, &d.RequestTypes)},
		})},
		{"httpResponse", "", r.section([]field{
			{"contentTypes", "http-media-type reports other types of responses", list(r, &d.ResponseTypes)},
			{"standardHeaders", "", ignore}, // API Doctor does not look at it either
		})},
		{"ignorableProperties", "schema-property lets these be undocumented", list(r, &d.Ignorable)},
		{"jsonSerialization", "", r.section([]field{
			{"collectionPropertyNames", "", list(r, &d.CollectionNames)},
			{"dateTimeFormats", "", ignore}, // nor at this
		})},
		{"caseSensativeHeaders", "http-header minds letter case", flag(r, &d.CaseSensitive)},
	})
	return false
}

// section reads an object inside another.
func (r *reader) section(fields []field) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		r.object(v, name, fields)
		return false
	}
}
