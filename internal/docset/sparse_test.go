package docset

import (
	"fmt"
	"strings"
	"testing"
)

// A set whose pages link to eight types, of which some are there.
func TestSparse(t *testing.T) {
	names := strings.Fields("buoy capstan davit fender galley hawser jetty keel")
	for _, tt := range []struct {
		there  int
		sparse bool
		last   Outcome // of the link to the last type
	}{{0, true, Unknown}, {3, true, Unknown}, {4, false, Absent}, {8, false, Sound}} {
		pages := map[string]string{"v1.0/resources/README.md": "# Types\n"}
		for i, name := range names {
			pages["v1.0/api/"+name+"-get.md"] = fmt.Sprintf("# Get\n\n[%[1]s](../resources/%[1]s.md)\n", name)
			if i < tt.there {
				pages["v1.0/resources/"+name+".md"] = "# " + name + "\n"
			}
		}
		set := testSet(t, pages)
		if got := set.Sparse("resources"); got != tt.sparse {
			t.Errorf("with %d of %d types there, Sparse is %v", tt.there, len(names), got)
		}
		if set.Sparse("api") {
			t.Error("the api folder lacks nothing")
		}
		links := set.Links(set.Index.Page("v1.0/api/keel-get.md"))
		if len(links) != 1 || links[0].Outcome != tt.last {
			t.Errorf("with %d of %d types there, the links are %+v", tt.there, len(names), links)
		}
	}
}

// A folder that is absent as a whole was left out, unless it is misspelt or a page
// of that name lies elsewhere.
func TestAbsentFolder(t *testing.T) {
	for target, want := range map[string]Outcome{
		"../includes/a.md":      Unknown,
		"../resource/a.md":      Absent,
		"../includes/berth.md":  Absent,
		"../resources/nope.md":  Absent,
		"../resources/berth.md": Sound,
	} {
		set := testSet(t, map[string]string{
			"v1.0/api/berth-get.md":   "[a](" + target + ")\n\n[!INCLUDE [b](../includes/b.md)]\n[!INCLUDE [c](../includes/c.md)]\n[!INCLUDE [d](../includes/d.md)]\n",
			"v1.0/resources/berth.md": "# berth\n",
		})
		if got := set.Links(set.Index.Page("v1.0/api/berth-get.md"))[0].Outcome; got != want {
			t.Errorf("%s: outcome %v, want %v", target, got, want)
		}
	}
}
