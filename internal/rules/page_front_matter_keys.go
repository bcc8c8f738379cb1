package rules

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// frontKey is the names of a key that a page needs. Of two the first is older;
// either will do.
type frontKey []string

// frontOr parts the names of a key in a configuration.
const frontOr = " or "

// frontFaultOfKey says what keeps a text from being a key or several.
func frontFaultOfKey(s string) string {
	for name := range strings.SplitSeq(s, frontOr) {
		if strings.TrimSpace(name) == "" || strings.ContainsAny(strings.TrimSpace(name), " :#|,") {
			return `is no key, nor "key or key"`
		}
	}
	return ""
}

// frontRequired returns the keys a page needs: those that the configuration lists
// or API Doctor's, else those of the Microsoft Graph convention.
func frontRequired(p *rule.Pass) (keys []frontKey) {
	switch {
	case p.Given("required"):
		for _, names := range p.Strings("required") {
			var key frontKey
			for name := range strings.SplitSeq(names, frontOr) {
				key = append(key, strings.TrimSpace(name))
			}
			keys = append(keys, key)
		}
		return keys
	case frontConfigured(p.Set):
		for _, k := range p.Set.Conventions.Schema.RequiredKeys {
			keys = append(keys, frontKey{k.Value})
		}
		return keys
	}
	return []frontKey{
		{"title"},
		{"description"},
		{"author"},
		{"doc_type"},
		{"ms.prod", "ms.subservice"},
		{"localization_priority", "ms.localizationpriority"},
	}
}

// frontKeys reports required keys that are absent, misspelt, empty or no text.
func frontKeys(p *rule.Pass, f *page.FrontMatter) {
	var missing, keysMissing []string
	keys := frontRequired(p)
	for _, names := range keys {
		field := frontFirst(f, names)
		if field == nil {
			if !frontMisspelt(p, f, names, keys) {
				missing = append(missing, frontName(f, names, keys))
				keysMissing = append(keysMissing, names[0])
			}
			continue
		}
		several := field.Kind == page.MapField || field.Kind == page.ListField
		switch {
		case several && p.Given("required"):
		case field.Kind == page.MapField || field.Kind == page.ListField && names[0] != "author":
			what := "list"
			if field.Kind == page.MapField {
				what = "mapping"
			}
			p.Report(field.KeySpan, "%q is a %s, not text", field.Key, rule.Aside(what)).As("kind").Help = "Write the value behind the key, on one line"
		case field.Kind != page.ListField && strings.TrimSpace(field.Value) == "":
			frontEmpty(p, field)
		}
	}
	if len(missing) == 0 {
		return
	}
	d := p.Report(frontOpening(p, f), "front matter lacks %s", rule.Aside(frontList(missing)))
	d.Lacks(keysMissing...)
	d.Help = "Add the key with its value"
	if len(missing) > 1 {
		d.Help = "Add the keys with their values"
	}
	frontAsked(p, d)
	if value := frontDocTypeOf(p.Page); len(missing) == 1 && missing[0] == "doc_type" && value != "" {
		d.Fixes = []diag.Fix{frontInsert(p, f, "doc_type: "+value)}
	}
}

// frontFirst returns the field with one of the names, one that has a value if there is one.
func frontFirst(f *page.FrontMatter, names frontKey) (found *page.Field) {
	for _, n := range names {
		if field := f.Field(n); field != nil && (found == nil || found.Value == "") {
			found = field
		}
	}
	return found
}

// frontName picks the name that fits the page's other keys: pages that use one
// of the newer names use all of them.
func frontName(f *page.FrontMatter, names frontKey, keys []frontKey) string {
	for _, all := range keys {
		if len(all) > 1 && f.Field(all[1]) != nil {
			return names[len(names)-1]
		}
	}
	return names[0]
}

// frontMisspelt reports the key that a required one was misspelt as, and whether there is one.
func frontMisspelt(p *rule.Pass, f *page.FrontMatter, names frontKey, keys []frontKey) bool {
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = frontWord(name)
	}
	for i := range f.Fields[:min(len(f.Fields), mostSuggestions)] {
		field := &f.Fields[i]
		meant := schema.Closest(frontWord(field.Key), words)
		if meant == "" || frontIsOther(field.Key, keys) {
			continue
		}
		name := names[slices.Index(words, meant)]
		d := p.Report(field.KeySpan, "unknown key %q in front matter; did you mean %q?", field.Key, rule.Aside(name)).As("unknown")
		d.Help = "Correct the key"
		d.Fixes = []diag.Fix{{
			Message: "Change it to " + name, Safe: true,
			Edits: []diag.Edit{{Span: field.KeySpan, New: name}},
		}}
		return true
	}
	return false
}

// frontWord leaves the separators out of a key, which people get wrong most.
func frontWord(key string) string { return strings.NewReplacer("_", "", ".", "", "-", "").Replace(key) }

// frontIsOther knows keys of the publishing system that are close to a required one.
func frontIsOther(key string, keys []frontKey) bool {
	switch key {
	case "ms.author", "ms.date", "ms.topic", "ms.service", "ms.product", "authors", "ms.title":
		return true
	}
	return slices.ContainsFunc(keys, func(names frontKey) bool { return slices.Contains(names, key) })
}

func frontEmpty(p *rule.Pass, field *page.Field) {
	sp := field.ValueSpan
	if sp.Len() == 0 {
		sp = field.KeySpan
	}
	d := p.Report(sp, "%q has no value", field.Key)
	d.Severity = diag.Warning
	d.Help = "Fill it in"
}

// frontInsert adds a line above the closing one.
func frontInsert(p *rule.Pass, f *page.FrontMatter, line string) diag.Fix {
	src := p.Page.Source
	at := src.Line(src.LineAt(f.Span.End)).Start
	return diag.Fix{
		Message: "Add " + line,
		Edits:   []diag.Edit{{Span: text.Span{Start: at, End: at}, New: line + frontLineEnd(src)}},
	}
}

// frontDocTypeOf returns the doc_type that fits what the page holds, or "".
func frontDocTypeOf(pg *page.Page) string {
	method, resource := pg.SectionWith(page.HTTPRequest) != nil, pg.SectionWith(page.JSONRepresentation) != nil
	for _, blk := range pg.Blocks {
		method = method || blk.Kind == page.RequestBlock && blk.Annotation != nil
		resource = resource || blk.Kind == page.ResourceBlock && blk.Annotation != nil
	}
	switch {
	case method && !resource:
		return "apiPageType"
	case resource && !method:
		return "resourcePageType"
	}
	return ""
}

// frontDocType reports a doc_type that is misspelt or contradicts the page.
func frontDocType(p *rule.Pass, f *page.FrontMatter) {
	field := f.Field("doc_type")
	if field == nil || field.Kind != page.StringField || field.ValueSpan.Len() == 0 {
		return
	}
	known := []string{"apiPageType", "resourcePageType", "enumPageType", "conceptualPageType"}
	value := strings.TrimSpace(field.Value)
	want := schema.Closest(value, known)
	fits := frontDocTypeOf(p.Page)
	var d *diag.Diagnostic
	switch {
	case want != "" && !strings.EqualFold(want, value):
		d = p.Report(field.ValueSpan, "unknown doc_type %q; did you mean %q?", value, rule.Aside(want))
		d.Help = "Correct it: tools take a page with an unknown doc_type for a page of no kind"
	case strings.EqualFold(value, "apiPageType") && fits == "resourcePageType":
		want = fits
		d = p.Report(field.ValueSpan, "doc_type is %q, but the page describes a resource and shows no HTTP request", value)
	case strings.EqualFold(value, "resourcePageType") && fits == "apiPageType":
		want = fits
		d = p.Report(field.ValueSpan, "doc_type is %q, but the page describes a method and shows no resource", value)
	default:
		return
	}
	if fits != "" && want == fits && d.Help == "" {
		d.Severity = diag.Warning
		d.Help = "Give the kind of page that it is"
	}
	sp := field.ValueSpan
	if sp.Len() == len(value)+2 { // keep the quotes
		sp = text.Span{Start: sp.Start + 1, End: sp.End - 1}
	}
	d.Fixes = []diag.Fix{{
		Message: "Change it to " + want,
		Edits:   []diag.Edit{{Span: sp, New: want}},
	}}
}

// frontList quotes names and joins them: "a", "b" and "c".
func frontList(names []string) string {
	var sb strings.Builder
	for i, n := range names {
		switch {
		case i > 0 && i == len(names)-1:
			sb.WriteString(" and ")
		case i > 0:
			sb.WriteString(", ")
		}
		sb.WriteString(strconv.Quote(n))
	}
	return sb.String()
}
