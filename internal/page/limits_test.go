package page

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestHostilePages builds pages that cost quadratic time, or more, where nobody
// takes care. Half a megabyte of them takes at most half a second; the bound is wide
// because test machines are slow, and still far below minutes.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const size, bound = 1 << 19, 10 * time.Second
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	plain := "HTTP request\n\nResponse\n\n"
	pages := map[string]string{
		"one line":             fill("a"),
		"words":                fill("200 OK `404` "),
		"backticks":            backticks(size),
		"backticks in a cell":  "|a|\n|-|\n|" + backticks(size) + "|\n",
		"backticks in a title": "# " + backticks(4000) + "\n",
		"headings":             fill("# a\n"),
		"headings, underlined": fill("a\n---\n"),
		"anchors":              fill("# <a name=\"x\"></a>\n"),
		"examples":             "## Examples\n" + fill("### Request\n### Response\n"),
		"quotes":               fill(">"),
		"quotes, deeper":       stairs(">", 1400),
		"lists":                fill("- ") + "x",
		"lists, numbered":      fill("1. ") + "x",
		"lists, deeper":        stairs("  ", 1000),
		"items":                fill("- x\n"),
		"comments":             fill("<!--"),
		"comments, inline":     "a " + fill("<!--"),
		"comments, closed":     fill("<!-- { \"blockType\": \"a\" } -->\n"),
		"pipes":                fill("|"),
		"pipes, escaped":       "|a|\n|-|\n|" + fill("\\|") + "|\n",
		"rows":                 "|a|b|\n|-|-|\n" + fill("|1|2|\n"),
		"rows between text":    fill("|a|b|\n|a|b|\nx\n"),
		"separators":           fill("|-|-|\n\nx\n\n"),
		"brackets":             fill("["),
		"brackets, matched":    strings.Repeat("[", size/2) + strings.Repeat("]", size/2),
		"links, open":          fill("[a]("),
		"links":                fill("[a](b) "),
		"links in a cell":      "|a|\n|-|\n|" + fill("](") + "|\n",
		"images":               strings.Repeat("![", size/7) + strings.Repeat("](x)", size/7),
		"definitions":          fill("[a]: b\n"),
		"references":           "[a]: b\n\n" + fill("[a] "),
		"emphasis":             fill("_a**b "),
		"less than":            fill("<"),
		"less than in a cell":  "|a|\n|-|\n|" + fill("<") + "|\n",
		"includes":             fill("[!include["),
		"includes, open":       fill("[!include[a](b"),
		"fences":               fill("```\n"),
		"blocks":               fill("```json\n{\"a\":1}\n```\n"),
		"indented blocks":      fill("    {\n\n"),
		"responses":            "```\nGET https://harbor.example\n```\n" + fill("```\nHTTP/1.1 200 OK\n```\n"),
		"tabs":                 fill("# [A](#tab/a)\n"),
		"rules":                fill("---\n"),
		"NUL":                  fill("\x00"),
		"no UTF-8":             fill("\xff"),
		"plain, open":          plain + fill("{\n\n"),
		"plain, messages":      plain + fill("GET /x\n\n{\n\n"),
		"YAML":                 "---\n" + fill("a: b\n") + "---\n",
		"YAML, deep":           "---\na: " + strings.Repeat("[", maxFrontMatter-10) + "\n---\n",
	}
	for name, src := range pages {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			buildPage("v1.0/x.md", src)
			if took := time.Since(start); took > bound {
				t.Errorf("%d bytes took %v", len(src), took)
			}
		})
	}
}

// backticks makes n bytes of runs, each longer than the one before.
func backticks(n int) string {
	var sb strings.Builder
	for k := 1; sb.Len() < n; k++ {
		sb.WriteString(strings.Repeat("`", k) + " ")
	}
	return sb.String()
}

// stairs makes n lines, each indented by one more mark than the one above.
func stairs(mark string, n int) string {
	var sb strings.Builder
	for i := range n {
		sb.WriteString(strings.Repeat(mark, i) + "- x\n")
	}
	return sb.String()
}

func TestTooLarge(t *testing.T) {
	var before, after runtime.MemStats
	src := strings.Repeat("# a\n\n", 10<<20) // 50 MB
	runtime.ReadMemStats(&before)
	pg := buildPage("v1.0/api/x.md", src)
	runtime.ReadMemStats(&after)
	if got := drawProblems(pg); got != "too large 0:\"# a\"\n" {
		t.Errorf("problems: %s", got)
	}
	if len(pg.Sections) > 0 || pg.Front != nil || pg.Kind != Unknown {
		t.Errorf("the page was read: %d sections", len(pg.Sections))
	}
	// The source itself indexes its lines; building must add next to nothing.
	if grown := int(after.TotalAlloc-before.TotalAlloc) - 2*len(src) - 8*10<<21; grown > 1<<20 {
		t.Errorf("building a page that is too large took %d bytes", grown)
	}
}

func TestLimits(t *testing.T) {
	cases := []struct{ name, src, want string }{
		{"as deep as may be", strings.Repeat(">", maxDepth) + " x", ""},
		{"deeper", "a\n\n" + strings.Repeat(">", maxDepth+2) + " x", "too deep 67:\">\"\n"},
		{"lists, deeper", strings.Repeat("- ", maxDepth+1) + "x", "too deep 128:\"-\"\n"},
		{"both", strings.Repeat("> 1. ", maxDepth/2) + "> x", "too deep 160:\">\"\n"},
		{"marks enough for a large table", strings.Repeat("|[a](b)|`c`|\n", 2000), ""},
		{"marks", "a\n\n" + strings.Repeat("[a](b)", 40000), "too complex 3:\"[\"\n"},
		{"only once", strings.Repeat(strings.Repeat("[a](b)", 40000)+"\n\n", 2), "too complex 0:\"[\"\n"},
		{"a long heading is text", "# " + strings.Repeat("a", 5000), ""},
	}
	for _, c := range cases {
		pg := buildPage("", c.src)
		if got := drawProblems(pg); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	pg := buildPage("", strings.Repeat("[a](b)", 40000)+"\n\n[c](d)\n\n# E\n")
	if len(pg.Paragraphs) != 2 || len(pg.Sections) != 1 {
		t.Errorf("behind an unread paragraph: %d paragraphs, %d sections", len(pg.Paragraphs), len(pg.Sections))
	}
	front := buildPage("", "---\n"+strings.Repeat("a: b\n", maxFrontMatter)+"---\n").Front
	if want := fmt.Sprintf("front matter is longer than %d KB", maxFrontMatter>>10); front == nil || front.Fault.Message != want {
		t.Errorf("long front matter: %+v", front)
	}
}
