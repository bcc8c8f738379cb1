package apidoctor

import (
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Filter decides which findings on the pages of a doc set are suppressed. It is
// immutable.
type Filter struct {
	All    []*Suppression
	byRule map[string][]*Suppression
	pages  map[string]*page.Page // by location
	// owners are the pages that define the types and requests which suppressions
	// without a file name.
	owners map[string][]*page.Page
}

// NewFilter reads the suppressions of all pages of a doc set: a page may hold
// those of another.
func NewFilter(pages []*page.Page) *Filter {
	f := &Filter{byRule: map[string][]*Suppression{}, pages: map[string]*page.Page{}, owners: map[string][]*page.Page{}}
	for _, pg := range pages {
		f.All = append(f.All, Suppressions(pg)...)
	}
	for _, s := range f.All {
		for _, id := range s.Rules {
			f.byRule[id] = append(f.byRule[id], s)
		}
		if s.File == "" && len(s.Subject) > 0 {
			f.owners[s.Subject[0]] = nil
		}
	}
	if len(f.byRule) == 0 {
		return f
	}
	for _, pg := range pages {
		f.pages[pg.Source.Location] = pg
		f.own(pg)
	}
	return f
}

// own notes the names that the page defines, of those that are asked for.
func (f *Filter) own(pg *page.Page) {
	if len(f.owners) == 0 {
		return
	}
	for _, blk := range pg.Blocks {
		names := blk.Annotation.Strings("name")
		if v := blk.Annotation.TypeName(); v != nil && blk.Kind == page.ResourceBlock {
			names = append(names, v)
		}
		for _, v := range names {
			if pages, asked := f.owners[v.Text]; asked && (len(pages) == 0 || pages[len(pages)-1] != pg) {
				f.owners[v.Text] = append(pages, pg)
			}
		}
	}
}

// Match returns the suppressions that cover the finding; none if it is to be
// reported. A finding about several things, with related places that say so, needs
// one for each. It may be called on nil.
func (f *Filter) Match(d *diag.Diagnostic) (by []*Suppression) {
	if f == nil || len(f.byRule[d.Rule]) == 0 {
		return nil
	}
	s := f.find(d)
	if s == nil {
		return nil
	}
	by = append(by, s)
	for _, r := range d.Related {
		if !isMore(d, r) {
			continue
		}
		s := f.find(&diag.Diagnostic{Rule: d.Rule, Source: r.Source, Span: r.Span})
		switch {
		case s == nil:
			return nil
		case !slices.Contains(by, s):
			by = append(by, s)
		}
	}
	return by
}

// isMore reports whether a related place is another thing that the finding is about.
func isMore(d *diag.Diagnostic, r diag.Related) bool {
	return r.Source == d.Source && strings.HasPrefix(r.Message, "and ")
}

func isSeveral(d *diag.Diagnostic) bool {
	return slices.ContainsFunc(d.Related, func(r diag.Related) bool { return isMore(d, r) })
}

func (f *Filter) find(d *diag.Diagnostic) *Suppression {
	for _, s := range f.byRule[d.Rule] {
		if f.covers(s, d) {
			return s
		}
	}
	return nil
}

// covers reports whether the finding is on the page, in the block and about the
// thing that the suppression names.
func (f *Filter) covers(s *Suppression, d *diag.Diagnostic) bool {
	pg := f.pages[d.Source.Location]
	if pg == nil || !f.onPage(s, pg) {
		return false
	}
	blk := blockAt(pg, d.Span)
	if len(s.Subject) > 0 && !isOf(blk, s.Subject[0]) {
		return false
	}
	switch {
	case s.Code != "":
		return blk != nil && strings.HasPrefix(strings.Join(strings.Fields(string(blk.Body.Bytes)), " "), s.Code)
	case len(s.Values) > 0:
		return s.hasValues(d.Source.Slice(d.Span))
	case s.Key != "":
		return about(d, s.Key)
	}
	return true
}

func (f *Filter) onPage(s *Suppression, pg *page.Page) bool {
	at := pg.Source.Location
	if s.File != "" {
		file := "/" + strings.ToLower(at)
		return strings.HasSuffix(file, "/"+strings.ToLower(strings.TrimPrefix(s.File, "/")))
	}
	if s.Page == at {
		return true
	}
	return slices.Contains(f.owners[first(s.Subject)], pg)
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

func blockAt(pg *page.Page, sp text.Span) *page.Block {
	for _, blk := range pg.Blocks {
		if blk.Span.Contains(sp) {
			return blk
		}
	}
	return nil
}

// isOf reports whether a block is the request of that name or a response to it.
// Where that cannot be told, as with a type's name, it may be.
func isOf(blk *page.Block, name string) bool {
	if blk == nil || strings.Contains(name, ".") {
		return true
	}
	names := blk.Annotation.Strings("name")
	if len(names) == 0 && blk.Request != nil {
		names = blk.Request.Annotation.Strings("name")
	}
	for _, v := range names {
		if v.Text == name {
			return true
		}
	}
	return len(names) == 0
}

// about reports whether a finding is about something of that name: its JSON
// pointer ends in it, the flagged text is it, or the message quotes it.
func about(d *diag.Diagnostic, name string) bool {
	if strings.EqualFold(member(d.Pointer), name) {
		return true
	}
	flagged := strings.Trim(d.Source.Slice(d.Span), "\"'`*#: \t")
	return strings.EqualFold(flagged, name) || !isSeveral(d) && strings.Contains(strings.ToLower(d.Message), strings.ToLower(strconv.Quote(name)))
}

// member returns the last name in a JSON pointer (RFC 6901) that is no index.
func member(pointer string) string {
	for pointer != "" {
		i := strings.LastIndexByte(pointer, '/')
		last := pointer[i+1:]
		if _, err := strconv.Atoi(last); err != nil {
			return strings.ReplaceAll(strings.ReplaceAll(last, "~1", "/"), "~0", "~")
		}
		pointer = pointer[:max(i, 0)]
	}
	return ""
}

// hasValues reports whether text such as "red|green" has all of the values.
func (s *Suppression) hasValues(flagged string) bool {
	have := map[string]bool{}
	for v := range strings.SplitSeq(strings.Trim(flagged, `"`), "|") {
		have[strings.TrimSpace(v)] = true
	}
	for _, v := range s.Values {
		if !have[v] {
			return false
		}
	}
	return true
}
