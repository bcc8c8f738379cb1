package rules

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/derived"
	"docgauge/internal/diag"
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

var paramValue = rule.Rule{
	ID:       "param-value",
	Title:    "Values in a request body are among those the page lists",
	Severity: diag.Warning,
	Since:    "0.1.0",
	Doc: `When the page lists the values of a parameter and its own example sends another,
the example fails, or the list is old.

Reported: a value in the JSON body of an example request that is not in the list of
its parameter: a sentence such as "Possible values are: ` + "`view`, `edit`" + `." in the
description, or a table of values below the parameters whose header ("Type value"),
or the sentence above it ("allowed for the **type** parameter"), names the parameter.
Letter case counts. Several values joined by commas count one by one.

Not reported: lists that go on in prose ("or empty"), or begin with "for example";
values that are generator leftovers, which are placeholder-value's.`,
	Check: func(p *rule.Pass) {
		docs := paramDocsOf(p.Subject)
		if docs == nil {
			return
		}
		lists := paramLists(p.Page, docs)
		if len(lists) == 0 {
			return
		}
		for _, b := range paramBodies(p.Subject, docs) {
			for _, doc := range docs.List {
				if list := lists[doc.Name]; list != nil && docs.ByName[doc.Name] == doc {
					v, path := b.value(doc)
					paramCheckValue(p, doc, list, v, path)
				}
			}
		}
	},
}

// paramList is the values a page lists for a parameter, and where.
type paramList struct {
	values []string
	place  text.Span
}

// spans reports whether a value of the list is a range ("0-100") that holds the number.
func (l *paramList) spans(number string) bool {
	n, err := strconv.ParseFloat(number, 64)
	for _, v := range l.values {
		low, high, ok := strings.Cut(v, "-")
		lo, err1 := strconv.ParseFloat(strings.TrimSpace(low), 64)
		hi, err2 := strconv.ParseFloat(strings.TrimSpace(high), 64)
		if ok && err == nil && err1 == nil && err2 == nil && lo <= n && n <= hi {
			return true
		}
	}
	return false
}

// paramLists returns the closed lists of values by parameter name.
func paramLists(pg *page.Page, docs *paramDocs) map[string]*paramList {
	lists := map[string]*paramList{}
	for _, doc := range docs.List {
		if values := derived.Listed(doc.Text.Raw); len(values) > 0 {
			lists[doc.Name] = &paramList{values, doc.Text.Span}
		}
	}
	for _, t := range pg.Tables {
		if t.Kind == page.ParameterTable || !t.Section.In(page.RequestBody) || len(t.Rows) == 0 {
			continue
		}
		name := paramOfValues(pg, docs, t)
		if name == "" {
			continue
		}
		list := lists[name]
		if list == nil {
			list = &paramList{place: t.Header.Span}
			lists[name] = list
		}
		for i := range t.Rows {
			list.values = append(list.values, strings.Trim(t.Rows[i].Cell(0).Text, `"'`))
		}
	}
	return lists
}

// paramOfValues returns the parameter whose values a table lists: the one that
// its first header names ("Type value"), or the only one that the paragraph right
// above it emphasises; "" if neither says.
func paramOfValues(pg *page.Page, docs *paramDocs, t *page.Table) string {
	first := strings.ToLower(t.Header.Cell(0).Text)
	rest, ok := strings.CutSuffix(strings.TrimSuffix(first, "s"), "value")
	if !ok {
		return ""
	}
	for _, doc := range docs.List {
		if strings.ToLower(doc.Name) == strings.TrimSpace(rest) {
			return doc.Name
		}
	}
	var above *page.Paragraph
	for _, par := range pg.Paragraphs {
		if par.Span.End <= t.Span.Start && par.Section == t.Section {
			above = par
		}
	}
	if above == nil || rest != "" {
		return ""
	}
	raw := strings.ReplaceAll(string(above.Raw.Bytes), "`", "**")
	name := ""
	for i, word := range strings.Split(raw, "**") {
		if doc := docs.ByName[strings.TrimSpace(word)]; i%2 == 1 && doc != nil {
			if name != "" && name != doc.Name {
				return ""
			}
			name = doc.Name
		}
	}
	return name
}

func paramCheckValue(p *rule.Pass, doc *paramDoc, list *paramList, v *jsondoc.Value, path string) {
	if v == nil {
		return
	}
	for i, item := range v.Items {
		paramCheckValue(p, doc, list, item, path+"/"+strconv.Itoa(i))
	}
	var said string
	switch v.Kind {
	case jsondoc.String, jsondoc.Number:
		said = v.Text
	default:
		return
	}
	if why, doubtful := placeholderWhy(doc.Name, said); why != "" && !doubtful {
		return
	}
	if said == "" || strings.ContainsAny(said, "{<") || slices.Contains(list.values, said) {
		return
	}
	for part := range strings.SplitSeq(said, ",") {
		part = strings.TrimSpace(part)
		if slices.Contains(list.values, part) || v.Kind == jsondoc.Number && list.spans(part) {
			continue
		}
		paramReportValue(p, doc, list, v, part, path)
		return
	}
}

func paramReportValue(p *rule.Pass, doc *paramDoc, list *paramList, v *jsondoc.Value, part, path string) {
	d := p.Report(v.Span, "%s is not among the values that the page lists for %s", quoteName(part), quoteName(doc.Name))
	d.Pointer = path
	d.Help = "Send one of " + paramJoin(list.values) + ", or add the value to the list"
	d.Related = append(d.Related, p.Related(list.place, "the values"))
	for _, value := range list.values {
		if strings.EqualFold(value, part) {
			d.Message = quoteName(part) + " is listed for " + quoteName(doc.Name) + " as " + quoteName(value)
			d.Help = "Write the value in one letter case"
			if part == v.Text {
				d.Fixes = append(d.Fixes, diag.Fix{Message: "Write " + quoteName(value), Edits: []diag.Edit{{Span: v.Span, New: `"` + value + `"`}}})
			}
			return
		}
	}
}

func paramJoin(values []string) string {
	const most = 8
	if len(values) > most {
		return strings.Join(values[:most], ", ") + ", …"
	}
	return strings.Join(values, ", ")
}
