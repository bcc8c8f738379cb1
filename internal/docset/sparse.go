package docset

import (
	"path"
	"slices"
	"strings"
	"sync"

	"docgauge/internal/page"
	"docgauge/internal/schema"
)

// sparse is which folders of a set a checkout has only in part.
type sparse struct {
	once sync.Once
	of   map[string]bool // by the name of a folder directly below the root
	lost map[string]int  // files there that pages link to and that do not exist
}

// leftOut reports whether a file that is not there is no fault of the link to it:
// the folder below the set's root lacks much of what pages link to in it, or is
// absent as a whole, as "includes" is where only pages were copied. A file or two
// in a folder that does not exist are a fault.
func (s *Set) leftOut(at string) bool {
	const few = 2
	top := s.below(at)
	if top == "" {
		return false
	}
	return s.sampled(top) || s.sparse.lost[top] > few && len(s.Named(path.Base(at))) == 0 && s.absentFolder(top)
}

// below returns the name of the folder directly below the set's root that a
// location lies in, or "".
func (s *Set) below(at string) string {
	rest := at
	if s.Root != "." {
		var ok bool
		if rest, ok = strings.CutPrefix(at, strings.TrimSuffix(s.Root, "/")+"/"); !ok {
			return ""
		}
	}
	top, _, inside := strings.Cut(rest, "/")
	if s.Flat || !inside || top == ".." {
		return ""
	}
	return top
}

// absentFolder reports whether the root has no folder of that name, nor one that a
// misspelt name may mean.
func (s *Set) absentFolder(top string) bool {
	var folders []string
	for _, entry := range s.Index.Tree.In(s.Root) {
		if name, ok := strings.CutSuffix(entry, "/"); ok {
			if strings.EqualFold(name, top) {
				return false
			}
			folders = append(folders, name)
		}
	}
	return len(folders) > 0 && schema.Closest(top, folders) == ""
}

// Sparse reports whether a folder below the set's root ("resources") is absent, or
// lacks more than an eighth of the files that pages of the set link to in it: it is
// a part of a checkout, or a sample, and what is not in it may still exist.
func (s *Set) Sparse(folder string) bool {
	return s.sampled(folder) || s.sparse.lost[folder] > 0 && s.absentFolder(folder)
}

// sampled reports whether a folder lacks more than an eighth of what pages link to.
func (s *Set) sampled(folder string) bool {
	s.sparse.once.Do(s.countAbsent)
	return s.sparse.of[folder]
}

// countAbsent follows the links of some pages of the set, spread over it.
func (s *Set) countAbsent() {
	const mostPages = 400
	if s.Index == nil || s.Flat {
		return
	}
	found, absent, seen := map[string]int{}, map[string][]string{}, map[string]bool{}
	pages := slices.DeleteFunc(slices.Clone(s.Pages), func(pg *page.Page) bool { return pg.Kind == page.Fragment })
	for i := 0; i < len(pages); i += 1 + len(pages)/mostPages {
		for at := range wantedFiles(pages[i]) {
			top := s.below(at)
			if top == "" || seen[at] {
				continue
			}
			seen[at] = true
			switch outcome, _ := s.locate(at); outcome {
			case Sound, Respelt:
				found[top]++
			case Absent:
				absent[top] = append(absent[top], at)
			}
		}
	}
	s.sparse.of, s.sparse.lost = map[string]bool{}, map[string]int{}
	for top, files := range absent {
		s.sparse.of[top], s.sparse.lost[top] = len(files) > found[top]/7 && s.manyLost(files), len(files)
	}
}

// manyLost reports whether there are more than a few pages among the files that are
// not there: no misspelling of one that is, and no page of another folder.
func (s *Set) manyLost(files []string) bool {
	const few, beyondDoubt = 5, 20
	if len(files) >= beyondDoubt {
		return true
	}
	n := 0
	for _, at := range files {
		base := path.Base(at)
		if path.Ext(base) == ".md" && len(s.Named(base)) == 0 && schema.Closest(base, s.Index.Tree.In(path.Dir(at))) == "" {
			n++
		}
	}
	return n >= few
}

// wantedFiles yields the locations that a page's links, definitions and includes mean.
func wantedFiles(pg *page.Page) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		local := func(target string) bool {
			t := SplitTarget(target)
			return t.Kind != Local || t.Path == "" || yield(Beside(pg, t.Slashed()))
		}
		for _, l := range pg.Links {
			if !local(l.Target) {
				return
			}
		}
		for _, d := range pg.Definitions {
			if !local(d.Target) {
				return
			}
		}
		for _, inc := range pg.Includes {
			if !local(inc.Target) {
				return
			}
		}
	}
}

// astray reports whether a page on a type or a method, or another that says its
// doc_type, lies in a folder with nothing that it links to: it was taken out of its
// doc set, and what stands beside it there nobody can tell.
func (s *Set) astray(pg *page.Page, links []Link) bool {
	reference := pg.Kind == page.API || pg.Kind == page.Resource || pg.Kind == page.Enum
	if !s.Flat || !reference && pg.Front.Field("doc_type") == nil {
		return false
	}
	for i := range links {
		if l := &links[i]; l.Outcome != Unknown && l.Outcome != Absent && l.File != pg.Source.Location {
			return false
		}
	}
	return true
}
