package docs_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/docs"
	"docgauge/internal/golden"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
)

const (
	testdata = "../../testdata/rules"
	readme   = "../../README.md"
)

// TestPages checks that the embedded pages are what the rules and their test
// pages say; -update writes them.
func TestPages(t *testing.T) {
	used := map[string]bool{}
	for _, r := range rules.All() {
		file := filepath.Join("rules", r.ID+".md")
		used[file] = true
		t.Run(r.ID, func(t *testing.T) { golden.Compare(t, file, rulePage(t, r)) })
	}
	golden.NoOrphans(t, filepath.Join("rules", "*"), used)
}

func TestPage(t *testing.T) {
	if golden.Update() {
		return // the pages in this binary are the old ones
	}
	r := rules.All()[0]
	if got, ok := docs.Page(r.ID); !ok || !strings.HasPrefix(got, "# "+r.ID+"\n\n"+r.Title) {
		t.Errorf("%s: got %q, %v", r.ID, got, ok)
	}
	for _, id := range []string{"", "no-such-rule", "../docs", "../rules/" + r.ID} {
		if got, ok := docs.Page(id); ok {
			t.Errorf("%q: got the page %q", id, got)
		}
	}
}

// TestReadme checks the table of rules in the README; -update writes it.
func TestReadme(t *testing.T) {
	const begin, end = "<!-- rules:begin -->\n", "<!-- rules:end -->"
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(b), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s lacks the lines %q and %q", readme, begin, end)
	}
	var table strings.Builder
	table.WriteString("| rule | severity | what it asks of a page |\n|---|---|---|\n")
	for _, r := range rules.All() {
		mark := ""
		if hasFix(t, r) {
			mark = " \\*"
		}
		fmt.Fprintf(&table, "| [`%s`](internal/docs/rules/%s.md)%s | %s | %s |\n", r.ID, r.ID, mark, r.Severity, r.Title)
	}
	golden.Compare(t, readme, before+begin+table.String()+end+after)
}

func TestFence(t *testing.T) {
	for in, want := range map[string]string{
		"a\n":                 "```md\na\n```\n",
		"a":                   "```md\na\n```\n",
		"":                    "```md\n```\n",
		"```json\n{}\n```":    "````md\n```json\n{}\n```\n````\n",
		"x ````` y\n```\n":    "``````md\nx ````` y\n```\n``````\n",
		"ends with blank\n\n": "```md\nends with blank\n\n```\n",
	} {
		if got := fence("md", in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"1\n2\n3\n4\n5\n6\n", "1\n2\n3\nfour\n5\n6\n", "@@ line 4 @@\n 3\n-4\n+four\n 5\n"},
		{"1\n2\n", "1\n", "@@ line 2 @@\n 1\n-2\n"},
		{"1\n", "0\n1\n", "@@ line 1 @@\n+0\n 1\n"},
		{"a\n1\n2\n3\nb\n", "A\n1\n2\n3\nB\n", "@@ line 1 @@\n-a\n+A\n 1\n@@ line 5 @@\n 3\n-b\n+B\n"},
		{"a\n1\nb\n", "A\n1\nB\n", "@@ line 1 @@\n-a\n+A\n 1\n-b\n+B\n"},
		{"a\n", "a\n", ""},
	} {
		if got := diff(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: got\n%s\nwant\n%s", c.a, c.b, got, c.want)
		}
	}
}

// rulePage is a rule's page: what it says of itself, and its first test pages.
func rulePage(t *testing.T, r *rule.Rule) string {
	t.Helper()
	var sb strings.Builder
	fix := ""
	if hasFix(t, r) {
		fix = " Has a fix."
	}
	fmt.Fprintf(&sb, "# %s\n\n%s. Severity: %s.%s Since: %s.\n\n%s\n", r.ID, r.Title, r.Severity, fix, r.Since, strings.TrimSpace(r.Doc))
	sb.WriteString(options(t, r))
	bad, out, fixed := firstPage(t, r.ID, "err", ""), firstPage(t, r.ID, "err", ".out"), firstPage(t, r.ID, "err", ".fixed")
	fmt.Fprintf(&sb, "\n## Reported\n\n%s\n%s", fence("markdown", bad), fence("text", out))
	if fixed != "" {
		fmt.Fprintf(&sb, "\nAfter the fix:\n\n%s", fence("diff", diff(bad, fixed)))
	}
	fmt.Fprintf(&sb, "\n## Not reported\n\n%s", fence("markdown", firstPage(t, r.ID, "ok", "")))
	return sb.String()
}

// testFiles returns the files of a rule's test pages with that extension, by path.
func testFiles(t *testing.T, id, kind, ext string) []string {
	t.Helper()
	dir := filepath.Join(testdata, id, kind)
	var files []string
	for _, pattern := range []string{"*", "*/*", "*/*/*", "*/*/*/*"} {
		found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)+ext))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	slices.SortFunc(files, func(a, b string) int { // a page at the top before those in folders
		return cmp.Or(strings.Count(a, string(filepath.Separator))-strings.Count(b, string(filepath.Separator)), strings.Compare(a, b))
	})
	return files
}

// firstPage returns the content of the first test page's file with that
// extension, "" being its own; "" if it has none. Archives of several pages come
// after single pages, and those with a configuration do not count.
func firstPage(t *testing.T, id, kind, ext string) string {
	t.Helper()
	configured := func(archive string) bool { return configuration(t, archive) != "" }
	pages := append(testFiles(t, id, kind, ".md"), slices.DeleteFunc(testFiles(t, id, kind, ".txtar"), configured)...)
	if len(pages) == 0 {
		t.Fatalf("%s has no page in %s", id, kind)
	}
	name := pages[0]
	if ext != "" {
		name = strings.TrimSuffix(name, filepath.Ext(name)) + ext
	}
	b, err := os.ReadFile(name)
	if err != nil && (ext != ".fixed" || !os.IsNotExist(err)) {
		t.Fatal(err)
	}
	return string(b)
}

func hasFix(t *testing.T, r *rule.Rule) bool {
	t.Helper()
	return len(testFiles(t, r.ID, "err", ".fixed")) > 0
}

// fence puts text into a code fence that nothing in it can close.
func fence(language, text string) string {
	longest, run := 2, 0
	for _, c := range text {
		if run++; c != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	marks := strings.Repeat("`", longest+1)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return marks + language + "\n" + text + marks + "\n"
}

// diff shows the changed lines of a short page with a line of context around them.
func diff(before, after string) string {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	common := make([][]int, len(a)+1) // length of the longest common subsequence of a[i:] and b[j:]
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var lines []string
	var numbers []int
	add := func(mark, line string, number int) {
		if line != "" {
			lines = append(lines, mark+strings.TrimRight(line, "\r\n")+"\n")
			numbers = append(numbers, number)
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			add(" ", a[i], i+1)
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			add("-", a[i], i+1)
			i++
		default:
			add("+", b[j], i+1)
			j++
		}
	}
	return hunks(lines, numbers)
}

// hunks leaves out the unchanged lines that touch no change.
func hunks(lines []string, numbers []int) string {
	changed := func(i int) bool { return i >= 0 && i < len(lines) && lines[i][0] != ' ' }
	var sb strings.Builder
	gap := true
	for i, line := range lines {
		if !changed(i) && !changed(i-1) && !changed(i+1) {
			gap = true
			continue
		}
		if gap {
			at := i
			for !changed(at) {
				at++
			}
			fmt.Fprintf(&sb, "@@ line %d @@\n", numbers[at])
		}
		gap = false
		sb.WriteString(line)
	}
	return sb.String()
}
