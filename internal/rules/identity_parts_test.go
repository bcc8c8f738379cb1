package rules_test

import (
	"slices"
	"strings"
	"testing"

	"docgauge/internal/rule"
	"docgauge/internal/rules"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestPartsAsAlone adds one fault after the other to a page. Some rules report them
// one by one as long as they are few, or join them in one finding: whichever they
// do, the faults that were there stay known, and the one that came is not hidden.
func TestPartsAsAlone(t *testing.T) {
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", string(rune('a'+i))))
		}
		return b.String()
	}
	tests := map[string]func(n int) string{
		"table-resource": func(n int) string {
			return "# berth resource type\n\n## Properties\n\n| Property | Type | Description |\n|:---|:---|:---|\n| id | String | The key. |\n" +
				lines(n, "| row# | String | A row. |\n") +
				"\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.berth\" } -->\n```json\n{\n" +
				lines(n, "  \"mast#\": \"String\",\n") + "  \"id\": \"String\"\n}\n```\n"
		},
		"schema-property": func(n int) string {
			return "# Share a logbook\n\n<!-- { \"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"microsoft.graph.permission\" } -->\n" +
				"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n" + lines(n, "  \"zz#zz\": 1,\n") + "  \"id\": \"7\"\n}\n```\n"
		},
		"placeholder-value": func(n int) string {
			return "# Get berth\n\n## Example\n\n```json\n{ \"id\": \"7\"" + lines(n, ", \"name#\": \"name#-value\"") + " }\n```\n"
		},
		"annotation-missing": func(n int) string {
			return "---\ndoc_type: apiPageType\n---\n# Get berth\n\n## HTTP request\n\n" + lines(n, "```http\nGET /berths/#\n```\n\n")
		},
		"param-description": func(n int) string {
			return "# Moor\n\n| Parameter | Type | Description |\n|:---|:---|:---|\n" + lines(n, "| name# | String | Not yet documented |\n")
		},
		"param-required": func(n int) string {
			return "# Moor\n\n## Request body\n\n| Parameter | Type | Description |\n|:---|:---|:---|\n| id | String | The key. |\n" +
				lines(n, "| name# | String | A name. Required. |\n") +
				"\n## Example\n\n```http\nPOST https://harbor.example/v1.0/berths/moor\nContent-Type: application/json\n\n{ \"id\": \"7\" }\n```\n"
		},
		"page-front-matter": func(n int) string {
			keys := []string{"title: x\n", "description: x\n", "author: x\n", "ms.prod: x\n", "localization_priority: x\n"}
			return "---\ndoc_type: apiPageType\n" + strings.Join(keys[n:], "") + "---\n# Get berth\n"
		},
	}
	run := bench(t)
	for id, page := range tests {
		r := rules.All()[slices.IndexFunc(rules.All(), func(r *rule.Rule) bool { return r.ID == id })]
		var before []string
		for n := range 6 {
			content := txtar.File{Name: "harbor/v1.0/api/x.md", Data: []byte(page(n))}
			found := run(r, testPage{path: content.Name, memory: []txtar.File{content}})
			now := identities(found, nil)
			left := slices.Clone(now)
			for _, was := range before {
				i := slices.Index(left, was)
				if i < 0 {
					t.Errorf("%s: with %d faults, one of those before is another", id, n)
					break
				}
				left = slices.Delete(left, i, i+1)
			}
			if want := min(n, 1); len(left) < want || n == 0 && len(now) > 0 {
				t.Errorf("%s: with %d faults %d are new:\n%s", id, n, len(left), render(found, false))
			}
			before = now
		}
	}
}
