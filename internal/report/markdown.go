package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"docgauge/internal/diag"
)

// maxOwners is how many owners the table of owners names.
const maxOwners = 50

// markdown prints a report in GitHub's Markdown, for the summary of a step or a
// comment: what there is by rule and by owner, then the findings page by page, the
// worst pages and findings first. Options.Limit bounds its size in bytes; findings
// that do not fit are counted in a last line.
//
// Text from pages stands in code spans. That keeps it from being markup, and from
// notifying people and linking issues: "@odata" is somebody's name at GitHub.
func markdown(w io.Writer, run Run, opts Options) error {
	pages := worstPages(run.Diagnostics)
	out := &limited{out: bufio.NewWriter(w), limit: opts.Limit}
	out.kept = len(leftOut(run.Diagnostics, len(pages)))
	if !out.add("## docgauge: " + run.summary() + "\n") {
		opts.note("there is no room left for a summary in Markdown: %d bytes", opts.Limit)
		return nil
	}
	if run.Incomplete {
		out.add("\n**Not everything was checked:** " + incomplete + "\n")
	}
	out.add(ruleTable(run.Diagnostics))
	out.add(ownerTable(run))
	for i, found := range pages {
		head := pageHeading(run, found[0], opts)
		for k, d := range found {
			if !out.add(head + markdownItem(d, opts)) {
				rest := slices.Concat(pages[i:]...)[k:]
				out.kept = 0
				out.add(leftOut(rest, len(pages)-i))
				return out.out.Flush()
			}
			head = ""
		}
	}
	return out.out.Flush()
}

// limited is a report that stays within a number of bytes, unless that is 0.
type limited struct {
	out         *bufio.Writer
	limit, used int
	kept        int // bytes kept free for the last line
}

// add adds a part if there is room for all of it.
func (l *limited) add(part string) (fits bool) {
	if l.limit > 0 && l.used+len(part) > l.limit-l.kept {
		return false
	}
	l.used += len(part)
	_, _ = l.out.WriteString(part) // Flush returns the error
	return true
}

// leftOut is the line that counts what did not fit.
func leftOut(ds []*diag.Diagnostic, pages int) string {
	return fmt.Sprintf("\n+%s on %s are not shown: there is no room for more (%s)\n",
		Plural(len(ds), "finding"), Plural(pages, "page"), count(ds).listing())
}

// worstPages are the findings of each page, errors first, and the pages with errors
// first, then those with warnings.
func worstPages(ds []*diag.Diagnostic) [][]*diag.Diagnostic {
	pages := byPage(ds)
	for i, found := range pages {
		pages[i] = worstFirst(found)
	}
	slices.SortStableFunc(pages, func(a, b []*diag.Diagnostic) int { return cmp.Compare(b[0].Severity, a[0].Severity) })
	return pages
}

func ruleTable(ds []*diag.Diagnostic) string {
	rows := byRule(ds)
	if len(rows) == 0 {
		return ""
	}
	var sb strings.Builder
	sb.WriteString("\n| rule | severity | findings | pages |\n|---|---|--:|--:|\n")
	for _, r := range rows {
		fmt.Fprintf(&sb, "| %s | %s | %d | %d |\n", r.rule, r.level, r.findings, len(r.files))
	}
	return sb.String()
}

// ownerTable counts findings by who owns the page, the most errors first. It is
// empty if nobody owns any.
func ownerTable(run Run) string {
	if len(run.Owners) == 0 || len(run.Diagnostics) == 0 {
		return ""
	}
	type row struct {
		owner string
		counts
	}
	found := map[string][]*diag.Diagnostic{}
	for _, d := range run.Diagnostics {
		owner := run.Owners[d.Source.Path]
		found[owner] = append(found[owner], d)
	}
	var rows []row
	for owner, ds := range found {
		rows = append(rows, row{owner, count(ds)})
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.errors, a.errors), cmp.Compare(b.warnings, a.warnings),
			cmp.Compare(b.infos, a.infos), cmp.Compare(a.owner, b.owner))
	})
	var sb strings.Builder
	sb.WriteString("\n| owner | errors | warnings | infos | pages |\n|---|--:|--:|--:|--:|\n")
	for _, r := range rows[:min(len(rows), maxOwners)] {
		// A bar would end the cell, even in a code span.
		name := cmp.Or(codeSpan(strings.ReplaceAll(Printable(r.owner), "|", `\x7c`)), "nobody")
		fmt.Fprintf(&sb, "| %s | %d | %d | %d | %d |\n", name, r.errors, r.warnings, r.infos, r.files)
	}
	if more := len(rows) - maxOwners; more > 0 {
		fmt.Fprintf(&sb, "\n+%s\n", Plural(more, "owner"))
	}
	return sb.String()
}

func pageHeading(run Run, d *diag.Diagnostic, opts Options) string {
	head := "\n### " + linked(codeSpan(Printable(d.Source.Path)), opts.pageLink(d))
	if owner := run.Owners[d.Source.Path]; owner != "" {
		head += ", owned by " + codeSpan(Printable(owner))
	}
	return head + "\n\n"
}

// markdownItem is one finding, as an item of a list.
func markdownItem(d *diag.Diagnostic, opts Options) string {
	sp := onLines(d.Source, d.Span)
	start, end := d.Source.Position(sp.Start), d.Source.Position(sp.End)
	link := opts.pageLink(d)
	if link != "" {
		link += fmt.Sprintf("#L%d", start.Line)
		if end.Line > start.Line {
			link += fmt.Sprintf("-L%d", end.Line)
		}
	}
	item := fmt.Sprintf("- %s **%s** %s: %s", linked(fmt.Sprintf("%d:%d", start.Line, start.Column), link),
		d.Severity, d.Rule, codeSpan(Printable(d.Message)))
	if help := strings.Join(strings.Fields(d.Help), " "); help != "" {
		item += "\\\n  " + codeSpan(Printable(help))
	}
	return item + "\n"
}

// pageLink is the URL of the page that a finding is on, or "". Forges show a page in
// Markdown as it will look, without line numbers, unless asked for plain text.
func (o Options) pageLink(d *diag.Diagnostic) string {
	at := uriPath(d.Source.Location)
	if o.Link == "" || strings.Contains(at, ":") { // outside the work tree
		return ""
	}
	return o.Link + strings.ReplaceAll(at, "&", "%26") + "?plain=1"
}

func linked(label, url string) string {
	if url == "" {
		return label
	}
	return "[" + label + "](" + url + ")"
}

// codeSpan is a line as a code span (CommonMark 0.31.2, section 6.1): between
// backticks, as many as stand together nowhere in it.
func codeSpan(line string) string {
	if line == "" {
		return ""
	}
	runs := map[int]bool{}
	for rest := line; ; {
		at := strings.IndexByte(rest, '`')
		if at < 0 {
			break
		}
		n := len(rest[at:]) - len(strings.TrimLeft(rest[at:], "`"))
		runs[n] = true
		rest = rest[at+n:]
	}
	n := 1
	for runs[n] {
		n++
	}
	fence := strings.Repeat("`", n)
	first, last := line[0], line[len(line)-1]
	if first == '`' || last == '`' || first == ' ' && last == ' ' && strings.Trim(line, " ") != "" {
		line = " " + line + " " // which belong to the fence
	}
	return fence + line + fence
}
