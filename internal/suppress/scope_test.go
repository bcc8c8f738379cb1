package suppress

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// lines returns the lines on which a finding of the rule would be silenced if it
// began there, at its first character and at its end, as "1 3-5".
func lines(content, rule string) string {
	pg := build(content)
	var silenced []int
	for n := 1; n <= pg.Source.Lines(); n++ {
		line := pg.Source.Line(n)
		first, last := isSilenced(content, rule, line.Start), isSilenced(content, rule, line.End)
		switch {
		case first && last:
			silenced = append(silenced, n)
		case first || last: // half a line, as where a range begins or ends
			silenced = append(silenced, -n)
		}
	}
	var parts []string
	for i := 0; i < len(silenced); {
		k := i
		for k+1 < len(silenced) && silenced[k] > 0 && silenced[k+1] == silenced[k]+1 {
			k++
		}
		one := fmt.Sprint(silenced[i])
		if k > i {
			one += fmt.Sprintf("-%d", silenced[k])
		}
		parts = append(parts, one)
		i = k + 1
	}
	return strings.Join(parts, " ")
}

func isSilenced(content, rule string, at int) bool {
	pg := build(content)
	d := &diag.Diagnostic{Rule: rule, Source: pg.Source, Span: text.Span{Start: at, End: at}}
	return Silence(pg, Read(pg, idsOf), []*diag.Diagnostic{d}, func(string) bool { return true })[0] != nil
}

// join makes a page of lines.
func join(list ...string) string { return strings.Join(list, "\n") + "\n" }

func TestScopes(t *testing.T) {
	const fence = "```"
	nextLine, nextBlock := "<!-- docgauge-disable-next-line tide -->", "<!-- docgauge-disable-next-block tide -->"
	line, file := "<!-- docgauge-disable-line tide -->", "<!-- docgauge-disable-file tide -->"
	off, on := "<!-- docgauge-disable tide -->", "<!-- docgauge-enable tide -->"
	annotation := `<!-- { "blockType": "ignored" } -->`
	for _, c := range []struct{ name, page, want string }{
		{"line", join("a", "b "+line, "c"), "2"},
		{"line of several lines", join("a", "b <!-- docgauge-disable-line tide", "-- why", "--> c", "d"), "2-4"},
		{"last line, no line ending", "a\n" + line, "2"},

		{"next line", join("a", nextLine, "b", "c"), "3"},
		{"next line behind blank ones", join("a", nextLine, "", " ", "b", "c"), "5"},
		{"next line at the end of a line", join("a "+nextLine, "b", "c"), "2"},
		{"next line in a quote", join("> a", "> "+nextLine, ">", "> b", "> c"), "4"},
		{"next line behind another", join("a", nextLine, nextLine, "", line, "b", "c"), "5-6"},
		{"next line behind another one's line", join(nextLine, line+" <!-- docgauge-enable -->", "b", "c"), "2-3"},
		{"next line with text before a comment", join(nextLine, "text "+on, "b"), "2"},
		{"next line with text behind a comment", join(nextLine, on+" text", "b"), "2"},
		{"next line with a note behind a comment", join(nextLine, on+" <!-- note -->", "b"), "2"},
		{"next line is a note", join(nextLine, "<!-- note -->", "b"), "2"},
		{"no next line", join("a", nextLine), ""},
		{"no next line but blank ones", join("a", nextLine, "", ""), ""},
		{"next line is the last", "a\n" + nextLine + "\nb", "3"},

		{"fence", join(nextBlock, "", fence, "{", "}", fence, "a"), "3-6"},
		{"annotation and fence", join(nextBlock, annotation, "", fence, "{", "}", fence, "a"), "2-7"},
		{"between annotation and fence", join(annotation, "", nextBlock, fence, "{", "}", fence, "a"), "1-7"},
		{"behind the annotation", join(annotation+nextBlock, fence, "{}", fence, "a"), "1-4"},
		{"orphan", join(nextBlock, annotation, "text", fence, fence), "2"},
		{"page annotation", join(nextBlock, "", "<!--", "{", "  \"type\": \"#page.annotation\"", "}", "-->", "a"), "3-7"},
		{"text and the block behind it", join(nextBlock, "text", "", fence, "{}", fence, fence, "{}", fence), "4-6"},
		{"unclosed fence", join(nextBlock, fence, "{", "}"), "2-4"},
		{"indented code", join(nextBlock, annotation, "", "    {", "    }", "a"), "2-5"},
		{"fence in a quote", join("> "+nextBlock, "> "+fence, "> {}", "> "+fence, "a"), "2-4"},
		{"fence in a list", join("- a", "", "  "+nextBlock, "  "+annotation, "  "+fence, "  {}", "  "+fence, "- b"), "4-7"},
		{"table", join(nextBlock, "|a|b|", "|-|-|", "|c|d|", "", "text"), "2-4"},
		{"table below a line of text", join(nextBlock, "text", "|a|b|", "|-|-|", "|c|d|"), "2-5"},
		{"table cut in two", join(nextBlock, "", "|a|b|", "|-|-|", "|c|d|", "", "|e|f|", "", "|g|h|", "", "text"), "3-9"},
		{"table with a lost header", join(nextBlock, "", "|a|b|", "", "|-|-|", "|c|d|", "", "text"), "3-6"},
		{"the first of two tables", join(nextBlock, "|a|b|", "|-|-|", "|c|d|", "", "|a|b|", "|-|-|", "|c|d|"), "2-4"},
		{"behind a cell", join("|a|b|", "|-|-|", "|c|d "+nextBlock+"|", "", fence, fence), "5-6"},
		{"no block", join(fence, fence, nextBlock, "a"), ""},
		{"a directive is no block", join(nextBlock, line, "a", fence, fence), "2 4-5"},

		{"range", join("a", off, "b", "", "c", on, "d"), "2-5"},
		{"range from the middle of a line", join("a "+off+" b", "c "+on+" d"), "-1 -2"},
		{"range without an end", join("a", off, "b", ""), "2-4"},
		{"range, all ended", join(off, "b", "<!-- docgauge-enable -->", "c"), "1-2"},
		{"range, another one ended", join(off, "b", "<!-- docgauge-enable berth-free -->", "c"), "1-4"},
		{"range, a part of it ended", join(off, "b", "<!-- docgauge-enable tide-high -->", "c"), "1-2"},
		{"range, another part of it ended", join(off, "b", "<!-- docgauge-enable tide-low -->", "c"), "1-4"},
		{"range twice", join(off, "b", on, "c", off, "d", on, "e"), "1-2 5-6"},
		{"range in a range", join(off, "b", off, "c", on, "d", on, "e"), "1-4"},

		{"file", join("a", file, "b"), "1-3"},
		{"file below front matter", join("---", "title: a", "---", "a", "", file), "1-6"},
		{"file at the end of a cell", join("|a|b|", "|-|-|", "|c|d "+file+"|"), "1-3"},

		{"another rule", join("<!-- docgauge-disable-file tide-low berth -->", "a"), ""},
		{"unknown directive", join("<!-- docgauge-disable-fil tide -->", "a"), ""},
	} {
		for _, content := range []string{c.page, text.BOM + strings.ReplaceAll(c.page, "\n", "\r\n")} {
			if got := lines(content, "tide-high"); got != c.want {
				t.Errorf("%s: lines %q, want %q in\n%s", c.name, got, c.want, content)
			}
		}
	}
}

// finding is one of a rule at the n-th "TODO" of the page.
type finding struct {
	rule string
	n    int
}

func TestSilence(t *testing.T) {
	content := join(
		"<!-- docgauge-disable-file tide -- all -->",
		"<!-- docgauge-disable tide-high -- up to enable -->",
		"TODO <!-- docgauge-disable-line berth, tide-high, tide-high -- line -->",
		"TODO <!-- docgauge-disable-line tide-high -- another --> <!-- docgauge-disable-line tide-high -- too late -->",
		"<!-- docgauge-disable-next-line tide-high -- first of two --> <!-- docgauge-disable-line berth -- idle -->",
		"TODO <!-- docgauge-disable-line tide -- second of two -->",
		"<!-- docgauge-enable tide-high -->",
		"TODO",
		"<!-- docgauge-disable berth -- idle -->",
		"<!-- docgauge-enable tide-low -->",
		"<!-- docgauge-enable tide-low berth -->",
		"<!-- docgauge-enable -->",
	)
	pg := build(content)
	var found []*diag.Diagnostic
	for _, f := range []finding{{"tide-high", 0}, {"tide-high", 1}, {"tide-high", 2}, {"tide-low", 3}, {"tide-high", 3}, {"berth-free", 0}, {"moon-new", 0}} {
		at := 0
		for range f.n {
			at += strings.Index(content[at:], "TODO") + 1
		}
		at += strings.Index(content[at:], "TODO")
		found = append(found, &diag.Diagnostic{Rule: f.rule, Source: pg.Source, Span: text.Span{Start: at, End: at + 4}})
	}
	ds := Read(pg, idsOf)
	var got []string
	for i, by := range Silence(pg, ds, found, func(id string) bool { return id != "tide-low" }) {
		where := "reported"
		if by != nil {
			where = pg.Source.Slice(by.Reason)
		}
		got = append(got, fmt.Sprintf("%s on line %d: %s", found[i].Rule, pg.Source.LineAt(found[i].Span.Start), where))
	}
	want := []string{
		"tide-high on line 3: line", "tide-high on line 4: another", "tide-high on line 6: first of two",
		"tide-low on line 8: all", "tide-high on line 8: all", "berth-free on line 3: line", "moon-new on line 3: reported",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	got = nil
	for _, d := range ds {
		state := []string{fmt.Sprintf("line %d:", pg.Source.LineAt(d.Span.Start))}
		for _, n := range d.Names {
			by := ""
			if n.By != nil {
				by = " by " + pg.Source.Slice(n.By.Reason)
			}
			state = append(state, fmt.Sprintf("%s used %t judged %t%s", n.Text, n.Used, n.Judged, by))
		}
		if d.Ends {
			state = append(state, "ends")
		}
		got = append(got, strings.Join(state, "; "))
	}
	want = []string{
		"line 1:; tide used true judged false",
		"line 2:; tide-high used false judged true by line",
		"line 3:; berth used true judged true; tide-high used true judged true; tide-high used false judged true by line",
		"line 4:; tide-high used true judged true",
		"line 4:; tide-high used false judged true by another",
		"line 5:; tide-high used true judged true",
		"line 5:; berth used false judged true",
		"line 6:; tide used false judged false by first of two",
		"line 7:; tide-high used true judged true",
		"line 9:; berth used false judged true",
		"line 10:; tide-low used false judged false",
		"line 11:; tide-low used false judged false; berth used true judged true",
		"line 12:",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestEnds(t *testing.T) {
	pg := build(join("<!-- docgauge-enable -->", "<!-- docgauge-disable moon -->", "<!-- docgauge-enable -->",
		"<!-- docgauge-disable tide -->", "<!-- docgauge-enable -->", "<!-- docgauge-enable -->"))
	var got []bool
	for _, d := range Read(pg, idsOf) {
		if d.Verb == Enable {
			got = append(got, d.Ends)
		}
	}
	if want := []bool{false, false, true, false}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestInsideBlock says when the line below is only a part of a block.
func TestInsideBlock(t *testing.T) {
	const next = "<!-- docgauge-disable-next-line tide -->"
	for content, want := range map[string]bool{
		join(next, "```", "{}", "```"):                                   true,
		join(next, "<!-- { \"blockType\": \"ignored\" } -->", "text"):    false,
		join(next, "<!-- {", "\"blockType\": \"ignored\" } -->", "text"): true,
		join(next, "|a|", "|-|"):                                         true,
		join(next, "text", "", "|a|", "|-|"):                             false,
		join("|a|", "|-|", next, "text"):                                 false,
		join("```", "```", next, "text", "", "|a|", "|-|"):               false,
		join("```", "```", next):                                         false,
	} {
		if got := Read(build(content), idsOf)[0].Block; got != want {
			t.Errorf("%t, want %t:\n%s", got, want, content)
		}
	}
}
