package derived

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"docgauge/internal/page"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

func number(n int64) string { return strconv.FormatInt(n, 10) }

const linkedPages = `
-- v1.0/resources/Crane.md --
# Crane

[Crane](#top), [gear](gears.md#hook), [gear](..\resources\GEARS.md), [hook](gears.md), [wheel](gears.md),
[plan](plan.md), [gone](gone.md), [away](https://harbor.example/gear), [gear](/api/gear), [crane](../resources/crane.md?view=1)

<!-- { "blockType": "resource", "@odata.type": "harbor.lift.crane" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
-- v1.0/resources/gears.md --
<!-- { "blockType": "resource", "@odata.type": "harbor.lift.gear" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
<!-- { "blockType": "resource", "@odata.type": "harbor.hook" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
-- v1.0/resources/plan.md --
Nothing.
-- v1.0/resources/graph.md --
<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.hook" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
<!-- { "blockType": "resource", "@odata.type": "sea.hook" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
<!-- { "blockType": "resource", "@odata.type": "sea.sail" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
<!-- { "blockType": "resource", "@odata.type": "air.sail" } -->
` + "```json" + `
{ "id": "String" }
` + "```" + `
`

func TestFind(t *testing.T) {
	types := collect(linkedPages)
	for _, tt := range []struct{ name, namespace, want string }{
		{"harbor.hook", "", "harbor.hook"},
		{"HARBOR.Hook", "sea", "harbor.hook"},
		{"harbor.crane", "harbor", ""},
		{"gear", "harbor", "harbor.lift.gear"},
		{"hook", "harbor", "harbor.hook"},
		{"hook", "sea", "sea.hook"},
		{"hook", "harbor.lift", "microsoft.graph.hook"},
		{"hook", "", "microsoft.graph.hook"},
		{"sail", "sea", "sea.sail"},
		{"sail", "harbor", ""},
		{"", "harbor", ""},
	} {
		got := ""
		if found := types.Find(tt.name, tt.namespace); found != nil {
			got = found.Name
		}
		if got != tt.want {
			t.Errorf("%q in %q is %q, want %q", tt.name, tt.namespace, got, tt.want)
		}
	}
	if types.Lookup("#Harbor.hook") == nil || types.Lookup("hook") != nil || (*Types)(nil).Lookup("harbor.hook") != nil || (*Types)(nil).Find("hook", "") != nil {
		t.Error("Lookup is wrong about a name with #, a short name, or no types")
	}
}

func TestLinks(t *testing.T) {
	pages := read(linkedPages)
	types := Collect(pages, "")
	var got []string
	for _, l := range pages[0].Links {
		words, _, _ := strings.Cut(pages[0].Source.Slice(l.Span), "]")
		name := strings.Trim(words, "[")
		inside := text.Span{Start: l.Span.Start + 1, End: l.Span.Start + 1 + len(name)}
		to := types.LinkAt(pages[0], inside, name)
		where := "-"
		if to.Type != nil {
			where = to.Type.Name
		}
		if !to.Leads {
			where = "no link"
		}
		linked := types.Linked(pages[0], page.Cell{Span: l.Span}, name)
		if linked != to.Type {
			t.Errorf("%s: the cell leads elsewhere", name)
		}
		got = append(got, name+" "+where)
	}
	want := "Crane harbor.lift.crane, gear harbor.lift.gear, gear harbor.lift.gear, hook harbor.hook, wheel -, plan -, gone -, away -, gear -, crane harbor.lift.crane"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("links lead to\n%s, want\n%s", s, want)
	}
	if to := types.LinkAt(pages[0], text.Span{Start: 2, End: 4}, "x"); to.Leads {
		t.Error("a link where there is none")
	}
	if types.Linked(pages[0], page.Cell{Span: text.Span{Start: 2, End: 4}}, "x") != nil {
		t.Error("a link in a cell without one")
	}
}

func TestRowName(t *testing.T) {
	for cell, want := range map[string]string{
		"id": "id", "`id`": "id", "id (deprecated)": "id deprecated", "id (key)": "id", "id [deprecated]": "id deprecated",
		"a or b": "", "two words": "", "id (see below)": "", "": "", "@odata.etag": "@odata.etag", "a/b": "a/b", "ä": "",
	} {
		name, deprecated := RowName(cell)
		if deprecated {
			name += " deprecated"
		}
		if name != want {
			t.Errorf("%q names %q, want %q", cell, name, want)
		}
	}
}

// A chain of base types that is too long is cut, so that what is asked of each of
// its types costs no more than a short one.
func TestLongChain(t *testing.T) {
	var pages []*page.Page
	for i := range 3*schema.MaxBases + 1 {
		content := fmt.Sprintf("# t%d resource type\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.t%d\", \"baseType\": \"harbor.t%d\" } -->\n```json\n{ \"p%d\": \"String\" }\n```\n", i, i, i+1, i)
		pages = append(pages, page.Build(text.NewSource(fmt.Sprintf("v1.0/resources/t%03d.md", i), []byte(content))))
	}
	types := Collect(pages, "harbor")
	cut := 0
	for _, of := range types.All() {
		depth := 0
		for b := types.BaseOf(of); b != nil; b = types.BaseOf(b) {
			depth++
		}
		if depth > schema.MaxBases || of.Circle {
			t.Errorf("%s has %d base types, circle: %v", of.Name, depth, of.Circle)
		}
		if of.Long {
			cut++
		}
	}
	if cut != 2 {
		t.Errorf("the chain is cut at %d types, want 2", cut)
	}
}
