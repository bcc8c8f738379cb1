package suppress

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// rules are the rules of these tests: a family of two and one more.
var rules = []string{"tide-high", "tide-low", "berth-free"}

// idsOf is what rule.Match does, for the rules of the tests.
func idsOf(name string) (ids []string) {
	for _, id := range rules {
		if id == name || strings.HasPrefix(id, strings.TrimSuffix(name, "-*")+"-") {
			ids = append(ids, id)
		}
	}
	return ids
}

func build(content string) *page.Page {
	return page.Build(text.NewSource("api/x.md", []byte(content)))
}

// draw writes a directive as "verb name name -- reason", what is not known as the
// page has it, with "?" behind.
func draw(pg *page.Page, d *Directive) string {
	var sb strings.Builder
	if sb.WriteString(d.Verb.String()); d.Verb == NoVerb {
		sb.WriteString(pg.Source.Slice(d.Word) + "?")
	}
	for _, n := range d.Names {
		sb.WriteString(" " + n.Text)
		if len(n.IDs) == 0 {
			sb.WriteString("?")
		}
		if got := pg.Source.Slice(n.Span); got != n.Text {
			fmt.Fprintf(&sb, " at %q", got)
		}
	}
	if d.Separator.Len() > 0 {
		sb.WriteString(" " + pg.Source.Slice(d.Separator))
	}
	if d.Reason.Len() > 0 {
		sb.WriteString(" " + strings.Join(strings.Fields(pg.Source.Slice(d.Reason)), " "))
	}
	return strings.TrimPrefix(sb.String(), "docgauge-")
}

func TestGrammar(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"<!-- docgauge-disable-next-block tide-high -- why -->", "disable-next-block tide-high -- why"},
		{"<!-- docgauge-disable-line tide-high -- why -->", "disable-line tide-high -- why"},
		{"<!-- docgauge-disable-next-line tide-high -- why -->", "disable-next-line tide-high -- why"},
		{"<!-- docgauge-disable tide-high -- why -->", "disable tide-high -- why"},
		{"<!-- docgauge-enable -->", "enable"},
		{"<!-- docgauge-enable tide-high, berth-free -->", "enable tide-high berth-free"},
		{"<!-- docgauge-disable-file tide-high -- why -->", "disable-file tide-high -- why"},
		// names
		{"<!-- docgauge-disable tide, berth-* tide-low,berth-free,, moon ,-- why -->", "disable tide berth-* tide-low berth-free moon? -- why"},
		{"<!-- docgauge-disable,tide--why-->", "disable tide -- why"},
		{"<!--docgauge-disable\ttide\u00a0berth-free-->", "disable tide berth-free"},
		{"<!-- docgauge-disable -- why -->", "disable -- why"},
		{"<!-- docgauge-disable -->", "disable"},
		{"<!-- docgauge-disable Tide-High -->", "disable Tide-High?"},
		// reasons
		{"<!-- docgauge-disable tide-high --why -- and why not -->", "disable tide-high -- why -- and why not"},
		{"<!-- docgauge-disable tide-high---why -->", "disable tide-high --- why"},
		{"<!-- docgauge-disable tide-high — why -->", "disable tide-high — why"},
		{"<!-- docgauge-disable tide-high —why -->", "disable tide-high — why"},
		{"<!-- docgauge-disable tide-high– why -->", "disable tide-high – why"},
		{"<!-- docgauge-disable tide–high -->", "disable tide–high?"},
		{"<!-- docgauge-disable tide-high - why -->", "disable tide-high - why"},
		{"<!-- docgauge-disable tide-high -why -->", "disable tide-high -why?"},
		{"<!-- docgauge-disable tide-high -- -->", "disable tide-high --"},
		{"<!-- docgauge-disable tide-high ---->", "disable tide-high"},
		{"<!-- docgauge-disable tide-high — -->", "disable tide-high —"},
		{"<!-- docgauge-disable tide-high why not -->", "disable tide-high why? not?"},
		{"<!-- docgauge-disable tide-high -- a -> b > c -->", "disable tide-high -- a -> b > c"},
		{"<!-- docgauge-disable tide-high -- {\"blockType\": \"ignored\"} -->", "disable tide-high -- {\"blockType\": \"ignored\"}"},
		// verbs
		{"<!-- DocGauge-Disable-NEXT-Line tide -->", "disable-next-line tide"},
		{"<!-- docgauge-disabel tide -- why -->", "disabel? tide -- why"},
		{"<!-- docgauge-disable: tide -->", "disable:? tide"},
		{"<!-- docgauge- -->", "?"},
		{"<!-- docgauge_disable_line tide -->", "docgauge_disable_line? tide"},
		{"<!-- docgauge disable-line tide -->", "docgauge disable-line? tide"},
		{"<!-- docgauge: Disable tide -->", "docgauge: Disable? tide"},
		{"<!-- docgauge:enable -->", "docgauge:enable?"},
		{"<!-- docgauge is our linter -->", ""},
		{"<!-- docgauge: see below -->", ""},
		{"<!-- docgauge -->", ""},
		{"<!-- docgauges-disable -->", ""},
		{"<!-- use docgauge-disable -->", ""},
		{"<!-- docgauge_is_ours -->", ""},
		// lines
		{"<!--\ndocgauge-disable\n  tide-high,\n  tide-low\n--\n  why\n  not\n-->", "disable tide-high tide-low -- why not"},
		{"> <!-- docgauge-disable\n> tide-high\n>   -- why\n> -->", "disable tide-high -- why"},
		{"> <!-- docgauge-disable tide-high --\n> -->", "disable tide-high --"},
		{"> - > text <!-- docgauge-disable-line\n>   > tide-high, tide-low -- why --> more", "disable-line tide-high tide-low -- why"},
		{"<!--- docgauge-disable tide --->", "disable tide"},
		// places
		{"## Title <!-- docgauge-disable-line tide -->", "disable-line tide"},
		{"- item\n\n  more <!-- docgauge-disable-line tide -->", "disable-line tide"},
		{"|a|b|\n|-|-|\n|c <!-- docgauge-disable-line tide -- why -->|d| <!-- docgauge-disable-line berth -- why -->", "disable-line tide -- why\ndisable-line berth -- why"},
		{"**[text <!-- docgauge-disable-line tide -->](x.md)**", "disable-line tide"},
		{"<div><!-- docgauge-disable-line tide --></div>", "disable-line tide"},
		{"<!-- { \"blockType\": \"ignored\" } --><!-- docgauge-disable-line tide -->\n```\n```", "disable-line tide"},
		{"<!-- docgauge-disable tide --> <!-- docgauge-enable -->", "disable tide\nenable"},
		{"---\n# <!-- docgauge-disable-file tide -->\n---\n", ""},
		{"```\n<!-- docgauge-disable-file tide -->\n```\n", ""},
		{"    <!-- docgauge-disable-file tide -->", ""},
		{"`<!-- docgauge-disable-file tide -->`", ""},
		{"\\<!-- docgauge-disable-file tide -->", ""},
		{"text <!-- docgauge-disable-file tide", ""},
		{"<!-- docgauge-disable-file tide", ""},
		{"<!-->docgauge-disable-file tide-->", ""},
		// a page that was pasted as text
		{"Get berth\n\nHTTP request\n\nGET /berths\n\nResponse\n\n<!-- docgauge-disable-file tide -->\n\nHTTP/1.1 200 OK\n", "disable-file tide"},
	} {
		for _, content := range []string{c.page, text.BOM + strings.ReplaceAll(c.page, "\n", "\r\n") + "\r\n"} {
			pg := build(content)
			var got []string
			for _, d := range Read(pg, idsOf) {
				got = append(got, draw(pg, d))
				if all := pg.Source.Slice(d.Span); !strings.HasPrefix(all, "<!--") || !strings.HasSuffix(all, "-->") {
					t.Errorf("%q: the directive is at %q", content, all)
				}
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("%q:\n got %s\nwant %s", content, strings.Join(got, "\n"), c.want)
			}
		}
	}
}

func TestHyphened(t *testing.T) {
	for in, want := range map[string]string{
		"docgauge-disable-line": "docgauge-disable-line", "Docgauge: disable_LINE": "docgauge-disable-line",
		"docgauge  disable": "docgauge-disable", "docgauge-": "docgauge", "": "",
	} {
		if got := Hyphened(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, w := range Words() {
		if v := verbOf(w); v == NoVerb || v.String() != w {
			t.Errorf("%q is %v", w, v)
		}
	}
	if len(Words()) != int(File) {
		t.Errorf("%d words for %d verbs", len(Words()), File)
	}
}
