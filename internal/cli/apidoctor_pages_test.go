package cli

// apidoctorPages are the cases about whole pages: broken resources, null, front
// matter, links, and where blocks and annotations may stand.
func apidoctorPages() []apidoctorCase {
	const head = "\n-- harbor/resources/crane.md --\n# crane resource type\n\n"
	resource := func(annotation, json string) string {
		return head + `<!-- { "blockType": "resource", "@odata.type": "harbor.crane"` + annotation + " } -->\n~~~json\n" + json + "\n~~~\n" + `
| Property | Type | Description |
|:---------|:-----|:------------|
| name | String | The name. |
| load | Int32 | The load in tonnes. |
`
	}
	null := func(list string) string {
		return resource(`, "nullableProperties": `+list, `{ "name": "String", "load": 5 }`) +
			apidoctorExample(`"@odata.type": "harbor.crane"`, `{ "name": null, "load": 5 }`)
	}
	link := func(text string) string {
		return head + text + "\n-- harbor/resources/quay.md --\n# quay\n-- harbor/index.md --\n# Harbor\n"
	}
	const links = "A [quay](quay.md), the [index](../index.md), the [quay again][quay].\n\n[quay]: quay.md\n"
	return []apidoctorCase{
		{
			name: "InvalidJsonMissingCommaSchema", files: resource("", "{\n  \"name\": \"String\"\n  \"load\": 5\n}"),
			want: []string{"json-syntax harbor/resources/crane.md:6"},
		},
		{
			name: "InvalidJsonMissingBraceSchema", files: resource("", "{\n  \"name\": \"String\",\n  \"load\": 5\n"),
			want: []string{"json-syntax harbor/resources/crane.md:5"},
		},
		{name: "NullPropertyShouldBeOk", files: null(`[ "name" ]`)},
		{
			name: "NullPropertyShouldGenerateWarning", files: null(`[]`),
			want: []string{"schema-type harbor/api/tide-get.md:13"},
		},
		{name: "YamlWithMultiLineArrayParses", files: `
-- harbor/api/crane-get.md --
---
title: "Get crane"
description: "Read a crane."
ms.topic:
  - harbor
  - crane
---

# Get crane
`},
		{name: "MalformedYamlGeneratesError", files: `
-- harbor/api/crane-get.md --
---
title: "Get crane
description: "Read a crane."
---

# Get crane
`, want: []string{"page-front-matter harbor/api/crane-get.md:2"}},
		{name: "NoBrokenLinks", files: link(links)},
		{
			name: "BrokenLinkInvalidId", files: link("See the [longest quay][longest-quay].\n"),
			want: []string{"link-reference harbor/resources/crane.md:3"},
		},
		{
			name: "BrokenLinkNotFound", files: link("See the [pier](pier.md).\n"),
			want: []string{"link-target harbor/resources/crane.md:3"},
		},
		{
			name: "BrokenLinkMultipleErrors", files: link("See the [pier](pier.md)\nand the [longest quay][longest-quay].\n"),
			want: []string{"link-target harbor/resources/crane.md:3", "link-reference harbor/resources/crane.md:4"},
		},
		// API Doctor has pages with indented fences, and no test that reads them.
		{name: "IndentedCodeBlock", files: `
-- harbor/api/crane-lift.md --
# Lift

1. Ask:

   <!-- { "blockType": "request", "name": "lift" } -->
   ~~~http
   POST https://harbor.example/cranes/4/lift
   Content-Type: application/json

   { "load": 4 }
   ~~~

2. Wait:

   - for the answer:

     <!-- { "blockType": "response", "name": "lift", "@odata.type": "harbor.lift" } -->
     ~~~http
     HTTP/1.1 200 OK
     Content-Type: application/json

     { "load": 4, }
     ~~~
`, want: []string{"json-trailing-comma harbor/api/crane-lift.md:22"}},
		{name: "NonIndentedExample", files: `
-- harbor/api/crane-lift.md --
# Lift

1. Ask:

<!-- { "blockType": "request", "name": "lift" } -->
~~~http
DELETE https://harbor.example/cranes/4
~~~

2. Wait:

<!-- { "blockType": "response", "name": "lift" } -->
~~~http
HTTP/1.1 204 No Content
~~~
`},
		{name: "SimpleBuLists", files: `
-- harbor/api/crane-lift.md --
# Lift

* one
* two
  * three

  ~~~http
  GET https://harbor.example/cranes
  ~~~

<!-- { "blockType": "request", "name": "lift" } -->
~~~http
DELETE https://harbor.example/cranes/4
~~~

<!-- { "blockType": "response", "name": "lift" } -->
~~~http
HTTP/1.1 204 No Content
~~~
`, want: []string{"annotation-missing harbor/api/crane-lift.md:7"}},
		// Of the generators' tests: where annotations and tab groups may begin and end.
		{name: "ProcessSnippetInjection, annotation on the first line", files: `
-- harbor/resources/crane.md --
<!-- { "blockType": "example", "@odata.type": "Edm.String" } -->
~~~json
"x"
~~~
`},
		{name: "ProcessSnippetInjection, tabs end with the file", files: `
-- harbor/api/crane-lift.md --
# Lift

## Example

# [HTTP](#tab/http)

<!-- { "blockType": "request", "name": "lift" } -->
~~~http
DELETE https://harbor.example/cranes/4
~~~

<!-- { "blockType": "response", "name": "lift" } -->
~~~http
HTTP/1.1 204 No Content
~~~

# [Go](#tab/go)

Not yet.

---
`},
	}
}
