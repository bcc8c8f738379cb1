package cli

import "strings"

// apidoctorTide is a resource page with strings of several forms.
const apidoctorTide = `
-- harbor/resources/tide.md --
# tide resource type

<!-- { "blockType": "resource", "@odata.type": "harbor.tide" } -->
~~~json
{
  "level": 1024,
  "chart": "url",
  "turnsAt": "datetime",
  "season": "summer | fall | winter | spring"
}
~~~

| Property | Type | Description |
|:---------|:-----|:------------|
| level | Int32 | The level in millimetres. |
| chart | url | The address of the chart. |
| turnsAt | DateTimeOffset | When it turns. |
| season | String | The season. |
`

// apidoctorExample is a method page whose example answers with the body.
func apidoctorExample(annotation, body string) string {
	return `
-- harbor/api/tide-get.md --
# Get tide

<!-- { "blockType": "request", "name": "get_tide" } -->
~~~http
GET https://harbor.example/tides/7
~~~

<!-- { "blockType": "response", "name": "get_tide", ` + annotation + ` } -->
~~~http
HTTP/1.1 200 OK
Content-Type: application/json

` + body + `
~~~
`
}

// apidoctorExamples are ResourceStringValidation…: API Doctor checks the form of
// strings only on request, docgauge always.
func apidoctorExamples() []apidoctorCase {
	tide := func(body string) string {
		return apidoctorExample(`"@odata.type": "harbor.tide"`, body) + apidoctorTide
	}
	return []apidoctorCase{
		{name: "ResourceStringValidationValidExampleTest", files: tide(
			`{ "level": 320, "chart": "https://harbor.example/7.svg", "turnsAt": "2026-02-03T04:05:06Z", "season": "summer" }`)},
		{
			name: "ResourceStringValidationBadTimestamp", files: tide(
				`{ "level": 320, "chart": "https://harbor.example/7.svg", "turnsAt": "February 3, 2026 4:05 AM", "season": "summer" }`),
			want: []string{"schema-format harbor/api/tide-get.md:13"},
		},
		{
			name: "ResourceStringValidationBadEnumValue", files: tide(
				`{ "level": 320, "chart": "https://harbor.example/7.svg", "turnsAt": "2026-02-03T04:05:06Z", "season": "monsoon" }`),
			want: []string{"schema-enum harbor/api/tide-get.md:13"},
		},
		{
			name: "ResourceStringValidationBadUrlValue", files: tide(
				`{ "level": 320, "chart": "../charts/7", "turnsAt": "2026-02-03T04:05:06Z", "season": "summer" }`),
			want: []string{"schema-format harbor/api/tide-get.md:13"},
		},
	}
}

// apidoctorSchemas are the cases of API Doctor's JSON schemas.
func apidoctorSchemas() []apidoctorCase {
	const simple = `
-- harbor/resources/mooring.md --
# mooring resource type

<!-- { "blockType": "resource", "@odata.type": "harbor.mooring" } -->
~~~json
{
  "name": "string",
  "page": "url",
  "bollards": 123,
  "since": "datetime",
  "depth": 123.121
}
~~~

| Property | Type | Description |
|:---------|:-----|:------------|
| name | String | The name. |
| page | String | The address of its page. |
| bollards | Int32 | How many bollards there are. |
| since | DateTimeOffset | When it was built. |
| depth | Double | The depth in metres. |
`
	body := func(members ...string) string {
		return apidoctorExample(`"@odata.type": "harbor.mooring"`, "{\n"+strings.Join(members, ",\n")+"\n}") + simple
	}
	const name, pg, bollards, since, depth = `"name": "East 4"`, `"page": "https://harbor.example/e4"`, `"bollards": 6`,
		`"since": "2019-08-07T06:05:04Z"`, `"depth": 7.25`
	at := func(rule string, line string) string { return rule + " harbor/api/tide-get.md:" + line }
	parts := `
-- harbor/resources/quay.md --
# quay resource type

<!-- { "blockType": "resource", "@odata.type": "harbor.quay" } -->
~~~json
{ "main": { "@odata.type": "harbor.bollard" }, "others": [ { "@odata.type": "harbor.bollard" } ], "access": [ "read|write" ] }
~~~

| Property | Type | Description |
|:---------|:-----|:------------|
| main | [bollard](bollard.md) | The strongest one. |
| others | [bollard](bollard.md) collection | The others. |
| access | String collection | Who may do what. |
-- harbor/resources/bollard.md --
# bollard resource type

<!-- { "blockType": "resource", "@odata.type": "harbor.bollard" } -->
~~~json
{ "load": 5 }
~~~

| Property | Type | Description |
|:---------|:-----|:------------|
| load | Int32 | The load in tonnes. |
`
	quay := func(b string) string { return apidoctorExample(`"@odata.type": "harbor.quay"`, b) + parts }
	return []apidoctorCase{
		{name: "SimpleTypeValidationValid", files: body(name, pg, bollards, since, depth)},
		{
			name: "SimpleTypeValidationWrongPropertyType", files: body(`"name": 4`, pg, `"bollards": "6"`, since, depth),
			want: []string{at("schema-type", "14"), at("schema-type", "16")},
		},
		{
			name: "SimpleTypeValidationExtraProperty", files: body(name, pg, bollards, since, depth, `"colour": "red"`),
			want: []string{at("schema-property", "19")},
		},
		{
			name: "SimpleTypeValidationMissingProperty", files: body(name, bollards, since, depth),
			want: []string{at("schema-required", "13")},
		},
		{
			name: "SimpleTypeValidationWrongTypeArray", files: body(`"name": [ "East 4" ]`, pg, bollards, since, depth),
			want: []string{at("schema-type", "14")},
		},
		{
			name: "SimpleTypesSchemaTest", files: body(`"name": true`, `"page": 1`, `"bollards": "many"`, `"since": 2019`, `"depth": {}`),
			want: []string{at("schema-type", "14"), at("schema-type", "15"), at("schema-type", "16"), at("schema-type", "17"), at("schema-type", "18")},
		},
		{
			name: "TestStringSpecificFormatDateTime", files: body(name, pg, bollards, `"since": "yesterday"`, depth),
			want: []string{at("schema-format", "17")},
		},
		{
			name: "FacetTypeSchema", files: quay(`{ "main": { "weight": 5 }, "others": [], "access": [] }`),
			want: []string{at("schema-property", "13")},
		},
		{
			name: "ArrayTypeSchema", files: quay(`{ "main": { "load": 5 }, "others": { "load": 4 }, "access": [] }`),
			want: []string{at("schema-type", "13")},
		},
		{
			name: "TestStringEnumCollection", files: quay(`{ "main": { "load": 5 }, "others": [], "access": "read" }`),
			want: []string{at("schema-type", "13")},
		},
	}
}
