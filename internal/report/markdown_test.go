package report

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	goldtext "github.com/yuin/goldmark/text"
)

const testLink = "https://forge.example/harbor/docs/blob/0123456789abcdef/"

// rendered is what a reader of a report in Markdown sees: headings, rows of tables,
// items of lists and paragraphs, with code spans in braces and links in brackets.
type rendered struct {
	headings, rows, items, paragraphs []string
}

// render reads a report with GitHub's extensions of Markdown. Anything in it that a
// report has no use for fails the test: it comes from a page.
func render(t testing.TB, report []byte) (r rendered) {
	t.Helper()
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(goldtext.NewReader(report))
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			r.headings = append(r.headings, inline(n, report))
		case *extast.TableRow:
			var cells []string
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				cells = append(cells, inline(c, report))
			}
			r.rows = append(r.rows, strings.Join(cells, "|"))
		case *ast.ListItem:
			r.items = append(r.items, inline(n.FirstChild(), report))
		case *ast.Paragraph:
			r.paragraphs = append(r.paragraphs, inline(n, report))
		case *ast.Link:
			if !strings.HasPrefix(string(n.Destination), testLink) {
				t.Errorf("a link to %s", n.Destination)
			}
		case *ast.Document, *ast.List, *ast.TextBlock, *ast.Text, *ast.CodeSpan, *ast.Emphasis,
			*extast.Table, *extast.TableHeader, *extast.TableCell:
		default:
			t.Errorf("the report has a %s:\n%s", n.Kind(), report)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// inline is the text in a block.
func inline(n ast.Node, source []byte) string {
	var sb strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			sb.Write(c.Segment.Value(source))
			if c.HardLineBreak() {
				sb.WriteByte('\n')
			}
		case *ast.CodeSpan:
			sb.WriteString("{" + inline(c, source) + "}")
		case *ast.Link:
			fmt.Fprintf(&sb, "[%s](%s)", inline(c, source), bytes.TrimPrefix(c.Destination, []byte(testLink)))
		default:
			sb.WriteString(inline(c, source))
		}
	}
	return sb.String()
}

// TestMarkdownReads checks that a renderer shows every finding as text, the worst
// page and finding first.
func TestMarkdownReads(t *testing.T) {
	for name, run := range runs(t) {
		var out bytes.Buffer
		if err := markdown(&out, run, Options{}); err != nil {
			t.Fatal(err)
		}
		var headings, items []string
		headings = append(headings, "docgauge: "+run.summary())
		for _, page := range inOrderOfPages(run.Diagnostics) {
			heading := "{" + Printable(page[0].Source.Path) + "}"
			if owner := run.Owners[page[0].Source.Path]; owner != "" {
				heading += ", owned by {" + Printable(owner) + "}"
			}
			headings = append(headings, heading)
			for _, d := range page {
				at := d.Source.Position(onLines(d.Source, d.Span).Start)
				item := fmt.Sprintf("%d:%d %s %s: {%s}", at.Line, at.Column, d.Severity, d.Rule, Printable(d.Message))
				if d.Help != "" {
					item += "\n{" + Printable(strings.Join(strings.Fields(d.Help), " ")) + "}"
				}
				items = append(items, item)
			}
		}
		got := render(t, out.Bytes())
		if diff := cmp.Diff(headings, got.headings); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
		if diff := cmp.Diff(items, got.items); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// inOrderOfPages sorts findings as a report in Markdown has them.
func inOrderOfPages(ds []*diag.Diagnostic) (pages [][]*diag.Diagnostic) {
	by := map[*text.Source]map[diag.Severity][]*diag.Diagnostic{}
	var order []*text.Source
	for _, d := range ds {
		if by[d.Source] == nil {
			by[d.Source] = map[diag.Severity][]*diag.Diagnostic{}
			order = append(order, d.Source)
		}
		by[d.Source][d.Severity] = append(by[d.Source][d.Severity], d)
	}
	levels := []diag.Severity{diag.Error, diag.Warning, diag.Info}
	for i, worst := range levels {
		for _, src := range order {
			skip := false
			for _, worse := range levels[:i] {
				skip = skip || len(by[src][worse]) > 0
			}
			if skip || len(by[src][worst]) == 0 {
				continue
			}
			var page []*diag.Diagnostic
			for _, level := range levels[i:] {
				page = append(page, by[src][level]...)
			}
			pages = append(pages, page)
		}
	}
	return pages
}

func TestMarkdownTables(t *testing.T) {
	run := mixed(t)
	run.Owners["b/<é>.md"] = "A | B"
	run.Incomplete = true
	var out bytes.Buffer
	if err := markdown(&out, run, Options{}); err != nil {
		t.Fatal(err)
	}
	got := render(t, out.Bytes())
	want := []string{
		"berth-comma|error|1|1", "berth-status|error|1|1", "berth-comment|warning|2|1", "berth-missing|info|1|1",
		"{Harbors}|2|0|0|1", `{A \x7c B}|0|2|1|1`,
	}
	if diff := cmp.Diff(want, got.rows); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if len(got.paragraphs) != 1 || !strings.HasSuffix(got.paragraphs[0], incomplete) {
		t.Errorf("an incomplete run says %q", got.paragraphs)
	}
}

func TestMarkdownOwners(t *testing.T) {
	run := many(100, 100, 0)
	run.Owners = map[string]string{}
	for i, p := range run.Pages[10:] {
		run.Owners[p.Path] = "team-" + strconv.Itoa(i)
	}
	table := ownerTable(run)
	if rows := strings.Count(table, "\n| "); rows != maxOwners+1 || !strings.HasSuffix(table, "|\n\n+8 owners\n") {
		t.Errorf("got %d rows:\n%s", rows, table)
	}
	if !strings.HasPrefix(strings.SplitN(table, "\n", 5)[3], "| `team-24` | 3 | 0 | 0 | 1 |") {
		t.Errorf("got\n%s", table)
	}
	if got := ownerTable(many(1, 1, 1)); got != "" {
		t.Errorf("without owners: %s", got)
	}
}

// TestMarkdownLinks checks where a page and a place in it are linked to.
func TestMarkdownLinks(t *testing.T) {
	page := "one\ntwo & three\nfour\n"
	for _, c := range []struct {
		location string
		part     string
		link     string
		want     [2]string // in the heading, and of the finding
	}{
		{"docs/a.md", "two", testLink, [2]string{"[{a.md}](docs/a.md?plain=1)", "[2:1](docs/a.md?plain=1#L2)"}},
		{"docs/a.md", "two & three\nfour", testLink, [2]string{"[{a.md}](docs/a.md?plain=1)", "[2:1](docs/a.md?plain=1#L2-L3)"}},
		{"docs/a.md", "three\n", testLink, [2]string{"[{a.md}](docs/a.md?plain=1)", "[2:7](docs/a.md?plain=1#L2)"}},
		{
			"a b/(#1)?&<x>\"%é.md", "two", testLink,
			[2]string{"[{a.md}](a%20b/%28%231%29%3F%26%3Cx%3E%22%25%C3%A9.md?plain=1)", "[2:1](a%20b/%28%231%29%3F%26%3Cx%3E%22%25%C3%A9.md?plain=1#L2)"},
		},
		{"javascript:x.md", "two", testLink, [2]string{"[{a.md}](javascript%3Ax.md?plain=1)", "[2:1](javascript%3Ax.md?plain=1#L2)"}},
		{"/elsewhere/a.md", "two", testLink, [2]string{"{a.md}", "2:1"}},
		{"docs/a.md", "two", "", [2]string{"{a.md}", "2:1"}},
	} {
		run := one("a.md", page, sel(t, page, c.part, 0), nil)
		run.Diagnostics[0].Source.Location = c.location
		var out bytes.Buffer
		if err := markdown(&out, run, Options{Link: c.link}); err != nil {
			t.Fatal(err)
		}
		r := render(t, out.Bytes())
		got := [2]string{r.headings[1], strings.TrimSuffix(r.items[0], " error json-berth: {berth is odd}")}
		if got != c.want {
			t.Errorf("%s, %q: got %q, want %q", c.location, c.part, got, c.want)
		}
	}
}

// TestMarkdownLimit checks that a report is never larger than its limit, and says
// how many findings it leaves out, whatever the limit.
func TestMarkdownLimit(t *testing.T) {
	more := regexp.MustCompile(`^\+(\d+) findings? on (\d+) pages? are not shown: there is no room for more \((.*)\)$`)
	for name, run := range map[string]Run{"mixed": mixed(t), "hostile": hostile(t), "many": many(30, 170, 40)} {
		var whole bytes.Buffer
		if err := markdown(&whole, run, Options{}); err != nil {
			t.Fatal(err)
		}
		step := max(1, whole.Len()/170)
		for limit := 1; limit < whole.Len()+step; limit += step {
			var out bytes.Buffer
			noted := ""
			opts := Options{Limit: limit, Note: func(format string, args ...any) { noted += fmt.Sprintf(format, args...) }}
			if err := markdown(&out, run, opts); err != nil {
				t.Fatal(err)
			}
			if out.Len() > limit || (out.Len() == 0) != (noted != "") {
				t.Fatalf("%s: %d bytes, limit %d, noted %q", name, out.Len(), limit, noted)
			}
			if out.Len() == 0 {
				continue
			}
			got := render(t, out.Bytes())
			hidden, on := 0, 0
			if n := len(got.paragraphs); n > 0 {
				m := more.FindStringSubmatch(got.paragraphs[n-1])
				if m == nil {
					t.Fatalf("%s, limit %d: the last paragraph is %q", name, limit, got.paragraphs[n-1])
				}
				hidden, _ = strconv.Atoi(m[1])
				on, _ = strconv.Atoi(m[2])
				checkLeftOut(t, run, hidden, m[3])
			}
			pages := len(inOrderOfPages(run.Diagnostics))
			if len(got.items)+hidden != len(run.Diagnostics) || on < pages-(len(got.headings)-1) || on > pages-max(0, len(got.headings)-2) {
				t.Fatalf("%s, limit %d: %d items, %d headings, and +%d on %d pages", name, limit, len(got.items), len(got.headings), hidden, on)
			}
		}
	}
}

// checkLeftOut checks the severities of the last findings of a report.
func checkLeftOut(t *testing.T, run Run, hidden int, listing string) {
	t.Helper()
	var all []*diag.Diagnostic
	for _, page := range inOrderOfPages(run.Diagnostics) {
		all = append(all, page...)
	}
	if want := count(all[len(all)-hidden:]).listing(); listing != want {
		t.Errorf("%d findings left out are %s, want %s", hidden, listing, want)
	}
}

// TestCodeSpan checks that a renderer shows every line in a code span as it is.
func TestCodeSpan(t *testing.T) {
	for _, line := range []string{
		"a", "`", "``", "a`", "`a", "``a`b```c", " a", "a ", " a ", "  ", " `", "` ", "a\\", "\\`", "@octocat #1 GH-2 <b> &amp; ![x](y)",
		strings.Repeat("`", 300), "http://x.example", "$a$", "*a*", "[x]: y", ":ship:",
	} {
		span := codeSpan(line)
		got := render(t, []byte("- x: "+span+"\n"))
		if want := []string{"x: {" + line + "}"}; !cmp.Equal(got.items, want) {
			t.Errorf("%q is %q and shown as %q", line, span, got.items)
		}
	}
	if codeSpan("") != "" {
		t.Errorf("got %q", codeSpan(""))
	}
}
