package page

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"
)

// BenchmarkBuild builds pages of three sizes: a snippet, a method's page with two
// examples in five languages, and a resource with a thousand properties.
func BenchmarkBuild(b *testing.B) {
	for _, page := range []struct{ name, path, src string }{
		{"fragment", "v1.0/includes/berth.md", "```go\nberth, err := client.Berths().Get(ctx, \"4\")\n```\n"},
		{"method", "v1.0/api/berth-moor.md", methodPage()},
		{"resource", "v1.0/resources/berth.md", resourcePage(1000)},
	} {
		b.Run(page.name, func(b *testing.B) {
			src := text.NewSource(page.path, []byte(page.src))
			b.SetBytes(int64(len(page.src)))
			b.ReportAllocs()
			for b.Loop() {
				Build(src)
			}
		})
	}
}

func methodPage() string {
	var sb strings.Builder
	sb.WriteString("---\ntitle: \"berth: moor\"\ndescription: \"Moors a vessel.\"\nauthor: \"pilot\"\ndoc_type: apiPageType\n---\n\n" +
		"# berth: moor\n\nNamespace: microsoft.graph\n\nMoors a [vessel](../resources/vessel.md) at a **berth**.\n\n" +
		"## Permissions\n\n|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n" +
		"|Delegated (work or school account)|Berth.ReadWrite.All|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|Not supported.|\n\n" +
		"## HTTP request\n\n<!-- { \"blockType\": \"ignored\" } -->\n\n```http\nPOST /berths/{id}/moor\nPOST /harbors/{id}/berths/{id}/moor\n```\n\n" +
		"## Request headers\n\n|Name|Description|\n|:---|:---|\n|Authorization|Bearer {token}. Required.|\n\n" +
		"## Request body\n\nSupply these parameters.\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|vessel|String|Its name.|\n|lines|Int32|How many.|\n\n" +
		"## Response\n\nIf successful, this action returns `200 OK` and a [mooring](../resources/mooring.md).\n\n## Examples\n")
	for i := range 2 {
		fmt.Fprintf(&sb, "\n### Example %d: Moor a vessel\n\n#### Request\n\n# [HTTP](#tab/http)\n<!-- {\n  \"blockType\": \"request\",\n  \"name\": \"moor_%d\"\n}\n-->\n"+
			"```http\nPOST https://graph.microsoft.com/v1.0/berths/%d/moor\nContent-Type: application/json\n\n{\n  \"vessel\": \"Aurora\",\n  \"lines\": 4\n}\n```\n", i+1, i, i)
		for _, lang := range []string{"csharp", "go", "java", "javascript"} {
			fmt.Fprintf(&sb, "\n# [%s](#tab/%s)\n[!INCLUDE [sample-code](../includes/snippets/%s/moor.md)]\n", lang, lang, lang)
		}
		sb.WriteString("\n---\n\n#### Response\n\n> The response is shortened.\n\n<!-- { \"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"microsoft.graph.mooring\" } -->\n" +
			"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"id\": \"7\",\n  \"since\": \"2021-07-01T08:00:00Z\",\n  \"vessel\": { \"name\": \"Aurora\", \"length\": 12.5 }\n}\n```\n")
	}
	return sb.String()
}

func resourcePage(properties int) string {
	var table, body strings.Builder
	for i := range properties {
		fmt.Fprintf(&table, "|depth%d|[Double](double.md)|The **depth** at mark `%d`. Optional.|\n", i, i)
		fmt.Fprintf(&body, "  \"depth%d\": 1024,\n", i)
	}
	return "# berth resource type\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n" + table.String() +
		"\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.berth\" } -->\n```json\n{\n" + body.String() + "  \"id\": \"String\"\n}\n```\n"
}

// TestBenchmarkPages keeps the benchmark's pages what they are meant to be.
func TestBenchmarkPages(t *testing.T) {
	method := buildPage("v1.0/api/berth-moor.md", methodPage())
	if method.Kind != API || len(method.Tabs) != 2 || len(method.Blocks) != 5 || len(method.Tables) != 3 || len(method.Problems) > 0 {
		t.Errorf("method: %s with %d tab groups, %d blocks, %d tables", method.Kind, len(method.Tabs), len(method.Blocks), len(method.Tables))
	}
	resource := buildPage("v1.0/resources/berth.md", resourcePage(1000))
	if resource.Kind != Resource || len(resource.Tables) != 1 || len(resource.Tables[0].Rows) != 1000 || len(resource.Links) != 1000 {
		t.Errorf("resource: %s with %d tables, %d links", resource.Kind, len(resource.Tables), len(resource.Links))
	}
}
